"""Pages of the bodies' people that show several apps."""

from django.urls import path

from wir_portal.pages.views.officer import contacts, events, start

app_name = "pages"
urlpatterns = [
    path("", start.start, name="start"),
    path("<slug:slug>/", start.body_start, name="body-start"),
    path("<slug:slug>/ansprechpersonen/", contacts.contacts, name="contacts"),
    path("<slug:slug>/protokoll/", events.event_list, name="event-list"),
]
