"""The session ends while somebody is typing: after the next sign-in everything is there, and it is sent once."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from programs.models import Allocation
from tests.journeys.reader import values_of
from tests.journeys.test_ministry import LINE, assign_the_rate, propose, worker
from tests.journeys.visitor import Visitor
from wir_portal.core.middleware import LAST_SEEN
from wir_portal.core.models import Event, KeptInput, User

KASSEL = f"{LINE}betrag/stadt-kassel/"
TYPED = {"amount_cents": "45.000", "reason_internal": "Vakanz bis März", "reason_for_body": "Die Stelle ist frei."}
NOTE = "ist noch da."
SAVE = "Betrag speichern"


def session_is_deleted(visitor: Visitor) -> None:
    Session.objects.all().delete()


def half_an_hour_passes(visitor: Visitor) -> None:
    visitor.client.cookies.pop(LAST_SEEN)


def signed_out_in_another_tab(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/admin/")
    visitor.press("Abmelden")
    visitor.page = page


def sign_in_again(visitor: Visitor) -> None:
    """On the page where one ended up."""
    assert visitor.page.heading == "Anmelden"
    visitor.press("Anmelden", login="land-bearbeitung", password=settings.WIR_DEMO_PASSWORD)


def typed_values(visitor: Visitor, button: str = SAVE) -> dict[str, str]:
    values = values_of(visitor.page.form(button)[0])
    return {name: values[name] for name in TYPED if name in values}


def amount_of_kassel() -> int:
    rows = Allocation.objects.filter(appropriation__budget_year__year=2019, appropriation__line__slug="fallmanagement")
    return rows.get(municipality__slug="stadt-kassel").amount_cents


@pytest.fixture
def editor() -> Visitor:
    """Has given the rate to all and types another amount for Kassel."""
    editor = worker("land-bearbeitung")
    assign_the_rate(editor)
    editor.open(KASSEL)
    return editor


def send_too_late(editor: Visitor) -> None:
    session_is_deleted(editor)
    editor.press(SAVE, **TYPED)


@pytest.mark.parametrize("end", [session_is_deleted, half_an_hour_passes, signed_out_in_another_tab])
def test_an_amount_and_its_reasons_survive_the_session_and_are_saved_once(editor, end):
    end(editor)
    editor.press(SAVE, **TYPED)
    assert "Sie ist aufgehoben: Melden Sie sich an" in editor.page.text
    events = Event.objects.count()

    sign_in_again(editor)
    assert (editor.page.address, NOTE in editor.page.text) == (KASSEL, True)
    assert typed_values(editor) == TYPED
    assert (amount_of_kassel(), Event.objects.count()) == (50_000_00, events)

    editor.press(SAVE)
    assert "Kassel, Stadt hat jetzt 45.000 €." in editor.page.text
    assert (amount_of_kassel(), Event.objects.count(), KeptInput.objects.count()) == (45_000_00, events + 1, 0)
    assert NOTE not in editor.open(KASSEL).text


def test_what_was_done_just_before_the_session_ended_is_not_done_again(editor):
    page = editor.page
    editor.press(SAVE, **TYPED)
    events = Event.objects.count()
    session_is_deleted(editor)
    editor.page = page
    editor.press(SAVE, **TYPED)
    sign_in_again(editor)

    editor.press(SAVE)

    assert "Kassel, Stadt hat jetzt 45.000 €." in editor.page.text
    assert (Event.objects.count(), KeptInput.objects.count()) == (events, 0)


def test_the_version_that_was_seen_stays_the_seen_one(editor):
    send_too_late(editor)
    other = User.objects.get(username="land-freigabe")
    other.groups.set(User.objects.get(username="land-bearbeitung").groups.all())
    colleague = worker("land-freigabe")
    assert NOTE not in colleague.open(KASSEL).text
    colleague.press(SAVE, **TYPED | {"amount_cents": "47.000"})
    sign_in_again(editor)
    assert typed_values(editor) == TYPED

    form, _button = editor.page.form(SAVE)
    answer = editor.client.post(KASSEL, values_of(form))

    assert (answer.status_code, amount_of_kassel(), KeptInput.objects.count()) == (409, 47_000_00, 1)
    assert "45.000" in answer.content.decode()


def test_what_lies_before_the_approver_by_now_still_shows_what_was_typed_but_sends_nothing(editor):
    send_too_late(editor)
    colleague = worker("land-bearbeitung")
    propose(colleague)
    sign_in_again(editor)

    page = editor.page
    assert (NOTE in page.text, "Die Verteilung liegt zur Freigabe vor." in page.text) == (True, True)
    assert [field["value"] for field in page.main.all("input") if field["name"] == "amount_cents"] == ["45.000"]
    assert SAVE not in [button.text for button in page.main.all("button")]


def test_somebody_else_at_the_same_browser_gets_their_own_answer(editor):
    send_too_late(editor)
    form, _button = editor.page.form("Anmelden")
    data = values_of(form) | {"login": "land-freigabe", "password": settings.WIR_DEMO_PASSWORD}

    answer = editor.client.post("/konto/login/", data, follow=True)

    assert (answer.redirect_chain, answer.status_code) == ([(KASSEL, 302)], 403)
    assert KeptInput.objects.get().account.username == "land-bearbeitung"


def test_a_preview_that_came_too_late_begins_again_with_what_was_typed():
    editor = worker("land-bearbeitung")
    editor.open(f"{LINE}foerdersatz/")
    editor.press("Vorschau zeigen", reason_internal="Wie 2018")
    session_is_deleted(editor)
    editor.press("33 Kommunen je 50.000 € zuteilen")
    sign_in_again(editor)

    assert typed_values(editor, "Vorschau zeigen") == {
        "amount_cents": "50.000", "reason_internal": "Wie 2018", "reason_for_body": "",
    }  # fmt: skip
    assert Allocation.objects.filter(appropriation__budget_year__year=2019, amount_cents=50_000_00).count() == 0
    editor.press("Vorschau zeigen")
    editor.press("33 Kommunen je 50.000 € zuteilen")
    assert KeptInput.objects.count() == 0
