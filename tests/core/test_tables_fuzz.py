"""Whatever somebody sends: a table or a sentence, never a fault of ours."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.tables import xlsx
from wir_portal.core.tables.reading import read_table
from wir_portal.core.tables.sheet import Sheet, TableFault
from wir_portal.core.tables.values import day, euro, yes_or_no

BOOK = xlsx([["Schlüssel", "Betrag", "Tag"], ["06631", 50_000.5, "22.02.2018"], ["06632", 1, "x"]])
NAMES = st.sampled_from(["a.csv", "a.txt", "a.xlsx", "a.xls", "a", ".csv", "a.csv.xlsx"])
STARTS = st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=,\n", b'"', b"A;B\r\n"])


def read(name: str, content: bytes) -> None:
    """Reads the table, and every cell in every way."""
    with suppress(TableFault):
        sheet = read_table(name, content)
        assert isinstance(sheet, Sheet)
        for row in sheet.rows:
            for cell in row.cells:
                assert cell.place
                for kind in (euro, day, yes_or_no):
                    with suppress(ValueError):
                        kind(cell)


@given(NAMES, STARTS, st.binary(max_size=400))
@settings(max_examples=400)
def test_any_bytes_are_a_table_or_a_sentence(name, start, content):
    read(name, start + content)


@given(
    st.text(st.sampled_from(";,\t\"\r\n\0 ='-+@5.€NaNe\u0661\u202eÄ"), max_size=80),
    st.sampled_from(["utf-8", "utf-16"]),
)
@settings(max_examples=400)
def test_any_text_is_a_table_or_a_sentence(text, encoding):
    read("a.csv", f"A;B;C\r\n{text}".encode(encoding))


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=300)
def test_a_damaged_workbook_is_a_table_or_a_sentence(changes):
    damaged = bytearray(BOOK)
    for at, byte in changes:
        damaged[at] = byte
    read("a.xlsx", bytes(damaged))


@given(st.integers(0, len(BOOK)))
def test_a_workbook_cut_off_is_a_sentence(length):
    read("a.xlsx", BOOK[:length])
