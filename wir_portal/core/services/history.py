"""Writes rows together with their history, in an order that the guards on SQLite can follow."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from wir_portal.core.models import Event

M = TypeVar("M", bound=models.Model)


def create(model: type[M], rows: Sequence[M], *, event: Event) -> list[M]:
    """Insert `rows` and their first versions."""
    if not rows:
        return []
    return bulk_create_with_history(
        rows,
        model,
        default_user=event.actor,
        default_date=event.at,
        custom_historical_attrs={"event_id": event.pk},
    )


def update(model: type[M], rows: Sequence[M], fields: Sequence[str], *, event: Event) -> None:
    """Update `fields` of `rows` and keep the new versions. Where amounts both rise and fall, use `update_amounts`."""
    if not rows:
        return
    bulk_update_with_history(
        rows,
        model,
        list(fields),
        default_user=event.actor,
        default_date=event.at,
        custom_historical_attrs={"event_id": event.pk},
    )


def update_amounts(model: type[M], changes: Sequence[tuple[M, int]], fields: Sequence[str], *, event: Event) -> None:
    """Update rows given with their change in cents: all cuts in one statement, then all raises in another.

    Within a statement SQLite checks row by row in an order of its own: a raise in front of its cut would be refused.
    """
    update(model, [row for row, cents in changes if cents < 0], fields, event=event)
    update(model, [row for row, cents in changes if cents >= 0], fields, event=event)


def keep(model: type[M], rows: Sequence[M], *, event: Event, is_new: bool = False) -> None:
    """Keep the versions of rows that are stored already: written before their event, or by the database itself."""
    model.history.bulk_history_create(  # type: ignore[attr-defined]
        rows,
        update=not is_new,
        default_user=event.actor,
        default_date=event.at,
        custom_historical_attrs={"event_id": event.pk},
    )
