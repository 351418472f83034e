"""Looks through the life of the lines: what follows what, and money only while they run; reads only."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from programs.calculations.lineage import families, generations
from programs.models import Appropriation, CostCategory, FundingLine, FundingRate, LineSuccession
from wir_portal.core.models import Origin

ENTERED = (FundingLine, FundingRate, LineSuccession, CostCategory)


def lines() -> Iterator[str]:
    """No circle of successions, no day of one that fits not both lines, no appropriation out of its line's time."""
    yield from _circles()
    for row in LineSuccession.objects.select_related("predecessor", "successor"):
        if _is_misplaced(row):
            yield f"{row}: Der {row.starts_on:%d.%m.%Y} liegt nicht in der Laufzeit beider Förderlinien."
    for appropriation in Appropriation.objects.select_related("line", "budget_year"):
        if not appropriation.line.may_run_in(appropriation.budget_year.year):
            yield f"{appropriation}: In diesem Jahr läuft die Förderlinie nicht."


def examples() -> Iterator[str]:
    """A production database holds no example of what people enter."""
    for model in () if settings.WIR_DEMO else ENTERED:
        if count := model._default_manager.filter(origin=Origin.EXAMPLE).count():
            yield f"{count} × {model._meta.verbose_name} sind Beispieldaten."


def _circles() -> Iterator[str]:
    names = {line.pk: line.name for line in FundingLine.objects.all()}
    edges = list(LineSuccession.objects.values_list("predecessor_id", "successor_id"))
    for members in families(list(names), edges):
        try:
            generations(members, edges)
        except ValueError:
            yield f"{', '.join(names[key] for key in members)}: Die Nachfolgen führen im Kreis."


def _is_misplaced(row: LineSuccession) -> bool:
    before, after, day = row.predecessor, row.successor, row.starts_on
    return (
        (before.starts_on is not None and before.starts_on >= day)
        or (before.ends_on is not None and day > before.ends_on + timedelta(days=1))
        or (after.starts_on is not None and after.starts_on > day)
        or (after.ends_on is not None and after.ends_on < day)
    )
