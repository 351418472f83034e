"""Runs loaders as one whole: everything or nothing, one event for a run that wrote something."""

from collections.abc import Callable, Iterable

from django.db import transaction

from wir_portal.core.models import Event
from wir_portal.core.search import index
from wir_portal.core.services import events


def run(act: str, loaders: Iterable[tuple[str, Callable[[Event], int]]]) -> dict[str, int]:
    """How many rows each loader wrote. A DataFault or a guard's refusal leaves everything as it was."""
    with transaction.atomic():
        event = events.record(act, None, actor=None)
        with index.postponed():
            written = {name: load(event) for name, load in loaders}
        if any(written.values()):
            index.refresh_all()
        else:
            transaction.set_rollback(True)
    return written
