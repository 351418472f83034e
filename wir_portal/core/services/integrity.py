"""What `check_integrity` recomputes on the ground floor; one German sentence for each finding. Reads only."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Exists, F, OuterRef

from wir_portal.core.models import Event, OutboxMail


def database() -> Iterator[str]:
    """SQLite lets programs switch foreign keys and constraints off: what they left is found here.

    PostgreSQL lets nobody do that.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            yield f"{table}, Zeile {row}: Es fehlt, worauf sie in {parent} verweist."
        cursor.execute("PRAGMA integrity_check")
        yield from (f"SQLite meldet: {words}" for (words,) in cursor.fetchall() if words != "ok")


def mails() -> Iterator[str]:
    """Every mail names an event that there is, and was written with it, not before."""
    named = OutboxMail.objects.annotate(has_event=Exists(Event.objects.filter(pk=OuterRef("event_id"))))
    for mail in named.filter(has_event=False).order_by("pk"):
        yield f"Die Mail {mail.pk} nennt das Ereignis {mail.event_id}, das es nicht gibt."
    for early in OutboxMail.objects.filter(created_at__lt=F("event__at")).order_by("pk"):
        yield f"Die Mail {early.pk} ist älter als ihr Ereignis {early.event_id}."
