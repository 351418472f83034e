"""The figures' page: every year with what is known of it; page, chart, files and API add up to the same."""

import csv
import io

import pytest
from django.core.management import call_command

from programs.models import Appropriation, BudgetYear
from tests.factories.municipalities import LegalStatusFactory, MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
)
from tests.journeys.reader import Page
from wir_portal.core.models import User

pytestmark = pytest.mark.django_db
FIGURES, FILE = "/zahlen/", "/zahlen.csv"
NO_LINE = "Für dieses Jahr ist noch keine Förderlinie freigegeben."


def page(client, *, status=200, **query):
    response = client.get(FIGURES, query)
    assert response.status_code == status
    return Page(FIGURES, response.content.decode())


def rows_of(client, **query):
    response = client.get(FILE, query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def cents(text):
    """`1.650.000 €`, `1650000,00` and `€0.26` as cents."""
    bare = text.replace("Beispieldaten", "").strip(" €").replace(".", "")
    euros, _comma, rest = bare.partition(",")
    return int(euros) * 100 + int(rest or 0)


@pytest.fixture
def loaded():
    call_command("load_wir", verbosity=0)


@pytest.fixture
def demo(loaded):
    call_command("load_demo", verbosity=0)


def spread(line=None, year=2018, bodies=(), cents=50_000_00):
    appropriation = AppropriationFactory(
        is_sourced=True, line=line or FundingLineFactory(), budget_year=BudgetYearFactory(year=year)
    )
    for body in bodies:
        AllocationFactory(is_sourced=True, appropriation=appropriation, municipality=body, amount_cents=cents)
    return appropriation


@pytest.mark.parametrize(("line", "sum_cents"), [("fallmanagement", 165_000_000), ("", None)])
def test_page_map_file_and_api_say_the_same_of_2018(client, demo, line, sum_cents):
    query = {"jahr": "2018"} | ({"linie": line} if line else {})
    shown = page(client, **query)
    caption = f"{'Fallmanagement' if line else 'Alle Förderlinien'} 2018 nach Kommune"

    of_page = [cents(row[1]) for row in shown.table(caption)]
    of_file = [cents(row["Kontingent in Euro"]) for row in rows_of(client, tabelle="kommunen", **query)]
    of_allocations = sum(cents(row["Kontingent in Euro"]) for row in rows_of(client, **query))
    api = client.get("/api/v1/allocations/", {"year": "2018", "limit": "1000"} | ({"line": line} if line else {}))
    of_api = sum(item["amount_cents"] for item in api.json()["items"])

    assert len(of_page) == 33
    assert of_page == of_file
    assert sum(of_page) == of_allocations == of_api == cents(shown.sums(caption)[1])
    assert sum_cents in (None, of_api)
    heads = [row[3] for row in shown.table(caption)]
    on_map = {link["aria-label"] for link in shown.root.all("a") if link["aria-label"].endswith("je Person")}
    assert len(on_map) == 33
    assert {label.rsplit(": ", 1)[1].removesuffix(" je Person") for label in on_map} == set(heads)


def test_lines_add_up_and_bars_name_the_tables_amounts(client, demo):
    shown = page(client, jahr="2018")
    rows = shown.table("Geld je Förderlinie 2018")
    named, unnamed = rows[:-1], rows[-1]

    assert shown.sums("Geld je Förderlinie 2018")[:3] == [
        "Summe der Linien",
        "9.800.000 € Beispieldaten",
        "6.425.000 € Beispieldaten",
    ]
    assert sum(cents(row[1]) for row in named) == 9_800_000_00
    assert unnamed[:2] == ["nicht benannt", "mindestens 200.000 € Beispieldaten"]
    (bars,) = [group for group in shown.root.all("div") if group["aria-label"].startswith("Balken")]
    assert [name.text for name in bars.all("dt")] == [row[0] for row in named]
    assert [bar.text for bar in bars.all("dd") if bar.text] == [row[1] for row in named]
    of_file = rows_of(client, jahr="2018", tabelle="linien")
    assert [cents(row["Ansatz in Euro"]) for row in of_file] == [cents(row[1]) for row in named]


def test_hessen_counts_everyone_once(client, loaded):
    sums = page(client, jahr="2018", linie="fallmanagement").sums("Fallmanagement 2018 nach Kommune")

    assert sums == ["Hessen", "1.650.000 €", "6.265.809", "0,26 €"]


def test_2017_shows_what_no_source_names(client, loaded):
    shown = page(client, jahr="2017")

    rows = shown.table("Geld je Förderlinie 2017")
    assert ["nicht benannt", "3.100.000 €", "–", "–", "Keine Quelle sagt, wofür dieser Teil ist."] in rows
    assert shown.sums("Geld je Förderlinie 2017") == ["Summe der Linien", "5.750.000 €", "–", "", ""]
    assert "Wie viel die einzelnen Kommunen 2017 bekommen können, ist nicht bekannt" in shown.text


def test_2015_is_not_known_and_2019_is_still_planned(client, loaded):
    assert "Ganzes Programm nicht bekannt keine öffentliche Quelle gefunden" in page(client, jahr="2015").text
    assert "Für dieses Jahr ist nichts bekannt." in page(client, jahr="2015").text
    assert "Ganzes Programm rund 10.000.000 € Integrationskompass Hessen" in page(client, jahr="2019").text
    assert NO_LINE in page(client, jahr="2019").text


def test_a_year_whose_lines_nobody_names_says_so(client, loaded):
    text = page(client, jahr="2014").text

    assert "Wie sich die 3.080.000 € auf Förderlinien verteilen, ist nicht benannt" in text


def test_a_line_of_2019_appears_once_it_is_decided(client, demo):
    row = Appropriation.objects.get(budget_year__year=2019, line__slug="fallmanagement")
    bodies = [allocation.municipality for allocation in Appropriation.objects.get(
        budget_year__year=2018, line__slug="fallmanagement"
    ).allocations.select_related("municipality")]  # fmt: skip
    people = {name: User.objects.get(username=f"land-{name}") for name in ("bearbeitung", "freigabe")}
    decide(row, dict.fromkeys(bodies, 50_000_00), editor=people["bearbeitung"], approver=people["freigabe"])

    shown = page(client, jahr="2019")
    assert NO_LINE not in shown.text
    assert shown.sums("Alle Förderlinien 2019 nach Kommune")[1] == "1.650.000 € Beispieldaten"
    assert sum(cents(row["Kontingent in Euro"]) for row in rows_of(client, jahr="2019")) == 165_000_000


@pytest.mark.parametrize("query", [{"jahr": "1999"}, {"jahr": "zweitausend"}, {"jahr": "-1"}, {"linie": "lotto"}])
def test_what_is_not_known_answers_404_and_names_the_known_years(client, query):
    BudgetYearFactory(year=2016, total_cents=4_600_000_00)
    BudgetYearFactory(year=2018, total_cents=10_000_000_00)

    shown = page(client, status=404, **query)

    assert shown.heading == "Dazu gibt es keine Zahlen"
    assert [shown.links(year) for year in ("2016", "2017", "2018")] == [
        ["/zahlen/?jahr=2016"],
        [],
        ["/zahlen/?jahr=2018"],
    ]
    assert client.get(FILE, query).status_code == 404


def test_without_any_year_there_are_no_figures(client):
    assert page(client, status=404).heading == "Dazu gibt es keine Zahlen"
    assert [row["Jahr"] for row in rows_of(client, tabelle="jahre")] == []


def test_this_year_is_shown_unless_another_is_chosen_and_else_the_last(client):
    BudgetYearFactory(year=2016)
    assert "Das Jahr 2016" in page(client).text
    BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)
    assert "Das Jahr 2018" in page(client).text
    assert "Das Jahr 2016" in page(client, jahr="2016").text


def test_a_line_without_money_in_the_year_is_no_fault(client):
    other = FundingLineFactory(slug="andere")
    spread(bodies=[MunicipalityFactory()])

    shown = page(client, linie=other.slug)
    assert len(shown.table("Alle Förderlinien 2018 nach Kommune")) == 1


def test_without_a_count_of_people_the_map_says_the_amount(client):
    body = MunicipalityFactory(key="06631", name="Landkreis Fulda")
    spread(bodies=[body])

    shown = page(client)

    assert shown.links("Landkreis Fulda: 50.000,00 €") == [f"/kommunen/{body.slug}/"]
    assert shown.table("Alle Förderlinien 2018")[0][1:] == ["50.000 €", "", ""]
    (row,) = rows_of(client, tabelle="kommunen")
    assert (row["Kommune"], row["Personen"], row["Euro je Person"]) == ("Landkreis Fulda", "", "")


@pytest.mark.parametrize(
    ("query", "name", "columns"),
    [
        ({"tabelle": "jahre"}, "wir-jahre.csv", 5),
        ({"tabelle": "linien"}, "wir-linien-2018.csv", 11),
        ({"tabelle": "kommunen"}, "wir-kommunen-2018.csv", 7),
        ({}, "wir-zahlen-2018.csv", 8),
    ],
)
def test_each_table_is_a_file_of_its_own(client, query, name, columns):
    spread(bodies=[MunicipalityFactory()])

    response = client.get(FILE, query)

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content.startswith("\ufeffJahr;".encode())
    header, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert len(header) == columns
    assert [len(line) for line in lines] == [columns]


def test_an_unknown_table_does_not_exist(client):
    BudgetYearFactory()

    assert client.get(FILE, {"tabelle": "geheim"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/zahlen/", 9),
        ("/zahlen.csv?tabelle=reihen", 4),
        ("/zahlen.csv", 3),
        ("/zahlen.csv?tabelle=jahre", 1),
        ("/zahlen.csv?tabelle=linien", 2),
        ("/zahlen.csv?tabelle=kommunen", 6),
    ],
)
def test_pages_and_files_cost_the_same_for_one_and_for_three(
    client, django_assert_num_queries, count, address, queries
):
    for _ in range(count):
        spread(bodies=[LegalStatusFactory().municipality for _ in range(count)])

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
