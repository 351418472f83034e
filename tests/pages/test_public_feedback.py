"""Feedback by anybody: no account, no cookie, no script; kept input, a number, protection without a foreign service."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories.core import SourceFactory
from tests.factories.pages import FeedbackFactory
from tests.journeys.reader import Page, values_of
from wir_portal.core import public_forms
from wir_portal.core.models import Event
from wir_portal.pages.forms.feedback import local_path
from wir_portal.pages.models import Feedback

pytestmark = pytest.mark.django_db
FORM = "/rueckmeldung/"
HERE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def read(response, status=200):
    assert response.status_code == status
    return Page("", response.content.decode())


def filled(seconds=60, **typed):
    """The form as somebody fills it in who opened it so many seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        stamp = public_forms.stamp()
    return {
        "kind": "information",
        "page": "/zahlen/",
        "message": "Da fehlt etwas.",
        "email": "",
        "stamp": stamp,
    } | typed


def send(client, headers=HERE, address=FORM, **typed):
    return client.post(address, filled(**typed), headers=headers)


def test_each_page_leads_to_a_form_that_knows_where_one_comes_from(client):
    SourceFactory()
    (link,) = Page("", client.get("/quellen/").content.decode()).links("Ist diese Information richtig?")
    assert link == "/rueckmeldung/?seite=%2Fquellen%2F"

    response = client.get(link)

    shown = read(response)
    form, _button = shown.form("Nachricht senden")
    values = values_of(form)
    assert (values["page"], values["kind"], values["website"]) == ("/quellen/", "information", "")
    assert shown.links("Zurück zur Seite, ohne zu schreiben") == ["/quellen/"]
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    assert shown.links("Ist diese Information richtig?") == [FORM]


@pytest.mark.parametrize(
    ("asked", "kind"), [("barriere", "accessibility"), ("anderes", "other"), ("", "information"), ("x", "information")]
)
def test_a_link_may_say_what_it_is_about(client, asked, kind):
    form, _button = read(client.get(FORM, {"art": asked})).form("Nachricht senden")

    assert values_of(form)["kind"] == kind


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil", "x", "/" * 201]
)
def test_no_link_leads_elsewhere(client, address):
    shown = read(client.get(FORM, {"seite": address}))

    assert local_path(address) == ""
    assert shown.links("Zurück zur Seite, ohne zu schreiben") == []
    assert values_of(shown.form("Nachricht senden")[0])["page"] == ""


def test_what_was_written_is_kept_and_its_number_said(client):
    response = client.post(FORM, filled(message="Zeile 1\r\nZeile 2", email="leserin@example.org"), headers=HERE)

    row = Feedback.objects.get()
    assert (row.kind, row.page, row.message, row.email, row.language, row.status, row.due_on) == (
        "information", "/zahlen/", "Zeile 1\nZeile 2", "leserin@example.org", "de", "open", None,
    )  # fmt: skip
    assert Event.objects.about(row).get().actor is None
    thanks = read(client.get(response["Location"]))
    assert row.number == f"2018-{row.pk:05d}"
    assert f"Danke. Ihre Nummer ist {row.number}." in thanks.text
    assert "Sie geht an die Adresse, die Sie genannt haben." in thanks.text
    assert response.cookies == client.cookies == {}


def test_a_barrier_has_six_weeks_and_names_the_enforcement_body(client):
    response = send(client, kind="accessibility", address="/en/rueckmeldung/")

    row = Feedback.objects.get()
    assert (row.due_on, row.language) == (date(2018, 12, 17), "en")
    thanks = read(client.get(response["Location"]))
    assert "We deal with it within six weeks." in thanks.text
    assert "You gave no address." in thanks.text


def test_a_barrier_with_an_address_is_promised_an_answer(client):
    response = send(client, kind="accessibility", email="leserin@example.org")

    assert "Sie bekommen spätestens nach sechs Wochen eine Antwort." in read(client.get(response["Location"])).text


def test_whoever_forgets_something_hears_only_of_that(client):
    shown = read(send(client, message="", seconds=1))

    (summary,) = [box for box in shown.root.all("div") if box["class"] == "wir-errors"]
    assert len(summary.all("li")) == 1


def test_nothing_about_the_sender_is_kept(client):
    client.post(FORM, filled(), headers=HERE | {"User-Agent": "Probe/1.0"}, REMOTE_ADDR="203.0.113.7")

    kept = [str(value) for values in (*Feedback.objects.values(), *Event.objects.values()) for value in values.values()]
    assert [value for value in kept if "203.0.113.7" in value or "Probe" in value] == []


def test_the_same_form_twice_counts_once(client):
    typed = filled()

    answers = [client.post(FORM, typed, headers=HERE)["Location"] for _ in range(2)]

    assert Feedback.objects.count() == 1
    assert (
        Page("", client.get(answers[0]).content.decode()).text == Page("", client.get(answers[1]).content.decode()).text
    )


# --- errors keep what was typed --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"message": ""}, "Hier fehlt Ihre Nachricht."),
        ({"message": "a\x00b"}, "Steuerzeichen"),
        ({"message": "\u202ea"}, "Steuerzeichen"),
        ({"message": "x" * 4001}, "4000"),
        ({"email": "keine-adresse"}, "Schreiben Sie die Adresse so: name@example.org"),
        ({"kind": "geheim"}, "Wählen Sie, worum es geht."),
        ({"page": "x" * 201}, "200"),
        ({"page": "a\nb"}, "Steuerzeichen"),
        ({"website": "http://spam.example"}, "Ein Feld, das leer bleiben soll, war ausgefüllt."),
        ({"stamp": ""}, "Das ging sehr schnell, oder die Seite war sehr lange offen."),
        ({"stamp": "gefälscht:1:2"}, "Das ging sehr schnell"),
        ({"seconds": 1}, "Das ging sehr schnell"),
        ({"seconds": 25 * 3600}, "Das ging sehr schnell"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_the_rest_stays(client, typed, sentence):
    shown = read(send(client, **{"email": "a@example.org"} | typed))

    assert Feedback.objects.count() == 0
    assert shown.root.all("title")[0].text == "Fehler: Rückmeldung – WIR Hessen"
    (summary,) = [box for box in shown.root.all("div") if box["class"] == "wir-errors"]
    assert sentence in summary.text
    values = values_of(shown.form("Nachricht senden")[0])
    assert values["email"] == typed.get("email", "a@example.org")
    assert values["website"] == ""


@pytest.mark.parametrize("typed", [{"seconds": 1}, {"seconds": 25 * 3600}, {"website": "x"}])
def test_whoever_is_refused_as_a_program_gets_through_when_they_send_again(client, typed):
    shown = read(send(client, **typed))
    again = values_of(shown.form("Nachricht senden")[0])
    assert again["message"] == "Da fehlt etwas."

    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        assert client.post(FORM, again, headers=HERE).status_code == 302
    assert Feedback.objects.count() == 1


# --- who may send ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        (HERE, 302),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_only_a_page_of_this_portal_may_send_the_form(client, headers, status):
    assert send(client, headers=headers).status_code == status
    assert Feedback.objects.count() == (status == 302)


def test_who_sends_too_often_keeps_the_text_and_may_come_back(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"feedback": "2/h/key", "feedback_all": "100/h/key"}
    for _ in range(2):
        assert send(client).status_code == 302

    shown = read(send(client), status=429)

    assert "Gerade kommen sehr viele Nachrichten an." in shown.text
    assert values_of(shown.form("Nachricht senden")[0])["message"] == "Da fehlt etwas."
    assert client.post(FORM, filled(), headers=HERE, REMOTE_ADDR="203.0.113.8").status_code == 302


def test_all_together_are_limited_too(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"feedback": "2/h/key", "feedback_all": "3/h/key"}

    answers = [
        client.post(FORM, filled(), headers=HERE, REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(5)
    ]

    assert answers == [302, 302, 302, 429, 429]


@pytest.mark.parametrize("receipt", ["2018-00001", "x", "W10:1:2"])
def test_a_number_that_nobody_got_is_no_page(client, receipt):
    assert client.get(f"{FORM}danke/{receipt}/").status_code == 404


def test_the_pages_cost_one_query_and_sending_few(client, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_num_queries(1):  # news in the foot
        client.get(FORM)
    with django_assert_max_num_queries(7):
        answer = send(client)
    with django_assert_num_queries(1):
        client.get(answer["Location"])


def test_a_row_knows_how_it_stands(turn_clock):
    row = FeedbackFactory(kind="accessibility")
    assert (row.days_left, row.is_overdue, str(row)) == (42, False, f"Rückmeldung {row.number}")

    turn_clock("2018-12-18T00:00:00+01:00")

    assert (row.days_left, row.is_overdue, FeedbackFactory().days_left) == (-1, True, None)
    assert list(Feedback.objects.overdue()) == [row]
