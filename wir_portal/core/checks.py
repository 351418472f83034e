"""System checks that need the database: `manage.py check --database default`."""

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error

from wir_portal.core.guards import installation


def guards_are_in_place(*, databases: Sequence[str] | None = None, **kwargs: object) -> list[CheckMessage]:
    """An error for each guard that is missing or differs."""
    if not databases:
        return []
    return [
        Error(fault, hint="python3 run.py manage migrate setzt die Wächter neu.", id="wir.E001")
        for fault in installation.faults()
    ]
