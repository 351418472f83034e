"""What a supervisor asks: does the process live, and is everything in order. Plain text, no session."""

from collections.abc import Iterator
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wir_portal.core import registries
from wir_portal.core.guards import installation


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; asks nobody else."""
    return _plain("ok", 200)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations and guards are in order; 503 and the reasons if not."""
    try:
        faults = list(_faults())
    except Error:
        faults = ["Die Datenbank antwortet nicht."]
    return _plain("\n".join(faults), 503) if faults else _plain("ok", 200)


def _faults() -> Iterator[str]:
    missing = _migrations_of_the_code() - set(MigrationRecorder(connection).applied_migrations())
    if missing:
        # Without its tables the rest would only tell the same in other words.
        yield f"Es fehlen {len(missing)} Migrationen, die erste: {'.'.join(min(missing))}."
        return
    yield from installation.faults()
    yield from filter(None, (ask() for ask in registries.readiness))


@cache
def _migrations_of_the_code() -> frozenset[tuple[str, str]]:
    """The files do not change while the process lives."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
