"""Several processes set one database up at the same time: all end well, and what they load is there once."""

import pytest

from tests.databases import fresh_database, manage, start

pytestmark = pytest.mark.races
LOADED = (
    "from wir_portal.core.models import Event;"
    "print(sorted(Event.objects.filter(act__startswith='data.').values_list('act', flat=True)))"
)
AT_ONCE = 4


def test_two_that_prepare_load_everything_once(tmp_path):
    with fresh_database(tmp_path) as address:
        processes = [start(address, tmp_path, "prepare") for _ in range(2)]
        said = [process.communicate(timeout=60)[0] for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        loaded = manage(address, tmp_path, "shell", "--no-imports", "-c", LOADED)
        assert loaded == "['data.example_loaded', 'data.loaded']\n"
        assert "ohne Befund" in manage(address, tmp_path, "check_integrity")


def test_several_that_migrate_all_end_well(race_on_nothing):
    outcome = race_on_nothing([("command", {"name": "migrate"})] * AT_ONCE)

    assert outcome.broken == set()
    assert outcome.done == AT_ONCE


def test_without_the_queue_they_fail(race_on_nothing):
    outcome = race_on_nothing([("command", {"name": "migrate"})] * AT_ONCE, without=["queue"])

    assert outcome.broken != set()
