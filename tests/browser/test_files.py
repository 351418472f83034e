"""A file in a real browser: refused at its cells, corrected, compared, taken in; and the list as a workbook."""

from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

HEAD = "Amtlicher Schlüssel;Kennzahl;Stichtag;Wert;Quelle"
WRONG = "06631;Bevölkerung;31.12.2019;223145,5;ministerium-2018\r\n06999;Hunde;31.02.2019;;niemand"
RIGHT = "06631;Bevölkerung;31.12.2019;223.145;ministerium-2018\r\n06632;Bevölkerung;31.12.2019;120.719;ministerium-2018"


def send(window, rows: str) -> None:
    file = {"name": "zahlen.csv", "mimeType": "text/csv", "buffer": f"{HEAD}\r\n{rows}".encode("cp1252")}
    window.page.get_by_label("Datei", exact=True).set_input_files(file)
    window.click("Datei prüfen")


def test_a_file_is_checked_corrected_and_taken_in(open_window):
    window = open_window("land-bearbeitung")
    page = window.go("/admin/municipalities/indicatorvalue/")
    window.look("files-1-list")
    window.click("Kennzahlwerte einlesen")
    window.look("files-2-upload")
    window.click("Datei prüfen")
    assert page.title().startswith("Fehler: ")
    window.look("files-3-nothing-chosen")

    send(window, WRONG)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kennzahlwerte einlesen: 6 Fehler")
    table = page.get_by_role("table", name="Fehler mit Zeile, Spalte, Wert, Grund und Beispiel")
    assert table.locator("tbody tr").count() == 6
    window.look("files-4-faults")
    window.click("Berichtigte Datei hochladen")

    send(window, RIGHT)
    expect(page.locator("#content-main")).to_contain_text("343.864")
    window.look("files-5-dry-run")
    window.click("Jetzt einlesen")
    assert page.title().startswith("Fehler: ")
    window.look("files-6-not-confirmed")
    page.get_by_label("Die Kontrollsumme stimmt mit meiner Datei überein").check()
    page.get_by_label("Grund", exact=True).fill("Neue Zahlen des Landesamts")
    window.click("Jetzt einlesen")
    expect(page.locator(".wir-admin-messages")).to_contain_text("Eingelesen: 2 neu, 0 geändert, 0 unverändert.")


def test_a_list_is_loaded_as_a_workbook_with_what_is_selected(open_window):
    window = open_window("land-bearbeitung")
    page = window.go("/admin/municipalities/municipality/?region__exact=Kassel")

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel-Datei laden").click()

    book = openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert download.value.suggested_filename == "kommunen.xlsx"
    assert {row[3].value for row in book["Kommunen"].iter_rows(min_row=2)} == {"Kassel"}
    assert book["Angaben"]["B4"].value == "Regierungsbezirk: Kassel"
