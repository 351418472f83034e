"""Writes mails into the outbox, inside the transaction of the act they tell of; tasks send them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.template import Context, Engine

from wir_portal.core import clock
from wir_portal.core.context import facts
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, OutboxMail, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import events
from wir_portal.core.transactions import act

SUBJECT = "Betreff: "
MANY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Letter:
    """What a mail says; a preview shows it before the act."""

    subject: str
    body: str


def write(template: str, **context: object) -> Letter:
    """The letter of a text template, whose first line is „Betreff: …“."""
    known = {**facts(), "portal_url": settings.WIR_PUBLIC_URL, **context}
    text = Engine.get_default().get_template(template).render(Context(known, autoescape=False))
    first, _, rest = text.strip().partition("\n")
    return Letter(" ".join(first.removeprefix(SUBJECT).split()), MANY_LINES.sub("\n\n", f"{rest.strip()}\n"))


def enqueue(
    event: Event,
    letter: Letter,
    *,
    recipients: Iterable[str],
    kind: OutboxMail.Kind = OutboxMail.Kind.NOTICE,
) -> list[OutboxMail]:
    """One mail for each address, none where there is none; a rolled-back act mails nothing.

    Every address gets a mail of its own, so that nobody reads the others'. Refused outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A mail is written in the transaction of its act.")
    addresses = {address.casefold(): address for address in recipients if address}
    return OutboxMail.objects.bulk_create(
        OutboxMail(
            event=event,
            kind=kind,
            recipient=address,
            subject=letter.subject,
            body=letter.body,
            message_id=f"<{uuid4()}@{_host()}>",
        )
        for address in addresses.values()
    )


def administrators() -> list[str]:
    """The addresses of the technical staff: they hear of every right that is given or ended."""
    accounts = User.objects.filter(is_active=True, groups__name=StaffGroup.TECHNICAL).exclude(email="")
    return list(accounts.order_by("username").values_list("email", flat=True))


@act
def retry(mail: OutboxMail, *, actor: User, reason_internal: str) -> OutboxMail:
    """Let a mail that was given up wait again, its attempts counted anew. Refused in every other state."""
    mail = OutboxMail.objects.select_for_update().get(pk=mail.pk)
    if not mail.is_failed:
        raise DomainError(f"Diese Mail ist nicht aufgegeben. Ihr Stand: {mail.get_status_display()}.")
    mail.status, mail.failed_at = OutboxMail.Status.WAITING, None
    mail.attempt_count, mail.next_attempt_at = 0, clock.now()
    mail.save(update_fields=["status", "failed_at", "attempt_count", "next_attempt_at"])
    events.record("mail.retried", mail, actor=actor, reason_internal=reason_internal)
    return mail


def _host() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
