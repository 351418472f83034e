"""News and questions as everybody reads them: only what is published, only from its day on."""

from datetime import date
from xml.etree import ElementTree

import pytest

from tests.factories.core import SourceFactory
from tests.factories.pages import NewsItemFactory, QuestionFactory
from tests.journeys.reader import Page
from wir_portal.core.models import Origin
from wir_portal.pages.models import NewsItem

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Page(address, response.content.decode())


def published(day, **fields):
    return NewsItemFactory(status="published", published_on=date.fromisoformat(day), **fields)


def headings(shown):
    return [heading.text for heading in shown.main.all("h3")]


def test_the_list_shows_what_is_published_newest_first(client):
    published("2018-11-01", title_de="Älter")
    published("2018-11-05", title_de="Von heute", origin=Origin.EXAMPLE)
    published("2018-11-06", title_de="Von morgen")
    NewsItemFactory(title_de="Entwurf")

    shown = page(client, "/aktuelles/")

    assert headings(shown) == ["Von heute", "Älter"]
    assert "Von heute 05.11.2018 Beispieldaten Kurz gesagt." in shown.text
    assert "Älter 01.11.2018 Kurz gesagt." in shown.text


def test_news_of_tomorrow_appears_tomorrow_everywhere(client, turn_clock):
    item = published("2018-11-06", title_de="Von morgen")
    addresses = (item.get_absolute_url(), "/aktuelles/", "/aktuelles.atom", "/suche/?q=morgen")

    def shown():
        return ["Von morgen" in client.get(address).content.decode() for address in addresses]

    assert shown() == [False] * 4
    assert client.get(item.get_absolute_url()).status_code == 404
    turn_clock("2018-11-05T23:59:58+01:00")
    assert shown() == [False] * 4
    turn_clock("2018-11-06T00:00:00+01:00")
    assert shown() == [True] * 4


def test_a_draft_is_like_what_never_was(client):
    item = NewsItemFactory()

    answers = [client.get(f"/aktuelles/{slug}/") for slug in (item.slug, "gibt-es-nicht")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_one_item_shows_its_text_and_its_day(client):
    item = published("2018-11-01", body_de="## Teil\n\nEin **Satz**. <script>alert(1)</script>", title_de="Neues")

    shown = page(client, item.get_absolute_url())

    assert (item.get_absolute_url(), shown.heading) == ("/aktuelles/neues/", "Neues")
    assert "01.11.2018 Neues Kurz gesagt. Teil Ein Satz." in shown.text
    assert shown.root.all("script") == []
    assert shown.root.all("title")[0].text == "Neues – Aktuelles – WIR Hessen"


def test_in_english_german_texts_say_so(client):
    item = published("2018-11-01", title_de="Neues", title_en="News of today")

    shown = page(client, f"/en/aktuelles/{item.slug}/")

    assert (shown.heading, shown.root.all("h1")[0]["lang"]) == ("News of today", "")
    assert "So far this text exists only in German." in shown.text
    assert [box.text for box in shown.main.all("div", "p") if box["lang"] == "de"] == ["Kurz gesagt.", "Ein Absatz."]


@pytest.mark.parametrize(("number", "shown_page"), [("", 1), ("2", 2), ("99", 2), ("x", 1), ("-1", 2)])
def test_many_news_stand_on_several_pages(client, number, shown_page):
    for index in range(11):
        published("2018-11-01", title_de=f"Meldung {index}")

    shown = page(client, f"/aktuelles/?seite={number}")

    assert f"Seite {shown_page} von 2" in shown.text
    assert len(headings(shown)) == {1: 10, 2: 1}[shown_page]


def test_without_news_the_page_says_so_and_no_menu_leads_to_it(client):
    shown = page(client, "/aktuelles/")
    assert "Noch keine Meldungen" in shown.text
    assert page(client, "/quellen/").links("Aktuelles") == []

    published("2018-11-01")

    assert page(client, "/quellen/").links("Aktuelles") == ["/aktuelles/"]
    assert page(client, "/en/quellen/").links("News") == ["/en/aktuelles/"]


@pytest.mark.parametrize(("prefix", "title"), [("", "WIR Hessen: Aktuelles"), ("/en", "WIR Hessen: News")])
def test_the_feed_is_atom_in_the_language_of_its_address(client, prefix, title):
    published("2018-11-01", title_de="Neues", title_en="Something new", lead_en="In short.", origin=Origin.EXAMPLE)
    published("2018-11-06")

    response = client.get(f"{prefix}/aktuelles.atom")

    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}title") == title
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == (prefix.strip("/") or "de")
    expected = ("Something new (Example data)", "In short.") if prefix else ("Neues (Beispieldaten)", "Kurz gesagt.")
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == expected
    assert entry.find(f"{ATOM}link").attrib["href"].endswith(f"{prefix}/aktuelles/neues/")
    assert entry.findtext(f"{ATOM}published") == "2018-11-01T00:00:00+01:00"
    assert entry.findtext(f"{ATOM}updated") >= "2018-11-05T09:00"
    assert client.post(f"{prefix}/aktuelles.atom").status_code == 405


def test_the_start_page_shows_the_latest_two(client):
    assert "Aktuelles" not in page(client, "/").text

    for number in (1, 2, 3):
        published(f"2018-11-0{number}", title_de=f"Meldung {number}")

    (section,) = [one for one in page(client, "/").main.all("section") if one["aria-labelledby"] == "h-neu"]
    assert [heading.text for heading in section.all("h3")] == ["Meldung 3", "Meldung 2"]


def test_an_address_stays_when_the_heading_changes_and_none_is_given_twice():
    items = [NewsItemFactory(title_de=title) for title in ("Größe!", "Größe", "…", "x" * 100)]
    items[0].title_de = "Anders"
    items[0].save()

    assert [item.slug for item in items] == ["groesse", "groesse-2", "meldung", "x" * 60]
    assert str(NewsItem.objects.get(slug="groesse")) == "Anders"


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    items = [NewsItemFactory(is_published=True) for _ in range(count)]
    QuestionFactory.create_batch(count, source=SourceFactory())

    with django_assert_num_queries(3):  # count, page, foot
        client.get("/aktuelles/")
    with django_assert_num_queries(2):  # item, foot
        client.get(items[0].get_absolute_url())
    with django_assert_num_queries(1):
        client.get("/aktuelles.atom")
    with django_assert_num_queries(2):  # questions, foot
        client.get("/fragen/")


# --- questions -------------------------------------------------------------------------------------------------------
def test_questions_stand_by_topic_in_their_order_with_their_source(client):
    source = SourceFactory(publisher="Ministerium", published_on="2018-02-22")
    QuestionFactory(question_de="Zweite?", rank=20)
    QuestionFactory(question_de="Erste?", rank=10, source=source, slug="erste")
    QuestionFactory(question_de="Geld?", topic="money", rank=5)
    QuestionFactory(question_de="Geheim?", is_published=False)

    shown = page(client, "/fragen/")

    assert headings(shown) == ["Erste?", "Zweite?", "Geld?"]
    assert [heading.text for heading in shown.main.all("h2")] == ["Das Programm", "Geld und Anträge"]
    assert "Erste? Genau so viel. Quelle: Ministerium, 22.02.2018 Zweite? Genau so viel." in shown.text
    assert next(heading["id"] for heading in shown.main.all("h3")) == "f-erste"
    assert page(client, "/suche/?q=erste").links("Erste?") == ["/fragen/#f-erste"]
    assert page(client, "/suche/?q=geheim").links("Geheim?") == []


def test_without_questions_the_page_says_so(client):
    assert "Noch keine Fragen" in page(client, "/fragen/").text


def test_an_english_page_names_the_language_of_german_questions(client):
    QuestionFactory(question_de="Warum?", question_en="Why?")

    shown = page(client, "/en/fragen/")

    assert headings(shown) == ["Why?"]
    assert "So far this text exists only in German." in shown.text
    assert [box.text for box in shown.main.all("div") if box["lang"] == "de"] == ["Genau so viel."]
