"""The list of the bodies: found by place, narrowed by filters, the same rows as a file."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from municipalities.models import LegalStatus
from tests.factories.municipalities import LegalStatusFactory, MunicipalityFactory, PostalCodeFactory, TownFactory
from tests.journeys.reader import Page

pytestmark = pytest.mark.django_db
LIST = "/kommunen/"
Kind = LegalStatus.Kind


def page(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return Page(LIST, response.content.decode())


def rows_of(client, **query):
    response = client.get("/kommunen.csv", query)
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def three():
    """A Landkreis with a city within it, and an independent city elsewhere."""
    district = MunicipalityFactory(sort_name="Musterland, Landkreis", name="Landkreis Musterland", region="Kassel")
    city = MunicipalityFactory(sort_name="Musterland, Stadt", name="Stadt Musterland", region="Kassel")
    alone = MunicipalityFactory(sort_name="Einzelstadt", name="Einzelstadt", region="Darmstadt")
    LegalStatusFactory(municipality=district)
    LegalStatusFactory(municipality=city, is_city_within=True, parent=district)
    LegalStatusFactory(municipality=alone, kind=Kind.INDEPENDENT_CITY)
    return district, city, alone


def test_all_bodies_stand_by_name_with_what_they_are(client, three):
    assert page(client).table("3 Kommunen") == [
        ["Einzelstadt", "kreisfreie Stadt", "Musterstadt", "Darmstadt"],
        ["Musterland, Landkreis", "Landkreis", "Musterstadt", "Kassel"],
        ["Musterland, Stadt", "Sonderstatusstadt", "Musterstadt", "Kassel"],
    ]


def test_a_place_of_one_body_leads_to_its_page(client, three):
    PostalCodeFactory(code="36037", town=TownFactory(municipality=three[1]))

    response = client.get(LIST, {"ort": " 36037 "})

    assert (response.status_code, response["Location"]) == (302, f"/kommunen/{three[1].slug}/")


def test_a_place_of_two_bodies_is_a_choice_with_their_towns(client, three):
    for body, names in ((three[0], "ABCDEFG"), (three[1], "H")):
        for name in names:
            PostalCodeFactory(code="36037", town=TownFactory(name=f"Ort {name}", municipality=body))

    text = page(client, ort="36037").text

    assert "Mehrere Treffer für „36037“" in text
    assert "Landkreis · Ort A; Ort B; Ort C; Ort D; Ort E; Ort F …" in text
    assert "Sonderstatusstadt · Ort H" in text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("99999", "Zu „99999“ kennen wir keinen Ort in Hessen."),
        ("Entenhausen", "„Entenhausen“ haben wir in Hessen nicht gefunden."),
        ("…", "„…“ haben wir in Hessen nicht gefunden."),
        ("<script>alert(1)</script>", "„<script>alert(1)</script>“ haben wir in Hessen nicht gefunden."),
        ("x" * 200, "Das ist zu lang."),
    ],
)
def test_who_finds_nothing_reads_why_and_still_sees_the_list(client, three, place, words):
    response = client.get(LIST, {"ort": place})
    shown = Page(LIST, response.content.decode())

    assert response.status_code == 200
    assert "Nichts gefunden" in shown.text
    assert words in shown.text
    assert shown.root.all("script") == []
    assert len(shown.table("3 Kommunen")) == 3
    (field,) = [one for one in shown.root.all("input") if one["name"] == "ort"]
    assert field["value"] == place[:80]


@pytest.mark.parametrize("place", ["", "   "])
def test_an_empty_search_shows_the_list(client, three, place):
    assert "Nichts gefunden" not in page(client, ort=place).text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"bezirk": "Kassel"}, ["Musterland, Landkreis", "Musterland, Stadt"]),
        ({"art": "district"}, ["Musterland, Landkreis"]),
        ({"bezirk": "Darmstadt", "art": "independent_city"}, ["Einzelstadt"]),
        ({"bezirk": "Atlantis", "art": "kingdom"}, ["Einzelstadt", "Musterland, Landkreis", "Musterland, Stadt"]),
        ({"bezirk": "", "art": ""}, ["Einzelstadt", "Musterland, Landkreis", "Musterland, Stadt"]),
    ],
)
def test_filters_narrow_page_and_file_alike(client, three, query, names):
    (caption,) = page(client, **query).captions()

    assert [row[0] for row in page(client, **query).table(caption)] == names
    bodies = {body.name: body.sort_name for body in three}
    assert [bodies[row["Kommune"]] for row in rows_of(client, **query)] == names


def test_each_chosen_filter_is_a_link_that_takes_it_away(client, three):
    shown = page(client, bezirk="Kassel", art="district")

    assert shown.links("Regierungsbezirk Kassel entfernen") == ["/kommunen/?art=district"]
    assert shown.links("Landkreis entfernen") == ["/kommunen/?bezirk=Kassel"]
    assert shown.links("Liste als CSV laden") == ["/kommunen.csv?bezirk=Kassel&art=district"]
    assert page(client, art="district").links("Landkreis entfernen") == ["/kommunen/"]


def test_filters_that_fit_nobody_say_so(client, three):
    shown = page(client, bezirk="Gießen", art="independent_city")

    assert "Keine Kommune passt zu beiden Angaben." in shown.text
    assert shown.links("Alle Kommunen zeigen") == ["/kommunen/"]


def test_legal_status_is_that_of_today(client, three, turn_clock):
    LegalStatusFactory(municipality=three[1], starts_on=date(2026, 1, 1), kind=Kind.INDEPENDENT_CITY, official_key=None)

    assert page(client, art=Kind.INDEPENDENT_CITY).table("Eine Kommune")[0][0] == "Einzelstadt"
    turn_clock("2026-01-01T00:00:01+01:00")
    rows = page(client, art=Kind.INDEPENDENT_CITY).table("2 Kommunen")
    assert [row[0] for row in rows] == ["Einzelstadt", "Musterland, Stadt"]
    assert [(row["Stand"], row["Amtlicher Schlüssel"]) for row in rows_of(client, art=Kind.INDEPENDENT_CITY)] == [
        ("2026-01-01", three[2].key),
        ("2026-01-01", ""),
    ]


def test_a_body_without_a_legal_status_is_listed_without_one(client):
    MunicipalityFactory(sort_name="Neuland")

    assert page(client).table("Eine Kommune") == [["Neuland", "", "Musterstadt", "Kassel"]]
    assert [row["Rechtsstellung"] for row in rows_of(client)] == [""]


def test_the_file_names_key_origin_and_source(client, three):
    (row,) = rows_of(client, bezirk="Darmstadt")

    assert row["Amtlicher Schlüssel 2018"] == row["Amtlicher Schlüssel"] == three[2].key
    assert (row["Rechtsstellung"], row["NUTS 3"], row["Herkunft"], row["Quelle"], row["Stand"]) == (
        "kreisfreie Stadt",
        "DE732",
        "Öffentliche Quelle",
        "Ministerium",
        "2018-11-05",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    for _ in range(count):
        LegalStatusFactory()

    for address, queries in ((LIST, 2), (reverse("public:municipalities:municipality-list-csv"), 1)):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_only_reading_is_possible(client):
    assert client.post(LIST).status_code == 405
    assert client.post("/kommunen.csv").status_code == 405
