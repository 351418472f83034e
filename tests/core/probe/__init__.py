"""Migrations that come after the real ones: they touch guarded tables, which SQLite then rebuilds."""

from importlib import import_module
from pathlib import Path


def real_path(app: str) -> list[str]:
    return list(import_module(f"{app}.migrations").__path__)


def last(app: str) -> str:
    """The name of the app's last real migration."""
    return max(file.stem for file in Path(real_path(app)[0]).glob("[0-9]*.py"))
