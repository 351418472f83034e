"""A body's page: money, people, contact, positions."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from casemanagers.models import Position
from municipalities.calculations.levels import per_head_cents
from municipalities.exports.people import People, people_by_body, people_of_the_land
from municipalities.models import LegalStatus, Municipality
from programs.exports import figures, files
from programs.models import Allocation, BudgetYear, FundingLine
from wir_portal.core import clock
from wir_portal.core.exports import csv_response
from wir_portal.core.models import Origin


@dataclass(frozen=True)
class Cell:
    """A line's money of a year: an allocation, or the reason why there is none."""

    allocation: Allocation | None
    reason: str

    @property
    def is_example(self) -> bool:
        return self.allocation is not None and self.allocation.origin == Origin.EXAMPLE


@dataclass(frozen=True)
class KeyFigures:
    """The latest money of the first line that the body has any from, in all and per person."""

    allocation: Allocation
    source: str
    people: People | None
    per_head_cents: int | None
    land_per_head_cents: int | None
    is_land_example: bool

    @property
    def is_example(self) -> bool:
        return self.allocation.origin == Origin.EXAMPLE


@dataclass(frozen=True)
class PositionRow:
    """A position of this year and how far it is filled today, in hundredths of a percent."""

    line: FundingLine
    state: str
    state_label: str
    filled_share: int
    limit_share: int
    is_example: bool


@require_safe
def municipality_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile of one of the bodies; it says what is not known."""
    today = clock.today()
    bodies = {body.pk: body for body in Municipality.objects.with_status(today).select_related("source")}
    body = next((row for row in bodies.values() if row.slug == slug), None)
    if body is None:
        raise Http404
    allocations = list(figures.published_allocations().filter(municipality=body))
    lines = figures.all_lines()
    people = people_by_body()
    shown_years = _shown_years(figures.years(), allocations, today)
    return render(
        request,
        "pages/public/municipality_detail.html",
        {
            "body": body,
            "kind_label": LegalStatus.Kind(body.kind).label if body.kind else "",
            "parent": bodies.get(body.parent_id),
            "cities": [row for row in bodies.values() if row.parent_id == body.pk],
            "count": len(bodies),
            "contacts": list(body.contact_points.filter(is_published=True)),
            "years": [year.year for year in shown_years],
            "rows": _money_rows(lines, allocations, shown_years),
            "has_example": any(row.origin == Origin.EXAMPLE for row in allocations),
            "key_figures": _key_figures(body, allocations, lines, people, today),
            "people": people.get(body.pk),
            "positions": _positions(body, today),
            "sources": sorted({figures.source_of(row) for row in allocations if row.origin == Origin.SOURCED}),
            "today": today,
        },
    )


@require_safe
def municipality_detail_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published allocation of the body."""
    body = get_object_or_404(Municipality, slug=slug)
    rows = figures.published_allocations().filter(municipality=body)
    return csv_response(f"wir-{body.slug}.csv", *files.allocation_rows(rows))


def _shown_years(
    years: list[figures.YearFigure], allocations: list[Allocation], today: date
) -> list[figures.YearFigure]:
    """The years with money for the body, last year and the next one, as far as the programme is known."""
    wanted = {row.appropriation.budget_year.year for row in allocations} | {today.year - 1, today.year + 1}
    return [year for year in years if min(wanted) <= year.year <= max(wanted)]


def _money_rows(
    lines: list[figures.LineFigure], allocations: list[Allocation], years: list[figures.YearFigure]
) -> list[tuple[FundingLine, list[Cell]]]:
    """One row for each line that goes to bodies, one cell for each year."""
    by_place = {(row.appropriation.line_id, row.appropriation.budget_year.year): row for row in allocations}
    spread = {(line.line.pk, line.year) for line in lines if line.body_count}
    known = {line.line.pk: line.line for line in lines if line.line.goes_to_bodies}
    return [
        (line, [_cell(by_place.get((pk, year.year)), year, is_spread=(pk, year.year) in spread) for year in years])
        for pk, line in sorted(known.items(), key=lambda item: item[1].rank)
    ]


def _cell(allocation: Allocation | None, year: figures.YearFigure, *, is_spread: bool) -> Cell:
    if allocation is not None:
        return Cell(allocation, "")
    if is_spread:
        return Cell(None, "none")
    return Cell(None, "open" if year.status in (BudgetYear.Status.DRAFT, BudgetYear.Status.OPEN) else "unknown")


def _key_figures(
    body: Municipality,
    allocations: list[Allocation],
    lines: list[figures.LineFigure],
    people: dict[int, People],
    today: date,
) -> KeyFigures | None:
    """None while nothing is published for the body."""
    begun = [row for row in allocations if row.appropriation.budget_year.year <= today.year] or allocations
    if not begun:
        return None
    allocation = min(begun, key=lambda row: (-row.appropriation.budget_year.year, row.appropriation.line.rank))
    year, line = allocation.appropriation.budget_year.year, allocation.appropriation.line_id
    land = next(row for row in lines if row.line.pk == line and row.year == year)
    own = people.get(body.pk)
    return KeyFigures(
        allocation=allocation,
        source=figures.source_of(allocation),
        people=own,
        per_head_cents=per_head_cents(allocation.amount_cents, own.own) if own else None,
        land_per_head_cents=per_head_cents(land.allocated_cents, people_of_the_land(people)),
        is_land_example=land.is_allocated_example,
    )


def _positions(body: Municipality, today: date) -> list[PositionRow]:
    """The body's positions of this year; one query."""
    rows = Position.objects.of_year(today.year).filter(municipality=body).with_filled(today).select_related("line")
    return [
        PositionRow(
            line=row.line,
            state=row.state,
            state_label=str(row.state.label),
            filled_share=row.filled_share,
            limit_share=row.limit_share,
            is_example=row.is_example,
        )
        for row in sorted(rows, key=lambda row: row.line.rank)
    ]
