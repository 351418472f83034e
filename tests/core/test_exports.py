"""CSV for a German spreadsheet: no text becomes a formula, numbers stay numbers."""

from datetime import UTC, date, datetime

import pytest

from wir_portal.core.exports import cell, csv_response, in_words, unescaped
from wir_portal.core.money import format_decimal

STARTS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("start", STARTS)
def test_text_never_becomes_a_formula(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "stored"),
    [("Fulda", "Fulda"), ("a=1", "a=1"), ("", ""), (None, ""), (0, 0), (-5, -5), (format_decimal(-5_00), "-5,00")],
)
def test_anything_else_stays_what_it_is(value, stored):
    assert cell(value) == stored


def test_the_file_opens_in_a_german_spreadsheet():
    response = csv_response("ansaetze.csv", ["Linie", "Euro"], [["Ä; „x“", format_decimal(-50_000_00)], ["=1", None]])

    assert response.content.decode() == '\ufeffLinie;Euro\r\n"Ä; „x“";-50000,00\r\n\'=1;\r\n'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ansaetze.csv"'


@pytest.mark.parametrize("value", ["=1", "'=1", "''@x", "'", "'x", "x", ""])
def test_what_was_escaped_is_read_as_it_was(value):
    assert unescaped(str(cell(value))) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "ja"),
        (False, "nein"),
        (date(2018, 2, 22), "22.02.2018"),
        (datetime(2018, 7, 1, 22, 30, tzinfo=UTC), "02.07.2018 00:30"),
        (7, 7),
        ("=1", "=1"),
    ],
)
def test_days_and_moments_are_written_as_in_berlin(value, words):
    assert in_words(value) == words
