"""`kill -9` in mid-act: what was acknowledged is there once, with its event and history; nothing is there in part."""

import json
import signal
import subprocess
import sys

import pytest

from tests.databases import ROOT, fresh_database, variables
from tests.races.conftest import order
from tests.races.world import LINES_2019

pytestmark = pytest.mark.races
# The body of each writer, and before which write of an act it is killed: an act is the event, the amount, its version,
# the line and its version.
WRITERS = {"landkreis-fulda": 2, "stadt-fulda": 3, "wiesbaden": 5}
ACTS = 6  # done and acknowledged by each writer before
SECONDS = 60
START = "from tests import environment; import django; django.setup(); from tests.races.writer import main; main({})"
CHANGES = f"FROM core_event WHERE act = 'allocation.changed' AND subject_id IN {LINES_2019}"
EVENTS = f"SELECT id, details {CHANGES}"
# The versions that an act leaves: the allocation's new amount, the appropriation's last editor.
VERSIONS = "SELECT event_id, amount_cents FROM programs_historicalallocation WHERE event_id IN (SELECT id FROM e)"
EDITORS = "SELECT event_id FROM programs_historicalappropriation WHERE event_id IN (SELECT id FROM e)"
OF_CHANGES = f"WITH e AS (SELECT id {CHANGES}) "
# Bodies whose amount is not that of their last version.
DIFFERING = (
    "SELECT x.id FROM programs_allocation x WHERE x.amount_cents <> (SELECT h.amount_cents"
    " FROM programs_historicalallocation h WHERE h.id = x.id ORDER BY h.history_id DESC LIMIT 1)"
)


def killed_while_writing(address, folder, *without: str) -> dict[int, int]:
    """The acknowledged acts of three writers, each killed before another write: number of the event → amount."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", START.format(f"*{[slug, ACTS, last_write, *without]!r}")],
            env=variables(address, folder), cwd=ROOT, text=True, stdout=subprocess.PIPE,
        )
        for slug, last_write in WRITERS.items()
    ]  # fmt: skip
    try:
        said = "".join(writer.communicate(timeout=SECONDS)[0] for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert [writer.returncode for writer in writers] == [-signal.SIGKILL] * len(WRITERS)
    return {int(event): int(cents) for event, cents in (line.split() for line in said.splitlines())}


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

    assert len(acknowledged) == ACTS * len(WRITERS)
    assert torn(found) == set()
    assert found["differing"] == []
    assert dict(found["versions"]) == acknowledged
    assert {event: json.loads(details)["new_cents"] for event, details in found["events"]} == acknowledged


def test_without_a_transaction_acts_are_torn(world, tmp_path):
    with fresh_database(tmp_path, copy_of=world) as address:
        acknowledged = killed_while_writing(address, tmp_path, "locks")
        found = look(address, tmp_path)

    assert len(torn(found) - acknowledged.keys()) == len(WRITERS)
