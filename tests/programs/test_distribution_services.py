"""Assign, change, propose, withdraw, decide, hand back: the promise, each refusal, the trace."""

import pytest
from django.db import IntegrityError, transaction

from programs.models import Allocation, Appropriation
from programs.services import distributions
from programs.services.distributions import AboveRate
from tests.programs.distributions import World, make_world
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event


@pytest.fixture
def world(db) -> World:
    return make_world()


def assigned(world: World, amount_cents: int = 50_000_00, **more: object) -> Event:
    return distributions.assign(world.rows, amount_cents=amount_cents, **world.args(), **more)


def proposed(world: World, by=None) -> Event:
    if not world.amounts():
        assigned(world)
    return distributions.propose(world.rows, **world.args(by))


# --- assign -------------------------------------------------------------------------------------------------


def test_assign_gives_every_body_the_same_amount(world):
    before = world.revision

    event = assigned(world)

    assert world.amounts() == dict.fromkeys(("landkreis-fulda", "stadt-fulda", "wiesbaden"), 50_000_00)
    assert world.revision > before
    assert world.fresh().last_edited_by == world.editor
    assert set(Allocation.history.filter(appropriation_id=world.rows.pk).values_list("event_id", flat=True)) == {
        event.pk
    }
    assert Event.objects.about(world.rows).count() == 1
    assert (event.details["old_sum_cents"], event.details["new_sum_cents"]) == (0, 150_000_00)


@pytest.mark.parametrize(
    ("fulda", "wiesbaden", "changed"),
    [
        (110_000_00, 50_000_00, ["landkreis-fulda", "stadt-fulda"]),
        (10_000_00, 150_000_00, ["landkreis-fulda", "stadt-fulda", "wiesbaden"]),  # the raise is the older row
    ],
)
def test_assign_evens_out_a_full_line_and_leaves_equal_rows_alone(world, fulda, wiesbaden, changed):
    distributions.change(world.rows, world.fulda, amount_cents=fulda, **world.args())
    distributions.change(world.rows, world.wiesbaden, amount_cents=wiesbaden, **world.args())

    event = assigned(world)

    assert set(world.amounts().values()) == {50_000_00}
    versions = Allocation.history.filter(event=event).values_list("municipality__slug", flat=True)
    assert sorted(versions) == changed


def test_assign_refuses_more_than_the_line_and_names_the_most(world):
    with pytest.raises(DomainError, match=r"160\.000 € frei\. Schreiben Sie höchstens 53\.333,33 €"):
        assigned(world, 60_000_00)

    assert world.amounts() == {}


def test_assign_refuses_what_changes_nothing(world):
    assigned(world)

    with pytest.raises(DomainError, match="haben diesen Betrag schon"):
        assigned(world)


@pytest.mark.parametrize("line, sentence", [("others", "geht an Vereine und Träger"), ("closed", "ist abgeschlossen")])
def test_assign_refuses_lines_of_others_and_closed_years(world, line, sentence):
    row = getattr(world, line)

    with pytest.raises(DomainError, match=sentence):
        distributions.assign(row, **world.args() | {"amount_cents": 1_00, "revision": row.revision})


def test_above_the_rate_has_to_be_seen(world):
    with pytest.raises(AboveRate, match=r"51\.000 € liegt 1\.000 € über dem Fördersatz von 50\.000 €"):
        assigned(world, 51_000_00, is_above_rate_seen=False)
    assert world.amounts() == {}

    event = assigned(world, 51_000_00, is_above_rate_seen=True)

    assert event.details["above_rate_cents"] == 1_000_00


def test_a_line_without_a_rate_warns_of_nothing(world):
    args = world.args() | {"revision": world.without_rate.revision}

    event = distributions.assign(world.without_rate, amount_cents=30_000_00, is_above_rate_seen=False, **args)

    assert event.details["above_rate_cents"] == 0


# --- change -------------------------------------------------------------------------------------------------


def test_change_sets_one_amount_and_keeps_old_and_new(world):
    assigned(world)
    before = world.revision

    event = distributions.change(
        world.rows, world.fulda, amount_cents=45_000_00, reason_for_body="Wie besprochen", **world.args()
    )

    assert world.amounts()["landkreis-fulda"] == 45_000_00
    assert world.revision > before
    assert (event.details["old_cents"], event.details["new_cents"]) == (50_000_00, 45_000_00)
    assert (event.reason_internal, event.reason_for_body) == ("Antrag vom 12.10.2018", "Wie besprochen")
    assert event.body_slug == ""
    assert Allocation.history.filter(event=event).get().amount_cents == 45_000_00
    assert Appropriation.history.filter(event=event).get().revision == world.revision


def test_change_refuses_more_than_is_free_and_names_it(world):
    assigned(world)

    with pytest.raises(DomainError, match=r"nur noch 10\.000 € frei\. Schreiben Sie höchstens 60\.000 €"):
        distributions.change(world.rows, world.fulda, amount_cents=60_000_01, **world.args())

    assert world.amounts()["landkreis-fulda"] == 50_000_00


def test_change_refuses_the_amount_that_is_there(world):
    assigned(world)

    with pytest.raises(DomainError, match=r"Fulda, Landkreis hat in dieser Förderlinie schon 50\.000 €"):
        distributions.change(world.rows, world.fulda, amount_cents=50_000_00, **world.args())


def test_a_stale_revision_writes_nothing(world):
    args = world.args()
    assigned(world)

    with pytest.raises(Conflict, match="Inzwischen hat jemand"):
        distributions.change(world.rows, world.fulda, amount_cents=1_00, **args)

    assert world.amounts()["landkreis-fulda"] == 50_000_00
    assert Event.objects.about(world.rows).count() == 1


@pytest.mark.parametrize("act", ["assign", "change"])
def test_nobody_edits_what_is_proposed(world, act):
    proposed(world)

    with pytest.raises(Conflict, match="im Stand „vorgelegt“"):
        if act == "assign":
            assigned(world, 40_000_00)
        else:
            distributions.change(world.rows, world.fulda, amount_cents=1_00, **world.args())


# --- propose, withdraw, hand back --------------------------------------------------------------------------------


def test_propose_lays_it_before_the_approver(world):
    before = world.revision

    event = proposed(world)

    row = world.fresh()
    assert row.is_proposed
    assert (row.proposed_by, row.revision > before) == (world.editor, True)
    assert (event.details["rows"], event.details["sum_cents"]) == (3, 150_000_00)
    assert Appropriation.history.filter(event=event).get().distribution_status == "proposed"


def test_propose_refuses_an_empty_distribution(world):
    with pytest.raises(DomainError, match="Noch keine Kommune hat ein Kontingent"):
        distributions.propose(world.rows, **world.args())


@pytest.mark.parametrize("service, by", [("withdraw", "editor"), ("hand_back", "approver")])
def test_a_proposal_goes_back_to_draft_with_its_reason(world, service, by):
    proposed(world)
    amounts = world.amounts()

    event = getattr(distributions, service)(world.rows, **world.args(getattr(world, by), "Bitte noch einmal prüfen"))

    row = world.fresh()
    assert (row.is_draft, row.proposed_by, row.proposed_at) == (True, None, None)
    assert world.amounts() == amounts
    assert event.reason_internal == "Bitte noch einmal prüfen"


@pytest.mark.parametrize("service", ["withdraw", "hand_back", "decide"])
def test_a_draft_is_neither_withdrawn_nor_handed_back_nor_decided(world, service):
    assigned(world)

    with pytest.raises(Conflict, match="im Stand „Entwurf“"):
        getattr(distributions, service)(world.rows, **world.args(world.approver))


# --- decide -------------------------------------------------------------------------------------------------


def test_decide_decides_all_rows_at_once_and_publishes_today(world):
    proposed(world)

    event = distributions.decide(
        world.rows, reason_for_body="Fördersatz 2019", **world.args(world.approver, "In Ordnung")
    )

    row = world.fresh()
    assert (row.is_decided, row.decided_by, row.published_on) == (True, world.approver, clock.today())
    assert set(row.allocations.values_list("status", "decided_by")) == {("decided", world.approver.pk)}
    assert row.allocations.published().count() == 3
    assert set(Allocation.history.filter(event=event).values_list("status", flat=True)) == {"decided"}
    assert Event.objects.filter(act="distribution.decided").get() == event
    told = Event.objects.filter(act="allocation.decided").values_list("body_slug", "reason_for_body", "reason_internal")
    assert sorted(told) == [(slug, "Fördersatz 2019", "") for slug in ("landkreis-fulda", "stadt-fulda", "wiesbaden")]


def test_whoever_proposed_does_not_decide_though_in_both_groups(world):
    proposed(world, by=world.both)

    for service in (distributions.decide, distributions.hand_back):
        with pytest.raises(DomainError, match="muss sie eine andere Person"):
            service(world.rows, **world.args(world.both))

    assert world.fresh().is_proposed


def test_whoever_last_edited_any_row_does_not_decide(world):
    assigned(world)
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args(world.both))
    distributions.change(world.rows, world.wiesbaden, amount_cents=45_000_00, **world.args())
    proposed(world)

    with pytest.raises(DomainError, match="muss sie eine andere Person"):
        distributions.decide(world.rows, **world.args(world.both))

    distributions.decide(world.rows, **world.args(world.approver))
    assert world.fresh().is_decided


def test_a_person_in_both_groups_decides_what_others_made(world):
    proposed(world)

    distributions.decide(world.rows, **world.args(world.both))

    assert world.fresh().decided_by == world.both


@pytest.mark.parametrize("field", ["proposed_by", "last_edited_by"])
def test_the_database_itself_holds_four_eyes(world, field):
    proposed(world)
    Appropriation.objects.filter(pk=world.rows.pk).update(**{field: world.both})

    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        Appropriation.objects.filter(pk=world.rows.pk).update(
            distribution_status="decided", decided_by=world.both, decided_at=clock.now(), published_on=clock.today()
        )


def test_decide_is_for_exactly_the_version_that_was_seen(world):
    proposed(world)
    seen = world.args(world.approver)
    distributions.withdraw(world.rows, **world.args())
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args())
    proposed(world)

    with pytest.raises(Conflict):
        distributions.decide(world.rows, **seen)

    assert world.fresh().is_proposed


def test_an_appropriation_for_others_is_decided_without_rows(world):
    def args(actor):
        row = Appropriation.objects.get(pk=world.others.pk)
        return {"revision": row.revision, "reason_internal": "Ansatz", "actor": actor}

    distributions.propose(world.others, **args(world.editor))
    distributions.decide(world.others, **args(world.approver))

    assert Appropriation.objects.get(pk=world.others.pk).is_decided
    assert not Event.objects.filter(act="allocation.decided").exists()
