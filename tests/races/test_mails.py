"""Several workers on one outbox, and a worker that is killed: no mail goes out twice without saying so."""

import signal
import socket
import subprocess
import sys

import pytest

from tests.databases import ROOT, fresh_database, manage, start, variables
from tests.races.conftest import order
from tests.races.world import ADDRESSES
from tests.smtp import MailServer, Mood, mail_server
from wir_portal.core.tasks.mail_delivery import REPETITION_HEADER

pytestmark = pytest.mark.races
WORKERS = 4
STATES = "SELECT status, COUNT(*) FROM core_outboxmail GROUP BY status ORDER BY status"
# A claim of 9 o'clock is over, and so is the pause after that was found out.
LATER, LATEST = "2018-11-05T10:30+01:00", "2018-11-05T11:30+01:00"


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


def test_workers_send_each_mail_once(race, server: MailServer):
    outcome = race([("sends_mail", {"server_url": server.url})] * WORKERS, states=STATES)

    assert outcome.broken == set()
    assert sorted(server.addresses) == sorted(ADDRESSES)
    assert outcome.found["states"] == [["sent", len(ADDRESSES)]]


def test_without_locks_they_send_some_twice(race, server: MailServer):
    race([("sends_mail", {"server_url": server.url})] * WORKERS, without=["locks"])

    assert len(server.addresses) > len(set(server.addresses))


def test_a_worker_killed_in_mid_send_costs_one_marked_repetition(world, tmp_path, server: MailServer, turn_clock):
    with fresh_database(tmp_path, copy_of=world) as address:
        server.mood = Mood.FALLS_SILENT
        worker = start(address, tmp_path, "send_mail", "--loop", EMAIL_URL=server.url)
        assert server.has_text.wait(timeout=60)
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        assert worker.returncode == -signal.SIGKILL

        server.mood = Mood.KIND
        said = []
        for moment in (LATER, LATEST, LATEST):
            turn_clock(moment)
            said.append(manage(address, tmp_path, "send_mail", EMAIL_URL=server.url))
        found = order(address, tmp_path, [], states=STATES).found

    assert said == [f"Gesendet: {len(ADDRESSES) - 1}\n", "Gesendet: 1\n", "Gesendet: 0\n"]
    assert found["states"] == [["sent", len(ADDRESSES)]]
    first = server.mails[0]
    copies = [mail for mail in server.mails if mail["Message-ID"] == first["Message-ID"]]
    assert [mail[REPETITION_HEADER] for mail in copies] == [None, "moeglich"]
    assert sorted(server.addresses) == sorted([*ADDRESSES, first["To"]])


def test_a_worker_told_to_stop_finishes_the_mail_in_hand(world, tmp_path, server: MailServer):
    with fresh_database(tmp_path, copy_of=world) as address:
        worker = start(address, tmp_path, "send_mail", "--loop", EMAIL_URL=server.url)
        assert server.has_text.wait(timeout=60)
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=10)
        states = dict(order(address, tmp_path, [], states=STATES).found["states"])

    assert (worker.returncode, said) == (0, "")
    assert states["sent"] == len(server.mails)
    assert "sending" not in states


def test_the_web_server_sends_what_waits(world, tmp_path, server: MailServer):
    with fresh_database(tmp_path, copy_of=world) as address, socket.create_server(("127.0.0.1", 0)) as listener:
        process = subprocess.Popen(
            [sys.executable, "-m", "wir_portal.server", "--fd", str(listener.fileno())], cwd=ROOT,
            env=variables(address, tmp_path, EMAIL_URL=server.url), pass_fds=[listener.fileno()],
        )  # fmt: skip
        try:
            assert server.has_text.wait(timeout=60)
        finally:
            process.terminate()
        assert process.wait(timeout=10) == 0
        states = dict(order(address, tmp_path, [], states=STATES).found["states"])

    assert states["sent"] == len(server.mails)
    assert "sending" not in states
