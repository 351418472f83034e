"""A guard: a rule that the database itself holds, whoever writes – `save()`, `update()`, raw SQL, `loaddata`.

Each is written twice, for SQLite and PostgreSQL, from small pieces, so that both say the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

PREFIX = "wir_"
LONGEST_NAME = 63


@dataclass(frozen=True)
class Trigger:
    """One trigger of a guard: when it fires and what it does then, in the words of each engine.

    `sqlite`: statements of a trigger body; `postgres`: statements of a PL/pgSQL body without BEGIN, END and RETURN.
    `when` is a condition over OLD and NEW that both engines understand.
    """

    table: str
    event: str  # "BEFORE INSERT", "AFTER UPDATE OF amount_cents", …
    sqlite: str
    postgres: str
    when: str = ""
    declare: str = ""  # PL/pgSQL variables
    reads: Sequence[str] = ()  # further tables the body names: they must exist


@dataclass(frozen=True)
class Guard:
    """A named rule with its German sentence for people."""

    name: str
    message: str
    triggers: Sequence[Trigger] = field(default_factory=tuple)


def trigger_name(guard: Guard, trigger: Trigger) -> str:
    """`wir_<guard>__<digest of table and event>`: PostgreSQL would cut a longer name off, and two could become one."""
    place = hashlib.sha256(f"{trigger.table} {trigger.event}".encode()).hexdigest()[:10]
    name = f"{PREFIX}{guard.name}__{place}"
    if len(name) > LONGEST_NAME:
        raise ValueError(f"The name of the guard {guard.name} is too long.")
    return name


def sqlite_sql(guard: Guard, trigger: Trigger) -> str:
    when = f" WHEN {trigger.when}" if trigger.when else ""
    body = trigger.sqlite.replace("REFUSE", f"RAISE(ABORT, '{PREFIX}{guard.name}')").strip()
    head = f"CREATE TRIGGER {trigger_name(guard, trigger)} {trigger.event} ON {trigger.table}"
    return f"{head} FOR EACH ROW{when} BEGIN {body} END"


def postgres_body(guard: Guard, trigger: Trigger) -> str:
    refuse = f"RAISE EXCEPTION '{PREFIX}{guard.name}' USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME"
    declare = f"DECLARE {trigger.declare} " if trigger.declare else ""
    body = trigger.postgres.replace("REFUSE", refuse).strip()
    result = "OLD" if "DELETE" in trigger.event else "NEW"
    return f"{declare}BEGIN {body} RETURN {result}; END"


def postgres_sql(guard: Guard, trigger: Trigger) -> tuple[str, str]:
    """The function and the trigger; both replace what is there, so that no moment is without a guard."""
    name = trigger_name(guard, trigger)
    when = f" WHEN ({trigger.when})" if trigger.when else ""
    function = (
        f"CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = pg_catalog, public AS $guard$ {postgres_body(guard, trigger)} $guard$"
    )
    level = "STATEMENT" if "TRUNCATE" in trigger.event else "ROW"
    create = (
        f"CREATE OR REPLACE TRIGGER {name} {trigger.event} ON public.{trigger.table}"
        f" FOR EACH {level}{when} EXECUTE FUNCTION public.{name}()"
    )
    return function, create


def refused_when(
    table: str, event: str, condition: str, *, when: str = "", lock: str = "", reads: Sequence[str] = ()
) -> Trigger:
    """A trigger that refuses a row for which `condition` (over OLD, NEW and subqueries) holds; same words for both.

    `lock` is what PostgreSQL locks before it looks (`FROM … WHERE … FOR …`); SQLite has a single writer anyway.
    """
    locked = f"PERFORM 1 {lock}; " if lock else ""
    return Trigger(
        table=table,
        event=event,
        when=when,
        sqlite=f"SELECT REFUSE WHERE {condition};",
        postgres=f"{locked}IF ({condition}) THEN REFUSE; END IF;",
        reads=reads,
    )


def never_pushed_out(table: str, unique: str, rows: str, *, reads: Sequence[str] = ()) -> tuple[Trigger, ...]:
    """Triggers that keep the rows `x` of `FROM … WHERE …` over NEW; `unique` are the columns that it compares.

    SQLite's INSERT OR REPLACE and UPDATE OR REPLACE remove the row in the way without a word and without a trigger:
    it is looked at before. PostgreSQL knows no REPLACE, and an upsert may meet the row there.
    """
    return tuple(
        Trigger(
            table=table,
            event=event,
            sqlite=f"SELECT REFUSE WHERE EXISTS (SELECT 1 {rows}{other});",
            postgres="",
            reads=reads,
        )
        for event, other in (("BEFORE INSERT", ""), (f"BEFORE UPDATE OF {unique}", " AND x.id <> OLD.id"))
    )


def whole_numbers(table: str, *columns: str) -> tuple[Trigger, ...]:
    """SQLite stores whatever it is given in an integer column; money is whole cents there too."""
    condition = " OR ".join(f"(NEW.{name} IS NOT NULL AND typeof(NEW.{name}) <> 'integer')" for name in columns)
    return tuple(
        Trigger(table=table, event=event, sqlite=f"SELECT REFUSE WHERE {condition};", postgres="")
        for event in ("AFTER INSERT", f"AFTER UPDATE OF {', '.join(columns)}")
    )


def whole_days(table: str, *columns: str) -> tuple[Trigger, ...]:
    """SQLite keeps days as text and would compare `2018-9-1` wrongly; PostgreSQL has a type for them."""
    condition = " OR ".join(f"(NEW.{c} IS NOT NULL AND date(NEW.{c}, '+0 days') IS NOT NEW.{c})" for c in columns)
    return tuple(
        Trigger(table=table, event=event, sqlite=f"SELECT REFUSE WHERE {condition};", postgres="")
        for event in ("AFTER INSERT", f"AFTER UPDATE OF {', '.join(columns)}")
    )


def unchanged(*columns: str) -> str:
    """The condition that an update leaves these columns as they are, whether they are filled or empty."""
    same = (f"COALESCE(NEW.{name} = OLD.{name}, NEW.{name} IS NULL AND OLD.{name} IS NULL)" for name in columns)
    return " AND ".join(same)


def append_only(name: str, table: str, message: str) -> Guard:
    """Rows of `table` are never changed or deleted; SQLite's INSERT OR REPLACE counts as a change."""
    return Guard(
        name=name,
        message=message,
        triggers=(
            refused_when(table, "BEFORE UPDATE", "1 = 1"),
            refused_when(table, "BEFORE DELETE", "1 = 1"),
            refused_when(
                table,
                "BEFORE INSERT",
                f"EXISTS (SELECT 1 FROM {table} x WHERE x.{primary_key(table)} = NEW.{primary_key(table)})",
            ),
            truncate_refused(table),
        ),
    )


def truncate_refused(table: str) -> Trigger:
    """PostgreSQL's TRUNCATE passes row triggers by; SQLite has none."""
    return Trigger(table=table, event="BEFORE TRUNCATE", sqlite="", postgres="REFUSE;")


def primary_key(table: str) -> str:
    return "history_id" if "_historical" in table else "id"
