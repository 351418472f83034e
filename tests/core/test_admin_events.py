"""The log: who reads what of it, its filters, its words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.services import distributions
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core import clock
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import accounts

LIST = "/admin/core/event/"


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def auditor(world):
    return client_of(account("pruefung", StaffGroup.AUDITOR))


def shown(client, **query):
    return [event.act for event in client.get(LIST, query).context["cl"].result_list]


@pytest.fixture
def changed(world) -> Event:
    return distributions.change(world.rows, world.fulda, amount_cents=45_000_00, **world.args())


def test_technical_staff_reads_what_concerns_accounts_only(world, changed):
    technical = account("technik", StaffGroup.TECHNICAL)
    accounts.lock(world.approver, actor=technical, reason_internal="Ausgeschieden")
    client = client_of(technical)

    assert shown(client) == ["account.locked"]
    assert client.get(reverse("admin:core_event_change", args=(changed.pk,))).status_code == 404
    assert client.get(f"{LIST}csv/").content.decode().count("\r\n") == 2


@pytest.mark.parametrize("group", [group for group in StaffGroup if group != StaffGroup.TECHNICAL])
def test_all_other_staff_reads_everything_and_changes_nothing(world, changed, group):
    client = client_of(account("jemand", group))

    assert set(shown(client)) == {"allocation.changed", "data.loaded"}
    address = reverse("admin:core_event_change", args=(changed.pk,))
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason_internal": "x"}).status_code == 403


def test_the_log_is_filtered_by_act_period_body_and_account(world, auditor, changed):
    Event.objects.create(act="data.loaded", at=clock.now() - timedelta(days=20), body_slug="wiesbaden")

    assert shown(auditor, act="allocation.changed") == ["allocation.changed"]
    assert shown(auditor, account=world.editor.pk) == ["allocation.changed"]
    assert shown(auditor, body="wiesbaden") == ["data.loaded"]
    assert len(shown(auditor, period="7")) == 2
    assert len(shown(auditor, period="30")) == 3
    assert len(shown(auditor, period="unsinn")) == 3
    assert len(shown(auditor, account="unsinn")) == 3
    assert len(shown(auditor, account="9" * 30)) == 3
    assert shown(auditor, q="12.10.2018") == ["allocation.changed"]


def test_an_event_is_told_in_words(world, auditor, changed):
    text = auditor.get(reverse("admin:core_event_change", args=(changed.pk,))).content.decode()

    assert "Kontingent geändert" in text
    assert "Neu: 45.000 €" in text
    assert "Bisher: nichts" in text
    assert reverse("admin:programs_appropriation_change", args=(world.rows.pk,)) in text


def test_changed_fields_are_told_by_their_labels(world, auditor):
    line = world.rows.line
    event = Event.objects.create(
        act="funding_line.changed",
        subject_type="programs.fundingline",
        subject_id=str(line.pk),
        details={"fields": ["name_en", "verschwunden"]},
    )

    text = auditor.get(reverse("admin:core_event_change", args=(event.pk,))).content.decode()

    assert "Geänderte Felder: Name (Englisch), verschwunden" in text


def test_an_event_about_the_whole_installation_or_a_hidden_model_has_no_link(world, auditor):
    Event.objects.create(act="x", subject_type="core.formkey", subject_id="7")

    text = auditor.get(LIST).content.decode()

    assert "ganze Anlage" in text
    assert "Formularschlüssel 7" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(world, auditor, django_assert_num_queries, count):
    for number in range(count):
        amount = 1_000_00 + number
        distributions.change(world.rows, world.fulda, amount_cents=amount, **world.args(reason="Zählen"))

    with django_assert_num_queries(9):
        response = auditor.get(LIST, {"q": "Zählen"})

    assert response.context["cl"].result_count == count
