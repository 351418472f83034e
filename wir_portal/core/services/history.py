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
    """Update `fields` of `rows` and keep the new versions.

    Callers put cuts before raises: SQLite checks row by row, so a raise in front of its cut would be refused.
    """
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


def cuts_first(changes: Sequence[tuple[M, int]]) -> list[M]:
    """Rows ordered by their change in cents, the largest cut first."""
    return [row for row, change in sorted(changes, key=lambda pair: (pair[1], pair[0].pk or 0))]
