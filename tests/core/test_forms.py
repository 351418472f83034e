"""The fields that read what people type: amounts, lines, reasons, days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from wir_portal.core.forms import DayField, EuroField, LineField, ReasonField, parse_day

HOSTILE = ["a\x00b", "a\ud800b", "a\ufffdb", "a\u202eb", "a\u200fb", "a\u2066b", "\x1b[31m", "a\x7fb"]


def refusal(field, value) -> list[str]:
    with pytest.raises(ValidationError) as error:
        field.clean(value)
    return error.value.messages


# --- amounts --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("typed", "cents"), [("50.000", 50_000_00), ("50.000,00 €", 50_000_00), (1, 1), ("0", 0)])
def test_an_amount_becomes_cents(typed, cents):
    assert EuroField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["50.00", "1,234.56", "-1", "1e3", "9" * 50, "a\x00b"])
def test_another_amount_is_refused_with_the_right_form(typed):
    assert "50.000 oder 50.000,00" in refusal(EuroField(), typed)[0]


@pytest.mark.parametrize("typed", ["", None])
def test_a_missing_amount_is_asked_for_where_it_is_needed(typed):
    assert refusal(EuroField(), typed) == ["Hier fehlt der Betrag. Schreiben Sie ihn so: 50.000 oder 50.000,00."]
    assert EuroField(required=False).clean(typed) is None


@pytest.mark.parametrize(
    ("value", "shown"), [(50_000_00, "50.000"), (50_000_50, "50.000,50"), (0, "0"), ("50.00", "50.00"), (None, None)]
)
def test_an_amount_is_shown_as_it_is_typed(value, shown):
    assert EuroField().prepare_value(value) == shown


@given(st.integers(0, 9_999_999_999_99))
def test_the_shown_amount_is_read_back(cents):
    assert EuroField().clean(EuroField().prepare_value(cents)) == cents


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [(50_000_00, "50.000,00", False), (50_000_00, "50.001", True), (50_000_00, "50.00", True), (None, "", False)],
)
def test_another_spelling_is_no_change(initial, typed, changed):
    assert EuroField().has_changed(initial, typed) is changed


# --- text -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("field", [LineField(), ReasonField()])
@pytest.mark.parametrize("typed", HOSTILE)
def test_control_characters_are_refused(field, typed):
    assert "Steuerzeichen" in refusal(field, typed)[0]


@pytest.mark.parametrize("typed", ["a\nb", "a\rb", "a\r\nb", "a\u2028b", "a\x85b"])
def test_line_breaks_are_refused_in_one_line(typed):
    assert "Steuerzeichen" in refusal(LineField(), typed)[0]


def test_a_reason_may_have_lines_and_is_asked_for():
    assert ReasonField().clean("Erster Satz.\nZweiter Satz.") == "Erster Satz.\nZweiter Satz."
    assert refusal(ReasonField(), " ") == [
        "Hier fehlt der Grund. Ein Satz genügt, zum Beispiel: „Antrag vom 12.10.2018“."
    ]
    assert ReasonField(required=False).clean("") == ""


def test_a_reason_is_not_endless():
    assert len(refusal(ReasonField(), "x" * 1001)) == 1
    assert ReasonField().clean("x" * 1000) == "x" * 1000


def test_text_is_kept_in_one_form_of_unicode():
    assert LineField().clean("  Gießen, Mu\u0308nster  ") == "Gießen, Münster"


def test_an_empty_line_that_may_be_unknown_stays_so():
    assert LineField(required=False, empty_value=None).clean("") is None


# --- days -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22.02.2018", date(2018, 2, 22)),
        ("1.2.2018", date(2018, 2, 1)),
        (" 29.02.2020 ", date(2020, 2, 29)),
        ("2018-12-31", date(2018, 12, 31)),
        (date(2018, 1, 1), date(2018, 1, 1)),
    ],
)
def test_a_day_is_read(typed, day):
    assert DayField().clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30.02.2018", "Den 30. Februar 2018 gibt es nicht. Der Monat hat 28 Tage."),
        ("30.02.2020", "Den 30. Februar 2020 gibt es nicht. Der Monat hat 29 Tage."),
        ("31.04.2018", "Den 31. April 2018 gibt es nicht. Der Monat hat 30 Tage."),
        ("32.12.2018", "Den 32. Dezember 2018 gibt es nicht. Der Monat hat 31 Tage."),
        ("0.1.2018", "Den 0. Januar 2018 gibt es nicht. Der Monat hat 31 Tage."),
        ("31.12.0000", "Das Jahr 0000 gibt es nicht. Schreiben Sie das Datum so: 22.02.2018."),
        ("32.12.9999", "Den 32. Dezember 9999 gibt es nicht. Der Monat hat 31 Tage."),
        ("2018-02-30", "Den 30. Februar 2018 gibt es nicht. Der Monat hat 28 Tage."),
        ("1.13.2018", "Den Monat 13 gibt es nicht. Schreiben Sie das Datum so: 22.02.2018."),
        ("22.02.18", "Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel: 22.02.2018."),
        ("22.02.02018", "Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel: 22.02.2018."),
        ("30.02.", "Schreiben Sie das Datum so: 22.02.2018."),
        ("gestern", "Schreiben Sie das Datum so: 22.02.2018."),
        ("٢٢.٠٢.٢٠١٨", "Schreiben Sie das Datum so: 22.02.2018."),
        ("22/02/2018", "Schreiben Sie das Datum so: 22.02.2018."),
    ],
)
def test_another_day_is_refused_with_the_reason(typed, sentence):
    assert refusal(DayField(), typed) == [sentence]


def test_a_missing_day_is_asked_for_where_it_is_needed():
    assert refusal(DayField(), "") == ["Hier fehlt das Datum. Schreiben Sie es so: 22.02.2018."]
    assert DayField(required=False).clean("") is None


def test_a_day_is_shown_as_it_is_typed():
    assert [DayField().prepare_value(value) for value in (date(2018, 2, 1), "30.02.", None)] == [
        "01.02.2018",
        "30.02.",
        None,
    ]


@given(st.dates(date(1000, 1, 1)))
def test_a_shown_day_is_read_back(day):
    assert parse_day(DayField().prepare_value(day)) == parse_day(day.isoformat()) == day


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_a_sentence(text):
    try:
        assert isinstance(parse_day(text), date)
    except ValueError as refused:
        assert str(refused).endswith((".", "Tage."))
