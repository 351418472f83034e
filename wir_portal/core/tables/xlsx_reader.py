"""Workbooks with values only: whatever computes, links, runs or hides behind a password is refused with a sentence."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl

from wir_portal.core.exports import unescaped
from wir_portal.core.tables.sheet import BLANKS, MOST_COLUMNS, MOST_ROWS, Cell, Row, Sheet, TableFault, Value, as_sheet
from wir_portal.core.tables.xlsx_writer import NOTES

MOST_PARTS = 200
MOST_UNPACKED = 30 * 1024 * 1024
LAST_ROW = 1_048_576
DAMAGED = "Die Excel-Datei ist beschädigt. Öffnen Sie sie und speichern Sie sie noch einmal als .xlsx."
# What a table of values has no use for, by the name of its part; the first that fits says why.
REFUSED_PARTS = (
    (re.compile(r"vbaProject|macrosheets|activeX|ctrlProps", re.I), "Die Excel-Datei enthält Makros."),
    (re.compile(r"externalLinks|connections\.xml|queryTables|webext", re.I), "Die Excel-Datei enthält Verknüpfungen."),
    (re.compile(r"embeddings|oleObject", re.I), "Die Excel-Datei enthält eingebettete Dateien."),
)  # fmt: skip
AS_VALUES = "Speichern Sie nur die Werte in einer neuen Excel-Datei (.xlsx)."


def read_xlsx_table(content: bytes) -> Sheet:
    """The one sheet with values. Raises TableFault for everything that is more than that, or no workbook."""
    _inspect(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of looks and rules for input, which nobody reads here
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
            filled = {sheet.title: rows for sheet in book.worksheets if sheet.title != NOTES and (rows := _rows(sheet))}
    except TableFault:
        raise
    except Exception as error:  # the library raises whatever a broken part leads it to
        raise TableFault(DAMAGED) from error
    if len(filled) > 1:
        names = ", ".join(f"„{name}“" for name in filled)
        raise TableFault(f"Mehrere Blätter enthalten Werte: {names}. Lassen Sie nur das eine, das gemeint ist.")
    return as_sheet(next(iter(filled.values()), []), "Excel")


def _inspect(content: bytes) -> None:
    """Judge the package before anything is unpacked: what it says about sizes binds the unpacking."""
    try:
        package = zipfile.ZipFile(BytesIO(content))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise TableFault(DAMAGED) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise TableFault("Die Datei ist keine Excel-Datei (.xlsx). Speichern Sie die Tabelle in diesem Format.")
    if any(part.flag_bits & 1 for part in parts):
        raise TableFault("Die Excel-Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort.")
    if len(parts) > MOST_PARTS or len(names) < len(parts) or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TableFault(f"Die Excel-Datei enthält mehr, als eine Tabelle braucht. {AS_VALUES}")
    for pattern, reason in REFUSED_PARTS:
        if any(pattern.search(name) for name in names):
            raise TableFault(f"{reason} {AS_VALUES}")
    try:
        written = [package.read(part) for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    except Exception as error:  # a package lies about its parts in many ways
        raise TableFault(DAMAGED) from error
    if any(b"macroEnabled" in text for text in written):
        raise TableFault(f"Die Excel-Datei enthält Makros. {AS_VALUES}")
    # Spreadsheets write neither; in UTF-16 the first could not be seen.
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text[:100] for text in written):
        raise TableFault(DAMAGED)


def _rows(sheet: Any) -> list[Row]:
    """The rows that are not empty. Stops with a TableFault as soon as there are too many."""
    sheet.reset_dimensions()
    found: list[Row] = []
    for row in sheet.iter_rows(max_row=LAST_ROW):
        cells = list(_cells(row))
        if not cells:
            continue
        if cells[-1].column > 10 * MOST_COLUMNS:
            raise TableFault(f"Die Datei hat mehr als {MOST_COLUMNS} Spalten.")
        if len(found) > MOST_ROWS:
            raise TableFault(f"Die Datei hat mehr als {MOST_ROWS:,} Zeilen. Teilen Sie sie auf.".replace(",", ".", 1))
        number, places = cells[0].row, {cell.column: cell for cell in cells}
        last = cells[-1].column
        found.append(Row(number, [places.get(at) or Cell(number, at, None) for at in range(1, last + 1)]))
    return found


def _cells(row: Any) -> Iterator[Cell]:
    for cell in row:
        if cell.value is not None and cell.value != "":
            yield _cell(cell)


def _cell(cell: Any) -> Cell:
    value: Value = None
    refusal = ""
    match cell.value:
        case _ if cell.data_type == "f":
            refusal = "In der Zelle steht eine Formel. Fügen Sie nur den Wert ein."
        case _ if cell.data_type == "e":
            value, refusal = str(cell.value), "In der Zelle steht ein Fehler der Tabellenkalkulation."
        case bool(truth):
            value = "ja" if truth else "nein"
        case int(number):
            value = number
        case float(number):
            value = Decimal(repr(number))
        case datetime() as moment:
            value = moment.date() if moment.time() == time() else moment
        case date() as day:
            value = day
        case time() | timedelta():
            value, refusal = str(cell.value), "In der Zelle steht eine Uhrzeit."
        case _:
            value = unescaped(str(cell.value).strip(BLANKS))
    return Cell(cell.row, cell.column, value, refusal)
