"""Saves a row that is no money: a text, a contact, a rate. Money has services of its own."""

from collections.abc import Iterable

from django.db import models

from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.services import events
from wir_portal.core.transactions import act as whole_or_not


@whole_or_not
def save(
    row: models.Model, *, act: str, fields: Iterable[str], actor: User, reason_internal: str, body_slug: str = ""
) -> Event:
    """Write `row` and the names of the changed `fields`, not their contents. Refuses when nothing was changed."""
    changed = sorted(fields)
    if not changed:
        raise DomainError("Sie haben nichts geändert. Es wurde nichts gespeichert.")
    row.save()
    return events.record(act, row, actor=actor, reason_internal=reason_internal, body_slug=body_slug, fields=changed)
