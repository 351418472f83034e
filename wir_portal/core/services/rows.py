"""Saves a row that is no money: a text, a contact, a rate. Money has services of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event, User
from wir_portal.core.search import index
from wir_portal.core.services import events
from wir_portal.core.transactions import act as whole_or_not

BATCH = 200


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


@dataclass(frozen=True)
class Written:
    """A row to be written: new, or with these changed fields."""

    row: models.Model
    fields: Sequence[str]
    is_new: bool
    body_slug: str = ""


@whole_or_not
def save_many(
    changes: Sequence[Written], *, code: str, actor: User, reason_internal: str, details: Mapping[str, object]
) -> Event:
    """Write rows of one model as if each had been saved by hand: `<code>.added` or `.changed` for each of them.

    One more event, `<code>.imported`, says how many there were; it is returned. Models whose `save()` derives other
    fields from the changed ones cannot be written like this.
    """
    if not changes:
        raise DomainError("Die Datei ändert nichts. Es wurde nichts gespeichert.")
    model = type(changes[0].row)
    said: dict[str, Any] = dict(details)
    event = events.record(f"{code}.imported", None, actor=actor, reason_internal=reason_internal, **said)
    model._default_manager.bulk_create([change.row for change in changes if change.is_new], batch_size=BATCH)
    changed = [change for change in changes if not change.is_new]
    if changed:
        fields = sorted({name for change in changed for name in change.fields})
        model._default_manager.bulk_update([change.row for change in changed], fields, batch_size=BATCH)
    index.saved_in_bulk([change.row for change in changes])
    Event.objects.bulk_create(
        (
            Event(
                actor=actor,
                at=event.at,
                act=f"{code}.{'added' if change.is_new else 'changed'}",
                subject_type=change.row._meta.label_lower,
                subject_id=str(change.row.pk),
                body_slug=change.body_slug,
                reason_internal=reason_internal,
                details={"fields": sorted(change.fields), "event": event.pk},
            )
            for change in changes
        ),
        batch_size=BATCH,
    )
    return event
