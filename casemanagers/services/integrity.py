"""Recomputes how far each position is filled, day by day, and looks through the directory; reads only."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import F

from casemanagers.calculations.filling import Limit, Share, percent_text, stretches
from casemanagers.models import Agency, Appointment, Offer, Position, VolunteerNetwork
from programs.models import FundingRate, RatePurpose
from wir_portal.core.models import Origin

DIRECTORY = (Agency, Offer, VolunteerNetwork)


def shares() -> Iterator[str]:
    """No position is filled beyond its limit on any day, and nobody fills one outside its year."""
    limits: dict[int, list[Limit]] = defaultdict(list)
    for rate in FundingRate.objects.filter(purpose__slug=RatePurpose.POSITION):
        limits[rate.line_id].append(Limit(rate.starts_on, rate.max_fulltime_percent))
    for position in Position.objects.for_list().prefetch_related("appointments"):
        year = position.budget_year.year
        first, last = date(year, 1, 1), date(year, 12, 31)
        rows = [Share(row.starts_on, row.ends_on or last, row.share_hundredths) for row in position.appointments.all()]
        for row in rows:
            if row.starts_on < first or row.ends_on > last:
                yield f"{position}: eine Besetzung liegt außerhalb des Jahres."
        for stretch in stretches(rows, limits[position.line_id], first, last):
            if stretch.filled > stretch.limit:
                yield (
                    f"{position}: ab {stretch.starts_on:%d.%m.%Y} sind {percent_text(stretch.filled)} % besetzt,"
                    f" möglich sind {percent_text(stretch.limit)} %."
                )


def examples() -> Iterator[str]:
    """A production database holds no example row."""
    count = 0 if settings.WIR_DEMO else Appointment.objects.filter(origin=Origin.EXAMPLE).count()
    if count:
        yield f"{count} × {Appointment._meta.verbose_name} sind Beispieldaten."


def example_entries() -> Iterator[str]:
    """A production database holds no invented offer, agency or network."""
    for model in () if settings.WIR_DEMO else DIRECTORY:
        count = model.objects.filter(origin=Origin.EXAMPLE).count()
        if count:
            yield f"{count} × {model._meta.verbose_name} sind Beispieldaten."


def providers() -> Iterator[str]:
    """An offer's agency is one of its own body."""
    for offer in Offer.objects.filter(agency__isnull=False).exclude(agency__municipality=F("municipality")):
        yield f"Angebot {offer.pk}: Die zuständige Stelle gehört zu einer anderen Kommune."
