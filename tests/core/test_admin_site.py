"""The workplace as a whole: who gets in, what is there, what is not."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import NoReverseMatch, reverse

from tests.clients import client_of
from tests.programs.distributions import account, make_world, officer_of
from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/", "/admin/programs/allocation/", "/admin/gibt-es-nicht/", "/admin/x"])
def test_whoever_is_not_signed_in_signs_in_first(path):
    answer = client_of(None).get(path)

    assert (answer.status_code, answer["Location"]) == (302, f"/konto/login/?next={path}")


@pytest.mark.parametrize(
    "wanted, goes_to",
    [("/admin/core/event/", "/admin/core/event/"), ("https://example.org/", "/admin/"), ("", "/admin/")],
)
def test_the_admin_has_no_sign_in_of_its_own(wanted, goes_to):
    address = f"/admin/login/?next={wanted}"

    assert client_of(account("leser", StaffGroup.MINISTRY_READER)).get(address)["Location"] == goes_to
    assert client_of(None).get(address)["Location"].startswith("/konto/login/?next=/admin/")


def test_an_account_without_staff_group_is_refused():
    world = make_world()

    assert client_of(officer_of(world.fulda)).get("/admin/").status_code == 403


def test_the_superuser_flag_opens_nothing():
    user = account("super")
    user.is_superuser = True
    user.save()

    assert client_of(user).get("/admin/").status_code == 403


def test_an_unknown_address_is_not_found():
    client = client_of(account("leser", StaffGroup.MINISTRY_READER))

    assert client.get("/admin/gibt-es-nicht/").status_code == 404
    assert client.get("/admin/programs/allocation/1/delete/").status_code == 404
    assert client.get("/admin/programs/allocation/99/change/").status_code == 404


@pytest.mark.parametrize(
    "name", ["logout", "password_change", "jsi18n", "autocomplete", "view_on_site", "app_list", "auth_group_changelist"]
)
def test_what_the_stock_admin_has_beside_is_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}")


def test_every_model_is_guarded_never_deleted_and_has_no_bulk_actions(rf):
    request = rf.get("/admin/")
    request.user = account("alles", *StaffGroup)

    for model_admin in admin.site._registry.values():
        assert isinstance(model_admin, GuardedAdmin)
        assert not model_admin.has_delete_permission(request)
        assert model_admin.get_actions(request) == {}
        assert model_admin.csv_columns
        assert not model_admin.list_editable
        assert str(model_admin.media) == ""


def test_the_log_of_django_stays_empty():
    world = make_world()
    client = client_of(world.editor)
    answer = client.post(
        reverse("admin:municipalities_municipality_change", args=(world.fulda.pk,)),
        {"website": "https://www.landkreis-fulda.de", "reason": "Neue Adresse"},
    )

    assert answer.status_code == 302
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "group, rooms",
    [
        (StaffGroup.TECHNICAL, ["Start", "Konten", "Ereignisse"]),
        (
            StaffGroup.AUDITOR,
            [
                *["Start", "Haushaltsjahre", "Kontingente", "Verteilung 2019", "Kommunen", "Stellen"],
                *["Angebote", "Zugehörigkeiten", "Konten", "Ereignisse"],
            ],
        ),
    ],
)
def test_the_rooms_are_those_one_may_enter(group, rooms):
    make_world()

    answer = client_of(account("jemand", group)).get("/admin/core/event/")

    assert [room.name for room in answer.context["rooms"]] == rooms
    assert [room.name for room in answer.context["rooms"] if room.is_here] == ["Ereignisse"]
    assert answer.context["group_words"] == group.label


def test_without_a_year_being_planned_there_is_no_room_for_it():
    answer = client_of(account("jemand", StaffGroup.AUDITOR)).get("/admin/core/event/")

    assert not [room for room in answer.context["rooms"] if room.name.startswith("Verteilung")]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_pages_are_read_and_sent_and_nothing_else(method):
    client = client_of(account("leser", StaffGroup.MINISTRY_READER))

    assert getattr(client, method)("/admin/core/source/").status_code == 405
    assert client.post("/admin/").status_code == 405
    assert client.post("/admin/core/source/csv/").status_code == 405
