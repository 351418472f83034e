"""What a file says before anybody asks what it means: cells with their place, rows with their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from openpyxl.utils import get_column_letter

from wir_portal.core.text import fold

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
SHOWN = 80
BLANKS = " \u00a0\u2009\u202f"

Value: TypeAlias = str | int | Decimal | date | datetime | None


class TableFault(ValueError):
    """The file as a whole cannot be read; the German sentence says why and what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell; text is text, a number of a spreadsheet is a number. `refusal` says why its value cannot be used."""

    row: int
    column: int
    value: Value
    refusal: str = ""

    @property
    def place(self) -> str:
        """`B7`, as a spreadsheet calls it."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def is_empty(self) -> bool:
        return not self.refusal and (self.value is None or self.value == "")

    @property
    def shown(self) -> str:
        """The value as a report names it."""
        if isinstance(self.value, datetime):
            return f"{self.value:%d.%m.%Y %H:%M}"
        if isinstance(self.value, date):
            return f"{self.value:%d.%m.%Y}"
        text = "" if self.value is None else str(self.value)
        text = text.replace(".", ",") if isinstance(self.value, Decimal) else text
        return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


@dataclass(frozen=True)
class Row:
    """A row below the header, with the number that a spreadsheet gives it."""

    number: int
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """The cell of the column counted from 0; rows may be shorter than the header."""
        return self.cells[column] if column < len(self.cells) else Cell(self.number, column + 1, None)


@dataclass(frozen=True)
class Sheet:
    """A table: names of its columns, rows that are not empty."""

    headers: Sequence[str]
    rows: Sequence[Row]
    kind: str


def as_sheet(rows: Sequence[Row], kind: str) -> Sheet:
    """The first row that is not empty names the columns. Raises TableFault for what is no table, or too large."""
    filled = [row for row in rows if any(not cell.is_empty for cell in row.cells)]
    if not filled:
        raise TableFault("Die Datei ist leer. Sie braucht eine Zeile mit den Namen der Spalten und darunter die Werte.")
    head, *body = filled
    if not body:
        raise TableFault("Die Datei hat nur eine Zeile. Unter den Namen der Spalten stehen noch keine Werte.")
    if len(body) > MOST_ROWS:
        raise TableFault(f"Die Datei hat mehr als {MOST_ROWS:,} Zeilen. Teilen Sie sie auf.".replace(",", ".", 1))
    headers = [" ".join(cell.shown.split()) for cell in head.cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise TableFault(f"Die Datei hat mehr als {MOST_COLUMNS} Spalten.")
    _refuse_twins(headers)
    for row in body:
        for cell in row.cells:
            is_named = cell.column <= len(headers) and headers[cell.column - 1]
            if not is_named and not cell.is_empty:
                raise TableFault(
                    f"In {cell.place} steht ein Wert, aber die Spalte hat oben keinen Namen."
                    " In Textdateien mit Semikolon fehlen oft Anführungszeichen um einen Text mit Semikolon."
                )
    return Sheet(headers, body, kind)


def _refuse_twins(headers: Sequence[str]) -> None:
    seen: set[str] = set()
    for header in headers:
        if header and fold(header) in seen:
            raise TableFault(f"Die Spalte „{header}“ gibt es zweimal. Lassen Sie eine davon.")
        seen.add(fold(header))
