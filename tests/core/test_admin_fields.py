"""The admin's fields read strictly and say why not."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from municipalities.models import IndicatorValue, LegalStatus, Town
from programs.models import FundingLine, FundingRate
from wir_portal.core.admin_base.fields import DegreesField, LinesField, NumberField, form_field
from wir_portal.core.forms import DayField, EuroField, LineField
from wir_portal.core.models import Event, Source


@pytest.mark.parametrize("text, value", [("0", 0), ("222584", 222_584), ("222.584", 222_584), (" 7 ", 7)])
def test_a_whole_number_is_read(text, value):
    assert NumberField().clean(text) == value


@pytest.mark.parametrize("text", ["50.0", "1e3", "-1", "+5", "01", "1,5", "١٢٣", "9" * 12, "2.22584"])
def test_what_is_no_whole_number_is_refused_with_an_example(text):
    with pytest.raises(ValidationError, match=r"222\.584"):
        NumberField().clean(text)


def test_an_empty_number_is_none_or_asked_for():
    assert NumberField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="fehlt die Zahl"):
        NumberField().clean("")


@pytest.mark.parametrize("text, value", [("50,5521", 50.5521), ("9.6", 9.6), ("-1", -1.0)])
def test_degrees_are_read_and_written_with_a_comma(text, value):
    field = DegreesField()

    assert field.clean(text) == value
    assert field.prepare_value(50.5) == "50,5"
    assert field.prepare_value("x") == "x"
    assert DegreesField(required=False).clean("") is None


@pytest.mark.parametrize("text", ["200", "1.2.3", "abc"])
def test_what_is_no_coordinate_is_refused(text):
    with pytest.raises(ValidationError, match="50,5521"):
        DegreesField().clean(text)


@pytest.mark.parametrize(
    "model, name, kind",
    [
        (FundingRate, "amount_cents", EuroField),
        (FundingRate, "max_fulltime_percent", NumberField),
        (FundingRate, "starts_on", DayField),
        (IndicatorValue, "value", NumberField),
        (Town, "latitude", DegreesField),
        (Source, "url", forms.URLField),
        (Source, "slug", forms.SlugField),
        (Source, "note", LinesField),
        (FundingLine, "name_de", LineField),
    ],
)
def test_each_kind_of_column_has_its_strict_field(model, name, kind):
    assert type(form_field(model._meta.get_field(name))) is kind


def test_labels_name_unit_and_language():
    label = lambda model, name: form_field(model._meta.get_field(name)).label  # noqa: E731

    assert label(FundingRate, "amount_cents") == "Höchstbetrag in Euro"
    assert label(FundingLine, "name_de") == "Name (Deutsch)"
    assert label(FundingLine, "name_en") == "Name (Englisch)"


def test_german_is_required_english_is_not_and_is_marked_as_english():
    german, english = (form_field(FundingLine._meta.get_field(f"name_{code}")) for code in ("de", "en"))

    assert (german.required, english.required) == (True, False)
    assert english.widget.attrs["lang"] == "en"
    assert "lang" not in german.widget.attrs


def test_what_nobody_enters_has_no_field():
    assert form_field(Event._meta.get_field("at")) is None
    assert form_field(Town._meta.get_field("search_name")) is None


def test_an_empty_key_stays_unknown_and_does_not_become_an_empty_text():
    assert form_field(LegalStatus._meta.get_field("official_key")).clean("") is None
