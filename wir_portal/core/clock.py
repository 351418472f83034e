"""The only clock of the domain: real time, moved by the demonstration's offset.

Sessions, throttling and password hashes keep to the real time.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """This moment, aware, in Berlin."""
    return (timezone.now() + settings.WIR_CLOCK_OFFSET).astimezone(BERLIN)


def today() -> date:
    """This day in Berlin; a day lasts until 23:59:59 there."""
    return now().date()
