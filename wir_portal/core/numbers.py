"""How numbers are written in each language: always with the digits of German notices, grouped as readers know it."""

from typing import NamedTuple

from wir_portal.core.languages import current

NO_BREAK = "\u00a0"


class Style(NamedTuple):
    group: str
    point: str
    sign_first: bool = False


GERMAN = Style(".", ",")
STYLES = {
    "en": Style(",", ".", sign_first=True),
    "ar": Style(",", "."),
    "fa": Style(",", "."),
    "uk": Style(NO_BREAK, ","),
    "tr": Style(".", ","),
}


def style() -> Style:
    """That of the language in use."""
    return STYLES.get(current(), GERMAN)


def grouped(value: int) -> str:
    """`222.584`; in English `222,584`."""
    return f"{value:,}".replace(",", style().group)


def decimal(written: str) -> str:
    """`1.5` as readers know it."""
    return written.replace(".", style().point)
