"""`kill -9` in mid-act: what was acknowledged is there once, with its event and history; nothing is there in part."""

import json
import signal
import subprocess
import sys

import pytest

from tests.databases import ROOT, fresh_database, variables
from tests.races.conftest import order

pytestmark = pytest.mark.races
BODIES = ("landkreis-fulda", "stadt-fulda", "wiesbaden")
ACTS = 6  # of each writer, before it is killed
START = "from tests import environment; import django; django.setup(); from tests.races.writer import main; main({})"
EVENTS = "SELECT id, details FROM core_event WHERE act = 'allocation.changed'"
# The versions that an act leaves: the allocation's new amount, the appropriation's last editor.
VERSIONS = "SELECT event_id, amount_cents FROM programs_historicalallocation WHERE event_id IN (SELECT id FROM e)"
EDITORS = "SELECT event_id FROM programs_historicalappropriation WHERE event_id IN (SELECT id FROM e)"
OF_CHANGES = "WITH e AS (SELECT id FROM core_event WHERE act = 'allocation.changed') "
# Bodies whose amount is not that of their last version.
DIFFERING = (
    "SELECT x.id FROM programs_allocation x WHERE x.amount_cents <> (SELECT h.amount_cents"
    " FROM programs_historicalallocation h WHERE h.id = x.id ORDER BY h.history_id DESC LIMIT 1)"
)


def killed_while_writing(address, folder, *without: str) -> dict[int, int]:
    """The acknowledged acts of three writers: number of the event → amount."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", START.format(f"*{[slug, *without]!r}")],
            env=variables(address, folder), cwd=ROOT, text=True, stdout=subprocess.PIPE,
        )
        for slug in BODIES
    ]  # fmt: skip
    said = []
    try:
        for writer in writers:
            said += [writer.stdout.readline() for _ in range(ACTS)]
            writer.send_signal(signal.SIGKILL)
            said += writer.stdout.readlines()
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert [writer.returncode for writer in writers] == [-signal.SIGKILL] * len(BODIES)
    return {int(event): int(cents) for event, cents in (line.split() for line in said)}


def look(address, folder) -> dict[str, list]:
    questions = {"events": EVENTS, "versions": OF_CHANGES + VERSIONS, "editors": OF_CHANGES + EDITORS}
    return order(address, folder, [], differing=DIFFERING, **questions).found


def torn(found: dict[str, list]) -> set[int]:
    """Events without exactly one version of the amount and one of the line."""
    amounts, lines = [event for event, _cents in found["versions"]], found["editors"]
    return {event for event, _ in found["events"] if (amounts.count(event), lines.count(event)) != (1, 1)}


def test_every_acknowledged_act_is_there_once_and_none_in_part(world, tmp_path):
    with fresh_database(tmp_path, copy_of=world) as address:
        acknowledged = killed_while_writing(address, tmp_path)
        found = look(address, tmp_path)

    assert len(acknowledged) >= ACTS * len(BODIES)
    assert torn(found) == set()
    assert found["differing"] == []
    versions = dict(found["versions"])
    assert {event: versions.get(event) for event in acknowledged} == acknowledged
    assert len(versions) - len(acknowledged) in range(len(BODIES) + 1)  # done, but killed before saying so
    amounts = {event: json.loads(details)["new_cents"] for event, details in found["events"]}
    assert amounts == versions


def test_without_a_transaction_acts_are_torn(world, tmp_path):
    with fresh_database(tmp_path, copy_of=world) as address:
        killed_while_writing(address, tmp_path, "locks")
        assert torn(look(address, tmp_path)) != set()
