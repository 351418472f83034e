"""Mail in a real browser: a forgotten password, the outbox, and what an approver sees before mails go out."""

import re
import time
from pathlib import Path

from playwright.sync_api import expect

NEW = "Ein kurzer Satz, gut zu merken"
ACCOUNT = "odenwaldkreis-zeichnung"


def link_in(log: Path) -> str:
    """The path of the link that the demonstration's server shows on its console."""
    deadline = time.monotonic() + 20
    while not (found := re.search(r"(/konto/passwort-vergessen/\w+-\S+)", log.read_text())):
        assert time.monotonic() < deadline, "no mail came"
        time.sleep(0.1)
    return found[1]


def test_a_forgotten_password_is_replaced_by_a_link_with_the_keyboard_alone(window, open_window, folder):
    page = window.go("/konto/login/")
    window.key("Passwort vergessen?")
    window.look("1-forgotten")
    window.key("Link anfordern")
    assert page.title().startswith("Fehler: ")
    window.look("2-refused")
    window.type("Anmeldename oder E-Mail-Adresse", ACCOUNT)
    window.key("Link anfordern")
    window.look("3-requested")

    path = link_in(folder / "server.log")
    window.go(path)
    window.look("4-new-password")
    window.type("Neues Passwort", NEW)
    window.type("Neues Passwort, noch einmal", NEW)
    window.key("Passwort speichern")
    window.look("5-changed")
    window.sign_in(ACCOUNT, NEW)
    expect(page).to_have_url(f"{window.address}/portal/odenwaldkreis/")

    late = open_window()
    late.go(path, status=410)
    late.look("6-link-is-over")

    technical = open_window("technik")
    technical.go("/admin/core/outboxmail/")
    technical.look("7-outbox")
    technical.click_on("#result_list tbody th a")
    technical.look("8-mail")
