"""The whole gate: `python3 run.py test`. With arguments only those tests, on SQLite.

Everything that reads the code runs to its end; then the first failing step stops the rest. A table closes the run.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests import browser_available, environment

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
OURS = ("WIR_", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE")
PRODUCTION = {
    "WIR_DEMO": "0",
    "WIR_NOW": "",
    "WIR_SECRET_KEY": "0123456789-only-for-this-check-abcdefghijklmnopqrstuvwxyz",
    "WIR_ALLOWED_HOSTS": "wir.example.org",
}
COMPILE = "import django; django.setup(); from wir_portal.core import catalogues; catalogues.compile_all()"
# Rooms that move money or open doors are covered whole, the rest nearly; over both databases together.
STRICT = "*/calculations/*,*/services/*,*/permissions.py,*/guards/*"
NOT_COUNTED = "*/migrations/*,wir_portal/settings.py,wir_portal/server.py"


@dataclass
class Step:
    name: str
    command: list[str]
    variables: dict[str, str] = field(default_factory=dict)
    seconds: float | None = None
    result: str = "nicht gelaufen"

    def run(self) -> bool:
        print(f"\n=== {self.name}", flush=True)
        begun = time.monotonic()
        code = run(self.command, self.variables)
        self.seconds = time.monotonic() - begun
        self.result = "gescheitert" if code else "bestanden"
        print(f"=== {self.name}: {self.result} nach {self.seconds:.1f} s", flush=True)
        return code == 0


def variables_for_tests() -> dict[str, str]:
    """The caller's environment without what would turn the tests to the caller's own data."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    chromium = browser_available.executable()
    return {**kept, **environment.DEFAULTS, **({"CHROMIUM": chromium} if chromium else {})}


def run(command: list[str], variables: dict[str, str]) -> int:
    """Exit status of the command; it does not outlive us."""
    process = subprocess.Popen(command, cwd=ROOT, env=variables_for_tests() | variables)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise


def module(name: str, *arguments: str) -> list[str]:
    return [PYTHON, "-m", name, *arguments]


def reading() -> list[Step]:
    manage = [PYTHON, "-W", "error", "manage.py"]
    scripts = Path(PYTHON).parent
    return [
        Step("Stil (ruff check)", module("ruff", "check", ".")),
        Step("Form (ruff format)", module("ruff", "format", "--check", ".")),
        Step("Vorlagen (djlint)", module("djlint", "templates", "--lint", "--quiet")),
        Step("Stockwerke und Räume (import-linter)", [str(scripts / "lint-imports"), "--no-cache"]),
        Step("Typen (mypy)", module("mypy")),
        Step("Auslieferung (check --deploy)", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Step("Migrationen (makemigrations --check)", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def testing() -> list[Step]:
    on_postgres = module("tests.postgres", "--")
    pytest = module("pytest", "-q", "-n", "2", "-m", "not browser and not races", "--cov", "--cov-report=")
    races = module("pytest", "-q", "-m", "races")
    report = module("coverage", "report", "--precision=1")
    return [
        Step("Tests auf SQLite", pytest),
        Step("Tests auf PostgreSQL", [*on_postgres, *pytest, "--cov-append"]),
        Step("Wettläufe auf SQLite", races),
        Step("Wettläufe auf PostgreSQL", [*on_postgres, *races]),
        Step("Abdeckung, wo es um Geld und Rechte geht: 100 %", [*report, f"--include={STRICT}", "--fail-under=100"]),
        Step("Abdeckung sonst: 95 %", [*report, f"--omit={STRICT},{NOT_COUNTED}", "--fail-under=95"]),
    ]


def browsing() -> Step:
    """The browser's tests, or the reason why they are skipped; where they are demanded, a skip is a failure."""
    step = Step("Tests im Browser", module("pytest", "-q", "-m", "browser"))
    reason = browser_available.reason_against()
    if reason:
        step.result = "übersprungen: " + reason
        if os.environ.get("CI") or os.environ.get("WIR_REQUIRE_BROWSER"):
            step.command = [PYTHON, "-c", f"raise SystemExit({reason + ' Hier darf nichts übersprungen werden.'!r})"]
            step.result = "nicht gelaufen"
    return step


def gate() -> bool:
    read, tests, browser = reading(), testing(), browsing()
    results = [step.run() for step in read]
    passed = all(results) and run([PYTHON, "-c", COMPILE], {}) == 0
    passed = passed and all(step.run() for step in tests)
    if not browser.result.startswith("übersprungen"):
        passed = passed and browser.run()
    table([*read, *tests, browser])
    print("\nDas Tor ist offen: Alles bestanden." if passed else "\nDas Tor bleibt zu.", flush=True)
    return passed


def table(steps: list[Step]) -> None:
    print("\n=== Überblick")
    for step in steps:
        seconds = "" if step.seconds is None else f"{step.seconds:.1f} s"
        print(f"  {step.name:<52}{seconds:>9}  {step.result}")
    print(f"  {'zusammen':<52}{sum(step.seconds or 0 for step in steps):>7.1f} s")


def end_in_order(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, end_in_order)
    try:
        if arguments:
            return run([PYTHON, "-c", COMPILE], {}) or run(module("pytest", *arguments), {})
        return 0 if gate() else 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
