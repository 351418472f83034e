"""What is taken from an envelope never exceeds it, on every way into the database; without the guard it does."""

import pytest

from programs.models import Allocation, Appropriation, BudgetYear, FundingLine
from tests.factories.programs import AllocationFactory, AppropriationFactory, BudgetYearFactory, FundingLineFactory
from tests.programs.envelopes import full_line, full_year, one_line_more, one_more, spread
from tests.writers import (
    INSERTING,
    UPDATING,
    guards_against,
    refused_by,
    values_of,
    without,
)

pytestmark = pytest.mark.django_db
LINE = "allocations_within_appropriation"
YEAR = "appropriations_within_ceiling"
BODIES = "only_bodies_get_allocations"
ORGANISATIONS = FundingLine.Recipients.ORGANISATIONS


@pytest.fixture
def line() -> Appropriation:
    return full_line()


@pytest.fixture
def year() -> BudgetYear:
    return full_year()


@pytest.mark.parametrize("way", INSERTING)
class TestNewAllocation:
    def test_fits_to_the_cent(self, line, way):
        way(Allocation, one_more(line, 10))
        assert spread(line) == 100

    def test_is_refused_a_cent_beyond(self, line, way):
        with refused_by(LINE):
            way(Allocation, one_more(line, 11))
        assert spread(line) == 90

    def test_overspends_without_the_guard(self, line, way):
        without(LINE)
        way(Allocation, one_more(line, 11))
        assert spread(line) == 101


@pytest.mark.parametrize("way", UPDATING)
class TestRaisedAllocation:
    def row(self, line, cents):
        return values_of(line.allocations.get(amount_cents=30)) | {"amount_cents": cents}

    def test_fits_to_the_cent(self, line, way):
        way(Allocation, self.row(line, 40))
        assert spread(line) == 100

    def test_is_refused_a_cent_beyond(self, line, way):
        with refused_by(LINE):
            way(Allocation, self.row(line, 41))
        assert spread(line) == 90

    def test_overspends_without_the_guard(self, line, way):
        without(LINE)
        way(Allocation, self.row(line, 41))
        assert spread(line) == 101

    def test_is_refused_when_it_moves_to_a_full_line(self, line, way):
        elsewhere = AllocationFactory(amount_cents=11)
        moved = values_of(elsewhere) | {"appropriation_id": line.pk}
        with refused_by(LINE):
            way(Allocation, moved)
        without(LINE)
        way(Allocation, moved)
        assert spread(line) == 101


@pytest.mark.parametrize("way", UPDATING)
class TestCutAppropriation:
    def test_goes_down_to_what_is_spread(self, line, way):
        way(Appropriation, values_of(line) | {"amount_cents": 90})
        assert Appropriation.objects.get(pk=line.pk).amount_cents == 90

    def test_is_refused_below_what_is_spread(self, line, way):
        with refused_by(LINE):
            way(Appropriation, values_of(line) | {"amount_cents": 89})
        without(LINE)
        way(Appropriation, values_of(line) | {"amount_cents": 89})
        assert Appropriation.objects.get(pk=line.pk).amount_cents == 89


@pytest.mark.parametrize("way", INSERTING)
class TestNewAppropriation:
    def test_fits_to_the_cent(self, year, way):
        way(Appropriation, one_line_more(year, 100))

    def test_is_refused_a_cent_beyond(self, year, way):
        with refused_by(YEAR):
            way(Appropriation, one_line_more(year, 101))
        without(YEAR)
        way(Appropriation, one_line_more(year, 101))
        assert BudgetYear.objects.with_sums().get(pk=year.pk).appropriated_cents == 1_001

    def test_is_refused_in_a_year_without_a_ceiling(self, year, way):
        open_end = BudgetYearFactory(year=2019, planning_ceiling_cents=None)
        with refused_by(YEAR):
            way(Appropriation, one_line_more(open_end, 1))


@pytest.mark.parametrize("way", UPDATING)
class TestChangedAppropriationAndYear:
    def test_a_raise_beyond_the_ceiling_is_refused(self, year, way):
        wrong = values_of(year.appropriations.get(amount_cents=300)) | {"amount_cents": 401}
        with refused_by(YEAR):
            way(Appropriation, wrong)
        without(YEAR)
        way(Appropriation, wrong)

    def test_a_move_into_a_full_year_is_refused(self, year, way):
        other = AppropriationFactory(budget_year=BudgetYearFactory(year=2019), amount_cents=101)
        wrong = values_of(other) | {"budget_year_id": year.pk}
        with refused_by(YEAR):
            way(Appropriation, wrong)
        without(YEAR)
        way(Appropriation, wrong)

    def test_a_ceiling_goes_down_to_what_is_appropriated(self, year, way):
        way(BudgetYear, values_of(year) | {"planning_ceiling_cents": 900})

    @pytest.mark.parametrize("ceiling", [899, None])
    def test_a_ceiling_below_what_is_appropriated_is_refused(self, year, way, ceiling):
        wrong = values_of(year) | {"planning_ceiling_cents": ceiling}
        with refused_by(YEAR):
            way(BudgetYear, wrong)
        without(YEAR)
        way(BudgetYear, wrong)


class TestOrganisations:
    """Their money is not spread over bodies."""

    @pytest.mark.parametrize("way", INSERTING)
    def test_get_no_allocation(self, way):
        line = AppropriationFactory(line__recipients=ORGANISATIONS)
        with refused_by(BODIES):
            way(Allocation, one_more(line, 1))
        without(BODIES)
        way(Allocation, one_more(line, 1))

    @pytest.mark.parametrize("way", UPDATING)
    def test_take_no_allocation_over(self, line, way):
        theirs = AppropriationFactory(line__recipients=ORGANISATIONS)
        wrong = values_of(line.allocations.first()) | {"appropriation_id": theirs.pk}
        with refused_by(BODIES):
            way(Allocation, wrong)
        without(BODIES)
        way(Allocation, wrong)

    @pytest.mark.parametrize("way", UPDATING)
    def test_take_no_spread_appropriation_over(self, line, way):
        wrong = values_of(line) | {"line_id": FundingLineFactory(recipients=ORGANISATIONS).pk}
        assert guards_against(lambda: way(Appropriation, wrong)) == [BODIES]

    @pytest.mark.parametrize("way", UPDATING)
    def test_a_spread_line_does_not_become_theirs(self, line, way):
        wrong = values_of(line.line) | {"recipients": ORGANISATIONS}
        assert guards_against(lambda: way(FundingLine, wrong)) == [BODIES]
