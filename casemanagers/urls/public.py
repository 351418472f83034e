"""Help in one's town: who helps, what is on offer, where to join."""

from django.urls import path

from casemanagers.views.public import help_finder, offers, volunteering

app_name = "casemanagers"
urlpatterns = [
    path("hilfe-finden/", help_finder.find_help, name="find-help"),
    path("angebote/", offers.offer_list, name="offer-list"),
    path("angebote/<int:pk>-<slug:slug>/", offers.offer_detail, name="offer-detail"),
    path("ehrenamt/", volunteering.volunteering, name="volunteering"),
]
