"""Sends what the outbox holds. Several workers may run: a mail belongs to the one that claimed it.

A claim is committed before a byte goes to the mail server, and the outcome after it. Whoever dies in between leaves
a claim that runs out: the mail then goes out once more, marked as a possible repetition, and never a third time.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from wir_portal.core import clock
from wir_portal.core.errors import DomainError
from wir_portal.core.models import OutboxMail
from wir_portal.core.services import passwords
from wir_portal.core.tasks.mail_outcomes import Trouble, pause_after, trouble_of, unreachable
from wir_portal.core.transactions import act

Status = OutboxMail.Status
CLAIM = timedelta(minutes=10)
REPETITION_HEADER = "X-WIR-Wiederholung"
REPETITION = "Vielleicht haben Sie diese Mail schon bekommen: Die Verbindung brach beim ersten Senden ab.\n\n"
DIED = "Der Versand brach ab, bevor feststand, ob die Mail hinausging."


def send_due(*, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, one after the other, until nothing is left, the server is away, or we are to stop.

    Returns how many went out.
    """
    if OutboxMail.objects.abandoned().exists():
        _settle_abandoned()
    sent_count = 0
    while not is_stopping() and OutboxMail.objects.due().exists():
        server = get_connection()
        try:
            server.open()
        except Exception as error:  # whatever a backend says: nothing was handed over yet
            if (mail := _claim()) is not None:
                _settle(mail, unreachable(error))
            break
        try:
            if (mail := _claim()) is None:
                break
            trouble = _hand_over(mail, server)
        finally:
            _close(server)
        _settle(mail, trouble)
        sent_count += trouble is None
    return sent_count


@act
def _claim() -> OutboxMail | None:
    """The next due mail, ours for a while; None when others were faster."""
    mail = OutboxMail.objects.due().select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    mail.status, mail.claim, mail.claim_ends_at = Status.SENDING, uuid4(), clock.now() + CLAIM
    mail.attempt_count += 1
    mail.save(update_fields=["status", "claim", "claim_ends_at", "attempt_count"])
    return mail


def _hand_over(mail: OutboxMail, server: BaseEmailBackend) -> Trouble | None:
    """Give the mail to the server; None when the server has taken it."""
    try:
        message = _message(mail)
    except DomainError as error:
        return Trouble(str(error), is_final=True)
    message.connection = server
    try:
        message.send()
    except Exception as error:  # a mail that fails in an unknown way must not stop the others
        return trouble_of(error)
    return None


def _message(mail: OutboxMail) -> EmailMessage:
    """What goes over the line: the same Message-ID at each attempt, and a mark when it may be the second copy."""
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    body = mail.body
    if mail.kind == OutboxMail.Kind.RESET_LINK:
        body = body.replace(passwords.LINK_MARK, passwords.link_for(mail))
    if mail.is_perhaps_delivered:
        headers[REPETITION_HEADER] = "moeglich"
        body = REPETITION + body
    return EmailMessage(mail.subject, body, to=[mail.recipient], headers=headers)


@act
def _settle(mail: OutboxMail, trouble: Trouble | None) -> None:
    """Write down how the attempt ended, unless another worker has taken the mail over by now."""
    now = clock.now()
    values: dict[str, object] = {"claim": None, "claim_ends_at": None}
    if trouble is None:
        values |= {"status": Status.SENT, "sent_at": now, "failure": ""}
    elif _is_hopeless(mail, trouble):
        values |= {"status": Status.FAILED, "failed_at": now, "failure": trouble.reason}
    else:
        pause = pause_after(mail.attempt_count)
        values |= {"status": Status.WAITING, "next_attempt_at": now + pause, "failure": trouble.reason}
    if trouble is not None and trouble.is_outcome_unknown:
        values["is_perhaps_delivered"] = True
    OutboxMail.objects.filter(pk=mail.pk, claim=mail.claim).update(**values)


def _is_hopeless(mail: OutboxMail, trouble: Trouble) -> bool:
    """Refused for good, tried often enough, or perhaps delivered twice: from here on a person decides."""
    is_third = trouble.is_outcome_unknown and mail.is_perhaps_delivered
    return trouble.is_final or is_third or mail.attempt_count >= settings.WIR_MAIL_ATTEMPTS


@act
def _settle_abandoned() -> None:
    """What a dead worker left behind waits again, marked; its claim has run out."""
    for mail in OutboxMail.objects.abandoned().select_for_update(skip_locked=True):
        _settle(mail, Trouble(DIED, is_outcome_unknown=True))


def _close(server: BaseEmailBackend) -> None:
    """The outcome stands already; how the server says goodbye changes nothing."""
    try:
        server.close()
    except OSError:
        return
