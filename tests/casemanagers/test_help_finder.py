"""„Hilfe finden“: from a place to who helps there; honest where nothing is known; the same cost whatever there is."""

from datetime import date

import pytest

from casemanagers.models import Agency, DirectoryEntry
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.municipalities import (
    ContactPointFactory,
    LegalStatusFactory,
    MunicipalityFactory,
    PostalCodeFactory,
    TownFactory,
)
from tests.journeys.reader import Page
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db
HELP = "/hilfe-finden/"
MOST_BYTES = 60_000


@pytest.fixture
def body():
    """A district with one town and its postcode."""
    body = MunicipalityFactory(short_name="Musterkreis", name="Landkreis Musterkreis")
    PostalCodeFactory(
        code="36000", town=TownFactory(municipality=body, name="Musterdorf", latitude=50.5, longitude=9.7)
    )
    return body


def see(client, query="", status=200, prefix="") -> Page:
    response = client.get(prefix + HELP + query)
    assert response.status_code == status
    assert len(response.content) < MOST_BYTES
    return Page(prefix + HELP, response.content.decode())


def headings(page: Page, *tags: str) -> list[str]:
    return [heading.text for heading in page.main.all(*tags)]


# --- asking ------------------------------------------------------------------------------------------------------
def test_three_questions_and_nothing_else_are_asked(client):
    page = see(client)

    assert headings(page, "h2")[:3] == [
        "1. Wo wohnen Sie?",
        "2. Wobei brauchen Sie Hilfe?",
        "3. Welche Sprache sprechen Sie?",
    ]
    assert {field["name"] for field in page.main.all("input", "select")} == {"ort", "thema", "sprache"}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?ort=", "Schreiben Sie zuerst, wo Sie wohnen"),
        ("?ort=%20&thema=work", "Schreiben Sie zuerst, wo Sie wohnen"),
        ("?ort=99999", "Zu „99999“ kennen wir keinen Ort in Hessen."),
        ("?ort=<b>x</b>", "„<b>x</b>“ haben wir in Hessen nicht gefunden."),
        ("?ort=" + "x" * 900, "Das ist zu lang."),
        ("?ort=Nirgendwo&thema=quatsch&sprache=klingonisch", "„Nirgendwo“ haben wir in Hessen nicht gefunden."),
        ("?kommune=gibt-es-nicht&ort=Nirgendwo", "„Nirgendwo“ haben wir in Hessen nicht gefunden."),
    ],
)
def test_what_leads_nowhere_gets_an_answer_that_helps(client, query, sentence):
    assert sentence in see(client, query).text


def test_what_was_chosen_stays_chosen_when_the_place_is_not_found(client):
    page = see(client, "?ort=Nirgendwo&thema=work&sprache=ar")

    assert [field["value"] for field in page.main.all("input") if "checked" in field.attributes] == ["work"]
    assert [option["value"] for option in page.main.all("option") if "selected" in option.attributes] == ["ar"]


def test_a_place_in_two_bodies_asks_and_keeps_topic_and_language(client, body):
    other = MunicipalityFactory(name="Stadt Musterdorf")
    PostalCodeFactory(code="36000", town=TownFactory(municipality=other, name="Musterdorf, Stadt"))

    page = see(client, "?ort=36000&thema=work&sprache=ar")
    assert "Mehrere Treffer für „36000“" in page.text

    (link,) = page.links("Stadt Musterdorf")
    assert link == f"{HELP}?ort=36000&kommune={other.slug}&thema=work&sprache=ar"
    assert see(client, link.removeprefix(HELP)).heading == "Hilfe in Musterdorf"


# --- finding -----------------------------------------------------------------------------------------------------
def test_who_helps_there_stands_in_the_order_in_which_one_asks(client, body):
    ContactPointFactory(municipality=body)
    common = {"municipality": body, "is_published": True}
    OfferFactory(title="Kurs", **common)
    OfferFactory(title="Bewerbung", topic="work", **common)
    AgencyFactory(title="Jobcenter", kind=Agency.Kind.JOB_CENTRE, **common)
    AgencyFactory(title="Gesundheitsamt", kind=Agency.Kind.HEALTH_OFFICE, **common)
    AgencyFactory(title="Beratung", **common)
    VolunteerNetworkFactory(title="Lotsen", **common)
    OfferFactory(title="Anderswo", is_published=True)
    OfferFactory(title="Entwurf", municipality=body)

    everything = see(client, "?ort=36000")
    assert headings(everything, "h3") == [
        "Büro für Integration", "Kurs", "Bewerbung", "Beratung", "Jobcenter", "Gesundheitsamt", "Lotsen",
    ]  # fmt: skip

    work = see(client, "?ort=36000&thema=work")
    assert headings(work, "h3") == ["Büro für Integration", "Bewerbung", "Beratung", "Jobcenter", "Lotsen"]
    assert "Zuständig ist: Landkreis Musterkreis." in work.text


def test_first_comes_where_ones_language_is_spoken_then_what_is_near(client, body):
    PostalCodeFactory(code="36999", town=TownFactory(municipality=body, name="Fern", latitude=50.6, longitude=9.7))
    common = {"municipality": body, "is_published": True}
    OfferFactory(title="Fern auf Arabisch", postal_code="36999", languages="de ar", **common)
    OfferFactory(title="Fern", postal_code="36999", languages="de", **common)
    OfferFactory(title="Nah", postal_code="36000", languages="de", **common)
    OfferFactory(title="Irgendwo", **common)

    page = see(client, "?ort=36000&thema=language&sprache=ar")
    assert headings(page, "h3")[1:5] == ["Fern auf Arabisch", "Nah", "Fern", "Irgendwo"]
    assert [strong.text for strong in page.main.all("strong")] == ["Arabisch"]
    assert page.text.count("etwa 11 km entfernt") == 2
    assert page.text.count("in Ihrem Ort") == 1


def test_without_a_town_no_distance_is_told(client, body):
    OfferFactory(municipality=body, is_published=True, postal_code="36000")

    page = see(client, f"?kommune={body.slug}")
    assert page.heading == "Hilfe vor Ort: Landkreis Musterkreis"
    assert "Ihrem Ort" not in page.text


def test_how_fresh_it_is_stands_with_each_entry_and_what_nobody_confirms_leaves(client, body, turn_clock):
    turn_clock("2018-11-05T09:00+01:00")
    for title, day in (("A", date(2018, 10, 1)), ("B", date(2018, 4, 1)), ("C", date(2018, 1, 1))):
        OfferFactory(municipality=body, title=title, status=DirectoryEntry.Status.PUBLISHED, confirmed_on=day)

    page = see(client, "?ort=36000&thema=language")
    assert "bestätigt am 01.10.2018" in page.text
    assert "zuletzt bestätigt am 01.04.2018, wird geprüft" in page.text
    assert "C" not in headings(page, "h3")


def test_a_number_is_a_link_that_dials_it_and_an_example_says_so(client, body):
    ContactPointFactory(municipality=body, origin=Origin.EXAMPLE)
    OfferFactory(municipality=body, is_published=True, origin=Origin.EXAMPLE)

    page = see(client, "?ort=36000")
    assert page.links("069 90009-700") == ["tel:+496990009700"]
    assert page.text.count("Beispieldaten") == 2


def test_an_installation_that_begins_empty_says_so_and_whom_to_ask(client, body):
    page = see(client, "?ort=36000&thema=work")
    assert "Noch keine Ansprechstelle eingetragen" in page.text
    assert "sie hat ihren Sitz in Musterstadt" in page.text
    assert "Das heißt nicht, dass es nichts gibt. Fragen Sie die Verwaltung." in page.text

    ContactPointFactory(municipality=body)
    assert "Fragen Sie die Stelle oben auf dieser Seite." in see(client, "?ort=36000&thema=work").text


def test_a_city_within_a_district_names_the_district(client, body):
    city = LegalStatusFactory(is_city_within=True, parent=body).municipality

    page = see(client, f"?kommune={city.slug}&thema=work&sprache=ar")
    (link,) = page.links("Hilfe im Umland: Landkreis Musterkreis")
    assert link == f"{HELP}?kommune={body.slug}&thema=work&sprache=ar"


def test_in_english_german_words_are_marked_as_german(client, body):
    OfferFactory(municipality=body, is_published=True, title_de="Sprachcafé", hours="montags")

    page = see(client, "?ort=36000", prefix="/en")
    assert page.heading == "Help in Musterdorf"
    assert [heading["lang"] for heading in page.main.all("h3") if heading.text == "Sprachcafé"] == ["de"]
    assert [cell["lang"] for cell in page.main.all("dd") if cell.text == "montags"] == ["de"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_result_costs_the_same_for_one_and_for_three(client, body, django_assert_num_queries, count):
    ContactPointFactory.create_batch(count, municipality=body)
    for factory in (OfferFactory, AgencyFactory, VolunteerNetworkFactory):
        factory.create_batch(count, municipality=body, is_published=True)
    OfferFactory.create_batch(
        count, municipality=body, is_published=True, postal_code="36000", provider="", agency=AgencyFactory()
    )

    with django_assert_num_queries(8):  # postcode, body, offers, distances, contacts, agencies, networks, news
        see(client, "?ort=36000&thema=language&sprache=ar")
