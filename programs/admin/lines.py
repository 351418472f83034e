"""Förderlinien and which continues which: when they begin, what they pay when, when they end."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.views.decorators.http import require_safe

from programs import permissions
from programs.admin import line_tables, series_pages
from programs.admin.entered import EnteredAdmin
from programs.forms.line import EndForm
from programs.models import FundingLine, LineSuccession
from programs.services import lines
from programs.templatetags.lines import line_start
from wir_portal.core import clock
from wir_portal.core.admin_base import Crumb, act_page, day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.models import Origin

OF_THE_SOURCE = ("program", "slug", "recipients", "starts_on", "start_precision", "ends_on", "rank", "source")


@admin.register(FundingLine)
class FundingLineAdmin(EnteredAdmin):
    """Texts are the editor's; what a source says is fixed. A line ends by an act of its own."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "funding_line"
    sourced_fields = OF_THE_SOURCE
    fixed_fields = ("ends_on",)
    list_display = ("name", "state", "begins", "ends", "recipients", "rank")
    list_filter = ("recipients", "program")
    list_select_related = ("program", "source")
    search_fields = ("name_de", "name_en", "summary_de", "slug")
    search_help_text = "Name oder Kurzfassung"
    fieldsets = (
        ("Texte auf Deutsch", {"fields": ("name_de", "summary_de", "description_de")}),
        *translation_fieldsets("name", "summary", "description"),
        ("Angaben der Quelle", {"fields": OF_THE_SOURCE}),
    )
    csv_columns = (
        ("Kürzel", "slug"),
        ("Name", "name_de"),
        ("In einem Satz", "summary_de"),
        ("Wer Geld bekommt", "get_recipients_display"),
        ("Beginn", "starts_on"),
        ("Genauigkeit des Beginns", "get_start_precision_display"),
        ("Ende", "ends_on"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    def act_pages(self) -> list[URLPattern]:
        return [
            self.page("zeitreihe/", require_safe(self.series_view), "series"),
            self.page("zeitreihe/csv/", require_safe(self.series_csv_view), "series-csv"),
            self.page("<int:object_id>/ende/", self.end_view, "end"),
        ]

    @admin.display(description="Stand heute")
    def state(self, line: FundingLine) -> str:
        return str(line.state_on(clock.today()).label)

    @admin.display(description="Beginn", ordering="starts_on")
    def begins(self, line: FundingLine) -> str:
        return line_start(line)

    @admin.display(description="Ende", ordering="ends_on")
    def ends(self, line: FundingLine) -> str:
        return day(line.ends_on, "offen")

    def list_acts(self, request: HttpRequest) -> list[Act]:
        return [Act("Zeitreihe", self.address("series"))]

    def acts(self, request: HttpRequest, obj: FundingLine) -> list[Act]:
        acts = [
            Act("Öffentliche Seite", f"/foerderlinien/{obj.slug}/"),
            Act("Zeitreihe", f"{self.address('series')}?linie={obj.slug}"),
        ]
        if not permissions.can_edit_lines(request.user):
            return acts
        if not obj.has_sourced_end:
            acts.append(Act("Ende festlegen", self.address("end", obj.pk)))
        return acts + line_tables.adding(obj)

    def page_context(self, request: HttpRequest, obj: FundingLine) -> dict[str, Any]:
        tables = line_tables.of(obj, may_edit=permissions.can_edit_lines(request.user))
        return {**super().page_context(request, obj), "tables": tables}

    def save_model(self, request: HttpRequest, obj: FundingLine, form: Any, change: bool) -> None:
        if not change:
            obj.end_origin = Origin.entered(demo=settings.WIR_DEMO)
        super().save_model(request, obj, form, change)

    # --- acts ------------------------------------------------------------------------------------------------
    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not permissions.can_edit_lines(request.user):
            raise PermissionDenied
        line = get_object_or_404(self.get_queryset(request), pk=object_id)
        form = EndForm(request.POST or None, initial={"ends_on": line.ends_on})

        def run(cleaned: dict[str, Any]) -> str:
            lines.end(line, actor=request.user, **cleaned)  # type: ignore[arg-type]
            ends_on = cleaned["ends_on"]
            return f"{line} endet am {day(ends_on)}." if ends_on else f"{line} läuft ohne festgelegtes Ende weiter."

        title = f"Ende festlegen: {line}"
        return act_page(
            request,
            form,
            run=run,
            title=title,
            button="Ende festlegen",
            back=self.address("change", line.pk),
            crumbs=self.crumbs(Crumb(str(line), self.address("change", line.pk)), Crumb("Ende festlegen")),
            facts=[("Beginn", line_start(line)), ("Ende", day(line.ends_on, "offen"))],
            lead="Nach dem letzten Tag nimmt die Förderlinie keine neuen Ansätze mehr auf."
            " Was bis dahin entschieden ist, bleibt. Eine Nachfolge tragen Sie danach auf der Seite der Linie ein.",
        )

    def series_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return series_pages.page(request)

    def series_csv_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return series_pages.file(request)


@admin.register(LineSuccession)
class LineSuccessionAdmin(EnteredAdmin):
    """So that a series goes on over a reform."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "line_succession"
    sourced_fields = ("predecessor", "successor", "starts_on", "source")
    list_display = ("predecessor", "successor", "starts", "citation")
    list_select_related = ("predecessor", "successor", "source")
    search_fields = ("predecessor__name_de", "successor__name_de")
    list_note = (
        "Eine Nachfolge verbindet die Zahlen beider Förderlinien zu einer Reihe. Ihr Tag liegt in der Laufzeit beider"
        " Linien, bei der früheren höchstens einen Tag nach ihrem Ende."
    )
    fields = ("predecessor", "successor", "starts_on", "source")
    csv_columns = (
        ("Frühere Förderlinie", "predecessor__name_de"),
        ("Neue Förderlinie", "successor__name_de"),
        ("Ab", "starts_on"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    @admin.display(description="Ab", ordering="starts_on")
    def starts(self, row: LineSuccession) -> str:
        return day(row.starts_on)
