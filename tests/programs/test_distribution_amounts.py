"""Amounts on the distribution's pages: preview, confirmation, refusals, two versions."""

from uuid import uuid4

import pytest

from programs.services import distributions
from tests.programs.distributions import World, client_of, make_world
from wir_portal.core.models import Event

LINE = "/admin/verteilung/2019/fallmanagement/"
ASSIGN, CHANGE = f"{LINE}foerdersatz/", f"{LINE}betrag/landkreis-fulda/"


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def editor(world):
    return client_of(world.editor)


@pytest.fixture
def approver(world):
    return client_of(world.approver)


def sent(world: World, amount: str | None = None, **more: object) -> dict[str, object]:
    """A form as the page gives it out."""
    amounts = {} if amount is None else {"amount_cents": amount}
    return {"revision": world.revision, "key": str(uuid4()), "reason_internal": "Antrag", **amounts, **more}


def texts(response) -> str:
    return response.content.decode()


# --- assign -------------------------------------------------------------------------------------------------


def test_assigning_shows_the_preview_first_and_writes_nothing(world, editor):
    page = editor.get(ASSIGN)
    assert 'value="50.000"' in texts(page)

    preview = editor.post(ASSIGN, sent(world, "50.000"))

    assert preview.status_code == 200
    assert "150.000 €" in texts(preview)
    assert "10.000 €" in texts(preview)
    assert "3 Kommunen je 50.000 € zuteilen" in texts(preview)
    assert preview.context["preview"].difference_cents == 150_000_00
    assert world.amounts() == {}
    assert not Event.objects.filter(act="distribution.assigned").exists()


def test_assigning_tells_what_happened_and_whose_turn_it_is(world, editor):
    response = editor.post(ASSIGN, sent(world, "50.000", schritt="zuteilen"), follow=True)

    assert response.redirect_chain == [(LINE, 302)]
    assert "Jede Kommune hat jetzt 50.000 €. Verteilt sind 150.000 €, frei 10.000 €." in texts(response)
    assert "Am Zug ist weiter: Ministerium, Bearbeitung." in texts(response)
    assert 'role="status"' in texts(response)
    assert set(world.amounts().values()) == {50_000_00}


def test_the_rate_is_taken_when_no_amount_is_typed(world, editor):
    editor.post(ASSIGN, sent(world, "", schritt="zuteilen"))

    assert set(world.amounts().values()) == {50_000_00}


def test_a_line_without_a_rate_asks_for_the_amount(world, editor):
    address = "/admin/verteilung/2019/sprachfoerderung/foerdersatz/"
    assert "hat keinen Fördersatz je Stelle" in texts(editor.get(address))
    form = sent(world, "", schritt="zuteilen") | {"revision": world.without_rate.revision}

    assert "Hier fehlt der Betrag" in texts(editor.post(address, form))

    editor.post(address, form | {"amount_cents": "12.345,67"})
    assert set(world.without_rate.allocations.values_list("amount_cents", flat=True)) == {12_345_67}


@pytest.mark.parametrize("step", ["vorschau", "zuteilen"])
def test_beyond_the_line_is_refused_with_the_most_and_keeps_the_input(world, editor, step):
    response = editor.post(ASSIGN, sent(world, "60.000", schritt=step, reason_internal="Mehr für alle"))

    assert response.status_code == 200
    assert "<title>Fehler: " in texts(response)
    assert "160.000 € frei. Schreiben Sie höchstens 53.333,33 € für jede Kommune" in texts(response)
    assert 'value="60.000"' in texts(response)
    assert "Mehr für alle</textarea>" in texts(response)
    assert world.amounts() == {}


def test_above_the_rate_has_to_be_confirmed(world, editor):
    preview = editor.post(ASSIGN, sent(world, "52.000"))
    assert "52.000 € liegt 2.000 € über 50.000 €" in texts(preview)

    unseen = editor.post(ASSIGN, sent(world, "52.000", schritt="zuteilen"))
    assert unseen.status_code == 200
    assert "Bestätigen Sie" in texts(unseen)
    assert world.amounts() == {}

    editor.post(ASSIGN, sent(world, "52.000", schritt="zuteilen", is_above_rate_seen="on"))
    assert set(world.amounts().values()) == {52_000_00}


def test_one_can_go_back_from_the_preview_with_the_input(world, editor):
    response = editor.post(ASSIGN, sent(world, "49.000", schritt="eingabe"))

    assert 'value="49.000"' in texts(response)
    assert "Vorschau zeigen" in texts(response)


def test_a_preview_of_a_stale_page_shows_both_versions(world, editor):
    form = sent(world, "50.000")
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args(world.both, "Eilt"))

    response = editor.post(ASSIGN, form)

    assert response.status_code == 409
    assert "Jemand war schneller" in texts(response)
    assert "Grund: Eilt" in texts(response)
    assert "Vorschau zeigen" in texts(response)


# --- change -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, cents", [("50.000", 50_000_00), ("50000,00 €", 50_000_00), (" 1.234,56 ", 1_234_56), ("0", 0)]
)
def test_an_amount_is_read_as_germans_write_it(world, editor, typed, cents):
    assert editor.post(CHANGE, sent(world, typed)).status_code == 302
    assert world.amounts() == {"landkreis-fulda": cents}


@pytest.mark.parametrize(
    "typed",
    [
        "50,000.00", "1,234.56", "50.00", "50.0000", "0.001", "1.2.3", "1e3", "١٢٣", "NaN", "-1", "+5", "", "abc",
        "5\x000", "9" * 13, "9" * 5000, "\ud800", "50\u202e000", "50\n000",
    ],
)  # fmt: skip
def test_what_could_be_meant_otherwise_is_refused_with_an_example_and_kept(world, editor, typed):
    form = sent(world, typed.encode("utf-8", "replace").decode() if typed == "\ud800" else typed)
    response = editor.post(CHANGE, form | {"reason_internal": "Grund bleibt"})

    assert response.status_code == 200
    assert "Schreiben Sie" in texts(response)
    assert "50.000" in texts(response)
    assert "Grund bleibt</textarea>" in texts(response)
    assert world.amounts() == {}


def test_beyond_what_is_free_is_refused_with_free_and_most(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())

    response = editor.post(CHANGE, sent(world, "134.000"))

    assert "In diesem Ansatz sind nur noch 10.000 € frei. Schreiben Sie höchstens 60.000 €." in texts(response)
    assert 'value="134.000"' in texts(response)
    assert world.amounts()["landkreis-fulda"] == 50_000_00


def test_a_single_amount_above_the_rate_has_to_be_confirmed(world, editor):
    response = editor.post(CHANGE, sent(world, "55.000"))

    assert 'name="is_above_rate_seen"' in texts(response)
    assert "5.000 € über dem Fördersatz von 50.000 €" in texts(response)
    assert world.amounts() == {}

    editor.post(CHANGE, sent(world, "55.000", is_above_rate_seen="on"))
    assert world.amounts() == {"landkreis-fulda": 55_000_00}


@pytest.mark.parametrize("reason", ["", "   ", "a\x00b", "x" * 1001, "gut \u202e schlecht"])
def test_a_reason_is_needed_and_read_strictly(world, editor, reason):
    response = editor.post(CHANGE, sent(world, "45.000", reason_internal=reason))

    assert response.status_code == 200
    assert "reason_internal" in response.context["form"].errors
    assert 'value="45.000"' in texts(response)
    assert world.amounts() == {}


@pytest.mark.parametrize(
    "lost", [{"revision": ""}, {"revision": "abc"}, {"revision": str(2**80)}, {"key": ""}, {"key": "1"}]
)
def test_a_page_that_lost_its_hidden_fields_can_be_sent_again(world, editor, lost):
    response = editor.post(CHANGE, sent(world, "45.000") | lost)

    assert "Die Seite war unvollständig" in texts(response)
    assert world.amounts() == {}

    form = response.context["form"]
    again = {name: form[name].value() for name in ("revision", "key", "amount_cents", "reason_internal")}
    assert editor.post(CHANGE, again).status_code == 302
    assert world.amounts() == {"landkreis-fulda": 45_000_00}


def test_a_stale_page_shows_what_was_seen_typed_and_stored_with_who_and_why(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    form = sent(world, "45.000", reason_internal="Mein Grund")
    distributions.change(world.rows, world.fulda, amount_cents=47_500_00, **world.args(world.both, "Anruf"))

    response = editor.post(CHANGE, form)

    assert response.status_code == 409
    assert world.amounts()["landkreis-fulda"] == 47_500_00
    found = response.context["two_versions"]
    assert [(d.body, d.seen_cents, d.now_cents) for d in found.differences] == [
        ("Fulda, Landkreis", 50_000_00, 47_500_00)
    ]
    assert [(entry.by, entry.reason_internal) for entry in found.entries] == [("Land Beides", "Anruf")]
    assert "Ihre Eingabe: <strong>45.000</strong>" in texts(response)
    assert "Mein Grund</textarea>" in texts(response)

    again = {
        name: response.context["form"][name].value() for name in ("revision", "key", "amount_cents", "reason_internal")
    }
    assert editor.post(CHANGE, again).status_code == 302
    assert world.amounts()["landkreis-fulda"] == 45_000_00


def test_an_act_on_what_was_proposed_meanwhile_is_a_conflict_and_keeps_the_input(world, editor):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    form = sent(world, "45.000", reason_internal="Mein Grund")
    distributions.propose(world.rows, **world.args(world.both))

    response = editor.post(CHANGE, form)

    assert response.status_code == 409
    assert "im Stand „vorgelegt“" in texts(response)
    assert "Mein Grund</textarea>" in texts(response)
    assert "Betrag speichern" not in texts(response)
