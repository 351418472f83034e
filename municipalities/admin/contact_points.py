"""Ansprechstellen."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from municipalities import permissions
from municipalities.forms.tables import ContactPoints
from municipalities.models import ContactPoint
from wir_portal.core.admin_base import GuardedAdmin, mark
from wir_portal.core.models import Origin
from wir_portal.core.tables.resources import ModelImporter


@admin.register(ContactPoint)
class ContactPointAdmin(GuardedAdmin):
    """The public office of a body; published when the editor says so."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "contact_point"
    importer = ModelImporter("contact_point", ContactPoints)
    import_title = "Ansprechstellen einlesen"
    fixed_fields = ("municipality",)
    digit_fields: ClassVar = {"postal_code": (5,)}
    list_display = ("office", "body", "phone", "email", "published", "origin_words")
    list_filter = ("is_published", "municipality__region", "origin")
    list_select_related = ("municipality",)
    search_fields = ("office", "municipality__name", "municipality__sort_name", "town", "email")
    search_help_text = "Stelle, Kommune, Ort oder E-Mail-Adresse"
    list_note = "Nur die Stelle, nie eine Person: keine Namen, keine privaten Angaben."
    fieldsets = (
        ("Stelle", {"fields": ("municipality", "office", "is_published")}),
        ("Anschrift", {"fields": ("street", "postal_code", "town")}),
        ("Erreichbar", {"fields": ("phone", "email", "website", "hours", "languages")}),
    )
    csv_columns = (
        ("Amtlicher Schlüssel", "municipality__key"),
        ("Kommune", "municipality__sort_name"),
        ("Stelle", "office"),
        ("Straße", "street"),
        ("Postleitzahl", "postal_code"),
        ("Ort", "town"),
        ("Telefon", "phone"),
        ("E-Mail", "email"),
        ("Internetseite", "website"),
        ("Sprechzeiten", "hours"),
        ("Sprachen", "languages"),
        ("Veröffentlicht", "is_published"),
        ("Herkunft", "get_origin_display"),
    )

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body(self, row: ContactPoint) -> str:
        return row.municipality.display_name

    @admin.display(description="Veröffentlicht", ordering="is_published")
    def published(self, row: ContactPoint) -> str:
        return mark("veröffentlicht", "done") if row.is_published else mark("nicht veröffentlicht")

    @admin.display(description="Herkunft", ordering="origin")
    def origin_words(self, row: ContactPoint) -> str:
        return Origin(row.origin).label

    def name_of(self, obj: ContactPoint) -> str:
        return f"{obj.office}, {obj.municipality.display_name}"

    def body_slug(self, obj: ContactPoint) -> str:
        return obj.municipality.slug

    def page_context(self, request: HttpRequest, obj: ContactPoint) -> dict[str, Any]:
        return {"example_mark": obj.origin == Origin.EXAMPLE}
