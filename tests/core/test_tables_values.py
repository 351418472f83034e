"""From a cell to a value: what could be meant in two ways is refused, in files as in forms."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wir_portal.core.admin_base.fields import NumberField
from wir_portal.core.forms import LineField
from wir_portal.core.money import format_decimal, format_euro
from wir_portal.core.tables.importers import place_columns
from wir_portal.core.tables.sheet import Cell, TableFault
from wir_portal.core.tables.values import day, euro, text, whole, yes_or_no

SO = "Schreiben Sie den Betrag so: 50.000 oder 50.000,00."


def cell(value: object, refusal: str = "") -> Cell:
    return Cell(7, 2, value, refusal)


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("50.000", 50_000_00),
        ("50000,00", 50_000_00),
        ("1.234,56 €", 1_234_56),
        ("0", 0),
        (0, 0),
        (50_000, 50_000_00),
        (Decimal("50000.0"), 50_000_00),
        (Decimal("1234.5"), 1_234_50),
        (Decimal("1234.56"), 1_234_56),
        (9_999_999_999, 999_999_999_900),
    ],
)
def test_amounts_are_read_in_one_way(value, cents):
    assert euro(cell(value)) == cents


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("50,000.00", SO),
        ("50.00", SO),
        ("1e3", SO),
        ("-1", SO),
        ("+5", SO),
        ("NaN", SO),
        ("1,5", SO),
        ("١٢٣", SO),
        (-1, SO),
        (Decimal("-0.01"), SO),
        (Decimal("Infinity"), SO),
        (Decimal("0.001"), f"Der Betrag hat mehr als zwei Stellen nach dem Komma. {SO}"),
        (Decimal(repr(0.1 + 0.2)), f"Der Betrag hat mehr als zwei Stellen nach dem Komma. {SO}"),
        (10_000_000_000, f"Der Betrag ist zu groß: höchstens 12 Ziffern mit den Cent. {SO}"),
        (date(2018, 2, 22), f"Das ist ein Datum, kein Betrag. {SO}"),
        (None, "Hier fehlt der Wert."),
        ("", "Hier fehlt der Wert."),
    ],
)
def test_other_amounts_are_refused_with_an_example(value, sentence):
    with pytest.raises(ValueError) as refusal:
        euro(cell(value))

    assert str(refusal.value) == sentence


@given(st.integers(0, 10**12 - 1))
def test_an_amount_survives_every_way_it_is_written(cents):
    number = Decimal(repr(cents / 100)) if cents % 100 else cents // 100

    assert {euro(cell(value)) for value in (str(format_decimal(cents)), format_euro(cents), number)} == {cents}


@pytest.mark.parametrize("value", ["22.02.2018", "2018-02-22", date(2018, 2, 22)])
def test_a_day_is_a_day(value):
    assert day(cell(value)) == date(2018, 2, 22)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (43_153, "Das ist kein Tag. Schreiben Sie das Datum so: 22.02.2018."),
        (datetime(2018, 2, 22, 12), "Das ist kein Tag. Schreiben Sie das Datum so: 22.02.2018."),
        ("30.02.2018", "Den 30. Februar 2018 gibt es nicht. Der Monat hat 28 Tage."),
        ("22.02.18", "Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel: 22.02.2018."),
    ],
)
def test_another_day_is_refused(value, sentence):
    with pytest.raises(ValueError) as refusal:
        day(cell(value))

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("value", "truth"), [("ja", True), ("Ja", True), ("WAHR", True), ("nein", False)])
def test_yes_and_no_are_words(value, truth):
    assert yes_or_no(cell(value)) is truth


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (yes_or_no, "x", "Schreiben Sie „ja“ oder „nein“."),
        (whole(NumberField()), "50.0", "Schreiben Sie eine ganze Zahl, zum Beispiel 222.584."),
        (whole(NumberField()), Decimal("1.5"), "Schreiben Sie eine ganze Zahl, zum Beispiel 222.584."),
        (whole(NumberField()), -1, "Schreiben Sie eine ganze Zahl, zum Beispiel 222.584."),
        (whole(NumberField()), date(2018, 1, 1), "Schreiben Sie eine ganze Zahl, zum Beispiel 222.584."),
        (text(LineField()), 36_037, "Die Zelle ist eine Zahl oder ein Datum. Formatieren Sie sie als Text."),
        (text(LineField(), takes_digits=True), Decimal("1.5"), "Die Zelle ist eine Zahl oder ein Datum."),
        (text(LineField()), "a\nb", "Der Text enthält Steuerzeichen."),
        (text(LineField()), "", "Hier fehlt die Angabe."),
    ],
)
def test_a_value_of_another_kind_is_refused(read, value, sentence):
    with pytest.raises(ValueError) as refusal:
        read(cell(value))

    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("read", [euro, day, yes_or_no, whole(NumberField()), text(LineField())])
def test_what_the_file_itself_refuses_is_never_read(read):
    with pytest.raises(ValueError, match="Formel"):
        read(cell(None, "In der Zelle steht eine Formel."))


@pytest.mark.parametrize(
    ("read", "value", "result"),
    [
        (whole(NumberField()), "222.584", 222_584),
        (whole(NumberField()), 222_584, 222_584),
        (whole(NumberField()), Decimal("222584.0"), 222_584),
        (text(LineField(), takes_digits=True), 36_037, "36037"),
        (text(LineField(required=False)), None, ""),
        (text(LineField()), "Gießen", "Gießen"),
    ],
)
def test_numbers_and_texts_are_read_as_in_forms(read, value, result):
    assert read(cell(value)) == result


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1.5"), "1,5"),
        (date(2018, 2, 22), "22.02.2018"),
        (datetime(2018, 2, 22, 9, 5), "22.02.2018 09:05"),
        (None, ""),
        ("x" * 81, "x" * 79 + "…"),
    ],
)
def test_a_report_names_a_value_as_it_looks(value, shown):
    assert cell(value).shown == shown


KNOWN = {"Schlüssel": ("AGS",), "Betrag": ()}


def test_columns_are_found_by_name_in_any_order():
    assert place_columns(["betrag", "", "AGS"], KNOWN, ["Schlüssel"]) == {"Betrag": 0, "Schlüssel": 2}


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (["Betrag"], "Es fehlt: „Schlüssel“. Die erste Zeile der Datei nennt „Betrag“."),
        (["AGS", "Betrak"], "Nicht bekannt: „Betrak“. Möglich sind „Schlüssel“, „Betrag“."),
        (["AGS", "Schlüssel"], "Die Spalten „AGS“ und „Schlüssel“ meinen dasselbe. Lassen Sie eine."),
    ],
)
def test_other_columns_are_refused(headers, sentence):
    with pytest.raises(TableFault) as fault:
        place_columns(headers, KNOWN, ["Schlüssel"])

    assert str(fault.value) == sentence
