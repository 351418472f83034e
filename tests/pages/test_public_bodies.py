"""A body's page: money, people, office, positions; what is not known is said."""

import csv
import io
from datetime import date

import pytest

from municipalities.models import ContactPoint, Indicator, IndicatorValue, LegalStatus
from programs.models import BudgetYear
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.core import SourceFactory
from tests.factories.municipalities import ContactPointFactory, LegalStatusFactory, MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
    shut,
)
from tests.journeys.reader import Page
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


def page(client, body):
    address = f"/kommunen/{body.slug}/"
    response = client.get(address)
    assert response.status_code == 200
    return Page(address, response.content.decode())


@pytest.fixture
def body():
    """A Landkreis called Musterland."""
    row = MunicipalityFactory(name="Landkreis Musterland", slug="landkreis-musterland", seat="Musterstadt")
    LegalStatusFactory(municipality=row)
    return row


@pytest.fixture
def city(body):
    """The city within it."""
    row = MunicipalityFactory(name="Stadt Musterstadt", slug="stadt-musterstadt")
    LegalStatusFactory(municipality=row, is_city_within=True, parent=body)
    return row


@pytest.fixture
def line():
    return FundingLineFactory(slug="fallmanagement", name="Fallmanagement", rank=1)


def give(body, line, year=2018, cents=50_000_00):
    appropriation = AppropriationFactory(is_sourced=True, line=line, budget_year=BudgetYearFactory(year=year))
    return AllocationFactory(is_sourced=True, appropriation=appropriation, municipality=body, amount_cents=cents)


def count_people(**people):
    """`count_people(…, a=(body, 100))`: population of each on 31.12.2018."""
    indicator = Indicator.objects.create(slug="population", name="Einwohner", unit="Personen")
    source = SourceFactory(publisher="Destatis", licence="CC BY 4.0")
    for body, value in people.values():
        IndicatorValue.objects.create(
            indicator=indicator, municipality=body, reference_on=date(2018, 12, 31), value=value, source=source
        )


def test_a_body_without_anything_says_what_is_missing(client, body):
    shown = page(client, body)

    assert shown.heading == "Landkreis Musterland"
    assert "Landkreis, Regierungsbezirk Kassel" in shown.text
    assert "Noch keine Ansprechstelle eingetragen Die Verwaltung hat ihren Sitz in Musterstadt." in shown.text
    assert "Für 2018 ist hier keine Stelle eingetragen." in shown.text
    assert "Geld und Menschen" not in shown.text
    assert shown.captions() == []


def test_a_body_without_a_legal_status_has_none(client):
    shown = page(client, MunicipalityFactory(name="Neuland"))

    assert shown.heading == "Neuland"
    assert "Amtlicher Schlüssel nicht bekannt" in shown.text


def test_district_and_city_within_it_name_each_other(client, body, city):
    district_page, city_page = page(client, body), page(client, city)

    assert "Stadt Musterstadt liegt im Kreisgebiet, ist aber eine eigene Kommune" in district_page.text
    assert district_page.links("Stadt Musterstadt") == ["/kommunen/stadt-musterstadt/"]
    assert "Die Stadt liegt im Kreisgebiet (Landkreis Musterland), ist aber eine eigene" in city_page.text
    assert city_page.links("Landkreis Musterland") == ["/kommunen/landkreis-musterland/"]


def test_a_city_that_leaves_its_district_stands_alone_from_that_day_on(client, body, city, turn_clock):
    LegalStatusFactory(
        municipality=city,
        starts_on=date(2026, 1, 1),
        kind=LegalStatus.Kind.INDEPENDENT_CITY,
        official_key=None,
    )

    turn_clock("2026-01-01T00:00:01+01:00")
    shown = page(client, city)
    assert "kreisfreie Stadt, Regierungsbezirk Kassel" in shown.text
    assert "Amtlicher Schlüssel nicht bekannt" in shown.text
    assert "Kreisgebiet" not in shown.text + page(client, body).text


def test_money_per_person_leaves_out_the_city_and_says_so(client, body, city, line):
    count_people(district=(body, 222_584), city=(city, 68_586))
    give(body, line)

    text = page(client, body).text

    assert "Fallmanagement 2018 50.000 € stehen höchstens bereit" in text
    assert "Je Person 0,32 € Hessen: 0,22 €" in text
    assert "Personen ohne Stadt Musterstadt 153.998 zusammen: 222.584" in text
    assert "Personen: Destatis, 31.12.2018, CC BY 4.0." in text
    assert "Der Betrag je Person rechnet ohne Stadt Musterstadt, denn dort gibt es eigenes Geld." in text


def test_a_body_that_contains_no_other_counts_all_its_people(client, city, line):
    count_people(city=(city, 68_586))
    give(city, line)

    text = page(client, city).text

    assert "Personen 68.586 am 31.12.2018" in text
    assert "rechnet ohne" not in text


def test_without_a_count_of_people_there_is_no_amount_per_person(client, body, line):
    give(body, line)

    text = page(client, body).text
    assert "Geld: Stand 2018. Quelle: Ministerium." in text
    assert "Je Person" not in text


def test_where_nobody_is_counted_there_is_no_amount_per_person(client, body, line):
    count_people(body=(body, 0))
    give(body, line)

    assert "Je Person" not in page(client, body).text


def test_the_key_figure_is_of_the_latest_begun_year_and_the_first_line(client, body, line):
    later_line = FundingLineFactory(name="Koordination", rank=2)
    for year in (2017, 2018, 2019):
        give(body, line, year, 10_000_00 + year)
        give(body, later_line, year)

    assert "Fallmanagement 2018 10.020,18 €" in page(client, body).text


def test_money_that_begins_next_year_is_shown_when_there_is_no_other(client, body, line):
    give(body, line, 2019)

    assert "Fallmanagement 2019 50.000 €" in page(client, body).text


def test_a_place_in_the_table_without_money_has_a_reason(client, body, line):
    BudgetYearFactory(year=2017, status=BudgetYear.Status.OPEN)
    give(body, line, 2018)
    give(MunicipalityFactory(), line, 2017)
    other = FundingLineFactory(name="Koordination", rank=2)
    AppropriationFactory(line=other, budget_year=BudgetYearFactory(year=2017))
    AppropriationFactory(
        line__recipients="organisations", line__name="Vereine", budget_year=BudgetYearFactory(year=2018)
    )
    BudgetYearFactory(year=2019, status=BudgetYear.Status.DRAFT)
    shut(BudgetYear.objects.get(year=2017))

    assert page(client, body).table("Kontingente: Landkreis Musterland") == [
        ["Fallmanagement", "kein Kontingent", "50.000 €", "noch offen"],
        ["Koordination", "nicht bekannt", "noch offen", "noch offen"],
    ]


def test_what_is_decided_in_the_demonstration_is_marked(client, body, line):
    decide(AppropriationFactory(line=line), {body: 50_000_00})

    shown = page(client, body)
    assert shown.table("Kontingente: Landkreis Musterland") == [["Fallmanagement", "50.000 € Beispieldaten"]]
    assert "Gestrichelt unterstrichen: Beispieldaten" in shown.text
    assert "Geld: Stand 2018. Entschieden vom Ministerium." in shown.text


def test_the_office_is_shown_with_all_that_is_known_of_it(client, body):
    ContactPointFactory(
        municipality=body, hours="Mo 9 bis 12 Uhr", languages="Deutsch", website="https://example.org/buero"
    )
    ContactPointFactory(municipality=body, office="Noch geheim", is_published=False)

    shown = page(client, body)

    assert "Büro für Integration Anrufen: 069 90009 100 Adresse Musterweg 1, 36037 Musterstadt" in shown.text
    assert "Zeiten Mo 9 bis 12 Uhr Sprachen Deutsch Internet https://example.org/buero" in shown.text
    assert shown.links("Anrufen: 069 90009 100") == ["tel:+496990009100"]
    assert "Noch geheim" not in shown.text


def test_an_office_of_which_only_the_name_is_known_shows_no_empty_lines(client, body):
    ContactPointFactory(municipality=body, street="", postal_code="", town="", phone="", email="")

    text = page(client, body).text
    assert [word for word in ("Anrufen", "Adresse", "E-Mail", "Zeiten", "Sprachen") if word in text] == []


def test_an_invented_office_says_so(client, body):
    ContactPointFactory(municipality=body)
    ContactPoint.objects.update(origin=Origin.EXAMPLE)

    assert "Beispieldaten Diese Stelle ist erfunden." in page(client, body).text


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (10_000, "besetzt 100 % von 100 %"),
        (3_750, "teilweise besetzt 37,5 % von 100 %"),
        (None, "nicht besetzt 0 % von 100 %"),
    ],
)
def test_a_position_says_how_far_it_is_filled_today(client, body, line, share, words):
    position = PositionFactory(municipality=body, line=line)
    PositionFactory(municipality=body, line=line, budget_year=BudgetYearFactory(year=2017))
    if share:
        AppointmentFactory(position=position, share_hundredths=share)

    assert f"Fallmanagement {words} einer vollen Stelle" in page(client, body).text


def test_page_and_file_have_the_same_money(client, body, line):
    for year in (2017, 2018):
        give(body, line, year, year * 100)
    give(MunicipalityFactory(), FundingLineFactory())

    response = client.get("/kommunen/landkreis-musterland.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert response["Content-Disposition"] == 'attachment; filename="wir-landkreis-musterland.csv"'
    assert [(row["Jahr"], row["Kontingent in Euro"]) for row in rows] == [("2018", "2018,00"), ("2017", "2017,00")]
    assert page(client, body).table("Kontingente: Landkreis Musterland")[0] == ["Fallmanagement", "2.017 €", "2.018 €"]


@pytest.mark.parametrize("address", ["/kommunen/atlantis/", "/kommunen/atlantis.csv"])
def test_an_unknown_body_does_not_exist(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_body_costs_the_same_with_one_row_of_everything_and_with_three(
    client, body, line, django_assert_num_queries, count
):
    for number in range(count):
        other = FundingLineFactory()
        give(body, other)
        PositionFactory(municipality=body, line=other)
        ContactPointFactory(municipality=body, office=f"Büro {number}")

    with django_assert_num_queries(9):
        assert client.get(f"/kommunen/{body.slug}/").status_code == 200
    with django_assert_num_queries(2):
        assert client.get(f"/kommunen/{body.slug}.csv").status_code == 200
