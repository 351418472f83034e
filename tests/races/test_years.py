"""Transfers against transfers, closing against whatever is still being done: never a cent lost, nothing left open."""

import pytest

from tests.races.world import APPROVERS, TRANSFER_CENTS, TRANSFERS

pytestmark = pytest.mark.races
SUMS = (
    "SELECT SUM(x.amount_cents) FROM programs_allocation x JOIN programs_appropriation a ON a.id = x.appropriation_id"
    " JOIN programs_fundingline l ON l.id = a.line_id WHERE l.slug = 'umschichtung'"
)
BELOW = "SELECT COUNT(*) FROM programs_allocation WHERE amount_cents < 0"
# Closed, and still something waits.
OPEN = (
    "SELECT COUNT(*) FROM programs_budgetyear y WHERE y.status = 'closed' AND (EXISTS (SELECT 1 FROM"
    " programs_appropriation a WHERE a.budget_year_id = y.id AND a.distribution_status <> 'decided')"
    " OR EXISTS (SELECT 1 FROM programs_transfer t WHERE t.budget_year_id = y.id"
    " AND t.status IN ('draft', 'proposed')))"
)
DECIDED = "SELECT COUNT(*) FROM programs_transfer WHERE status = 'decided' AND is_booked"
CLOSED = "SELECT COUNT(*) FROM programs_budgetyear WHERE year = 2032 AND status = 'closed'"


def transfers() -> list:
    return [("transfers_decided", {"number": number, "approver": name}) for number, name in enumerate(APPROVERS)]


def test_transfers_of_one_body_take_what_is_there_and_no_more(race):
    """Eight transfers of 10,000 € each out of 30,000 €, decided at once."""
    outcome = race(transfers(), sums=SUMS, below=BELOW, decided=DECIDED)

    assert outcome.broken == set()
    assert outcome.found == {"sums": [3 * TRANSFER_CENTS], "below": [0], "decided": [3]}
    assert outcome.done == 3


@pytest.mark.parametrize("without", [[], ["locks"]], ids=["guards and locks", "guards"])
def test_raw_decisions_of_transfers_are_booked_to_the_cent(race, without):
    jobs = [("transfers_decided_raw", {"number": number, "approver": name}) for number, name in enumerate(APPROVERS)]
    outcome = race(jobs, without=without, sums=SUMS, below=BELOW, decided=DECIDED)

    assert outcome.broken == set()
    assert outcome.found == {"sums": [3 * TRANSFER_CENTS], "below": [0], "decided": [3]}


def test_without_the_guards_a_decision_moves_nothing(race):
    jobs = [("transfers_decided_raw", {"number": number, "approver": name}) for number, name in enumerate(APPROVERS)]
    outcome = race(jobs, guards=False, decided=DECIDED)

    assert outcome.done == TRANSFERS
    assert outcome.found["decided"] == [0]


CLOSING = [("closes_raw", {"approver": APPROVERS[0]}), *[("adds_line_raw", {"number": n}) for n in range(6)]]


def test_a_year_closes_or_takes_something_new(race):
    outcome = race(CLOSING, open=OPEN)

    assert outcome.broken == set()
    assert outcome.found["open"] == [0]


def test_without_the_guards_a_year_closes_over_something_new(in_some_try):
    race = in_some_try(lambda outcome: outcome.found == {"open": [1], "closed": [1]})

    assert race(CLOSING[:2], guards=False, open=OPEN, closed=CLOSED)


def test_one_of_many_closes_the_year(race):
    outcome = race([("closes", {"approver": name}) for name in APPROVERS], closed=CLOSED)

    assert outcome.broken == set()
    assert outcome.done == 1
    assert outcome.found["closed"] == [1]
