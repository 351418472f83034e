"""The year that somebody chose in the address."""

from collections.abc import Iterable


def read_year(text: str | None, known: Iterable[int], *, default: int) -> int | None:
    """The chosen year, `default` where none was chosen, None where the text is no known year."""
    if text is None or text == "":
        return default
    return next((year for year in known if str(year) == text), None)
