"""Prepares a year from the one before it, and sets its ceiling."""

from django.conf import settings
from django.db.models import Sum

from programs.exports.year_plan import plan
from programs.models import Appropriation, BudgetYear
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, Origin, User
from wir_portal.core.money import format_euro
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act


@act
def prepare(number: int, *, ceiling_cents: int, reason_internal: str, actor: User) -> BudgetYear:
    """A draft year with the appropriations of the year before as drafts, for the lines that still run.

    A year that its source named already is filled. Refused when it is in work, when nothing is known of the year
    before, and when the appropriations come to more than the ceiling.
    """
    list(BudgetYear.objects.select_for_update(no_key=True).filter(year__in=(number - 1, number)).order_by("pk"))
    found = plan(number)
    if found.refusal:
        raise DomainError(found.refusal)
    if found.sum_cents > ceiling_cents:
        raise DomainError(
            f"Die Ansätze aus {number - 1} sind zusammen {format_euro(found.sum_cents)}, mehr als ein Planungsrahmen"
            f" von {format_euro(ceiling_cents)}. Schreiben Sie mindestens {format_euro(found.sum_cents)};"
            " die Ansätze lassen sich danach kürzen."
        )
    origin = Origin.entered(demo=settings.WIR_DEMO)
    year = found.year or BudgetYear.objects.bulk_create([BudgetYear(year=number, origin=origin)])[0]
    event = events.record(
        "budget_year.prepared",
        year,
        actor=actor,
        reason_internal=reason_internal,
        year=number,
        new_cents=ceiling_cents,
        sum_cents=found.sum_cents,
        lines=len(found.copies),
    )
    year.planning_ceiling_cents, year.last_edited_by = ceiling_cents, actor
    if found.year is None:
        BudgetYear.objects.bulk_update([year], ["planning_ceiling_cents", "last_edited_by"])
        history.keep(BudgetYear, [year], event=event, is_new=True)
    else:
        history.update(BudgetYear, [year], ["planning_ceiling_cents", "last_edited_by"], event=event)
    drafts = [
        Appropriation(
            budget_year=year, line=row.line, amount_cents=row.amount_cents, origin=origin, last_edited_by=actor
        )
        for row in found.copies
    ]
    history.create(Appropriation, drafts, event=event)
    return year


@act
def set_ceiling(year: BudgetYear, *, ceiling_cents: int, reason_internal: str, actor: User) -> Event:
    """Set how much the year's appropriations can be together.

    Refused in a closed year, below what the appropriations are already, and when nothing changes.
    """
    year = BudgetYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    if year.status == BudgetYear.Status.CLOSED:
        raise DomainError(f"Das Haushaltsjahr {year} ist abgeschlossen. Sein Planungsrahmen ändert sich nicht mehr.")
    old_cents = year.planning_ceiling_cents
    if old_cents == ceiling_cents:
        raise DomainError(f"Der Planungsrahmen {year} ist schon {format_euro(ceiling_cents)}.")
    appropriated_cents = year.appropriations.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    if ceiling_cents < appropriated_cents:
        raise DomainError(
            f"Die Ansätze {year} sind zusammen {format_euro(appropriated_cents)}, mehr als ein Planungsrahmen von"
            f" {format_euro(ceiling_cents)}. Schreiben Sie mindestens {format_euro(appropriated_cents)}."
        )
    event = events.record(
        "budget_year.ceiling_set",
        year,
        actor=actor,
        reason_internal=reason_internal,
        old_cents=old_cents,
        new_cents=ceiling_cents,
    )
    year.planning_ceiling_cents, year.last_edited_by = ceiling_cents, actor
    history.update(BudgetYear, [year], ["planning_ceiling_cents", "last_edited_by"], event=event)
    return event
