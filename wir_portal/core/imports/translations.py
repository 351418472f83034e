"""Texts in other languages that come with the portal: a file for each language beside the German one."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from wir_portal.core.imports.files import read_toml
from wir_portal.core.languages import OTHERS, column
from wir_portal.core.models import Translated


@cache
def read(folder: Path) -> dict[str, dict[str, Any]]:
    """For each language its `texts.<language>.toml` in this folder, as far as there is one."""
    files = {language: folder / f"texts.{language}.toml" for language in OTHERS}
    return {language: read_toml(file) for language, file in files.items() if file.exists()}


def texts_of(folder: Path, *path: str) -> dict[str, str]:
    """The columns of one row, such as `{"name_ar": …}`; `path` leads to it in each file."""
    found: dict[str, str] = {}
    for language, table in read(folder).items():
        for step in path:
            table = table.get(step, {})
        found |= {column(field, language): text.strip() for field, text in table.items()}
    return found


def supplement(model: type[Translated], key: str, rows: Iterable[Mapping[str, Any]], *, fields: Sequence[str]) -> int:
    """Give stored rows the languages that they never had, and return how many were written.

    Only where the German text is still the one that was translated; what editors wrote or emptied is left alone.
    """
    stored = {getattr(row, key): row for row in model._default_manager.all()}
    written = 0
    for values in rows:
        row = stored[values[key]]
        german = {column(field, settings.LANGUAGE_CODE): text for field, text in row.texts("de").items()}
        if any((values.get(name) or "").strip() != text.strip() for name, text in german.items()):
            continue
        new = {
            name: values[name]
            for language in OTHERS
            if language not in row.translation_states
            for name in (column(field, language) for field in fields)
            if values.get(name) and not getattr(row, name)
        }
        if new:
            for name, text in new.items():
                setattr(row, name, text)
            row.save()
            written += 1
    return written
