"""The services of the ground floor: events, history, form keys, groups, accounts, rows."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from programs.models import Allocation
from tests.factories.core import SourceFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.programs import AllocationFactory, AppropriationFactory
from wir_portal.core import clock
from wir_portal.core.errors import Conflict, DomainError
from wir_portal.core.models import Event, FormKey, User
from wir_portal.core.permissions import StaffGroup
from wir_portal.core.services import accounts, events, groups, history, rows
from wir_portal.core.services.form_keys import once

pytestmark = pytest.mark.django_db
EDITOR = StaffGroup.MINISTRY_EDITOR


# --- events ---------------------------------------------------------------------------------------------------------
def test_an_event_says_who_what_when_why(turn_clock):
    turn_clock("2018-12-31T23:59:50+01:00")
    source, actor = SourceFactory(), UserFactory()

    event = events.record(
        "source.changed", source, actor=actor, reason_internal="Tippfehler", reason_for_body="Keiner",
        body_slug="wiesbaden", fields=["title"],
    )  # fmt: skip

    event.refresh_from_db()
    assert (event.act, event.actor, event.subject_type, event.subject_id) == (
        "source.changed",
        actor,
        "core.source",
        str(source.pk),
    )
    assert (event.reason_internal, event.reason_for_body, event.body_slug) == ("Tippfehler", "Keiner", "wiesbaden")
    assert event.details == {"fields": ["title"]}
    assert str(event) == f"{event.at:%d.%m.%Y %H:%M} Quelle geändert"
    assert event.at.astimezone(clock.BERLIN).year == 2018
    assert list(Event.objects.about(source)) == [event]
    assert event.by() == "Ministerium"


def test_without_an_actor_it_was_the_system_and_without_a_subject_the_whole():
    event = events.record("unbekannt", None, actor=None)

    assert (event.actor, event.subject_type, event.subject_id, event.words) == (None, "", "", "unbekannt")
    assert event.by() == "Übernahme aus öffentlicher Quelle"


def test_each_body_finds_a_joint_act_in_its_own_log():
    of = events.record("distribution.decided", None, actor=UserFactory(), reason_internal="intern", reason_for_body="x")
    bodies = MunicipalityFactory.create_batch(2)

    events.record_for_bodies("allocation.decided", [(b, b.slug, {"amount_cents": 5}) for b in bodies], of=of)

    for body in bodies:
        event = Event.objects.for_body(body.slug).get()
        assert event.details == {"amount_cents": 5, "event": of.pk}
        assert (event.actor_id, event.at, event.reason_for_body, event.reason_internal) == (of.actor_id, of.at, "x", "")


# --- history --------------------------------------------------------------------------------------------------------
def test_a_row_and_its_versions_name_their_events():
    appropriation, actor = AppropriationFactory(), UserFactory()
    body = MunicipalityFactory()
    made = events.record("allocation.changed", appropriation, actor=actor)
    row = AllocationFactory.build(appropriation=appropriation, municipality=body, last_edited_by=actor, amount_cents=1)
    row = history.create(Allocation, [row], event=made)[0]
    changed = events.record("allocation.changed", appropriation, actor=actor)
    row.amount_cents = 2
    history.update(Allocation, [row], ["amount_cents"], event=changed)

    versions = list(row.history.order_by("history_id").values_list("amount_cents", "event", "history_user"))
    assert versions == [(1, made.pk, actor.pk), (2, changed.pk, actor.pk)]
    assert list(row.history.order_by("history_id").values_list("history_date", flat=True)) == [made.at, changed.at]


def test_nothing_to_write_writes_nothing():
    event = events.record("allocation.changed", None, actor=None)

    assert history.create(Allocation, [], event=event) == []
    assert history.update(Allocation, [], ["amount_cents"], event=event) is None
    assert not Allocation.history.exists()


@pytest.mark.parametrize("order", [1, -1])
def test_money_moves_within_a_full_line_whichever_row_comes_first(order):
    line = AppropriationFactory(amount_cents=100)
    raised, cut = AllocationFactory.create_batch(2, appropriation=line, amount_cents=50)[::order]
    raised.amount_cents, cut.amount_cents = 70, 30
    event = events.record("allocation.changed", line, actor=None)

    history.update_amounts(Allocation, [(raised, 20), (cut, -20)], ["amount_cents"], event=event)

    assert dict(line.allocations.values_list("pk", "amount_cents")) == {raised.pk: 70, cut.pk: 30}
    assert dict(Allocation.history.values_list("id", "amount_cents")) == {raised.pk: 70, cut.pk: 30}


# --- form keys ------------------------------------------------------------------------------------------------------
def test_the_same_form_is_done_once_and_answers_the_same():
    key, actor, done = uuid4(), UserFactory(), []

    def run() -> str:
        done.append(1)
        return f"{len(done)} mal"

    assert [once(key, actor=actor, content={"a": 1}, run=run) for _ in range(3)] == ["1 mal"] * 3
    assert str(FormKey.objects.get()) == str(key)


@pytest.mark.parametrize("other", ["content", "actor"])
def test_the_same_key_for_something_else_is_a_conflict(other):
    key, actor = uuid4(), UserFactory()
    once(key, actor=actor, content={"a": 1}, run=lambda: "fertig")

    with pytest.raises(Conflict, match="schon mit anderem Inhalt gesendet"):
        once(
            key,
            actor=UserFactory() if other == "actor" else actor,
            content={"a": 2 if other == "content" else 1},
            run=lambda: "noch einmal",
        )


def test_a_refused_act_uses_up_no_key():
    key, actor = uuid4(), UserFactory()

    def refuse() -> str:
        raise DomainError("So nicht.")

    with pytest.raises(DomainError, match="So nicht"):
        once(key, actor=actor, content={}, run=refuse)

    assert once(key, actor=actor, content={"anders": True}, run=lambda: "fertig") == "fertig"


# --- groups -------------------------------------------------------------------------------------------------------
def test_a_group_is_given_and_ended_with_its_trace():
    account, actor = UserFactory(), UserFactory()

    given = groups.grant_group(account, EDITOR, actor=actor, reason_internal="Vertretung")
    assert User.objects.get(pk=account.pk).staff_groups == {EDITOR.value}
    ended = groups.end_group(account, EDITOR, actor=actor, reason_internal="Zurück")

    assert User.objects.get(pk=account.pk).staff_groups == frozenset()
    traces = [(e.act, e.actor, e.subject_id, e.reason_internal, e.details) for e in (given, ended)]
    assert traces == [
        ("account.group_granted", actor, str(account.pk), "Vertretung", {"group": EDITOR.value}),
        ("account.group_ended", actor, str(account.pk), "Zurück", {"group": EDITOR.value}),
    ]


@pytest.mark.parametrize(
    ("change", "has_it", "sentence"),
    [
        (groups.grant_group, True, "Das Konto hat das Recht „Ministerium: Bearbeitung“ schon."),
        (groups.end_group, False, "Das Konto hat das Recht „Ministerium: Bearbeitung“ nicht."),
    ],
)
def test_what_is_so_already_is_refused(change, has_it, sentence):
    account = UserFactory(group=EDITOR if has_it else None)

    with pytest.raises(DomainError) as refusal:
        change(account, EDITOR, actor=UserFactory(), reason_internal="Probe")

    assert str(refusal.value) == sentence
    assert not Event.objects.exists()


@pytest.mark.parametrize("change", [groups.grant_group, groups.end_group])
def test_nobody_changes_the_own_rights(change):
    account = UserFactory()

    with pytest.raises(DomainError, match="Die eigenen Rechte ändert immer eine andere Person"):
        change(account, EDITOR, actor=account, reason_internal="Probe")


def test_the_six_groups_exist_and_come_back():
    assert set(Group.objects.values_list("name", flat=True)) == set(StaffGroup.values)
    Group.objects.filter(name=EDITOR).delete()

    groups.ensure_groups()
    groups.ensure_groups()

    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(StaffGroup.values)


def test_groups_wait_for_their_table(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    Group.objects.all().delete()

    groups.ensure_groups()

    assert not Group.objects.exists()


# --- accounts -----------------------------------------------------------------------------------------------------
def test_an_account_is_made_without_any_right():
    actor = UserFactory()
    account = accounts.create(
        username="Neues-Konto", display_name="Probe", email="a@example.org", password="ein langes Kennwort",
        actor=actor, reason_internal="Antrag",
    )  # fmt: skip

    account = User.objects.get(pk=account.pk)
    assert (account.username, account.is_active, account.is_staff, account.is_superuser) == (
        "neues-konto",
        True,
        False,
        False,
    )
    assert account.check_password("ein langes Kennwort")
    assert str(account) == "Probe"
    assert Event.objects.get().act == "account.created"


def test_a_name_is_given_once_in_whatever_case():
    UserFactory(username="schon-da")

    with pytest.raises(DomainError, match="Diesen Anmeldenamen gibt es schon"):
        accounts.create(
            username="Schon-Da", display_name="", email="", password="x", actor=UserFactory(), reason_internal="Antrag"
        )


@pytest.mark.parametrize(
    ("change", "active", "act", "already"),
    [
        (accounts.lock, True, "account.locked", "Das Konto ist schon gesperrt."),
        (accounts.unlock, False, "account.unlocked", "Das Konto ist nicht gesperrt."),
    ],
)
def test_an_account_is_locked_and_unlocked_once(change, active, act, already):
    account, actor = UserFactory(is_active=active), UserFactory()

    change(account, actor=actor, reason_internal="Probe")

    account.refresh_from_db()
    assert account.is_active is not active
    assert Event.objects.about(account).get().act == act
    with pytest.raises(DomainError) as refusal:
        change(account, actor=actor, reason_internal="Probe")
    assert str(refusal.value) == already
    with pytest.raises(DomainError, match="Das eigene Konto"):
        change(account, actor=account, reason_internal="Probe")


# --- rows -----------------------------------------------------------------------------------------------------------
def test_a_row_is_saved_with_the_names_of_its_changes():
    source, actor = SourceFactory(), UserFactory()
    source.title = "Neuer Titel"

    event = rows.save(source, act="source.changed", fields=["title", "note"], actor=actor, reason_internal="Korrektur")

    source.refresh_from_db()
    assert source.title == "Neuer Titel"
    assert (event.details, event.reason_internal) == ({"fields": ["note", "title"]}, "Korrektur")


def test_nothing_changed_is_nothing_done():
    source = SourceFactory()

    with pytest.raises(DomainError, match="Sie haben nichts geändert"):
        rows.save(source, act="source.changed", fields=[], actor=UserFactory(), reason_internal="Korrektur")

    assert not Event.objects.exists()
