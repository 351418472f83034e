"""What a supervisor asks: alive, and in order; 503 and the reasons if not."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from wir_portal.core import registries
from wir_portal.core.guards import installation

pytestmark = pytest.mark.django_db


def answer(client, path="/readyz"):
    response = client.get(path)
    return response.status_code, response.content.decode()


def without_database(error):
    def refuse(execute, sql, params, many, context):
        raise error

    return connection.execute_wrapper(refuse)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_in_order_both_say_ok_in_plain_words_that_nobody_keeps(client, path):
    response = client.get(path)

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


def test_whether_the_process_lives_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0), without_database(OperationalError("gone")):
        assert answer(client, "/healthz") == (200, "ok\n")


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("connection already closed")])
def test_a_database_that_is_away_is_named(client, error):
    with without_database(error):
        assert answer(client) == (503, "Die Datenbank antwortet nicht.\n")


def test_missing_migrations_are_named_with_the_first(client):
    count, _rows = MigrationRecorder.Migration.objects.filter(app="programs").delete()

    assert answer(client) == (503, f"Es fehlen {count} Migrationen, die erste: programs.0001_initial.\n")


def test_a_migration_that_only_the_database_knows_is_no_fault(client):
    MigrationRecorder(connection).record_applied("programs", "9999_of_a_newer_version")

    assert answer(client) == (200, "ok\n")


def test_every_missing_guard_is_named(client):
    installation.remove()
    missing = installation.faults()

    assert answer(client) == (503, "\n".join(missing) + "\n")
    assert len(missing) > 10
    assert {fault.split()[-1] for fault in missing} == {"fehlt."}


def test_what_a_floor_misses_is_named(client, monkeypatch):
    monkeypatch.setitem(registries.readiness._items, "in order", lambda: None)
    assert answer(client) == (200, "ok\n")

    monkeypatch.setitem(registries.readiness._items, "not", lambda: "Der Drucker ist aus.")
    assert answer(client) == (503, "Der Drucker ist aus.\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_sent_there(client, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_head_is_enough(client, path):
    assert client.head(path).status_code == 200
