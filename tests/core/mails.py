"""Mails to send in tests: enqueued as an act does it."""

from django.db import transaction

from wir_portal.core.models import Event, OutboxMail
from wir_portal.core.services import mails

LETTER = mails.Letter("Größe über alles", "Guten Tag,\n\nes gibt Neues.\n")


def waiting(*addresses: str) -> list[OutboxMail]:
    """One mail for each address, of one event; one to `amt@example.org` where none is named."""
    with transaction.atomic():
        event = Event.objects.create(act="data.loaded")
        return mails.enqueue(event, LETTER, recipients=addresses or ["amt@example.org"])


def failed(**values: object) -> OutboxMail:
    """One that was given up."""
    mail = waiting()[0]
    for name, value in {
        "status": "failed", "failed_at": mail.created_at, "failure": "550 unbekannt", "attempt_count": 10, **values,
    }.items():  # fmt: skip
        setattr(mail, name, value)
    mail.save()
    return mail
