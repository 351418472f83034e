"""Accounts: made and locked by the technical staff, rights by the approver, never one's own."""

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.programs.distributions import account, make_world, officer_of
from wir_portal.core.models import Event, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.pages.admin.accounts import initial_password

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/core/user/", "/admin/core/user/add/"
NEW = {
    "username": "Stadt-Hanau-Amt",
    "display_name": "Stadt Hanau, Sachbearbeitung",
    "email": "",
    "reason_internal": "Antrag",
}


@pytest.fixture
def technical():
    return account("technik", StaffGroup.TECHNICAL)


@pytest.fixture
def approver():
    return account("land-freigabe", StaffGroup.MINISTRY_APPROVER)


@pytest.fixture
def other():
    return account("stadt-hanau-amt")


def page(name, user):
    return reverse(f"admin:core_user_{name}", args=(user.pk,))


def acts(client, user):
    return [act.name for act in client.get(page("change", user)).context["acts"]]


def test_the_technical_staff_makes_an_account_and_sees_its_password_once(technical):
    client = client_of(technical)

    answer = client.post(ADD, NEW)

    made = User.objects.get(username="stadt-hanau-amt")
    password = answer.context["password"]
    assert made.check_password(password)
    assert answer.content.decode().count(password) == 1
    assert password not in client.get(page("change", made)).content.decode()
    assert (made.is_active, made.staff_groups) == (True, frozenset())
    event = Event.objects.about(made).get()
    assert (event.act, event.actor, password in str(event.details)) == ("account.created", technical, False)


def test_an_initial_password_is_long_and_never_the_same():
    first, second = initial_password(), initial_password()

    assert len(first) == 24
    assert first != second


def test_a_name_that_exists_is_refused_at_its_field(technical, other):
    answer = client_of(technical).post(ADD, NEW)

    text = answer.content.decode()
    assert "Diesen Anmeldenamen gibt es schon." in answer.context["form"].errors["username"]
    assert "<title>Fehler: Konto anlegen" in text
    assert 'value="Stadt Hanau, Sachbearbeitung"' in text


@pytest.mark.parametrize("name", ["mit leerzeichen", "ümlaut", "a\u202eb", ""])
def test_a_name_that_is_none_is_refused(technical, name):
    answer = client_of(technical).post(ADD, {**NEW, "username": name})

    assert answer.context["form"].errors["username"]
    assert User.objects.count() == 1


def test_an_account_is_locked_and_unlocked_with_a_reason(technical, other):
    client = client_of(technical)

    assert client.post(page("lock", other), {"reason_internal": "Ausgeschieden"})["Location"] == page("change", other)
    other.refresh_from_db()
    assert not other.is_active
    assert acts(client, other) == ["Konto entsperren"]
    assert "gesperrt" in client.get(LIST).content.decode()

    client.post(page("unlock", other), {"reason_internal": "Zurück"})
    other.refresh_from_db()
    assert other.is_active
    assert list(Event.objects.about(other).values_list("act", "reason_internal")) == [
        ("account.unlocked", "Zurück"),
        ("account.locked", "Ausgeschieden"),
    ]


def test_what_is_so_already_is_refused_on_the_page(technical, other):
    answer = client_of(technical).post(page("unlock", other), {"reason_internal": "Zurück"})

    assert "Das Konto ist nicht gesperrt." in answer.content.decode()


def test_nobody_locks_the_own_account(technical):
    client = client_of(technical)

    assert acts(client, technical) == []
    answer = client.post(page("lock", technical), {"reason_internal": "Versehen"})
    assert "Das eigene Konto sperrt oder entsperrt immer eine andere Person." in answer.content.decode()
    technical.refresh_from_db()
    assert technical.is_active


def test_the_approver_gives_and_ends_rights(approver, other):
    client = client_of(approver)
    form = {"group": "auditor", "reason_internal": "Prüfauftrag"}

    assert client.post(page("grant", other), form).status_code == 302
    assert User.objects.get(pk=other.pk).staff_groups == {"auditor"}
    assert acts(client, other) == ["Recht erteilen", "Recht beenden"]

    answer = client.post(page("grant", other), form)
    assert "Das Konto hat das Recht „Prüfung“ schon." in answer.content.decode()

    assert client.post(page("end", other), form).status_code == 302
    assert User.objects.get(pk=other.pk).staff_groups == frozenset()
    answer = client.post(page("end", other), form)
    assert "nicht." in answer.content.decode()
    assert [event.act for event in Event.objects.about(other)] == ["account.group_ended", "account.group_granted"]


def test_nobody_gives_the_own_account_a_right(approver):
    client = client_of(approver)

    assert acts(client, approver) == []
    answer = client.post(page("grant", approver), {"group": "ministry-editor", "reason_internal": "Vertretung"})

    assert "Die eigenen Rechte ändert immer eine andere Person." in answer.content.decode()
    assert User.objects.get(pk=approver.pk).staff_groups == {"ministry-approver"}


def test_who_acts_for_a_body_gets_no_right_of_the_state():
    world = make_world()
    officer = officer_of(world.fulda)

    answer = client_of(world.approver).post(page("grant", officer), {"group": "auditor", "reason_internal": "Versehen"})

    assert "Dieses Konto handelt für eine Kommune." in answer.content.decode()
    assert User.objects.get(pk=officer.pk).staff_groups == frozenset()


@pytest.mark.parametrize("group", StaffGroup)
def test_each_act_belongs_to_its_group(other, group):
    client = client_of(account("jemand", group))
    owners = {
        ADD: StaffGroup.TECHNICAL,
        page("lock", other): StaffGroup.TECHNICAL,
        page("unlock", other): StaffGroup.TECHNICAL,
        page("grant", other): StaffGroup.MINISTRY_APPROVER,
        page("end", other): StaffGroup.MINISTRY_APPROVER,
    }

    for address, owner in owners.items():
        expected = 200 if group == owner else 403
        assert client.get(address).status_code == expected
        assert client.post(address, {}).status_code == expected
    assert client.get(LIST).status_code == 200
    assert client.post(page("change", other), {"display_name": "x", "reason": "x"}).status_code == 403


def test_the_editor_finds_the_way_to_a_membership_and_readers_see_them(technical):
    world = make_world()
    officer = officer_of(world.fulda)
    editor = client_of(world.editor)

    response = editor.get(page("change", officer))

    assert [act.url for act in response.context["acts"]] == [
        f"/admin/municipalities/membership/add/?account={officer.pk}"
    ]
    assert response.context["tables"][0].cells[0][1] == "Sachbearbeitung"
    assert acts(editor, world.approver) == []
    assert "tables" not in client_of(technical).get(page("change", officer)).context


@pytest.mark.parametrize("kind, names", [("state", ["technik"]), ("bodies", ["stadt-hanau-amt"])])
def test_accounts_are_filtered_by_whom_they_belong_to(technical, other, kind, names):
    cl = client_of(technical).get(LIST, {"kind": kind}).context["cl"]

    assert [user.username for user in cl.result_list] == names


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(technical, django_assert_num_queries, count):
    for number in range(count):
        account(f"konto-{number}", StaffGroup.AUDITOR)
    client = client_of(technical)

    with django_assert_num_queries(8):  # session, user, groups, filter's groups, count, all, page, their groups
        response = client.get(LIST, {"q": "konto"})

    assert response.context["cl"].result_count == count
