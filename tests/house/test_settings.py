"""A production start is silent when its environment is right, and names the variable and an example when it is not."""

import os
import subprocess
import sys

import pytest

from tests.gate import OURS, PRODUCTION, ROOT
from wir_portal import environment

POSTGRES = "postgres://wir:kennwort@localhost/wir"


def started(folder, *arguments: str, **variables: str | None) -> subprocess.CompletedProcess:
    """`manage.py …` with nothing of ours in the environment but production's values and `variables`; None: not set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith((*OURS, "DJANGO_"))}
    given = PRODUCTION | {"WIR_DATA_DIR": str(folder)} | variables
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=ROOT,
        env=kept | {name: value for name, value in given.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("database", [None, POSTGRES], ids=["SQLite", "PostgreSQL"])
def test_a_production_start_has_nothing_to_complain_about(tmp_path, database):
    check = started(tmp_path, "check", "--deploy", "--fail-level", "WARNING", DATABASE_URL=database)

    assert check.stderr == ""
    assert check.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize(
    "name, value",
    [
        ("WIR_SECRET_KEY", None),
        ("WIR_SECRET_KEY", "kurz"),
        ("WIR_SECRET_KEY", "a" * 60),
        ("WIR_ALLOWED_HOSTS", None),
        ("WIR_ALLOWED_HOSTS", "*"),
        ("WIR_ALLOWED_HOSTS", "https://wir.example.org"),
        ("WIR_DEMO", "vielleicht"),
        ("WIR_DEMO", "1"),
        ("WIR_NOW", "2018-11-05T09:00+01:00"),
        ("WIR_CLOCK_OFFSET_SECONDS", "60"),
        ("DATABASE_URL", "unsinn"),
        ("DATABASE_URL", "mysql://wir@localhost/wir"),
        ("DATABASE_URL", "postgres://wir@localhost:anschluss/wir"),
        ("CACHE_URL", "unsinn"),
        ("EMAIL_URL", "unsinn"),
    ],
)
def test_a_missing_or_wrong_value_stops_the_start_and_is_named_with_an_example(tmp_path, name, value):
    start = started(tmp_path, "check", **{name: value})

    assert start.returncode == 1
    (sentence,) = start.stderr.splitlines()
    named = "WIR_NOW" if name == "WIR_CLOCK_OFFSET_SECONDS" else name
    assert sentence.startswith(f"{named}: ")
    assert f" Beispiel: {named}=" in sentence


@pytest.mark.parametrize(
    "name, value",
    [("WIR_NOW", "heute"), ("WIR_NOW", "2018-11-05T09:00"), ("WIR_CLOCK_OFFSET_SECONDS", "viele")],
)
def test_a_wrong_clock_of_a_demonstration_is_named_with_an_example(monkeypatch, name, value):
    monkeypatch.delenv("WIR_CLOCK_OFFSET_SECONDS", raising=False)
    monkeypatch.setenv(name, value)

    with pytest.raises(environment.ImproperlyConfigured, match=f"^{name}: .* Beispiel: {name}="):
        environment.clock_offset(demo=True)


@pytest.mark.parametrize("host", ["wir.example.org", ".example.org", "localhost", "127.0.0.1", "[::1]", "::"])
def test_names_and_addresses_of_computers_are_hosts(monkeypatch, host):
    monkeypatch.setenv("WIR_ALLOWED_HOSTS", f"{host}, wir.hessen.de")

    assert environment.hosts("WIR_ALLOWED_HOSTS", None) == [host, "wir.hessen.de"]
