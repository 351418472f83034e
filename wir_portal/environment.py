"""Reads the environment strictly: a missing or wrong value stops the start and names the variable and an example."""

import os
import re
import warnings
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[?[0-9a-f.]*:[0-9a-f:.]*\]?", re.IGNORECASE)
KEY_LENGTH, KEY_VARIETY = 50, 5  # as Django's own check demands
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


def secret(name: str) -> str:
    example = "50-zufällige-Zeichen"
    value = text(name, example=example)
    if len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY:
        raise refuse(name, f"Der Schlüssel braucht mindestens {KEY_LENGTH} zufällige Zeichen.", example)
    return value


def hosts(name: str, default: str | None) -> list[str]:
    """Names without protocol and port; a star would take every name."""
    example = "wir.example.org"
    found = [host.strip() for host in text(name, default, example=example).split(",")]
    for host in found:
        if not HOST.fullmatch(host):
            raise refuse(name, f"„{host}“ ist kein Name eines Rechners.", example)
    return found


def url(
    name: str, read: Callable[..., dict], default: str, *, example: str, engines: Collection[str] = ()
) -> dict[str, object]:
    """What `read` makes of the address in `name`; a place of an unknown kind stops the start."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = read(name, default=default)
    except (ImproperlyConfigured, UserWarning, ValueError):
        found = None
    if found is None or (engines and found["ENGINE"] not in engines):
        raise refuse(name, "Diese Adresse ist nicht zu verstehen.", example)
    return found


def public_url(name: str, default: str, *, demo: bool) -> str:
    """Where people find the portal, without a slash at its end; mails name it. An installation is found by https."""
    example = "https://wir.example.org"
    value = text(name, default, example=example).rstrip("/")
    scheme, _, rest = value.partition("://")
    host, _, port = rest.rpartition(":") if re.search(r":\d+$", rest) else (rest, "", "")
    if not HOST.fullmatch(host) or (port and not 0 < int(port) < 65536) or scheme not in ("https", *(["http"] * demo)):
        raise refuse(name, f"„{value}“ ist keine Adresse, unter der andere das Portal finden.", example)
    return value


def sender(name: str, default: str | None) -> str:
    """The address that mails come from, with or without a name before it."""
    example = "wir@example.org"
    value = text(name, default, example=example)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise refuse(name, f"„{value}“ ist keine Mailadresse.", example) from None
    return value


def stays_here(mail: Mapping[str, object]) -> bool:
    """Whether these settings of Django's let no mail leave this machine."""
    if not str(mail["EMAIL_BACKEND"]).endswith("smtp.EmailBackend"):
        return True
    host = str(mail["EMAIL_HOST"])
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


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
