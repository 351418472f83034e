"""manage.py: a database that does not answer, or is not set up, is a sentence and no traceback."""

import os
import subprocess
import sys
from pathlib import Path
from secrets import token_urlsafe

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = "postgres://wir:kennwort@127.0.0.1:1/wir"


def manage(tmp_path: Path, *words: str, database: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "WIR_DEMO": "1", "WIR_DATA_DIR": str(tmp_path), "WIR_SECRET_KEY": token_urlsafe(60)}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env | {"DATABASE_URL": database},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(("database", "reason"), [(NOBODY, "port 1 failed"), ("", "no such table")])
def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path, database, reason):
    ended = manage(tmp_path, "check_integrity", database=database or f"sqlite:///{tmp_path}/db.sqlite3")

    first, second = ended.stderr.splitlines()
    assert first.startswith("Die Datenbank antwortet nicht wie erwartet: ")
    assert reason in first
    assert second.startswith("Läuft sie, stimmt DATABASE_URL, und ist sie eingerichtet")
    assert ended.returncode == 1


def test_whoever_asks_gets_the_traceback(tmp_path):
    ended = manage(tmp_path, "load_wir", "--traceback", database=NOBODY)

    assert (ended.returncode, ended.stderr.splitlines()[0]) == (1, "Traceback (most recent call last):")
