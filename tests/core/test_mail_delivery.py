"""Mails over a real SMTP server: once, late, refused, or perhaps twice – and then they say so."""

import signal
import socket
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from tests.core.mails import LETTER, waiting
from tests.smtp import MailServer, Mood, mail_server
from wir_portal.core import clock
from wir_portal.core.models import OutboxMail
from wir_portal.core.tasks.mail_delivery import REPETITION, REPETITION_HEADER, send_due
from wir_portal.core.tasks.mail_outcomes import pause_after

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def later(turn_clock):
    """`later(minutes)`: the clock goes on."""

    def go(minutes: int) -> None:
        turn_clock(clock.now() + minutes * MINUTE)

    return go


def only() -> OutboxMail:
    return OutboxMail.objects.get()


# --- it works ---------------------------------------------------------------------------------------------------------
def test_what_waits_goes_out_once(server: MailServer):
    waiting("a@example.org", "b@example.org")

    assert (send_due(), send_due()) == (2, 0)

    assert server.addresses == ["a@example.org", "b@example.org"]
    assert {(mail.status, mail.attempt_count, mail.claim) for mail in OutboxMail.objects.all()} == {("sent", 1, None)}


def test_the_mail_is_what_was_written(server: MailServer):
    row = waiting()[0]
    send_due()

    mail = server.mails[0]
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content() == LETTER.body
    assert mail["From"] == "WIR-Portal <wir@example.org>"
    assert mail["Message-ID"] == row.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert REPETITION_HEADER not in mail


def test_a_mail_waits_for_its_time(server: MailServer, later):
    waiting()
    OutboxMail.objects.update(next_attempt_at=clock.now() + MINUTE)

    assert send_due() == 0
    later(2)
    assert send_due() == 1


def test_who_is_to_stop_sends_no_further_mail(server: MailServer):
    waiting("a@example.org", "b@example.org", "c@example.org")

    assert send_due(is_stopping=lambda: len(server.mails) == 2) == 2
    assert [mail.status for mail in OutboxMail.objects.order_by("pk")] == ["sent", "sent", "waiting"]


def test_the_command_says_how_many(server: MailServer, capsys):
    waiting("a@example.org", "b@example.org")
    call_command("send_mail")

    assert capsys.readouterr().out == "Gesendet: 2\n"


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_the_command_leaves_signals_as_they_were(server: MailServer, handler):
    before = {name: signal.signal(name, handler) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        call_command("send_mail")
        assert [signal.getsignal(name) for name in before] == [handler, handler]
    finally:
        for name, was in before.items():
            signal.signal(name, was)


# --- certainly not sent -----------------------------------------------------------------------------------------------
def test_without_a_server_mails_wait_and_follow_once(server: MailServer, settings, later):
    waiting("a@example.org", "b@example.org")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        assert send_due() == 0
    first = OutboxMail.objects.earliest("pk")
    assert (first.status, first.attempt_count, first.is_perhaps_delivered) == ("waiting", 1, False)
    assert first.failure.startswith("Der Mailserver ist nicht zu erreichen. ConnectionRefusedError")

    settings.EMAIL_PORT = server.port
    assert send_due() == 1  # the other one
    later(2)
    assert send_due() == 1

    assert sorted(server.addresses) == ["a@example.org", "b@example.org"]
    assert [REPETITION_HEADER in mail for mail in server.mails] == [False, False]


def test_a_busy_server_is_asked_again_at_growing_distances(server: MailServer, later):
    waiting()
    server.mood = Mood.IS_BUSY
    pauses = []
    for _ in range(3):
        send_due()
        pauses.append(round((only().next_attempt_at - clock.now()) / MINUTE))
        later(pauses[-1] + 1)

    assert pauses == [1, 4, 16]
    server.mood = Mood.KIND
    assert send_due() == 1
    assert (only().attempt_count, only().failure) == (4, "")
    assert REPETITION_HEADER not in server.mails[0]


@pytest.mark.parametrize("count, minutes", [(1, 1), (2, 4), (5, 256), (6, 360), (60, 360)])
def test_pauses_grow_to_six_hours(count, minutes):
    assert pause_after(count) == minutes * MINUTE


def test_after_enough_attempts_a_mail_is_given_up_and_says_why(server: MailServer, settings, later):
    settings.WIR_MAIL_ATTEMPTS = 2
    waiting()
    server.mood = Mood.IS_BUSY
    send_due()
    later(2)
    send_due()

    assert (only().status, only().attempt_count) == ("failed", 2)
    assert only().failure == "Der Mailserver nimmt die Mail nicht an. SMTPDataError: (451, b'later')"
    later(60 * 24)
    assert send_due() == 0


@pytest.mark.parametrize("mood", [Mood.REFUSES_THE_ADDRESS, Mood.REFUSES_THE_TEXT])
def test_what_is_refused_for_good_is_not_tried_again_and_stops_no_other(server: MailServer, mood):
    waiting("a@example.org", "b@example.org")
    server.mood = mood

    assert send_due() == 0

    assert [(mail.status, mail.attempt_count) for mail in OutboxMail.objects.all()] == [("failed", 1)] * 2


def test_an_address_that_breaks_the_mail_is_given_up(server: MailServer):
    waiting("a@example.org\r\nBcc: b@example.org", "c@example.org")

    assert send_due() == 1
    assert server.addresses == ["c@example.org"]
    broken = OutboxMail.objects.failed().get()
    assert broken.failure.startswith("Die Mail lässt sich so nicht senden. ValueError: Invalid address")


def test_a_sender_that_is_refused_may_be_put_right_and_nothing_was_sent(server: MailServer):
    waiting()
    server.mood = Mood.REFUSES_THE_SENDER

    assert send_due() == 0
    assert (only().status, only().is_perhaps_delivered) == ("waiting", False)
    assert only().failure.startswith("Der Mailserver nimmt die Mail nicht an. SMTPSenderRefused: (550, ")


# --- perhaps sent -----------------------------------------------------------------------------------------------------
def test_a_server_that_hangs_up_after_the_text_gets_the_mail_again_with_a_mark(server: MailServer, later):
    row = waiting()[0]
    server.mood = Mood.HANGS_UP
    send_due()
    assert (only().status, only().is_perhaps_delivered) == ("waiting", True)
    assert only().failure.startswith("Die Verbindung zum Mailserver brach ab. ")

    server.mood = Mood.KIND
    later(2)
    assert send_due() == 1

    first, second = server.mails
    assert {first["Message-ID"], second["Message-ID"]} == {row.message_id}
    assert (first[REPETITION_HEADER], second[REPETITION_HEADER]) == (None, "moeglich")
    assert second.get_content() == REPETITION + LETTER.body


def test_there_is_no_third_copy(server: MailServer, later):
    waiting()
    server.mood = Mood.HANGS_UP
    send_due()
    later(2)
    send_due()

    assert (only().status, len(server.mails)) == ("failed", 2)
    later(60 * 24)
    assert send_due() == 0


def test_a_server_that_falls_silent_is_left_and_the_mail_marked(server: MailServer, settings):
    settings.EMAIL_TIMEOUT = 0.2
    waiting()
    server.mood = Mood.FALLS_SILENT

    assert send_due() == 0
    assert (only().status, only().is_perhaps_delivered) == ("waiting", True)


def test_what_a_dead_worker_claimed_is_sent_marked_when_its_time_is_over(server: MailServer, later):
    waiting()
    OutboxMail.objects.update(
        status="sending", claim="12345678123456781234567812345678", claim_ends_at=clock.now() + 10 * MINUTE,
        attempt_count=1,
    )  # fmt: skip

    assert send_due() == 0
    later(11)
    send_due()
    later(2)
    assert send_due() == 1

    assert server.mails[0][REPETITION_HEADER] == "moeglich"


class Slow(EmailBackend):
    """A backend during whose work another worker takes the mail over."""

    def send_messages(self, messages):
        OutboxMail.objects.update(claim="12345678123456781234567812345678")
        return super().send_messages(messages)


def test_whose_claim_was_taken_over_writes_nothing_down(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    waiting()
    send_due()

    assert (only().status, len(django_mail.outbox)) == ("sending", 1)


class Rude(EmailBackend):
    """A backend that ends with an error although the mail is out."""

    def close(self):
        raise ConnectionResetError


def test_a_server_that_says_no_goodbye_has_taken_the_mail(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Rude"
    waiting()

    assert send_due() == 1
    assert only().status == "sent"


class Robbed(EmailBackend):
    """While the connection is made, others take everything."""

    def open(self):
        OutboxMail.objects.update(next_attempt_at=clock.now() + MINUTE)


class RobbedAndAway(Robbed):
    def open(self):
        super().open()
        raise ConnectionRefusedError


@pytest.mark.parametrize("backend", [Robbed, RobbedAndAway])
def test_what_others_took_meanwhile_is_theirs(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    waiting()

    assert send_due() == 0
    assert (only().attempt_count, django_mail.outbox) == (0, [])
