"""Signing in: by name, never open to guessing, the same answer for every name."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from wir_portal.core.accounts import PortalAdapter, PortalBackend
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"
PASSWORD = "ein-langes-kennwort"
MISMATCH = "Anmeldename und Passwort passen nicht zusammen."
TOO_MANY = "Das waren zu viele Versuche."
NEVER_FOLLOWED = (
    "https://example.org/",
    "//example.org/",
    "/\\example.org",
    "http:example.org",
    "javascript:alert(1)",
    "\t//example.org/",
    "//[",
    "",
)


class CountingHasher(MD5PasswordHasher):
    algorithm = "md5"
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


def account(name="konto", **fields):
    user = UserFactory(username=name, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, login="konto", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": login, "password": password, **extra.pop("data", {})}, **extra)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def without_chance(response, name):
    """The page without its random parts and the typed name."""
    content = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return content.replace(name, "…")


@pytest.mark.parametrize("login", ["konto", "Konto", "KONTO", "  konto "])
def test_the_name_and_the_password_open(client, login):
    user = account()

    response = sign_in(client, login)

    assert (response.status_code, response.url) == (302, "/portal/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_staff_begins_in_the_administration(client):
    account(group=StaffGroup.MINISTRY_READER)

    assert sign_in(client).url == "/admin/"


def test_an_unknown_name_a_locked_account_and_a_wrong_password_answer_alike(client):
    account("offen")
    account("gesperrt", is_active=False)

    answers = {
        (response.status_code, without_chance(response, name))
        for name, password in (
            ("offen", "falsch"),
            ("gesperrt", PASSWORD),
            ("gesperrt", "falsch"),
            ("niemand", PASSWORD),
        )
        for response in [sign_in(client, name, password)]
    }

    ((status, page),) = answers
    assert (status, page.count(MISMATCH), is_signed_in(client)) == (200, 1, False)


@pytest.mark.parametrize("name", ["offen", "gesperrt", "ohne", "niemand"])
def test_every_refusal_costs_one_hash(client, settings, name):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    account("offen")
    account("gesperrt", is_active=False)
    without = account("ohne")
    without.set_unusable_password()
    without.save()
    CountingHasher.hashed = 0

    sign_in(client, name, "falsch")

    assert CountingHasher.hashed == 1


@pytest.mark.parametrize(
    ("name", "password"), [("konto", "falsch"), ("gesperrt", PASSWORD), ("gesperrt", "falsch"), ("niemand", "falsch")]
)
def test_after_five_failures_the_name_takes_a_break(client, name, password):
    account()
    account("gesperrt", is_active=False)

    answers = [sign_in(client, name, password).content.decode() for _ in range(6)]

    assert [MISMATCH in page for page in answers] == [True] * 5 + [False]
    assert [TOO_MANY in page for page in answers] == [False] * 5 + [True]


def test_during_the_break_the_right_password_opens_nothing(client):
    account()
    for spelling in ("konto", "KONTO", " konto", "Konto", "konto "):
        sign_in(client, spelling, "falsch")

    response = sign_in(client)

    assert TOO_MANY in response.content.decode()
    assert not is_signed_in(client)


def test_the_break_is_over_after_five_minutes(client, time_machine):
    account()
    time_machine.move_to("2026-03-02T10:00+01:00")
    for _ in range(5):
        sign_in(client, password="falsch")

    time_machine.move_to("2026-03-02T10:05:01+01:00")
    assert sign_in(client).status_code == 302


def test_the_break_counts_for_every_browser_address_and_host(settings):
    settings.ALLOWED_HOSTS = ["a.test", "b.test"]
    account()
    for number in range(5):
        sign_in(HouseClient(), password="falsch", REMOTE_ADDR=f"198.51.100.{number}", HTTP_HOST="a.test")

    other = HouseClient()
    sign_in(other, REMOTE_ADDR="198.51.100.9", HTTP_HOST="b.test")

    assert not is_signed_in(other)


def test_the_break_of_one_name_leaves_the_others_alone(client):
    account()
    for _ in range(6):
        sign_in(client, "niemand", "falsch")

    assert sign_in(client).status_code == 302


def test_signing_in_counts_as_no_failure():
    account()

    assert [sign_in(HouseClient()).status_code for _ in range(8)] == [302] * 8


def test_one_address_tries_twenty_names_a_minute(client):
    account()
    for number in range(20):
        sign_in(client, f"niemand-{number}", "falsch")

    assert TOO_MANY in sign_in(client).content.decode()
    assert sign_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_address_sends_sixty_forms_a_minute(client):
    statuses = [client.post(LOGIN).status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]
    assert client.get(LOGIN).status_code == 200


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, {"login", "password"}),
        ({"login": "konto"}, {"password"}),
        ({"login": "k" * 151, "password": PASSWORD}, {"login"}),
        ({"login": "kon\0to", "password": PASSWORD}, {"login"}),
        ({"login": "konto", "password": "\0"}, {"password"}),
        ({"login": "konto", "password": "x" * 201}, {"password"}),
        ({"login": "konto", "password": "x" * 200}, {"__all__"}),
        ({"login": "\u202ekonto", "password": PASSWORD}, {"__all__"}),
        ({"login": b"\xed\xa0\x80konto", "password": PASSWORD}, {"__all__"}),
    ],
)
def test_what_is_no_name_or_password_is_named_at_its_field(client, data, fields):
    account()

    response = client.post(LOGIN, data)

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == fields


@pytest.mark.parametrize("address", NEVER_FOLLOWED)
@pytest.mark.parametrize("sent_in", ["query", "form"])
def test_nobody_is_led_away_from_here(client, address, sent_in):
    account()

    response = client.post(
        LOGIN,
        {"login": "konto", "password": PASSWORD} | ({"next": address} if sent_in == "form" else {}),
        query_params={"next": address} if sent_in == "query" else {},
    )

    assert (response.status_code, response.url) == (302, "/portal/")


@pytest.mark.parametrize("address", ["/portal/landkreis-fulda/?jahr=2018", "http://testserver/portal/"])
def test_the_page_that_was_asked_for_comes_next(client, address):
    account()

    assert sign_in(client, data={"next": address}).url == address


def test_over_https_nobody_is_led_back_to_http(client):
    account()

    assert sign_in(client, data={"next": "http://testserver/portal/"}, secure=True).url == "/portal/"


def test_a_line_break_in_the_next_address_adds_no_header(client):
    account()

    response = sign_in(client, data={"next": "/portal/\r\nSet-Cookie: a=b"})

    assert response.url == "/portal/%0D%0ASet-Cookie:%20a=b"


@pytest.mark.parametrize(
    ("query", "leads_to"), [({}, "/portal/"), ({"next": "/x/"}, "/x/"), ({"next": "//example.org/"}, "/portal/")]
)
def test_whoever_is_signed_in_is_led_on(query, leads_to):
    client = client_of(UserFactory())

    assert client.get(LOGIN, query).url == leads_to
    assert client.post(LOGIN, query_params=query).url == leads_to


def test_no_permission_of_django_opens_a_door():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_user"))

    assert not user.has_perm("core.view_user")
    assert not user.has_module_perms("core")
    assert not PortalBackend().has_perm(UserFactory(is_superuser=True), "core.view_user")


def test_nobody_signs_up(rf):
    assert not PortalAdapter().is_open_for_signup(rf.get("/"))


def test_the_password_page_is_the_sign_in_for_nobody(client):
    assert client.get(reverse("account_change_password")).url == "/konto/login/?next=/konto/passwort/"
