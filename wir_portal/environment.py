"""Reads the environment strictly: a missing or wrong value stops the start and names the variable and an example."""

import os
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def refuse(name: str, reason: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}: {reason} Beispiel: {name}={example}")


def text(name: str, default: str | None = None, *, example: str) -> str:
    """The value of `name`; without a default a missing one stops the start."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise refuse(name, "Diese Umgebungsvariable fehlt.", example)
    return default


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise refuse(name, f"„{value}“ ist weder 1 noch 0.", "1")


def hosts(name: str, default: str | None) -> list[str]:
    return [host.strip() for host in text(name, default, example="wir.example.org").split(",") if host.strip()]


def is_public_host(host: str) -> bool:
    """A name that others than this machine and its local network can mean."""
    bare = host.strip("[]").lower()
    if bare in {"localhost", "testserver"} or bare.endswith((".localhost", ".local", ".test")):
        return False
    try:
        return ip_address(bare).is_global
    except ValueError:
        return True


def clock_offset(*, demo: bool) -> timedelta:
    """How far the domain's clock is from the real one; only a demonstration may move it.

    WIR_CLOCK_OFFSET_SECONDS (set by run.py, the same for all processes) goes before WIR_NOW.
    """
    seconds, start = os.environ.get("WIR_CLOCK_OFFSET_SECONDS", ""), os.environ.get("WIR_NOW", "")
    if not (seconds or start):
        return timedelta()
    if not demo:
        raise refuse("WIR_NOW", "Die Uhr lässt sich nur in der Vorführung stellen (WIR_DEMO=1).", "")
    if seconds:
        try:
            return timedelta(seconds=float(seconds))
        except (ValueError, OverflowError):
            raise refuse("WIR_CLOCK_OFFSET_SECONDS", f"„{seconds}“ ist keine Zahl.", "-252460800") from None
    try:
        moment = datetime.fromisoformat(start)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise refuse("WIR_NOW", f"„{start}“ ist kein Zeitpunkt mit Zeitzone.", "2018-11-05T09:00+01:00")
    return moment - datetime.now(UTC)  # noqa: TID251 - the one place where the real clock is set against WIR_NOW


def folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).expanduser().resolve()
