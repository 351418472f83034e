"""Gemeinden and their Postleitzahlen."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from municipalities import permissions
from municipalities.models import PostalCode, Town
from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.admin_base.tables import Table, link


@admin.register(Town)
class TownAdmin(GuardedAdmin):
    """Which body serves the people of a town."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "town"
    digit_fields: ClassVar = {"ags": (8,)}
    sourced_fields = ("ags", "name", "municipality", "latitude", "longitude", "source")
    list_display = ("name", "ags", "body")
    list_filter = ("municipality__region",)
    list_select_related = ("municipality", "source")
    search_fields = ("name", "=ags", "municipality__sort_name", "=postal_codes__code")
    search_help_text = "Name, Schlüssel, Postleitzahl oder Kommune"
    fields = ("name", "ags", "municipality", "latitude", "longitude", "source")
    csv_columns = (
        ("Amtlicher Gemeindeschlüssel", "ags"),
        ("Name", "name"),
        ("Zuständige Kommune", "municipality__sort_name"),
        ("Quelle", "source"),
    )

    @admin.display(description="Zuständige Kommune", ordering="municipality__sort_key")
    def body(self, row: Town) -> str:
        return row.municipality.display_name

    def page_context(self, request: HttpRequest, obj: Town) -> dict[str, Any]:
        codes = [(link("municipalities_postalcode", row.pk, row.code),) for row in obj.postal_codes.all()]
        return {"tables": [Table("postleitzahlen", "Postleitzahlen", ("Postleitzahl",), codes)]}


@admin.register(PostalCode)
class PostalCodeAdmin(GuardedAdmin):
    """One can belong to several towns, and so to several bodies."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "postal_code"
    digit_fields: ClassVar = {"code": (5,)}
    sourced_fields = ("code", "town")
    list_display = ("code", "town", "body")
    list_filter = ("town__municipality__region",)
    list_select_related = ("town__municipality",)
    search_fields = ("code", "town__name")
    search_help_text = "Postleitzahl oder Gemeinde"
    fields = ("code", "town")
    csv_columns = (
        ("Postleitzahl", "code"),
        ("Gemeinde", "town__name"),
        ("Zuständige Kommune", "town__municipality__sort_name"),
    )

    @admin.display(description="Zuständige Kommune", ordering="town__municipality__sort_key")
    def body(self, row: PostalCode) -> str:
        return row.town.municipality.display_name
