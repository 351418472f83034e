"""Databases of their own for tests with processes: a SQLite file or one more database on the PostgreSQL in use."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql

ROOT = Path(__file__).resolve().parent.parent
_numbers = count()


@contextmanager
def fresh_database(folder: Path, copy_of: str = "") -> Iterator[str]:
    """The DATABASE_URL of an empty database on the engine of this run, or of a copy of the one at that address.

    It goes with the block.
    """
    if connection.vendor == "sqlite":
        file = folder / f"db-{next(_numbers)}.sqlite3"
        if copy_of:
            shutil.copy(copy_of.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"
        return
    name = f"probe_{os.getpid()}_{next(_numbers)}"
    if copy_of:
        _on_server("CREATE DATABASE {} TEMPLATE {}", name, copy_of.rpartition("/")[2])
    else:
        _on_server("CREATE DATABASE {}", name)
    try:
        yield _address(name)
    finally:
        _on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _address(name: str) -> str:
    known = connection.settings_dict
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    port = f":{known['PORT']}" if known["PORT"] else ""
    is_folder = known["HOST"].startswith("/")  # of its socket
    place = f"/{known['HOST']}" if is_folder else f"{known['HOST']}{port}"
    return f"postgres://{who}@{place}/{name}"


def _on_server(statement: str, *names: str) -> None:
    known = connection.settings_dict
    who = {"user": known["USER"], "password": known["PASSWORD"]}
    server = psycopg2.connect(dbname="postgres", host=known["HOST"], port=known["PORT"] or None, **who)
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    finally:
        server.close()


def variables(address: str, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that works on this database; all of them share one clock, as under `run.py`."""
    clock = {"WIR_CLOCK_OFFSET_SECONDS": str(settings.WIR_CLOCK_OFFSET.total_seconds())}
    return os.environ | clock | {"DATABASE_URL": address, "WIR_DATA_DIR": str(folder), **more}


def start(address: str, folder: Path, *arguments: str, **more: str) -> subprocess.Popen:
    """`manage.py …` on this database, not waited for."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(ROOT / "manage.py"), *arguments],
        env=variables(address, folder, **more), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def manage(address: str, folder: Path, *arguments: str, **more: str) -> str:
    """What `manage.py …` says; fails when it fails."""
    process = start(address, folder, *arguments, **more)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return said
