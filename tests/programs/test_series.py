"""Money over the years goes on over a reform; page, chart, file and the ministry's page say the same."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from programs.exports import figures, series, series_tables
from programs.models import BudgetYear, StartPrecision
from tests.factories.core import SourceFactory
from tests.factories.programs import (
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    LineSuccessionFactory,
)
from tests.journeys.reader import Page
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
ALL, DRAFT = "Fallmanagement und Koordination, ab 2021 Zentren", BudgetYear.Status.DRAFT
STAFF, STAFF_FILE = "/admin/programs/fundingline/zeitreihe/", "/admin/programs/fundingline/zeitreihe/csv/"
REFORM = "Ab 01.01.2021: Fallmanagement und Koordination gehen in Zentren auf"


def money(line, year, cents, *, status=BudgetYear.Status.OPEN, **fields):
    budget_year = BudgetYearFactory(
        year=year, status=status, origin=Origin.SOURCED, source=SourceFactory(), total_cents=20_000_000_00
    )
    return AppropriationFactory(line=line, budget_year=budget_year, amount_cents=cents, **fields)


@pytest.fixture
def lines():
    """Case management and coordination, merged in 2021, and a line of its own."""
    period = {"ends_on": date(2020, 12, 31)}
    cases = FundingLineFactory(slug="faelle", name="Fallmanagement", rank=1, starts_on=date(2017, 1, 1), **period)
    coordination = FundingLineFactory(
        slug="koordination", name="Koordination", rank=2, starts_on=date(2016, 1, 1), **period
    )
    centres = FundingLineFactory(slug="zentren", name="Zentren", rank=3, starts_on=date(2021, 1, 1))
    for line in (cases, coordination):
        LineSuccessionFactory(predecessor=line, successor=centres)
    alone = FundingLineFactory(
        slug="dolmetschen", name="Dolmetschen", rank=4, starts_on=date(2018, 1, 1), start_precision=StartPrecision.YEAR
    )
    return cases, coordination, centres, alone


@pytest.fixture
def years(lines):
    """2016 unknown, 2017 known in part, 2018 whole, 2020 missing, 2021 after the reform, as a draft."""
    cases, coordination, centres, _alone = lines
    BudgetYearFactory(year=2016, origin=Origin.SOURCED, source=SourceFactory(), total_cents=1)
    money(cases, 2017, 1_650_000_00, is_sourced=True)
    money(cases, 2018, 1_650_000_00, is_sourced=True)
    money(coordination, 2018, 1_600_000_00, origin=Origin.EXAMPLE)
    BudgetYearFactory(year=2019, status=DRAFT)
    money(centres, 2021, 3_960_000_00, status=DRAFT, is_sourced=True)
    return figures.years()


def public(years):
    return series.public_series(years, figures.all_lines())


def page(client, address="/zahlen/", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return Page(address, response.content.decode())


def rows_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_a_series_goes_on_over_the_reform_and_never_says_0(years):
    found, alone = public(years)

    assert [(p.year, p.total_cents, p.is_partial, p.is_example, p.may_still_come) for p in found.points] == [
        (2016, None, False, False, False),
        (2017, 1_650_000_00, True, False, False),
        (2018, 3_250_000_00, False, True, False),
        (2019, None, False, False, True),
        (2020, None, False, False, False),
        (2021, 3_960_000_00, False, False, True),
    ]
    assert [[line.name for line in point.missing] for point in found.points[:2]] == [["Koordination"]] * 2
    assert (found.name, found.slug, found.is_known, found.is_example) == (ALL, "faelle", True, True)
    assert [p.year for p in alone.points] == [2018, 2019, 2020, 2021]
    assert (alone.name, alone.is_known, alone.reforms) == ("Dolmetschen", False, [])


def test_each_part_keeps_its_origin_and_source(years):
    point = public(years)[0].points[2]

    assert [(part.line.name, part.origin, part.source) for part in point.parts] == [
        ("Fallmanagement", "sourced", "Ministerium"),
        ("Koordination", "example", ""),
    ]
    assert point.origin == Origin.EXAMPLE


def test_the_chart_says_what_the_points_say_and_marks_the_reform(years):
    found = public(years)[0]

    chart = series_tables.chart(found)

    assert [(column.label, column.text) for column in chart.columns] == [
        ("2016", "?"), ("2017", "mind. 1,65"), ("2018", "3,25"),
        ("2019", "noch offen"), ("2020", "?"), ("2021", "3,96"),
    ]  # fmt: skip
    assert [column.css for column in chart.columns] == [
        "wir-chart-gap", "wir-chart-vague", "wir-chart-vague", "wir-chart-gap", "wir-chart-gap", "wir-chart-bar",
    ]  # fmt: skip
    assert chart.marks == (chart.columns[5].x - chart.columns[0].x,)


def test_a_reform_of_one_line_and_reforms_of_several_generations_are_named():
    a, b, c = (FundingLineFactory(name=name, rank=rank) for rank, name in enumerate("ABC"))
    LineSuccessionFactory(predecessor=a, successor=b, starts_on=date(2018, 1, 1))
    LineSuccessionFactory(predecessor=b, successor=c, starts_on=date(2021, 1, 1))
    BudgetYearFactory(year=2018)

    (found,) = public(figures.years())

    assert found.name == "A, ab 2018 B, ab 2021 C"
    assert [reform.words for reform in found.reforms] == ["A geht als B weiter", "B geht als C weiter"]
    assert [reform.after.name for reform in found.reforms_in(2018)] == ["B"]


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "A"), (2, "A und B"), (3, "A, B und C")])
def test_names_are_joined_as_people_do(count, words):
    assert series.joined([FundingLineFactory.build(name=name) for name in "ABC"[:count]]) == words


def test_the_public_page_has_the_series_in_words_chart_and_table(client, years):
    shown = page(client)

    assert REFORM in shown.text
    assert shown.table(f"{ALL} nach Jahren") == [
        ["2016", "nicht bekannt", "Koordination", "nicht bekannt", "–"],
        ["2017", "mindestens 1.650.000 €", "Fallmanagement", "1.650.000 €", "Ministerium"],
        ["Koordination", "nicht bekannt", "–"],
        ["2018", "3.250.000 € Beispieldaten", "Fallmanagement", "1.650.000 €", "Ministerium"],
        ["Koordination", "1.600.000 € Beispieldaten", "Beispieldaten"],
        ["2019", "noch offen", "Fallmanagement", "noch offen", "–"],
        ["Koordination", "noch offen", "–"],
        ["2020", "nicht bekannt", "Fallmanagement", "nicht bekannt", "–"],
        ["Koordination", "nicht bekannt", "–"],
        [REFORM],
        ["2021", "3.960.000 €", "Zentren", "3.960.000 €", "Ministerium"],
    ]
    assert "In keinem Jahr ist ein Betrag bekannt: Dolmetschen." in shown.text


def test_any_line_of_a_series_leads_to_it_and_an_unknown_one_to_404(client, years):
    for slug in ("faelle", "koordination", "zentren"):
        assert f"{ALL} nach Jahren Beispieldaten" in page(client, reihe=slug).captions()
    alone = page(client, reihe="dolmetschen").table("Dolmetschen nach Jahren")
    assert alone == [
        ["2018", "nicht bekannt", "–"], ["2019", "noch offen", "–"], ["2020", "nicht bekannt", "–"],
        ["2021", "noch offen", "–"],
    ]  # fmt: skip
    for address in ("/zahlen/?reihe=nichts", "/zahlen.csv?tabelle=reihen&reihe=nichts"):
        assert client.get(address).status_code == 404


def test_the_file_has_the_same_rows_as_the_table(client, years):
    table = page(client).table(f"{ALL} nach Jahren")
    rows = rows_of(client, "/zahlen.csv", tabelle="reihen", reihe="zentren")

    amounts = [row[-2].removesuffix(" Beispieldaten") for row in table if len(row) > 1]
    assert [f"{int(row['Betrag in Euro'][:-3]):,} €".replace(",", ".") if row["Betrag in Euro"] else
            row["Was bekannt ist"] for row in rows] == amounts  # fmt: skip
    assert {(r["Jahr"], r["Reihe zusammen in Euro"], r["Summe ist"]) for r in rows} == {
        ("2016", "", "nicht bekannt"),
        ("2017", "1650000,00", "mindestens"),
        ("2018", "3250000,00", "vollständig"),
        ("2019", "", "noch offen"),
        ("2020", "", "nicht bekannt"),
        ("2021", "3960000,00", "vollständig"),
    }
    assert [row["Änderung"] for row in rows if row["Änderung"]] == [REFORM.removeprefix("Ab ")]
    assert {row["Reihe"] for row in rows_of(client, "/zahlen.csv", tabelle="reihen")} == {ALL, "Dolmetschen"}


def test_without_any_figure_there_is_no_series_on_the_page(client, lines):
    BudgetYearFactory(year=2018)

    assert "Förderlinien über die Jahre" not in page(client).text


def test_a_draft_counts_for_the_ministry_and_for_nobody_else(auditor_client, client, lines):
    money(lines[0], 2019, 1_700_000_00, status=DRAFT, origin=Origin.EXAMPLE)
    money(lines[0], 2018, 1_650_000_00, is_sourced=True)

    inside = page(auditor_client, STAFF).table(f"{ALL} nach Jahren")
    assert inside[2][:3] == ["2019", "mindestens 1.700.000 € Beispieldaten", "Fallmanagement"]
    assert inside[2][4] == "Beispieldaten – Entwurf"
    assert rows_of(auditor_client, STAFF_FILE)[2]["Was bekannt ist"] == "Entwurf"
    outside = page(client).table(f"{ALL} nach Jahren")
    assert outside[2] == ["2019", "noch offen", "Fallmanagement", "noch offen", "–"]


def test_the_ministrys_page_shows_all_series_or_one(auditor_client, years):
    shown = page(auditor_client, STAFF)
    assert (shown.heading, shown.captions()) == ("Zeitreihe", [f"{ALL} nach Jahren Beispieldaten"])
    assert "Dolmetschen In keinem Jahr ist ein Betrag bekannt." in shown.text

    one = page(auditor_client, STAFF, linie="zentren")
    assert one.heading == f"Zeitreihe: {ALL}"
    assert one.links("Als CSV herunterladen") == [f"{STAFF_FILE}?linie=faelle"]
    assert {row["Reihe"] for row in rows_of(auditor_client, STAFF_FILE, linie="koordination")} == {ALL}
    assert auditor_client.get(STAFF, {"linie": "nichts"}).status_code == 404


def test_the_ministrys_page_without_any_line_says_so(auditor_client):
    assert "Noch ist keine Förderlinie eingetragen." in page(auditor_client, STAFF).text


def test_years_and_lines_lead_to_the_series(auditor_client, years, lines):
    year = BudgetYear.objects.get(year=2018)
    for address in (
        reverse("admin:programs_budgetyear_change", args=(year.pk,)),
        reverse("admin:programs_fundingline_changelist"),
        reverse("admin:programs_fundingline_change", args=(lines[0].pk,)),
    ):
        assert STAFF in auditor_client.get(address).content.decode(), address


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(STAFF, 8), (STAFF_FILE, 7)])
def test_the_ministrys_page_costs_the_same_for_one_and_for_three(
    auditor_client, django_assert_num_queries, count, address, queries
):
    for _ in range(count):
        line = FundingLineFactory()
        LineSuccessionFactory(predecessor=line)
        money(line, 2018, 1_000_00, is_sourced=True)

    with django_assert_num_queries(queries):  # session, user, groups, of the page the year in its head; four for rows
        assert auditor_client.get(address).status_code == 200
