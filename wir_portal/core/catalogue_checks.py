"""Whether the words of a language have been checked: asked by every public page, so kept in the process.

The stamp is a file in the data folder that each check touches: a process asks the database once at its first page in
another language, and again only when the stamp is a new one.
"""

from django.conf import settings

from wir_portal.core import catalogues
from wir_portal.core.models import CatalogueCheck

STAMP = "catalogue-checks"
_known: dict[int, dict[str, str]] = {}


def is_catalogue_checked(language: str) -> bool:
    """Whether somebody has checked exactly the words that the pages in this language show."""
    return _checked().get(language) == catalogues.fingerprint_of(language)


def touch() -> None:
    """Tell every process on this machine to look again."""
    (settings.DATA_DIR / STAMP).touch()
    _known.clear()


def _checked() -> dict[str, str]:
    stamp = _stamp()
    if stamp not in _known:
        rows = dict(CatalogueCheck.objects.values_list("language", "fingerprint"))
        _known.clear()
        _known[stamp] = rows
    return _known[stamp]


def _stamp() -> int:
    try:
        return (settings.DATA_DIR / STAMP).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
