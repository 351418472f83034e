"""The state of a position on a day, in one query."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemanagers.calculations.filling import Limit, Share, filled_on, limit_on
from casemanagers.models import Position
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.programs import FundingRateFactory
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
State = Position.State


def on(position, day):
    return Position.objects.with_filled(day).get(pk=position.pk)


def fill(position, share, starts_on, ends_on=None, **fields):
    return AppointmentFactory(position=position, share_hundredths=share, starts_on=starts_on, ends_on=ends_on, **fields)


@pytest.mark.parametrize(
    ("day", "state", "percent"),
    [
        (date(2018, 2, 28), State.VACANT, "0"),
        (date(2018, 3, 1), State.PARTLY, "50"),
        (date(2018, 5, 31), State.FILLED, "100"),
        (date(2018, 6, 30), State.FILLED, "100"),
        (date(2018, 7, 1), State.PARTLY, "50"),
        (date(2018, 12, 31), State.PARTLY, "50"),
    ],
)
def test_state_follows_the_days_of_the_appointments(day, state, percent):
    position = PositionFactory()
    fill(position, 5_000, date(2018, 3, 1))
    fill(position, 5_000, date(2018, 4, 1), date(2018, 6, 30))

    row = on(position, day)

    assert (row.state, row.filled_percent, row.limit_percent) == (state, percent, "100")
    assert list(Position.objects.with_filled(day).in_state(state)) == [row]
    for other in set(State) - {state}:
        assert not Position.objects.with_filled(day).in_state(other).exists()


def test_a_past_year_shows_its_last_day_and_a_later_one_its_first():
    position = PositionFactory()
    fill(position, 4_000, date(2018, 1, 1), date(2018, 11, 30))
    fill(position, 2_500, date(2018, 12, 1))

    assert on(position, date(2017, 5, 5)).filled_percent == "40"
    assert on(position, date(2019, 5, 5)).filled_percent == "25"


def test_the_line_says_how_much_is_full():
    position = PositionFactory()
    FundingRateFactory(line=position.line, starts_on=date(2018, 7, 1), max_fulltime_percent=50)
    fill(position, 5_000, date(2018, 1, 1))

    assert on(position, date(2018, 6, 30)).state == State.PARTLY
    assert on(position, date(2018, 7, 1)).state == State.FILLED
    assert on(position, date(2017, 7, 1)).limit_percent == "100"
    assert on(position, date(2020, 1, 1)).limit_percent == "50"


def test_today_is_the_day_unless_another_is_told():
    position = PositionFactory(budget_year__year=2014)
    fill(position, 10_000, date(2014, 1, 1))

    assert Position.objects.with_filled().get().state == State.FILLED


@pytest.mark.parametrize(("is_demo", "origin"), [(False, Origin.DECIDED), (True, Origin.EXAMPLE)])
def test_a_vacant_position_is_an_example_in_the_demonstration(settings, is_demo, origin):
    settings.WIR_DEMO = is_demo

    assert on(PositionFactory(), date(2018, 1, 1)).origin == origin


def test_a_position_is_an_example_as_soon_as_a_share_is(settings):
    settings.WIR_DEMO = False
    position = PositionFactory()
    fill(position, 1_000, date(2018, 1, 1))
    assert not on(position, date(2018, 1, 1)).is_example

    fill(position, 1_000, date(2018, 5, 1), origin=Origin.EXAMPLE)
    assert on(position, date(2018, 1, 1)).is_example


def test_rows_say_what_they_are():
    row = AppointmentFactory(share_hundredths=3_750)

    assert str(row) == "Fallmanagement ab 01.01.2018"
    assert row.share_percent == "37,5"
    assert str(row.position) == f"{row.position.line} 2018, {row.position.municipality}"


DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(DAYS, DAYS, st.booleans()), max_size=4),
    rates=st.lists(st.dates(date(2017, 1, 1), date(2020, 1, 1)), max_size=3, unique=True),
    day=st.dates(date(2016, 6, 1), date(2020, 6, 1)),
)
def test_the_query_says_what_counting_says(db, rows, rates, day):
    position = PositionFactory()
    last = date(2018, 12, 31)
    shares = []
    for one, two, is_open in rows:
        row = Share(min(one, two), last if is_open else max(one, two), 1_000)
        fill(position, row.hundredths, row.starts_on, None if is_open else row.ends_on)
        shares.append(row)
    limits = [Limit(starts_on, 100 + 10 * index) for index, starts_on in enumerate(rates)]
    for limit in limits:
        FundingRateFactory(line=position.line, starts_on=limit.starts_on, max_fulltime_percent=limit.percent)

    counted = min(max(day, date(2018, 1, 1)), last)
    row = on(position, day)
    assert (row.filled_share, row.limit_share) == (filled_on(shares, counted), limit_on(limits, counted))
