"""Acts on a year as a whole."""

from django.db.models import Sum

from programs.models import BudgetYear
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.money import format_euro
from wir_portal.core.services import events, history
from wir_portal.core.transactions import act


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
    year.planning_ceiling_cents = ceiling_cents
    history.update(BudgetYear, [year], ["planning_ceiling_cents"], event=event)
    return event
