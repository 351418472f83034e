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
        ("WIR_PUBLIC_URL", "wir.example.org"),
        ("WIR_PUBLIC_URL", "http://wir.example.org"),
        ("WIR_PUBLIC_URL", "https://wir.example.org/portal"),
        ("WIR_PUBLIC_URL", "https://wir.example.org:99999"),
        ("WIR_MAIL_FROM", "WIR-Portal"),
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


@pytest.mark.parametrize(
    "place, demo, address",
    [
        ("https://wir.example.org/", False, "https://wir.example.org"),
        ("https://wir.example.org:8443", False, "https://wir.example.org:8443"),
        ("http://[::1]:8000", True, "http://[::1]:8000"),
        ("http://127.0.0.1:8000/", True, "http://127.0.0.1:8000"),
    ],
)
def test_the_public_address_has_no_slash_at_its_end(monkeypatch, place, demo, address):
    monkeypatch.setenv("WIR_PUBLIC_URL", place)

    assert environment.public_url("WIR_PUBLIC_URL", "https://anders.example.org", demo=demo) == address


def test_a_real_mail_server_demands_a_sender(tmp_path):
    start = started(tmp_path, "check", EMAIL_URL="smtp://mail.example.org:25")

    assert start.stderr.splitlines()[-1].endswith(
        "WIR_MAIL_FROM: Diese Umgebungsvariable fehlt. Beispiel: WIR_MAIL_FROM=wir@example.org"
    )
    named = started(tmp_path, "check", EMAIL_URL="smtp://mail.example.org:25", WIR_MAIL_FROM="WIR <wir@example.org>")
    assert named.returncode == 0


@pytest.mark.parametrize(
    "backend, host, stays",
    [
        ("console", "", True), ("locmem", "", True), ("smtp", "localhost", True), ("smtp", "127.0.0.1", True),
        ("smtp", "[::1]", True), ("smtp", "mail.example.org", False), ("smtp", "10.0.0.25", False),
    ],
)  # fmt: skip
def test_only_a_mail_server_on_this_machine_keeps_mails_here(backend, host, stays):
    mail = {"EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend", "EMAIL_HOST": host}

    assert environment.stays_here(mail) is stays


def test_a_demonstration_has_no_mail_server_elsewhere(tmp_path):
    start = started(
        tmp_path, "check", EMAIL_URL="smtp://mail.example.org", WIR_DEMO="1", WIR_ALLOWED_HOSTS=None, WIR_NOW=None
    )

    assert "EMAIL_URL: In der Vorführung verlässt keine Mail diesen Rechner." in start.stderr.splitlines()[-1]
