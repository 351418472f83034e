"""Sources, legal pages, Leichte Sprache: the editors' texts, honest about what is German only."""

import pytest

from tests.factories.core import SourceFactory
from tests.journeys.reader import Page
from wir_portal.core.models import SiteText

pytestmark = pytest.mark.django_db
ONLY_GERMAN = "So far this text exists only in German."
LEGAL = {"imprint": "/impressum/", "privacy": "/datenschutz/", "accessibility": "/barrierefreiheit/"}


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Page(address, response.content.decode())


def written(key, **fields):
    fields = {"title_de": "Überschrift", "body_de": "## Teil\n\nEin **Satz**."} | fields
    return SiteText.objects.create(key=key, **fields)


def languages(shown, tag):
    return {element.text: element["lang"] for element in shown.root.all(tag)}


@pytest.mark.parametrize(("key", "address"), LEGAL.items())
def test_a_legal_page_shows_its_text_and_its_day(client, key, address):
    text = written(key, updated_on="2018-11-01")

    shown = page(client, address)

    assert shown.heading == text.title
    assert "Überschrift Teil Ein Satz." in shown.text
    assert shown.text.endswith("Stand: 01.11.2018")
    assert languages(shown, "h1") == {"Überschrift": ""}


def test_a_text_without_a_day_names_none(client):
    written("imprint")

    assert "Stand:" not in page(client, "/impressum/").text


def test_in_english_a_german_text_says_so_and_names_its_language(client):
    written("privacy", title_en="Privacy", updated_on="2018-11-01")

    shown = page(client, "/en/datenschutz/")

    assert languages(shown, "h1") == {"Privacy": ""}
    assert f"Privacy {ONLY_GERMAN} Teil Ein Satz. As of 1 Nov 2018" in shown.text
    marked = [box.text for box in shown.root.all("div") if box["lang"] == "de"]
    assert marked == ["Teil Ein Satz."]


def test_a_translated_text_says_nothing_about_german(client):
    written("privacy", title_en="Privacy", body_en="One sentence.")

    shown = page(client, "/en/datenschutz/")

    assert ONLY_GERMAN not in shown.text
    assert [box for box in shown.root.all("div") if box["lang"] == "de"] == []


def test_a_title_that_is_german_says_so(client):
    written("privacy")

    assert languages(page(client, "/en/datenschutz/"), "h1") == {"Überschrift": "de"}


@pytest.mark.parametrize("address", [*LEGAL.values(), "/leichte-sprache/"])
def test_a_text_that_nobody_wrote_does_not_exist(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405


def test_leichte_sprache_has_a_drawing_beside_each_part(client):
    written(
        "easy-language",
        title_de="WIR in Leichter Sprache",
        body_de="Guten Tag.\n\n## Was ist WIR?\n\nEin Programm.\n\n## Etwas anderes\n\nEin Satz.",
    )

    shown = page(client, "/leichte-sprache/")

    assert [part.text for part in shown.root.all("h2")][:2] == ["Was ist WIR?", "Etwas anderes"]
    drawings = [len(svg.children) for svg in shown.root.all("svg") if svg["class"] == "wir-icon"]
    assert [bool(parts) for parts in drawings] == [False, True, False]
    assert shown.links("Hilfe in meinem Ort finden") == ["/leicht/hilfe-finden/"]


def test_leichte_sprache_is_german_on_the_english_page_too(client):
    written("easy-language", title_de="WIR in Leichter Sprache", body_de="## Was ist WIR?\n\nEin Programm.")

    shown = page(client, "/en/leichte-sprache/")

    assert (shown.language, shown.heading) == ("en", "WIR in Leichter Sprache")
    (easy,) = [box for box in shown.root.all("div") if box["lang"] == "de"]
    (note,) = [box for box in easy.all("div") if box["lang"] == "en"]
    assert note.text == ONLY_GERMAN


def test_html_in_a_text_stays_text(client):
    written("imprint", body_de="<script>alert(1)</script>\n\n[weiter](javascript:alert(1))")

    shown = page(client, "/impressum/")

    assert shown.root.all("script") == []
    assert [link for link in shown.root.all("a") if "javascript" in link["href"]] == []


def test_sources_are_named_with_day_licence_and_note(client):
    SourceFactory(
        publisher="Landtag",
        title="Antwort",
        published_on="2014-07-16",
        url="https://example.org/a",
        licence="CC BY 4.0",
    )
    SourceFactory(publisher="Amt", title="Zählung", note="Stand etwa 2018.")

    shown = page(client, "/quellen/")

    assert "Zählung Amt Stand etwa 2018. Antwort Landtag, 16.07.2014 Lizenz: CC BY 4.0" in shown.text
    assert shown.links("Antwort") == ["https://example.org/a"]
    assert shown.links("Zählung") == []
    assert "Antwort Landtag, 16 Jul 2014 Licence: CC BY 4.0" in page(client, "/en/quellen/").text


def test_without_a_source_the_page_says_so(client):
    assert "Noch keine Quellen eingetragen." in page(client, "/quellen/").text


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_texts_cost_two_queries(client, django_assert_num_queries, count):
    SourceFactory.create_batch(count)
    for key in [*LEGAL, "easy-language"]:
        written(key)

    for address in ("/quellen/", "/leichte-sprache/", *LEGAL.values()):
        with django_assert_num_queries(2):  # the text, news in the foot
            assert client.get(address).status_code == 200
