"""What every answer carries, and what is refused before a page sees it."""

from contextlib import closing

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
LIST_OF_THE_API = "/api/v1/municipalities/"
PUBLIC = ("/", "/en/", "/zahlen/", "/zahlen.csv", "/kommunen/", LIST_OF_THE_API, "/healthz", "/nichts/")
PRIVATE = ("/portal/", "/portal/nichts/", "/admin/", "/admin/core/user/", "/konto/login/", "/konto/nichts/")
ADMIN = ("/admin/", "/admin/core/user/", "/admin/nichts/")
POLICY = {
    "Content-Security-Policy": "base-uri 'none'; default-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'; script-src 'self'; style-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def staff_client():
    return client_of(UserFactory(group=StaffGroup.TECHNICAL))


def policy_of(response):
    headers = {name: response.headers.get(name) for name in POLICY}
    directives = sorted(part.strip() for part in (headers["Content-Security-Policy"] or "").split(";"))
    return headers | {"Content-Security-Policy": "; ".join(directives)}


# --- headers --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [*PUBLIC, *PRIVATE, "/%00"])
def test_every_answer_carries_the_whole_policy(client, path):
    assert policy_of(client.get(path)) == POLICY


def test_a_drawing_opened_on_its_own_does_too(client):
    with closing(client.get(staticfiles_storage.url("img/favicon.svg"))) as response:
        assert (response.status_code, policy_of(response)) == (200, POLICY)


@pytest.mark.parametrize("path", [*ADMIN, "/portal/nichts/", "/konto/passwort/"])
def test_answers_to_signed_in_people_do_too(path):
    assert policy_of(staff_client().get(path)) == POLICY


def test_a_refused_form_does_too():
    response = HouseClient(enforce_csrf_checks=True).post("/konto/login/")

    assert (response.status_code, policy_of(response)) == (403, POLICY)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_sets_no_cookie_and_asks_for_none(path):
    client = staff_client()

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", PRIVATE)
def test_no_cache_keeps_a_private_answer(client, path):
    for visitor in (client, staff_client()):
        assert {"private", "no-store"} <= set(visitor.get(path).headers["Cache-Control"].split(", "))


def test_a_public_page_may_be_kept(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


# --- hosts ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "localhost:x", "[::1", "a b", ""])
@pytest.mark.parametrize("path", ["/", "/konto/login/", "/admin/", LIST_OF_THE_API])
def test_a_host_that_is_not_ours_gets_the_page_of_400(client, host, path):
    response = client.get(path, headers={"host": host})

    assert (response.status_code, policy_of(response)) == (400, POLICY)
    assert "<h1>Diese Anfrage haben wir nicht verstanden</h1>" in response.content.decode()


# --- characters -----------------------------------------------------------------------------------------------------
CONTROLS = ("%00", "a%00b", "%E2%80%AE", "%E2%81%A6", "%D8%9C", "%1B", "%7F")
NO_TEXT = ("%ED%A0%80", "%FF", "%C3", "a=%FF&b=%00")


@pytest.mark.parametrize("bad", CONTROLS)
@pytest.mark.parametrize("path", ["/", "/en/", "/kommunen/", "/portal/", "/admin/", "/konto/", "/api/v1/", "/static/"])
def test_a_control_character_in_a_path_is_refused(client, path, bad):
    assert client.get(f"{path}{bad}").status_code == 400


@pytest.mark.parametrize("bad", NO_TEXT)
def test_a_path_of_broken_bytes_leads_nowhere(client, bad):
    assert client.get(f"/kommunen/{bad}/").status_code == (400 if "%00" in bad else 404)


@pytest.mark.parametrize("bad", [*CONTROLS, *NO_TEXT])
@pytest.mark.parametrize(
    "path", ["/?{}", "/?ort={}", "/?ort=a&ort={}", "/?a+b={}", "/konto/login/?next={}", "/portal/?{}=1"]
)
def test_a_query_nobody_can_read_is_refused(client, path, bad):
    assert client.get(path.format(bad)).status_code == 400


@pytest.mark.parametrize("bad", CONTROLS)
def test_the_api_names_the_parameter_itself(client, bad):
    assert client.get(f"/api/v1/municipalities/?on={bad}").status_code == 422


@pytest.mark.parametrize(
    "query", ["ort=Gro%C3%9F-Gerau", "ort=a+b%0D%0A", "ort=%25", "ort=100%", "ort=%zz", "ort=😀", "&&=", "="]
)
def test_everything_that_can_be_read_is_let_through(client, query):
    assert client.get(f"/kommunen/?{query}").status_code == 200


def test_a_percent_sign_in_a_path_is_only_a_character(client):
    assert client.get("/100%25ff/").status_code == 404
    assert client.get("/%2500/").status_code == 404


def test_more_parameters_than_anyone_sends_are_refused(client):
    assert client.get("/kommunen/?" + "&".join(f"a{number}=1" for number in range(1001))).status_code == 400


def test_an_endless_address_is_refused_at_the_door(client):
    assert client.get("/portal/?a=" + "x" * 20_000).status_code == 400


# --- languages ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "de"), ("/en/", "en"), ("/en/nichts/", "en"), ("/en/%00", "en"), ("/entwurf/", "de")],
)
def test_the_path_alone_names_the_language(client, path, language):
    client.cookies["django_language"] = "en" if language == "de" else "de"

    response = client.get(path, headers={"accept-language": "en, fr"})

    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()
    assert "Accept-Language" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/portal/", "/admin/", "/konto/login/", LIST_OF_THE_API, "/healthz"])
def test_only_public_pages_have_a_language_in_their_path(client, path):
    assert client.get(f"/en{path}").status_code == 404


# --- doors ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/portal/", "/portal/nichts/?a=b&c", *ADMIN, "/admin/login/"])
@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_nobody_learns_what_lies_behind_the_doors(client, path, method):
    response = getattr(client, method)(path)

    wanted = path.replace("?", "%3F").replace("=", "%3D").replace("&", "%26")
    assert (response.status_code, response.url) == (302, f"/konto/login/?next={wanted}")


@pytest.mark.parametrize("path", ADMIN)
@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}])
def test_the_administration_is_closed_for_everyone_without_a_staff_group(path, fields):
    assert client_of(UserFactory(**fields)).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/portalx/", "/administration/", "/kontoauszug/"])
def test_an_address_that_only_begins_alike_is_no_door(client, path):
    assert client.get(path).status_code == 404
