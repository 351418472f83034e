"""What the API says about positions."""

from datetime import date

import pytest

from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.programs import FundingLineFactory

pytestmark = pytest.mark.django_db
POSITIONS = "/api/v1/positions/"


@pytest.fixture
def position():
    position = PositionFactory()
    AppointmentFactory(position=position, share_hundredths=6_000, starts_on=date(2018, 3, 1))
    return position


@pytest.mark.parametrize(
    ("day", "state", "filled"),
    [("2018-02-28", "vacant", 0), ("2018-03-01", "partly", 6_000), ("2018-12-31", "partly", 6_000)],
)
def test_state_is_that_of_the_day(client, settings, position, day, state, filled):
    settings.WIR_DEMO = False

    assert client.get(POSITIONS, {"on": day}).json() == {
        "items": [
            {
                "year": 2018,
                "on": day,
                "line": position.line.slug,
                "municipality": position.municipality.key,
                "municipality_slug": position.municipality.slug,
                "state": state,
                "filled_percent_hundredths": filled,
                "limit_percent_hundredths": 10_000,
                "origin": "decided",
                "source": None,
            }
        ],
        "count": 1,
    }


def test_only_positions_of_the_days_year_are_told(client, position):
    assert client.get(POSITIONS, {"on": "2017-12-31"}).json() == {"items": [], "count": 0}


def test_filters_choose_line_and_body(client, position):
    PositionFactory(line=FundingLineFactory(), budget_year=position.budget_year)

    assert client.get(POSITIONS, {"on": "2018-05-01"}).json()["count"] == 2
    for query in ({"line": position.line.slug}, {"municipality": position.municipality.key}):
        (row,) = client.get(POSITIONS, {"on": "2018-05-01", **query}).json()["items"]
        assert (row["line"], row["municipality"]) == (position.line.slug, position.municipality.key)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    for _ in range(count):
        PositionFactory()

    with django_assert_num_queries(2):  # rows, count
        assert client.get(POSITIONS, {"on": "2018-05-01"}).json()["count"] == count
