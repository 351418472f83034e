"""Opens, closes and reopens a year: proposed by one person, decided by another.

Every act takes the year's revision that the person saw: an edit in between refuses it with a Conflict.
"""

from programs.exports.year_plan import undecided
from programs.models import BudgetYear, YearStep
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act

Kind = YearStep.Kind
Status = YearStep.Status
STARTS_FROM = {
    Kind.OPENING: BudgetYear.Status.DRAFT,
    Kind.CLOSING: BudgetYear.Status.OPEN,
    Kind.REOPENING: BudgetYear.Status.CLOSED,
}
SAME_PERSON = (
    "Sie haben diesen Schritt vorgelegt oder das Haushaltsjahr zuletzt geändert."
    " Freigeben oder zurückgeben muss ihn eine andere Person."
)
BY_SOURCE = (
    "Dieses Haushaltsjahr ist mit seiner öffentlichen Quelle abgeschlossen."
    " Was aus einer Quelle stammt, ändert sich nur mit der Quelle (load_wir)."
)


def refusal(year: BudgetYear, kind: str) -> str:
    """Why this step cannot be taken now, in a sentence; empty when it can."""
    if year.status != STARTS_FROM[Kind(kind)]:
        return f"Das Haushaltsjahr {year} ist im Stand „{year.get_status_display()}“. Dieser Schritt passt nicht dazu."
    if kind == Kind.OPENING and year.planning_ceiling_cents is None:
        return f"Das Haushaltsjahr {year} hat noch keinen Planungsrahmen. Legen Sie ihn zuerst fest."
    if kind == Kind.REOPENING and year.is_closed_by_source:
        return BY_SOURCE
    if kind == Kind.CLOSING and (rows := undecided(year)):
        first = ", ".join(f"{row.name} ({row.state})" for row in rows[:3])
        more = f" und {len(rows) - 3} weitere" if len(rows) > 3 else ""
        return f"In {year} ist noch nicht alles entschieden: {first}{more}."
    return ""


@act
def propose(
    year: BudgetYear, kind: str, *, revision: int, reason_internal: str, reason_for_body: str = "", actor: User
) -> YearStep:
    """Lay a step before the approver. Refused when it does not fit the year, and while another one lies there."""
    year = _locked(year, revision)
    if YearStep.objects.waiting().filter(budget_year=year).exists():
        raise DomainError("Für dieses Haushaltsjahr liegt schon ein Schritt zur Freigabe vor.")
    _refuse(year, kind)
    step = YearStep.objects.create(
        budget_year=year,
        kind=kind,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    _record(step, "proposed", reason_internal, actor, reason_for_body=reason_for_body)
    return step


@act
def withdraw(step: YearStep, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Take the proposal back."""
    step = _waiting(step, revision)
    return _end(step, Status.WITHDRAWN, reason_internal, actor)


@act
def hand_back(step: YearStep, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Refuse the proposal with the reason. Four eyes bind here too."""
    step = _waiting(step, revision)
    if step.involves(actor.pk):
        raise DomainError(SAME_PERSON)
    return _end(step, Status.HANDED_BACK, reason_internal, actor)


@act
def decide(step: YearStep, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Take the step: the year is open or closed from now on. Refused for whoever proposed it or wrote the year last.

    The database turns the year with the decision; here its new version is kept.
    """
    step = _waiting(step, revision)
    if step.involves(actor.pk):
        raise DomainError(SAME_PERSON)
    _refuse(step.budget_year, step.kind)
    step.status, step.decided_by, step.decided_at = Status.DECIDED, actor, clock.now()
    step.save(update_fields=["status", "decided_by", "decided_at"])
    event = _record(step, "decided", reason_internal, actor, reason_for_body=step.reason_for_body)
    history.keep(BudgetYear, [BudgetYear.objects.get(pk=step.budget_year_id)], event=event)
    return event


def _locked(year: BudgetYear, revision: int) -> BudgetYear:
    fresh = BudgetYear.objects.select_for_update(of=("self",), no_key=True).select_related("last_step").get(pk=year.pk)
    if fresh.revision != revision:
        raise Conflict(
            f"Inzwischen hat jemand das Haushaltsjahr {year} geändert. Es wurde nichts gespeichert."
            " Hier steht der neue Stand; prüfen Sie ihn und senden Sie die Seite noch einmal."
        )
    return fresh


def _waiting(step: YearStep, revision: int) -> YearStep:
    """The step as it is now, locked after its year."""
    year = _locked(step.budget_year, revision)
    fresh = YearStep.objects.select_for_update(no_key=True).get(pk=step.pk)
    if not fresh.is_proposed:
        raise Conflict(f"Der Schritt ist inzwischen {fresh.get_status_display()}. Es wurde nichts geändert.")
    fresh.budget_year = year
    return fresh


def _refuse(year: BudgetYear, kind: str) -> None:
    if sentence := refusal(year, kind):
        raise DomainError(sentence)


def _end(step: YearStep, status: str, reason_internal: str, actor: User) -> Event:
    step.status = status
    step.save(update_fields=["status"])
    return _record(step, status, reason_internal, actor)


def _record(step: YearStep, done: str, reason_internal: str, actor: User, *, reason_for_body: str = "") -> Event:
    return events.record(
        f"budget_year.{step.kind}_{done}",
        step.budget_year,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        year=step.budget_year.year,
    )
