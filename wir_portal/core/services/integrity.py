"""Looks at the database itself, below all models; reads only."""

from collections.abc import Iterator

from django.db import connection


def database() -> Iterator[str]:
    """SQLite lets programs switch foreign keys and constraints off: what they left is found here.

    PostgreSQL lets nobody do that.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            yield f"{table}, Zeile {row}: Es fehlt, worauf sie in {parent} verweist."
        cursor.execute("PRAGMA integrity_check")
        yield from (f"SQLite meldet: {words}" for (words,) in cursor.fetchall() if words != "ok")
