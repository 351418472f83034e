"""A session lives for ten hours at most, half an hour unused, and no GET writes into it."""

import re

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from wir_portal.core.middleware import LAST_SEEN, LAST_SEEN_SALT, last_seen

pytestmark = pytest.mark.django_db
LOGIN, PAGE = "/konto/login/", "/konto/passwort/"
PASSWORD = "ein-langes-kennwort"
WRITES = re.compile("INSERT|UPDATE|DELETE|REPLACE", re.IGNORECASE)


@pytest.fixture
def person():
    user = UserFactory(username="konto")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def signed_in(person, time_machine):
    """Signed in over the page, on a morning at ten."""
    time_machine.move_to("2026-03-02T10:00+01:00", tick=False)
    client = HouseClient()
    assert sign_in(client).status_code == 302
    return client


def sign_in(client):
    return client.post(LOGIN, {"login": "konto", "password": PASSWORD})


def is_let_in(client):
    """Whether a page that needs a session opens; its GET keeps the session awake."""
    response = client.get(PAGE)
    if response.status_code == 302:
        assert response.url == f"{LOGIN}?next={PAGE}"
    return response.status_code == 200


def written(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return [query["sql"] for query in queries if WRITES.match(query["sql"])]


# --- sign-in --------------------------------------------------------------------------------------------------------
def test_every_sign_in_has_a_key_of_its_own(client, person):
    client.get(LOGIN)
    keys = set()
    for _ in range(3):
        sign_in(client)
        keys.add(client.session.session_key)
        client.cookies.pop(LAST_SEEN)

    assert len(keys) == 3
    assert set(Session.objects.values_list("session_key", flat=True)) == {client.session.session_key}


def test_a_key_that_somebody_planted_opens_nothing(client, person):
    client.cookies[project.SESSION_COOKIE_NAME] = "x" * 32

    sign_in(client)

    assert client.session.session_key != "x" * 32
    client.cookies[project.SESSION_COOKIE_NAME] = "x" * 32
    assert not is_let_in(client)


def test_the_session_of_somebody_else_ends_with_a_sign_in(client, person):
    other = UserFactory()
    client.sign_in(other)
    key = client.session.session_key
    client.cookies.pop(LAST_SEEN)

    sign_in(client)

    assert not client.session.exists(key)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_both_cookies_are_for_this_site_and_no_script(client, person):
    response = sign_in(client)

    cookies = {name: response.cookies[name] for name in (project.SESSION_COOKIE_NAME, LAST_SEEN)}
    assert [(c["httponly"], c["samesite"], c["secure"], c["domain"]) for c in cookies.values()] == [
        (True, "Lax", "", "")
    ] * 2


def test_over_https_both_cookies_stay_there(client, person, settings):
    settings.SESSION_COOKIE_SECURE = True

    response = sign_in(client)

    assert [response.cookies[name]["secure"] for name in (project.SESSION_COOKIE_NAME, LAST_SEEN)] == [True, True]


# --- half an hour ---------------------------------------------------------------------------------------------------
def test_a_used_session_goes_on(signed_in, time_machine):
    for moment in ("10:29", "10:58", "11:27"):
        time_machine.move_to(f"2026-03-02T{moment}+01:00", tick=False)
        assert is_let_in(signed_in)


def test_an_unused_session_is_over_after_half_an_hour(signed_in, time_machine):
    time_machine.move_to("2026-03-02T10:30+01:00", tick=False)
    assert is_let_in(signed_in)

    time_machine.move_to("2026-03-02T11:00:01+01:00", tick=False)
    assert not is_let_in(signed_in)
    assert signed_in.get("/portal/").url == "/konto/login/?next=/portal/"
    assert LAST_SEEN not in {name for name, cookie in signed_in.cookies.items() if cookie.value}


def test_after_the_break_the_sign_in_opens_again(signed_in, time_machine):
    time_machine.move_to("2026-03-02T12:00+01:00", tick=False)
    assert signed_in.get(LOGIN).status_code == 200

    assert sign_in(signed_in).url == "/portal/"
    assert is_let_in(signed_in)


def test_public_pages_keep_nobody_awake_and_end_nothing(signed_in, time_machine):
    time_machine.move_to("2026-03-02T10:20+01:00", tick=False)
    assert not signed_in.get("/kommunen/").cookies
    time_machine.move_to("2026-03-02T10:31+01:00", tick=False)
    assert not signed_in.get("/kommunen/").cookies

    assert not is_let_in(signed_in)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "irgendetwas",
        last_seen(None),
        last_seen("x" * 32),
        signing.dumps("", salt="other"),
        signing.dumps(["a"], salt=LAST_SEEN_SALT),
    ],
    ids=["none", "empty", "words", "no session", "another session", "another salt", "no mark"],  # signed by the second
)
def test_without_its_own_mark_a_session_counts_as_unused(person, value):
    client = client_of(person)
    assert is_let_in(client)
    client.cookies.pop(LAST_SEEN)
    if value is not None:
        client.cookies[LAST_SEEN] = value

    assert not is_let_in(client)


def test_the_mark_of_another_salt_or_key_is_none(person):
    client = client_of(person)
    client.cookies[LAST_SEEN] = signing.dumps(client.session.session_key[:12], salt="other")
    assert not is_let_in(client)

    client.cookies[LAST_SEEN] = signing.dumps(client.session.session_key[:12], salt=LAST_SEEN_SALT, key="other")
    assert not is_let_in(client)


def test_the_mark_holds_too_little_of_the_key_to_take_the_session_over(person):
    client = client_of(person)
    key = client.session.session_key

    assert signing.loads(client.get(PAGE).cookies[LAST_SEEN].value, salt=LAST_SEEN_SALT) == key[:12]
    assert len(key) == 32


def test_signing_out_takes_mark_and_session_away(signed_in):
    key = signed_in.session.session_key

    response = signed_in.post("/konto/logout/")

    assert [response.cookies[name].value for name in (project.SESSION_COOKIE_NAME, LAST_SEEN)] == ["", ""]
    assert not signed_in.session.exists(key)


def test_signing_out_ends_an_idle_session_too(signed_in, time_machine):
    key = signed_in.session.session_key
    time_machine.move_to("2026-03-02T12:00+01:00", tick=False)

    signed_in.post("/konto/logout/")

    assert not signed_in.session.exists(key)


# --- ten hours ------------------------------------------------------------------------------------------------------
def test_after_ten_hours_even_a_used_session_is_over(signed_in, time_machine):
    for hour in range(10, 20):
        for minute in (0, 25, 50):
            time_machine.move_to(f"2026-03-02T{hour}:{minute:02}+01:00", tick=False)
            assert is_let_in(signed_in)

    time_machine.move_to("2026-03-02T20:00:01+01:00", tick=False)
    assert not is_let_in(signed_in)


def test_a_new_password_prolongs_no_session(signed_in, time_machine):
    ends_at = Session.objects.get().expire_date
    time_machine.move_to("2026-03-02T10:20+01:00", tick=False)

    signed_in.post(PAGE, {"oldpassword": PASSWORD, "password1": PASSWORD * 2, "password2": PASSWORD * 2})

    assert is_let_in(signed_in)
    assert Session.objects.get().expire_date == ends_at


# --- rights end, GETs do not write ----------------------------------------------------------------------------------
def test_a_locked_account_is_out_at_its_next_request(person):
    client = client_of(person)
    assert is_let_in(client)
    person.is_active = False
    person.save()

    assert not is_let_in(client)


@pytest.mark.parametrize("path", [LOGIN, "/konto/logout/", PAGE, "/konto/", "/portal/", "/admin/"])
def test_a_get_writes_nothing_not_even_the_session(person, signed_in, time_machine, path):
    assert written(HouseClient(), path) == []
    assert written(signed_in, path) == []
    time_machine.move_to("2026-03-02T12:00+01:00", tick=False)
    assert written(signed_in, path) == []


def test_a_session_that_is_gone_is_forgotten_without_a_write(client):
    client.cookies[project.SESSION_COOKIE_NAME] = "x" * 32

    assert written(client, PAGE) == []
