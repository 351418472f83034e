"""The citizen's way in a real browser: with the mouse, with the keyboard alone, without a script."""

import re

from tests.browser.scripts import SCROLL_WIDTH
from tests.browser.window import NARROW, Window


def heading(window: Window) -> str:
    return window.page.locator("h1").inner_text()


def test_from_the_start_page_to_the_sources(window):
    page = window.go("/")
    window.look("1-start")
    page.get_by_label("Wo wohnen Sie?").fill("Fulda")
    window.click("Suchen, was es dort gibt")
    window.look("2-choice")
    page.get_by_role("link", name="Landkreis Fulda", exact=True).first.click()
    page.wait_for_url("**/kommunen/landkreis-fulda/")
    assert page.get_by_role("row", name="Fallmanagement").first.inner_text().split("\t")[2] == "50.000 €"
    window.look("3-body")
    window.click_on("table a:has-text('Fallmanagement')")
    assert heading(window) == "Fallmanagement"
    window.look("4-line")
    window.click("Zahlen", within="nav")
    window.look("5-figures")
    window.click("Quellen", within="footer")
    window.look("6-sources")
    assert heading(window) == "Quellen"
    assert window.context.cookies() == []


def test_the_same_with_the_keyboard_alone(window):
    page = window.go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    window.type("Wo wohnen Sie? Postleitzahl oder Ort", "36037")
    window.key("Suchen, was es dort gibt")
    assert heading(window) == "Stadt Fulda"
    window.key("Fallmanagement")
    assert heading(window) == "Fallmanagement"
    window.key("Quellen")
    assert heading(window) == "Quellen"


def test_the_same_in_english_without_a_script_on_a_small_screen(open_window):
    window = open_window(java_script_enabled=False, viewport=NARROW, locale="en-GB")
    page = window.go("/")
    window.click("English")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#ort").fill("Fulda")
    page.locator("#ort").press("Enter")
    page.wait_for_url(re.compile(r"/en/kommunen/\?ort=Fulda$"))
    page.get_by_role("link", name="Stadt Fulda", exact=True).first.click()
    page.wait_for_url("**/en/kommunen/stadt-fulda/")
    assert page.get_by_role("row", name="Case management").first.inner_text().split("\t")[2] == "€50,000"
    assert page.evaluate(SCROLL_WIDTH) == 320
    window.picture("body-without-script")


def test_a_year_that_nobody_knows_is_answered_with_a_way_on(window):
    page = window.go("/zahlen/?jahr=1999", status=404)
    window.expected = set()
    page.get_by_role("link", name="2018").first.click()
    page.wait_for_url("**/zahlen/?jahr=2018")
