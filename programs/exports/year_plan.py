"""What a new year takes over from the one before it, and what of a year is not decided yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from programs.models import Appropriation, BudgetYear, FundingLine
from wir_portal.core.models import Origin


@dataclass(frozen=True)
class Plan:
    """A year to come: `copies` are the appropriations to take over, `ended` the lines that do not run any more."""

    number: int
    year: BudgetYear | None
    copies: Sequence[Appropriation]
    ended: Sequence[FundingLine]
    new: Sequence[FundingLine]
    refusal: str

    @property
    def sum_cents(self) -> int:
        return sum(row.amount_cents for row in self.copies)

    @property
    def is_example(self) -> bool:
        return any(row.origin == Origin.EXAMPLE for row in self.copies)


@dataclass(frozen=True)
class Undecided:
    """Something of a year that waits for a decision, with the address of its page."""

    name: str
    state: str
    url: str


def next_number() -> int | None:
    """The first year that can be prepared: it follows one with appropriations and is not in work itself."""
    known = set(BudgetYear.objects.filter(appropriations__isnull=False).values_list("year", flat=True))
    taken = known | set(BudgetYear.objects.filter(planning_ceiling_cents__isnull=False).values_list("year", flat=True))
    free = [year + 1 for year in sorted(known) if year + 1 not in taken]
    return free[-1] if free else None


def plan(number: int) -> Plan:
    """What `budget_years.prepare` would do; four queries."""
    year = BudgetYear.objects.filter(year=number).first()
    before = list(
        Appropriation.objects.filter(budget_year__year=number - 1)
        .select_related("line", "budget_year")
        .order_by("line__rank", "line__slug")
    )
    copies = [row for row in before if row.line.runs_in(number)]
    known = {row.line_id for row in before}
    return Plan(
        number=number,
        year=year,
        copies=copies,
        ended=[row.line for row in before if row not in copies],
        new=[line for line in FundingLine.objects.all() if line.pk not in known and line.runs_in(number)],
        refusal=_refusal(number, year, before),
    )


def _refusal(number: int, year: BudgetYear | None, before: Sequence[Appropriation]) -> str:
    if year is not None and (
        not year.is_draft or year.planning_ceiling_cents is not None or year.appropriations.exists()
    ):
        return f"Das Haushaltsjahr {number} ist schon angelegt."
    if not before:
        return f"Aus dem Jahr {number - 1} sind keine Ansätze bekannt. Es gibt nichts, was {number} übernehmen könnte."
    return ""


def undecided(year: BudgetYear) -> list[Undecided]:
    """What stands in the way of closing the year, line by line."""
    transfers = year.transfers.undecided().order_by("pk")
    rows = year.appropriations.exclude(distribution_status=Appropriation.DistributionStatus.DECIDED)
    return (
        [
            Undecided(
                name=f"Verteilung {row.line}",
                state=str(row.get_distribution_status_display()),
                url=reverse("admin:programs_distribution", args=(year.year, row.line.slug)),
            )
            for row in rows.select_related("line").order_by("line__rank", "line__slug")
        ]
        + [
            Undecided(
                name=f"Umschichtung {row.pk}",
                state=str(row.get_status_display()),
                url=reverse("admin:programs_transfer_change", args=(row.pk,)),
            )
            for row in transfers
        ]
        + [
            Undecided(
                name=str(row),
                state=str(row.get_status_display()),
                url=reverse("admin:programs_commitmentauthorisation_change", args=(row.pk,)),
            )
            for row in year.commitment_authorisations.undecided().for_list()
        ]
    )
