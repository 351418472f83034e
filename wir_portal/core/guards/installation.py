"""Puts the guards into the database, takes them out around SQLite's migrations, and tells which are missing.

Django's SQLite rebuilds a table for many migrations and silently loses its triggers, or fails on triggers of other
tables that name it. So there they are dropped before `migrate` and set again after it; on PostgreSQL they are only
ever replaced in place.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from wir_portal.core import registries
from wir_portal.core.guards.inventory import (
    PREFIX,
    Guard,
    Trigger,
    postgres_body,
    postgres_sql,
    sqlite_sql,
    trigger_name,
)


def _installable() -> Iterator[tuple[Guard, Trigger]]:
    """Every trigger whose tables exist and that has words for this engine."""
    tables = set(connection.introspection.table_names())
    for guard in registries.guards:
        for trigger in guard.triggers:
            body = trigger.sqlite if connection.vendor == "sqlite" else trigger.postgres
            if body and {trigger.table, *trigger.reads} <= tables:
                yield guard, trigger


def _expected() -> dict[str, str]:
    """Name → definition as the database should tell it."""
    if connection.vendor == "sqlite":
        return {trigger_name(g, t): sqlite_sql(g, t) for g, t in _installable()}
    return {
        trigger_name(g, t): _told(f"{t.event} ON public.{t.table}", bool(t.when), postgres_body(g, t))
        for g, t in _installable()
    }


def _installed() -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
            )
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT t.tgname, substring(pg_get_triggerdef(t.oid) FROM ' ((?:AFTER|BEFORE) .*?) FOR EACH '),"
            " t.tgqual IS NOT NULL, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE %s",
            [f"{PREFIX}%"],
        )
        return {name: _told(*definition) for name, *definition in cursor.fetchall()}


def _told(place: str, has_condition: bool, source: str) -> str:
    """A trigger of PostgreSQL in words that can be compared: when and where it fires, and what it does."""
    return re.sub(r"\s+", " ", f"{place}{' WHEN' if has_condition else ''}: {source}").strip()


def faults() -> list[str]:
    """One German sentence for each guard that is missing, altered or unknown."""
    expected, installed = _expected(), _installed()
    found = [f"Wächter {name} fehlt." for name in sorted(expected.keys() - installed.keys())]
    found += [f"Wächter {name} ist unbekannt." for name in sorted(installed.keys() - expected.keys())]
    found += [
        f"Wächter {name} weicht ab."
        for name in sorted(expected.keys() & installed.keys())
        if expected[name] != installed[name]
    ]
    return found


def install() -> None:
    """Make the database hold exactly the guards of the inventory. Idempotent."""
    expected, installed = _expected(), _installed()
    with connection.cursor() as cursor:
        for name in installed.keys() - expected.keys():
            _drop(cursor, name)
        for guard, trigger in _installable():
            name = trigger_name(guard, trigger)
            if installed.get(name) == expected[name]:
                continue
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(sqlite_sql(guard, trigger))
            else:
                for statement in postgres_sql(guard, trigger):
                    cursor.execute(statement)


def remove(only: str = "") -> None:
    """Take the guards out: all of them, or those of the one named `only` (tests show that it is needed)."""
    wanted = f"{PREFIX}{only}__" if only else PREFIX
    with connection.cursor() as cursor:
        for name in _installed():
            if name.startswith(wanted):
                _drop(cursor, name)


def _drop(cursor: CursorWrapper, name: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        cursor.execute(f"DROP FUNCTION IF EXISTS public.{name}() CASCADE")


def before_migrate(**kwargs: Any) -> None:
    """On SQLite a trigger breaks or loses itself when a table is rebuilt: away with them, for a moment."""
    if kwargs["plan"] and connection.vendor == "sqlite":
        remove()


def after_migrate(**kwargs: Any) -> None:
    install()
