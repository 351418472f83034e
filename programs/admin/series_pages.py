"""Zeitreihe: the money of the lines over the years, drafts included, as page and as file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from programs.exports import figures, series, series_tables
from wir_portal.core.admin_base import Crumb
from wir_portal.core.admin_base.pages import show
from wir_portal.core.exports import csv_response


def page(request: HttpRequest) -> HttpResponse:
    """All series, or the one to which the line of the address belongs."""
    rows = _chosen(request)
    asked = request.GET.get("linie", "")
    return show(
        request,
        "programs/admin/series.html",
        title="Zeitreihe" if not asked else f"Zeitreihe: {rows[0].name}",
        series=[(row, series_tables.chart(row)) for row in rows],
        asked=asked,
        page_url=reverse("admin:programs_fundingline_series"),
        csv_url=reverse("admin:programs_fundingline_series-csv") + (f"?linie={rows[0].slug}" if asked else ""),
        crumbs=[
            Crumb("Start", reverse("admin:index")),
            Crumb("Förderlinien", reverse("admin:programs_fundingline_changelist")),
            Crumb("Zeitreihe"),
        ],
    )


def file(request: HttpRequest) -> HttpResponse:
    return csv_response("zeitreihen.csv", *series_tables.series_rows(_chosen(request)))


def _chosen(request: HttpRequest) -> list[series.Series]:
    rows = series.staff_series(figures.years())
    asked = request.GET.get("linie", "")
    if not asked:
        return rows
    found = series.of_line(rows, asked)
    if found is None:
        raise Http404
    return [found]
