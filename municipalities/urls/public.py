"""Public list of the bodies."""

from django.urls import path

from municipalities.views.public import municipalities

app_name = "municipalities"
urlpatterns = [
    path("kommunen/", municipalities.municipality_list, name="municipality-list"),
    path("kommunen.csv", municipalities.municipality_list_csv, name="municipality-list-csv"),
]
