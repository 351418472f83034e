"""When an entry is to be confirmed again, when it leaves the pages; how far it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemanagers.calculations import freshness
from casemanagers.calculations.distance import kilometres


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2018, 11, 5), 6, date(2018, 5, 5)),
        (date(2018, 3, 5), 6, date(2017, 9, 5)),
        (date(2018, 8, 31), 6, date(2018, 2, 28)),
        (date(2020, 8, 31), 6, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2018, 12, 31)),
    ],
)
def test_months_before_a_day_end_on_the_months_last_day_where_it_is_shorter(day, months, before):
    assert freshness.months_before(day, months) == before


@pytest.mark.parametrize(
    ("confirmed_on", "state"),
    [
        (date(2018, 11, 5), "fresh"),
        (date(2018, 5, 5), "fresh"),
        (date(2018, 5, 4), "due"),
        (date(2018, 2, 5), "due"),
        (date(2018, 2, 4), "gone"),
    ],
)
def test_after_six_months_an_entry_is_due_after_nine_it_is_gone(confirmed_on, state):
    assert freshness.freshness(confirmed_on, date(2018, 11, 5)) == state


def test_distance_is_that_of_the_map():
    fulda, kassel = (50.5528, 9.6777), (51.3127, 9.4797)

    assert kilometres(*fulda, *kassel) == 86
    assert kilometres(*kassel, *fulda) == 86
    assert kilometres(*fulda, *fulda) == 0


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_last_day_on_the_pages_is_the_last_on_which_it_is_fresh_enough(confirmed_on):
    last = freshness.last_shown_on(confirmed_on)

    assert freshness.gone_before(last) <= confirmed_on < freshness.gone_before(last + timedelta(days=1))
