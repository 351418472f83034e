"""The start page: what WIR is, how a sum comes about, where one's own body is."""

from datetime import date

import pytest

from municipalities.models import LegalStatus
from programs.models import BudgetYear
from tests.factories.core import SourceFactory
from tests.factories.municipalities import LegalStatusFactory, MunicipalityFactory
from tests.factories.programs import (
    AllocationFactory,
    AppropriationFactory,
    BudgetYearFactory,
    FundingLineFactory,
    decide,
)
from tests.journeys.reader import Page
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
Kind = LegalStatus.Kind


def page(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return Page(address, response.content.decode())


@pytest.fixture
def line():
    return FundingLineFactory(slug="fallmanagement", name="Fallmanagement")


def spread(line, amounts, year=2018):
    """Each kind of body with its amount of a year."""
    appropriation = AppropriationFactory(is_sourced=True, line=line, budget_year=BudgetYearFactory(year=year))
    return [
        AllocationFactory(
            is_sourced=True,
            appropriation=appropriation,
            amount_cents=cents,
            municipality=LegalStatusFactory(
                kind=kind, **({"is_city_within": True} if kind == Kind.SPECIAL_STATUS_CITY else {})
            ).municipality,
        )
        for kind, cents in amounts
    ]


def test_an_empty_house_still_says_what_wir_is(client):
    shown = page(client)

    assert shown.heading == "Gut zusammenleben in Hessen"
    assert "Die drei Buchstaben stehen für Wegweisende Integrationsansätze Realisieren." in shown.text
    assert "So entsteht die Summe" not in shown.text
    assert "Das Geld seit" not in shown.text


def test_the_receipt_adds_up_by_legal_status(client, line):
    spread(
        line,
        [(Kind.DISTRICT, 50_000_00)] * 2 + [(Kind.INDEPENDENT_CITY, 50_000_00), (Kind.SPECIAL_STATUS_CITY, 50_000_00)],
    )

    text = page(client).text

    assert "Gleich viel für alle 4" in text
    assert "Für jede stehen 50.000 € bereit." in text
    assert (
        "So entsteht die Summe 2 Landkreise × 50.000 € 100.000 € 1 kreisfreie Stadt × 50.000 € 50.000 € "
        "1 Sonderstatusstadt × 50.000 € 50.000 € 4 Kommunen 200.000 € Stand: 2018. Quelle: Ministerium."
    ) in text


def test_different_amounts_are_added_without_a_rate(client, line):
    spread(line, [(Kind.DISTRICT, 50_000_00), (Kind.DISTRICT, 30_000_00), (Kind.INDEPENDENT_CITY, 20_000_00)])

    text = page(client).text

    assert "Geld für alle 3" in text
    assert "2 Landkreise 80.000 € 1 kreisfreie Stadt × 20.000 € 20.000 € 3 Kommunen 100.000 €" in text
    assert "Für jede stehen" not in text


def test_the_receipt_is_of_the_latest_begun_year(client, line):
    for year, cents in ((2017, 10_000_00), (2018, 20_000_00), (2019, 30_000_00)):
        spread(line, [(Kind.DISTRICT, cents)], year)

    assert "Eine Kachel ist eine Kommune. Für jede stehen 20.000 € bereit." in page(client).text


def test_money_of_another_line_or_of_a_later_year_makes_no_receipt(client, line):
    spread(FundingLineFactory(), [(Kind.DISTRICT, 50_000_00)])
    spread(line, [(Kind.DISTRICT, 50_000_00)], 2019)

    assert "So entsteht die Summe" not in page(client).text


def test_a_body_counts_as_what_it_was_when_the_year_began(client, line, turn_clock):
    (row,) = spread(line, [(Kind.SPECIAL_STATUS_CITY, 50_000_00)])
    LegalStatusFactory(
        municipality=row.municipality, starts_on=date(2026, 1, 1), kind=Kind.INDEPENDENT_CITY, official_key=None
    )

    turn_clock("2026-01-02T09:00+01:00")
    assert "1 Sonderstatusstadt × 50.000 €" in page(client).text


def test_what_is_decided_in_the_demonstration_is_marked(client, line):
    decide(AppropriationFactory(line=line), {LegalStatusFactory().municipality: 50_000_00})

    assert "Beispieldaten Stand: 2018. Entschieden vom Ministerium." in page(client).text


def test_the_chart_and_its_table_say_the_same(client):
    BudgetYearFactory(year=2014, total_cents=3_080_000_00, origin=Origin.SOURCED, source=SourceFactory())
    BudgetYearFactory(
        year=2016,
        total_cents=10_000_000_00,
        precision=BudgetYear.Precision.MINIMUM,
        origin=Origin.SOURCED,
        source=SourceFactory(publisher="Landtag"),
    )

    shown = page(client)

    (description,) = [one.text for one in shown.root.all("desc") if one["id"] == "years-desc"]
    assert description == "2014: 3,08; 2015: nicht bekannt; 2016: mind. 10"
    assert shown.table("Geld des Programms WIR nach Jahren") == [
        ["2014", "3.080.000 €", "Ministerium"],
        ["2015", "nicht bekannt", "keine öffentliche Quelle gefunden"],
        ["2016", "mindestens 10.000.000 €", "Landtag"],
    ]
    assert "Woher die Zahlen kommen" in shown.text
    assert "Geld 2014 Ministerium Geld 2016 Landtag" in shown.text


def test_this_years_money_names_its_source(client):
    BudgetYearFactory(total_cents=10_000_000_00, precision="minimum", origin=Origin.SOURCED, source=SourceFactory())

    assert "Im Jahr 2018 zusammen: mindestens 10.000.000 € Quelle: Ministerium." in page(client).text


def test_a_line_is_named_until_it_ends(client, line, turn_clock):
    line.ends_on = date(2020, 12, 31)
    line.save()

    turn_clock("2020-12-31T23:59:00+01:00")
    assert page(client).links("Fallmanagement") == ["/foerderlinien/fallmanagement/"]
    turn_clock("2021-01-01T00:01:00+01:00")
    assert page(client).links("Fallmanagement") == []


def test_every_body_is_one_link_away(client):
    bodies = MunicipalityFactory.create_batch(3)

    shown = page(client)

    assert [shown.links(body.sort_name) for body in bodies] == [[f"/kommunen/{body.slug}/"] for body in bodies]


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_costs_the_same_for_one_body_and_for_three(client, line, django_assert_num_queries, count):
    spread(line, [(Kind.DISTRICT, 50_000_00)] * count)

    with django_assert_num_queries(8):  # programme, bodies, years, money, their legal status then, lines, news, foot
        assert client.get("/").status_code == 200
