"""Amounts, days and numbers are written as the page's language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from wir_portal.core.templatetags import wir

MIDNIGHT_IN_BERLIN = datetime(2018, 12, 31, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "cents", "short", "exact"),
    [
        ("de", 5_000_000, "50.000 €", "50.000,00 €"),
        ("en", 5_000_000, "€50,000", "€50,000.00"),
        ("de", 1_234_56, "1.234,56 €", "1.234,56 €"),
        ("en", 1_234_56, "€1,234.56", "€1,234.56"),
        ("de", 0, "0 €", "0,00 €"),
        ("de", -100, "−1 €", "−1,00 €"),
        ("de", None, "", ""),
        ("de", "", "", ""),
    ],
)
def test_an_amount_is_written_and_what_is_not_known_stays_empty(language, cents, short, exact):
    with translation.override(language):
        assert wir.euro(cents).replace("\xa0", " ") == short
        assert wir.euro_exact(cents).replace("\xa0", " ") == exact


@pytest.mark.parametrize(("cents", "written"), [(500_000, "+5.000 €"), (-500_000, "−5.000 €"), (0, "0 €"), (None, "")])
def test_a_difference_has_its_sign(cents, written):
    assert wir.signed(cents).replace("\xa0", " ") == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("de", date(2018, 2, 22), "22.02.2018"),
        ("en", date(2018, 2, 2), "2 Feb 2018"),
        ("de", MIDNIGHT_IN_BERLIN, "01.01.2019"),
        ("en", MIDNIGHT_IN_BERLIN, "1 Jan 2019"),
        ("de", None, ""),
    ],
)
def test_a_day_is_the_one_in_berlin(language, value, written):
    with translation.override(language):
        assert wir.day(value) == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("de", MIDNIGHT_IN_BERLIN, "01.01.2019, 00:00 Uhr"),
        ("en", MIDNIGHT_IN_BERLIN, "1 Jan 2019, 00:00"),
        ("de", None, ""),
    ],
)
def test_a_moment_is_the_one_in_berlin(language, value, written):
    with translation.override(language):
        assert wir.moment(value) == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("de", 222_584, "222.584"),
        ("en", 222_584, "222,584"),
        ("de", 0, "0"),
        ("de", None, ""),
        ("de", "", ""),
        (None, 1_000, "1.000"),
    ],
)
def test_a_number_is_grouped(language, value, written):
    with translation.override(language):
        assert wir.number(value) == written


def test_editors_text_becomes_clean_html():
    assert wir.markdown("**Wort** <b>x</b>") == "<p><strong>Wort</strong> &lt;b&gt;x&lt;/b&gt;</p>\n"
    assert wir.markdown(None) == ""
