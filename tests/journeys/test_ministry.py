"""The ministry spreads a line over the 33 bodies; a second person decides; everyone sees it at once."""

import pytest
from django.contrib.auth.models import Group

from tests.journeys.doors import amounts_everywhere, euro
from tests.journeys.reader import values_of
from tests.journeys.visitor import Visitor
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup

BODY_COUNT = 33
RATE = 50_000
LINE = "/admin/verteilung/2019/fallmanagement/"
NOWHERE = {"page": [], "chart": [], "file": [], "interface": []}


def worker(name: str) -> Visitor:
    visitor = Visitor()
    assert visitor.sign_in(name).address == "/admin/"
    return visitor


def assign_the_rate(editor: Visitor) -> None:
    """From the start page to the rate for everyone."""
    editor.open("/admin/")
    editor.follow("Fallmanagement 2019 verteilen")
    editor.follow("Fördersatz zuteilen")
    editor.press("Vorschau zeigen", reason_internal="Eine Stelle je Kommune, wie 2018")
    editor.press("33 Kommunen je 50.000 € zuteilen")


def change(editor: Visitor, body: str, amount: str, **reasons: str) -> None:
    editor.open(LINE)
    editor.follow(f"Ändern: {body}")
    editor.press("Betrag speichern", amount_cents=amount, **{"reason_internal": "Vakanz bis März"} | reasons)


def propose(editor: Visitor) -> None:
    editor.open(LINE)
    editor.follow("Zur Freigabe vorlegen")
    editor.press("Verteilung zur Freigabe vorlegen", reason_internal="Fertig geprüft")


def test_the_editor_sees_the_decided_year_and_the_draft():
    start = worker("land-bearbeitung").page
    line = ["Fallmanagement", "1.650.000 €", "1.650.000 €", "1.650.000 €", "0 €", "–", "freigegeben", "100 %"]

    assert start.heading == "Fünf Vorgänge warten auf Sie"
    assert start.table("Ansätze und Kontingente 2018")[0] == line
    draft = start.table("Ansätze und Kontingente 2019")[0]
    assert (draft[1], draft[2], draft[4], draft[6]) == (
        "1.700.000 € Beispieldaten", "0 €", "1.700.000 € Beispieldaten", "Entwurf",
    )  # fmt: skip


def test_the_preview_shows_33_rows_and_saves_nothing():
    editor = worker("land-bearbeitung")
    editor.follow("Fallmanagement 2019 verteilen")
    editor.follow("Fördersatz zuteilen")
    preview = editor.press("Vorschau zeigen", reason_internal="Eine Stelle je Kommune, wie 2018")

    rows = preview.table("Vorschau")
    assert (len(rows), {tuple(row[2:]) for row in rows}) == (
        BODY_COUNT, {("50.000 €", "noch offen", "50.000 €", "+50.000 €")},
    )  # fmt: skip
    assert preview.sums("Vorschau") == ["Summe", "1.650.000 €", "0 €", "1.650.000 €", "+1.650.000 €"]
    assert "Eine Stelle je Kommune, wie 2018" in preview.text

    editor.open(LINE)
    assert {row[3] for row in editor.page.table("Fallmanagement 2019")} == {"noch offen"}


def test_a_line_is_assigned_changed_refused_proposed_and_decided_and_everyone_sees_the_same():
    editor = worker("land-bearbeitung")
    assign_the_rate(editor)
    assert "Jede Kommune hat jetzt 50.000 €. Verteilt sind 1.650.000 €, frei 50.000 €." in editor.page.text

    change(editor, "Fulda, Landkreis", "45.000", reason_for_body="Die Stelle ist erst ab März besetzt.")
    assert "Fulda, Landkreis hat jetzt 45.000 €." in editor.page.text
    change(editor, "Kassel, Stadt", "150.000")
    refusal = "In diesem Ansatz sind nur noch 55.000 € frei. Schreiben Sie höchstens 105.000 €."
    assert editor.page.links(f"Betrag: {refusal}") == ["#id_amount_cents"]
    assert editor.page.root.all("title")[0].text.startswith("Fehler: ")
    assert values_of(editor.page.form("Betrag speichern")[0])["amount_cents"] == "150.000"

    propose(editor)
    assert "Am Zug ist jetzt: Ministerium, Freigabe." in editor.page.text
    assert editor.page.links("Verteilung freigeben") == []
    assert editor.client.get(f"{LINE}freigeben/").status_code == 403
    assert amounts_everywhere(2019, "fallmanagement", "Fallmanagement") == NOWHERE

    approver = worker("land-freigabe")
    assert approver.page.heading == "Ein Vorgang wartet auf Sie"
    approver.open(LINE)
    decision = approver.follow("Verteilung freigeben")
    fulda = next(row for row in decision.table("Fallmanagement 2019") if row[0] == "Fulda, Landkreis")
    assert fulda[2:5] == ["50.000 €", "45.000 € Beispieldaten", "−5.000 €"]
    assert "Die Stelle ist erst ab März besetzt." in fulda[6]
    approver.press("Verteilung freigeben", reason_internal="Wie besprochen")
    assert "33 Kontingente, zusammen 1.645.000 €." in approver.page.text

    everywhere = amounts_everywhere(2019, "fallmanagement", "Fallmanagement")
    assert {door: (len(rows), sum(rows)) for door, rows in everywhere.items()} == dict.fromkeys(
        NOWHERE, (BODY_COUNT, 1_645_000_00)
    )
    assert len({tuple(rows) for rows in everywhere.values()}) == 1

    officer = Visitor()
    officer.sign_in("landkreis-fulda-amt")
    page = officer.open("/portal/landkreis-fulda/kontingente/?jahr=2019")
    assert euro(45_000) in page.text


def test_what_lies_before_the_approver_nobody_changes_and_the_approver_can_hand_it_back():
    editor = worker("land-bearbeitung")
    assign_the_rate(editor)
    propose(editor)
    editor.open(f"{LINE}betrag/stadt-kassel/")
    assert [button.text for form in editor.page.main.all("form") for button in form.all("button")] == []

    approver = worker("land-freigabe")
    approver.open(LINE)
    approver.follow("Verteilung zurückgeben")
    approver.press("Verteilung zurückgeben", reason_internal="Bitte Kassel prüfen")
    editor.open(LINE)
    assert "Verteilung zurückgegeben" in editor.page.text
    assert "Bitte Kassel prüfen" in editor.page.text
    assert editor.page.links("Zur Freigabe vorlegen") == ["vorlegen/"]


def test_whoever_may_both_still_cannot_decide_what_they_proposed():
    both = User.objects.get(username="land-bearbeitung")
    both.groups.add(Group.objects.get(name=StaffGroup.MINISTRY_APPROVER))
    person = worker("land-bearbeitung")
    assign_the_rate(person)
    propose(person)
    person.open(LINE)

    assert "muss sie eine andere Person" in person.page.text
    assert person.page.links("Verteilung freigeben") == []
    page = person.open(f"{LINE}freigeben/")
    assert [button.text for form in page.main.all("form") for button in form.all("button")] == []
    withdrawal, _button = person.open(f"{LINE}zurueckziehen/").form("Vorlage zurückziehen")
    forged = values_of(withdrawal) | {"reason_internal": "Ich darf beides"}
    answer = person.client.post(f"{LINE}freigeben/", forged)
    assert "muss sie eine andere Person" in answer.content.decode()
    assert amounts_everywhere(2019, "fallmanagement", "Fallmanagement") == NOWHERE


@pytest.mark.parametrize("typed", ["50.00", "50,000.00", "1e3", "-1", "٥٠٠٠٠", "NaN"])
def test_an_amount_that_can_be_misread_is_refused_with_an_example(typed):
    editor = worker("land-bearbeitung")
    assign_the_rate(editor)
    change(editor, "Kassel, Stadt", typed)

    assert editor.page.root.all("title")[0].text.startswith("Fehler: ")
    assert "50.000" in editor.page.text
    field = next(field for field in editor.page.main.all("input") if field["name"] == "amount_cents")
    assert field["value"] == typed
