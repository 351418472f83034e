"""Makes stored rows equal to their source, without touching what people entered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def sync(
    model: type[M], key: Sequence[str], rows: Iterable[Mapping[str, object]], *, initial: Sequence[str] = ()
) -> int:
    """Insert missing rows, correct changed ones, and return how many were written.

    `key` are the fields that identify a row; those in `initial` are set when it is made and belong to the editors
    from then on.
    """
    existing = {tuple(getattr(row, field) for field in key): row for row in model._default_manager.all()}
    written = 0
    for values in rows:
        row = existing.get(tuple(values[field] for field in key))
        if row is None:
            model(**values).save()
            written += 1
            continue
        changed = [f for f, value in values.items() if f not in initial and getattr(row, f) != value]
        if changed:
            for field in changed:
                setattr(row, field, values[field])
            row.save()
            written += 1
    return written
