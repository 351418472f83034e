"""One process at a time, across processes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from filelock import FileLock

LOCK_NUMBER = 2014_2018  # any number, the same for all who prepare one database
PATIENCE_SECONDS = 300


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Holds the database's own lock on PostgreSQL, a file in the data folder on SQLite. May be taken again inside."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            # Waiting for the other processes takes as long as their work, not as long as a row may stay locked.
            cursor.execute("SET lock_timeout = %s", [f"{PATIENCE_SECONDS}s"])
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
            cursor.execute("RESET lock_timeout")
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
                cursor.execute("RESET statement_timeout")
        return
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.DATA_DIR / "prepare.lock", timeout=PATIENCE_SECONDS, is_singleton=True):
        yield
