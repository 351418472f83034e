"""Lines follow one another forwards in time and take money only while they run, whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from programs.models import Appropriation, BudgetYear, FundingLine, LineSuccession
from programs.services import line_integrity
from tests.factories.core import SourceFactory
from tests.factories.programs import (
    AppropriationFactory,
    BudgetYearFactory,
    CostCategoryFactory,
    FundingLineFactory,
    FundingRateFactory,
    LineSuccessionFactory,
)
from tests.writers import INSERTING, UPDATING, new_values, refused_by, values_of, without

pytestmark = pytest.mark.django_db
CIRCLE, PERIODS, MONEY = "line_succession_leads_on", "line_succession_within_periods", "money_within_the_lines_time"
NEW_YEAR = date(2021, 1, 1)


def line_of(starts_on=None, ends_on=None, **fields):
    return FundingLineFactory(starts_on=starts_on, ends_on=ends_on, **fields)


def succession(before, after, starts_on=NEW_YEAR):
    return LineSuccession(predecessor=before, successor=after, starts_on=starts_on, source=SourceFactory())


@pytest.fixture
def chain():
    """a → b → c"""
    a, b, c = (line_of() for _ in range(3))
    for before, after in ((a, b), (b, c)):
        LineSuccessionFactory(predecessor=before, successor=after)
    return a, b, c


@pytest.mark.parametrize("write", INSERTING)
def test_a_new_succession_leads_in_no_circle(chain, write):
    a, b, c = chain
    for back in ((c, a), (b, a)):
        with refused_by(CIRCLE):
            write(LineSuccession, new_values(succession(*back)))
    write(LineSuccession, new_values(succession(a, c)))


@pytest.mark.parametrize("write", UPDATING)
def test_a_changed_succession_leads_in_no_circle(chain, write):
    a, _b, c = chain
    row = LineSuccessionFactory(predecessor=c)

    with refused_by(CIRCLE):
        write(LineSuccession, values_of(row) | {"successor_id": a.pk})
    write(LineSuccession, values_of(row) | {"successor_id": line_of().pk})


def test_a_line_does_not_follow_itself():
    line = line_of()

    with refused_by(f"{CIRCLE}|line_succession_between_two_lines"):
        succession(line, line).save()
    with pytest.raises(ValidationError, match="folgt nicht auf sich selbst"):
        succession(line, line).full_clean()


def test_without_the_guard_successions_lead_in_a_circle_and_the_check_tells(chain):
    a, b, c = chain
    assert list(line_integrity.lines()) == []
    without(CIRCLE)

    succession(c, a).save()

    assert list(line_integrity.lines()) == [f"{a}, {b}, {c}: Die Nachfolgen führen im Kreis."]


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ((date(2014, 1, 1), date(2020, 12, 31)), (NEW_YEAR, None), True),
        ((None, None), (None, None), True),
        ((date(2020, 12, 31), None), (date(2015, 1, 1), NEW_YEAR), True),
        ((None, date(2020, 12, 30)), (NEW_YEAR, None), False),
        ((NEW_YEAR, None), (NEW_YEAR, None), False),
        ((None, None), (date(2021, 1, 2), None), False),
        ((None, None), (None, date(2020, 12, 31)), False),
    ],
)
def test_the_day_of_a_succession_fits_both_lines(before, after, fits):
    row = succession(line_of(*before), line_of(*after))
    if not fits:
        with refused_by(PERIODS):
            row.save()
        without(PERIODS)

    row.save()

    told = [] if fits else [f"{row}: Der 01.01.2021 liegt nicht in der Laufzeit beider Förderlinien."]
    assert list(line_integrity.lines()) == told


@pytest.mark.parametrize("write", INSERTING)
def test_a_new_succession_fits_whoever_writes(write):
    row = succession(line_of(ends_on=date(2019, 12, 31)), line_of())

    with refused_by(PERIODS):
        write(LineSuccession, new_values(row))


@pytest.mark.parametrize("write", UPDATING)
def test_neither_day_nor_period_moves_away(write):
    row = LineSuccessionFactory(predecessor=line_of(ends_on=date(2020, 12, 31)), successor=line_of())

    with refused_by(PERIODS):
        write(LineSuccession, values_of(row) | {"starts_on": date(2021, 1, 2)})
    with refused_by(PERIODS):
        write(FundingLine, values_of(row.predecessor) | {"ends_on": date(2020, 12, 30)})
    with refused_by(PERIODS):
        write(FundingLine, values_of(row.successor) | {"starts_on": date(2021, 1, 2)})
    write(FundingLine, values_of(row.predecessor) | {"ends_on": date(2021, 12, 31)})


@pytest.mark.parametrize("write", INSERTING)
@pytest.mark.parametrize(("year", "fits"), [(2016, False), (2017, True), (2020, True), (2021, False)])
def test_money_of_a_line_lies_in_its_time(write, year, fits):
    line = line_of(date(2017, 7, 1), date(2020, 6, 30))
    row = AppropriationFactory.build(budget_year=BudgetYearFactory(year=year), line=line)
    if not fits:
        with refused_by(MONEY):
            write(Appropriation, new_values(row))
        without(MONEY)

    write(Appropriation, new_values(row))

    stored = Appropriation.objects.get()
    told = [] if fits else [f"{stored}: In diesem Jahr läuft die Förderlinie nicht."]
    assert list(line_integrity.lines()) == told


@pytest.mark.parametrize("write", UPDATING)
def test_a_line_with_money_is_not_moved_away_from_it(write):
    row = AppropriationFactory(line=line_of(date(2014, 1, 1)))

    for change in ({"starts_on": date(2019, 1, 1)}, {"ends_on": date(2017, 12, 31)}):
        with refused_by(MONEY):
            write(FundingLine, values_of(row.line) | change)
    write(FundingLine, values_of(row.line) | {"ends_on": date(2018, 1, 1)})


def test_an_appropriation_moves_neither_to_a_year_nor_to_a_line_out_of_time():
    row = AppropriationFactory(line=line_of(date(2014, 1, 1), date(2018, 12, 31)))
    rows = Appropriation.objects.filter(pk=row.pk)

    with refused_by(MONEY):
        rows.update(budget_year=BudgetYearFactory(year=2019))
    with refused_by(MONEY):
        rows.update(line=line_of(date(2019, 1, 1)))
    with refused_by(MONEY):
        BudgetYear.objects.filter(pk=row.budget_year_id).update(year=2020)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("column", ["starts_on", "ends_on"])
def test_days_are_written_in_full(column):
    line = line_of()

    with refused_by("lines_have_whole_days"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE programs_fundingline SET {column} = '2018-9-1' WHERE id = %s", [line.pk])


@pytest.mark.parametrize(
    "factory", [FundingLineFactory, FundingRateFactory, LineSuccessionFactory, CostCategoryFactory]
)
def test_an_example_is_named_outside_the_demonstration_only(settings, factory):
    row = factory(origin="example")
    assert list(line_integrity.examples()) == []
    settings.WIR_DEMO = False

    assert list(line_integrity.examples()) == [f"1 × {row._meta.verbose_name} sind Beispieldaten."]
