"""How a page holds up to what readers do with it: print, force colors, widen text, read from the right, tab through."""

import pytest

from tests.browser import scripts
from tests.browser.window import NARROW, Window

HOME = "/portal/landkreis-fulda/"
PAGES = (
    (None, "/"),
    (None, "/kommunen/landkreis-fulda/"),
    (None, "/zahlen/"),
    (None, "/konto/login/"),
    ("landkreis-fulda-amt", HOME),
    ("landkreis-fulda-amt", f"{HOME}kontingente/"),
    ("land-bearbeitung", "/admin/"),
    ("land-bearbeitung", "/admin/verteilung/2018/fallmanagement/"),
    ("land-bearbeitung", "/admin/municipalities/municipality/"),
    ("land-bearbeitung", "/admin/verteilung/2019/modellprojekte/betrag/stadt-wiesbaden/"),
)
on_pages = pytest.mark.parametrize(("person", "path"), PAGES)


@on_pages
def test_wider_text_cuts_nothing_off_and_scrolls_nothing_sideways(open_window, person, path):
    window = open_window(person, viewport=NARROW)
    page = window.go(path)
    page.evaluate(scripts.TEXT_SPACING)

    assert page.evaluate(scripts.SCROLL_WIDTH) == 320
    assert page.evaluate(scripts.CUT_OFF) == []


@on_pages
def test_forced_colors_leave_every_button_an_edge(open_window, person, path):
    window = open_window(person, forced_colors="active")
    page = window.go(path)

    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(scripts.BORDERLESS_BUTTONS) == []
    window.picture("forced-colors")


@on_pages
def test_paper_shows_the_content_and_neither_menus_nor_buttons(open_window, person, path):
    window = open_window(person, color_scheme="dark")
    page = window.go(path)
    page.emulate_media(media="print", color_scheme="light")

    assert page.evaluate(scripts.SHOWN, "nav a, button, .wir-noprint, .wir-filter") == 0
    assert page.evaluate(scripts.SHOWN, "h1") == 1
    window.pictures.mkdir(parents=True, exist_ok=True)
    page.pdf(path=window.pictures / "paper.pdf", prefer_css_page_size=True)


@on_pages
@pytest.mark.parametrize("size", [None, NARROW], ids=["wide", "narrow"])
def test_the_focus_is_always_seen_on_the_way_through_a_page(open_window, person, path, size):
    window = open_window(person, **({"viewport": size} if size else {}))
    window.go(path)
    window.tab_through()


@pytest.mark.parametrize("path", ["/", "/kommunen/landkreis-fulda/", "/zahlen/", "/foerderlinien/fallmanagement/"])
def test_a_page_read_from_the_right_begins_at_the_right(window: Window, path):
    page = window.go(path)
    page.set_viewport_size(NARROW)
    left, right = page.evaluate(scripts.HEADING_SIDES)
    assert left < right

    page.evaluate(scripts.RIGHT_TO_LEFT)
    left, right = page.evaluate(scripts.HEADING_SIDES)
    assert right < left
    assert page.evaluate(scripts.SCROLL_WIDTH) == 320
    window.picture("from-the-right")


@pytest.mark.parametrize(
    "path", ["/ar/", "/ar/kommunen/landkreis-fulda/", "/fa/zahlen/", "/fa/foerderlinien/fallmanagement/"]
)
def test_a_page_in_a_language_from_the_right_begins_there_and_keeps_numbers_in_order(window: Window, path):
    page = window.go(path)
    page.set_viewport_size(NARROW)

    left, right = page.evaluate(scripts.HEADING_SIDES)
    assert right < left or page.evaluate("() => document.querySelector('h1 bdi') !== null")
    assert page.evaluate(scripts.SCROLL_WIDTH) == 320
    directions = page.evaluate("() => [...document.querySelectorAll('bdi')].map(e => getComputedStyle(e).direction)")
    assert set(directions) == {"ltr"}
