"""Förderlinien, Fördersätze and which line continues which."""

from django.contrib import admin
from django.http import HttpRequest

from programs import permissions
from programs.models import FundingLine, FundingRate, LineSuccession
from wir_portal.core.admin_base import GuardedAdmin, day, money
from wir_portal.core.admin_base.pages import Act


@admin.register(FundingLine)
class FundingLineAdmin(GuardedAdmin):
    """Texts are the editor's; what a source says is fixed."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "funding_line"
    sourced_fields = ("program", "slug", "recipients", "starts_on", "ends_on", "rank", "source")
    list_display = ("name_de", "recipients", "begins", "ends", "rank")
    list_filter = ("recipients", "program")
    list_select_related = ("program", "source")
    search_fields = ("name_de", "name_en", "summary_de", "slug")
    search_help_text = "Name oder Kurzfassung"
    fieldsets = (
        ("Texte auf Deutsch", {"fields": ("name_de", "summary_de", "description_de")}),
        ("Texte auf Englisch", {"fields": ("name_en", "summary_en", "description_en")}),
        ("Angaben der Quelle", {"fields": ("program", "slug", "recipients", "starts_on", "ends_on", "rank", "source")}),
    )
    csv_columns = (
        ("Kürzel", "slug"),
        ("Name", "name_de"),
        ("In einem Satz", "summary_de"),
        ("Wer Geld bekommt", "get_recipients_display"),
        ("Beginn", "starts_on"),
        ("Ende", "ends_on"),
        ("Quelle", "source"),
    )

    @admin.display(description="Beginn", ordering="starts_on")
    def begins(self, line: FundingLine) -> str:
        return day(line.starts_on, "nicht bekannt")

    @admin.display(description="Ende", ordering="ends_on")
    def ends(self, line: FundingLine) -> str:
        return day(line.ends_on, "läuft")

    def acts(self, request: HttpRequest, obj: FundingLine) -> list[Act]:
        return [Act("Öffentliche Seite", f"/foerderlinien/{obj.slug}/")]


@admin.register(FundingRate)
class FundingRateAdmin(GuardedAdmin):
    """A new rate is a new row from its day on; the old one stays for the years before."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "funding_rate"
    sourced_fields = ("line", "purpose", "unit", "amount_cents", "max_fulltime_percent", "starts_on", "source")
    list_display = ("line", "purpose", "starts", money("amount_cents", "Höchstbetrag"), "unit", "citation")
    list_filter = ("line", "purpose")
    list_select_related = ("line", "source")
    search_fields = ("line__name_de",)
    search_help_text = "Name der Förderlinie"
    list_note = "Ein neuer Satz ist eine neue Zeile ab seinem Tag. Die bisherige Zeile gilt bis dahin weiter."
    fields = ("line", "purpose", "starts_on", "amount_cents", "unit", "max_fulltime_percent", "source")
    csv_columns = (
        ("Förderlinie", "line__name_de"),
        ("Zweck", "get_purpose_display"),
        ("Gilt ab", "starts_on"),
        ("Höchstbetrag in Euro", "amount_cents"),
        ("Einheit", "get_unit_display"),
        ("Höchstens Prozent einer Vollzeitstelle", "max_fulltime_percent"),
        ("Quelle", "source"),
    )

    @admin.display(description="Gilt ab", ordering="starts_on")
    def starts(self, rate: FundingRate) -> str:
        return day(rate.starts_on)

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, rate: FundingRate) -> str:
        return rate.source.citation


@admin.register(LineSuccession)
class LineSuccessionAdmin(GuardedAdmin):
    """So that a series goes on over a reform."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "line_succession"
    sourced_fields = ("predecessor", "successor", "starts_on", "source")
    list_display = ("predecessor", "successor", "starts", "citation")
    list_select_related = ("predecessor", "successor", "source")
    search_fields = ("predecessor__name_de", "successor__name_de")
    fields = ("predecessor", "successor", "starts_on", "source")
    csv_columns = (
        ("Frühere Förderlinie", "predecessor__name_de"),
        ("Neue Förderlinie", "successor__name_de"),
        ("Ab", "starts_on"),
        ("Quelle", "source"),
    )

    @admin.display(description="Ab", ordering="starts_on")
    def starts(self, row: LineSuccession) -> str:
        return day(row.starts_on)

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: LineSuccession) -> str:
        return row.source.citation
