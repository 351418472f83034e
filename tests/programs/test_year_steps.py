"""A year is prepared from the one before it, opened, closed and reopened: each promise, refusal and trace."""

import pytest

from programs.models import Appropriation, BudgetYear, FundingLine, YearStep
from programs.services import appropriations, budget_years, year_steps
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AppropriationFactory, BudgetYearFactory, FundingLineFactory, decide, turn
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin

pytestmark = pytest.mark.django_db
Kind, Status = YearStep.Kind, YearStep.Status
REASON = "Haushaltsplan 2019"


def prepare(number, editor, ceiling_cents=5_000_000_00):
    return budget_years.prepare(number, ceiling_cents=ceiling_cents, reason_internal=REASON, actor=editor)


def now(year, actor, reason=REASON):
    year.refresh_from_db()
    return {"revision": year.revision, "reason_internal": reason, "actor": actor}


def propose(year, kind, editor, **more):
    return year_steps.propose(year, kind, **now(year, editor), **more)


@pytest.fixture
def draft(editor) -> BudgetYear:
    AppropriationFactory(budget_year__year=2018)
    return prepare(2019, editor)


# --- preparing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_demo, origin", [(True, Origin.EXAMPLE), (False, Origin.DECIDED)])
def test_a_year_takes_over_the_lines_that_still_run(editor, settings, is_demo, origin):
    settings.WIR_DEMO = is_demo
    kept = AppropriationFactory(amount_cents=100_00)
    AppropriationFactory(line=FundingLineFactory(ends_on="2018-12-31"))

    year = prepare(2019, editor, ceiling_cents=100_00)

    copy = year.appropriations.get()
    assert (year.status, year.planning_ceiling_cents, year.origin, year.total_cents) == ("draft", 100_00, origin, None)
    assert (copy.line, copy.amount_cents, copy.origin, copy.last_edited_by) == (kept.line, 100_00, origin, editor)
    assert (copy.is_draft, copy.allocations.count()) == (True, 0)


def test_a_prepared_year_leaves_its_trace(draft, editor):
    event = Event.objects.get(act="budget_year.prepared")
    row = draft.appropriations.get()

    assert (event.subject_id, event.actor, event.reason_internal) == (str(draft.pk), editor, REASON)
    assert event.details == {"year": 2019, "new_cents": 5_000_000_00, "sum_cents": 1_650_000_00, "lines": 1}
    assert [version.event for version in (draft.history.get(), row.history.get())] == [event, event]


def test_a_year_that_its_source_named_is_filled(editor):
    AppropriationFactory()
    named = BudgetYearFactory(
        year=2019, status="draft", planning_ceiling_cents=None, total_cents=1, origin="sourced", source=SourceFactory()
    )

    year = prepare(2019, editor)

    assert (year.pk, year.total_cents, year.origin) == (named.pk, 1, "sourced")
    assert year.history.latest("history_id").event.act == "budget_year.prepared"


def test_a_ceiling_below_what_is_taken_over_is_refused_with_both_figures(editor):
    AppropriationFactory()

    with pytest.raises(DomainError, match=r"zusammen 1\.650\.000 €, mehr als ein Planungsrahmen von 1\.649\.999,99 €"):
        prepare(2019, editor, ceiling_cents=1_649_999_99)
    assert not BudgetYear.objects.filter(year=2019).exists()


def test_a_year_in_work_is_not_prepared_again(draft, editor):
    with pytest.raises(DomainError, match="2019 ist schon angelegt"):
        prepare(2019, editor)


def test_a_year_after_nothing_is_refused(editor):
    with pytest.raises(DomainError, match="Aus dem Jahr 2029 sind keine Ansätze bekannt"):
        prepare(2030, editor)


# --- opening -------------------------------------------------------------------------------------------------------


def test_a_year_opens_by_two_people_with_its_trace(draft, editor, approver):
    step = propose(draft, Kind.OPENING, editor)
    event = year_steps.decide(step, **now(draft, approver, "Geprüft"))

    draft.refresh_from_db()
    version = draft.history.latest("history_id")
    assert (draft.status, draft.last_step) == ("open", step)
    assert (version.status, version.event, version.history_user) == ("open", event, approver)
    assert (event.act, event.reason_internal, event.details) == (
        "budget_year.opening_decided",
        "Geprüft",
        {"year": 2019},
    )
    assert Event.objects.get(act="budget_year.opening_proposed").reason_internal == REASON


def test_who_wrote_or_proposed_does_not_decide(draft, editor, approver):
    step = propose(draft, Kind.OPENING, approver)
    for person in (editor, approver):
        for answer in (year_steps.decide, year_steps.hand_back):
            with pytest.raises(DomainError, match="andere Person"):
                answer(step, **now(draft, person))
    draft.refresh_from_db()
    assert draft.is_draft


def test_who_edits_a_draft_after_the_proposal_does_not_decide(draft, editor, approver):
    step = propose(draft, Kind.OPENING, editor)
    row = draft.appropriations.get()
    appropriations.set_amount(
        draft, row.line, amount_cents=1_00, revision=row.revision, reason_internal=REASON, actor=approver
    )

    with pytest.raises(DomainError, match="andere Person"):
        year_steps.decide(step, **now(draft, approver))


def test_an_edit_in_between_refuses_the_decision(draft, editor, approver):
    step = propose(draft, Kind.OPENING, editor)
    seen = now(draft, approver)
    budget_years.set_ceiling(draft, ceiling_cents=6_000_000_00, reason_internal=REASON, actor=editor)

    with pytest.raises(Conflict, match="Inzwischen hat jemand das Haushaltsjahr 2019 geändert"):
        year_steps.decide(step, **seen)
    year_steps.decide(step, **now(draft, approver))


def test_a_year_without_a_ceiling_does_not_open(editor):
    year = BudgetYearFactory(status="draft", planning_ceiling_cents=None)

    with pytest.raises(DomainError, match="noch keinen Planungsrahmen"):
        propose(year, Kind.OPENING, editor)


@pytest.mark.parametrize("answer, status", [("withdraw", "withdrawn"), ("hand_back", "handed_back")])
def test_a_proposal_that_ended_makes_room_for_the_next(draft, editor, approver, answer, status):
    step = propose(draft, Kind.OPENING, editor)
    event = getattr(year_steps, answer)(step, **now(draft, approver, "Noch nicht"))

    step.refresh_from_db()
    assert (step.status, event.act) == (status, f"budget_year.opening_{status}")
    with pytest.raises(Conflict, match="inzwischen"):
        year_steps.decide(step, **now(draft, approver))
    assert propose(draft, Kind.OPENING, editor).is_proposed


def test_a_second_proposal_is_refused(draft, editor):
    propose(draft, Kind.OPENING, editor)

    with pytest.raises(DomainError, match="liegt schon ein Schritt"):
        propose(draft, Kind.OPENING, editor)


@pytest.mark.parametrize("status, kind", [("draft", Kind.CLOSING), ("open", Kind.OPENING), ("open", Kind.REOPENING)])
def test_a_step_that_does_not_fit_is_refused(editor, status, kind):
    with pytest.raises(DomainError, match="passt nicht dazu"):
        propose(BudgetYearFactory(status=status), kind, editor)


# --- closing and reopening -----------------------------------------------------------------------------------------


def test_a_year_closes_once_everything_is_decided(editor, approver):
    appropriation = AppropriationFactory()
    year = appropriation.budget_year
    with pytest.raises(
        DomainError, match=rf"noch nicht alles entschieden: Verteilung {appropriation.line} \(Entwurf\)"
    ):
        propose(year, Kind.CLOSING, editor)

    decide(appropriation, {MunicipalityFactory(): 1_00})
    year_steps.decide(propose(year, Kind.CLOSING, editor), **now(year, approver))

    year.refresh_from_db()
    assert year.is_closed
    with pytest.raises(DomainError, match="abgeschlossen"):
        budget_years.set_ceiling(year, ceiling_cents=1, reason_internal=REASON, actor=editor)


def test_what_became_undecided_after_the_proposal_refuses_the_decision(editor, approver):
    year = BudgetYearFactory()
    step = propose(year, Kind.CLOSING, editor)
    for _ in range(4):
        AppropriationFactory(budget_year=year)

    with pytest.raises(DomainError, match=r"und 1 weitere\."):
        year_steps.decide(step, **now(year, approver))


def test_a_closed_year_opens_again_with_both_reasons(editor, approver):
    year = turn(BudgetYearFactory(), Kind.CLOSING)
    step = propose(year, Kind.REOPENING, editor, reason_for_body="Ein Betrag war falsch.")
    event = year_steps.decide(step, **now(year, approver))

    year.refresh_from_db()
    assert (year.status, event.act) == ("open", "budget_year.reopening_decided")
    assert event.reason_for_body == "Ein Betrag war falsch."
    assert FundingLine.objects.count() == Appropriation.objects.count() == 0
    AppropriationFactory(budget_year=year)


def test_what_a_source_closed_does_not_open_here(editor):
    year = BudgetYearFactory(origin="sourced", source=SourceFactory())
    YearStep.objects.create(budget_year=year, kind=Kind.CLOSING, status=Status.DECIDED, source=year.source)
    year.refresh_from_db()

    assert year.is_closed_by_source
    with pytest.raises(DomainError, match="nur mit der Quelle"):
        propose(year, Kind.REOPENING, editor)


def test_a_step_knows_whom_it_involves(draft, editor, approver):
    step = propose(draft, Kind.OPENING, approver)
    assert [step.involves(user.pk) for user in (editor, approver, UserFactory())] == [True, True, False]
