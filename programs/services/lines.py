"""A line ends: the act that closes it for the years to come."""

from datetime import date

from django.conf import settings

from programs.models import Appropriation, FundingLine
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Origin, User
from wir_portal.core.services import events
from wir_portal.core.transactions import act


@act
def end(line: FundingLine, *, ends_on: date | None, reason_internal: str, actor: User) -> None:
    """Let `line` end on that day, or go on where it is None.

    Locks the line. An end that a source names stays; so does money that lies in later years.
    """
    stored = FundingLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    if stored.has_sourced_end:
        raise DomainError(
            "Das Ende dieser Förderlinie stammt aus einer öffentlichen Quelle. Es ändert sich nur mit ihr."
        )
    if stored.ends_on == ends_on:
        raise DomainError("Sie haben nichts geändert. Es wurde nichts gespeichert.")
    if ends_on is not None and stored.starts_on is not None and ends_on < stored.starts_on:
        raise DomainError(f"Das Ende liegt vor dem Beginn am {stored.starts_on:%d.%m.%Y}.")
    if years := _later_years(stored, ends_on):
        raise DomainError(
            f"Für {', '.join(map(str, years))} hat diese Förderlinie schon einen Ansatz."
            f" Sie kann frühestens im Jahr {years[-1]} enden."
        )
    stored.ends_on = ends_on
    stored.end_origin = Origin.SOURCED if ends_on is None else Origin.entered(demo=settings.WIR_DEMO)
    stored.save(update_fields=["ends_on", "end_origin"])
    events.record(
        "funding_line.ended" if ends_on else "funding_line.continued",
        stored,
        actor=actor,
        reason_internal=reason_internal,
        fields=["ends_on"],
    )


def _later_years(line: FundingLine, ends_on: date | None) -> list[int]:
    """Years after the end in which the line has money."""
    if ends_on is None:
        return []
    later = Appropriation.objects.filter(line=line, budget_year__year__gt=ends_on.year).order_by("budget_year__year")
    return list(later.values_list("budget_year__year", flat=True))
