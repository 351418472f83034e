"""Text files: whatever encoding and separator, the same table; whatever is no table, a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.tables import values
from wir_portal.core.exports import csv_text
from wir_portal.core.tables import csv_reader, sheet
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.sheet import TableFault

TABLE = [["Schlüssel", "Straße"], ["06631", "Größe, 1"], ["06632", "–"]]


def text(separator: str = ";") -> str:
    return "\r\n".join(separator.join(f'"{value}"' for value in row) for row in TABLE)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_and_separator_says_the_same(encoding, separator):
    assert values(text(separator).encode(encoding), "tabelle.csv") == TABLE


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "a.txt", "a.tsv"])
def test_a_text_file_may_be_called_what_spreadsheets_call_it(name):
    assert values(text().encode(), name) == TABLE


def test_the_line_that_names_the_separator_is_no_row():
    assert values(b"sep=,\r\nA,B;C\r\n1,2\r\n", "a.csv") == [["A", "B;C"], ["1", "2"]]


def test_rows_keep_the_number_that_a_spreadsheet_shows():
    read = read_table("a.csv", b'\r\nA;B\r\n\r\n"1\n1";2\r\n;;\r\n3;4\r\n')

    assert [row.number for row in read.rows] == [4, 6]
    assert [cell.place for row in read.rows for cell in row.cells] == ["A4", "B4", "A6", "B6"]


def test_a_separator_too_many_at_the_end_is_no_column():
    assert values(b"A;B;;\r\n1;2;;\r\n", "a.csv") == [["A", "B"], ["1", "2"]]


def test_blanks_around_a_value_are_not_meant():
    assert values("A ; B\r\n 1\u00a0;2 \r\n".encode(), "a.csv") == [["A", "B"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b" ;\r\n", "Die Datei ist leer."),
        (b"A;B\r\n", "Die Datei hat nur eine Zeile."),
        (b'A;B\r\n"1"2;3\r\n', "Zeile 2 lässt sich nicht lesen"),
        (b'A;B\r\n"1;3\r\n', "Zeile 2 lässt sich nicht lesen"),
        (b"A;B\r\n1;2;3\r\n", "In C2 steht ein Wert, aber die Spalte hat oben keinen Namen."),
        (b"A;;C\r\n1;2;3\r\n", "In B2 steht ein Wert, aber die Spalte hat oben keinen Namen."),
        (b"Wert;WERT\r\n1;2\r\n", "Die Spalte „WERT“ gibt es zweimal."),
        (b"A;B\x00\r\n1;2\r\n", "Die Datei ist keine Textdatei."),
        (b"A\x81;B\r\n1;2\r\n", "Die Datei ist keine Tabelle in einer Schrift, die wir kennen."),
        (b"\xff\xfeA", "Die Datei ist keine Tabelle in einer Schrift, die wir kennen."),
        (b";".join([b"A%d" % n for n in range(101)]) + b"\r\n1", "Die Datei hat mehr als 100 Spalten."),
        (b"A;B\r\n" + b"x" * 200_000, "Zeile 2 lässt sich nicht lesen"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_with_its_reason(content, sentence):
    with pytest.raises(TableFault) as fault:
        read_table("a.csv", content)

    assert str(fault.value).startswith(sentence)


def test_too_many_rows_are_refused_and_just_as_many_are_not(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    monkeypatch.setattr(csv_reader, "MOST_LINES", 10)

    assert len(values(b"A\r\n1\r\n2\r\n3\r\n", "a.csv")) == 4
    with pytest.raises(TableFault, match=r"mehr als 3 Zeilen"):
        read_table("a.csv", b"A\r\n1\r\n2\r\n3\r\n4\r\n")
    with pytest.raises(TableFault, match="zu viele Zeilen"):
        read_table("a.csv", b"A\r\n" + b"\r\n" * 20)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"A;B\r\n1;2", "Die Datei heißt „.xlsx“, ist aber keine Excel-Datei."),
        ("a", b"A;B\r\n1;2", "Die Datei heißt „ohne Endung“, ist aber keine Excel-Datei."),
        ("a.csv", b"PK\x03\x04", "Die Datei heißt „.csv“, ist aber keine Textdatei."),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Die Datei hat das alte Excel-Format (.xls)."),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "Die Excel-Datei ist mit einem Passwort geschützt.",
        ),
        ("a.csv", b"A" * (2 * 1024 * 1024 + 1), "Die Datei ist größer als 2 MB."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_judged_by_what_is_in_it(name, content, sentence):
    with pytest.raises(TableFault) as fault:
        read_table(name, content)

    assert str(fault.value).startswith(sentence)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).map(lambda s: s.strip())
FORMULAS = st.tuples(st.sampled_from(["=", "+", "-", "@", "＝", "'=", "''+", "'"]), TEXTS).map("".join)


@given(st.lists(st.tuples(TEXTS | FORMULAS, TEXTS), min_size=1, max_size=5))
def test_what_we_write_we_read_again(rows):
    stripped = [[value.strip(" \u00a0\u2009\u202f") for value in row] for row in rows]
    kept = [row for row in stripped if any(row)]

    if kept:
        assert values(csv_text(["Ä", "B"], stripped).encode(), "a.csv") == [["Ä", "B"], *kept]
