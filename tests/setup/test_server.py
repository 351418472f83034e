"""The server in processes of its own: it answers, bears slow clients, replaces the dead and leaves nobody behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SLOW_CONNECTIONS = 300
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Ohne fork gibt es nur einen Prozess.")


@pytest.fixture
def server():
    """The parent process; its port is in `server.port`."""
    with socket.create_server(("127.0.0.1", 0), backlog=1000) as listener:
        listener.set_inheritable(True)
        process = subprocess.Popen(
            [sys.executable, "-m", "wir_portal.server", "--fd", str(listener.fileno())],
            cwd=ROOT,
            pass_fds=[listener.fileno()],
            start_new_session=True,
            stderr=subprocess.PIPE,
        )
        process.port = listener.getsockname()[1]
    try:
        assert status(process.port) == 200
        yield process
    finally:
        process.kill()
        process.communicate()


def status(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status


def members(group: int) -> set[int]:
    """The living processes of a process group."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, of = path.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == group and state != "Z":
            found.add(int(path.parent.name))
    return found


def gone_within(seconds: float, group: int) -> bool:
    deadline = time.monotonic() + seconds
    while members(group):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_to_the_parent_ends_all(server, sign):
    server.send_signal(sign)

    assert server.wait(timeout=10) == (0 if sign != signal.SIGKILL else -sign)
    assert gone_within(5, server.pid)


def test_signals_come_twice_without_a_word_about_it(server):
    """`timeout` and impatient people send them so: to the process, then to its group."""
    for _ in range(20):
        server.send_signal(signal.SIGTERM)
        os.killpg(server.pid, signal.SIGTERM)

    assert server.communicate(timeout=10) == (None, b"")
    assert server.returncode == 0
    assert gone_within(5, server.pid)


def test_a_dead_worker_is_replaced(server):
    workers = members(server.pid) - {server.pid}
    assert len(workers) == 3  # two for pages, one for mail

    for worker in workers:
        os.kill(worker, signal.SIGKILL)

    assert status(server.port) == 200


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na",
    ],
    ids=["idle", "headers", "body"],
)
def test_slow_clients_keep_nobody_waiting(server, begun):
    slow = []
    try:
        for _ in range(SLOW_CONNECTIONS):
            slow.append(socket.create_connection(("127.0.0.1", server.port)))
            slow[-1].sendall(begun)

        assert [status(server.port) for _ in range(5)] == [200] * 5
    finally:
        for connection in slow:
            connection.close()
