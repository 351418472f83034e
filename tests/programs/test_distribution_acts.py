"""The acts on the distribution's pages: sent twice, from draft to decided, four eyes, closed years."""

from uuid import uuid4

import pytest

from programs.services import distributions
from tests.programs.distributions import World, client_of, make_world
from wir_portal.core.models import Event, FormKey

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


# --- sent twice ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address, more", [(ASSIGN, {"schritt": "zuteilen"}), (CHANGE, {})])
def test_a_form_sent_twice_is_done_once(world, editor, address, more):
    form = sent(world, "45.000", **more)

    first, second = editor.post(address, form), editor.post(address, form)

    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, LINE)
    assert Event.objects.about(world.rows).count() == 1
    assert FormKey.objects.count() == 1


def test_the_same_key_with_other_content_is_a_conflict(world, editor):
    form = sent(world, "45.000")
    editor.post(CHANGE, form)

    response = editor.post(CHANGE, form | {"amount_cents": "44.000"})

    assert response.status_code == 409
    assert "mit anderem Inhalt gesendet" in texts(response)
    assert world.amounts() == {"landkreis-fulda": 45_000_00}


def test_a_refused_form_can_be_sent_again_with_its_key(world, editor):
    form = sent(world, "160.000,01")
    editor.post(CHANGE, form)

    assert editor.post(CHANGE, form | {"amount_cents": "45.000"}).status_code == 302


# --- propose, withdraw, decide, hand back -----------------------------------------------------------------------


def test_a_line_goes_from_draft_to_decided_on_the_pages(world, editor, approver):
    editor.post(ASSIGN, sent(world, "50.000", schritt="zuteilen"))
    proposed = editor.post(f"{LINE}vorlegen/", sent(world), follow=True)
    assert "Am Zug ist jetzt: Ministerium, Freigabe." in texts(proposed)
    assert "3 Kontingente, zusammen 150.000 €" in texts(proposed)

    page = texts(approver.get(f"{LINE}freigeben/"))
    assert "+10.000 €" in page
    assert "Antrag" in page

    decided = approver.post(f"{LINE}freigeben/", sent(world, reason_for_body="Fördersatz 2019"), follow=True)
    assert "Kommunen und Öffentlichkeit sehen sie ab sofort" in texts(decided)
    assert world.fresh().is_decided


@pytest.mark.parametrize("act, who", [("zurueckziehen", "editor"), ("zurueckgeben", "approver")])
def test_a_proposal_comes_back_on_the_pages(world, act, who):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())

    response = client_of(getattr(world, who)).post(f"{LINE}{act}/", sent(world), follow=True)

    assert "Am Zug ist jetzt: Ministerium, Bearbeitung." in texts(response)
    assert world.fresh().is_draft


@pytest.mark.parametrize("act", ["freigeben", "zurueckgeben"])
def test_one_person_in_both_groups_does_not_decide_what_they_proposed(world, act):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args(world.both))
    client = client_of(world.both)

    page, answer = client.get(f"{LINE}{act}/"), client.post(f"{LINE}{act}/", sent(world))

    assert "muss sie eine andere Person" in texts(page)
    assert "<textarea" not in texts(page)
    assert answer.status_code == 200
    assert "muss sie eine andere Person" in texts(answer)
    assert world.fresh().is_proposed


def test_a_decision_on_another_version_than_seen_is_refused_with_both(world, editor, approver):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.propose(world.rows, **world.args())
    seen = sent(world)
    distributions.withdraw(world.rows, **world.args())
    distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args())
    distributions.propose(world.rows, **world.args())

    response = approver.post(f"{LINE}freigeben/", seen)

    assert response.status_code == 409
    assert [d.body for d in response.context["two_versions"].differences] == ["Fulda, Landkreis"]
    assert world.fresh().is_proposed


@pytest.mark.parametrize("act", ["vorlegen/", "zurueckziehen/", "foerdersatz/", "betrag/wiesbaden/"])
def test_nothing_is_done_in_a_closed_year(world, editor, act):
    address = f"/admin/verteilung/2017/fallmanagement/{act}"
    form = sent(world, "45.000", schritt="zuteilen") | {"revision": world.closed.revision}

    assert "abgeschlossen" in texts(editor.get(address))
    assert "abgeschlossen" in texts(editor.post(address, form))
    assert not Event.objects.about(world.closed).exists()
