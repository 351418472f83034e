"""A year turns by a decided step only, on every way into the database; without the guard it turns alone."""

import pytest

from programs.guards.years import STEP_CONTENT, YEAR_CONTENT
from programs.models import BudgetYear, YearStep
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.programs import AppropriationFactory, BudgetYearFactory, FundingLineFactory, turn
from tests.writers import (
    DELETING,
    INSERTING,
    UPDATING,
    guards_against,
    new_values,
    refused_by,
    replace,
    save_new,
    upsert,
    values_of,
    without,
)
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
TURNS, FIXED, LEAVES = "year_turns_by_step", "closed_year_is_fixed", "closing_leaves_nothing_open"
FIRST, OTHERS, EFFECT = "year_step_is_proposed_first", "year_step_is_decided_by_others", "year_step_turns_year"
REPLACING = (replace, upsert)  # a step is decided by an update of its row, and by nothing else
Kind, Status = YearStep.Kind, YearStep.Status


@pytest.fixture
def draft() -> BudgetYear:
    return BudgetYearFactory(status="draft")


@pytest.fixture
def closed() -> BudgetYear:
    """Closed by two people."""
    return turn(BudgetYearFactory(), Kind.CLOSING)


def proposed(year: BudgetYear, kind: str) -> YearStep:
    at = clock.now().replace(microsecond=0)  # fixtures keep no more than milliseconds
    return YearStep.objects.create(budget_year=year, kind=kind, proposed_by=UserFactory(), proposed_at=at)


def decided(step: YearStep, **more: object) -> dict[str, object]:
    """The row of a step once another person has decided it."""
    people = {"decided_by_id": UserFactory().pk, "decided_at": clock.now()}
    return values_of(step) | {"status": Status.DECIDED} | people | more


def status_of(year: BudgetYear) -> str:
    return BudgetYear.objects.get(pk=year.pk).status


def test_the_guards_know_every_column():
    years = {field.attname for field in BudgetYear._meta.concrete_fields}
    steps = {field.attname for field in YearStep._meta.concrete_fields}
    assert years == {*YEAR_CONTENT, "id", "status", "revision", "last_step_id"}
    assert steps == {*STEP_CONTENT, "id", "status", "decided_by_id", "decided_at"}


@pytest.mark.parametrize("way", UPDATING)
class TestAYearTurns:
    @pytest.mark.parametrize("status", ["open", "closed"])
    def test_not_by_itself(self, draft, way, status):
        wrong = values_of(draft) | {"status": status}
        with refused_by(TURNS):
            way(BudgetYear, wrong)
        assert guards_against(lambda: way(BudgetYear, wrong)) == [TURNS]

    def test_not_by_a_step_that_is_only_proposed(self, draft, way):
        wrong = values_of(draft) | {"status": "open", "last_step_id": proposed(draft, Kind.OPENING).pk}
        assert guards_against(lambda: way(BudgetYear, wrong)) == [TURNS]

    def test_not_by_the_step_of_another_year(self, draft, way):
        other = turn(BudgetYearFactory(year=2030, status="draft"), Kind.OPENING)
        wrong = values_of(draft) | {"status": "open", "last_step_id": other.last_step_id}
        assert guards_against(lambda: way(BudgetYear, wrong)) == [TURNS]

    def test_not_by_a_step_of_before(self, closed, way):
        turn(closed, Kind.REOPENING, Kind.CLOSING)
        reopening = YearStep.objects.get(kind=Kind.REOPENING)
        wrong = values_of(closed) | {
            "status": "open", "last_step_id": reopening.pk, "revision": closed.revision + 1,
        }  # fmt: skip
        with refused_by(f"({FIXED}|{TURNS})"):
            way(BudgetYear, wrong)

    @pytest.mark.parametrize(
        ("status", "kind", "then"),
        [("draft", Kind.OPENING, "open"), ("open", Kind.CLOSING, "closed"), ("closed", Kind.REOPENING, "open")],
    )
    def test_by_the_decision_of_its_step(self, way, status, kind, then):
        year = BudgetYearFactory(status=status)
        row = decided(proposed(year, kind))
        if way in REPLACING:
            with refused_by(FIRST):
                way(YearStep, row)
            return
        way(YearStep, row)
        year.refresh_from_db()
        assert (year.status, year.last_step_id) == (then, row["id"])

    @pytest.mark.parametrize("change", [{"planning_ceiling_cents": 1}, {"total_cents": 1}, {"year": 2030}])
    def test_with_nothing_else_changed(self, closed, way, change):
        """A reopening by hand that takes something along."""
        step = proposed(closed, Kind.REOPENING)
        without(EFFECT)
        YearStep.objects.filter(pk=step.pk).update(**{n: v for n, v in decided(step).items() if n != "id"})
        wrong = values_of(closed) | {
            "status": "open", "last_step_id": step.pk, "revision": closed.revision + 1,
        }  # fmt: skip
        with refused_by(f"({FIXED}|{TURNS})"):
            way(BudgetYear, wrong | change)
        if way not in REPLACING:
            way(BudgetYear, wrong)
            assert status_of(closed) == "open"


@pytest.mark.parametrize("way", UPDATING)
class TestAStepIsDecided:
    def test_by_another_person(self, draft, way):
        step = proposed(draft, Kind.OPENING)
        wrong = decided(step, decided_by_id=step.proposed_by_id)
        with refused_by(f"(year_step_decided_by_four_eyes|{FIRST})"):
            way(YearStep, wrong)
        assert status_of(draft) == "draft"

    def test_not_by_who_wrote_the_year_last(self, draft, way):
        BudgetYear.objects.update(last_edited_by=(writer := UserFactory()))
        wrong = decided(proposed(draft, Kind.OPENING), decided_by_id=writer.pk)
        assert (FIRST if way in REPLACING else OTHERS) in guards_against(lambda: way(YearStep, wrong))

    def test_not_by_who_wrote_a_draft_of_it_last(self, draft, way):
        writer = AppropriationFactory(budget_year=draft, last_edited_by=UserFactory()).last_edited_by
        wrong = decided(proposed(draft, Kind.OPENING), decided_by_id=writer.pk)
        assert (FIRST if way in REPLACING else OTHERS) in guards_against(lambda: way(YearStep, wrong))

    def test_where_it_fits(self, draft, way):
        wrong = decided(proposed(draft, Kind.CLOSING))
        assert EFFECT in guards_against(lambda: way(YearStep, wrong))

    @pytest.mark.parametrize("name", STEP_CONTENT)
    def test_as_it_was_proposed(self, draft, way, name):
        step = proposed(draft, Kind.OPENING)
        other = {
            "budget_year_id": BudgetYearFactory(year=2030, status="draft").pk,
            "kind": Kind.REOPENING,
            "source_id": SourceFactory().pk,
            "proposed_by_id": UserFactory().pk,
            "proposed_at": "2018-11-01T09:00+01:00",
        }.get(name, "anders")
        with refused_by(f"({FIRST}|year_step_source_only_closes|{EFFECT})"):
            way(YearStep, decided(step) | {name: other})

    def test_once(self, closed, way):
        step = YearStep.objects.get()
        with refused_by(FIRST):
            way(YearStep, values_of(step) | {"decided_by_id": UserFactory().pk})

    def test_to_close_only_when_nothing_is_left(self, way):
        appropriation = AppropriationFactory()
        wrong = decided(proposed(appropriation.budget_year, Kind.CLOSING))
        found = guards_against(lambda: way(YearStep, wrong))
        assert LEAVES in found

    def test_never_to_reopen_what_a_source_closed(self, way):
        year = BudgetYearFactory(origin="sourced", source=SourceFactory())
        YearStep.objects.create(budget_year=year, kind=Kind.CLOSING, status=Status.DECIDED, source=year.source)
        assert status_of(year) == "closed"
        wrong = decided(proposed(year, Kind.REOPENING))
        assert FIXED in guards_against(lambda: way(YearStep, wrong))


@pytest.mark.parametrize("way", INSERTING)
class TestNothingIsBorn:
    @pytest.mark.parametrize("status", ["open", "closed"])
    def test_as_a_year_that_is_no_draft(self, way, status):
        row = new_values(BudgetYearFactory.build(status=status))
        assert guards_against(lambda: way(BudgetYear, row)) == [TURNS]

    def test_as_a_decided_step(self, draft, way):
        row = new_values(
            YearStep(
                budget_year=draft, kind=Kind.OPENING, status=Status.DECIDED, proposed_by=UserFactory(),
                decided_by=UserFactory(), decided_at=clock.now(),
            )
        )  # fmt: skip
        assert guards_against(lambda: way(YearStep, row)) == [FIRST]
        assert status_of(draft) == "open"

    def test_as_a_closing_by_source_of_a_year_without_one(self, way):
        year = BudgetYearFactory()
        row = new_values(YearStep(budget_year=year, kind=Kind.CLOSING, status=Status.DECIDED, source=SourceFactory()))
        assert guards_against(lambda: way(YearStep, row)) == [FIRST]

    def test_as_a_second_proposal(self, draft, way):
        proposed(draft, Kind.OPENING)
        row = new_values(YearStep(budget_year=draft, kind=Kind.OPENING, proposed_by=UserFactory()))
        with refused_by(f"({FIRST}|year_step_one_at_a_time)"):
            way(YearStep, row)


@pytest.mark.parametrize("way", [way for way in DELETING if way.id != "truncate"])
def test_a_step_never_goes(draft, way):
    with refused_by(FIRST):
        way(YearStep, values_of(proposed(draft, Kind.OPENING)))


@pytest.mark.sqlite_only
def test_a_year_is_not_replaced_by_one_that_turned(draft):
    with refused_by(TURNS):
        replace(BudgetYear, values_of(draft) | {"status": "open", "origin": "sourced", "source_id": SourceFactory().pk})


def test_the_revision_of_a_year_follows_its_money(draft):
    def revision():
        return BudgetYear.objects.get(pk=draft.pk).revision

    before = revision()
    row = AppropriationFactory(budget_year=draft)
    assert revision() == before + 1
    row.amount_cents -= 1
    row.save()
    assert revision() == before + 2
    save_new(type(row), new_values(AppropriationFactory.build(budget_year=draft, line=FundingLineFactory())))
    row.delete()
    assert revision() == before + 4
    BudgetYear.objects.filter(pk=draft.pk).update(planning_ceiling_cents=9_000_000_00)
    assert revision() == before + 5
