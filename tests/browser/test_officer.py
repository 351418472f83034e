"""The officer's way in a real browser: with the mouse, with the keyboard alone, without a script."""

from tests.browser.conftest import PASSWORD
from tests.browser.scripts import SCROLL_WIDTH
from tests.browser.window import NARROW

HOME = "/portal/landkreis-fulda/"


def test_from_the_sign_in_to_the_history_of_an_allocation(open_window):
    window = open_window()
    window.sign_in("landkreis-fulda-amt", PASSWORD)
    page = window.page
    assert page.url == window.address + HOME
    window.look("1-start")
    window.click("Kontingente", within="nav")
    window.look("2-allocations")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabelle als CSV laden").click()
    rows = [row.split(";")[:5] for row in download.value.path().read_text("utf-8-sig").splitlines()]
    assert ["2018", "Fallmanagement", "Landkreis Fulda", "06631", "50000,00"] in rows
    window.click("Fallmanagement 2018")
    window.look("3-allocation")
    for number, room in enumerate(("Stellen", "Team", "Ansprechpersonen", "Protokoll"), 4):
        window.click(room, within="nav")
        window.look(f"{number}-{room.lower()}")
    window.click("Abmelden")
    window.go(HOME)
    assert page.url.startswith(f"{window.address}/konto/login/")


def test_the_same_with_the_keyboard_alone(open_window):
    window = open_window()
    page = window.go("/konto/login/?next=/portal/")
    window.type("Anmeldename", "landkreis-fulda-amt")
    window.type("Passwort", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == window.address + HOME
    window.key("Kontingente")
    window.key("Fallmanagement 2018")
    assert "Fallmanagement" in page.locator("h1").inner_text()
    window.key("Team")
    window.key("Abmelden")
    assert page.url == f"{window.address}/konto/login/"


def test_the_same_without_a_script_on_a_small_screen(open_window):
    window = open_window(java_script_enabled=False, viewport=NARROW)
    window.sign_in("landkreis-fulda-amt", PASSWORD)
    page = window.page
    for words in ("Kontingente", "Fallmanagement 2018", "Team"):
        assert page.evaluate(SCROLL_WIDTH) == 320
        window.click(words)
    assert "Sachbearbeitung" in page.locator("main").inner_text()
    assert page.locator("[data-wir-print]:visible").count() == 0
    window.picture("team-without-script")
