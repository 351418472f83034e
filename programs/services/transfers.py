"""Moves decided money: drafted and proposed by one person, decided or rejected by another.

Every act takes the revision that the person saw; the decision also the amounts on both sides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from municipalities.models import Municipality
from programs.exports.transfers import in_the_way, places_of
from programs.models import Allocation, Appropriation, BudgetYear, Transfer
from programs.models.allocation import AllocationQuerySet
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.money import format_euro
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act

Status = Transfer.Status
SAME_PERSON = "Sie haben diese Umschichtung vorgelegt oder zuletzt geändert. Entscheiden muss sie eine andere Person."
STALE = (
    "Inzwischen hat jemand diese Umschichtung oder ihre Beträge geändert. Es wurde nichts gespeichert."
    " Hier steht der neue Stand; prüfen Sie ihn und senden Sie die Seite noch einmal."
)
NAMED = 3


@dataclass(frozen=True)
class End:
    """Where money comes from or goes: a body of a line, a line, or neither."""

    appropriation: Appropriation | None = None
    municipality: Municipality | None = None


def refusal(transfer: Transfer) -> str:
    """Why this transfer could not be carried out now, in a sentence; empty when it could."""
    year = transfer.budget_year
    if year.is_closed:
        return f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt keine Umschichtungen mehr an."
    for appropriation in (transfer.from_appropriation, transfer.to_appropriation):
        if appropriation is not None and (sentence := refusal_of_line(appropriation)):
            return sentence
    bodies = (transfer.from_municipality_id, transfer.to_municipality_id)
    if any(bodies) and not transfer.to_appropriation.line.goes_to_bodies:
        return "Das Geld dieser Förderlinie geht an Vereine und Träger, nicht an Kommunen."
    source, _target = places_of(transfer)
    if transfer.amount_cents <= source.movable_cents:
        return ""
    said = (
        f"{source.name}: Davon lassen sich nur {format_euro(source.movable_cents)} umschichten,"
        f" nicht {format_euro(transfer.amount_cents)}."
    )
    if transfer.is_between_lines and transfer.from_appropriation is not None:
        return f"{said} {_standing_in_the_way(transfer.from_appropriation)}".strip()
    return said


@act
def draft(
    year: BudgetYear,
    *,
    source: End,
    target: End,
    amount_cents: int,
    reason_internal: str,
    reason_for_body: str = "",
    actor: User,
) -> Transfer:
    """A draft that changes no amount yet. Refused for what is not decided here, and beyond what can be moved."""
    year = BudgetYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if source == target:
        raise DomainError("Wählen Sie zwei verschiedene Stellen: woher das Geld kommt und wohin es geht.")
    row = Transfer(
        budget_year=year,
        from_appropriation=source.appropriation,
        from_municipality=source.municipality,
        to_appropriation=target.appropriation,
        to_municipality=target.municipality,
        amount_cents=amount_cents,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        origin=Origin.entered(demo=settings.WIR_DEMO),
        last_edited_by=actor,
    )
    _refuse(row)
    row = Transfer.objects.bulk_create([row])[0]
    event = _record(row, "drafted", reason_internal, actor, new_cents=amount_cents)
    history.keep(Transfer, [row], event=event, is_new=True)
    return row


@act
def change(
    transfer: Transfer,
    *,
    amount_cents: int,
    revision: int,
    reason_internal: str,
    reason_for_body: str = "",
    actor: User,
) -> Event:
    """Another amount or other reasons for a draft."""
    row = _locked(transfer, revision, Status.DRAFT)
    old_cents = row.amount_cents
    row.amount_cents, row.last_edited_by = amount_cents, actor
    row.reason_internal, row.reason_for_body = reason_internal, reason_for_body
    _refuse(row)
    event = _record(row, "changed", reason_internal, actor, old_cents=old_cents, new_cents=amount_cents)
    _keep(row, event, "amount_cents", "reason_internal", "reason_for_body", "last_edited_by")
    return event


@act
def propose(transfer: Transfer, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Lay the draft before the approver; from now on nobody edits it."""
    row = _locked(transfer, revision, Status.DRAFT)
    _refuse(row)
    row.status, row.proposed_by, row.proposed_at = Status.PROPOSED, actor, clock.now()
    event = _record(row, "proposed", reason_internal, actor, new_cents=row.amount_cents)
    _keep(row, event, "status", "proposed_by", "proposed_at")
    return event


@act
def withdraw(transfer: Transfer, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Take the proposal back to go on editing."""
    row = _locked(transfer, revision, Status.PROPOSED)
    row.status, row.proposed_by, row.proposed_at = Status.DRAFT, None, None
    event = _record(row, "withdrawn", reason_internal, actor)
    _keep(row, event, "status", "proposed_by", "proposed_at")
    return event


@act
def discard(transfer: Transfer, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Give a draft up for good."""
    row = _locked(transfer, revision, Status.DRAFT)
    row.status = Status.DISCARDED
    event = _record(row, "discarded", reason_internal, actor)
    _keep(row, event, "status")
    return event


@act
def reject(transfer: Transfer, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Decide against it, for good. Four eyes bind here too."""
    row = _locked(transfer, revision, Status.PROPOSED)
    _refuse_same_person(row, actor)
    event = _record(row, "rejected", reason_internal, actor)
    _end(row, Status.REJECTED, event)
    return event


@act
def decide(
    transfer: Transfer, *, revision: int, from_cents: int, to_cents: int, reason_internal: str, actor: User
) -> Event:
    """Move the money, exactly as seen: `from_cents` and `to_cents` are what stood on both sides. Public at once.

    The database moves it with the decision; here the new versions are kept and the bodies concerned are told.
    """
    row = _locked(transfer, revision, Status.PROPOSED)
    _refuse_same_person(row, actor)
    source, target = places_of(row)
    if (source.amount_cents, target.amount_cents) != (from_cents, to_cents):
        raise Conflict(STALE)
    _refuse(row)
    known = set(_allocations(row).values_list("pk", flat=True))
    event = _record(
        row, "decided", reason_internal, actor, reason_for_body=row.reason_for_body,
        amount_cents=row.amount_cents, from_cents=from_cents, to_cents=to_cents,
    )  # fmt: skip
    _end(row, Status.DECIDED, event)
    rows = list(_allocations(row).filter(changed_by_transfer=row).select_related("municipality"))
    history.keep(Allocation, [one for one in rows if one.pk in known], event=event)
    history.keep(Allocation, [one for one in rows if one.pk not in known], event=event, is_new=True)
    history.keep(Appropriation, list(Appropriation.objects.filter(changed_by_transfer=row)), event=event)
    events.record_for_bodies("allocation.transferred", list(_for_bodies(row, rows)), of=event)
    return event


def _for_bodies(transfer: Transfer, rows: Iterable[Allocation]) -> Iterable[tuple[Allocation, str, dict[str, object]]]:
    """Each body is told its own amounts, and nothing of the other one."""
    for row in rows:
        change_cents = transfer.amount_cents
        if row.municipality_id == transfer.from_municipality_id:
            change_cents = -change_cents
        amounts: dict[str, object] = {"old_cents": row.amount_cents - change_cents, "new_cents": row.amount_cents}
        yield row, row.municipality.slug, amounts


def _allocations(transfer: Transfer) -> AllocationQuerySet:
    """The allocations that a transfer names."""
    bodies = (transfer.from_municipality_id, transfer.to_municipality_id)
    return Allocation.objects.filter(appropriation=transfer.to_appropriation_id, municipality__in=bodies).order_by("pk")


def _locked(transfer: Transfer, revision: int, status: str) -> Transfer:
    """The transfer as it is now, locked after its year and what it moves. Raises Conflict for another version."""
    BudgetYear.objects.select_for_update(no_key=True).get(pk=transfer.budget_year_id)
    ends = (transfer.from_appropriation_id, transfer.to_appropriation_id)
    lines = Appropriation.objects.filter(pk__in=[pk for pk in ends if pk is not None])
    list(lines.select_for_update(no_key=True).order_by("pk"))
    list(_allocations(transfer).select_for_update(no_key=True))
    fresh = Transfer.objects.select_for_update(of=("self",), no_key=True).for_list().get(pk=transfer.pk)
    if fresh.status != status:
        raise Conflict(
            f"Die Umschichtung ist inzwischen im Stand „{fresh.get_status_display()}“. Es wurde nichts geändert."
        )
    if fresh.revision != revision:
        raise Conflict(STALE)
    return fresh


def _refuse(transfer: Transfer) -> None:
    if sentence := refusal(transfer):
        raise DomainError(sentence)


def refusal_of_line(appropriation: Appropriation) -> str:
    """Why nothing of this line can be moved, in a sentence; empty when it can."""
    if appropriation.origin == Origin.SOURCED:
        return (
            f"{appropriation}: Der Ansatz stammt aus einer öffentlichen Quelle."
            " Was aus einer Quelle stammt, ändert sich nur mit der Quelle."
        )
    if not appropriation.is_decided:
        return f"{appropriation}: Die Verteilung ist noch nicht freigegeben. Ändern Sie die Beträge dort."
    return ""


def _standing_in_the_way(appropriation: Appropriation) -> str:
    """The largest allocations, by name and amount."""
    rows = in_the_way(appropriation)
    if not rows:
        return ""
    named = ", ".join(f"{row.municipality.display_name} {format_euro(row.amount_cents)}" for row in rows[:NAMED])
    more = f" und {len(rows) - NAMED} weitere" if len(rows) > NAMED else ""
    return f"Dem stehen Kontingente entgegen: {named}{more}. Kürzen Sie zuerst Kontingente."


def _refuse_same_person(transfer: Transfer, actor: User) -> None:
    if transfer.involves(actor.pk):
        raise DomainError(SAME_PERSON)


def _end(transfer: Transfer, status: str, event: Event) -> None:
    transfer.status, transfer.decided_by = status, event.actor
    transfer.decided_at, transfer.decided_on = event.at, clock.today()
    _keep(transfer, event, "status", "decided_by", "decided_at", "decided_on")


def _keep(transfer: Transfer, event: Event, *fields: str) -> None:
    transfer.revision += 1
    history.update(Transfer, [transfer], ["revision", *fields], event=event)


def _record(
    transfer: Transfer, done: str, reason_internal: str, actor: User, *, reason_for_body: str = "", **details: Any
) -> Event:
    return events.record(
        f"transfer.{done}",
        transfer,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        year=transfer.budget_year.year,
        **details,
    )
