"""How far a position is filled, held against the naive way: day by day."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemanagers.calculations import filling
from casemanagers.calculations.filling import Limit, Share, Stretch

FIRST, LAST = date(2018, 1, 1), date(2018, 12, 31)
days = st.dates(FIRST, LAST)
shares = st.builds(
    lambda a, b, hundredths: Share(min(a, b), max(a, b), hundredths),
    days,
    days,
    st.integers(min_value=1, max_value=10_000),
)
limits = st.builds(Limit, st.dates(date(2016, 1, 1), date(2019, 12, 31)), st.integers(min_value=0, max_value=200))


@pytest.mark.parametrize(
    ("filled", "limit", "state", "vacant"),
    [
        (0, 10_000, filling.VACANT, 10_000),
        (1, 10_000, filling.PARTLY, 9_999),
        (9_999, 10_000, filling.PARTLY, 1),
        (10_000, 10_000, filling.FILLED, 0),
        (10_000, 5_000, filling.FILLED, 0),
        (0, 0, filling.VACANT, 0),
    ],
)
def test_state_and_vacancy_follow_the_limit(filled, limit, state, vacant):
    assert filling.state(filled, limit) == state
    assert filling.vacancy(filled, limit) == vacant


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0"), (1, "0,01"), (50, "0,5"), (3_750, "37,5"), (3_333, "33,33"), (10_000, "100"), (20_000, "200")],
)
def test_percent_text_has_no_zeros_behind_the_comma(hundredths, text):
    assert filling.percent_text(hundredths) == text


def test_limit_is_a_full_position_where_no_rate_is_known():
    assert filling.limit_on([], FIRST) == 10_000
    assert filling.limit_on([Limit(date(2018, 7, 1), 50)], date(2018, 6, 30)) == 10_000
    assert filling.limit_on([Limit(date(2018, 7, 1), 50)], date(2018, 7, 1)) == 5_000


def test_stretches_name_the_vacant_days_between_two_appointments():
    rows = [Share(FIRST, date(2018, 6, 30), 10_000), Share(date(2018, 8, 15), LAST, 10_000)]

    vacant = [row for row in filling.stretches(rows, [], FIRST, LAST) if row.vacant]

    assert vacant == [Stretch(date(2018, 7, 1), date(2018, 8, 14), 0, 10_000)]


def test_a_handover_without_a_gap_is_one_stretch():
    rows = [Share(FIRST, date(2018, 6, 30), 10_000), Share(date(2018, 7, 1), LAST, 10_000)]

    assert list(filling.stretches(rows, [], FIRST, LAST)) == [Stretch(FIRST, LAST, 10_000, 10_000)]


@given(st.lists(shares, max_size=6), st.lists(limits, max_size=3, unique_by=lambda limit: limit.starts_on))
def test_stretches_say_of_every_day_what_counting_says(rows, rates):
    found = list(filling.stretches(rows, rates, FIRST, LAST))

    day = FIRST
    for stretch in found:
        assert stretch.starts_on == day
        while day <= stretch.ends_on:
            counted = sum(row.hundredths for row in rows if row.starts_on <= day <= row.ends_on)
            assert (stretch.filled, stretch.limit) == (counted, filling.limit_on(rates, day))
            day += timedelta(days=1)
    assert day == date(2019, 1, 1)


@given(st.lists(shares, max_size=6), st.lists(limits, max_size=3, unique_by=lambda limit: limit.starts_on))
def test_stretches_change_from_one_to_the_next(rows, rates):
    found = list(filling.stretches(rows, rates, FIRST, LAST))

    for one, two in itertools.pairwise(found):
        assert (one.filled, one.limit) != (two.filled, two.limit)
