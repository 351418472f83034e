"""The part of the index that the database keeps: SQLite's FTS5 table, and the loss of a document with every change.

PostgreSQL keeps its `tsvector` in a generated column; SQLite has a table of its own for it, filled by triggers.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from wir_portal.core.guards.inventory import Guard, Trigger

DOCUMENTS, INDEX = "core_searchdocument", "core_searchindex"
REPAIR = "„manage.py index_search“ stellt es richtig."
_STALE = (
    f"SELECT d.id FROM {DOCUMENTS} d LEFT JOIN {INDEX} i ON i.rowid = d.id"
    " WHERE i.rowid IS NULL OR i.words <> d.words OR i.title_words <> d.title_words"
    f" UNION SELECT i.rowid FROM {INDEX} i LEFT JOIN {DOCUMENTS} d ON d.id = i.rowid WHERE d.id IS NULL"
)
INDEX_FOLLOWS = Guard(
    name="search_index_follows",
    message="Das Suchverzeichnis passt nicht zu den Suchdokumenten.",
    triggers=(
        Trigger(
            table=DOCUMENTS,
            event="AFTER INSERT",
            sqlite=f"INSERT INTO {INDEX} (rowid, title_words, words) VALUES (NEW.id, NEW.title_words, NEW.words);",
            postgres="",
            reads=(INDEX,),
        ),
        Trigger(
            table=DOCUMENTS,
            event="AFTER UPDATE",
            sqlite=f"DELETE FROM {INDEX} WHERE rowid = OLD.id;"
            f" INSERT INTO {INDEX} (rowid, title_words, words) VALUES (NEW.id, NEW.title_words, NEW.words);",
            postgres="",
            reads=(INDEX,),
        ),
        Trigger(
            table=DOCUMENTS,
            event="AFTER DELETE",
            sqlite=f"DELETE FROM {INDEX} WHERE rowid = OLD.id;",
            postgres="",
            reads=(INDEX,),
        ),
    ),
)


def forgets(kind: str, table: str) -> Guard:
    """With every change of a row its document goes; whoever changed it by `save()` makes a new one at once."""
    delete = f"DELETE FROM {DOCUMENTS} WHERE kind = '{kind}' AND object_id = OLD.id;"
    return Guard(
        name=f"search_forgets_{kind}",
        message="Was sich ändert, ist erst wieder zu finden, wenn sein Suchdokument neu geschrieben ist.",
        triggers=tuple(
            Trigger(table=table, event=event, sqlite=delete, postgres=delete, reads=(DOCUMENTS,))
            for event in ("AFTER UPDATE", "AFTER DELETE")
        ),
    )


def mend_index(**kwargs: Any) -> None:
    """Bring SQLite's index to the documents, where a migration or a flush went past its triggers."""
    if connection.vendor != "sqlite" or not {DOCUMENTS, INDEX} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        cursor.execute(_STALE)
        stale = [str(int(number)) for (number,) in cursor.fetchall()]
        if stale:
            cursor.execute(f"DELETE FROM {INDEX} WHERE rowid IN ({', '.join(stale)})")
            cursor.execute(
                f"INSERT INTO {INDEX} (rowid, title_words, words) SELECT id, title_words, words FROM {DOCUMENTS}"
                f" WHERE id IN ({', '.join(stale)})"
            )


def faults() -> Iterator[str]:
    """A German sentence where SQLite's index differs from the documents. PostgreSQL computes it itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_STALE})")
        (count,) = cursor.fetchone()
    if count:
        yield f"Suchverzeichnis: {count} Einträge passen nicht zu ihren Suchdokumenten. {REPAIR}"
