"""Reads the data files of the apps: every fault names file, row, column and an example."""

import csv
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class DataFault(Exception):
    """A data file or a stored row is not as it should be; the German message says where. Nothing was written."""


def read_csv(path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number (as an editor shows it) and row. Raises DataFault for missing columns, short or long rows."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise DataFault(f"{path.name}: Es fehlen die Spalten {', '.join(missing)}.")
            for row in reader:
                if None in row or None in row.values():
                    raise DataFault(
                        f"{path.name}, Zeile {reader.line_num}:"
                        f" Die Zeile hat nicht {len(reader.fieldnames or [])} Felder."
                    )
                yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise DataFault(f"{path.name}: Die Datei ist nicht in UTF-8 gespeichert.") from error
    except FileNotFoundError as error:
        raise DataFault(f"{path.name}: Die Datei fehlt.") from error


def number(path: Path, line: int, row: dict[str, str], column: str, *, example: str) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise DataFault(
            f"{path.name}, Zeile {line}, Spalte {column}: „{row[column]}“ ist keine Zahl. Beispiel: {example}"
        )
    return value


def whole(path: Path, line: int, row: dict[str, str], column: str, *, example: str) -> int:
    if not (row[column].isascii() and row[column].isdigit()):
        raise DataFault(
            f"{path.name}, Zeile {line}, Spalte {column}: „{row[column]}“ ist keine ganze Zahl. Beispiel: {example}"
        )
    return int(row[column])


def one_of(path: Path, line: int, row: dict[str, str], column: str, allowed: "list[str]") -> str:
    if row[column] not in allowed:
        raise DataFault(
            f"{path.name}, Zeile {line}, Spalte {column}: „{row[column]}“ ist nicht bekannt."
            f" Möglich: {', '.join(allowed)}"
        )
    return row[column]


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, FileNotFoundError) as error:
        raise DataFault(f"{path.name}: {error}") from error
