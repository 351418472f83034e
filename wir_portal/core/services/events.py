"""Records what was done; called by every service inside its own transaction."""

from collections.abc import Iterable, Mapping

from django.db import models

from wir_portal.core import clock
from wir_portal.core.models import Event, User


def record(
    act: str,
    subject: models.Model | None,
    *,
    actor: User | None,
    reason_internal: str = "",
    reason_for_body: str = "",
    body_slug: str = "",
    **details: object,
) -> Event:
    """Write the event of an act. `details` are ids and cents, never names; no actor means the system,
    no subject the installation as a whole."""
    return Event.objects.create(
        actor=actor,
        at=clock.now(),
        act=act,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        body_slug=body_slug,
        reason_internal=reason_internal,
        reason_for_body=reason_for_body,
        details=details,
    )


def record_for_bodies(
    act: str, rows: Iterable[tuple[models.Model, str, Mapping[str, object]]], *, of: Event
) -> list[Event]:
    """One event for each (subject, body, details) of a joint act, so that each body finds it in its own log."""
    return Event.objects.bulk_create(
        Event(
            actor=of.actor,
            at=of.at,
            act=act,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            body_slug=slug,
            reason_for_body=of.reason_for_body,
            details={**details, "event": of.pk},
        )
        for subject, slug, details in rows
    )
