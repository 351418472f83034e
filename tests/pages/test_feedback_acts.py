"""What becomes of feedback: answered, closed, opened again, forgotten; in the admin, with its deadline."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.factories.pages import FeedbackFactory
from tests.journeys.reader import Page
from wir_portal.core import clock
from wir_portal.core.models import Event, OutboxMail
from wir_portal.pages.models import Feedback
from wir_portal.pages.services import feedback

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")


def address(page, *args):
    return reverse(f"admin:pages_feedback_{page}", args=args)


def page(response):
    return Page("", response.content.decode())


def test_the_editor_answers_and_the_answer_goes_out_as_a_mail(editor_client):
    row = FeedbackFactory(email="leserin@example.org", kind="accessibility")
    form = page(editor_client.get(address("answer", row.pk)))
    assert "Antwort geht an leserin@example.org" in form.text

    typed = {"answer": "Danke.\nWir haben es geändert.", "reason_internal": "Ticket"}
    done = editor_client.post(address("answer", row.pk), typed, follow=True)

    assert f"{row} ist beantwortet." in page(done).root.text
    row.refresh_from_db()
    assert (row.status, row.answer, row.is_open) == ("answered", "Danke.\nWir haben es geändert.", False)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        "leserin@example.org", f"WIR-Portal: Antwort auf Ihre Rückmeldung {row.number}",
    )  # fmt: skip
    for words in ("Die Telefonnummer stimmt nicht.", "Wir haben es geändert.", "(LBIT)", "30 Tage nach dieser Antwort"):
        assert words in mail.body
    assert mail.event == Event.objects.about(row)[0]
    assert page(editor_client.get(address("change", row.pk))).links("Beantworten") == []


def test_without_an_address_nothing_is_mailed(editor):
    row = feedback.answer(FeedbackFactory(), answer="Danke.", actor=editor)

    assert (row.status, OutboxMail.objects.count()) == ("answered", 0)
    assert "LBIT" not in feedback.letter(row, "Danke.").body


def test_spam_is_closed_with_a_reason_and_may_be_opened_again(editor_client):
    row = FeedbackFactory()

    closed = editor_client.post(address("close", row.pk), {"reason_internal": "Werbung"}, follow=True)
    assert f"{row} ist abgeschlossen." in page(closed).root.text
    assert page(closed).links("Wieder öffnen") == [address("reopen", row.pk)]
    opened = editor_client.post(address("reopen", row.pk), {"reason_internal": "Doch nicht"}, follow=True)

    assert f"{row} ist wieder offen." in page(opened).root.text
    row.refresh_from_db()
    assert (row.status, row.done_at) == ("open", None)
    assert list(Event.objects.about(row).values_list("act", "reason_internal")) == [
        ("feedback.reopened", "Doch nicht"),
        ("feedback.closed", "Werbung"),
    ]


@pytest.mark.parametrize(
    ("act", "typed", "sentence"),
    [
        ("answer", {"answer": "Noch einmal"}, "Diese Rückmeldung ist schon erledigt: ohne Antwort abgeschlossen."),
        ("close", {"reason_internal": "x"}, "Diese Rückmeldung ist schon erledigt"),
        ("reopen", {"reason_internal": "x"}, "Diese Rückmeldung ist schon offen."),
    ],
)
def test_an_act_that_does_not_fit_is_refused(editor_client, editor, act, typed, sentence):
    row = FeedbackFactory()
    if act != "reopen":
        feedback.close(row, actor=editor, reason_internal="Werbung")
    count = Event.objects.count()

    assert sentence in page(editor_client.post(address(act, row.pk), typed)).root.text
    assert Event.objects.count() == count


def test_an_empty_answer_is_refused(editor_client):
    row = FeedbackFactory()

    assert "Hier fehlt die Antwort." in page(editor_client.post(address("answer", row.pk), {"answer": " "})).root.text


@pytest.mark.parametrize("who", ["approver", "reader", "auditor"])
def test_others_of_the_ministry_and_auditors_read_only(request, who):
    row = FeedbackFactory(email="leserin@example.org")
    client = request.getfixturevalue(f"{who}_client")

    shown = page(client.get(address("change", row.pk)))

    assert "Die Telefonnummer stimmt nicht." in shown.text
    assert shown.links("Beantworten") == []
    assert {client.get(address(act, row.pk)).status_code for act in ("answer", "close", "reopen")} == {403}


@pytest.mark.parametrize("who", ["authority", "technical"])
def test_nobody_else_reads_what_readers_wrote(request, who):
    row = FeedbackFactory()
    client = request.getfixturevalue(f"{who}_client")

    assert client.get(address("changelist")).status_code == 403
    assert client.get(address("change", row.pk)).status_code == 403
    assert "Rückmeldungen" not in page(client.get("/admin/")).text


def test_the_list_puts_deadlines_first_and_filters_them(editor_client, turn_clock, editor):
    feedback.close(FeedbackFactory(page="/erledigt/"), actor=editor, reason_internal="Werbung")
    FeedbackFactory(page="/ohne-frist/")
    late = FeedbackFactory(page="/spaet/", kind="accessibility", due_on=date(2018, 11, 4))
    FeedbackFactory(page="/bald/", kind="accessibility", due_on=date(2018, 11, 6))

    def pages(query=""):
        shown = page(editor_client.get(address("changelist") + query))
        return [row[2] for row in shown.table("Rückmeldungen")]

    assert pages() == ["/spaet/", "/bald/", "/ohne-frist/", "/erledigt/"]
    assert pages("?frist=offen") == ["/spaet/", "/bald/"]
    assert pages("?frist=verstrichen") == ["/spaet/"]
    shown = page(editor_client.get(address("changelist")))
    assert [row[5] for row in shown.table("Rückmeldungen")] == [
        "Frist verstrichen", "noch 1 Tag", "offen", "ohne Antwort abgeschlossen",
    ]  # fmt: skip
    assert shown.links(late.number) == [address("change", late.pk)]


def test_the_start_page_shows_what_waits_the_nearest_deadline_first(editor_client, django_assert_max_num_queries):
    assert "Rückmeldungen ansehen" not in page(editor_client.get("/admin/")).text
    for number in range(6):
        FeedbackFactory(kind="accessibility", due_on=date(2018, 11, 3) + timedelta(days=number))

    with django_assert_max_num_queries(14):
        shown = page(editor_client.get("/admin/"))

    (section,) = [one for one in shown.root.all("section") if one["aria-labelledby"] == "rueckmeldungen"]
    assert [heading.text for heading in section.all("h3")] == [
        str(row) for row in Feedback.objects.order_by("due_on")[:5]
    ]
    assert "bis 03.11.2018 Frist verstrichen" in section.text
    assert shown.links("Alle 6 offenen Rückmeldungen ansehen") == [f"{address('changelist')}?status__exact=open"]


# --- retention -------------------------------------------------------------------------------------------------------
def done(days, editor, **fields):
    """Answered so many days ago; its mail went out."""
    row = feedback.answer(FeedbackFactory(**fields), answer="Danke.", actor=editor)
    Feedback.objects.filter(pk=row.pk).update(done_at=clock.now() - timedelta(days=days))
    OutboxMail.objects.filter(event__subject_id=str(row.pk)).update(status="sent", sent_at=clock.now(), attempt_count=1)
    return row


def test_addresses_go_after_thirty_days_with_their_mails_and_everything_after_a_year(editor, capsys):
    done(29, editor, email="bleibt@example.org")
    gone = done(31, editor, email="geht@example.org")
    old = done(366, editor, email="alt@example.org")
    FeedbackFactory(email="offen@example.org", received_at=clock.now() - timedelta(days=900))

    call_command("tidy")

    assert "Adressen und Texte alter Rückmeldungen gelöscht: 3." in capsys.readouterr().out
    assert set(Feedback.objects.values_list("email", flat=True)) == {"bleibt@example.org", "offen@example.org", ""}
    assert set(OutboxMail.objects.values_list("recipient", flat=True)) == {"bleibt@example.org"}
    gone.refresh_from_db()
    assert (gone.email, gone.answer) == ("", "Danke.")
    assert not Feedback.objects.filter(pk=old.pk).exists()
    assert feedback.forget() == 0


def test_a_mail_that_still_waits_is_not_taken_away(editor):
    row = feedback.answer(FeedbackFactory(email="wartet@example.org"), answer="Danke.", actor=editor)
    Feedback.objects.filter(pk=row.pk).update(done_at=clock.now() - timedelta(days=31))

    feedback.forget()

    assert OutboxMail.objects.get().status == "waiting"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "accessibility", "due_on": None}, "feedback_on_a_barrier_has_a_deadline"),
        ({"status": "closed"}, "feedback_done_has_its_time"),
        ({"done_at": "2018-11-05T09:00+01:00"}, "feedback_done_has_its_time"),
        ({"status": "answered", "done_at": "2018-11-05T09:00+01:00"}, "feedback_answered_has_an_answer"),
    ],
)
def test_the_database_holds_what_must_be_true(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FeedbackFactory(**fields)
