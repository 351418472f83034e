"""Authorises a line to bind money of a later year: proposed by one person, decided by another."""

from django.conf import settings

from programs.models import BudgetYear, CommitmentAuthorisation, FundingLine
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act

Status = CommitmentAuthorisation.Status
SAME_PERSON = "Sie haben diese Verpflichtungsermächtigung vorgelegt. Entscheiden muss sie eine andere Person."


@act
def propose(
    year: BudgetYear, line: FundingLine, *, later_year: int, amount_cents: int, reason_internal: str, actor: User
) -> CommitmentAuthorisation:
    """Lay it before the approver. Refused for a year that is not later, a closed year, and a second time."""
    year = BudgetYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if year.is_closed:
        raise DomainError(f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt keine Ermächtigungen mehr an.")
    if later_year <= year.year:
        raise DomainError(f"Wählen Sie ein späteres Jahr als {year}.")
    standing = CommitmentAuthorisation.objects.filter(
        budget_year=year, line=line, later_year=later_year, status__in=(Status.PROPOSED, Status.DECIDED)
    )
    if standing.exists():
        raise DomainError(f"Für „{line}“ und {later_year} gibt es {year} schon eine Ermächtigung.")
    row = CommitmentAuthorisation.objects.bulk_create(
        [
            CommitmentAuthorisation(
                budget_year=year,
                line=line,
                later_year=later_year,
                amount_cents=amount_cents,
                reason_internal=reason_internal,
                origin=Origin.entered(demo=settings.WIR_DEMO),
                proposed_by=actor,
                proposed_at=clock.now(),
            )
        ]
    )[0]
    event = _record(row, "proposed", reason_internal, actor)
    history.keep(CommitmentAuthorisation, [row], event=event, is_new=True)
    return row


@act
def withdraw(row: CommitmentAuthorisation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Take the proposal back."""
    return _end(_locked(row, revision), Status.WITHDRAWN, reason_internal, actor)


@act
def reject(row: CommitmentAuthorisation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Decide against it. Four eyes bind here too."""
    return _answer(_locked(row, revision), Status.REJECTED, reason_internal, actor)


@act
def decide(row: CommitmentAuthorisation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """From now on the line may bind this much of the later year. Refused for whoever proposed it."""
    return _answer(_locked(row, revision), Status.DECIDED, reason_internal, actor)


def _locked(row: CommitmentAuthorisation, revision: int) -> CommitmentAuthorisation:
    BudgetYear.objects.select_for_update(no_key=True).get(pk=row.budget_year_id)
    locked = CommitmentAuthorisation.objects.select_for_update(of=("self",), no_key=True)
    fresh = locked.select_related("budget_year", "line").get(pk=row.pk)
    if not fresh.is_proposed or fresh.revision != revision:
        raise Conflict(
            f"Die Ermächtigung ist inzwischen im Stand „{fresh.get_status_display()}“. Es wurde nichts geändert."
        )
    return fresh


def _answer(row: CommitmentAuthorisation, status: str, reason_internal: str, actor: User) -> Event:
    if row.proposed_by_id == actor.pk:
        raise DomainError(SAME_PERSON)
    row.decided_by, row.decided_at = actor, clock.now()
    return _end(row, status, reason_internal, actor, "decided_by", "decided_at")


def _end(row: CommitmentAuthorisation, status: str, reason_internal: str, actor: User, *fields: str) -> Event:
    row.status, row.revision = status, row.revision + 1
    event = _record(row, status, reason_internal, actor)
    history.update(CommitmentAuthorisation, [row], ["status", "revision", *fields], event=event)
    return event


def _record(row: CommitmentAuthorisation, done: str, reason_internal: str, actor: User) -> Event:
    return events.record(
        f"commitment.{done}",
        row,
        actor=actor,
        reason_internal=reason_internal,
        year=row.budget_year.year,
        line=row.line.slug,
        later_year=row.later_year,
        amount_cents=row.amount_cents,
    )
