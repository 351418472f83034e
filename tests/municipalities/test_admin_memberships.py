"""Memberships: granted and ended by the editor, never one's own."""

from datetime import date

import pytest
from django.urls import reverse

from municipalities.models import Membership
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world, officer_of
from wir_portal.core import clock
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup

LIST, ADD = "/admin/municipalities/membership/", "/admin/municipalities/membership/add/"


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def editor(world):
    return client_of(world.editor)


@pytest.fixture
def row(world) -> Membership:
    return officer_of(world.fulda).memberships.get()


def sent(account, body, **more):
    return {
        "account": account.pk,
        "municipality": body.pk,
        "role": "officer",
        "starts_on": "05.11.2018",
        "reason_internal": "Antrag des Landkreises",
        **more,
    }


def end(row):
    return reverse("admin:municipalities_membership_end", args=(row.pk,))


def test_the_editor_grants_a_membership(editor, world):
    person = account("stadt-wiesbaden-amt")

    answer = editor.post(ADD, sent(person, world.wiesbaden))

    row = Membership.objects.get(user=person)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert (row.municipality, row.role, row.starts_on, row.ends_on) == (
        world.wiesbaden,
        "officer",
        date(2018, 11, 5),
        None,
    )
    assert Event.objects.about(row).get().reason_internal == "Antrag des Landkreises"


def test_the_account_can_be_chosen_by_the_address(editor, world):
    person = account("stadt-wiesbaden-amt")

    page = editor.get(ADD, {"account": person.pk})

    assert f'<option value="{person.pk}" selected>' in page.content.decode()


def test_a_refusal_of_the_service_stands_on_the_page(editor, row):
    answer = editor.post(ADD, sent(row.user, row.municipality))

    assert answer.status_code == 200
    assert "Das Konto hat diese Aufgabe in dem Zeitraum schon." in answer.content.decode()


@pytest.mark.parametrize("own", [True, False])
def test_neither_oneself_nor_staff_get_a_membership(editor, world, own):
    answer = editor.post(ADD, sent(world.editor if own else world.approver, world.fulda))

    assert "Dieses Konto steht nicht zur Wahl." in answer.content.decode()
    assert not Membership.objects.exists()


def test_the_editor_ends_a_membership(editor, row):
    answer = editor.post(end(row), {"ends_on": "05.11.2018", "reason_internal": "Ausgeschieden"})

    row.refresh_from_db()
    assert (answer.status_code, row.ends_on) == (302, clock.today())


def test_a_day_long_past_is_refused_on_the_page(editor, row):
    answer = editor.post(end(row), {"ends_on": "01.01.2018", "reason_internal": "Ausgeschieden"})

    assert "Ein Zugang endet frühestens gestern" in answer.content.decode()


def test_what_has_ended_offers_no_act(editor, row):
    address = reverse("admin:municipalities_membership_change", args=(row.pk,))
    assert [act.name for act in editor.get(address).context["acts"]] == ["Zugehörigkeit beenden"]

    Membership.objects.update(ends_on=date(2018, 11, 4))
    assert editor.get(address).context["acts"] == []


@pytest.mark.parametrize("today, count", [("yes", 1), ("no", 2), ("", 3)])
def test_the_list_tells_what_counts_today(editor, row, today, count):
    ended, later = row.user, account("spaeter")
    Membership.objects.create(
        user=ended,
        municipality=row.municipality,
        role="signatory",
        starts_on=date(2018, 1, 1),
        ends_on=date(2018, 11, 4),
    )
    Membership.objects.create(user=later, municipality=row.municipality, role="officer", starts_on=date(2018, 11, 6))

    page = editor.get(LIST, {"today": today} if today else {})

    assert page.context["cl"].result_count == count
    if not today:
        assert all(word in page.content.decode() for word in ("gilt", "beendet", "beginnt noch", "bis auf Weiteres"))


@pytest.mark.parametrize("group", [group for group in StaffGroup if group != StaffGroup.MINISTRY_EDITOR])
def test_only_the_editor_opens_the_acts(world, row, group):
    client = client_of(account("jemand", group))

    for address in (ADD, end(row)):
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403


def test_a_membership_that_does_not_exist_is_not_found(editor, row):
    assert editor.get(end(row).replace(str(row.pk), "999")).status_code == 404
