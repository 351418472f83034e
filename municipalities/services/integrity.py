"""Recomputes what is known of the bodies; reads only."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from municipalities.models import ContactPoint, IndicatorValue, Municipality
from wir_portal.core.models import Origin

KREISE_ON, KREISE_PEOPLE = date(2018, 12, 31), 6_265_809


def population() -> Iterator[str]:
    """The 26 Kreise of 31.12.2018 have the people their source says."""
    values = IndicatorValue.objects.filter(indicator__slug="population", reference_on=KREISE_ON)
    kreise = Municipality.objects.kreise(KREISE_ON)
    people = sum(values.filter(municipality__in=kreise).values_list("value", flat=True))
    if values.exists() and people != KREISE_PEOPLE:
        yield f"Die 26 Kreise haben zusammen {people} statt {KREISE_PEOPLE} Personen."


def contacts() -> Iterator[str]:
    """A production database holds no example contact."""
    count = 0 if settings.WIR_DEMO else ContactPoint.objects.filter(origin=Origin.EXAMPLE).count()
    if count:
        yield f"{count} Ansprechstellen sind Beispieldaten."


def legal_statuses() -> Iterator[str]:
    """Each body has a legal status from the first known day on."""
    for body in Municipality.objects.annotate(
        known=Count("legal_statuses", filter=Q(legal_statuses__starts_on__lte=date(2014, 1, 1)))
    ):
        if not body.known:
            yield f"{body}: Die Rechtsstellung am 01.01.2014 fehlt."
