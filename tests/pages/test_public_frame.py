"""What all public pages share: languages, menu, help where something is missing, no trace of who reads."""

import re

import pytest
from django.core.management import call_command
from django.template import Context
from django.utils import translation

from tests.clients import client_of
from tests.journeys.reader import Page
from wir_portal.core.middleware import LAST_SEEN
from wir_portal.pages.templatetags import portal

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/",
    "/programm/",
    "/foerderlinien/",
    "/foerderlinien/fallmanagement/",
    "/kommunen/",
    "/kommunen/?ort=Fulda",
    "/kommunen/landkreis-fulda/",
    "/zahlen/",
    "/quellen/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/leichte-sprache/",
)
FILES = ("/foerderlinien.csv", "/foerderlinien/fallmanagement.csv", "/kommunen.csv", "/kommunen/landkreis-fulda.csv")
MAX_BYTES = 60 * 1024


@pytest.fixture
def demo():
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)


def test_every_page_is_small_has_one_heading_and_its_own_title_in_both_languages(client, demo):
    titles = set()
    for address in ADDRESSES:
        for prefix in ("", "/en"):
            response = client.get(prefix + address)
            assert response.status_code == 200
            assert len(response.content) <= MAX_BYTES
            shown = Page(prefix + address, response.content.decode())
            assert shown.heading
            assert shown.language == response["Content-Language"] == (prefix.strip("/") or "de")
            assert shown.root.all("html")[0]["dir"] == "ltr"
            titles.add((prefix, shown.root.all("title")[0].text))
    assert len(titles) == 2 * len(ADDRESSES)


def test_no_page_or_file_leaves_a_trace_of_who_reads(demo, officer, django_assert_max_num_queries):
    reader = client_of(officer)
    nobody = client_of(None)
    for address in (*ADDRESSES, *FILES):
        with django_assert_max_num_queries(10) as queries:
            response = reader.get(address)
        assert re.findall('"(?:django_session|core_user|core_user_groups)"', str(queries.captured_queries)) == []
        assert response.cookies == {}
        assert "Cookie" not in response.get("Vary", "")
        assert response.content == nobody.get(address).content
    assert nobody.cookies == {}
    assert set(reader.cookies) == {"sessionid", LAST_SEEN}


def test_the_other_language_is_the_same_page_with_the_same_question(client, demo):
    shown = Page("", client.get("/kommunen/", {"bezirk": "Gießen", "art": "district"}).content.decode())

    assert shown.links("English") == ["/en/kommunen/?bezirk=Gie%C3%9Fen&art=district"]
    assert shown.links("Deutsch") == ["/kommunen/?bezirk=Gie%C3%9Fen&art=district"]
    alternates = {link["hreflang"]: link["href"] for link in shown.root.all("link") if link["rel"] == "alternate"}
    assert alternates == {"de": shown.links("Deutsch")[0], "en": shown.links("English")[0]}
    (current,) = [link for link in shown.root.all("a") if link["hreflang"] and link["aria-current"]]
    assert (current.text, current["lang"], current["aria-current"]) == ("Deutsch", "de", "true")


def test_the_english_page_leads_back_to_the_german_one(client, demo):
    shown = Page("", client.get("/en/zahlen/", {"jahr": "2017"}).content.decode())

    assert shown.links("Deutsch") == ["/zahlen/?jahr=2017"]
    assert shown.links("English") == ["/en/zahlen/?jahr=2017"]


def test_the_menu_marks_the_room_the_page_lies_in(client, demo):
    shown = Page("", client.get("/kommunen/landkreis-fulda/").content.decode())

    (menu,) = [nav for nav in shown.root.all("nav") if nav["aria-label"] == "Hauptmenü"]
    assert [(link.text, link["href"]) for link in menu.all("a") if link["aria-current"] == "page"] == [
        ("Kommunen", "/kommunen/")
    ]


@pytest.mark.parametrize(
    ("prefix", "heading"), [("", "Diese Seite gibt es nicht"), ("/en", "This page does not exist")]
)
@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/kommunen/atlantis/", "/foerderlinien/lotto/", "/kommunen/x.csv"])
def test_a_page_that_does_not_exist_helps_in_the_language_of_its_address(client, prefix, heading, path):
    response = client.get(prefix + path)

    shown = Page(path, response.content.decode())
    assert (response.status_code, shown.heading) == (404, heading)
    assert shown.links("Deutsch") == ["/"]
    assert f"{prefix}/zahlen/" in [link["href"] for link in shown.main.all("a")]


@pytest.mark.parametrize("hidden", ["%00", "%E2%80%AE", "%0B", "%1B"])
def test_a_question_with_hidden_characters_is_refused_with_help(client, hidden):
    response = client.get(f"/kommunen/?ort=Ful{hidden}da")

    shown = Page("", response.content.decode())
    assert (response.status_code, shown.heading) == (400, "Diese Anfrage haben wir nicht verstanden")
    assert "/kommunen/" in [link["href"] for link in shown.main.all("a")]


def test_without_a_request_the_menu_marks_nothing_and_languages_lead_to_the_start():
    assert [room["is_current"] for room in portal.public_menu(Context())] == [False] * 6
    assert [language["href"] for language in portal.other_languages(Context())] == ["/", "/en/"]


def test_a_field_says_its_language_only_where_it_differs_from_the_pages():
    row = type("Row", (), {"name": "Name", "name_en": "", "title_en": "Title"})()

    with translation.override("de"):
        assert portal.lang_of(row, "name") == ""
    with translation.override("en"):
        assert portal.lang_of(row, "name") == ' lang="de"'
        assert portal.lang_of(row, "title") == ""
    with translation.override(None):
        assert portal.lang_of(row, "name") == ""
