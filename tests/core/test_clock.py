"""The one clock of the domain: it can be turned, and a day ends at midnight in Berlin."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from wir_portal.core import clock


def test_without_an_offset_it_is_the_real_time(settings):
    settings.WIR_CLOCK_OFFSET = timedelta()

    before, shown, after = timezone.now(), clock.now(), timezone.now()

    assert before <= shown <= after
    assert shown.tzinfo == clock.BERLIN


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2018-12-31T23:59:50+01:00", date(2018, 12, 31)),
        ("2018-12-31T23:00:00+00:00", date(2019, 1, 1)),
        ("2018-06-30T22:00:00+00:00", date(2018, 7, 1)),
        ("2018-06-30T21:59:00+00:00", date(2018, 6, 30)),
        ("2019-01-01T00:00:00+01:00", date(2019, 1, 1)),
    ],
)
def test_a_day_is_a_day_in_berlin(turn_clock, moment, day):
    turn_clock(moment)

    assert clock.today() == day
