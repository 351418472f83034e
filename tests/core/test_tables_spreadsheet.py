"""What LibreOffice makes of our files, and we of what it saves: the same values, nothing that computes."""

from datetime import date
from decimal import Decimal

import pytest

from tests.core.tables import needs_spreadsheet, resaved, values
from wir_portal.core.exports import csv_text, in_words
from wir_portal.core.money import format_decimal, parse_euro
from wir_portal.core.tables.sheet import Cell
from wir_portal.core.tables.values import euro
from wir_portal.core.tables.xlsx_writer import workbook

pytestmark = needs_spreadsheet
HEADER = ["Schlüssel", "Kommune", "Betrag", "Stichtag", "Öffentlich"]
TEXTS = ["Büro „Nord“; Straße 1, Gießen", "=1+1", "-5", "+49 69 90009", "@amt", "'=x", "＝1", "Zeile", "007"]
CENTS = [50_000_00, 0, 5, 1_234_567_89, 999_999_999_999, 100_00, 33_33, 1, 10_000_000_00]
ROWS = [
    [f"06{n:03}", text, format_decimal(cents), date(2018, 2, 1 + n), bool(n % 2)]
    for n, (text, cents) in enumerate(zip(TEXTS, CENTS, strict=True))
]


def meant(rows: list[list[object]]) -> list[tuple[object, ...]]:
    """What a reader of amounts and days takes from the cells."""
    found = []
    for key, text, amount, day, word in rows[1:]:
        on = f"{day:%d.%m.%Y}" if isinstance(day, date) else day
        found.append((key, text, euro(Cell(1, 1, amount)), on, word))
    return found


EXPECTED = [(row[0], row[1], parse_euro(str(row[2])), f"{row[3]:%d.%m.%Y}", "ja" if row[4] else "nein") for row in ROWS]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_workbook_saved_by_libreoffice_says_the_same(tmp_path, kind):
    saved = resaved(workbook(HEADER, ROWS, title="Probe", notes=[("Auswahl", "alle")]), tmp_path, kind)

    assert values(saved, f"neu.{kind}")[0] == HEADER
    assert meant(values(saved, f"neu.{kind}")) == EXPECTED


def test_amounts_are_numbers_there_and_keys_are_text(tmp_path):
    saved = values(resaved(workbook(HEADER, ROWS, title="Probe"), tmp_path, "xlsx"), "neu.xlsx")

    assert [(type(row[0]), row[0]) for row in saved[1:3]] == [(str, "06000"), (str, "06001")]
    assert [Decimal(str(row[2])) * 100 for row in saved[1:]] == CENTS
    assert {type(row[3]) for row in saved[1:]} == {date}


def test_a_text_file_opened_and_saved_by_libreoffice_says_the_same(tmp_path):
    saved = resaved(csv_text(HEADER, [map(in_words, row) for row in ROWS]).encode(), tmp_path, "xlsx", ending=".csv")
    read = values(saved, "neu.xlsx")

    # A spreadsheet takes digits for a number: a lost zero is given back by those who read keys.
    assert [str(row[0]).zfill(5) for row in read[1:]] == [row[0] for row in EXPECTED]
    assert [row[1] for row in read[1:-1]] == [row[1] for row in EXPECTED[:-1]]
    assert [euro(Cell(1, 1, row[2])) for row in read[1:]] == CENTS
