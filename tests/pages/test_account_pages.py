"""The pages of one's own account: sign-in, sign-out, another password."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from wir_portal.core.imports.demo import STAFF
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
LOGIN, LOGOUT, PASSWORD_PAGE = "/konto/login/", "/konto/logout/", "/konto/passwort/"
OLD, NEW = "das-alte-kennwort", "Ein kurzer Satz, gut zu merken"
CHANGE = {"oldpassword": OLD, "password1": NEW, "password2": NEW}
NOT_OURS = (
    *("signup/", "inactive/", "email/", "confirm-email/", "password/set/", "password/change/", "password/reset/"),
    *("password/reset/done/", "reauthenticate/", "login/code/confirm/", "2fa/", "sessions/"),
)


@pytest.fixture
def person():
    user = UserFactory(username="landkreis-probe-amt", display_name="Landkreis Probe, Sachbearbeitung")
    user.set_password(OLD)
    user.save()
    MembershipFactory(user=user, municipality=MunicipalityFactory(slug="landkreis-probe"))
    return user


def words(response):
    return response.content.decode()


def title(response):
    return re.search(r"<title>(.*)</title>", words(response))[1]


def messages(response):
    return [str(message) for message in response.context["messages"]]


# --- sign-in --------------------------------------------------------------------------------------------------------
def test_the_sign_in_asks_for_name_and_password_and_nothing_else(client):
    response = client.get(LOGIN)

    assert title(response) == "Anmelden – WIR Hessen"
    assert re.findall(r'<input[^>]* name="(\w+)"', words(response)) == ["csrfmiddlewaretoken", "login", "password"]
    assert "placeholder" not in words(response)
    assert "wir-errors" not in words(response)


def test_an_error_stands_in_the_title_and_first_on_the_page_and_the_name_stays(client):
    response = client.post(LOGIN, {"login": "niemand", "password": "streng-geheim"})

    assert title(response) == "Fehler: Anmelden – WIR Hessen"
    assert words(response).index('class="wir-errors"') < words(response).index("<h1>")
    assert 'value="niemand"' in words(response)
    assert "streng-geheim" not in words(response)


def test_a_missing_entry_is_named_at_its_field(client):
    response = client.post(LOGIN, {"login": "niemand"})

    assert '<a href="#id_password">Passwort: Hier fehlt das Passwort.</a>' in words(response)
    assert response.context["form"].errors == {"password": ["Hier fehlt das Passwort."]}
    assert client.post(LOGIN).context["form"].errors["login"] == ["Hier fehlt der Anmeldename."]


def test_the_next_page_is_kept_over_an_error(client):
    response = client.post(LOGIN, {"login": "niemand", "next": '/portal/?a="b'})

    assert '<input type="hidden" name="next" value="/portal/?a=&quot;b">' in words(response)


def test_the_demonstration_names_its_accounts(client, settings):
    settings.WIR_DEMO_PASSWORD = "vorgefuehrt"
    MunicipalityFactory(slug="landkreis-probe", sort_name="Probe, Landkreis")

    page = words(client.get(LOGIN))

    assert page.count("vorgefuehrt") == 1
    assert re.findall(r"<dt><code>(.*?)</code>", page) == [
        *(name for name, _function, _group in STAFF),
        *("…-amt", "…-zeichnung", "…-fallmanagement"),
    ]
    assert "<code>landkreis-probe</code> Probe, Landkreis" in page


def test_an_installation_names_none(client, settings):
    settings.WIR_DEMO = False
    settings.WIR_DEMO_PASSWORD = "vorgefuehrt"

    page = words(client.get(LOGIN))

    assert ("vorgefuehrt" in page, "land-bearbeitung" in page, "<h2" in page) == (False, False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sign_in_costs_one_query_in_the_demonstration(client, count):
    MunicipalityFactory.create_batch(count)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(LOGIN)

    assert len(queries) == 1


@pytest.mark.parametrize("path", [LOGIN, PASSWORD_PAGE, LOGOUT])
def test_an_answer_is_a_page_whatever_a_script_asks_for(person, path):
    client = client_of(person) if path != LOGIN else HouseClient()

    response = client.get(path, headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"})

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


# --- what is open ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", NOT_OURS)
def test_other_addresses_of_the_package_are_closed(client, path):
    assert client.get(f"/konto/{path}").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_inactive", "account_email", "account_set_password"])
def test_other_pages_of_the_package_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_account_leads_to_the_workplace(client, person):
    assert client.get("/konto/").url == "/portal/"
    assert client_of(person).get("/konto/", follow=True).redirect_chain[-1][0] == "/portal/landkreis-probe/"
    assert client.get("/konto/", follow=True).redirect_chain[-1][0] == "/konto/login/?next=/portal/"


@pytest.mark.parametrize("path", [PASSWORD_PAGE, LOGOUT])
@pytest.mark.parametrize("group", [None, StaffGroup.MINISTRY_EDITOR])
def test_a_page_of_the_account_leads_back_to_the_workplace(path, group):
    page = words(client_of(UserFactory(group=group, username="wer-bin-ich")).get(path))

    assert page.count('href="/portal/"') == 3
    assert "wer-bin-ich" in page


@pytest.mark.parametrize("path", [LOGIN, PASSWORD_PAGE, LOGOUT])
def test_private_pages_are_german_for_every_browser(person, path):
    client = client_of(person) if path != LOGIN else HouseClient()
    client.cookies["django_language"] = "en"

    response = client.get(path, headers={"accept-language": "en"})

    assert '<html lang="de"' in words(response)
    assert client.get(f"/en{path}").status_code == 404


# --- another password -----------------------------------------------------------------------------------------------
def test_a_new_password_counts_at_once_and_the_person_stays(person):
    client = client_of(person)

    response = client.post(PASSWORD_PAGE, CHANGE, follow=True)

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert response.redirect_chain == [("/portal/", 302), ("/portal/landkreis-probe/", 302)]
    assert messages(response) == ["Ihr Passwort ist geändert. Sie bleiben hier angemeldet, an anderen Geräten nicht."]


def test_staff_is_back_in_the_administration(editor, editor_client):
    editor.set_password(OLD)
    editor.save()
    client = client_of(editor)

    assert client.post(PASSWORD_PAGE, CHANGE).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_new_password_ends_every_other_session(person):
    here, elsewhere = client_of(person), client_of(person)
    key = here.session.session_key

    here.post(PASSWORD_PAGE, CHANGE)

    assert here.session.session_key != key
    assert here.get(PASSWORD_PAGE).status_code == 200
    assert elsewhere.get(PASSWORD_PAGE).status_code == 302


WRONG_OLD = "Das ist nicht Ihr bisheriges Passwort. Schreiben Sie es noch einmal."
NO_SECOND = "Schreiben Sie das neue Passwort ein zweites Mal."
TOO_LONG = "Ein Passwort hat höchstens 200 Zeichen."
NOT_THE_SAME = "Die beiden neuen Passwörter sind verschieden. Schreiben Sie das zweite noch einmal."
TOO_SHORT = "Dieses Passwort ist zu kurz. Es muss mindestens 12 Zeichen enthalten."


def both(password):
    return {"password1": password, "password2": password}


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"oldpassword": "falsch"}, {"oldpassword": [WRONG_OLD]}),
        ({"oldpassword": ""}, {"oldpassword": ["Hier fehlt Ihr bisheriges Passwort."]}),
        ({"password1": ""}, {"password1": ["Hier fehlt das neue Passwort."]}),
        ({"password2": ""}, {"password2": [NO_SECOND]}),
        ({"password2": NEW + "!"}, {"password2": [NOT_THE_SAME]}),
        (both("elf-zeichen"), {"password1": [TOO_SHORT]}),
        (both("landkreis-probe-amt"), {"password1": ["Das Passwort ist zu ähnlich zu Anmeldename."]}),
        (both("q1w2e3r4t5y6"), {"password1": ["Dieses Passwort ist zu üblich."]}),
        ({"password1": "x" * 201, "password2": ""}, {"password1": [TOO_LONG], "password2": [NO_SECOND]}),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(person, change, errors):
    response = client_of(person).post(PASSWORD_PAGE, CHANGE | change)

    person.refresh_from_db()
    assert response.context["form"].errors == errors
    assert title(response) == "Fehler: Passwort ändern – WIR Hessen"
    assert OLD not in words(response)
    assert NEW not in words(response)
    assert person.check_password(OLD)


def test_the_old_password_is_guessed_five_times_a_minute(person):
    client = client_of(person)
    guesses = [client.post(PASSWORD_PAGE, CHANGE | {"oldpassword": "falsch"}).status_code for _ in range(5)]

    refused = client.post(PASSWORD_PAGE, CHANGE)

    assert (guesses, refused.status_code) == ([200] * 5, 429)
    assert "<h1>Das waren zu viele Versuche</h1>" in words(refused)
    person.refresh_from_db()
    assert person.check_password(OLD)


# --- sign-out -------------------------------------------------------------------------------------------------------
def test_looking_at_the_sign_out_signs_nobody_out(person):
    client = client_of(person)

    assert client.get(LOGOUT).status_code == 200
    assert client.get(PASSWORD_PAGE).status_code == 200


def test_signing_out_ends_the_session_and_says_so(person):
    client = client_of(person)
    key = client.session.session_key

    response = client.post(LOGOUT, follow=True)

    assert response.redirect_chain == [(LOGIN, 302)]
    assert messages(response) == ["Sie sind abgemeldet."]
    assert not client.session.exists(key)
    assert client.get("/portal/").status_code == 302


@pytest.mark.parametrize(("address", "leads_to"), [("/zahlen/", "/zahlen/"), ("//example.org/", LOGIN)])
def test_after_the_sign_out_nobody_is_led_away_from_here(person, address, leads_to):
    assert client_of(person).post(LOGOUT, {"next": address}).url == leads_to


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_sign_out_of_nobody_leads_to_the_sign_in(client, method):
    assert getattr(client, method)(LOGOUT).url == LOGIN
