"""The money of one body by year, as its own people see it: what is decided, and which years are still being planned."""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.exports.figures import source_of
from programs.models import Allocation, BudgetYear
from wir_portal.core import clock
from wir_portal.core.models import Origin


@dataclass(frozen=True)
class BodyYear:
    """A year of a body: its decided allocations in the order of the lines."""

    year: int
    is_planned: bool
    rows: tuple[Allocation, ...]

    @property
    def sum_cents(self) -> int:
        return sum(row.amount_cents for row in self.rows)

    @property
    def is_example(self) -> bool:
        """A sum is an example as soon as a part of it is."""
        return any(row.origin == Origin.EXAMPLE for row in self.rows)

    @property
    def sources(self) -> list[str]:
        """What stands below the table: whose figures these are; lines of the same origin in one sentence."""
        lines: dict[str, list[str]] = {}
        for row in self.rows:
            lines.setdefault(origin_of(row), []).append(str(row.appropriation.line))
        return [f"{', '.join(names)}: {origin}." for origin, names in lines.items()]


def origin_of(row: Allocation) -> str:
    """Who says so and since when, in words: the public source, or the ministry's own decision."""
    day = f"{row.valid_from:%d.%m.%Y}"
    if row.origin == Origin.SOURCED:
        return source_of(row)
    decision = f"freigegeben vom Ministerium am {day}"
    return f"{Origin.EXAMPLE.label}, {decision}" if row.origin == Origin.EXAMPLE else decision


def by_year(allocations: Iterable[Allocation], planned: Iterable[int]) -> list[BodyYear]:
    """The years of `allocations` and the planned ones, newest first."""
    still_planned = frozenset(planned)
    rows: dict[int, list[Allocation]] = {year: [] for year in still_planned}
    for row in allocations:
        rows.setdefault(row.appropriation.budget_year.year, []).append(row)
    return [BodyYear(year, year in still_planned, tuple(rows[year])) for year in sorted(rows, reverse=True)]


def planned_years() -> list[int]:
    """Draft years of this year and the next: the ministry still works on them."""
    this_year = clock.today().year
    drafts = BudgetYear.objects.filter(status=BudgetYear.Status.DRAFT, year__in=(this_year, this_year + 1))
    return list(drafts.values_list("year", flat=True))
