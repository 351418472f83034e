"""The start page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from municipalities.calculations import tiles
from municipalities.models import LegalStatus, Municipality
from programs.exports import charts, figures
from programs.models import Allocation, FundingLine, Program
from wir_portal.core import clock
from wir_portal.core.models import Origin
from wir_portal.core.money import format_euro
from wir_portal.pages.models import NewsItem

# The line whose money stands ready in every body; the start page shows how its sum comes about.
SHOWN_LINE = "fallmanagement"
NEWS_HERE = 2
Kind = LegalStatus.Kind


@dataclass(frozen=True)
class Part:
    """A row of the receipt: so many bodies of a kind, with the same amount each where `each_cents` is known."""

    words: str
    each_cents: int | None
    sum_cents: int


@dataclass(frozen=True)
class Receipt:
    """How the sum of the shown line comes about in the latest year that is public."""

    year: int
    line: FundingLine
    parts: list[Part]
    count: int
    sum_cents: int
    each_cents: int | None
    is_example: bool
    source: str
    tiles: list[tiles.Tile]
    kinds: list[tuple[str, str]]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What WIR is, what it pays for, what stands ready where one lives."""
    today = clock.today()
    bodies = list(Municipality.objects.with_status(today).by_name())
    years = figures.years()
    return render(
        request,
        "pages/public/home.html",
        {
            "program": Program.objects.filter(slug="wir").first(),
            "bodies": bodies,
            "lines": FundingLine.objects.in_force_on(today),
            "years": years,
            "chart": charts.years_chart(years),
            "this_year": figures.year_figure(years, today.year),
            "receipt": _receipt(bodies, today),
            "tiles_view_box": tiles.VIEW_BOX,
            "news": NewsItem.objects.public()[:NEWS_HERE],
        },
    )


def _receipt(bodies: list[Municipality], today: date) -> Receipt | None:
    """None before any money of the line is public; two queries. A body counts as what it was when the year began."""
    rows = [
        row
        for row in figures.published_allocations().filter(appropriation__line__slug=SHOWN_LINE)
        if row.appropriation.budget_year.year <= today.year
    ]
    if not rows:
        return None
    year = rows[0].appropriation.budget_year.year
    of_year = {row.municipality_id: row for row in rows if row.appropriation.budget_year.year == year}
    with_money = [(body, of_year[body.pk]) for body in bodies if body.pk in of_year]
    kinds = dict(Municipality.objects.with_status(date(year, 1, 1)).values_list("pk", "kind"))
    by_kind = {kind: [row for body, row in with_money if kinds[body.pk] == kind] for kind in Kind.values}
    return Receipt(
        year=year,
        line=rows[0].appropriation.line,
        parts=[_part(kind, found) for kind, found in by_kind.items() if found],
        count=len(with_money),
        sum_cents=sum(row.amount_cents for _body, row in with_money),
        each_cents=_same_for_all(row for _body, row in with_money),
        is_example=any(row.origin == Origin.EXAMPLE for row in of_year.values()),
        source=figures.source_of(rows[0]),
        tiles=tiles.lay(
            (body.key, kinds[body.pk], f"{body.name}: {format_euro(row.amount_cents)}") for body, row in with_money
        ),
        kinds=[(kind.replace("_", "-"), _count_words(kind, len(found))) for kind, found in by_kind.items() if found],
    )


def _part(kind: str, rows: list[Allocation]) -> Part:
    return Part(_count_words(kind, len(rows)), _same_for_all(rows), sum(row.amount_cents for row in rows))


def _same_for_all(rows: Iterable[Allocation]) -> int | None:
    amounts = {row.amount_cents for row in rows}
    return amounts.pop() if len(amounts) == 1 else None


def _count_words(kind: str, count: int) -> str:
    """`21 Landkreise`."""
    words = {
        Kind.DISTRICT: ngettext("%(count)d Landkreis", "%(count)d Landkreise", count),
        Kind.INDEPENDENT_CITY: ngettext("%(count)d kreisfreie Stadt", "%(count)d kreisfreie Städte", count),
        Kind.SPECIAL_STATUS_CITY: ngettext("%(count)d Sonderstatusstadt", "%(count)d Sonderstatusstädte", count),
    }
    return words[kind] % {"count": count}
