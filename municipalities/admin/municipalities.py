"""Kommunen and their Rechtsstellung."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from municipalities import permissions
from municipalities.forms.tables import BodyRows
from municipalities.models import LegalStatus, Municipality
from wir_portal.core.admin_base import GuardedAdmin, day
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.admin_base.tables import Table, link
from wir_portal.core.tables.resources import ModelImporter


class KindFilter(admin.SimpleListFilter):
    """The legal status of today."""

    title = "Rechtsstellung heute"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return LegalStatus.Kind.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Municipality)
class MunicipalityAdmin(GuardedAdmin):
    """The 33 are there for good; the website is the editor's."""

    can_view = permissions.can_read_bodies
    can_edit = permissions.can_edit_bodies
    event_code = "municipality"
    importer = ModelImporter("municipality", BodyRows)
    import_title = "Angaben der Kommunen einlesen"
    sourced_fields = (
        "name",
        "short_name",
        "sort_name",
        "slug",
        "key",
        "region",
        "nuts3",
        "seat",
        "latitude",
        "longitude",
        "source",
    )
    list_display = ("sort_name", "key", "status_today", "region", "seat", "site")
    list_filter = ("region", KindFilter)
    list_select_related = ("source",)
    search_fields = ("name", "sort_name", "seat", "=key")
    search_help_text = "Name, Sitz oder amtlicher Schlüssel"
    fieldsets = (
        ("Angaben der Kommune", {"fields": ("website",)}),
        ("Angaben der Quelle", {"fields": ("name", "sort_name", "key", "region", "nuts3", "seat", "source")}),
    )
    csv_columns = (
        ("Amtlicher Schlüssel 2018", "key"),
        ("Name", "name"),
        ("Name in Listen", "sort_name"),
        ("Regierungsbezirk", "region"),
        ("NUTS 3", "nuts3"),
        ("Sitz", "seat"),
        ("Internetseite", "website"),
        ("Quelle", "source"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_status()

    @admin.display(description="Rechtsstellung heute", ordering="kind")
    def status_today(self, body: Municipality) -> str:
        return LegalStatus.Kind(body.kind).label if body.kind else "nicht bekannt"

    @admin.display(description="Internetseite", ordering="website")
    def site(self, body: Municipality) -> str:
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', body.website) if body.website else "nicht bekannt"

    def name_of(self, obj: Municipality) -> str:
        return obj.display_name

    def body_slug(self, obj: Municipality) -> str:
        return obj.slug

    def acts(self, request: HttpRequest, obj: Municipality) -> list[Act]:
        return [Act("Öffentliche Seite", obj.get_absolute_url())]

    def page_context(self, request: HttpRequest, obj: Municipality) -> dict[str, Any]:
        contacts = [
            (link("municipalities_contactpoint", contact.pk, contact.office), contact.phone, contact.email)
            for contact in obj.contact_points.all()
        ]
        statuses = [
            (link("municipalities_legalstatus", status.pk, status.get_kind_display()), day(status.starts_on))
            for status in obj.legal_statuses.all()
        ]
        members = [
            (str(row.user), row.get_role_display(), day(row.starts_on), day(row.ends_on, "offen"))
            for row in obj.memberships.select_related("user")
        ]
        return {
            "tables": [
                Table("ansprechstellen", "Ansprechstellen", ("Stelle", "Telefon", "E-Mail"), contacts),
                Table("rechtsstellung", "Rechtsstellung", ("Art", "Gilt ab"), statuses),
                Table("zugehoerigkeiten", "Wer für die Kommune handelt", ("Konto", "Aufgabe", "Ab", "Bis"), members),
            ]
        }


@admin.register(LegalStatus)
class LegalStatusAdmin(GuardedAdmin):
    """A new status is a new row from its day on."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "legal_status"
    digit_fields: ClassVar = {"official_key": (5, 8)}
    sourced_fields = ("municipality", "starts_on", "kind", "parent")
    list_display = ("body", "kind", "starts", "official_key", "parent")
    list_filter = ("kind",)
    list_select_related = ("municipality", "parent")
    search_fields = ("municipality__name", "municipality__sort_name", "=official_key")
    search_help_text = "Name oder amtlicher Schlüssel"
    list_note = "Eine neue Rechtsstellung ist eine neue Zeile ab ihrem Tag. Die bisherige gilt bis dahin weiter."
    fields = ("municipality", "starts_on", "kind", "official_key", "parent")
    csv_columns = (
        ("Kommune", "municipality__sort_name"),
        ("Art", "get_kind_display"),
        ("Gilt ab", "starts_on"),
        ("Amtlicher Schlüssel", "official_key"),
        ("Liegt im Landkreis", "parent__sort_name"),
    )

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body(self, row: LegalStatus) -> str:
        return row.municipality.display_name

    @admin.display(description="Gilt ab", ordering="starts_on")
    def starts(self, row: LegalStatus) -> str:
        return day(row.starts_on)

    def name_of(self, obj: LegalStatus) -> str:
        return f"{obj.municipality.display_name}, {obj}"

    def body_slug(self, obj: LegalStatus) -> str:
        return obj.municipality.slug
