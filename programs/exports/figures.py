"""The public figures: the one place where pages, charts and files take their sums from.

Public is: of a draft year its total and its decided lines, of every other year all its lines; of the allocations those
that are decided and published. A sum is an example as soon as a part of it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Count, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from programs.models import Allocation, Appropriation, BudgetYear, FundingLine
from wir_portal.core import clock
from wir_portal.core.models import Origin

UNKNOWN = "unknown"


@dataclass(frozen=True)
class YearFigure:
    """The programme's money of a year; `total_cents` is None where no public source is known."""

    year: int
    total_cents: int | None
    precision: str
    status: str
    origin: str
    source: str

    @property
    def is_known(self) -> bool:
        return self.total_cents is not None

    @property
    def is_vague(self) -> bool:
        return self.is_known and self.precision != BudgetYear.Precision.EXACT

    @property
    def is_draft(self) -> bool:
        return self.status == BudgetYear.Status.DRAFT

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE


@dataclass(frozen=True)
class LineFigure:
    """A line's money of a year: `amount_cents` in all, `allocated_cents` of it published for bodies."""

    year: int
    line: FundingLine
    amount_cents: int
    allocated_cents: int
    body_count: int
    origin: str
    allocated_origin: str
    source: str
    note: str
    published_on: date | None
    is_decided: bool
    is_year_closed: bool

    @property
    def rest_cents(self) -> int:
        return self.amount_cents - self.allocated_cents

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def is_allocated_example(self) -> bool:
        return self.allocated_origin == Origin.EXAMPLE

    @property
    def rest_kind(self) -> str:
        """What becomes of the rest: `others`, `unknown` (a past year's spread was never published) or `open`."""
        if self.line.recipients == FundingLine.Recipients.ORGANISATIONS:
            return "others"
        if self.is_year_closed and not self.allocated_cents:
            return "unknown"
        if self.is_decided and self.line.recipients == FundingLine.Recipients.BOTH:
            return "others"
        return "open"


@dataclass(frozen=True)
class BodyFigure:
    """What bodies have from one line or, as a sum, from several in a year."""

    municipality_id: int
    amount_cents: int
    origin: str

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE


def public_appropriations(on: date | None = None) -> QuerySet[Appropriation]:
    """Lines of years that the public may see, with `published_cents` and the counts that make out a sum's origin."""
    day = on or clock.today()
    published = Q(allocations__status=Allocation.Status.DECIDED, published_on__lte=day)
    return (
        Appropriation.objects.filter(
            ~Q(budget_year__status=BudgetYear.Status.DRAFT)
            | Q(distribution_status=Appropriation.DistributionStatus.DECIDED, published_on__lte=day)
        )
        .select_related("budget_year", "line", "source", "changed_by_transfer")
        .annotate(
            transferred_on=Max("allocations__changed_by_transfer__decided_on"),
            published_cents=Coalesce(
                Sum("allocations__amount_cents", filter=published), Value(0), output_field=BigIntegerField()
            ),
            published_count=Count("allocations", filter=published),
            example_count=Count("allocations", filter=published & Q(allocations__origin=Origin.EXAMPLE)),
            decided_count=Count("allocations", filter=published & Q(allocations__origin=Origin.DECIDED)),
        )
        .order_by("budget_year__year", "line__rank", "line__slug")
    )


def years() -> list[YearFigure]:
    """Every year from the first to the last known one, the oldest first; one query."""
    known = {row.year: row for row in BudgetYear.objects.select_related("source").order_by("year")}
    if not known:
        return []
    return [_year(year, known.get(year)) for year in range(min(known), max(known) + 1)]


def year_figure(rows: Iterable[YearFigure], year: int) -> YearFigure | None:
    return next((row for row in rows if row.year == year), None)


def lines_of_year(year: int) -> list[LineFigure]:
    """The public lines of a year in their order; one query."""
    return [_line(row) for row in public_appropriations().filter(budget_year__year=year)]


def years_of_line(line: FundingLine) -> list[LineFigure]:
    """The public years of a line, the oldest first; one query."""
    return [_line(row) for row in public_appropriations().filter(line=line)]


def all_lines() -> list[LineFigure]:
    """Every public line of every year; one query."""
    return [_line(row) for row in public_appropriations()]


def published_allocations(*, year: int | None = None, line: FundingLine | None = None) -> QuerySet[Allocation]:
    """The public allocations with all that a row shows, by name of the body."""
    rows = (
        Allocation.objects.published()
        .for_list()
        .order_by("-appropriation__budget_year__year", "municipality__sort_key", "appropriation__line__rank")
    )
    if year is not None:
        rows = rows.filter(appropriation__budget_year__year=year)
    return rows.filter(appropriation__line=line) if line is not None else rows


def sums_by_body(allocations: Iterable[Allocation]) -> dict[int, BodyFigure]:
    """One sum for each body that has any of `allocations`."""
    amounts: dict[int, int] = {}
    origins: dict[int, list[str]] = {}
    for row in allocations:
        amounts[row.municipality_id] = amounts.get(row.municipality_id, 0) + row.amount_cents
        origins.setdefault(row.municipality_id, []).append(row.origin)
    return {pk: BodyFigure(pk, amount, Origin.of_sum(origins[pk])) for pk, amount in amounts.items()}


def unnamed_cents(year: YearFigure, lines: Iterable[LineFigure]) -> int:
    """What the year's known total has beyond its lines; 0 for a draft year, whose other lines are not public yet."""
    if year.total_cents is None or year.is_draft:
        return 0
    return max(0, year.total_cents - sum(line.amount_cents for line in lines))


def source_of(row: Allocation) -> str:
    """Who published an allocation; its line's source where it has none of its own."""
    source = row.source or row.appropriation.source
    return source.citation if source else ""


def valid_from(row: Appropriation) -> date | None:
    """The day since which a public line's amounts stand as they are: of its distribution, or of the last transfer."""
    own = row.changed_by_transfer.decided_on if row.changed_by_transfer else None
    return max(filter(None, (row.published_on, row.transferred_on, own)), default=None)


def _year(year: int, row: BudgetYear | None) -> YearFigure:
    if row is None:
        return YearFigure(year, None, UNKNOWN, UNKNOWN, "", "")
    return YearFigure(
        year, row.total_cents, row.precision, row.status, row.origin, row.source.citation if row.source else ""
    )


def _line(row: Appropriation) -> LineFigure:
    parts = [Origin.EXAMPLE] * bool(row.example_count) + [Origin.DECIDED] * bool(row.decided_count)
    return LineFigure(
        year=row.budget_year.year,
        line=row.line,
        amount_cents=row.amount_cents,
        allocated_cents=row.published_cents,
        body_count=row.published_count,
        origin=row.origin,
        allocated_origin=Origin.of_sum(parts),
        source=row.source.citation if row.source else "",
        note=row.note or "",
        published_on=valid_from(row),
        is_decided=row.is_decided,
        is_year_closed=row.budget_year.status == BudgetYear.Status.CLOSED,
    )
