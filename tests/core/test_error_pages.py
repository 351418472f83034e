"""Pages for what went wrong: the same bytes for everyone, and a way on."""

import re

import pytest
from django.db import OperationalError, connection
from django.urls import resolve
from django.utils import translation

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from wir_portal.core import error_pages
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
HEADINGS = {
    "400.html": "Diese Anfrage haben wir nicht verstanden",
    "403.html": "Das dürfen Sie mit diesem Konto nicht",
    "403_csrf.html": "Dieses Formular war zu lange offen",
    "404.html": "Diese Seite gibt es nicht",
    "429.html": "Das waren zu viele Versuche",
    "500.html": "Hier ist etwas schiefgegangen",
}
HANDLERS = {
    "400.html": error_pages.bad_request,
    "403.html": error_pages.forbidden,
    "403_csrf.html": error_pages.stale_form,
    "404.html": error_pages.not_found,
    "429.html": error_pages.too_many,
    "500.html": error_pages.server_error,
}


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


def members_of_all_kinds():
    membership = MembershipFactory(municipality=MunicipalityFactory(slug="landkreis-probe"))
    return [membership.user, *(UserFactory(group=group) for group in StaffGroup)]


@pytest.fixture
def broken_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("template", HEADINGS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_says_what_happened_and_leads_on(rf, template, language):
    with translation.override(language):
        response = HANDLERS[template](rf.get("/?geheim=1"))

    page = response.content.decode()
    assert response.status_code == int(template[:3])
    assert f'<html lang="{language}"' in page
    assert (page.count("<h1>"), "<form" in page, "geheim" in page) == (1, False, False)
    with translation.override(language):
        ways = [resolve(way) for way in re.findall(r'<li><h3><a href="(.*?)">', page)]
    assert len(ways) == 4


@pytest.mark.parametrize(("template", "words"), HEADINGS.items())
def test_every_page_has_its_own_words(rf, template, words):
    assert heading(HANDLERS[template](rf.get("/"))) == words


@pytest.mark.parametrize("template", HEADINGS)
def test_a_page_asks_no_database(rf, template, broken_database):
    assert HANDLERS[template](rf.get("/")).status_code == int(template[:3])


@pytest.mark.parametrize("path", ["/nichts/", "/kommunen/nichts/", "/konto/nichts/", "/en/nichts/"])
def test_what_is_not_there_is_the_same_for_everyone(client, path):
    answers = {client_of(user).get(path).content for user in members_of_all_kinds()} | {client.get(path).content}

    assert len(answers) == 1


def test_what_is_not_there_is_the_same_everywhere(client):
    officer, *staff = map(client_of, members_of_all_kinds())
    MunicipalityFactory(slug="landkreis-nebenan")

    answers = {
        client.get("/gibt-es-nicht/").content,
        client.get("/kommunen/gibt-es-nicht.csv").content,
        client.get("/static/gibt-es-nicht.css").content,
        officer.get("/portal/landkreis-nebenan/").content,
        officer.get("/portal/landkreis-gibt-es-nicht/").content,
        *(visitor.get("/portal/landkreis-probe/").content for visitor in staff),
        *(visitor.get("/admin/gibt-es-nicht/").content for visitor in staff),
    }

    assert len(answers) == 1


def test_the_other_language_has_its_own_page(client):
    german, english = client.get("/gibt-es-nicht/"), client.get("/en/gibt-es-nicht/")

    assert [page.status_code for page in (german, english)] == [404, 404]
    assert '<a href="/en/zahlen/">' in english.content.decode()
    assert '<a href="/zahlen/">' in german.content.decode()


def test_a_closed_door_is_the_same_for_everyone():
    officer, nobody = client_of(members_of_all_kinds()[0]), client_of(UserFactory())

    assert officer.get("/admin/").content == nobody.get("/admin/gibt-es-nicht/").content
    assert heading(officer.get("/admin/")) == HEADINGS["403.html"]


@pytest.mark.parametrize("cookie", [None, "", "q" * 32, "a" * 32 + "b" * 32])
@pytest.mark.parametrize("token", [None, "", "c" * 32, "ab" * 32])
@pytest.mark.parametrize("path", ["/konto/login/", "/konto/logout/"])
def test_a_form_without_its_secret_gets_our_page(cookie, token, path):
    client = HouseClient(enforce_csrf_checks=True)
    if cookie is not None:
        client.cookies["csrftoken"] = cookie

    response = client.post(path, {"login": "konto"} | ({} if token is None else {"csrfmiddlewaretoken": token}))

    assert (response.status_code, heading(response)) == (403, HEADINGS["403_csrf.html"])


def test_a_form_with_the_secret_of_its_page_is_taken():
    client = HouseClient(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/konto/login/").content.decode())[1]

    assert client.post("/konto/login/", {"csrfmiddlewaretoken": token}).status_code == 200


def test_a_form_from_another_site_gets_our_page():
    client = HouseClient(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/konto/login/").content.decode())[1]

    response = client.post("/konto/login/", {"csrfmiddlewaretoken": token}, headers={"origin": "https://example.org"})

    assert (response.status_code, heading(response)) == (403, HEADINGS["403_csrf.html"])


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_without_a_database_a_page_says_that_the_fault_is_ours(path, broken_database):
    response = HouseClient(raise_request_exception=False).get(path)

    assert response.status_code == 500
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content == HouseClient(raise_request_exception=False).get(f"{path}zahlen/").content


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_the_demonstration_shows_its_banner(client, settings, is_demo):
    settings.WIR_DEMO = is_demo

    page = client.get("/gibt-es-nicht/").content.decode()

    assert ("Heute ist hier der 05.11.2018" in page) is is_demo
