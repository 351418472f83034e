"""The funding lines for everyone: what each pays, how much, to whom; unknown years are told, never a fault."""

import csv
import io
from datetime import date

import pytest

from municipalities.models import LegalStatus
from programs.models import BudgetYear, FundingLine, LineSuccession
from tests.factories.core import SourceFactory
from tests.factories.municipalities import LegalStatusFactory, MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    FundingRateFactory,
    decide,
    shut,
)
from tests.journeys.reader import Page

pytestmark = pytest.mark.django_db
LIST, LINE = "/foerderlinien/", "/foerderlinien/fallmanagement/"
Recipients, Status = FundingLine.Recipients, BudgetYear.Status


def page(client, address, *, status=200, **query):
    response = client.get(address, query)
    assert response.status_code == status
    return Page(address, response.content.decode())


def rows_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def line():
    return FundingLineFactory(slug="fallmanagement", name="Fallmanagement", summary="Überblick", description="Mehr")


def spread(line, year=2018, count=1, **fields):
    appropriation = AppropriationFactory(is_sourced=True, line=line, budget_year=BudgetYearFactory(year=year), **fields)
    return [
        AllocationFactory(is_sourced=True, appropriation=appropriation, municipality=LegalStatusFactory().municipality)
        for _ in range(count)
    ]


def test_the_list_shows_each_line_with_the_money_of_the_latest_begun_year(client, line):
    spread(line, 2017, amount_cents=100_000_00)
    spread(line, 2018, amount_cents=1_650_000_00)
    spread(line, 2019, amount_cents=200_000_00)
    FundingLineFactory(name="Ohne Geld", summary="Nichts")

    shown = page(client, LIST)

    assert "Das Programm WIR gibt Geld für 2 Aufgaben." in shown.text
    assert "Geld im Jahr 2018." in shown.text
    assert "Fallmanagement Überblick Landkreise und Städte 1.650.000 € Ministerium" in shown.text
    assert "Ohne Geld Nichts Landkreise und Städte nicht bekannt" in shown.text


def test_the_list_without_any_money_names_this_year(client, line):
    shown = page(client, LIST)

    assert "Das Programm WIR gibt Geld für eine Aufgabe." in shown.text
    assert "Geld im Jahr 2018." in shown.text


def test_the_file_of_lines_has_every_public_year(client, line):
    spread(line, 2017)
    spread(line, 2018)

    assert [row["Jahr"] for row in rows_of(client, "/foerderlinien.csv")] == ["2017", "2018"]


def test_a_line_tells_what_it_pays_and_to_whom(client, line):
    spread(line, count=3)
    FundingRateFactory(line=line)

    shown = page(client, LINE)

    assert shown.heading == "Fallmanagement"
    assert "Wie viel 2018 bis zu 50.000 € je Vollzeitstelle und Jahr" in shown.text
    assert shown.table("Fallmanagement nach Jahren") == [
        ["2018", "1.650.000 €", "150.000 €", "1.500.000 € noch nicht verteilt", "Ministerium"]
    ]
    rows = shown.table("Kontingente Fallmanagement 2018")
    assert [row[1:] for row in rows] == [["Landkreis", "50.000 €"]] * 3
    assert shown.sums("Kontingente Fallmanagement 2018") == ["3 Kommunen", "150.000 €"]


def test_page_and_file_have_the_same_rows(client, line):
    spread(line, count=3)

    names = [row[0] for row in page(client, LINE).table("Kontingente Fallmanagement 2018")]
    rows = rows_of(client, "/foerderlinien/fallmanagement.csv", jahr="2018")

    assert [f"{row['Amtlicher Schlüssel 2018']}, Landkreis" for row in rows] == names
    assert {row["Kontingent in Euro"] for row in rows} == {"50000,00"}


def test_a_file_is_what_a_german_spreadsheet_reads(client, line):
    spread(line)

    response = client.get("/foerderlinien/fallmanagement.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="wir-fallmanagement.csv"'
    assert response.content.startswith("\ufeffJahr;Förderlinie;".encode())
    assert ";50000,00;" in response.content.decode("utf-8-sig")


def test_the_chosen_year_is_shown_and_can_be_changed(client, line):
    spread(line, 2017, count=1)
    spread(line, 2018, count=2)

    assert page(client, LINE, jahr="2017").sums("Kontingente Fallmanagement 2017") == ["Eine Kommune", "50.000 €"]
    assert page(client, LINE).sums("Kontingente Fallmanagement 2018") == ["2 Kommunen", "100.000 €"]
    assert page(client, LINE).links("2017") == [f"{LINE}?jahr=2017", f"{LINE}?jahr=2017#l-kommunen"]
    assert len(rows_of(client, "/foerderlinien/fallmanagement.csv")) == 3
    assert len(rows_of(client, "/foerderlinien/fallmanagement.csv", jahr="2017")) == 1


def test_without_this_year_the_latest_before_is_shown_and_else_the_first(client, line):
    spread(line, 2016)
    spread(line, 2017)
    later = FundingLineFactory(slug="spaeter", name="Später")
    spread(later, 2019)

    assert "Wer 2017 wie viel bekommen kann" in page(client, LINE).text
    assert "Wer 2019 wie viel bekommen kann" in page(client, "/foerderlinien/spaeter/").text


@pytest.mark.parametrize("year", ["1999", "2022", "abc", "18", "٢٠١٨", "2018 ", "-1"])
def test_an_unknown_year_names_the_known_ones(client, line, year):
    spread(line, 2018)

    shown = page(client, LINE, status=404, jahr=year)

    assert shown.heading == "Für dieses Jahr gibt es keine Zahlen"
    assert shown.links("2018") == [f"{LINE}?jahr=2018"]
    assert shown.links("Zur Förderlinie") == [LINE]
    assert client.get("/foerderlinien/fallmanagement.csv", {"jahr": year}).status_code == 404


def test_an_unknown_year_of_a_line_without_money_leads_to_the_line(client, line):
    assert page(client, LINE, status=404, jahr="1999").links("Zur Förderlinie") == [LINE]


@pytest.mark.parametrize("address", ["/foerderlinien/gibt-es-nicht/", "/foerderlinien/gibt-es-nicht.csv"])
def test_an_unknown_line_does_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("recipients", "status", "words"),
    [
        (Recipients.ORGANISATIONS, Status.OPEN, "sondern an andere Träger."),
        (Recipients.BODIES, Status.CLOSED, "Für 2018 ist keine Aufteilung auf die Kommunen veröffentlicht."),
        (Recipients.BODIES, Status.OPEN, "Das Geld für 2018 ist noch nicht auf die Kommunen verteilt."),
    ],
)
def test_a_line_without_allocations_says_why(client, line, recipients, status, words):
    FundingLine.objects.filter(pk=line.pk).update(recipients=recipients)
    AppropriationFactory(line=line)
    if status == Status.CLOSED:
        shut(BudgetYear.objects.get())

    assert words in page(client, LINE).text


def test_a_line_without_any_money_says_so(client, line):
    shown = page(client, LINE)

    assert "Zu dieser Förderlinie ist noch kein Betrag veröffentlicht." in shown.text
    assert "Für 2018 ist zu dieser Förderlinie nichts bekannt oder noch nichts freigegeben." in shown.text
    assert "kein fester Satz bekannt" in shown.text


def test_the_rate_is_the_one_in_force_when_the_year_begins(client, line):
    for year in (2016, 2018):
        spread(line, year)
    FundingRateFactory(line=line, starts_on=date(2017, 1, 1))
    FundingRateFactory(line=line, starts_on=date(2021, 1, 1), amount_cents=None)
    FundingRateFactory(line=line, purpose__slug="lesson", unit__slug="lesson", amount_cents=4_000)

    shown = page(client, LINE, jahr="2016")
    assert "Wie viel 2016 kein Satz je Stelle" in shown.text
    assert shown.table("Fördersätze Fallmanagement") == [
        ["Unterrichtsstunde", "ab 01.01.2017", "bis zu 40 € je Unterrichtsstunde", "Ministerium"],
        ["Stelle", "ab 01.01.2017", "bis zu 50.000 € je Vollzeitstelle und Jahr", "Ministerium"],
        ["Stelle", "ab 01.01.2021", "kein Fördersatz", "Ministerium"],
    ]
    both = "Unterrichtsstunde: bis zu 40 € je Unterrichtsstunde Stelle: bis zu 50.000 € je Vollzeitstelle und Jahr"
    assert f"Wie viel 2018 {both}" in page(client, LINE, jahr="2018").text


def test_from_2021_on_no_rate_is_in_force(client, line, turn_clock):
    turn_clock("2021-03-01T09:00+01:00")
    spread(line, 2021)
    FundingRateFactory(line=line)
    FundingRateFactory(line=line, starts_on=date(2021, 1, 1), amount_cents=None)

    assert "Wie viel 2021 kein Satz je Stelle" in page(client, LINE).text


def test_a_line_that_ended_says_so_and_what_came_of_it(client, line, turn_clock):
    FundingLine.objects.filter(pk=line.pk).update(starts_on=date(2017, 1, 1), ends_on=date(2020, 12, 31))
    centre = FundingLineFactory(slug="vielfaltszentren", name="Vielfaltszentren", starts_on=date(2021, 1, 1))
    LineSuccession.objects.create(
        predecessor=line, successor=centre, starts_on=date(2021, 1, 1), source=SourceFactory()
    )

    assert "Diese Förderlinie endete" not in page(client, LINE).text
    turn_clock("2021-01-01T00:00:01+01:00")
    shown = page(client, LINE)
    assert "Förderlinie, 2017 bis 2020" in shown.text
    assert "Diese Förderlinie endete am 31.12.2020." in shown.text
    assert "Was daraus wurde ab 01.01.2021: Vielfaltszentren" in shown.text
    after = page(client, "/foerderlinien/vielfaltszentren/")
    assert "Förderlinie, seit 2021" in after.text
    assert "Was vorher war Fallmanagement" in after.text


def test_legal_status_is_that_of_the_years_beginning(client, line):
    (row,) = spread(line)
    LegalStatusFactory(
        municipality=row.municipality, starts_on=date(2018, 1, 2), kind=LegalStatus.Kind.INDEPENDENT_CITY
    )
    AllocationFactory(is_sourced=True, appropriation=row.appropriation, municipality=MunicipalityFactory())

    kinds = [cells[1] for cells in page(client, LINE).table("Kontingente Fallmanagement 2018")]
    assert kinds == ["Landkreis", ""]


def test_decided_money_is_marked_as_an_example_in_the_demonstration(client, line):
    decide(AppropriationFactory(line=line), {MunicipalityFactory(): 50_000_00})

    shown = page(client, LINE)
    assert "Kontingente Fallmanagement 2018 Beispieldaten" in shown.captions()
    assert shown.sums("Kontingente Fallmanagement 2018") == ["Eine Kommune", "50.000 € Beispieldaten"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [(LIST, 3), (LINE, 9), ("/foerderlinien.csv", 1), ("/foerderlinien/fallmanagement.csv", 2)],
)
def test_pages_and_files_cost_the_same_for_one_and_for_three(
    client, line, django_assert_num_queries, count, address, queries
):
    spread(line, count=count)
    for _ in range(count - 1):
        spread(FundingLineFactory())

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_only_reading_is_possible(client, line):
    for address in (LIST, LINE, "/foerderlinien.csv", "/foerderlinien/fallmanagement.csv"):
        assert client.post(address).status_code == 405
