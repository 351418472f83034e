"""Spreads an appropriation over the bodies: assign, change, propose, withdraw, decide, hand back.

Every act takes the revision that the person saw: an edit in between refuses it with a Conflict.
"""

from django.conf import settings

from municipalities.models import Municipality
from programs.calculations.distribution import Preview, above_cents, most_for_one, same_for_all
from programs.models import Allocation, Appropriation, BudgetYear, position_rate
from programs.services import notices
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.money import format_euro
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act

Status = Appropriation.DistributionStatus
SAME_PERSON = (
    "Sie haben diese Verteilung vorgelegt oder zuletzt geändert."
    " Freigeben oder zurückgeben muss sie eine andere Person."
)
STALE = (
    "Inzwischen hat jemand diese Verteilung geändert. Es wurde nichts gespeichert."
    " Hier stehen der neue Stand und Ihre Eingabe nebeneinander."
)


class AmountRefused(DomainError):
    """The typed amount is what cannot be: a form shows the reason at its field."""


class AboveRate(DomainError):
    """The amount is above rate × full time: allowed once somebody has seen it."""


def preview_assignment(appropriation: Appropriation, *, amount_cents: int) -> Preview:
    """What `assign` would do, by official key; writes nothing."""
    keys = list(Municipality.objects.order_by("sort_key").values_list("key", flat=True))
    existing = dict(appropriation.allocations.values_list("municipality__key", "amount_cents"))
    return same_for_all(keys, existing, amount_cents=amount_cents, appropriation_cents=appropriation.amount_cents)


def refusal_of(preview: Preview) -> str | None:
    """Why `assign` would refuse this preview, in a sentence; None when it would not."""
    if not preview.is_within:
        count, each = len(preview.changes), preview.changes[0].new_cents
        return (
            f"{count} × {format_euro(each)} sind {format_euro(preview.new_sum_cents)}. Der Ansatz hat"
            f" {format_euro(preview.appropriation_cents)}, davon sind noch {format_euro(preview.old_free_cents)} frei."
            f" Schreiben Sie höchstens {format_euro(preview.most_for_each_cents)} für jede Kommune."
        )
    if not preview.change_count:
        return "Alle Kommunen haben diesen Betrag schon. Es gibt nichts zuzuteilen."
    return None


@act
def assign(
    appropriation: Appropriation,
    *,
    amount_cents: int,
    revision: int,
    reason_internal: str,
    reason_for_body: str = "",
    actor: User,
    is_above_rate_seen: bool = True,
) -> Event:
    """Give every body the same amount. Refused beyond the line, naming the most it can be.

    Raises AboveRate when the amount is above rate × full time and nobody has seen that.
    """
    appropriation = _locked(appropriation, revision=revision, status=Status.DRAFT)
    _refuse_without_bodies(appropriation)
    preview = preview_assignment(appropriation, amount_cents=amount_cents)
    if (refusal := refusal_of(preview)) is not None:
        raise AmountRefused(refusal)
    event = events.record(
        "distribution.assigned",
        appropriation,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        amount_cents=amount_cents,
        old_sum_cents=preview.old_sum_cents,
        new_sum_cents=preview.new_sum_cents,
        above_rate_cents=_above_rate(appropriation, amount_cents, is_seen=is_above_rate_seen),
    )
    wanted = {change.key: change for change in preview.changes if change.is_change}
    rows = {row.municipality.key: row for row in appropriation.allocations.select_related("municipality")}
    changed = []
    for key in wanted.keys() & rows.keys():
        row = rows[key]
        row.amount_cents, row.last_edited_by = amount_cents, actor
        changed.append((row, wanted[key].difference_cents))
    history.update_amounts(Allocation, changed, ["amount_cents", "last_edited_by"], event=event)
    bodies = Municipality.objects.in_bulk(wanted.keys() - rows.keys(), field_name="key")
    history.create(
        Allocation, [_new_row(appropriation, bodies[key], amount_cents, actor) for key in sorted(bodies)], event=event
    )
    _touch(appropriation, actor, event)
    return event


@act
def change(
    appropriation: Appropriation,
    municipality: Municipality,
    *,
    amount_cents: int,
    revision: int,
    reason_internal: str,
    reason_for_body: str = "",
    actor: User,
    is_above_rate_seen: bool = True,
) -> Event:
    """Set one body's amount. Refused beyond the line, naming what is free for this body; AboveRate as in `assign`."""
    appropriation = _locked(appropriation, revision=revision, status=Status.DRAFT)
    _refuse_without_bodies(appropriation)
    amounts = dict(appropriation.allocations.values_list("municipality_id", "amount_cents"))
    old_cents = amounts.pop(municipality.pk, None)
    if old_cents == amount_cents:
        raise AmountRefused(f"{municipality.display_name} hat in dieser Förderlinie schon {format_euro(amount_cents)}.")
    most = most_for_one(appropriation_cents=appropriation.amount_cents, others_cents=sum(amounts.values()))
    if amount_cents > most:
        free = most - (old_cents or 0)
        raise AmountRefused(
            f"In diesem Ansatz sind nur noch {format_euro(free)} frei. Schreiben Sie höchstens {format_euro(most)}."
        )
    event = events.record(
        "allocation.changed",
        appropriation,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        municipality=municipality.slug,
        old_cents=old_cents,
        new_cents=amount_cents,
        above_rate_cents=_above_rate(appropriation, amount_cents, is_seen=is_above_rate_seen),
    )
    if old_cents is None:
        history.create(Allocation, [_new_row(appropriation, municipality, amount_cents, actor)], event=event)
    else:
        row = appropriation.allocations.get(municipality=municipality)
        row.amount_cents, row.last_edited_by = amount_cents, actor
        history.update(Allocation, [row], ["amount_cents", "last_edited_by"], event=event)
    _touch(appropriation, actor, event)
    return event


@act
def propose(appropriation: Appropriation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Lay the distribution before the approver; from now on nobody edits it. Refused while it is empty."""
    appropriation = _locked(appropriation, revision=revision, status=Status.DRAFT)
    amounts = list(appropriation.allocations.values_list("amount_cents", flat=True))
    if not amounts and appropriation.line.goes_to_bodies:
        raise DomainError("Noch keine Kommune hat ein Kontingent. Verteilen Sie den Ansatz, dann legen Sie ihn vor.")
    event = events.record(
        "distribution.proposed",
        appropriation,
        actor=actor,
        reason_internal=reason_internal,
        rows=len(amounts),
        sum_cents=sum(amounts),
    )
    appropriation.distribution_status = Status.PROPOSED
    appropriation.proposed_by, appropriation.proposed_at = actor, clock.now()
    if appropriation.last_edited_by_id is None:
        appropriation.last_edited_by = actor
    _move(appropriation, event, "proposed_by", "proposed_at", "last_edited_by")
    return event


@act
def withdraw(appropriation: Appropriation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Take a proposal back to go on editing."""
    appropriation = _locked(appropriation, revision=revision, status=Status.PROPOSED)
    return _back_to_draft(appropriation, "distribution.withdrawn", reason_internal, actor)


@act
def hand_back(appropriation: Appropriation, *, revision: int, reason_internal: str, actor: User) -> Event:
    """Return a proposal to the editor with the reason. Four eyes bind here too."""
    appropriation = _locked(appropriation, revision=revision, status=Status.PROPOSED)
    _refuse_same_person(appropriation, actor)
    return _back_to_draft(appropriation, "distribution.handed_back", reason_internal, actor)


@act
def decide(
    appropriation: Appropriation, *, revision: int, reason_internal: str, reason_for_body: str = "", actor: User
) -> Event:
    """Decide all rows of a proposal at once, exactly as seen; public from today on, and told to the bodies by mail.

    Refused for whoever proposed it or edited a row last.
    """
    appropriation = _locked(appropriation, revision=revision, status=Status.PROPOSED)
    _refuse_same_person(appropriation, actor)
    rows = list(appropriation.allocations.select_related("municipality").order_by("pk"))
    event = events.record(
        "distribution.decided",
        appropriation,
        actor=actor,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        rows=len(rows),
        sum_cents=sum(row.amount_cents for row in rows),
    )
    appropriation.distribution_status = Status.DECIDED
    appropriation.decided_by, appropriation.decided_at = actor, clock.now()
    appropriation.published_on = clock.today()
    _move(appropriation, event, "decided_by", "decided_at", "published_on")
    for row in rows:
        row.status, row.decided_by = Allocation.Status.DECIDED, actor
    history.update(Allocation, rows, ["status", "decided_by"], event=event)
    events.record_for_bodies(
        "allocation.decided",
        [(row, row.municipality.slug, {"amount_cents": row.amount_cents}) for row in rows],
        of=event,
    )
    notices.send_decision(appropriation, event=event)
    return event


def _locked(appropriation: Appropriation, *, revision: int, status: Status) -> Appropriation:
    """The appropriation as it is now, locked after its year. Raises Conflict when it is not the version seen."""
    year = BudgetYear.objects.select_for_update(no_key=True).get(pk=appropriation.budget_year_id)
    fresh = (
        Appropriation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("line", "budget_year")
        .get(pk=appropriation.pk)
    )
    if year.status == BudgetYear.Status.CLOSED:
        raise DomainError(f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt nichts mehr an.")
    if fresh.distribution_status != status:
        raise Conflict(
            f"Die Verteilung ist inzwischen im Stand „{fresh.get_distribution_status_display()}“."
            " Es wurde nichts geändert."
        )
    if fresh.revision != revision:
        raise Conflict(STALE)
    return fresh


def _refuse_without_bodies(appropriation: Appropriation) -> None:
    if not appropriation.line.goes_to_bodies:
        raise DomainError(
            f"Das Geld der Förderlinie „{appropriation.line}“ geht an Vereine und Träger, nicht an Kommunen."
        )


def _above_rate(appropriation: Appropriation, amount_cents: int, *, is_seen: bool) -> int:
    """By how much the amount is above the rate, for the event."""
    rate = position_rate(appropriation.line, appropriation.budget_year.year)
    most_cents = rate.most_cents if rate else None
    above = above_cents(amount_cents, most_cents)
    if above and not is_seen:
        raise AboveRate(
            f"{format_euro(amount_cents)} liegt {format_euro(above)} über dem Fördersatz von"
            f" {format_euro(amount_cents - above)}. Bestätigen Sie, dass das so sein soll,"
            " oder schreiben Sie einen kleineren Betrag."
        )
    return above


def _refuse_same_person(appropriation: Appropriation, actor: User) -> None:
    if appropriation.involves(actor.pk):
        raise DomainError(SAME_PERSON)


def _back_to_draft(appropriation: Appropriation, code: str, reason: str, actor: User) -> Event:
    event = events.record(code, appropriation, actor=actor, reason_internal=reason)
    appropriation.distribution_status = Status.DRAFT
    appropriation.proposed_by = appropriation.proposed_at = None
    _move(appropriation, event, "proposed_by", "proposed_at")
    return event


def _new_row(appropriation: Appropriation, municipality: Municipality, amount_cents: int, actor: User) -> Allocation:
    return Allocation(
        appropriation=appropriation,
        municipality=municipality,
        amount_cents=amount_cents,
        origin=Origin.entered(demo=settings.WIR_DEMO),
        last_edited_by=actor,
    )


def _touch(appropriation: Appropriation, actor: User, event: Event) -> None:
    """Remember the last editor; the revision was raised by the database with each row."""
    appropriation.refresh_from_db(fields=["revision"])
    appropriation.last_edited_by = actor
    history.update(Appropriation, [appropriation], ["last_edited_by"], event=event)


def _move(appropriation: Appropriation, event: Event, *fields: str) -> None:
    """Write a new status: a new revision too, so that an older page cannot act on it."""
    appropriation.revision += 1
    history.update(Appropriation, [appropriation], ["distribution_status", "revision", *fields], event=event)
