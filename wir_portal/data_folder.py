"""What the first start of an installation decides, kept in its data folder. For run.py: standard library only."""

import ipaddress
import json
import os
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
DEMO_BEGINS = "2018-11-05T09:00+01:00"
SETS_UP_AN_INSTALLATION = ("DATABASE_URL", "WIR_SECRET_KEY", "WIR_ALLOWED_HOSTS")
KEPT = {"demo": bool, "demo_password": str, "secret_key": str, "clock_offset_seconds": (int, float)}


class Refusal(Exception):
    """The German sentence for whoever started us."""


def folder_of_environment() -> Path:
    return Path(os.environ.get("WIR_DATA_DIR") or ROOT / ".data")


class DataFolder:
    """Mode, password, key and clock of an installation: made at the first start, kept in portal.json."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()
        self.file = self.path / "portal.json"
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.is_new = not self.file.exists()
            if self.is_new:
                self.state = first_state()
                self.keep()
            refuse_unwritable(self.path)
            self.state = self.kept()
        except OSError as error:
            raise Refusal(
                f"In den Datenordner {self.path} lässt sich nicht schreiben ({error.strerror}). "
                f"Beispiel: python3 run.py --data-dir {Path.home() / 'wir-daten'}"
            ) from None
        self.take_wishes()

    def kept(self) -> dict:
        try:
            state = json.loads(self.file.read_text(encoding="utf-8"))
        except ValueError:
            state = None
        if isinstance(state, dict) and all(isinstance(state.get(key), kind) for key, kind in KEPT.items()):
            return state
        raise Refusal(
            f"Die Datei {self.file} ist beschädigt. Spielen Sie sie aus einer Sicherung zurück. Gibt es keine, dann "
            "löschen Sie sie: Passwort, Schlüssel und Uhr der Vorführung entstehen neu."
        )

    def take_wishes(self) -> None:
        """What the environment says this time goes before what was kept; only the mode stays what it was."""
        mode = asked_mode()
        if mode is not None and mode != self.is_demo:
            own = "Vorführung (WIR_DEMO=1)" if self.is_demo else "echten Installation (WIR_DEMO=0)"
            raise Refusal(
                f"WIR_DEMO: Der Datenordner {self.path} gehört einer {own}. "
                f"Für die andere Art nehmen Sie einen eigenen: --data-dir {self.path}-2"
            )
        if moment := os.environ.get("WIR_NOW"):
            if not self.is_demo:
                raise Refusal("WIR_NOW: Die Uhr lässt sich nur in der Vorführung stellen (WIR_DEMO=1).")
            self.state["clock_offset_seconds"] = offset_to(moment)
        if password := os.environ.get("WIR_DEMO_PASSWORD"):
            self.state["demo_password"] = password

    def keep(self) -> None:
        """Writes portal.json whole or not at all, for its owner's eyes only."""
        part = self.file.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        part.write_text(json.dumps(self.state, indent=2), encoding="utf-8")
        part.replace(self.file)

    @property
    def is_demo(self) -> bool:
        return self.state["demo"]

    def clock(self) -> datetime:
        """Berlin's time, or this machine's where it does not know Berlin."""
        moment = datetime.now(UTC) + timedelta(seconds=self.state["clock_offset_seconds"])  # noqa: TID251 - no domain yet
        try:
            return moment.astimezone(ZoneInfo("Europe/Berlin"))
        except ZoneInfoNotFoundError:
            return moment.astimezone()

    def environment(self) -> dict[str, str]:
        """What every process of ours gets; a real installation brings its own key and hosts."""
        env = dict(os.environ, WIR_DATA_DIR=str(self.path), WIR_DEMO="1" if self.is_demo else "0")
        env.setdefault("DJANGO_SETTINGS_MODULE", "wir_portal.settings")
        for name in ("WIR_NOW", "WIR_CLOCK_OFFSET_SECONDS"):
            env.pop(name, None)
        if self.is_demo:
            env.setdefault("WIR_SECRET_KEY", self.state["secret_key"])
            env["WIR_DEMO_PASSWORD"] = self.state["demo_password"]
            env["WIR_CLOCK_OFFSET_SECONDS"] = repr(self.state["clock_offset_seconds"])
        return env


def first_state() -> dict:
    mode = asked_mode()
    demo = mode if mode is not None else not any(os.environ.get(name) for name in SETS_UP_AN_INSTALLATION)
    return {
        "demo": demo,
        "demo_password": "-".join(secrets.token_hex(2) for _ in range(4)),
        "secret_key": secrets.token_urlsafe(50),
        "clock_offset_seconds": offset_to(DEMO_BEGINS) if demo else 0.0,
    }


def asked_mode() -> bool | None:
    value = os.environ.get("WIR_DEMO")
    if value is None:
        return None
    if value.strip().lower() in ("1", "true", "yes", "on"):
        return True
    if value.strip().lower() in ("0", "false", "no", "off", ""):
        return False
    raise Refusal(f"WIR_DEMO: „{value}“ ist weder 1 noch 0. Beispiel: WIR_DEMO=1")


def offset_to(moment: str) -> float:
    """Seconds from the real clock to the moment that ours shall show now."""
    try:
        return (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()  # noqa: TID251 - no domain yet
    except (ValueError, TypeError):  # TypeError: without a time zone
        raise Refusal(f"WIR_NOW: „{moment}“ ist kein Zeitpunkt mit Zeitzone. Beispiel: WIR_NOW={DEMO_BEGINS}") from None


def refuse_unwritable(folder: Path) -> None:
    probe = folder / ".writable"
    probe.touch()
    probe.unlink()


def refuse_public(host: str) -> None:
    """A demonstration's passwords are printed: it answers under no name that others can mean."""
    with suppress(ValueError):
        if not ipaddress.ip_address(host).is_global:
            return
    if host != "localhost":
        raise Refusal("Die Vorführung läuft nicht unter einem öffentlichen Namen. Beispiel: --host 127.0.0.1")
