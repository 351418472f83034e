"""What the public may see of the money, and how it is added up."""

from datetime import date

import pytest

from programs.exports import figures, files
from programs.models import BudgetYear, FundingLine
from tests.factories.core import SourceFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    shut,
)
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
Status, Precision, Recipients = BudgetYear.Status, BudgetYear.Precision, FundingLine.Recipients


def year_of(year=2018, total_cents=10_000_000_00, **fields):
    fields = {"origin": Origin.SOURCED, "source": SourceFactory(), "precision": Precision.EXACT} | fields
    return BudgetYearFactory(year=year, total_cents=total_cents, **fields)


def only(rows):
    (row,) = rows
    return row


def test_years_run_from_the_first_to_the_last_without_a_hole():
    year_of(2014, 3_080_000_00)
    year_of(2017, 8_850_000_00)

    rows = figures.years()

    assert [row.year for row in rows] == [2014, 2015, 2016, 2017]
    assert [row.is_known for row in rows] == [True, False, False, True]
    assert [row.total_cents for row in rows] == [3_080_000_00, None, None, 8_850_000_00]
    assert (rows[0].source, rows[1].source) == ("Ministerium", "")


def test_without_any_year_there_is_no_row():
    assert figures.years() == []


def test_a_year_without_a_total_is_not_known():
    BudgetYearFactory(year=2020, total_cents=None, status=Status.DRAFT)

    row = only(figures.years())
    assert (row.is_known, row.is_vague, row.is_draft, row.is_example, row.source) == (False, False, True, False, "")


@pytest.mark.parametrize(
    ("precision", "is_vague"), [(Precision.EXACT, False), (Precision.MINIMUM, True), (Precision.ABOUT, True)]
)
def test_a_year_says_how_exact_it_is(precision, is_vague):
    year_of(precision=precision)

    assert only(figures.years()).is_vague is is_vague


def test_a_year_is_found_by_its_number():
    year_of(2018)

    assert figures.year_figure(figures.years(), 2018).year == 2018
    assert figures.year_figure(figures.years(), 1999) is None


@pytest.mark.parametrize("status", [Status.OPEN, Status.CLOSED])
def test_every_line_of_a_year_that_is_no_draft_is_public(status):
    appropriation = AppropriationFactory()
    if status == Status.CLOSED:
        shut(appropriation.budget_year)

    line = only(figures.lines_of_year(2018))
    assert (line.amount_cents, line.allocated_cents, line.rest_cents, line.body_count) == (
        165_000_000,
        0,
        165_000_000,
        0,
    )


def test_a_draft_year_shows_a_line_once_it_is_decided_and_its_day_has_come(turn_clock):
    year = BudgetYearFactory(year=2019, status=Status.DRAFT)
    row = AppropriationFactory(budget_year=year)
    assert figures.lines_of_year(2019) == figures.all_lines() == figures.years_of_line(row.line) == []

    decide(row, {MunicipalityFactory(): 50_000_00})

    line = only(figures.lines_of_year(2019))
    assert (line.allocated_cents, line.body_count, line.is_decided) == (50_000_00, 1, True)
    assert [shown.line for shown in figures.years_of_line(row.line)] == [row.line]
    assert list(figures.public_appropriations(on=date(2018, 11, 4))) == []


def test_a_draft_allocation_is_nobodys_business():
    AllocationFactory()

    assert list(figures.published_allocations()) == []
    assert only(figures.all_lines()).allocated_cents == 0


def test_allocations_are_chosen_by_year_and_line_and_stand_newest_first():
    line = FundingLineFactory()
    for year in (2017, 2018):
        AllocationFactory(
            is_sourced=True,
            appropriation=AppropriationFactory(is_sourced=True, line=line, budget_year=BudgetYearFactory(year=year)),
        )
    AllocationFactory(is_sourced=True)

    assert [row.appropriation.budget_year.year for row in figures.published_allocations()] == [2018, 2018, 2017]
    assert figures.published_allocations(year=2017).count() == 1
    assert figures.published_allocations(line=line).count() == 2
    assert figures.published_allocations(year=2018, line=line).count() == 1


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        ([Origin.SOURCED, Origin.SOURCED], Origin.SOURCED),
        ([Origin.SOURCED, Origin.DECIDED], Origin.DECIDED),
        ([Origin.EXAMPLE, Origin.DECIDED, Origin.SOURCED], Origin.EXAMPLE),
    ],
)
def test_a_sum_is_an_example_as_soon_as_a_part_of_it_is(origins, expected):
    body = MunicipalityFactory()
    rows = [AllocationFactory.build(municipality=body, amount_cents=10, origin=origin) for origin in origins]

    total = figures.sums_by_body(rows)[body.pk]

    assert (total.amount_cents, total.origin, total.is_example) == (
        10 * len(origins),
        expected,
        expected == Origin.EXAMPLE,
    )


def test_what_bodies_have_of_a_line_is_sourced_where_all_of_it_is():
    AllocationFactory(is_sourced=True)

    line = only(figures.all_lines())
    assert (line.origin, line.allocated_origin) == (Origin.SOURCED, Origin.SOURCED)
    assert (line.is_example, line.is_allocated_example) == (False, False)


@pytest.mark.parametrize(("is_demo", "origin"), [(True, Origin.EXAMPLE), (False, Origin.DECIDED)])
def test_what_is_decided_here_is_an_example_in_the_demonstration_alone(settings, is_demo, origin):
    settings.WIR_DEMO = is_demo
    decide(AppropriationFactory(), {MunicipalityFactory(): 50_000_00})

    line = only(figures.all_lines())
    assert (line.allocated_origin, line.is_allocated_example) == (origin, is_demo)
    assert only(figures.published_allocations()).origin == origin


@pytest.mark.parametrize(
    ("recipients", "is_closed", "is_decided", "allocated", "kind"),
    [
        (Recipients.ORGANISATIONS, True, False, 0, "others"),
        (Recipients.BODIES, True, False, 0, "unknown"),
        (Recipients.BODIES, True, True, 10, "open"),
        (Recipients.BOTH, False, True, 10, "others"),
        (Recipients.BOTH, False, False, 0, "open"),
        (Recipients.BODIES, False, True, 10, "open"),
    ],
)
def test_the_rest_of_a_line_has_a_reason(recipients, is_closed, is_decided, allocated, kind):
    line = figures.LineFigure(
        year=2018,
        line=FundingLineFactory.build(recipients=recipients, program=None, source=None),
        amount_cents=100,
        allocated_cents=allocated,
        body_count=1,
        origin=Origin.SOURCED,
        allocated_origin=Origin.SOURCED,
        source="",
        note="",
        published_on=None,
        is_decided=is_decided,
        is_year_closed=is_closed,
    )

    assert (line.rest_kind, line.rest_cents) == (kind, 100 - allocated)
    assert (
        files.rest_label(line)
        == {
            "others": "für andere Träger",
            "unknown": "Verteilung nicht bekannt",
            "open": "noch nicht verteilt",
        }[kind]
    )


def test_what_no_source_names_is_the_rest_of_a_years_total():
    year_of(2017, 8_850_000_00)
    AppropriationFactory(budget_year=BudgetYear.objects.get(year=2017), amount_cents=5_750_000_00)
    year = only(figures.years())

    assert figures.unnamed_cents(year, figures.all_lines()) == 3_100_000_00
    assert figures.unnamed_cents(year, [*figures.all_lines(), *figures.all_lines()]) == 0


def test_a_draft_year_and_an_unknown_one_leave_nothing_unnamed():
    year_of(2019, status=Status.DRAFT)
    year_of(2021)
    draft, unknown, _known = figures.years()

    assert figures.unnamed_cents(draft, []) == figures.unnamed_cents(unknown, []) == 0


def test_an_allocation_without_a_source_of_its_own_has_that_of_its_line():
    line_source, own = SourceFactory(publisher="Zeile"), SourceFactory(publisher="Eigene")
    line = AppropriationFactory.build(source=line_source, budget_year=None, line=None)
    none = AppropriationFactory.build(source=None, budget_year=None, line=None)

    def source(appropriation, own_source):
        row = AllocationFactory.build(appropriation=appropriation, municipality=None, last_edited_by=None)
        row.source = own_source
        return figures.source_of(row)

    assert [source(line, own), source(line, None), source(none, None)] == ["Eigene", "Zeile", ""]
