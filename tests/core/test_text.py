"""Text from people: stored clean, searched folded, shown as safe HTML."""

import pytest

from wir_portal.core.text import TextError, clean_text, fold, render_markdown


def test_a_text_is_stored_in_nfc_without_outer_blanks():
    assert clean_text(" Ko\u0308nig\u00a0") == "König"


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\u202e", "\u061c", "\u2069", "\x1f", "a\nb", "a\u2029b"])
def test_what_may_not_be_stored_is_refused(text):
    with pytest.raises(TextError, match="Steuerzeichen"):
        clean_text(text)


def test_several_lines_are_allowed_where_they_are_asked_for():
    assert clean_text("a\nb\tc", one_line=False) == "a\nb\tc"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gießen", "giessen"),
        ("Lahn-Dill-Kreis", "lahn dill kreis"),
        ("  Bad   Homburg v. d. Höhe ", "bad homburg v d hoehe"),
        ("Ru\u0308sselsheim", "ruesselsheim"),
        ("Çelik, Ánna", "celik anna"),
        ("36037", "36037"),
        ("…", ""),
    ],
)
def test_a_search_compares_the_plain_form(text, folded):
    assert fold(text) == folded


def test_markdown_becomes_html():
    assert render_markdown("## Ziel\n\n- **eins**\n- [zwei](https://example.org)") == (
        '<h2>Ziel</h2>\n<ul>\n<li><strong>eins</strong></li>\n<li><a href="https://example.org">zwei</a></li>\n</ul>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<a href="x" onclick="y">z</a>',
        "![b](https://example.org/b.png)",
        "<img src=x onerror=y>",
    ],
)
def test_nothing_but_plain_html_comes_out(text):
    html = render_markdown(text)

    assert [bad for bad in ("<script", "<img", 'href="javascript', '<a href="x"') if bad in html] == []
