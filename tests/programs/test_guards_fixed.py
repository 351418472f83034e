"""What was decided, closed or proposed stands fast, on every way into the database; without the guard it moves."""

import pytest

from programs.models import Allocation, Appropriation, BudgetYear
from programs.services import distributions
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    now,
    shut,
)
from tests.programs.envelopes import one_line_more, one_more
from tests.writers import DELETING, INSERTING, UPDATING, guards_against, refused_by, truncate, values_of

pytestmark = pytest.mark.django_db
ALLOCATION, APPROPRIATION = "decided_allocation_is_fixed", "decided_appropriation_is_fixed"
FOLLOWS, PROPOSAL = "allocation_follows_distribution", "decided_after_proposal"
TRANSFER = "transfer_follows_its_steps"
CLOSED, CLOSED_ITSELF = "closed_year_takes_nothing", "closed_year_is_fixed"


@pytest.fixture
def decided() -> Appropriation:
    """100,000 € for one body, decided by two people."""
    return decide(AppropriationFactory(), {MunicipalityFactory(): 50_000_00})


@pytest.fixture
def proposed() -> Appropriation:
    appropriation = AppropriationFactory()
    AllocationFactory(appropriation=appropriation)
    distributions.propose(appropriation, **now(appropriation, UserFactory()))
    appropriation.refresh_from_db()
    return appropriation


@pytest.fixture
def closed() -> Appropriation:
    """A year that closed over a draft."""
    appropriation = AppropriationFactory()
    AllocationFactory(appropriation=appropriation)
    shut(appropriation.budget_year)
    return appropriation


def held(write, *names: str) -> None:
    """Refused by these guards; it goes through when all of them are gone, and only then."""
    assert set(guards_against(write)) == set(names)


@pytest.mark.parametrize("way", UPDATING)
class TestDecidedRowsDoNotChange:
    @pytest.mark.parametrize("cents", [1, 50_000_01])
    def test_the_amount_of_an_allocation(self, decided, way, cents):
        wrong = values_of(decided.allocations.get()) | {"amount_cents": cents}
        held(lambda: way(Allocation, wrong), ALLOCATION, FOLLOWS)

    def test_the_body_of_an_allocation(self, decided, way):
        wrong = values_of(decided.allocations.get()) | {"municipality_id": MunicipalityFactory().pk}
        held(lambda: way(Allocation, wrong), ALLOCATION, FOLLOWS)

    def test_the_status_of_an_allocation(self, decided, way):
        wrong = values_of(decided.allocations.get()) | {"status": "draft", "decided_by_id": None}
        held(lambda: way(Allocation, wrong), ALLOCATION, FOLLOWS)

    def test_the_line_of_an_allocation(self, decided, way):
        wrong = values_of(decided.allocations.get()) | {"appropriation_id": AppropriationFactory().pk}
        held(lambda: way(Allocation, wrong), ALLOCATION, FOLLOWS)

    @pytest.mark.parametrize("cents", [50_000_00, 2_000_000_00])
    def test_the_amount_of_its_appropriation(self, decided, way, cents):
        wrong = values_of(decided) | {"amount_cents": cents}
        with refused_by(APPROPRIATION):
            way(Appropriation, wrong)

    def test_the_line_of_its_appropriation(self, decided, way):
        wrong = values_of(decided) | {"line_id": FundingLineFactory().pk}
        with refused_by(APPROPRIATION):
            way(Appropriation, wrong)

    def test_nothing_else_of_its_appropriation(self, decided, way):
        wrong = values_of(decided) | {"published_on": decided.published_on.replace(year=2017)}
        with refused_by(APPROPRIATION):
            way(Appropriation, wrong)


def test_a_decided_appropriation_would_change_without_its_guard(decided):
    wrong = {"amount_cents": 2_000_000_00}
    assert guards_against(lambda: Appropriation.objects.filter(pk=decided.pk).update(**wrong)) == [APPROPRIATION]


@pytest.mark.parametrize("way", DELETING)
class TestDecidedRowsDoNotGo:
    def test_an_allocation(self, decided, way):
        row = values_of(decided.allocations.get())
        held(lambda: way(Allocation, row), ALLOCATION, *(() if way is truncate else (FOLLOWS,)))

    def test_an_appropriation(self, way):
        row = values_of(AppropriationFactory(is_sourced=True))
        everything = (APPROPRIATION, ALLOCATION, TRANSFER) if way is truncate else (APPROPRIATION,)
        assert set(guards_against(lambda: way(Appropriation, row))) == set(everything)

    def test_a_closed_year(self, way):
        row = values_of(shut(BudgetYearFactory()))
        with refused_by(CLOSED_ITSELF):
            way(BudgetYear, row)


@pytest.mark.parametrize("way", INSERTING)
class TestNothingIsAdded:
    def test_to_a_decided_distribution(self, decided, way):
        held(lambda: way(Allocation, one_more(decided, 1)), FOLLOWS)

    def test_to_a_proposed_distribution(self, proposed, way):
        held(lambda: way(Allocation, one_more(proposed, 1)), FOLLOWS)

    def test_to_a_closed_year(self, closed, way):
        held(lambda: way(Allocation, one_more(closed, 1)), CLOSED)

    def test_as_an_appropriation_to_a_closed_year(self, closed, way):
        held(lambda: way(Appropriation, one_line_more(closed.budget_year, 1)), CLOSED)

    def test_decided_beside_the_act(self, way):
        wrong = one_more(AppropriationFactory(), 1) | {
            "status": "decided", "decided_by_id": UserFactory().pk, "last_edited_by_id": UserFactory().pk,
        }  # fmt: skip
        held(lambda: way(Allocation, wrong), FOLLOWS)

    def test_as_an_appropriation_decided_at_birth(self, way):
        wrong = one_line_more(BudgetYearFactory(), 1) | {
            "distribution_status": "decided", "published_on": "2018-11-05",
            "decided_at": "2018-11-05T09:00+01:00", "proposed_at": "2018-11-05T09:00+01:00",
            **{f"{act}_by_id": UserFactory().pk for act in ("decided", "proposed", "last_edited")},
        }  # fmt: skip
        held(lambda: way(Appropriation, wrong), PROPOSAL)


@pytest.mark.parametrize("way", UPDATING)
class TestProposedRowsDoNotChange:
    def test_the_amount_of_an_allocation(self, proposed, way):
        wrong = values_of(proposed.allocations.get()) | {"amount_cents": 1}
        held(lambda: way(Allocation, wrong), FOLLOWS)

    def test_an_allocation_does_not_leave(self, proposed, way):
        wrong = values_of(proposed.allocations.get()) | {"appropriation_id": AppropriationFactory().pk}
        held(lambda: way(Allocation, wrong), FOLLOWS)

    def test_an_allocation_is_not_decided_alone(self, proposed, way):
        wrong = values_of(proposed.allocations.get()) | {"status": "decided", "decided_by_id": UserFactory().pk}
        held(lambda: way(Allocation, wrong), FOLLOWS)

    @pytest.mark.parametrize("name", ["amount_cents", "line_id", "origin"])
    def test_what_lies_before_the_approver(self, proposed, way, name):
        other = {"amount_cents": 2_000_000_00, "line_id": FundingLineFactory().pk, "origin": "example"}[name]
        wrong = values_of(proposed) | {name: other}
        assert guards_against(lambda: way(Appropriation, wrong))[0] in {PROPOSAL, APPROPRIATION}

    @pytest.mark.parametrize("name", ["proposed_by_id", "last_edited_by_id"])
    def test_who_wrote_it_when_it_is_decided(self, proposed, way, name):
        decider = proposed.proposed_by_id
        wrong = values_of(proposed) | {
            "distribution_status": "decided", "decided_by_id": decider, "decided_at": proposed.proposed_at,
            "published_on": "2018-11-05", "proposed_by_id": UserFactory().pk, "last_edited_by_id": UserFactory().pk,
        }  # fmt: skip
        if name == "proposed_by_id":
            Appropriation.objects.filter(pk=proposed.pk).update(last_edited_by=wrong["last_edited_by_id"])
        assert guards_against(lambda: way(Appropriation, wrong))[0] in {PROPOSAL, APPROPRIATION}


@pytest.mark.parametrize("way", [way for way in DELETING if way.id != "truncate"])
class TestNothingLeaves:
    def test_a_proposed_distribution(self, proposed, way):
        row = values_of(proposed.allocations.get())
        held(lambda: way(Allocation, row), FOLLOWS)

    def test_a_closed_year(self, closed, way):
        row = values_of(closed.allocations.get())
        held(lambda: way(Allocation, row), CLOSED)

    def test_a_closed_year_as_an_appropriation(self, way):
        row = values_of(appropriation := AppropriationFactory())
        shut(appropriation.budget_year)
        held(lambda: way(Appropriation, row), CLOSED)


@pytest.mark.parametrize("way", UPDATING)
class TestClosedYearsDoNotChange:
    def test_an_allocation(self, closed, way):
        wrong = values_of(closed.allocations.get()) | {"amount_cents": 1}
        assert CLOSED in guards_against(lambda: way(Allocation, wrong))

    def test_an_allocation_does_not_leave(self, closed, way):
        open_year = AppropriationFactory(budget_year=BudgetYearFactory(year=2019))
        wrong = values_of(closed.allocations.get()) | {"appropriation_id": open_year.pk}
        assert CLOSED in guards_against(lambda: way(Allocation, wrong))

    def test_an_allocation_does_not_come(self, closed, way):
        elsewhere = AllocationFactory(appropriation__budget_year=BudgetYearFactory(year=2019))
        wrong = values_of(elsewhere) | {"appropriation_id": closed.pk}
        assert CLOSED in guards_against(lambda: way(Allocation, wrong))

    @pytest.mark.parametrize("cents", [50_000_00, 2_000_000_00])
    def test_an_appropriation(self, closed, way, cents):
        wrong = values_of(closed) | {"amount_cents": cents}
        assert CLOSED in guards_against(lambda: way(Appropriation, wrong))

    def test_an_appropriation_does_not_leave(self, closed, way):
        wrong = values_of(closed) | {"budget_year_id": BudgetYearFactory(year=2019).pk}
        assert CLOSED in guards_against(lambda: way(Appropriation, wrong))

    @pytest.mark.parametrize(
        "change", [{"status": "open"}, {"year": 2030}, {"planning_ceiling_cents": 20_000_000_00}, {"total_cents": 1}]
    )
    def test_the_year_itself(self, closed, way, change):
        wrong = values_of(closed.budget_year) | change
        held(lambda: way(BudgetYear, wrong), CLOSED_ITSELF)


@pytest.mark.postgres_only
def test_an_upsert_that_leaves_decided_rows_alone_is_none_of_the_guards_business(decided):
    taken = decided.allocations.get()
    kept = Allocation.objects.filter(pk=taken.pk)
    Allocation.objects.bulk_create([Allocation(**values_of(taken) | {"amount_cents": 1})], ignore_conflicts=True)
    Appropriation.objects.bulk_create(
        [Appropriation(**values_of(decided) | {"amount_cents": 1})], ignore_conflicts=True
    )
    assert list(kept.values_list("amount_cents", "status")) == [(taken.amount_cents, "decided")]
