"""Typing in a real browser when the network goes, the page is left, or the session is over."""

import re

from playwright.sync_api import Dialog, expect

from tests.browser.window import Window
from tests.environment import DEFAULTS
from wir_portal.core.middleware import LAST_SEEN

PAGE = "/admin/verteilung/2019/koordination/betrag/stadt-kassel/"
AMOUNT, REASON, SAVE = "Betrag", "Grund, intern", "Betrag speichern"
PASSWORD = DEFAULTS["WIR_DEMO_PASSWORD"]


def typing(window: Window) -> Window:
    window.go(PAGE)
    window.page.get_by_label(AMOUNT).fill("45.000")
    window.page.get_by_label(REASON).fill("Vakanz bis März")
    return window


def test_without_a_network_the_form_stays_and_says_so(open_window):
    window = typing(open_window("land-bearbeitung"))
    window.context.set_offline(True)

    window.page.get_by_role("button", name=SAVE).click()

    expect(window.page.get_by_text("Gerade gibt es keine Verbindung zum Netz.")).to_be_focused()
    expect(window.page.get_by_label(AMOUNT)).to_have_value("45.000")
    window.context.set_offline(False)
    window.look("offline")


def test_the_browser_asks_before_typed_work_is_left(open_window):
    window = typing(open_window("land-bearbeitung"))
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    window.page.on("dialog", accept)
    window.go("/admin/")
    assert asked == ["beforeunload"]

    window.go(PAGE)
    window.go("/admin/")
    assert asked == ["beforeunload"]


def test_after_the_next_sign_in_the_form_is_filled_and_its_note_can_be_seen_by_all(window):
    # A session of its own: that of the other tests would end with the second sign-in.
    window.sign_in("land-bearbeitung", PASSWORD)
    typing(window)
    window.context.clear_cookies(name=LAST_SEEN)
    window.click(SAVE)
    expect(window.page.get_by_text("Sie ist aufgehoben")).to_be_visible()
    window.look("sign-in")

    window.page.locator("[name=login]").fill("land-bearbeitung")
    window.page.locator("[name=password]").fill(PASSWORD)
    window.click("Anmelden", within="form")

    expect(window.page).to_have_url(re.compile(f"{PAGE}$"))
    expect(window.page.get_by_label(AMOUNT)).to_have_value("45.000")
    expect(window.page.get_by_label(REASON)).to_have_value("Vakanz bis März")
    window.look("filled")
    window.click("Eingabe verwerfen")
    expect(window.page.get_by_label(REASON)).to_have_value("")
    expect(window.page.get_by_label(AMOUNT)).not_to_have_value("45.000")
