"""What all public pages share: languages, menu, help where something is missing, no trace of who reads."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context
from django.utils import translation

from tests.clients import client_of
from tests.journeys.reader import Page
from wir_portal.core.languages import OTHERS
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
HOST = "http://127.0.0.1:8000"
PREFIXES = {"de": "", "en": "/en", "ar": "/ar", "uk": "/uk", "fa": "/fa", "tr": "/tr", "de-simple": "/leicht"}
TAGS = {"de-simple": "de"}
RTL = ("ar", "fa")
NAMES = dict(settings.LANGUAGES)


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
    (current,) = [link for link in shown.root.all("a") if link["hreflang"] and link["aria-current"]]
    assert (current.text, current["lang"], current["aria-current"]) == ("Deutsch", "de", "true")


@pytest.mark.parametrize("address", ["/programm/", "/ar/programm/", "/leicht/programm/"])
def test_a_page_names_its_own_address_and_the_one_in_each_language(client, demo, address):
    shown = Page("", client.get(address, {"a": "ü"}).content.decode())

    links = shown.root.all("link")
    assert [link["href"] for link in links if link["rel"] == "canonical"] == [f"{HOST}{address}?a=%C3%BC"]
    assert {link["hreflang"]: link["href"] for link in links if link["rel"] == "alternate"} == {
        code: f"{HOST}{prefix}/programm/?a=%C3%BC" for code, prefix in {**PREFIXES, "x-default": ""}.items()
    }
    (strip,) = [nav for nav in shown.root.all("nav") if nav["class"] == "wir-strip"]
    said = [(a["hreflang"], a["lang"], a["dir"], a["href"], a.text) for a in strip.all("a")]
    assert said == [
        (code, TAGS.get(code, code), "rtl" if code in RTL else "ltr", f"{prefix}/programm/?a=%C3%BC", NAMES[code])
        for code, prefix in PREFIXES.items()
    ]


@pytest.mark.parametrize(("code", "prefix"), [(code, prefix) for code, prefix in PREFIXES.items() if code in OTHERS])
@pytest.mark.parametrize("address", ["/", "/hilfe-finden/?ort=Fulda", "/kommunen/landkreis-fulda/", "/impressum/"])
def test_a_page_says_its_language_its_direction_and_that_nobody_checked_it(client, demo, code, prefix, address):
    response = client.get(prefix + address)

    shown = Page(address, response.content.decode())
    (html,) = shown.root.all("html")
    assert (response.status_code, response["Content-Language"]) == (200, TAGS.get(code, code))
    assert (html["lang"], html["dir"]) == (TAGS.get(code, code), "rtl" if code in RTL else "ltr")
    assert len(response.content) <= MAX_BYTES
    (mark,) = [p for p in shown.root.all("p") if "wir-translation" in p["class"]]
    assert [(a["href"], a["lang"]) for a in mark.all("a")] == [(address, "de")]
    assert f"{prefix}/zahlen/" in [link["href"] for link in shown.root.all("a")]


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
    assert [room["is_current"] for room in portal.public_menu(Context())] == [False] * 7
    hrefs = [language["href"] for language in portal.other_languages(Context())]
    assert hrefs == [f"{prefix}/" for prefix in PREFIXES.values()]


def test_a_field_says_its_language_only_where_it_differs_from_the_pages():
    row = type("Row", (), {"name": "Name", "name_en": "", "title": "Title", "title_en": "Title", "note": ""})()

    def said(language, field):
        with translation.override(language):
            return portal.lang_of(Context(), row, field)

    assert [said(language, "name") for language in ("de", "en", "ar", "de-simple", None)] == [
        "", ' lang="de"', ' lang="de" dir="ltr"', "", "",
    ]  # fmt: skip
    assert (said("en", "title"), said("en", "note")) == ("", "")
