"""The funding lines and what each pays."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from municipalities.models import LegalStatus, Municipality
from programs.exports import figures, files
from programs.forms.year import read_year
from programs.models import Allocation, FundingLine, FundingRate
from wir_portal.core import clock
from wir_portal.core.exports import csv_response
from wir_portal.core.models import Origin


@require_safe
def line_list(request: HttpRequest) -> HttpResponse:
    """The lines with the money of the latest year that is not a draft."""
    rows = figures.all_lines()
    year = max((row.year for row in rows if row.year <= clock.today().year), default=clock.today().year)
    by_line = {row.line.pk: row for row in rows if row.year == year}
    lines = [(line, by_line.get(line.pk)) for line in FundingLine.objects.all()]
    return render(request, "programs/public/line_list.html", {"lines": lines, "year": year})


@require_safe
def line_list_csv(request: HttpRequest) -> HttpResponse:
    """Every public line of every year."""
    return csv_response("wir-foerderlinien.csv", *files.line_rows(figures.all_lines()))


@require_safe
def line_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A line: what it pays, its money by year, and by body in the chosen one."""
    line = get_object_or_404(FundingLine.objects.select_related("source"), slug=slug)
    all_years = figures.years()
    rows = figures.years_of_line(line)
    today = clock.today()
    year = read_year(request.GET.get("jahr"), [row.year for row in all_years], default=_default_year(rows, today))
    if year is None:
        context = {"line": line, "years": [row.year for row in rows]}
        return render(request, "programs/public/line_year_unknown.html", context, status=404)
    allocations = list(figures.published_allocations(year=year, line=line))
    rates = list(line.rates.select_related("source").order_by("purpose", "starts_on"))
    return render(
        request,
        "programs/public/line_detail.html",
        {
            "line": line,
            "rows": rows,
            "years": [row.year for row in rows],
            "year": year,
            "chosen": next((row for row in rows if row.year == year), None),
            "bodies": _with_kinds(allocations, year),
            "total_cents": sum(row.amount_cents for row in allocations),
            "total_is_example": any(row.origin == Origin.EXAMPLE for row in allocations),
            "rates": rates,
            "rate": _rate_on(rates, date(year, 1, 1)),
            "predecessors": line.precessions.select_related("predecessor"),
            "successors": line.successions.select_related("successor"),
            "is_over": line.ends_on is not None and line.ends_on < today,
        },
    )


@require_safe
def line_detail_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The allocations of a line, of one year or of all."""
    line = get_object_or_404(FundingLine, slug=slug)
    text = request.GET.get("jahr")
    if not text:
        return csv_response(f"wir-{line.slug}.csv", *files.allocation_rows(_allocations(line, None)))
    year = read_year(text, [row.year for row in figures.years()], default=0)
    if year is None:
        raise Http404
    return csv_response(f"wir-{line.slug}-{year}.csv", *files.allocation_rows(_allocations(line, year)))


def _allocations(line: FundingLine, year: int | None) -> QuerySet[Allocation]:
    return figures.published_allocations(year=year, line=line)


def _default_year(rows: list[figures.LineFigure], today: date) -> int:
    """This year where the line has money in it, else the latest year before, else the first one."""
    years = [row.year for row in rows]
    return max((year for year in years if year <= today.year), default=min(years, default=today.year))


def _with_kinds(allocations: list[Allocation], year: int) -> list[tuple[Allocation, str]]:
    """Each allocation with the legal status of its body at the beginning of the year, "" where none is known."""
    if not allocations:
        return []
    kinds = dict(Municipality.objects.with_status(date(year, 1, 1)).values_list("pk", "kind"))
    labels = {pk: LegalStatus.Kind(kind).label if kind else "" for pk, kind in kinds.items()}
    return [(row, labels[row.municipality_id]) for row in allocations]


def _rate_on(rates: list[FundingRate], day: date) -> FundingRate | None:
    """The rate per position in force on `day`; None where none is paid."""
    begun = [r for r in rates if r.purpose == FundingRate.Purpose.POSITION and r.starts_on <= day]
    return begun[-1] if begun and begun[-1].amount_cents is not None else None
