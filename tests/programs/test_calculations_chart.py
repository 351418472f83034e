"""Charts say what their figures say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calculations.chart import BASE, GAP_HEIGHT, SLOT, TOP, column_chart, percent

VALUES = st.lists(st.one_of(st.none(), st.integers(min_value=0, max_value=10**12)), max_size=20)


def chart_of(*values):
    return column_chart([(str(2014 + index), value, "?", "css") for index, value in enumerate(values)])


def test_the_highest_value_fills_the_height_and_half_of_it_half():
    half, whole = chart_of(500, 1000).columns

    assert (whole.y, whole.height) == (TOP, BASE - TOP)
    assert (half.y, half.height) == (BASE - (BASE - TOP) // 2, (BASE - TOP) // 2)


def test_a_year_without_a_value_is_a_low_gap():
    known, gap = chart_of(1000, None).columns

    assert (gap.y, gap.height) == (BASE - GAP_HEIGHT, GAP_HEIGHT)
    assert known.height != gap.height


def test_words_stand_above_the_middle_of_their_column():
    (_first, second) = chart_of(1, 1).columns

    assert (second.label, second.text, second.css) == ("2015", "?", "css")
    assert second.middle == SLOT + SLOT // 2
    assert second.text_y == second.y - 9


@pytest.mark.parametrize("values", [(), (None,), (0,), (0, None)])
def test_nothing_known_breaks_no_chart(values):
    chart = chart_of(*values)

    assert chart.width == SLOT * len(values)
    assert [column.height for column in chart.columns] == [GAP_HEIGHT if value is None else 0 for value in values]


@given(VALUES)
def test_columns_stand_on_the_base_inside_the_picture_in_their_order(values):
    chart = chart_of(*values)

    assert all(column.y + column.height == BASE for column in chart.columns)
    assert all(TOP <= column.y <= BASE for column in chart.columns)
    assert [column.x for column in chart.columns] == sorted(column.x for column in chart.columns)
    assert all(column.x >= 0 and column.x + chart.bar <= chart.width for column in chart.columns)
    assert chart.base < chart.label_y < chart.height


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 10, "0%"),
        (10, 10, "100%"),
        (1, 3, "33.3%"),
        (1, 2, "50%"),
        (5, 0, "0%"),
        (0, 0, "0%"),
        (5, -1, "0%"),
    ],
)
def test_a_bar_is_a_share_of_the_longest(part, whole, expected):
    assert percent(part, whole) == expected


def test_a_mark_stands_before_its_column_and_a_short_chart_is_no_narrower():
    rows = [(str(year), 1, "1", "css") for year in (2019, 2020, 2021)]

    chart = column_chart(rows, marks=["2021", "2030"], least_slots=8)

    assert chart.marks == (2 * SLOT,)
    assert (chart.width, column_chart(rows).width, column_chart(rows).marks) == (8 * SLOT, 3 * SLOT, ())
