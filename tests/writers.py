"""Every way into the database: a guard has to hold on all of them."""

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction

from wir_portal.core.guards import installation
from wir_portal.core.guards.inventory import PREFIX

Values = Mapping[str, object]
Way = Callable[[type[models.Model], Values], None]


def values_of(row: models.Model) -> dict[str, object]:
    """The stored row, by column."""
    stored = type(row)._base_manager.get(pk=row.pk)
    return {field.attname: getattr(stored, field.attname) for field in row._meta.concrete_fields}


def new_values(row: models.Model) -> dict[str, object]:
    """What an unsaved row would store, by column, without its number."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}


# --- new rows -----------------------------------------------------------------------------------------------------
def save_new(model, values):
    model(**values).save()


def bulk_create(model, values):
    model._base_manager.bulk_create([model(**values)])


def insert(model, values, verb="INSERT"):
    columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    _execute(f"{verb} INTO {model._meta.db_table} ({columns}) VALUES ({marks})", values.values())


def replace(model, values):
    insert(model, values, verb="INSERT OR REPLACE")


def load(model, values):
    fields = {
        f.name: values[f.attname] for f in model._meta.concrete_fields if f.attname in values and not f.primary_key
    }
    row = {"model": model._meta.label_lower, "pk": values.get(model._meta.pk.attname), "fields": fields}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.json"
        file.write_text(json.dumps([row], cls=DjangoJSONEncoder))
        call_command("loaddata", file, verbosity=0)


def copy(model, values):
    line = "\t".join("\\N" if value is None else str(value) for value in values.values())
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({', '.join(values)}) FROM STDIN", io.StringIO(line + "\n"))


# --- stored rows: `values` are the whole row as it should become ----------------------------------------------------
def save_again(model, values):
    row = model._base_manager.get(pk=values[model._meta.pk.attname])
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def update(model, values):
    pk = values[model._meta.pk.attname]
    before = values_of(model(pk=pk))
    model._base_manager.filter(pk=pk).update(**{n: v for n, v in values.items() if v != before[n]})


def bulk_update(model, values):
    pk = model._meta.pk.attname
    model._base_manager.bulk_update([model(**values)], [name for name in values if name != pk])


def upsert(model, values):
    pk = model._meta.pk.attname
    names = [name for name in values if name != pk]
    model._base_manager.bulk_create(
        [model(**values)], update_conflicts=True, unique_fields=[pk], update_fields=names
    )  # fmt: skip


def change(model, values):
    pk = model._meta.pk.attname
    names = [name for name in values if name != pk]
    _execute(
        f"UPDATE {model._meta.db_table} SET {', '.join(f'{name} = %s' for name in names)} WHERE {pk} = %s",
        [*(values[name] for name in names), values[pk]],
    )


# --- away with a row ------------------------------------------------------------------------------------------------
def delete_row(model, values):
    model._base_manager.get(pk=values[model._meta.pk.attname]).delete()


def delete_set(model, values):
    model._base_manager.filter(pk=values[model._meta.pk.attname]).delete()


def delete_raw(model, values):
    pk = model._meta.pk.attname
    _execute(f"DELETE FROM {model._meta.db_table} WHERE {pk} = %s", [values[pk]])


def truncate(model, values):
    connection.check_constraints()
    _execute(f"TRUNCATE {model._meta.db_table} CASCADE", [])


def _execute(sql, values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_bound(value) for value in values])


def _bound(value: object) -> object:
    """As the drivers take it: moments of the engine's kind, JSON as text."""
    if hasattr(value, "hour"):
        return connection.ops.adapt_datetimefield_value(value)
    return json.dumps(value) if isinstance(value, dict) else value


def ways(*functions: Way, sqlite: tuple[Way, ...] = (), postgres: tuple[Way, ...] = ()) -> list:
    """As parameters, those of one engine marked so."""
    named = [pytest.param(way, id=way.__name__) for way in functions]
    named += [pytest.param(way, id=way.__name__, marks=pytest.mark.sqlite_only) for way in sqlite]
    return named + [pytest.param(way, id=way.__name__, marks=pytest.mark.postgres_only) for way in postgres]


INSERTING = ways(save_new, bulk_create, insert, load, sqlite=(replace,), postgres=(copy,))
UPDATING = ways(save_again, update, bulk_update, upsert, change, load, sqlite=(replace,))
DELETING = ways(delete_row, delete_set, delete_raw, postgres=(truncate,))


# --- refusals ---------------------------------------------------------------------------------------------------------
@contextmanager
def refused_by(name: str):
    """The block is refused by the guard or constraint of this name, and leaves the transaction usable."""
    with pytest.raises(IntegrityError, match=rf"\b({PREFIX})?{name}\b"), transaction.atomic():
        yield


def without(*names: str) -> None:
    """Take these guards out."""
    connection.check_constraints()  # PostgreSQL lets no trigger go while foreign keys wait to be checked
    for name in names:
        installation.remove(only=name)


def guards_against(write: Callable[[], None]) -> list[str]:
    """Which guards refuse the write, one after the other: each is taken out until it goes through."""
    found: list[str] = []
    while True:
        with suppress(IntegrityError):
            try:
                with transaction.atomic():
                    write()
                return found
            except IntegrityError as error:
                name = guard_in(error)
                if name is None or name in found:
                    raise AssertionError(f"Refused by more than guards: {error}") from error
                found.append(name)
        without(found[-1])


def guard_in(error: IntegrityError) -> str | None:
    words = [word.strip("'\"") for word in str(error).split()]
    return next((word.removeprefix(PREFIX) for word in words if word.startswith(PREFIX)), None)
