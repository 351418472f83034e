"""Charts and files say the same as the figures."""

from datetime import date

import pytest
from django.utils import translation

from programs.exports import charts, figures, files
from programs.models import BudgetYear, FundingLine
from tests.factories.core import SourceFactory
from tests.factories.programs import AllocationFactory, AppropriationFactory, BudgetYearFactory
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
Precision, Recipients = BudgetYear.Precision, FundingLine.Recipients


def year_of(year=2018, total_cents=10_000_000_00, **fields):
    fields = {"origin": Origin.SOURCED, "source": SourceFactory(), "precision": Precision.EXACT} | fields
    return BudgetYearFactory(year=year, total_cents=total_cents, **fields)


@pytest.mark.parametrize(
    ("language", "cents", "text"),
    [
        ("de", 885_000_000, "8,85"),
        ("de", 1_000_000_000, "10"),
        ("en", 885_000_000, "8.85"),
        ("en", 1_000_000_000, "10"),
    ],
)
def test_millions_are_written_in_the_pages_language(language, cents, text):
    with translation.override(language):
        assert charts.millions(cents) == text


@pytest.mark.parametrize(
    ("fields", "text", "css"),
    [
        ({"total_cents": 8_850_000_00}, "8,85", "wir-chart-bar"),
        ({"precision": Precision.MINIMUM}, "mind. 10", "wir-chart-vague"),
        ({"precision": Precision.ABOUT}, "rund 10", "wir-chart-vague"),
        ({"origin": Origin.EXAMPLE}, "10", "wir-chart-vague"),
        ({"total_cents": None}, "?", "wir-chart-gap"),
    ],
)
def test_a_column_says_its_figure_and_how_sure_it_is(fields, text, css):
    year_of(**fields)

    (column,) = charts.years_chart(figures.years()).columns
    assert (column.label, column.text, column.css) == ("2018", text, css)


def test_bars_are_shares_of_the_longest_line():
    year = BudgetYearFactory()
    for cents in (200_000_00, 100_000_00):
        AllocationFactory(
            is_sourced=True,
            amount_cents=50_000_00,
            appropriation=AppropriationFactory(is_sourced=True, budget_year=year, amount_cents=cents),
        )

    bars = charts.line_bars(figures.lines_of_year(2018))

    assert sorted((bar.allocated, bar.whole) for bar in bars) == [("25%", "100%"), ("25%", "50%")]
    assert charts.line_bars([]) == []


def test_the_file_of_years_leaves_open_what_is_not_known():
    year_of(2016, 4_600_000_00, precision=Precision.ABOUT)
    year_of(2018)

    header, rows = files.year_rows(figures.years())

    assert header == ["Jahr", "Betrag in Euro", "Genauigkeit", "Herkunft", "Quelle"]
    assert rows == [
        [2016, "4600000,00", "rund", "Öffentliche Quelle", "Ministerium"],
        [2017, "", "nicht bekannt", "", ""],
        [2018, "10000000,00", "genau", "Öffentliche Quelle", "Ministerium"],
    ]


def test_the_file_of_lines_says_what_the_rest_is_and_when_it_was_published():
    noted = AppropriationFactory(is_sourced=True, note="Deutsch4U")
    AllocationFactory(is_sourced=True, appropriation=noted)
    whole = AppropriationFactory(is_sourced=True, line__recipients=Recipients.BOTH)
    AllocationFactory(is_sourced=True, appropriation=whole, amount_cents=whole.amount_cents)
    AppropriationFactory(line__recipients=Recipients.ORGANISATIONS)

    _header, rows = files.line_rows(figures.all_lines())

    assert [row[2:] for row in rows] == [
        [
            "1650000,00", "50000,00", "1600000,00", "noch nicht verteilt", "Deutsch4U", "Öffentliche Quelle",
            "Öffentliche Quelle", "Ministerium", date(2018, 2, 22),
        ],
        [
            "1650000,00", "1650000,00", "0,00", "", "", "Öffentliche Quelle", "Öffentliche Quelle", "Ministerium",
            date(2018, 2, 22),
        ],
        ["1650000,00", "0,00", "1650000,00", "für andere Träger", "", "Hier entschieden", "", "", ""],
    ]  # fmt: skip


def test_the_file_of_allocations_has_a_row_for_each():
    row = AllocationFactory(is_sourced=True, amount_cents=12_34)

    header, rows = files.allocation_rows(figures.published_allocations())

    assert header[0] == "Jahr"
    assert rows == [
        [
            2018, row.appropriation.line.name, row.municipality.name, row.municipality.key, "12,34",
            "Öffentliche Quelle", "Ministerium", date(2018, 2, 22),
        ]
    ]  # fmt: skip


def test_without_a_year_there_is_no_column():
    assert charts.years_chart(figures.years()).columns == []
