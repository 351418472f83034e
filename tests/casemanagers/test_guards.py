"""The database holds it, whoever writes: on no day more than the line allows, nobody outside the year."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from casemanagers.models import Appointment, Position
from casemanagers.services import integrity
from programs.models import BudgetYear, FundingRate
from tests.casemanagers.shares import fill, rate, refused
from tests.factories.casemanagers import PositionFactory
from tests.factories.programs import BudgetYearFactory, FundingLineFactory, FundingRateFactory
from wir_portal.core.guards import installation
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
TOO_MUCH, OUTSIDE = "wir_shares_within_limit", "wir_appointed_in_year"


@pytest.fixture
def position():
    return PositionFactory()


def test_two_halves_fill_a_position_and_nothing_more_fits(position):
    fill(position, 5_000)
    fill(position, 5_000)

    with refused(TOO_MUCH):
        fill(position, 1)


def test_appointments_may_follow_each_other_without_a_gap(position):
    fill(position, ends_on=date(2018, 6, 30))
    fill(position, starts_on=date(2018, 7, 1))

    with refused(TOO_MUCH):
        fill(position, 1, date(2018, 6, 30), date(2018, 6, 30))


def test_one_common_day_is_too_many(position):
    fill(position, ends_on=date(2018, 7, 1))

    with refused(TOO_MUCH):
        fill(position, starts_on=date(2018, 7, 1))


def test_an_earlier_start_is_refused_where_a_later_one_already_fills(position):
    fill(position, starts_on=date(2018, 7, 1))

    with refused(TOO_MUCH):
        fill(position, starts_on=date(2018, 1, 1), ends_on=date(2018, 7, 1))


def test_other_positions_do_not_count(position):
    fill(position)

    fill(PositionFactory(line=position.line, budget_year=position.budget_year))


@pytest.mark.parametrize(
    "change",
    [
        {"share_hundredths": 5_001},
        {"starts_on": date(2018, 6, 30), "share_hundredths": 10_000},
        {"ends_on": None, "share_hundredths": 10_000},
    ],
)
def test_update_is_held_as_insert(position, change):
    fill(position, 5_000)
    row = fill(position, 5_000, date(2018, 7, 1), date(2018, 9, 30))

    with refused(TOO_MUCH):
        Appointment.objects.filter(pk=row.pk).update(**change)


def test_moving_an_appointment_to_a_full_position_is_refused(position):
    fill(position)
    row = fill(PositionFactory(line=position.line, budget_year=position.budget_year))

    with refused(TOO_MUCH):
        Appointment.objects.filter(pk=row.pk).update(position=position)


def test_bulk_create_is_held(position):
    rows = [
        Appointment(
            position=position,
            role="case_manager",
            employer="Stadtverwaltung",
            share_hundredths=6_000,
            starts_on=date(2018, 1, 1),
            origin=Origin.DECIDED,
        )
        for _ in range(2)
    ]

    with refused(TOO_MUCH):
        Appointment.objects.bulk_create(rows)


def test_a_rate_allows_more_or_less_than_a_full_position(position):
    rate(position, 50)
    fill(position, 5_000)
    with refused(TOO_MUCH):
        fill(position, 1)

    wide = PositionFactory(line=FundingLineFactory(), budget_year=position.budget_year)
    rate(wide, 200)
    fill(wide)
    fill(wide)


def test_a_rate_of_another_purpose_does_not_count(position):
    rate(position, 10, purpose="assistant")

    fill(position)


def test_a_rate_that_starts_in_mid_year_limits_from_that_day_on(position):
    rate(position, 100)
    rate(position, 50, date(2018, 7, 1))

    fill(position, ends_on=date(2018, 6, 30))
    with refused(TOO_MUCH):
        fill(position, 5_001, date(2018, 7, 1))


@pytest.mark.parametrize("starts_on", [date(2017, 1, 1), date(2018, 1, 1), date(2018, 12, 31)])
def test_a_new_rate_below_the_filled_share_is_refused(position, starts_on):
    fill(position)

    with refused(TOO_MUCH):
        rate(position, 99, starts_on)


def test_a_new_rate_after_the_year_does_not_touch_it(position):
    fill(position)

    rate(position, 10, date(2019, 1, 1))


def test_lowering_moving_and_removing_a_rate_is_refused_below_the_filled_share(position):
    low = rate(position, 50, date(2016, 1, 1))
    high = rate(position, 100, date(2017, 1, 1))
    fill(position)
    rows = FundingRate.objects.filter(pk=high.pk)

    for change in ({"max_fulltime_percent": 99}, {"starts_on": date(2018, 2, 1)}, {"purpose": "assistant"}):
        with refused(TOO_MUCH):
            rows.update(**change)
    with refused(TOO_MUCH):
        rows.update(line=FundingLineFactory())
    with refused(TOO_MUCH):
        high.delete()
    low.delete()


def test_a_position_keeps_to_the_limit_of_its_new_line(position):
    fill(position)
    narrow = FundingLineFactory()
    FundingRateFactory(line=narrow, starts_on=date(2017, 1, 1), max_fulltime_percent=50)

    with refused(TOO_MUCH):
        Position.objects.filter(pk=position.pk).update(line=narrow)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2017, 12, 31), date(2018, 3, 1)),
        (date(2018, 12, 1), date(2019, 1, 1)),
        (date(2019, 1, 1), None),
        (date(2017, 1, 1), None),
    ],
)
def test_nobody_fills_a_position_outside_its_year(position, starts_on, ends_on):
    with refused(OUTSIDE):
        fill(position, 1, starts_on, ends_on)


def test_position_and_year_do_not_move_away_from_their_appointments(position):
    row = fill(position, 5_000)
    with refused(OUTSIDE):
        Appointment.objects.filter(pk=row.pk).update(starts_on=date(2017, 12, 31))
    with refused(OUTSIDE):
        Position.objects.filter(pk=position.pk).update(budget_year=BudgetYearFactory(year=2016))
    with refused(OUTSIDE):
        BudgetYear.objects.filter(pk=position.budget_year_id).update(year=2013)


def test_a_share_lies_between_nothing_and_a_full_position(position):
    for share in (0, 10_001):
        with refused("appointment_fills_a_share"):
            fill(position, share)
    with refused("appointment_ends_after_it_starts"):
        fill(position, 1, date(2018, 5, 1), date(2018, 4, 30))


def test_a_body_has_one_position_of_a_line_in_a_year(position):
    with transaction.atomic(), pytest.raises(IntegrityError), transaction.atomic():
        PositionFactory(municipality=position.municipality, line=position.line, budget_year=position.budget_year)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("column", "value", "guard"),
    [
        ("share_hundredths", 5000.5, "wir_whole_shares"),
        ("starts_on", "2018-9-1", "wir_whole_days"),
        ("starts_on", "2018-02-30", "wir_whole_days"),
        ("ends_on", "irgendwann", "wir_whole_days"),
    ],
)
def test_sqlite_takes_only_whole_shares_and_days(position, column, value, guard):
    row = fill(position)

    with refused(guard), connection.cursor() as cursor:
        cursor.execute(f"UPDATE casemanagers_appointment SET {column} = %s WHERE id = %s", [value, row.pk])


@pytest.mark.sqlite_only
def test_insert_or_replace_is_held(position):
    row = fill(position, 5_000)
    fill(position, 5_000)
    high = rate(position, 100)
    narrow = FundingLineFactory()

    with refused(TOO_MUCH), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO casemanagers_appointment"
            " (id, position_id, role, employer, share_hundredths, starts_on, origin)"
            " VALUES (%s, %s, 'case_manager', 'x', 5001, '2018-01-01', 'decided')",
            [row.pk, position.pk],
        )
    for line_id, percent in ((position.line_id, 50), (narrow.pk, 100)):
        with refused(TOO_MUCH), connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO programs_fundingrate"
                " (id, line_id, purpose, starts_on, start_precision, unit, max_fulltime_percent, note, origin,"
                " source_id)"
                " VALUES (%s, %s, 'position', '2017-01-01', 'day', 'fulltime_year', %s, '', 'sourced', %s)",
                [high.pk, line_id, percent, high.source_id],
            )


def test_without_the_guard_a_position_would_be_overfilled(position):
    installation.remove("shares_within_limit")

    fill(position)
    fill(position)

    assert list(integrity.shares()) == [f"{position}: ab 01.01.2018 sind 200 % besetzt, möglich sind 100 %."]
