"""The web server: two workers of waitress on one socket, and one that sends mail. `python -m wir_portal.server`

Slow clients cost a few kilobytes each and no worker: a request is read whole before a worker sees it, and an answer
leaves without one (docs/adr/0002-server.md). Mails go out from a process of their own (docs/adr/0007-outbox.md).
"""

import argparse
import logging
import multiprocessing
import multiprocessing.connection
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from django.core.management import call_command
from waitress import create_server

from wir_portal.wsgi import application

with suppress(ImportError):  # not on Windows
    import resource

WEB_WORKERS = 2
BACKLOG = 2048
CONNECTIONS_PER_WORKER = 4000
REQUEST_BYTES, HEADER_BYTES = 20 * 1024 * 1024, 64 * 1024
# Python's own 5 ms let the thread that reads and writes wait for the one that renders: half the throughput.
SWITCH_SECONDS = 0.0005
STOP_SECONDS = 7
SHORT_LIFE_SECONDS = 3
Task = Callable[[socket.socket], None]


def open_socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def allow_many_connections() -> None:
    """A shell usually allows 1,024 open files; slow clients need more."""
    with suppress(NameError, ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        enough = 2 * CONNECTIONS_PER_WORKER
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough if most < 0 else min(most, enough), most))


def work(listener: socket.socket) -> None:
    """Answers until SIGTERM or until the parent is gone; a request already begun is finished."""
    sys.setswitchinterval(SWITCH_SECONDS)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    create_server(
        application,
        sockets=[listener],
        threads=1,
        backlog=BACKLOG,
        connection_limit=CONNECTIONS_PER_WORKER,
        asyncore_use_poll=hasattr(select, "poll"),
        max_request_body_size=REQUEST_BYTES,
        max_request_header_size=HEADER_BYTES,
        clear_untrusted_proxy_headers=False,  # settings read X-Forwarded-Proto in production only, behind the proxy
        ident=None,
    ).run()


def end_once(*names: str) -> None:
    """The first of these signals ends the process; more of them must not disturb its end."""

    def end(_sign: int, _frame: object) -> NoReturn:
        for name in names:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in names:
        signal.signal(getattr(signal, name), end)


def work_under_parent(listener: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of us: the parent decides
    end_once("SIGTERM")
    threading.Thread(target=end_with_parent, daemon=True).start()
    work(listener)


def send_mail_under_parent(_listener: socket.socket) -> None:
    """Empties the outbox; SIGTERM lets the mail in hand go out. Whatever goes wrong, the pages stay."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_once("SIGTERM")
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        call_command("send_mail", "--loop")
    except KeyboardInterrupt:
        return
    except Exception as error:
        print(f"Mailversand: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
        time.sleep(SHORT_LIFE_SECONDS)


def end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


TASKS = (*[work_under_parent] * WEB_WORKERS, send_mail_under_parent)


class Workers:
    """One worker for each task; one that dies is replaced, unless it failed right after its birth."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.context = multiprocessing.get_context("fork")
        self.born: dict[multiprocessing.process.BaseProcess, tuple[Task, float]] = {}
        self.free = list(TASKS)

    def keep_up(self) -> None:
        while True:
            while self.free:
                task = self.free.pop(0)
                worker = self.context.Process(target=task, args=(self.listener,), daemon=True)
                worker.start()
                self.born[worker] = task, time.monotonic()
            multiprocessing.connection.wait([worker.sentinel for worker in self.born])
            for worker in [worker for worker in self.born if not worker.is_alive()]:
                task, born_at = self.born.pop(worker)
                self.free.append(task)
                if (worker.exitcode or 0) > 0 and time.monotonic() - born_at < SHORT_LIFE_SECONDS:
                    raise SystemExit("Der Server kann nicht arbeiten; der Grund steht darüber.")

    def stop(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        for worker in self.born:
            worker.terminate()
        for worker in self.born:
            worker.join(max(0, deadline - time.monotonic()))
            worker.kill()


def serve(listener: socket.socket) -> None:
    """Serves until SIGTERM, SIGINT or SIGHUP; then nothing of it is left within STOP_SECONDS."""
    allow_many_connections()
    if not hasattr(os, "fork"):
        return work(listener)
    nohup = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    end_once("SIGTERM", "SIGINT", *(() if nohup else ("SIGHUP",)))
    workers = Workers(listener)
    try:
        workers.keep_up()
    except KeyboardInterrupt:
        return None
    finally:
        workers.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m wir_portal.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="ein schon offener Socket statt Host und Port")
    options = parser.parse_args()
    serve(open_socket(options.host, options.port) if options.fd is None else socket.socket(fileno=options.fd))


if __name__ == "__main__":
    main()
