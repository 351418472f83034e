"""The positions of one's own body."""

from django.urls import path

from casemanagers.views.officer import positions

app_name = "casemanagers"
urlpatterns = [path("<slug:slug>/stellen/", positions.position_list, name="position-list")]
