"""Sets what a line gets of a year."""

from django.conf import settings
from django.db.models import Sum

from programs.models import Appropriation, BudgetYear, FundingLine
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.money import format_euro
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act


@act
def set_amount(
    year: BudgetYear, line: FundingLine, *, amount_cents: int, revision: int | None, reason_internal: str, actor: User
) -> Event:
    """Create or change the appropriation of a line while its distribution is a draft.

    `revision` is the version that was seen, None where there was no appropriation; Conflict when it is another one by
    now. Refused beyond the year's ceiling, below what is allocated, in a closed year, and when nothing changes.
    """
    year = BudgetYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    _refuse_without_room(year)
    row = Appropriation.objects.select_for_update(no_key=True).filter(budget_year=year, line=line).first()
    _refuse_stale(row, revision)
    if row is not None:
        _refuse_unchangeable(row, amount_cents)
    _refuse_over_ceiling(year, line, amount_cents)
    old_cents = row.amount_cents if row else None
    row = row or Appropriation(
        budget_year=year, line=line, amount_cents=amount_cents, origin=Origin.entered(demo=settings.WIR_DEMO)
    )
    row.amount_cents, row.last_edited_by = amount_cents, actor
    if old_cents is None:
        return _create(row, reason_internal=reason_internal, actor=actor)
    event = _record(row, old_cents=old_cents, reason_internal=reason_internal, actor=actor)
    row.revision += 1
    history.update(Appropriation, [row], ["amount_cents", "last_edited_by", "revision"], event=event)
    return event


def _create(row: Appropriation, *, reason_internal: str, actor: User) -> Event:
    """The event names the row, the row's history names the event: so the row comes first."""
    row = Appropriation.objects.bulk_create([row])[0]
    event = _record(row, old_cents=None, reason_internal=reason_internal, actor=actor)
    history.keep(Appropriation, [row], event=event, is_new=True)
    return event


def _record(row: Appropriation, *, old_cents: int | None, reason_internal: str, actor: User) -> Event:
    return events.record(
        "appropriation.set",
        row,
        actor=actor,
        reason_internal=reason_internal,
        year=row.budget_year.year,
        line=row.line.slug,
        old_cents=old_cents,
        new_cents=row.amount_cents,
    )


def _refuse_without_room(year: BudgetYear) -> None:
    if year.status == BudgetYear.Status.CLOSED:
        raise DomainError(f"Das Haushaltsjahr {year} ist abgeschlossen. Es nimmt keine Ansätze mehr an.")
    if year.planning_ceiling_cents is None:
        raise DomainError(f"Das Haushaltsjahr {year} hat noch keinen Planungsrahmen. Legen Sie ihn zuerst fest.")


def _refuse_stale(row: Appropriation | None, revision: int | None) -> None:
    current = row.revision if row else None
    if current != revision:
        amount = f"Er ist jetzt {format_euro(row.amount_cents)}." if row else ""
        raise Conflict(f"Inzwischen hat jemand diesen Ansatz geändert. Es wurde nichts gespeichert. {amount}".strip())


def _refuse_unchangeable(row: Appropriation, amount_cents: int) -> None:
    if row.is_proposed:
        raise DomainError(
            "Die Verteilung dieses Ansatzes liegt zur Freigabe vor. Ziehen Sie zuerst die Vorlage zurück."
        )
    if row.is_decided:
        raise DomainError(
            "Die Verteilung dieses Ansatzes ist freigegeben. Er ändert sich nur noch durch eine Umschichtung."
        )
    if row.amount_cents == amount_cents:
        raise DomainError(f"Der Ansatz ist schon {format_euro(amount_cents)}.")
    allocated_cents = row.allocations.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    if amount_cents < allocated_cents:
        raise DomainError(
            f"Den Kommunen sind aus diesem Ansatz schon {format_euro(allocated_cents)} zugeteilt."
            f" Schreiben Sie mindestens {format_euro(allocated_cents)}."
        )


def _refuse_over_ceiling(year: BudgetYear, line: FundingLine, amount_cents: int) -> None:
    others_cents = year.appropriations.exclude(line=line).aggregate(sum=Sum("amount_cents"))["sum"] or 0
    most_cents = (year.planning_ceiling_cents or 0) - others_cents
    if amount_cents > most_cents:
        raise DomainError(
            f"Im Planungsrahmen {year} sind für diesen Ansatz nur {format_euro(most_cents)} frei."
            f" Schreiben Sie höchstens {format_euro(most_cents)}."
        )
