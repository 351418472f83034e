"""The outbox: written with the act, once for each address, never changed; given up, it can be tried once more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from tests.core.mails import LETTER, failed, waiting
from tests.factories.core import UserFactory
from tests.writers import refused_by, without
from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, OutboxMail
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import groups, mails

pytestmark = pytest.mark.django_db


# --- writing --------------------------------------------------------------------------------------------------------
def test_each_address_gets_a_mail_of_its_own():
    written = waiting("a@example.org", "", "B@example.org", "b@example.org")

    assert [(mail.recipient, mail.subject, mail.body, mail.status) for mail in written] == [
        ("a@example.org", LETTER.subject, LETTER.body, "waiting"),
        ("b@example.org", LETTER.subject, LETTER.body, "waiting"),
    ]
    assert len({mail.message_id for mail in written}) == 2
    assert {mail.event for mail in written} == {Event.objects.get()}


def test_the_message_id_names_the_host_of_the_sender(settings):
    settings.DEFAULT_FROM_EMAIL = "WIR <wir@hessen.example>"

    assert waiting()[0].message_id.endswith("@hessen.example>")


@pytest.mark.django_db(transaction=True)
def test_a_mail_outside_an_act_is_refused():
    with pytest.raises(TransactionManagementError):
        mails.enqueue(Event.objects.create(act="data.loaded"), LETTER, recipients=["a@example.org"])


def test_an_act_that_is_rolled_back_mails_nothing(approver):
    account = UserFactory(email="neu@example.org")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        groups.grant_group(account, StaffGroup.AUDITOR, actor=approver, reason_internal="Probe")
        raise ZeroDivisionError

    assert not OutboxMail.objects.exists()


def test_a_letter_has_a_subject_of_one_line_and_text_as_it_is_written(settings):
    settings.WIR_PUBLIC_URL = "https://wir.hessen.example"
    account = UserFactory(username="probe", display_name="Müller & Söhne")
    letter = mails.write("core/mail/right.txt", account=account, right="Prüfung", done="erteilt", by="Ministerium")

    assert letter.subject == "WIR-Portal: Recht erteilt für probe"
    assert "Konto: probe, Müller & Söhne\nErteilt von: Ministerium\n" in letter.body
    assert letter.body.startswith("Guten Tag,\n\ndas Recht „Prüfung“ des Kontos probe ist erteilt.")
    assert "\nWIR-Portal, https://wir.hessen.example/\n" in letter.body
    assert "\n\n\n" not in letter.body
    assert letter.body.endswith("Vorführung: Diese Mail verlässt den Rechner nicht.\n")


# --- who hears of rights ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("act, done", [("grant_group", "erteilt"), ("end_group", "beendet")])
def test_administrators_and_the_person_hear_of_a_right(act, done, approver, technical):
    type(technical).objects.filter(pk=technical.pk).update(email="technik@example.org")
    UserFactory(group=StaffGroup.TECHNICAL, email="gesperrt@example.org", is_active=False)
    group = StaffGroup.AUDITOR if act == "end_group" else None
    account = UserFactory(username="neu", email="neu@example.org", group=group)

    event = getattr(groups, act)(account, StaffGroup.AUDITOR, actor=approver, reason_internal="Geheimer Grund")

    written = OutboxMail.objects.order_by("pk")
    assert [mail.recipient for mail in written] == ["technik@example.org", "neu@example.org"]
    assert {mail.event for mail in written} == {event}
    assert {mail.subject for mail in written} == {f"WIR-Portal: Recht {done} für neu"}
    assert "Geheimer Grund" not in written[0].body
    assert f"{done.capitalize()} von: Ministerium: Freigabe" in written[0].body


def test_without_an_actor_the_installation_gave_the_right():
    groups.grant_group(UserFactory(email="a@example.org"), StaffGroup.AUDITOR, actor=None, reason_internal="Probe")

    assert "Erteilt von: Einrichtung der Anlage" in OutboxMail.objects.get().body


# --- what the database holds ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "values, constraint",
    [
        ({"status": "sent"}, "mail_sent_has_its_time"),
        ({"sent_at": clock.now()}, "mail_sent_has_its_time"),
        ({"status": "sent", "sent_at": clock.now()}, "mail_sent_has_its_time"),
        ({"status": "failed", "failed_at": clock.now()}, "mail_failed_has_time_and_reason"),
        ({"failed_at": clock.now(), "failure": "so"}, "mail_failed_has_time_and_reason"),
        ({"status": "sending"}, "mail_claimed_while_sending"),
        ({"claim_ends_at": clock.now()}, "mail_claimed_while_sending"),
    ],
)
def test_a_state_goes_with_its_times(values, constraint):
    waiting()
    with refused_by(constraint):
        OutboxMail.objects.update(**values)


def test_an_event_is_told_once_to_an_address():
    mail = waiting()[0]
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        mails.enqueue(mail.event, LETTER, recipients=[mail.recipient])

    assert "recipient" in str(caught.value)


@pytest.mark.parametrize(
    "values",
    [
        {"subject": "Anderes"}, {"body": "Anderes"}, {"recipient": "b@example.org"}, {"message_id": "<b>"},
        {"kind": "reset_link"}, {"created_at": clock.now() - timedelta(days=1)},
    ],
    ids=lambda values: next(iter(values)),
)  # fmt: skip
def test_what_was_written_stays(values):
    waiting()
    with refused_by("mail_stays_as_written"):
        OutboxMail.objects.update(**values)
    without("mail_stays_as_written")
    assert OutboxMail.objects.update(**values) == 1


def test_a_sent_mail_never_waits_again():
    waiting()
    OutboxMail.objects.update(status="sent", sent_at=clock.now(), attempt_count=1)

    with refused_by("mail_stays_as_written"):
        OutboxMail.objects.update(status="waiting", sent_at=None)


def test_check_integrity_names_a_mail_that_is_older_than_its_event(capsys):
    without("mail_stays_as_written")
    mail = waiting()[0]
    OutboxMail.objects.update(created_at=mail.event.at - timedelta(seconds=1))

    with pytest.raises(SystemExit):
        call_command("check_integrity")

    assert f"Ausgangspost: Die Mail {mail.pk} ist älter als ihr Ereignis" in capsys.readouterr().out


def test_check_integrity_names_a_mail_without_an_event(capsys):
    without("mail_stays_as_written")
    mail = waiting()[0]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            cursor.execute("UPDATE core_outboxmail SET event_id = 987654321")
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_outboxmail SET event_id = 987654321")
    with pytest.raises(SystemExit):
        call_command("check_integrity")

    assert f"Die Mail {mail.pk} nennt das Ereignis 987654321, das es nicht gibt." in capsys.readouterr().out
    OutboxMail.objects.all().delete()


# --- once more --------------------------------------------------------------------------------------------------------
def test_a_failed_mail_waits_again_and_says_who_wanted_it(technical):
    mail = failed(is_perhaps_delivered=True)

    mails.retry(mail, actor=technical, reason_internal="Postfach ist wieder da")

    mail.refresh_from_db()
    assert (mail.status, mail.attempt_count, mail.failed_at, mail.is_perhaps_delivered) == ("waiting", 0, None, True)
    assert OutboxMail.objects.due().get() == mail
    event = Event.objects.about(mail).get()
    assert (event.act, event.actor, event.reason_internal) == ("mail.retried", technical, "Postfach ist wieder da")


def test_only_a_failed_mail_is_tried_again(technical):
    mail = waiting()[0]
    with pytest.raises(DomainError, match="Ihr Stand: wartet"):
        mails.retry(mail, actor=technical, reason_internal="Probe")
    assert not Event.objects.about(mail).exists()
