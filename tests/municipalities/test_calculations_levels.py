"""The steps of the map: every value has one, alike values the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.calculations.levels import STEPS, level, limits, per_head_cents

VALUES = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("cents", "people", "per_head"),
    [
        (5_000_000, 153_998, 32),
        (165_000_000, 6_265_809, 26),
        (50, 100, 1),
        (49, 100, 0),
        (150, 100, 2),
        (0, 7, 0),
    ],
)
def test_cents_per_head_are_rounded_half_up(cents, people, per_head):
    assert per_head_cents(cents, people) == per_head


@pytest.mark.parametrize("people", [0, -1])
def test_where_nobody_is_counted_there_is_no_amount_per_head(people):
    assert per_head_cents(5_000_000, people) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([7, 7, 7], []),
        ([1, 2], [2]),
        ([5, 1, 4, 2, 3], [2, 3, 4, 5]),
        (list(range(100)), [20, 40, 60, 80]),
        ([1, 1, 1, 1, 9, 9, 9, 9, 9, 9], [9]),
    ],
)
def test_limits_part_the_values_where_they_differ(values, expected):
    assert limits(values) == expected


@given(VALUES)
def test_limits_rise_and_leave_something_below_the_first(values):
    found = limits(values)

    assert len(found) < STEPS
    assert sorted(set(found)) == found
    assert all(limit > min(values) for limit in found)


@given(VALUES)
def test_the_lowest_value_is_on_the_first_step_and_the_highest_on_the_last(values):
    found = limits(values)

    assert level(min(values), found) == 1
    assert level(max(values), found) == len(found) + 1
