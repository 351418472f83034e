"""The log is append-only, and the guards' own life: installed, compared, taken out, set again."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection

from programs.models import Allocation, Appropriation, BudgetYear
from tests.factories.programs import AllocationFactory, AppropriationFactory
from tests.writers import DELETING, UPDATING, guards_against, refused_by, values_of
from wir_portal.core import registries
from wir_portal.core.checks import guards_are_in_place
from wir_portal.core.guards import installation
from wir_portal.core.guards.inventory import Guard, Trigger, postgres_body, refused_when, sqlite_sql, trigger_name
from wir_portal.core.guards.messages import sentence_for
from wir_portal.core.models import Event

pytestmark = pytest.mark.django_db
HISTORIES = (BudgetYear, Appropriation, Allocation)


def written(model):
    """An event, or the first version of a row."""
    if model is Event:
        return Event.objects.create(act="data.loaded")
    AllocationFactory()
    return model.history.first()


def guard_of(model) -> str:
    return "event_append_only" if model is Event else f"{model._meta.model_name}_history_append_only"


@pytest.mark.parametrize("model", [Event, *HISTORIES])
class TestAppendOnly:
    @pytest.mark.parametrize("way", UPDATING)
    def test_a_row_does_not_change(self, model, way):
        row = written(model)
        name = "act" if model is Event else "history_change_reason"
        wrong = values_of(row) | {name: "etwas anderes"}
        if model is Event:
            wrong["details"] = "{}" if way.__name__ in {"change", "replace"} else {}
        assert guards_against(lambda: way(type(row), wrong)) == [guard_of(model)]

    @pytest.mark.parametrize("way", DELETING)
    def test_a_row_does_not_go(self, model, way):
        row = written(model)
        found = guards_against(lambda: way(type(row), values_of(row)))
        assert found[0] == guard_of(model)


def triggers():
    return [(guard, trigger) for guard in registries.guards for trigger in guard.triggers]


def test_every_trigger_has_a_name_of_its_own():
    names = [trigger_name(guard, trigger) for guard, trigger in triggers()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 63


def test_every_guard_speaks_german_to_people():
    for guard in registries.guards:
        assert guard.message.endswith(".")
        assert sentence_for(IntegrityError(f"wir_{guard.name}")) == guard.message


def test_every_guard_is_in_the_database():
    assert installation.faults() == []
    installed = installation._installed()
    here = [t for g, t in triggers() if (t.sqlite if connection.vendor == "sqlite" else t.postgres)]
    assert len(installed) == len(here)


def test_a_name_that_a_database_would_cut_is_refused():
    guard = Guard("x" * 60, "Zu lang.", (refused_when("core_event", "AFTER INSERT", "1 = 1"),))
    with pytest.raises(ValueError, match="too long"):
        trigger_name(guard, guard.triggers[0])


def test_a_missing_guard_is_named_and_set_again():
    installation.remove(only="event_append_only")
    assert {fault.split("__")[0] for fault in installation.faults()} == {"Wächter wir_event_append_only"}
    assert all(fault.endswith(" fehlt.") for fault in installation.faults())

    installation.install()

    assert installation.faults() == []


def first_trigger() -> str:
    guard, trigger = next((g, t) for g, t in triggers() if t.event == "BEFORE DELETE" and t.table == "core_event")
    return trigger_name(guard, trigger)


@pytest.mark.sqlite_only
def test_an_altered_guard_is_named_and_set_again_on_sqlite():
    name = first_trigger()
    run(f"DROP TRIGGER {name}", f"CREATE TRIGGER {name} BEFORE DELETE ON core_event BEGIN SELECT 1; END")
    assert installation.faults() == [f"Wächter {name} weicht ab."]
    installation.install()
    assert installation.faults() == []


@pytest.mark.postgres_only
@pytest.mark.parametrize(
    "alter",
    [
        "CREATE OR REPLACE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
        "CREATE OR REPLACE TRIGGER {name} AFTER INSERT ON core_event FOR EACH ROW EXECUTE FUNCTION {name}()",
        (
            "CREATE OR REPLACE TRIGGER {name} BEFORE DELETE ON core_event FOR EACH ROW WHEN (1=0)"
            " EXECUTE FUNCTION {name}()"
        ),
    ],
)
def test_an_altered_guard_is_named_and_set_again_on_postgres(alter):
    name = first_trigger()
    run(alter.format(name=name))
    assert installation.faults() == [f"Wächter {name} weicht ab."]
    installation.install()
    assert installation.faults() == []


@pytest.mark.postgres_only
def test_a_guard_that_is_switched_off_counts_as_missing():
    name = first_trigger()
    run(f"ALTER TABLE core_event DISABLE TRIGGER {name}")
    assert installation.faults() == [f"Wächter {name} fehlt."]
    installation.install()
    assert installation.faults() == []
    with refused_by("event_append_only"):
        Event.objects.create(act="data.loaded").delete()


def test_an_unknown_guard_is_named_and_taken_out():
    guard = Guard("stranger", "Fremd.", (refused_when("core_event", "AFTER INSERT", "1 = 0"),))
    if connection.vendor == "sqlite":
        run(sqlite_sql(guard, guard.triggers[0]))
    else:
        body, name = postgres_body(guard, guard.triggers[0]), trigger_name(guard, guard.triggers[0])
        run(
            f"CREATE FUNCTION public.{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER {name} AFTER INSERT ON core_event FOR EACH ROW EXECUTE FUNCTION public.{name}()",
        )
    assert [fault.rsplit(" ", 2)[1:] for fault in installation.faults()] == [["ist", "unbekannt."]]
    installation.install()
    assert installation.faults() == []


def test_a_guard_waits_for_its_tables(monkeypatch):
    waiting = Trigger("core_event", "AFTER INSERT", "SELECT 1;", "NULL;", reads=("not_there_yet",))
    monkeypatch.setitem(registries.guards._items, "waiting", Guard("waiting", "Wartet.", (waiting,)))
    assert installation.faults() == []


def test_the_check_refuses_without_a_guard():
    assert guards_are_in_place(databases=["default"]) == []
    installation.remove(only="event_append_only")

    errors = guards_are_in_place(databases=["default"])

    assert {error.id for error in errors} == {"wir.E001"}
    assert guards_are_in_place(databases=None) == []
    with pytest.raises(SystemCheckError, match="event_append_only"):
        call_command("check", databases=["default"])


def test_check_integrity_names_a_missing_guard(capsys):
    installation.remove(only="event_append_only")
    with pytest.raises(SystemExit):
        call_command("check_integrity")
    assert "Wächter: Wächter wir_event_append_only__" in capsys.readouterr().out


def test_an_error_of_no_guard_has_no_sentence():
    assert sentence_for(IntegrityError("NOT NULL constraint failed")) is None
    assert sentence_for(IntegrityError("wir_unknown_guard")) is None


def test_a_constraint_has_its_own_sentence():
    with pytest.raises(IntegrityError) as caught:
        AppropriationFactory(amount_cents=-1)
    assert sentence_for(caught.value) == "Ein Ansatz ist nicht negativ."


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
