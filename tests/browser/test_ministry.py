"""The ministry's way in a real browser: spread, change, refuse, propose, decide; then with the keyboard alone."""

from playwright.sync_api import expect

from tests.browser.window import Window

REASON = "Grund, intern"


def start(open_window, name: str) -> Window:
    window = open_window(name)
    window.go("/admin/")
    return window


def test_a_line_is_spread_and_decided_and_everyone_sees_it(open_window):
    editor = start(open_window, "land-bearbeitung")
    page = editor.page
    row = page.get_by_role("table", name="Ansätze und Kontingente 2018").get_by_role("row", name="Fallmanagement")
    assert row.inner_text().split("\t")[1:4] == ["1.650.000 €"] * 3
    editor.look("1-start")
    editor.click("Fallmanagement 2019 verteilen")
    editor.look("2-line-empty")
    editor.click("Fördersatz zuteilen")
    editor.click("Vorschau zeigen")
    assert_error_has_focus(editor)
    editor.look("3-assign-refused")
    page.get_by_label(REASON).fill("Eine Stelle je Kommune, wie 2018")
    editor.click("Vorschau zeigen")
    assert page.locator("table tbody tr").count() == 33
    editor.look("4-preview")
    editor.click("33 Kommunen je 50.000 € zuteilen")
    editor.look("5-assigned")

    editor.click("Ändern: Fulda, Landkreis")
    page.get_by_label("Betrag").fill("45.000")
    page.get_by_label(REASON).fill("Vakanz bis März")
    page.get_by_label("Grund für die Kommunen").fill("Die Stelle ist erst ab März besetzt.")
    editor.click("Betrag speichern")
    editor.click("Ändern: Kassel, Stadt")
    page.get_by_label("Betrag").fill("150.000")
    page.get_by_label(REASON).fill("Antrag der Stadt")
    editor.click("Betrag speichern")
    assert_error_has_focus(editor)
    expect(page.locator(".wir-errors")).to_contain_text("nur noch 55.000 € frei. Schreiben Sie höchstens 105.000 €.")
    expect(page.get_by_label("Betrag")).to_have_value("150.000")
    editor.look("6-change-refused")
    editor.go("/admin/verteilung/2019/fallmanagement/")
    editor.click("Zur Freigabe vorlegen")
    page.get_by_label(REASON).fill("Fertig geprüft")
    editor.look("7-propose")
    editor.click("Verteilung zur Freigabe vorlegen")
    expect(page.get_by_role("link", name="Verteilung freigeben")).to_have_count(0)
    editor.look("8-proposed")

    approver = start(open_window, "land-freigabe")
    approver.look("9-approver-start")
    approver.go("/admin/verteilung/2019/fallmanagement/")
    approver.click("Verteilung freigeben")
    approver.page.get_by_label(REASON).fill("Wie besprochen")
    for summary in approver.page.locator(".wir-dist-mail summary").all():
        summary.click()
    expect(approver.page.locator(".wir-dist-mail")).to_contain_text("gehen Mails an 66 Konten")
    approver.look("10-decide")
    approver.click("Verteilung freigeben", within="form")
    approver.look("11-decided")
    approver.click("Ganzen Verlauf zeigen")
    approver.look("12-history")

    citizen = open_window()
    citizen.go("/foerderlinien/fallmanagement/?jahr=2019")
    expect(citizen.page.get_by_role("table", name="Kontingente Fallmanagement 2019")).to_contain_text("1.645.000 €")
    officer = open_window("landkreis-fulda-amt")
    officer.go("/portal/landkreis-fulda/kontingente/?jahr=2019")
    expect(officer.page.locator("main")).to_contain_text("45.000 €")


def test_a_line_is_spread_proposed_and_withdrawn_with_the_keyboard_alone(open_window):
    window = start(open_window, "land-bearbeitung")
    window.key("Koordination 2019 verteilen")
    window.key("Allen denselben Betrag zuteilen")
    window.type("Betrag für jede Kommune", "50.000")
    window.type(REASON, "Wie besprochen")
    window.key("Vorschau zeigen")
    window.key("33 Kommunen je 50.000 € zuteilen")
    expect(window.page.locator("[role=status]")).to_contain_text("Jede Kommune hat jetzt 50.000 €.")
    window.key("Ändern: Wiesbaden, Stadt")
    window.type("Betrag", "45.000")
    window.type(REASON, "Weniger beantragt")
    window.key("Betrag speichern")
    window.key("Zur Freigabe vorlegen")
    window.type(REASON, "Fertig")
    window.key("Verteilung zur Freigabe vorlegen")
    window.key("Vorlage zurückziehen")
    window.type(REASON, "Noch nicht fertig")
    window.key("Vorlage zurückziehen")
    expect(window.page.locator("[role=status]")).to_contain_text("wieder ein Entwurf")


def assert_error_has_focus(window: Window) -> None:
    """The summary of errors is what a screen reader reads first."""
    assert window.page.title().startswith("Fehler: ")
    expect(window.page.locator(".wir-errors")).to_be_focused()
