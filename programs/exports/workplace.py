"""What the ministry sees when it begins to work: the years in work, line by line.

Drafts are in it: only for those who may read them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, F, Q, When

from programs.models import Appropriation, BudgetYear, FundingLine
from wir_portal.core.models import Origin

BOTH = FundingLine.Recipients.BOTH


@dataclass(frozen=True)
class LineRow:
    """A line in a year; without appropriation all amounts are None."""

    line: FundingLine
    appropriation: Appropriation | None

    @property
    def goes_to_bodies(self) -> bool:
        return self.line.goes_to_bodies

    @property
    def amount_cents(self) -> int | None:
        return self.appropriation.amount_cents if self.appropriation else None

    @property
    def allocated_cents(self) -> int | None:
        return self.appropriation.known_allocated_cents if self.appropriation else None

    @property
    def decided_cents(self) -> int | None:
        return self.appropriation.known_decided_cents if self.appropriation else None

    @property
    def is_settled(self) -> bool:
        """What is left of it goes to others: the distribution over the bodies is decided, or there is none."""
        row = self.appropriation
        return bool(row and (not self.goes_to_bodies or (row.is_decided and self.line.recipients == BOTH)))

    @property
    def free_cents(self) -> int | None:
        if self.appropriation is None or self.allocated_cents is None:
            return None
        return 0 if self.is_settled else self.appropriation.free_cents

    @property
    def others_cents(self) -> int | None:
        if self.appropriation is None or self.allocated_cents is None:
            return None
        return self.appropriation.free_cents if self.is_settled else 0

    @property
    def origin(self) -> str:
        return self.appropriation.origin if self.appropriation else Origin.SOURCED

    @property
    def allocated_origin(self) -> str:
        return Origin.EXAMPLE if self.appropriation and self.appropriation.example_count else Origin.SOURCED

    @property
    def rest_origin(self) -> str:
        return Origin.of_sum([self.origin, self.allocated_origin])

    @property
    def allocated_percent(self) -> str:
        """Width of the bar, as an attribute of SVG."""
        if not self.amount_cents:
            return "0"
        return f"{100 * (self.allocated_cents or 0) / self.amount_cents:.1f}"


@dataclass(frozen=True)
class YearSheet:
    """A year with a row for each line in force, and sums over the lines whose appropriation is known."""

    year: BudgetYear
    rows: list[LineRow]

    @property
    def known(self) -> list[Appropriation]:
        return [row.appropriation for row in self.rows if row.appropriation]

    @property
    def spread(self) -> list[LineRow]:
        """Rows whose appropriation is spread over bodies."""
        return [row for row in self.rows if row.appropriation and row.goes_to_bodies]

    @property
    def is_complete(self) -> bool:
        return len(self.known) == len(self.rows)

    @property
    def is_decided(self) -> bool:
        return bool(self.known) and all(row.is_decided for row in self.known)

    @property
    def is_example(self) -> bool:
        return any(row.origin == Origin.EXAMPLE for row in [self.year, *self.known])

    @property
    def sum_origin(self) -> str:
        return Origin.of_sum([row.origin for row in self.known]) if self.known else Origin.SOURCED

    @property
    def allocated_origin(self) -> str:
        return Origin.of_sum([row.allocated_origin for row in self.rows])

    @property
    def rest_origin(self) -> str:
        return Origin.of_sum([self.sum_origin, self.allocated_origin])

    @property
    def ceiling_origin(self) -> str:
        return ceiling_origin(self.year)

    @property
    def rest_of_ceiling_origin(self) -> str:
        return Origin.of_sum([self.ceiling_origin, self.sum_origin])

    @property
    def appropriated_cents(self) -> int:
        return sum(row.amount_cents for row in self.known)

    @property
    def unassigned_cents(self) -> int | None:
        """What is left of the ceiling for further appropriations."""
        ceiling = self.year.planning_ceiling_cents
        return None if ceiling is None else ceiling - self.appropriated_cents

    @property
    def allocated_cents(self) -> int | None:
        return _sum(row.allocated_cents for row in self.spread)

    @property
    def decided_cents(self) -> int | None:
        return _sum(row.decided_cents for row in self.spread)

    @property
    def free_cents(self) -> int | None:
        return _sum(row.free_cents for row in self.spread)

    @property
    def others_cents(self) -> int | None:
        return _sum(row.others_cents for row in self.rows if row.appropriation)


def known_sums() -> dict[str, Case]:
    """Annotations beside `with_sums()`: `known_allocated_cents` and `known_decided_cents`.

    None where a source names an appropriation but nobody published how it was spread: that is not 0.
    """
    never_published = Q(origin=Origin.SOURCED, distribution_status="decided", allocated_cents=0)
    goes_to_bodies = ~Q(line__recipients=FundingLine.Recipients.ORGANISATIONS)
    return {
        f"known_{name}": Case(When(never_published & goes_to_bodies, then=None), default=F(name))
        for name in ("allocated_cents", "decided_cents")
    }


def _sum(amounts: Iterable[int | None]) -> int | None:
    """The sum, None as soon as a part of it is not known."""
    parts = list(amounts)
    return None if None in parts else sum(parts)


def ceiling_origin(year: BudgetYear) -> str:
    """A ceiling is the source's only where it is the sourced total of a year that is no draft."""
    if year.status != BudgetYear.Status.DRAFT and year.planning_ceiling_cents == year.total_cents:
        return year.origin
    return Origin.entered(demo=settings.WIR_DEMO)


def sheet(year: BudgetYear) -> YearSheet:
    """One year; two queries."""
    return _sheets([year])[0]


def years() -> list[YearSheet]:
    """The years that are not closed and have a ceiling or appropriations, latest last; three queries."""
    rows = BudgetYear.objects.exclude(status=BudgetYear.Status.CLOSED).select_related("source")
    in_work = Q(planning_ceiling_cents__isnull=False) | Q(appropriations__isnull=False)
    return _sheets(rows.filter(in_work).distinct().order_by("year"))


def _sheets(rows: Iterable[BudgetYear]) -> list[YearSheet]:
    rows = list(rows)
    by_place = {
        (row.budget_year_id, row.line_id): row
        for row in Appropriation.objects.filter(budget_year__in=rows)
        .with_sums()
        .annotate(**known_sums())
        .annotate(example_count=Count("allocations", filter=Q(allocations__origin=Origin.EXAMPLE)))
        .select_related("line", "budget_year", "source", "proposed_by")
        .order_by("line__rank")
    }
    lines = list(FundingLine.objects.all())
    return [
        YearSheet(
            year,
            [
                LineRow(line, by_place.get((year.pk, line.pk)))
                for line in lines
                if (year.pk, line.pk) in by_place or line.runs_in(year.year)
            ],
        )
        for year in rows
    ]
