"""Finds the texts to translate and keeps the catalogues; Babel reads Python, Django's own lexer the templates."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template, to_locale

from wir_portal.core.languages import tag_of
from wir_portal.core.text import fingerprint

KEYWORDS: dict = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
ROOMS = ("wir_portal", "municipalities", "programs", "casemanagers")


def extract(base: Path) -> Catalog:
    """Every text marked for translation in our code and templates, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for path, source in _sources(base):
        for _line, function, messages, _comments in extract_python(
            BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}
        ):
            _add(catalogue, str(function), messages, str(path.relative_to(base)))
    return catalogue


def _sources(base: Path) -> Iterator[tuple[Path, bytes]]:
    for room in ROOMS:
        for path in sorted((base / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_bytes()
    for path in sorted((base / "templates").rglob("*.html")):
        yield path, template.templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def _add(catalogue: Catalog, function: str, messages: object, place: str) -> None:
    parts = messages if isinstance(messages, tuple) else (messages,)
    context = None
    if "pgettext" in function:
        context, *rest = parts
        parts = tuple(rest)
    wanted = parts[:2] if function.startswith("n") else parts[:1]
    if not all(isinstance(part, str) and part for part in wanted):
        return
    catalogue.add(wanted if len(wanted) == 2 else wanted[0], context=context, locations=[(place, 0)])


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES" / "django.po"


def _babel(language: str) -> str:
    """The name by which Babel knows the language and its plurals."""
    return tag_of(language)


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=_babel(language), charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=_babel(language), charset="utf-8")


def update(language: str, base: Path) -> Catalog:
    """Bring the catalogue to the texts of today: new ones empty, gone ones dropped, translations kept."""
    stored = read(language)
    fresh = Catalog(locale=_babel(language), charset="utf-8", header_comment="", fuzzy=False)
    for message in extract(base):
        if not message.id:
            continue
        known = stored.get(message.id, context=message.context)
        translation = known.string if known is not None else ""
        fresh.add(message.id, translation, context=message.context, locations=message.locations)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, fresh, width=0, sort_output=True, include_lineno=False, omit_header=True)
    return fresh


@lru_cache
def words_of(language: str) -> list[tuple[str, str]]:
    """Each text of the pages with its translation, all forms of a plural in one; read once in a process."""
    return [(_joined(message.id), _joined(message.string)) for message in read(language) if message.id]


def _joined(text: str | tuple[str, ...] | list[str] | None) -> str:
    return text if isinstance(text, str) else " / ".join(text or ())


@lru_cache
def fingerprint_of(language: str) -> str:
    """The same as long as no word of the catalogue changes; read once in a process."""
    return fingerprint(*(text for pair in words_of(language) for text in pair))


def missing(catalogue: Catalog) -> list[str]:
    """The texts that have no translation."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message.string)]


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def compile_all() -> None:
    """Write each .mo that is missing or older than its .po; works without the system's gettext."""
    for folder in settings.LOCALE_PATHS:
        for po in Path(folder).glob("*/LC_MESSAGES/*.po"):
            mo = po.with_suffix(".mo")
            if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
                continue
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parent.parent.name.partition("_")[0], charset="utf-8")
            part = mo.with_suffix(".mo.part")
            with part.open("wb") as target:
                write_mo(target, catalogue)
            part.replace(mo)
