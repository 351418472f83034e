"""CSV for a German spreadsheet: no text becomes a formula, numbers stay numbers."""

import pytest

from wir_portal.core.exports import cell, csv_response
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
