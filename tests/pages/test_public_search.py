"""The search page: what is found by kind, what is not found and what then, whatever somebody types."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.factories.casemanagers import OfferFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import FundingLineFactory
from tests.journeys.reader import Page
from wir_portal.core.models import Origin, SearchSynonym

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def page(client, prefix="", status=200, **asked):
    response = client.get(f"{prefix}/suche/", asked)
    assert response.status_code == status
    return Page("", response.content.decode())


def parts(shown):
    """Headings of the parts, with the headings of their lines."""
    return {
        section.all("h2")[0].text: [heading.text for heading in section.all("h3")]
        for section in shown.main.all("section")
    }


def title(shown):
    return shown.root.all("title")[0].text


def test_without_a_question_it_asks_and_shows_other_ways(client):
    shown = page(client)

    assert (shown.heading, title(shown)) == ("Suche", "Suche – WIR Hessen")
    form, _button = shown.form("Suchen")
    assert (form["method"], form["action"], form["role"]) == ("get", "/suche/", "search")
    assert parts(shown) == {"Oder so": ["Hilfe finden", "Landkreise und Städte", "Förderlinien", "Angebote"]}
    assert "Nichts gefunden" not in shown.text


def test_results_stand_by_kind_with_counts_place_and_mark(client):
    body = MunicipalityFactory(name="Landkreis Musterland")
    FundingLineFactory(name_de="Sprachförderung", summary_de="Kurse im Musterland.")
    OfferFactory(
        municipality=body, title="Deutschkurs", description="Für alle.", origin=Origin.EXAMPLE, is_published=True
    )

    shown = page(client, q=" MUSTERLAND ")

    assert parts(shown) == {
        "Förderlinien": ["Sprachförderung"],
        "Landkreise und Städte": ["Landkreis Musterland"],
        "Angebote": ["Deutschkurs"],
    }
    assert "3 Treffer für „MUSTERLAND“." in shown.text
    assert "Deutschkurs Landkreis Musterland Beispieldaten Für alle." in shown.text
    assert shown.links("Landkreis Musterland") == [body.get_absolute_url()]
    assert title(shown) == "MUSTERLAND – Suche – WIR Hessen"


def test_a_kind_with_many_shows_five_and_leads_to_all_of_them_page_by_page(client):
    for number in range(23):
        MunicipalityFactory(name=f"Stadt Muster {number:02}")

    shown = page(client, q="muster")
    assert len(parts(shown)["Landkreise und Städte"]) == 5
    assert shown.links("Alle 23 unter „Landkreise und Städte“ zeigen") == ["/suche/?q=muster&art=kommunen"]

    first = page(client, q="muster", art="kommunen")
    assert len(parts(first)["Landkreise und Städte"]) == 20
    assert first.links("Nächste Seite") == ["/suche/?q=muster&art=kommunen&seite=2"]
    assert first.links("Überall suchen") == ["/suche/?q=muster"]
    second = page(client, q="muster", art="kommunen", seite="2")
    assert parts(second) == {"Landkreise und Städte": [f"Stadt Muster {number}" for number in (20, 21, 22)]}
    assert second.links("Vorige Seite") == ["/suche/?q=muster&art=kommunen"]
    assert "Seite 2 von 2" in second.text
    assert title(second) == "muster – Landkreise und Städte, Seite 2 – Suche – WIR Hessen"


@pytest.mark.parametrize("number", ["3", "99", "9999", "0", "-1", "x", "٣", "9" * 30, ""])
def test_a_page_that_does_not_exist_shows_the_first(client, number):
    for index in range(23):
        MunicipalityFactory(name=f"Stadt Muster {index:02}")

    assert "Seite 1 von 2" in page(client, q="muster", art="kommunen", seite=number).text


def test_nothing_found_says_what_was_sought_and_what_to_do(client):
    shown = page(client, q="Quietscheente")

    assert list(parts(shown)) == ["So geht es weiter"]
    assert "Nichts gefunden für „Quietscheente“" in shown.text
    assert "ein anderes Wort oder nur seinen Anfang" in shown.text
    assert shown.links("Quietscheente") == []

    several = page(client, q="Quietscheente … Hanau")
    assert several.links("Hanau") == ["/suche/?q=Hanau"]
    assert several.links("…") == []

    narrow = page(client, q="Quietscheente", art="orte")
    assert "Gesucht wurde nur unter „Orte“." in narrow.text
    assert narrow.links("Überall suchen") == ["/suche/?q=Quietscheente"]


@pytest.mark.parametrize("typed", ["…", '"*"', "()", "-", "🙂"])
def test_punctuation_alone_asks_for_a_word(client, typed):
    shown = page(client, q=typed)

    assert "Schreiben Sie mindestens ein Wort" in shown.text
    assert "Treffer" not in shown.text


def test_a_very_long_question_is_cut_and_says_so(client):
    shown = page(client, q="wort " * 500)

    assert "Gesucht wurde nach den ersten Wörtern" in shown.text
    assert max(len(field["value"]) for field in shown.root.all("input")) <= 100


@pytest.mark.parametrize("typed", ["\x00", "a\x00b", "\u202e"])
def test_hidden_characters_are_refused_with_help(client, typed):
    assert page(client, status=400, q=typed).heading == "Diese Anfrage haben wir nicht verstanden"


def test_an_unknown_kind_is_no_kind(client):
    MunicipalityFactory(name="Stadt Muster")

    assert "Ein Treffer für „muster“." in page(client, q="muster", art="geheim").text


def test_markup_in_the_question_stays_text(client):
    shown = page(client, q="<script>alert(1)</script>")

    assert shown.root.all("script") == []
    assert "Nichts gefunden für „<script>alert(1)</script>“" in shown.text


def test_english_shows_english_texts_and_names_the_language_of_german_ones(client):
    FundingLineFactory(name_de="Sprachförderung", name_en="Language support", summary_de="Kurse")

    shown = page(client, "/en", q="Kurse")

    assert parts(shown) == {"Funding lines": ["Language support"]}
    assert "One result for" in shown.text
    (link,) = [link for link in shown.root.all("a") if link.text == "Language support"]
    assert (link["href"].startswith("/en/foerderlinien/"), link["lang"]) == (True, "")
    assert [part.text for part in shown.main.all("p") if part["lang"] == "de"] == ["Kurse"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
@hypothesis_settings(max_examples=150)
def test_whatever_somebody_types_is_answered(client, typed):
    SearchSynonym.objects.get_or_create(slug="flucht", words="Flucht\nAsyl")

    assert client.get("/suche/", {"q": typed}).status_code in (200, 400)


@pytest.mark.parametrize("query", ["?q=hilfe", "?q=hilfe&art=angebote", "?q=hilfe&art=angebote&seite=99"])
def test_a_search_costs_three_queries_four_beyond_the_end(client, django_assert_num_queries, query):
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)

    with django_assert_num_queries(4 if "seite" in query else 3):  # synonyms, what is found, news in the foot
        response = client.get(f"/suche/{query}")
    assert "Treffer" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_answers_questions(client, method):
    assert getattr(client, method)("/suche/").status_code == 405
