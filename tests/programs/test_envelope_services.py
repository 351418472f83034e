"""The acts on a year's ceiling and on a line's appropriation: promise, refusals, trace."""

import pytest

from programs.models import Appropriation, BudgetYear, FundingLine
from programs.services import appropriations, budget_years, distributions
from tests.programs.distributions import World, make_world
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def year(world) -> BudgetYear:
    return BudgetYear.objects.get(year=2019)


def set_ceiling(world, year, cents):
    return budget_years.set_ceiling(year, ceiling_cents=cents, reason_internal="Haushaltsplan", actor=world.editor)


def set_amount(world, year, line, cents, revision):
    return appropriations.set_amount(
        year, line, amount_cents=cents, revision=revision, reason_internal="Haushaltsplan", actor=world.editor
    )


# --- ceiling ---------------------------------------------------------------------------------------------------


def test_a_ceiling_is_set_with_its_trace(world, year):
    event = set_ceiling(world, year, 500_000_00)

    year.refresh_from_db()
    version = year.history.latest("history_id")
    assert year.planning_ceiling_cents == 500_000_00
    assert (version.planning_ceiling_cents, version.event, version.history_user) == (500_000_00, event, world.editor)
    assert (event.act, event.actor, event.reason_internal) == ("budget_year.ceiling_set", world.editor, "Haushaltsplan")
    assert event.details == {"old_cents": 1_000_000_00, "new_cents": 500_000_00}


def test_a_ceiling_may_be_exactly_the_sum_of_the_appropriations(world, year):
    set_ceiling(world, year, 320_000_00)

    year.refresh_from_db()
    assert year.planning_ceiling_cents == 320_000_00


def test_a_ceiling_below_the_appropriations_is_refused_with_both_figures(world, year):
    with pytest.raises(DomainError, match=r"zusammen 320\.000 €, mehr als ein Planungsrahmen von 319\.999,99 €"):
        set_ceiling(world, year, 319_999_99)

    year.refresh_from_db()
    assert year.planning_ceiling_cents == 1_000_000_00
    assert not Event.objects.filter(act="budget_year.ceiling_set").exists()


def test_the_same_ceiling_again_is_refused(world, year):
    with pytest.raises(DomainError, match=r"ist schon 1\.000\.000 €"):
        set_ceiling(world, year, 1_000_000_00)


def test_the_ceiling_of_a_closed_year_stays(world):
    with pytest.raises(DomainError, match="abgeschlossen"):
        set_ceiling(world, BudgetYear.objects.get(year=2017), 2_000_000_00)


# --- appropriation ---------------------------------------------------------------------------------------------


@pytest.fixture
def new_line(world) -> FundingLine:
    line = FundingLine.objects.get(slug="fallmanagement")
    return FundingLine.objects.create(
        program=line.program, slug="neu", name="Neu", recipients="both", source=line.source, rank=9
    )


@pytest.mark.parametrize("is_demo, origin", [(True, Origin.EXAMPLE), (False, Origin.DECIDED)])
def test_an_appropriation_is_created_with_its_trace(world, year, new_line, settings, is_demo, origin):
    settings.WIR_DEMO = is_demo

    event = set_amount(world, year, new_line, 10_000_00, None)

    row = Appropriation.objects.get(budget_year=year, line=new_line)
    version = row.history.get()
    assert (row.amount_cents, row.origin, row.last_edited_by) == (10_000_00, origin, world.editor)
    assert (version.event, version.history_type, version.amount_cents) == (event, "+", 10_000_00)
    assert (event.act, event.subject_id) == ("appropriation.set", str(row.pk))
    assert event.details == {"year": 2019, "line": "neu", "old_cents": None, "new_cents": 10_000_00}


def test_an_appropriation_is_changed_with_its_trace_and_a_new_revision(world, year):
    before = world.fresh()

    event = set_amount(world, year, before.line, 170_000_00, before.revision)

    after = world.fresh()
    version = after.history.latest("history_id")
    assert (after.amount_cents, after.revision, after.last_edited_by) == (170_000_00, before.revision + 1, world.editor)
    assert (version.event, version.amount_cents, version.revision) == (event, 170_000_00, after.revision)
    assert event.details["old_cents"] == 160_000_00


def test_an_appropriation_takes_what_is_left_of_the_ceiling_and_not_a_cent_more(world, year):
    row = world.fresh()

    with pytest.raises(DomainError, match=r"nur 840\.000 € frei\. Schreiben Sie höchstens 840\.000 €"):
        set_amount(world, year, row.line, 840_000_01, row.revision)
    set_amount(world, year, row.line, 840_000_00, row.revision)

    assert world.fresh().amount_cents == 840_000_00


def test_an_appropriation_is_not_cut_below_what_is_allocated(world, year):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    row = world.fresh()

    with pytest.raises(DomainError, match=r"schon 150\.000 € zugeteilt\. Schreiben Sie mindestens 150\.000 €"):
        set_amount(world, year, row.line, 149_999_99, row.revision)
    set_amount(world, year, row.line, 150_000_00, row.revision)

    assert world.fresh().amount_cents == 150_000_00


def test_the_same_amount_again_is_refused(world, year):
    row = world.fresh()

    with pytest.raises(DomainError, match=r"ist schon 160\.000 €"):
        set_amount(world, year, row.line, 160_000_00, row.revision)


def test_another_version_than_the_one_seen_is_a_conflict(world, year, new_line):
    row = world.fresh()

    with pytest.raises(Conflict, match=r"jetzt 160\.000 €"):
        set_amount(world, year, row.line, 100_000_00, None)
    with pytest.raises(Conflict):
        set_amount(world, year, row.line, 100_000_00, row.revision + 1)
    with pytest.raises(Conflict, match=r"nichts gespeichert\.$"):
        set_amount(world, year, new_line, 100_000_00, 1)


def test_a_year_without_a_ceiling_takes_no_appropriation(world, new_line):
    year = BudgetYear.objects.create(year=2021, origin="decided")

    with pytest.raises(DomainError, match="noch keinen Planungsrahmen"):
        set_amount(world, year, new_line, 1_00, None)


def test_a_closed_year_takes_no_appropriation(world, new_line):
    with pytest.raises(DomainError, match="abgeschlossen"):
        set_amount(world, BudgetYear.objects.get(year=2017), new_line, 1_00, None)


def test_a_proposed_and_a_decided_appropriation_stay(world, year):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())
    row = world.fresh()
    with pytest.raises(DomainError, match="liegt zur Freigabe vor"):
        set_amount(world, year, row.line, 200_000_00, row.revision)

    distributions.decide(world.rows, **world.args(actor=world.approver))
    row = world.fresh()
    with pytest.raises(DomainError, match="ist freigegeben"):
        set_amount(world, year, row.line, 200_000_00, row.revision)
