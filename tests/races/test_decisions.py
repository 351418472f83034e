"""Several people decide or edit one distribution at the same time: one of them is first, the others read so."""

import pytest

from tests.races.world import APPROVERS, DRAFTS, LINES_2019, PROPOSALS, PROPOSED_CENTS

pytestmark = pytest.mark.races
DECISIONS = (
    "SELECT COUNT(*) FROM core_event WHERE act = 'distribution.decided'"
    f" AND subject_id IN {LINES_2019} GROUP BY subject_id"
)
FOR_BODIES = (
    "SELECT COUNT(*) FROM core_event e JOIN programs_allocation x ON CAST(x.id AS varchar(40)) = e.subject_id"
    f" WHERE e.act = 'allocation.decided' AND CAST(x.appropriation_id AS varchar(40)) IN {LINES_2019}"
)
# Rows of decided lines that are not what lay before the approver, and rows decided without their line.
UNSEEN = (
    "SELECT x.id FROM programs_allocation x JOIN programs_appropriation a ON a.id = x.appropriation_id"
    f" WHERE CAST(a.id AS varchar(40)) IN {LINES_2019} AND (x.status = 'decided' AND a.distribution_status <> 'decided'"
    f" OR a.decided_by_id IS NOT NULL AND (x.status <> 'decided' OR x.amount_cents <> {PROPOSED_CENTS}))"
)
TOO_LATE = "Die Verteilung ist inzwischen im Stand „{}“. Es wurde nichts geändert."
PROTECTED = [
    pytest.param({"without": ["locks"]}, id="guards"),
    pytest.param({"guards": False}, id="locks"),
]


def deciders(*names: str) -> list:
    return [("decides", {"lines": PROPOSALS, "approver": name}) for name in names]


def test_of_many_deciders_one_decides(race):
    outcome = race(deciders(*APPROVERS), decisions=DECISIONS, for_bodies=FOR_BODIES)

    assert outcome.broken == set()
    assert outcome.sentences == {TOO_LATE.format("freigegeben")}
    assert outcome.found == {"decisions": [1] * len(PROPOSALS), "for_bodies": [3 * len(PROPOSALS)]}
    assert outcome.done == len(PROPOSALS)


@pytest.mark.parametrize("protected", PROTECTED)
def test_of_guards_and_locks_each_alone_lets_one_decide(race, protected):
    outcome = race(deciders(*APPROVERS[:2]), **protected)

    assert outcome.broken == set()
    assert outcome.done == len(PROPOSALS)


def test_without_both_two_decide(in_some_try):
    race = in_some_try(lambda outcome: max(outcome.found["decisions"]) > 1)

    assert race(deciders(*APPROVERS), guards=False, without=["locks"], decisions=DECISIONS)


def test_a_proposal_is_decided_or_taken_back(race):
    outcome = race([*deciders(APPROVERS[0]), ("edits", {"lines": PROPOSALS})], unseen=UNSEEN)

    assert outcome.broken == set()
    assert outcome.done == len(PROPOSALS)
    assert outcome.sentences <= {TOO_LATE.format(stand) for stand in ("freigegeben", "Entwurf")}
    assert outcome.found["unseen"] == []


def test_nobody_writes_into_what_lies_before_the_approver(race):
    outcome = race([*deciders(APPROVERS[0]), ("raw_edits", {"lines": PROPOSALS})], unseen=UNSEEN)

    assert outcome.broken == set()
    assert outcome.done == len(PROPOSALS)
    assert outcome.found["unseen"] == []


def test_without_the_guards_something_else_is_decided(in_some_try):
    race = in_some_try(lambda outcome: outcome.found["unseen"] != [])

    assert race([*deciders(APPROVERS[0]), ("raw_edits", {"lines": PROPOSALS})], guards=False, unseen=UNSEEN)


def test_one_version_is_proposed_or_changed(race):
    outcome = race([("proposes", {"lines": DRAFTS}), ("changes", {"lines": DRAFTS})])

    assert outcome.broken == set()
    assert outcome.done == len(DRAFTS)


def test_without_locks_something_else_is_proposed(in_some_try):
    race = in_some_try(lambda outcome: outcome.done > len(DRAFTS))

    assert race([("proposes", {"lines": DRAFTS}), ("changes", {"lines": DRAFTS})], guards=False, without=["locks"])


def test_in_the_browser_one_decides_and_the_others_see_both_versions(race):
    jobs = [("page_decides", {"line": PROPOSALS[0], "approver": name}) for name in APPROVERS]
    outcome = race(jobs, decisions=DECISIONS)

    assert sorted(said for worker in outcome.answers for _kind, said in worker) == ["302", *["409"] * 7]
    assert outcome.found["decisions"] == [1]
