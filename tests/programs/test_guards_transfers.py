"""Decided money moves by a decided transfer only, exactly as it says, on every way into the database."""

import pytest
from django.db import IntegrityError

from programs.guards.transfers import (
    ALLOCATION_CONTENT,
    APPROPRIATION_CONTENT,
    CONTENT,
    DECISION,
    PROPOSAL,
)
from programs.models import Allocation, Appropriation, Transfer
from programs.services.transfers import End
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AppropriationFactory, BudgetYearFactory, FundingLineFactory, decide, shut, turn
from tests.programs.movements import Money, between, drafted, make_money, proposed
from tests.writers import (
    DELETING,
    INSERTING,
    UPDATING,
    guards_against,
    new_values,
    refused_by,
    replace,
    upsert,
    values_of,
    without,
)
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
STEPS, DECIDED_HERE, BOOKED = "transfer_follows_its_steps", "transfer_moves_what_is_decided", "transfer_is_booked"
ALLOCATION, APPROPRIATION = "decided_allocation_is_fixed", "decided_appropriation_is_fixed"
FOLLOWS = "allocation_follows_distribution"
REPLACING = (replace, upsert)  # a transfer is decided by an update of its row, and by nothing else


@pytest.fixture
def money() -> Money:
    return make_money()


def columns(model) -> set[str]:
    return {field.attname for field in model._meta.concrete_fields}


def approved(row: Transfer, **more: object) -> dict[str, object]:
    """The row once another person has decided it."""
    row.proposed_at = row.proposed_at.replace(microsecond=0)
    now = clock.now().replace(microsecond=0)
    people = {"decided_by_id": UserFactory().pk, "decided_at": now, "decided_on": now.date()}
    return values_of(row) | {"status": "decided"} | people | more


@pytest.fixture
def waiting(money) -> Transfer:
    """40 cents from the rich body to the poor one; fixtures keep no more than milliseconds."""
    row = drafted(money, End(money.a, money.rich), End(money.a, money.poor), 40)
    at = clock.now().replace(microsecond=0)
    Transfer.objects.filter(pk=row.pk).update(status="proposed", proposed_by=UserFactory(), proposed_at=at)
    row.refresh_from_db()
    return row


def test_the_guards_know_every_column():
    assert columns(Transfer) == {*CONTENT, *PROPOSAL, *DECISION, "id", "status", "is_booked"}
    assert columns(Allocation) == {*ALLOCATION_CONTENT, "id", "amount_cents", "changed_by_transfer_id"}
    own = {"id", "amount_cents", "revision", "changed_by_transfer_id"}
    assert columns(Appropriation) == {*APPROPRIATION_CONTENT, *own}


@pytest.mark.parametrize("way", UPDATING)
class TestADecision:
    def test_moves_the_money(self, money, waiting, way):
        if way in REPLACING:
            with refused_by(STEPS):
                way(Transfer, approved(waiting))
            return
        way(Transfer, approved(waiting))
        assert (money.of(money.rich), money.of(money.poor)) == (260, 140)
        assert money.row(money.rich).changed_by_transfer_id == waiting.pk
        assert Transfer.objects.get(pk=waiting.pk).is_booked

    def test_moves_it_once(self, money, waiting, way):
        change = approved(waiting)
        Transfer.objects.filter(pk=waiting.pk).update(**{n: v for n, v in change.items() if n != "id"})
        for again in ({"is_booked": False}, {"status": "proposed"}, {"amount_cents": 1}, {"is_booked": False} | change):
            with refused_by(f"({STEPS}|transfer_decided_by_four_eyes)"):
                way(Transfer, values_of(waiting) | again)

    @pytest.mark.parametrize("who", ["proposed_by_id", "last_edited_by_id"])
    def test_is_not_by_who_wrote_it(self, waiting, way, who):
        wrong = approved(waiting)
        with refused_by(f"(transfer_decided_by_four_eyes|{STEPS})"):
            way(Transfer, wrong | {"decided_by_id": wrong[who]})

    @pytest.mark.parametrize("name", [*CONTENT, *PROPOSAL])
    def test_is_for_what_was_proposed(self, money, waiting, way, name):
        other = {
            "budget_year_id": BudgetYearFactory(year=2030).pk,
            "from_appropriation_id": money.b.pk,
            "to_appropriation_id": money.b.pk,
            "from_municipality_id": money.none.pk,
            "to_municipality_id": money.none.pk,
            "amount_cents": 41,
            "proposed_at": "2018-11-01T09:00+01:00",
            "origin": "decided",
        }.get(name) or (UserFactory().pk if name.endswith("by_id") else "anders")
        with refused_by(f"({STEPS}|transfer_between_two_places)"):
            way(Transfer, approved(waiting) | {name: other})

    def test_needs_the_money_to_be_there(self, money, way):
        row = between(money, 300)
        between_them = between(money, 1)
        Transfer.objects.filter(pk=between_them.pk).update(
            **{name: value for name, value in approved(between_them).items() if name != "id"}
        )
        with pytest.raises(IntegrityError):
            way(Transfer, values_of(row) | approved(row))


@pytest.mark.parametrize("way", UPDATING)
class TestDecidedMoneyDoesNotMove:
    """Whatever a hand writes into the rows that a transfer names: the transfer has to carry it itself."""

    @pytest.mark.parametrize("cents", [260, 340, 1])
    def test_of_a_body_by_a_proposed_transfer(self, money, waiting, way, cents):
        wrong = values_of(money.row(money.rich)) | {"amount_cents": cents, "changed_by_transfer_id": waiting.pk}
        assert set(guards_against(lambda: way(Allocation, wrong))) == {ALLOCATION, FOLLOWS}

    def test_of_a_body_by_a_decided_one_again(self, money, waiting, way):
        change = approved(waiting)
        Transfer.objects.filter(pk=waiting.pk).update(**{n: v for n, v in change.items() if n != "id"})
        wrong = values_of(money.row(money.rich)) | {"amount_cents": 220}
        assert set(guards_against(lambda: way(Allocation, wrong))) == {ALLOCATION, FOLLOWS}

    def test_of_a_line_by_a_proposed_transfer(self, money, way):
        row = proposed(money, End(money.a), End(money.b), 10)
        wrong = values_of(money.a) | {
            "amount_cents": 490, "changed_by_transfer_id": row.pk, "revision": money.a.revision + 1,
        }  # fmt: skip
        with refused_by(APPROPRIATION):
            way(Appropriation, wrong)

    def test_into_a_draft(self, money, waiting, way):
        row = AppropriationFactory(budget_year=money.year, amount_cents=10)
        with refused_by("(appropriation_transferred_is_decided|decided_after_proposal)"):
            way(Appropriation, values_of(row) | {"changed_by_transfer_id": waiting.pk})


class TestWhileItIsBooked:
    """Inside the decision too, only what the transfer names may change: here its trigger is taken out and forged."""

    @pytest.fixture
    def unbooked(self, waiting) -> Transfer:
        without(BOOKED)
        Transfer.objects.filter(pk=waiting.pk).update(**{n: v for n, v in approved(waiting).items() if n != "id"})
        return waiting

    @pytest.mark.parametrize(
        "change",
        [
            {"amount_cents": 259}, {"amount_cents": 340}, {"amount_cents": 260, "origin": "decided"},
            {"amount_cents": 260, "changed_by_transfer_id": None},
        ],
    )  # fmt: skip
    def test_a_wrong_change_is_refused(self, money, unbooked, change):
        row = Allocation.objects.filter(pk=money.row(money.rich).pk)
        with refused_by(f"({ALLOCATION}|{FOLLOWS})"):
            row.update(**{"changed_by_transfer_id": unbooked.pk} | change)

    def test_a_third_body_is_refused(self, money, unbooked):
        with refused_by(f"({ALLOCATION}|{FOLLOWS})"):
            money.b.allocations.update(amount_cents=10, changed_by_transfer_id=unbooked.pk)

    def test_the_right_change_goes_through(self, money, unbooked):
        Allocation.objects.filter(pk=money.row(money.rich).pk).update(
            amount_cents=260, changed_by_transfer_id=unbooked.pk
        )
        assert money.of(money.rich) == 260

    def test_its_line_stays(self, money, unbooked):
        with refused_by(APPROPRIATION):
            Appropriation.objects.filter(pk=money.a.pk).update(
                amount_cents=460, revision=money.a.revision + 1, changed_by_transfer_id=unbooked.pk
            )


@pytest.mark.parametrize("way", INSERTING)
class TestNothingIsBorn:
    def test_as_a_decided_transfer(self, money, waiting, way):
        row = {name: value for name, value in approved(waiting).items() if name != "id"}
        assert guards_against(lambda: way(Transfer, row)) == [STEPS]

    def test_as_an_allocation_of_a_proposed_transfer(self, money, way):
        row = proposed(money, End(money.a, money.rich), End(money.a, money.none), 10)
        new = new_values(
            Allocation(
                appropriation=money.a, municipality=money.none, amount_cents=10, status="decided", origin="decided",
                last_edited_by=UserFactory(), decided_by=UserFactory(), changed_by_transfer=row,
            )
        )  # fmt: skip
        assert guards_against(lambda: way(Allocation, new)) == [FOLLOWS]

    @pytest.mark.parametrize("which", ["draft", "sourced", "other_year"])
    def test_of_what_is_not_decided_here(self, money, way, which):
        line = {
            "draft": lambda: AppropriationFactory(budget_year=money.year, amount_cents=10),
            "sourced": lambda: AppropriationFactory(budget_year=money.year, amount_cents=10, is_sourced=True),
            "other_year": lambda: decide(
                AppropriationFactory(budget_year=BudgetYearFactory(year=2030)), {MunicipalityFactory(): 1}
            ),
        }[which]()
        row = new_values(
            Transfer(
                budget_year=money.year, from_appropriation=money.a, to_appropriation=line, amount_cents=1,
                reason_internal="x", origin="decided", last_edited_by=UserFactory(),
            )
        )  # fmt: skip
        assert guards_against(lambda: way(Transfer, row)) == [DECIDED_HERE]

    def test_in_a_closed_year(self, money, way):
        turn(money.year, "closing")
        row = new_values(
            Transfer(
                budget_year=money.year, from_appropriation=money.a, to_appropriation=money.b, amount_cents=1,
                reason_internal="x", origin="decided", last_edited_by=UserFactory(),
            )
        )  # fmt: skip
        assert guards_against(lambda: way(Transfer, row)) == ["closed_year_takes_nothing"]

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ((None, None), (None, None)), (("a", None), ("a", None)), (("a", "rich"), ("a", "rich")),
            (("a", "rich"), ("b", "rich")), (("a", "rich"), (None, "poor")), ((None, "rich"), (None, "poor")),
            ((None, "rich"), ("a", None)), (("a", "rich"), ("b", None)), (("a", "rich"), (None, None)),
        ],
    )  # fmt: skip
    def test_between_places_that_are_none(self, money, way, source, target):
        def pk(name):
            return getattr(money, name).pk if name else None

        row = new_values(
            Transfer(budget_year=money.year, amount_cents=1, reason_internal="x", origin="decided",
                     last_edited_by=UserFactory(),
                     from_appropriation_id=pk(source[0]), from_municipality_id=pk(source[1]),
                     to_appropriation_id=pk(target[0]), to_municipality_id=pk(target[1]))
        )  # fmt: skip
        with refused_by("transfer_between_two_places"):
            way(Transfer, row)


@pytest.mark.parametrize("way", [way for way in DELETING if way.id != "truncate"])
def test_a_transfer_never_goes(money, waiting, way):
    with refused_by(STEPS):
        way(Transfer, values_of(waiting))


def test_a_year_with_an_open_transfer_does_not_close(money, waiting):
    with refused_by("closing_leaves_nothing_open"):
        turn(money.year, "closing")


def test_a_transfer_to_organisations_is_refused_by_their_line(money):
    line = AppropriationFactory(
        budget_year=money.year, amount_cents=10, line=FundingLineFactory(recipients="organisations")
    )
    line = decide(line, {})
    row = Transfer.objects.create(
        budget_year=money.year, from_appropriation=line, to_appropriation=line, to_municipality=money.rich,
        amount_cents=1, reason_internal="x", origin="decided", last_edited_by=UserFactory(),
    )  # fmt: skip
    Transfer.objects.filter(pk=row.pk).update(status="proposed", proposed_by=UserFactory(), proposed_at=clock.now())
    row.refresh_from_db()
    with refused_by("only_bodies_get_allocations"):
        Transfer.objects.filter(pk=row.pk).update(**{n: v for n, v in approved(row).items() if n != "id"})


def test_a_shut_year_takes_no_change_of_a_transfer(money, waiting):
    shut(money.year)
    with refused_by("closed_year_takes_nothing"):
        Transfer.objects.filter(pk=waiting.pk).update(**{n: v for n, v in approved(waiting).items() if n != "id"})
