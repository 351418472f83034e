"""Passwort vergessen: the same page for everybody, a link that opens once, a new password."""

import re

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients import HouseClient, client_of
from tests.factories.core import UserFactory
from wir_portal.core.models import Event, OutboxMail
from wir_portal.core.tasks.mail_delivery import send_due

pytestmark = pytest.mark.django_db
PAGE = "/konto/passwort-vergessen/"
SENT, DONE = f"{PAGE}gesendet/", f"{PAGE}fertig/"
NEW = "Ein kurzer Satz, gut zu merken"
TWICE = {"password1": NEW, "password2": NEW}


@pytest.fixture
def person():
    user = UserFactory(username="landkreis-probe-amt", email="amt@example.org")
    user.set_password("das-alte-kennwort")
    user.save()
    return user


def words(response) -> str:
    return response.content.decode()


def title(response) -> str:
    return re.search(r"<title>(.*)</title>", words(response))[1]


def link_by_mail(client: HouseClient, typed: str = "landkreis-probe-amt") -> str:
    """The path of the link that comes when somebody asks for one."""
    client.post(PAGE, {"email": typed})
    send_due()
    return re.search(r"http://127\.0\.0\.1:8000(/konto/\S+)", django_mail.outbox[-1].body)[1]


# --- asking -----------------------------------------------------------------------------------------------------------
def test_the_sign_in_leads_here(client):
    assert f'href="{PAGE}"' in words(client.get("/konto/login/"))


def test_the_page_asks_for_one_thing_and_says_whom_to_ask_without_an_address(client):
    page = words(client.get(PAGE))

    assert re.findall(r'<input[^>]* name="(\w+)"', page) == ["csrfmiddlewaretoken", "email"]
    assert "Hat Ihr Konto keine Adresse" in page
    assert 'href="/impressum/"' in page


def test_the_answer_is_the_same_whether_there_is_an_account_or_not(person):
    UserFactory(username="ohne-adresse")
    UserFactory(username="gesperrt", email="gesperrt@example.org", is_active=False)
    answers = set()
    for typed in ("landkreis-probe-amt", "niemand", "ohne-adresse", "gesperrt", "amt@example.org", "n@example.org"):
        client = HouseClient()
        answer = client.post(PAGE, {"email": typed})
        answers.add((answer.status_code, answer["Location"], client.get(SENT).content, tuple(answer.cookies)))

    assert len(answers) == 1
    assert {(status, way) for status, way, *_ in answers} == {(302, SENT)}
    assert OutboxMail.objects.count() == 2


def test_a_request_writes_in_one_transaction_whether_there_is_an_account_or_not(person):
    counts = {}
    for typed in ("landkreis-probe-amt", "niemand"):
        with CaptureQueriesContext(connection) as queries:
            HouseClient().post(PAGE, {"email": typed})
        counts[typed] = sum("INSERT" in query["sql"] for query in queries)

    assert counts == {"landkreis-probe-amt": 2, "niemand": 1}


@pytest.mark.parametrize(
    "typed, words_of_refusal",
    [
        ("", "Hier fehlt der Anmeldename oder die E-Mail-Adresse."),
        ("a\x00b", "Steuerzeichen"),
        ("a" * 255, "höchstens 254"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_field(client, typed, words_of_refusal):
    answer = client.post(PAGE, {"email": typed})

    assert title(answer) == "Fehler: Passwort vergessen – WIR Hessen"
    assert words_of_refusal in words(answer)
    assert not Event.objects.exists()


@pytest.mark.parametrize("typed", ["landkreis-probe-amt", "niemand"])
def test_the_fourth_request_in_a_quarter_of_an_hour_is_refused(person, typed):
    spelled = (typed, typed.upper(), typed, typed)
    answers = [HouseClient().post(PAGE, {"email": words}) for words in spelled]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]


# --- the link ---------------------------------------------------------------------------------------------------------
def test_the_link_leads_to_a_new_password(client, person):
    path = link_by_mail(client)
    form = client.get(path, follow=True)

    assert form.redirect_chain[0][0].endswith("-set-password/")
    assert title(form) == "Neues Passwort wählen – WIR Hessen"
    assert "<b>landkreis-probe-amt</b>" in words(form)

    answer = client.post(form.redirect_chain[0][0], TWICE)

    assert (answer.status_code, answer["Location"]) == (302, DONE)
    assert title(client.get(DONE)) == "Das Passwort ist geändert – WIR Hessen"
    assert client.post("/konto/login/", {"login": person.username, "password": NEW})["Location"] == "/portal/"
    assert OutboxMail.objects.filter(subject="WIR-Portal: Ihr Passwort ist geändert").count() == 1


def test_the_link_opens_once(client, person):
    path = link_by_mail(client)
    form = client.get(path, follow=True).redirect_chain[0][0]
    other = HouseClient()
    other.get(path)
    client.post(form, TWICE)

    assert title(HouseClient().get(path)) == "Der Link gilt nicht mehr – WIR Hessen"
    late = other.post(form, {"password1": "Ein zweiter Satz von anderen", "password2": "Ein zweiter Satz von anderen"})
    assert title(late) == "Der Link gilt nicht mehr – WIR Hessen"
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_two_who_pass_the_door_at_once_set_one_password(client, person, monkeypatch):
    """The other one is through just before our form is saved: the service looks again."""
    path = link_by_mail(client)
    form = client.get(path, follow=True).redirect_chain[0][0]

    def get_form(view, form_class=None):
        person.set_password("schneller gewesen")
        person.save()
        return view.get_form_class()(**view.get_form_kwargs())

    monkeypatch.setattr("allauth.account.views.PasswordResetFromKeyView.get_form", get_form)
    answer = client.post(form, TWICE)

    assert title(answer) == "Der Link gilt nicht mehr – WIR Hessen"
    person.refresh_from_db()
    assert person.check_password("schneller gewesen")


def test_signing_in_ends_the_link(client, person):
    path = link_by_mail(client)
    HouseClient().post("/konto/login/", {"login": person.username, "password": "das-alte-kennwort"})

    assert title(client.get(path)).startswith("Der Link gilt nicht mehr")


def test_an_hour_later_the_link_is_over(client, person, settings):
    path = link_by_mail(client)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert title(client.get(path)).startswith("Der Link gilt nicht mehr")


@pytest.mark.parametrize("path", ["1-abc-def", "zzzzzzzzzzzzzzzzzz-abc-def", "0-set-password", "1-set-password"])
def test_a_made_up_link_opens_nothing(client, path):
    answer = client.get(f"{PAGE}{path}/")

    assert (answer.status_code, title(answer)) == (410, "Der Link gilt nicht mehr – WIR Hessen")
    assert not answer.cookies.get("sessionid")


def test_a_new_password_ends_the_open_sessions(client, person):
    open_session = client_of(person)
    form = client.get(link_by_mail(client), follow=True).redirect_chain[0][0]
    client.post(form, TWICE)

    assert open_session.get("/konto/passwort/")["Location"].startswith("/konto/login/")


@pytest.mark.parametrize(
    "password, said",
    [("kurz", "zu kurz"), ("landkreis-probe-amt", "zu ähnlich"), ("a" * 201, "höchstens 200")],
)
def test_a_bad_password_is_refused_and_the_link_stays_good(client, person, password, said):
    form = client.get(link_by_mail(client), follow=True).redirect_chain[0][0]
    answer = client.post(form, {"password1": password, "password2": password})

    assert title(answer) == "Fehler: Neues Passwort wählen – WIR Hessen"
    assert said in words(answer)
    assert "verschieden" in words(client.post(form, {"password1": NEW, "password2": f"{NEW}!"}))
    assert client.post(form, TWICE)["Location"] == DONE


def test_the_link_opens_the_account_it_names_also_for_somebody_else_signed_in(person):
    client = client_of(UserFactory(username="jemand-anders"))
    form = client.get(link_by_mail(client), follow=True).redirect_chain[0][0]
    client.post(form, TWICE)

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get("/konto/passwort/").status_code == 302
