"""Transfers: each promise, refusal and trace; what bodies, public, files and the API see of them."""

import pytest
from django.urls import reverse

from programs.exports.transfers import in_the_way
from programs.models import Allocation, Appropriation, Transfer
from programs.services import transfers
from programs.services.transfers import End
from tests.clients import client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    turn,
)
from tests.programs.movements import Money, between, decided, drafted, make_money, now, proposed
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event

pytestmark = pytest.mark.django_db
Status = Transfer.Status


@pytest.fixture
def money() -> Money:
    return make_money()


# --- the money moves -----------------------------------------------------------------------------------------------


def test_a_draft_and_a_proposal_change_no_amount(money):
    row = between(money)

    assert row.is_proposed
    assert (money.of(money.rich), money.of(money.poor)) == (300, 100)


def test_a_decided_transfer_moves_the_money_with_its_trace(money, editor, approver):
    row = between(money, editor=editor, for_body="Stelle erst ab Juli besetzt")
    event = decided(row, approver)

    row.refresh_from_db()
    version = money.row(money.rich).history.latest("history_id")
    assert (money.of(money.rich), money.of(money.poor)) == (260, 140)
    assert (row.status, row.is_booked, row.decided_by) == (Status.DECIDED, True, approver)
    assert (version.amount_cents, version.event, version.history_type) == (260, event, "~")
    assert (event.act, event.actor, event.reason_for_body) == (
        "transfer.decided",
        approver,
        "Stelle erst ab Juli besetzt",
    )
    assert event.details == {"year": 2018, "amount_cents": 40, "from_cents": 300, "to_cents": 100}
    acts = Event.objects.about(row).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["transfer.drafted", "transfer.proposed", "transfer.decided"]
    assert row.history.count() == 3


def test_each_body_finds_its_own_amounts_in_its_log_and_nothing_of_the_other(money):
    decided(between(money, for_body="Stelle erst ab Juli besetzt"))

    told = {event.body_slug: event for event in Event.objects.filter(act="allocation.transferred")}
    assert set(told) == {money.rich.slug, money.poor.slug}
    ours = told[money.rich.slug]
    assert (ours.details["old_cents"], ours.details["new_cents"]) == (300, 260)
    assert ours.reason_for_body == "Stelle erst ab Juli besetzt"
    assert money.poor.slug not in str(ours.details) and ours.reason_internal == ""


def test_a_body_without_an_allocation_gets_its_first(money):
    decided(proposed(money, End(money.a, money.rich), End(money.a, money.none), 5))

    row = money.row(money.none)
    assert (row.amount_cents, row.status, row.history.get().history_type) == (5, "decided", "+")


@pytest.mark.parametrize(
    "source, target, cents, bodies, lines",
    [
        (("a", "rich"), ("a", None), 40, (260, 100), [500, 200]),
        (("a", None), ("a", "poor"), 100, (300, 200), [500, 200]),
        (("a", None), ("b", None), 100, (300, 100), [400, 300]),
        ((None, None), ("b", None), 300, (300, 100), [500, 500]),
        (("a", None), (None, None), 100, (300, 100), [400, 200]),
    ],
)
def test_money_moves_between_any_two_places_to_the_cent(money, source, target, cents, bodies, lines):
    def end(names):
        return End(*(getattr(money, name) if name else None for name in names))

    event = decided(proposed(money, end(source), end(target), cents))

    assert (money.of(money.rich), money.of(money.poor)) == bodies
    assert money.lines() == lines
    changed = Appropriation.objects.filter(changed_by_transfer__isnull=False)
    assert [row.history.latest("history_id").event for row in changed] == [event] * changed.count()
    with pytest.raises(DomainError, match="lassen sich nur"):
        drafted(money, end(source), end(target), 1_000)


def test_one_transfer_follows_another(money):
    first, second = between(money, 40), between(money, 60)
    decided(second)
    decided(first)

    assert (money.of(money.rich), money.of(money.poor)) == (200, 200)
    assert money.row(money.rich).changed_by_transfer == first


# --- refusals ------------------------------------------------------------------------------------------------------


def test_who_wrote_or_proposed_it_does_not_decide(money, editor, approver):
    row = drafted(money, End(money.a, money.rich), End(money.a, money.poor), 1, editor=editor)
    transfers.propose(row, **now(row, approver))

    for person in (editor, approver):
        with pytest.raises(DomainError, match="andere Person"):
            decided(row, person)
        with pytest.raises(DomainError, match="andere Person"):
            transfers.reject(row, **now(row, person))


def test_amounts_that_are_not_those_seen_refuse_the_decision(money):
    row, other = between(money, 40), between(money, 60)
    decided(other)

    with pytest.raises(Conflict, match="Inzwischen"):
        transfers.decide(row, from_cents=300, to_cents=100, **now(row, UserFactory()))
    assert money.of(money.rich) == 240


def test_money_that_is_gone_refuses_the_decision_and_nothing_happens(money):
    row = between(money, 300)
    decided(between(money, 1))

    with pytest.raises(DomainError, match=r"lassen sich nur 2,99 € umschichten, nicht 3 €"):
        decided(row)
    row.refresh_from_db()
    assert (row.status, money.of(money.rich)) == (Status.PROPOSED, 299)


def test_a_cut_below_what_is_spread_names_what_stands_in_the_way_the_largest_first(money):
    with pytest.raises(DomainError) as refused:
        drafted(money, End(money.a), End(money.b), 101)

    rich, poor = money.rich.display_name, money.poor.display_name
    assert f"Dem stehen Kontingente entgegen: {rich} 3 €, {poor} 1 €." in str(refused.value)
    assert [row.amount_cents for row in in_the_way(money.a)] == [300, 100]


def test_a_line_with_nothing_spread_gives_what_it_has_and_names_nobody(money):
    line = FundingLineFactory(recipients="organisations")
    empty = decide(AppropriationFactory(budget_year=money.year, line=line, amount_cents=100), {})

    with pytest.raises(DomainError) as refused:
        drafted(money, End(empty), End(money.b), 101)

    assert "lassen sich nur 1 € umschichten" in str(refused.value)
    assert "entgegen" not in str(refused.value)


def test_a_raise_never_passes_the_ceiling(money):
    with pytest.raises(DomainError, match=r"2018: Davon lassen sich nur 3 € umschichten, nicht 3,01 €\."):
        drafted(money, End(), End(money.b), 301)


@pytest.mark.parametrize("name", ["drafted", "changed", "proposed"])
def test_another_version_is_a_conflict(money, name):
    row = drafted(money, End(money.a, money.rich), End(money.a, money.poor), 1)
    seen = now(row, UserFactory())
    transfers.change(row, amount_cents=2, **seen)

    with pytest.raises(Conflict):
        {"drafted": transfers.discard, "proposed": transfers.propose}.get(
            name, lambda row, **seen: transfers.change(row, amount_cents=3, **seen)
        )(row, **seen)


def test_two_places_have_to_differ(money):
    with pytest.raises(DomainError, match="zwei verschiedene Stellen"):
        drafted(money, End(money.a, money.rich), End(money.a, money.rich), 1)


def test_what_is_sourced_or_not_decided_does_not_move(money):
    sourced = AllocationFactory(is_sourced=True, amount_cents=10, appropriation__amount_cents=100)
    draft = AppropriationFactory(budget_year=money.year, amount_cents=10)

    with pytest.raises(DomainError, match="öffentlichen Quelle"):
        drafted(money, End(sourced.appropriation, sourced.municipality), End(sourced.appropriation), 1)
    with pytest.raises(DomainError, match="noch nicht freigegeben"):
        drafted(money, End(money.a), End(draft), 1)


def test_a_closed_year_takes_no_transfer(money):
    turn(money.year, "closing")

    with pytest.raises(DomainError, match="abgeschlossen"):
        drafted(money, End(money.a), End(money.b), 1)


def test_a_line_for_organisations_gives_nothing_to_bodies(money):
    money.a.line.recipients = "organisations"
    with pytest.raises(DomainError, match="Vereine und Träger"):
        drafted(money, End(money.a), End(money.a, money.rich), 1)


@pytest.mark.parametrize(
    "act, starts_from, ends",
    [("withdraw", "proposed", "draft"), ("reject", "proposed", "rejected"), ("discard", "draft", "discarded")],
)
def test_a_transfer_ends_without_moving_anything(money, act, starts_from, ends):
    make = between if starts_from == "proposed" else lambda m: drafted(m, End(m.a, m.rich), End(m.a, m.poor), 1)
    row = make(money)
    event = getattr(transfers, act)(row, **now(row, UserFactory(), "Doch nicht"))

    row.refresh_from_db()
    assert (row.status, event.reason_internal, money.of(money.rich)) == (ends, "Doch nicht", 300)
    if ends != "draft":
        with pytest.raises(Conflict, match="inzwischen im Stand"):
            transfers.propose(row, **now(row, UserFactory()))


# --- what others see -----------------------------------------------------------------------------------------------


def test_the_body_reads_its_transfer_in_its_timeline(money):
    decided(between(money, for_body="Stelle erst ab Juli besetzt"))
    officer = MembershipFactory(municipality=money.rich).user
    address = reverse("officer:programs:allocation-detail", args=(money.rich.slug, money.row(money.rich).pk))

    text = client_of(officer).get(address).content.decode()

    assert "Kontingent durch Umschichtung gekürzt" in text and "3 € → 2,60 €" in text
    assert "„Stelle erst ab Juli besetzt“" in text and "Antrag vom" not in text
    assert money.poor.name not in text
    start = client_of(officer).get(reverse("officer:pages:body-start", args=(money.rich.slug,))).content.decode()
    assert "Kontingent umgeschichtet" in start


def test_public_figures_files_and_api_show_the_new_amounts_with_their_day_at_once(money, client, turn_clock):
    turn_clock("2018-12-03T09:00+01:00")
    decided(between(money))

    items = client.get("/api/v1/allocations/?year=2018").json()["items"]
    mine = next(i for i in items if i["municipality"] == money.rich.key and i["line"] == money.a.line.slug)
    assert (mine["amount_cents"], mine["published_on"]) == (260, "2018-12-03")
    lines = client.get("/api/v1/budget-years/2018/").json()["appropriations"]
    days = {line["line"]: (line["allocated_cents"], line["published_on"]) for line in lines}
    assert days[money.a.line.slug] == (400, "2018-12-03")
    assert days[money.b.line.slug] == (50, "2018-11-05")
    officer = MembershipFactory(municipality=money.rich).user
    file = client_of(officer).get(reverse("officer:programs:allocation-list-csv", args=(money.rich.slug,)))
    assert "2,60" in file.content.decode() and "2018-12-03" in file.content.decode()


def test_all_of_an_allocation_can_move_while_nothing_is_bound(money):
    assert Allocation(amount_cents=5).movable_cents == 5
    decided(between(money, 300))
    assert money.of(money.rich) == 0


def test_a_year_without_a_ceiling_has_nothing_to_give(money):
    year = BudgetYearFactory(year=2031, planning_ceiling_cents=None)
    assert transfers.places_of(Transfer(budget_year=year, amount_cents=1))[0].movable_cents == 0
