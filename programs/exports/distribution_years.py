"""Years with their lines: what is spread, what is free, whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from programs.models import Appropriation, BudgetYear
from wir_portal.core.models import Origin

EDITOR, APPROVER, NOBODY = "Ministerium, Bearbeitung", "Ministerium, Freigabe", "niemand"


@dataclass(frozen=True)
class LineRow:
    """One line of a year; `words` stand where there are no sums for bodies."""

    slug: str
    name: str
    amount_cents: int
    allocated_cents: int
    free_cents: int
    status: str
    state: str
    turn: str
    words: str
    is_example: bool


@dataclass(frozen=True)
class YearTable:
    """The lines of a year with their sums; what goes to others counts as appropriated only."""

    budget_year: BudgetYear
    lines: Sequence[LineRow]

    @property
    def year(self) -> int:
        return self.budget_year.year

    @property
    def amount_cents(self) -> int:
        return sum(line.amount_cents for line in self.lines)

    @property
    def allocated_cents(self) -> int | None:
        known = [line.allocated_cents for line in self.lines if not line.words]
        return sum(known) if known else None

    @property
    def free_cents(self) -> int | None:
        known = [line.free_cents for line in self.lines if not line.words]
        return sum(known) if known else None

    @property
    def is_example(self) -> bool:
        return any(line.is_example for line in self.lines)


def year_tables(years: Iterable[BudgetYear]) -> list[YearTable]:
    """One table for each year, in their order; one query."""
    years = list(years)
    rows = (
        Appropriation.objects.with_sums()
        .filter(budget_year__in=years)
        .select_related("line", "budget_year")
        .order_by("budget_year_id", "line__rank", "line__slug")
    )
    lines = {key: [_line(row) for row in found] for key, found in groupby(rows, key=lambda row: row.budget_year_id)}
    return [YearTable(year, lines.get(year.pk, [])) for year in years]


def whose_turn(appropriation: Appropriation) -> str:
    """Who has to act next on a line, in a word or two."""
    if appropriation.is_decided or appropriation.budget_year.status == BudgetYear.Status.CLOSED:
        return NOBODY
    return APPROVER if appropriation.is_proposed else EDITOR


def _line(row: Appropriation) -> LineRow:
    words = "" if row.line.goes_to_bodies else "für andere Träger"
    if row.is_decided and not row.allocated_cents and not words:
        words = "nicht bekannt"
    return LineRow(
        slug=row.line.slug,
        name=row.line.name,
        amount_cents=row.amount_cents,
        allocated_cents=row.allocated_cents,
        free_cents=row.free_cents,
        status=row.distribution_status,
        state=row.get_distribution_status_display(),
        turn=whose_turn(row),
        words=words,
        is_example=row.origin == Origin.EXAMPLE,
    )
