"""Reading and writing amounts: what could be meant in two ways is refused, what is written is read back."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from wir_portal.core.money import AmountError, format_decimal, format_euro, format_euro_exact, parse_euro

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
EXAMPLE = "Schreiben Sie den Betrag so: 50.000 oder 50.000,00."
LARGEST = 9_999_999_999_99
CENTS = st.integers(0, LARGEST)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("0,01", 1),
        ("7", 7_00),
        ("999", 999_00),
        ("9.999", 9_999_00),
        ("50.000", 50_000_00),
        ("50.000,00", 50_000_00),
        ("50000", 50_000_00),
        ("50000,50", 50_000_50),
        ("1.234.567,89", 1_234_567_89),
        ("9.999.999.999,99", LARGEST),
        ("999.999.999.999", 999_999_999_999_00),
        (" 50.000 ", 50_000_00),
        ("\t50.000\n", 50_000_00),
        ("50.000 €", 50_000_00),
        ("50.000€", 50_000_00),
        ("50.000,00 EUR", 50_000_00),
        (f"50.000{NBSP}€", 50_000_00),
        (f"50{NBSP}000", 50_000_00),
        (f"50{NARROW}000,00", 50_000_00),
        (f"1{THIN}234{THIN}567{NARROW}€", 1_234_567_00),
        (f"{NBSP}50.000{NBSP}", 50_000_00),
    ],
)
def test_an_amount_is_read_to_the_cent(text, cents):
    assert parse_euro(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        *("50,000.00", "1,234.56", "50.00", "50.0000", "0.001", "1.2.3", "1e3", "١٢٣", "NaN", "-1", "+5"),
        *("", " ", "€", "EUR", "fünfzig", "0x10", "1_000", "５０.０００", "½", "∞", "(5)", "−5"),
        *("05", "00", "0.000", "1.00", "1.0000", ".500", "1.", "1,", "1,5", "1,555", ",50", "1..000", "1.000.00"),
        *("50 000", f"50{NBSP}00", f"5{NBSP}0000", f"50{NBSP}000.000", f"1.234{NBSP}567"),
        *("50.000 € €", "€ 50.000", "50.000 USD", "50.000 Euro", "50\n000", "50.000\x00", "1\u200b000"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_right_form(text):
    with pytest.raises(AmountError) as refusal:
        parse_euro(text)

    assert str(refusal.value) == EXAMPLE


@pytest.mark.parametrize("text", ["1.000.000.000.000", "10000000000,00", "9" * 1000])
def test_more_than_twelve_digits_are_refused(text):
    with pytest.raises(AmountError) as refusal:
        parse_euro(text)

    assert str(refusal.value) == (
        "Der Betrag ist zu groß: höchstens 12 Ziffern mit den Cent. Schreiben Sie den Betrag so: 50.000 oder 50.000,00."
    )


@given(CENTS)
def test_what_is_written_is_read_back(cents):
    written = (format_euro(cents), format_euro_exact(cents), format_decimal(cents))

    assert [parse_euro(text) for text in written] == [cents] * 3


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_refusal(text):
    try:
        cents = parse_euro(text)
    except AmountError:
        return
    assert cents >= 0
    assert parse_euro(format_euro(cents)) == cents


@pytest.mark.parametrize(
    ("cents", "short", "exact", "decimal", "english"),
    [
        (0, "0 €", "0,00 €", "0,00", "€0"),
        (1, "0,01 €", "0,01 €", "0,01", "€0.01"),
        (50_000_00, "50.000 €", "50.000,00 €", "50000,00", "€50,000"),
        (1_234_567_89, "1.234.567,89 €", "1.234.567,89 €", "1234567,89", "€1,234,567.89"),
        (-5_00, "−5 €", "−5,00 €", "-5,00", "−€5"),
        (-1, "−0,01 €", "−0,01 €", "-0,01", "−€0.01"),
    ],
)
def test_an_amount_is_written_for_people_and_for_spreadsheets(cents, short, exact, decimal, english):
    said = [text.replace(NBSP, " ") for text in (format_euro(cents), format_euro_exact(cents))]
    assert [*said, format_decimal(cents)] == [short, exact, decimal]
    with translation.override("en"):
        assert format_euro(cents) == english


def test_no_language_means_german():
    with translation.override(None):
        assert format_euro(1_000_00).replace(NBSP, " ") == "1.000 €"
