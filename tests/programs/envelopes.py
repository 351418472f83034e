"""Small envelopes to fill to the cent."""

from programs.models import Appropriation, BudgetYear
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AllocationFactory, AppropriationFactory, BudgetYearFactory, FundingLineFactory
from tests.writers import new_values


def full_line() -> Appropriation:
    """100 cents, of which 60 and 30 are spread: 10 are free."""
    appropriation = AppropriationFactory(amount_cents=100)
    for cents in (60, 30):
        AllocationFactory(appropriation=appropriation, amount_cents=cents)
    return appropriation


def full_year() -> BudgetYear:
    """1,000 cents, of which 600 and 300 are appropriated."""
    year = BudgetYearFactory(planning_ceiling_cents=1_000)
    for cents in (600, 300):
        AppropriationFactory(budget_year=year, amount_cents=cents)
    return year


def one_more(line: Appropriation, cents: int) -> dict[str, object]:
    body = MunicipalityFactory()
    return new_values(
        AllocationFactory.build(appropriation=line, municipality=body, amount_cents=cents, last_edited_by=None)
    )


def one_line_more(year: BudgetYear, cents: int) -> dict[str, object]:
    row = AppropriationFactory.build(budget_year=year, line=FundingLineFactory(), amount_cents=cents)
    return new_values(row)


def spread(line: Appropriation) -> int:
    return sum(line.allocations.values_list("amount_cents", flat=True))
