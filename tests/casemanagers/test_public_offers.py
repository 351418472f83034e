"""The list of offers, one offer, volunteering, and the offers in the API."""

from datetime import date

import pytest

from casemanagers.models import DirectoryEntry
from tests.factories.casemanagers import AgencyFactory, OfferFactory, VolunteerNetworkFactory
from tests.factories.municipalities import ContactPointFactory, MunicipalityFactory, PostalCodeFactory, TownFactory
from tests.journeys.reader import Page

pytestmark = pytest.mark.django_db
OFFERS, VOLUNTEERING, API = "/angebote/", "/ehrenamt/", "/api/v1/offers/"
MOST_BYTES = 60_000


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def see(client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    assert len(response.content) < MOST_BYTES
    return Page(address, response.content.decode())


def names(page: Page) -> list[str]:
    return [heading.text for heading in page.main.all("h3")]


# --- the list ----------------------------------------------------------------------------------------------------
def test_the_list_shows_what_is_public_and_fits_the_filters(client):
    work = OfferFactory(title="Bewerbung", topic="work", languages="de ar", is_published=True)
    OfferFactory(title="Kurs", languages="de", municipality=work.municipality, is_published=True)
    OfferFactory(title="Anderswo", topic="work", languages="de", is_published=True)
    OfferFactory(title="Entwurf", topic="work")

    assert sorted(names(see(client, OFFERS))) == ["Anderswo", "Bewerbung", "Kurs"]
    assert names(see(client, f"{OFFERS}?sprache=ar")) == ["Bewerbung"]
    assert sorted(names(see(client, f"{OFFERS}?kommune={work.municipality.slug}"))) == ["Bewerbung", "Kurs"]
    page = see(client, f"{OFFERS}?thema=work&sprache=de&kommune={work.municipality.slug}")
    assert names(page) == ["Bewerbung"]
    assert page.links("Arbeit entfernen") == [f"{OFFERS}?sprache=de&kommune={work.municipality.slug}"]
    assert len(names(see(client, f"{OFFERS}?thema=quatsch&sprache=xx&kommune=nirgends&seite=x"))) == 3


def test_what_is_not_there_is_said_with_a_way_on(client):
    assert "Noch kein Angebot eingetragen" in see(client, OFFERS).text
    assert "Kein Angebot passt zu dieser Auswahl" in see(client, f"{OFFERS}?thema=work").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    for _ in range(count):
        OfferFactory(is_published=True)

    with django_assert_num_queries(4):  # bodies, count, page, news in the foot
        assert len(names(see(client, OFFERS))) == count


def test_thirteen_offers_are_two_pages_and_a_page_beyond_is_the_last(client):
    OfferFactory.create_batch(13, topic="work", is_published=True, municipality=MunicipalityFactory())

    first, beyond = see(client, f"{OFFERS}?thema=work"), see(client, f"{OFFERS}?seite=99")
    assert (len(names(first)), len(names(beyond))) == (12, 1)
    assert first.links("Nächste Seite") == [f"{OFFERS}?thema=work&seite=2"]
    assert beyond.links("Vorige Seite") == [f"{OFFERS}?seite=1"]


# --- one offer ---------------------------------------------------------------------------------------------------
def test_an_offer_says_everything_and_what_it_does_not_know(client):
    offer = OfferFactory(
        title="Deutsch für Anfänger", hours="montags", place="Schule", town="Hanau", languages="de ar",
        access="step_free", access_note="Hof", cost="5 €", email="kurs@example.org", website="https://www.example.org",
        is_published=True,
    )  # fmt: skip
    ContactPointFactory(municipality=offer.municipality)
    other = OfferFactory(municipality=offer.municipality, title="Sprachcafé", hours="freitags", is_published=True)

    page = see(client, f"{OFFERS}{offer.pk}-deutsch-fuer-anfaenger/")
    for words in (
        "montags",
        "Schule Hanau",
        "ohne Stufen, Hof",
        "Deutsch, Arabisch",
        "Kosten 5 €",
        "Verein",
        "bestätigt am",
    ):
        assert words in page.text
    assert page.links("www.example.org") == ["https://www.example.org"]
    assert page.links("Sprachcafé") == [f"{OFFERS}{other.pk}-sprachcafe/"]
    assert "Büro für Integration" in page.text

    bare = see(client, f"{OFFERS}{other.pk}-sprachcafe/")
    assert bare.text.count("nicht angegeben, bitte fragen") == 3


def test_an_agencys_offer_names_the_agency(client):
    agency = AgencyFactory(title="Beratungshaus")
    offer = OfferFactory(municipality=agency.municipality, agency=agency, provider="", is_free=True, is_published=True)

    page = see(client, offer.get_absolute_url())
    assert "Anbieter Beratungshaus" in page.text
    assert "kostenlos" in page.text


def test_an_old_name_in_the_address_leads_to_the_present_one(client):
    offer = OfferFactory(title="Neu", is_published=True)

    response = client.get(f"{OFFERS}{offer.pk}-alt/")
    assert (response.status_code, response["Location"]) == (302, f"{OFFERS}{offer.pk}-neu/")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"status": DirectoryEntry.Status.WITHDRAWN, "confirmed_on": date(2018, 11, 1)},
        {"status": DirectoryEntry.Status.PUBLISHED, "confirmed_on": date(2018, 2, 4)},
    ],
)
def test_what_is_not_public_answers_like_what_never_was(client, values):
    offer = OfferFactory(**values)
    hidden, missing = (client.get(f"{OFFERS}{pk}-eintrag/") for pk in (offer.pk, 987_654))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_english_shows_english_or_says_that_there_is_only_german(client):
    both = OfferFactory(title_de="Sprachcafé", title_en="Language café", is_published=True)
    german = OfferFactory(title_de="Kurs", is_published=True)

    assert see(client, f"/en{OFFERS}{both.pk}-sprachcafe/").heading == "Language café"
    page = see(client, f"/en{OFFERS}{german.pk}-kurs/")
    assert page.heading == "Kurs"
    assert "only in German" in page.text or "in German only" in page.text


# --- volunteering ------------------------------------------------------------------------------------------------
def test_volunteering_lists_the_networks_by_body_and_finds_that_of_a_place(client):
    network = VolunteerNetworkFactory(title="Lotsen", guide_count=18, counted_on=date(2018, 9, 30), is_published=True)
    PostalCodeFactory(code="35576", town=TownFactory(municipality=network.municipality, name="Wetzlar"))
    VolunteerNetworkFactory(title="Paten", is_published=True)
    VolunteerNetworkFactory(title="Entwurf")

    page = see(client, VOLUNTEERING)
    assert "Lotsen" in page.text
    assert "Paten" in page.text
    assert "Entwurf" not in page.text
    assert "Eingetragen in 2 von 3 Kommunen." in page.text

    found = see(client, f"{VOLUNTEERING}?ort=35576")
    assert names(found) == ["Lotsen"]
    assert "18 Personen (Stand: 30.09.2018)" in found.text


def test_a_place_without_a_network_names_whom_to_ask(client):
    town = PostalCodeFactory(code="35576").town
    assert "Hier ist noch kein Netzwerk eingetragen." in see(client, f"{VOLUNTEERING}?ort=35576").text

    ContactPointFactory(municipality=town.municipality)
    page = see(client, f"{VOLUNTEERING}?ort=35576")
    assert "Fragen Sie die Ansprechstelle: Büro für Integration, 069 90009 100." in page.text


def test_volunteering_is_honest_where_nothing_is_entered_or_found(client):
    assert "Noch kein Netzwerk eingetragen" in see(client, VOLUNTEERING).text
    assert "„Nirgendwo“ haben wir in Hessen nicht gefunden." in see(client, f"{VOLUNTEERING}?ort=Nirgendwo").text


# --- the API -----------------------------------------------------------------------------------------------------
def test_the_api_tells_an_offer_with_its_origin_and_how_fresh_it_is(client):
    offer = OfferFactory(
        title="Kurs", languages="de ar", is_free=True, status="published", confirmed_on=date(2018, 4, 1), town="Hanau"
    )
    OfferFactory()

    assert client.get(API).json() == {
        "items": [
            {
                "id": offer.pk,
                "municipality": offer.municipality.key,
                "municipality_slug": offer.municipality.slug,
                "title": "Kurs",
                "topic": "language",
                "description": "",
                "provider": "Verein",
                "languages": ["de", "ar"],
                "place": "",
                "street": "",
                "postal_code": "",
                "town": "Hanau",
                "access": None,
                "hours": "",
                "is_free": True,
                "cost": "",
                "phone": "069 90009-700",
                "email": "",
                "website": "",
                "url": f"/angebote/{offer.pk}-kurs/",
                "confirmed_on": "2018-04-01",
                "is_confirmation_due": True,
                "origin": "decided",
                "source": None,
            }
        ],
        "count": 1,
    }


@pytest.mark.parametrize(("values", "is_free"), [({"is_free": True}, True), ({"cost": "5 €"}, False), ({}, None)])
def test_the_api_knows_free_not_free_and_not_known(client, values, is_free):
    OfferFactory(is_published=True, **values)

    assert client.get(API).json()["items"][0]["is_free"] is is_free


def test_the_api_filters_by_topic_language_and_body(client):
    offer = OfferFactory(topic="work", languages="ar", is_published=True)
    OfferFactory(is_published=True)

    for query in ({"topic": "work"}, {"language": "ar"}, {"municipality": offer.municipality.key}):
        assert [row["id"] for row in client.get(API, query).json()["items"]] == [offer.pk]


@pytest.mark.parametrize(
    "query", [{"topic": "x"}, {"language": "xx"}, {"municipality": "x"}, {"ort": "x"}, {"limit": "0"}]
)
def test_the_api_names_what_is_wrong(client, query):
    response = client.get(API, query)

    assert response.status_code == 422
    assert [fault["field"] for fault in response.json()["detail"]] == list(query)


@pytest.mark.parametrize("count", [1, 3])
def test_the_api_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    for _ in range(count):
        OfferFactory(is_published=True)

    with django_assert_num_queries(2):  # rows, count
        assert client.get(API).json()["count"] == count
