"""The door for files: judged by what is in them, then by whether their name says the same."""

from pathlib import PurePath

from wir_portal.core.tables.csv_reader import read_csv_table
from wir_portal.core.tables.sheet import MOST_BYTES, Sheet, TableFault
from wir_portal.core.tables.xlsx_reader import read_xlsx_table

ZIP, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_NAMES = (".csv", ".txt", ".tsv")


def read_table(name: str, content: bytes) -> Sheet:
    """The table in the file. Raises TableFault with a sentence that says what to do instead."""
    ending = PurePath(name).suffix.lower()
    if len(content) > MOST_BYTES:
        raise TableFault("Die Datei ist größer als 2 MB. Teilen Sie sie auf oder löschen Sie, was keine Tabelle ist.")
    if content.startswith(OLD_OFFICE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise TableFault(
            "Die Excel-Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort."
            if is_locked
            else "Die Datei hat das alte Excel-Format (.xls). Speichern Sie sie als .xlsx oder als CSV."
        )
    if content.startswith(ZIP):
        if ending in TEXT_NAMES:
            raise TableFault(f"Die Datei heißt „{ending}“, ist aber keine Textdatei. Geben Sie ihr ihren Namen zurück.")
        return read_xlsx_table(content)
    if ending not in TEXT_NAMES:
        raise TableFault(
            f"Die Datei heißt „{ending or 'ohne Endung'}“, ist aber keine Excel-Datei."
            " Eine Textdatei mit Werten endet mit .csv."
        )
    return read_csv_table(content)
