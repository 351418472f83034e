"""What a kind of file must be able to do so that the pages of the admin can take it in."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from wir_portal.core.models import Event, User
from wir_portal.core.tables.reports import Report
from wir_portal.core.tables.sheet import Sheet, TableFault
from wir_portal.core.text import fold


@dataclass(frozen=True)
class Described:
    """A column as the page explains it."""

    header: str
    example: str
    is_needed: bool
    note: str = ""


class Importer(ABC):
    """Reads a table and says what it would do; writes exactly that by the services of its floor."""

    # Names the kind of file; with `target` it says where an uploaded file belongs.
    code: ClassVar[str]
    target: str = ""

    @property
    @abstractmethod
    def columns(self) -> Sequence[Described]:
        """What the file may contain, for the page."""

    @abstractmethod
    def plan(self, sheet: Sheet, *, lock: bool = False) -> Report:
        """The dry run. With `lock` the rows that it reads stay as they are until the transaction ends.

        Raises TableFault where the columns are not those of this kind.
        """

    @abstractmethod
    def write(self, report: Report, *, actor: User, reason: str, details: dict[str, object]) -> Event:
        """Do what the report says, inside the caller's transaction. Raises DomainError; then nothing is written."""


def place_columns(headers: Sequence[str], known: dict[str, Sequence[str]], needed: Sequence[str]) -> dict[str, int]:
    """Where each known column stands in the file, by its name or another one for it, in whatever order.

    Raises TableFault for columns that are missing or unknown: a name mistyped is never a column left out.
    """
    by_name = {fold(name): column for column, names in known.items() for name in (column, *names)}
    found: dict[str, int] = {}
    unknown = []
    for at, header in enumerate(headers):
        column = by_name.get(fold(header)) if header else None
        if header and column is None:
            unknown.append(header)
        elif column in found:
            raise TableFault(f"Die Spalten „{headers[found[column]]}“ und „{header}“ meinen dasselbe. Lassen Sie eine.")
        elif column is not None:
            found[column] = at
    missing = [column for column in needed if column not in found]
    if missing:
        raise TableFault(f"Es fehlt: {_named(missing)}. Die erste Zeile der Datei nennt {_named(headers)}.")
    if unknown:
        raise TableFault(f"Nicht bekannt: {_named(unknown)}. Möglich sind {_named(list(known))}.")
    return found


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"„{name}“" for name in names if name)
