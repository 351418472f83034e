"""24 processes fill one envelope at the same time: never a cent over, and nobody meets a lock."""

import pytest

from tests.races.world import LINE_CENTS, LINES_2019
from wir_portal.core.transactions import BUSY

pytestmark = pytest.mark.races
PROCESSES, TIMES = 24, 10
GIVEN = (
    "SELECT SUM(x.amount_cents) FROM programs_allocation x JOIN programs_appropriation a ON a.id = x.appropriation_id"
    " JOIN programs_fundingline l ON l.id = a.line_id JOIN programs_budgetyear y ON y.id = a.budget_year_id"
    " WHERE l.slug = 'fallmanagement' AND y.year = 2019"
)
APPROPRIATED = (
    "SELECT SUM(a.amount_cents) FROM programs_appropriation a JOIN programs_budgetyear y ON y.id = a.budget_year_id"
    " WHERE y.year = 2019"
)
FILLED = "SELECT SUM(share_hundredths) FROM casemanagers_appointment"
RAW = [
    pytest.param("raw_allocations", GIVEN, LINE_CENTS, id="allocations"),
    pytest.param("raw_appropriations", APPROPRIATED, 1_000_000_00, id="appropriations"),
    pytest.param("raw_shares", FILLED, 100_00, id="shares"),
]
EVENTS = f"SELECT COUNT(*) FROM core_event WHERE act = 'allocation.changed' AND subject_id IN {LINES_2019}"
VERSIONS = (
    "SELECT COUNT(*) FROM programs_historicalallocation h JOIN core_event e ON e.id = h.event_id"
    f" WHERE e.act = 'allocation.changed' AND e.subject_id IN {LINES_2019}"
)


def crew(task: str, processes: int = PROCESSES, **arguments) -> list:
    return [(task, {"times": TIMES, **arguments})] * processes


def test_raises_fill_a_line_to_the_cent_and_leave_each_its_trace(race):
    outcome = race(crew("raises"), given=GIVEN, events=EVENTS, versions=VERSIONS)

    assert outcome.broken == set()
    assert BUSY not in outcome.sentences
    assert outcome.found == {"given": [LINE_CENTS], "events": [outcome.done], "versions": [outcome.done]}
    assert outcome.done == 8


@pytest.mark.parametrize(("guards", "locks"), [(True, False), (False, True)])
def test_of_guard_and_lock_each_alone_holds_the_line(race, guards, locks):
    outcome = race(crew("raises"), guards=guards, without=() if locks else ("locks",), given=GIVEN)

    assert outcome.broken == set()
    assert outcome.found["given"][0] <= LINE_CENTS


def test_without_both_the_line_is_overspent(in_some_try):
    race = in_some_try(lambda outcome: outcome.found["given"][0] > LINE_CENTS)

    assert race(crew("raises", cents=20_000_00), guards=False, without=("locks",), given=GIVEN)


@pytest.mark.parametrize(("task", "question", "limit"), RAW)
def test_the_guard_holds_against_raw_writes(race, task, question, limit):
    outcome = race(crew(task), sum=question)

    assert outcome.broken == set()
    assert outcome.found["sum"] == [limit]


@pytest.mark.parametrize(("task", "question", "limit"), RAW)
def test_without_the_guard_raw_writes_go_beyond(in_some_try, task, question, limit):
    race = in_some_try(lambda outcome: outcome.found["sum"][0] > limit)

    assert race(crew(task), guards=False, sum=question)


def test_whoever_finds_a_lock_tries_again_and_then_reads_a_sentence(race):
    outcome = race(crew("raises", 8), without=("waiting",), given=GIVEN)

    assert outcome.broken == set()
    assert outcome.found["given"][0] <= LINE_CENTS


def test_without_waiting_and_second_tries_lock_errors_reach_the_user(in_some_try):
    race = in_some_try(lambda outcome: {text.partition(":")[0] for text in outcome.broken} == {"OperationalError"})

    assert race(crew("raises", 8), without=("waiting", "second_tries"), given=GIVEN)


def test_a_form_sent_many_times_is_done_once(race):
    key = "7a4f4d3e-6a0b-4c2d-9d4c-0a3c5b1f2e11"
    outcome = race([("sendings", {"key": key, "times": 3})] * 8, events=EVENTS)

    assert outcome.broken == outcome.sentences == set()
    assert outcome.done == 8 * 3
    assert len(outcome.said("done")) == 1
    assert outcome.found["events"] == [1]


def test_with_two_keys_it_is_done_twice(race):
    keys = ("7a4f4d3e-6a0b-4c2d-9d4c-0a3c5b1f2e11", "7a4f4d3e-6a0b-4c2d-9d4c-0a3c5b1f2e12")
    outcome = race([("sendings", {"key": key, "times": 3}) for key in keys], events=EVENTS)

    assert len(outcome.said("done")) == 2
    assert outcome.found["events"] == [2]
