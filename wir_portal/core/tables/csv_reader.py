"""Text files with values: every encoding and separator that German spreadsheets write, found by the content."""

import csv
from io import StringIO

from wir_portal.core.exports import unescaped
from wir_portal.core.tables.sheet import BLANKS, MOST_ROWS, Cell, Row, Sheet, TableFault, as_sheet

SEPARATORS = ";\t,"
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Rows that are empty are not counted as rows, but somebody has to read them.
MOST_LINES = 20 * MOST_ROWS


def read_csv_table(content: bytes) -> Sheet:
    """The table. Raises TableFault for bytes that are no text and for quotes that do not close."""
    text = decoded(content)
    separator, text = _separator(text)
    rows = []
    try:
        for number, values in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            if number > MOST_LINES:
                raise TableFault("Die Datei hat zu viele Zeilen. Löschen Sie die leeren.")
            cells = [Cell(number, column, unescaped(value.strip(BLANKS))) for column, value in enumerate(values, 1)]
            rows.append(Row(number, cells))
    except csv.Error as error:
        raise TableFault(
            f"Zeile {len(rows) + 1} lässt sich nicht lesen: ein Anführungszeichen steht an falscher Stelle."
            " Speichern Sie die Tabelle noch einmal als CSV oder als Excel-Datei (.xlsx)."
        ) from error
    return as_sheet(rows, "CSV")


def decoded(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16, or what older German programs write (Windows-1252)."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "") or _guess(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableFault("Die Datei ist keine Tabelle in einer Schrift, die wir kennen. Nehmen Sie UTF-8.") from error
    if "\0" in text:
        raise TableFault("Die Datei ist keine Textdatei. Nehmen Sie CSV oder eine Excel-Datei (.xlsx).")
    return text


def _guess(content: bytes) -> str:
    start = content[:2_000]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> tuple[str, str]:
    """The separator of the row of names, and the text without the line `sep=;` that some programs write."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r ").strip('"').lower()
    if said.startswith("sep=") and len(said) == 5 and said[4] in SEPARATORS:
        return said[4], rest
    head = next((line for line in text.splitlines() if line.strip(f"{SEPARATORS} ")), "")
    return max(SEPARATORS, key=lambda separator: len(next(csv.reader([head], delimiter=separator), []))), text
