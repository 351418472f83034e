"""Was bisher geschah: who, when, why, and which amount became which; from history rows and events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from wir_portal.core.admin_base.cells import UNKNOWN
from wir_portal.core.models import Event
from wir_portal.core.money import format_euro

SYSTEM = "System"
LENGTH = 50


@dataclass
class Entry:
    """One thing that happened."""

    title: str
    at: datetime
    who: str
    reason: str = ""
    reason_for_body: str = ""
    changes: list[str] = field(default_factory=list)


def of_events(rows: Iterable[Event], labels: Mapping[str, str]) -> list[Entry]:
    """Entries of events read with their actors; `labels` names the fields that an event says were changed."""
    return [
        Entry(
            title=event.words,
            at=event.at,
            who=str(event.actor or SYSTEM),
            reason=event.reason_internal,
            reason_for_body=event.reason_for_body,
            changes=[labels.get(name, name) for name in event.details.get("fields", [])],
        )
        for event in rows
    ]


def events_about(row: models.Model) -> list[Entry]:
    """The latest events about a row; one query."""
    labels = {f.name: str(f.verbose_name) for f in row._meta.get_fields() if hasattr(f, "verbose_name")}
    return of_events(Event.objects.about(row).select_related("actor")[:LENGTH], labels)


def versions_of(row: models.Model, fields: Iterable[str]) -> list[Entry]:
    """The versions of a row of money with old and new values of `fields`, newest first; one query."""
    versions = list(row.history.select_related("event__actor").order_by("history_id"))  # type: ignore[attr-defined]
    entries = []
    for before, version in zip([None, *versions], versions, strict=False):
        event = version.event
        entries.append(
            Entry(
                title=event.words if event else "Eintrag angelegt" if before is None else "Eintrag geändert",
                at=version.history_date,
                who=str((event and event.actor) or SYSTEM),
                reason=event.reason_internal if event else "",
                reason_for_body=event.reason_for_body if event else "",
                changes=[text for name in fields if (text := _change(before, version, name))],
            )
        )
    return entries[::-1]


def _change(before: models.Model | None, version: models.Model, name: str) -> str:
    """`Ansatz: 1.700.000 € statt 1.600.000 €`, empty when nothing changed."""
    new = _written(version, name)
    label = str(version._meta.get_field(name).verbose_name).removesuffix(" (Cent)")  # type: ignore[union-attr]
    if before is None:
        return "" if getattr(version, name) is None else f"{label}: {new}"
    old = _written(before, name)
    return "" if old == new else f"{label}: {new} statt {old}"


def _written(version: models.Model, name: str) -> str:
    value = getattr(version, name)
    if value is None:
        return UNKNOWN
    if name.endswith("_cents"):
        return format_euro(value)
    display = getattr(version, f"get_{name}_display", None)
    return str(display() if display else value)
