"""The positions and the directory of one's own body."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from casemanagers.views.officer import directory, positions


class PartConverter(StringConverter):
    """The parts of the directory."""

    regex = "|".join(sorted(directory.PARTS, key=len, reverse=True))


register_converter(PartConverter, "part")
app_name = "casemanagers"
ENTRY = "<slug:slug>/<part:kind>/<int:pk>/"
urlpatterns = [
    path("<slug:slug>/stellen/", positions.position_list, name="position-list"),
    path("<slug:slug>/<part:kind>/", directory.entry_list, name="entry-list"),
    path("<slug:slug>/<part:kind>/neu/", directory.entry_add, name="entry-add"),
    path(ENTRY, directory.entry_detail, name="entry-detail"),
    path(f"{ENTRY}bearbeiten/", directory.entry_change, name="entry-change"),
    path(f"{ENTRY}veroeffentlichen/", directory.entry_publish, name="entry-publish"),
    path(f"{ENTRY}zurueckziehen/", directory.entry_withdraw, name="entry-withdraw"),
    path(f"{ENTRY}bestaetigen/", directory.entry_confirm, name="entry-confirm"),
]
