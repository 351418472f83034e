"""The money of one's own body."""

from django.urls import path

from programs.views.officer import allocations

app_name = "programs"
urlpatterns = [
    path("<slug:slug>/kontingente/", allocations.allocation_list, name="allocation-list"),
    path("<slug:slug>/kontingente.csv", allocations.allocation_list_csv, name="allocation-list-csv"),
    path("<slug:slug>/kontingente/<int:pk>/", allocations.allocation_detail, name="allocation-detail"),
]
