"""Whoever looks for help, and whoever enters it, in a real browser: mouse, keyboard alone, without a script."""

from tests.browser.conftest import PASSWORD
from tests.browser.scripts import SCROLL_WIDTH
from tests.browser.window import NARROW, Window


def heading(window: Window) -> str:
    return window.page.locator("h1").inner_text()


def test_from_a_postcode_to_one_offer(window):
    page = window.go("/")
    window.click("Hilfe finden", within="nav")
    window.look("1-questions")
    page.get_by_label("Postleitzahl oder Ort").fill("63450")
    page.get_by_label("Deutsch lernen").check()
    page.locator("#sprache").select_option("ar")
    window.click("Hilfe zeigen")
    assert heading(window) == "Hilfe in Hanau"
    assert page.locator("main a[href='tel:+496990009011']").is_visible()
    window.look("2-result")
    window.click("Sprachcafé")
    window.look("3-offer")
    window.click("Ehrenamt", within="nav")
    page.get_by_label("Postleitzahl oder Ort").fill("Wetzlar")
    window.click("Netzwerk finden")
    window.look("4-network")
    assert window.context.cookies() == []


def test_with_the_keyboard_alone(window):
    window.go("/hilfe-finden/")
    window.type("Postleitzahl oder Ort", "63450")
    window.key("Hilfe zeigen")
    assert heading(window) == "Hilfe in Hanau"
    window.key("Arbeit")
    assert "Arbeit" in window.page.title()


def test_in_english_without_a_script_on_a_small_screen(open_window):
    window = open_window(java_script_enabled=False, viewport=NARROW, locale="en-GB")
    page = window.go("/en/hilfe-finden/")
    page.locator("#ort").fill("Hanau")
    page.locator("#t-work").check()
    window.click("Show help")
    assert heading(window) == "Help in Hanau"
    assert page.evaluate(SCROLL_WIDTH) == 320
    assert page.locator("[data-wir-print]:visible").count() == 0


def test_an_officer_keeps_the_directory(open_window):
    window = open_window()
    window.sign_in("stadt-hanau-amt", PASSWORD)
    page = window.page
    window.click("Angebote", within="nav")
    window.look("1-list")
    window.click("Neues Angebot")
    window.click("Entwurf speichern")
    assert page.title().startswith("Fehler: ")
    window.look("2-refused")
    page.get_by_label("Name (Deutsch)").fill("Nähkurs")
    page.get_by_label("Thema").select_option("contact")
    page.get_by_label("Anbieter", exact=True).fill("Nähstube")
    page.get_by_label("Telefon").fill("069 90009-999")
    page.get_by_label("Arabisch").check()
    window.click("Entwurf speichern")
    window.look("3-draft")
    window.click("Veröffentlichen")
    window.click("Veröffentlichen", within="main form")
    assert "„Nähkurs“ ist jetzt öffentlich." in page.locator("main").inner_text()
    window.click("Nähkurs")
    window.click("Zurückziehen")
    window.look("4-withdraw")
    page.get_by_label("Grund").fill("Der Kurs fällt aus.")
    window.click("Zurückziehen", within="main form")
    assert "nicht mehr öffentlich" in page.locator("main").inner_text()
