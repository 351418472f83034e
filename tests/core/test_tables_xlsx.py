"""Workbooks: what we write is typed, what we read are values, everything else is refused with a sentence."""

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from tests.core.tables import repacked, values, xlsx
from wir_portal.core import clock
from wir_portal.core.money import format_decimal
from wir_portal.core.tables import sheet, xlsx_reader
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.sheet import TableFault
from wir_portal.core.tables.xlsx_writer import workbook, xlsx_response

HEADER = ["Schlüssel", "Betrag", "Tag", "Zeit", "Öffentlich", "Zahl", "Text"]
MOMENT = datetime(2018, 11, 5, 9, 30, 7, tzinfo=clock.BERLIN)
ROW = ["06631", format_decimal(-50_000_05), date(2018, 2, 22), MOMENT, True, 2018, "=1+1"]


def opened(content: bytes):
    return openpyxl.load_workbook(BytesIO(content))


def test_each_cell_has_the_type_of_its_value():
    cells = opened(workbook(HEADER, [ROW], title="Probe"))["Probe"][2]

    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("06631", "s", "@"),
        (-50_000.05, "n", '#,##0.00\\ "€"'),
        (datetime(2018, 2, 22), "d", "DD.MM.YYYY"),
        (datetime(2018, 11, 5, 9, 30), "d", "DD.MM.YYYY HH:MM"),
        ("ja", "s", "@"),
        (2018, "n", "0"),
        ("'=1+1", "s", "@"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_text_never_becomes_a_formula(start):
    (cell,) = opened(workbook(["=A"], [[f"{start}1"]], title="Probe"))["Probe"][2]

    assert (cell.data_type, cell.value[:1]) == ("s", "'")


def test_characters_that_no_workbook_can_hold_are_replaced():
    (cell,) = opened(workbook(["A"], [["a\x00b"]], title="Probe"))["Probe"][2]

    assert cell.value == "a\ufffdb"


def test_the_sheet_can_be_read_filtered_and_printed(turn_clock):
    turn_clock("2018-11-05T09:00+01:00")
    book = opened(workbook(HEADER, [ROW, ROW], title="Kontingente [2018]: alle", notes=[("Auswahl", "Jahr: 2018")]))
    table, about = book.worksheets

    assert (table.title, table.freeze_panes, table.auto_filter.ref) == ("Kontingente  2018   alle", "A2", "A1:G3")
    assert table.print_title_rows == "$1:$1"
    assert [cell.font.bold for cell in table[1]] == [True] * 7
    assert [[cell.value for cell in row] for row in about.iter_rows()] == [
        ["Tabelle", "Kontingente [2018]: alle"],
        ["Stand", datetime(2018, 11, 5, 9, 0)],
        ["Zeilen", 2],
        ["Auswahl", "Jahr: 2018"],
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Angaben", "Tabelle"), ("", "Tabelle"), ("'A'", "A"), ("?" * 40, "Tabelle"), ("x" * 40, "x" * 31)],
)
def test_a_sheet_is_called_what_excel_allows(title, name):
    assert [sheet.title for sheet in opened(workbook(["A"], [["1"]], title=title)).worksheets] == [name, "Angaben"]


def test_what_somebody_named_is_no_command_of_the_footer():
    table = opened(workbook(["A"], [["1"]], title="Plan A&B"))["Plan A&B"]

    assert table.oddFooter.left.text.startswith("Plan A&&B, Stand ")


def test_names_stand_above_their_figures_and_long_ones_in_several_lines():
    header = ["Kommune", "Ehrenamtliche Integrationslotsinnen und Integrationslotsen"]
    table = opened(workbook(header, [["Fulda", format_decimal(1)]], title="Probe"))["Probe"]

    assert [cell.alignment.horizontal for cell in table[1]] == ["left", "right"]
    assert [table.column_dimensions[column].width for column in "AB"] == [11, 24]


def test_an_empty_table_is_still_a_workbook():
    assert [sheet.title for sheet in opened(workbook([], [], title="Probe")).worksheets] == ["Probe", "Angaben"]


def test_the_answer_is_a_file_to_download():
    response = xlsx_response("probe.xlsx", ["A"], [["1"]], title="Probe")

    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"] == 'attachment; filename="probe.xlsx"'


def test_what_we_write_we_read_again():
    assert values(workbook(HEADER, [ROW], title="Probe"), "a.xlsx") == [
        HEADER,
        ["06631", Decimal("-50000.05"), date(2018, 2, 22), datetime(2018, 11, 5, 9, 30), "ja", 2018, "=1+1"],
    ]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=20)


@given(st.lists(st.tuples(WORDS, st.integers(0, 10**12 - 1), st.dates(date(1950, 1, 1))), min_size=1, max_size=4))
def test_words_amounts_and_days_come_back(rows):
    content = workbook(["A", "B", "C"], [[word, format_decimal(cents), on] for word, cents, on in rows], title="Probe")
    read = values(content, "a.xlsx")[1:]

    assert [(word, Decimal(amount) * 100, on) for word, amount, on in read] == [
        (word, cents, on) for word, cents, on in rows
    ]


def test_rows_keep_their_numbers_and_other_sheets_may_be_empty():
    def change(book):
        book.create_sheet("Leer")
        book.active["C4"] = 1.5

    read = read_table("a.xlsx", xlsx([["A", "B", "C"], [], [1, None, True]], change))

    assert [(row.number, [cell.value for cell in row.cells]) for row in read.rows] == [
        (3, [1, None, "ja"]),
        (4, [None, None, Decimal("1.5")]),
    ]
    assert [cell.place for cell in read.rows[1].cells] == ["A4", "B4", "C4"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("=1+1", "In der Zelle steht eine Formel. Fügen Sie nur den Wert ein."),
        (ArrayFormula("A2", "=1+1"), "In der Zelle steht eine Formel. Fügen Sie nur den Wert ein."),
        ("#REF!", "In der Zelle steht ein Fehler der Tabellenkalkulation."),
        (time(9, 30), "In der Zelle steht eine Uhrzeit."),
        (timedelta(hours=30), "In der Zelle steht eine Uhrzeit."),
    ],
)
def test_a_cell_without_a_value_says_why(value, reason):
    (row,) = read_table("a.xlsx", xlsx([["A"], [value]])).rows

    assert row.cells[0].refusal == reason


def test_a_day_that_no_calendar_has_is_a_fault_of_the_spreadsheet():
    def change(book):
        book.active["A2"].number_format = "DD.MM.YYYY"

    (row,) = read_table("a.xlsx", xlsx([["A"], [99_999_999_999]], change)).rows

    assert row.cells[0].refusal == "In der Zelle steht ein Fehler der Tabellenkalkulation."


BOOK = xlsx([["A"], [1]])
MORE = "Speichern Sie nur die Werte in einer neuen Excel-Datei (.xlsx)."
DAMAGED = xlsx_reader.DAMAGED


def part_of(name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(BOOK)).read(name)


def broken(content: bytes) -> bytes:
    """The directory is right, what it leads to is not."""
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    return content[:at] + bytes(255 - byte for byte in content[at : at + 60]) + content[at + 60 :]


def encrypted(content: bytes) -> bytes:
    """The mark of a package whose parts need a password, in the directory and before each part."""
    marked = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(signature, at + 4)
    return bytes(marked)


def types_of(kind: str) -> bytes:
    return part_of("[Content_Types].xml").replace(b"spreadsheetml.sheet.main", f"{kind}.main".encode())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 nothing", DAMAGED),
        (BOOK[: len(BOOK) // 2], DAMAGED),
        (broken(BOOK), DAMAGED),
        (repacked(BOOK, {"xl/worksheets/sheet1.xml": b"<worksheet"}), DAMAGED),
        (repacked(BOOK, {"xl/worksheets/sheet1.xml": b"<!DOCTYPE x [<!ENTITY a 'a'>]><worksheet/>"}), DAMAGED),
        (repacked(BOOK, {"xl/worksheets/sheet1.xml": "<worksheet/>".encode("utf-16")}), DAMAGED),
        (encrypted(BOOK), "Die Excel-Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort."),
        (repacked(BOOK, {"xl/vbaProject.bin": b""}), f"Die Excel-Datei enthält Makros. {MORE}"),
        (
            repacked(BOOK, {"[Content_Types].xml": types_of("sheet.macroEnabled")}),
            f"Die Excel-Datei enthält Makros. {MORE}",
        ),
        (
            repacked(BOOK, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
            f"Die Excel-Datei enthält Verknüpfungen. {MORE}",
        ),
        (repacked(BOOK, {"xl/connections.xml": b"<a/>"}), f"Die Excel-Datei enthält Verknüpfungen. {MORE}"),
        (repacked(BOOK, {"xl/embeddings/a.bin": b""}), f"Die Excel-Datei enthält eingebettete Dateien. {MORE}"),
        (
            repacked(BOOK, {f"xl/media/{n}.png": b"" for n in range(201)}),
            f"Die Excel-Datei enthält mehr, als eine Tabelle braucht. {MORE}",
        ),
        (
            repacked(BOOK, {"xl/media/a.png": b"0" * (30 * 1024 * 1024)}),
            f"Die Excel-Datei enthält mehr, als eine Tabelle braucht. {MORE}",
        ),
        (xlsx([]), "Die Datei ist leer."),
        (xlsx([["A"] * 101, [1]]), "Die Datei hat mehr als 100 Spalten."),
        (xlsx([["A", "a"], [1]]), "Die Spalte „a“ gibt es zweimal."),
        (
            xlsx([["A"], [1]], lambda book: book.active.cell(3, 5_000, 1)),
            "Die Datei hat mehr als 100 Spalten.",
        ),
        (
            xlsx([["A"], [1]], lambda book: book.create_sheet("Zwei").append(["B"])),
            "Mehrere Blätter enthalten Werte: „Sheet“, „Zwei“.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_more_than_values_is_refused(content, sentence):
    with pytest.raises(TableFault) as fault:
        read_table("a.xlsx", content)

    assert str(fault.value).startswith(sentence)


def test_a_day_may_be_written_as_other_programs_write_it():
    sheet_of_days = part_of("xl/worksheets/sheet1.xml").replace(
        b'<c r="A2" t="n"><v>1</v></c>', b'<c r="A2" t="d"><v>2018-02-22</v></c>'
    )

    assert values(repacked(BOOK, {"xl/worksheets/sheet1.xml": sheet_of_days}), "a.xlsx")[1] == [date(2018, 2, 22)]


def test_another_package_is_no_workbook():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", "<office/>")

    with pytest.raises(TableFault, match="ist keine Excel-Datei"):
        read_table("a.xlsx", buffer.getvalue())


def test_too_many_rows_are_refused_while_they_are_read(monkeypatch):
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    monkeypatch.setattr(xlsx_reader, "MOST_ROWS", 2)

    assert len(values(xlsx([["A"], [1], [2]]), "a.xlsx")) == 3
    with pytest.raises(TableFault, match="mehr als 2 Zeilen"):
        read_table("a.xlsx", xlsx([["A"], [1], [2], [3], [4]]))
