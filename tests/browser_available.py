"""The Chromium that the browser tests drive: the one in CHROMIUM, else the system's."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def executable() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def reason_against() -> str | None:
    """Why no browser test can run here, in German; None if they can."""
    found = executable()
    if found is None:
        return "Kein Chromium gefunden (Debian: apt install chromium)."
    if not starts(found, "--version"):
        return f"{found} startet nicht."
    if not starts(sys.executable, "-m", "playwright", "--version"):
        return "Playwright startet nicht, es braucht libatomic (Debian: apt install libatomic1)."
    return None


def starts(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
