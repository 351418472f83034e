"""Granting and ending the right to act for a body: the promise, each refusal, the trace."""

from datetime import date

import pytest

from municipalities.models import Membership
from municipalities.services import memberships
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from wir_portal.core.errors import DomainError
from wir_portal.core.models import Event
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY = date(2018, 11, 5), date(2018, 11, 4)
OFFICER = Membership.Role.OFFICER


@pytest.fixture(autouse=True)
def on_the_day(turn_clock):
    turn_clock("2018-11-05T09:00:00+01:00")


def grant(account, body, starts_on=TODAY, ends_on=None, actor=None, role=OFFICER):
    return memberships.grant(
        account, body, role=role, starts_on=starts_on, ends_on=ends_on, reason_internal="Antrag",
        actor=actor or UserFactory(),
    )  # fmt: skip


def end(row, ends_on=TODAY, actor=None):
    return memberships.end(row, ends_on=ends_on, reason_internal="Wechsel", actor=actor or UserFactory())


def test_a_membership_is_granted_and_ended_with_its_trace():
    account, body, actor = UserFactory(), MunicipalityFactory(), UserFactory()

    row = grant(account, body, actor=actor)
    end(row, actor=actor)

    row.refresh_from_db()
    assert (row.user, row.municipality, row.role, row.starts_on, row.ends_on) == (account, body, OFFICER, TODAY, TODAY)
    traces = Event.objects.order_by("pk").values_list("act", "actor", "body_slug", "reason_internal")
    assert list(traces) == [
        ("membership.granted", actor.pk, body.slug, "Antrag"),
        ("membership.ended", actor.pk, body.slug, "Wechsel"),
    ]


@pytest.mark.parametrize(
    ("before", "wanted", "is_free"),
    [
        ((date(2018, 1, 1), None), (TODAY, None), False),
        ((date(2018, 1, 1), TODAY), (TODAY, None), False),
        ((date(2018, 1, 1), YESTERDAY), (TODAY, None), True),
        ((date(2019, 1, 1), None), (TODAY, date(2018, 12, 31)), True),
        ((date(2019, 1, 1), None), (TODAY, date(2019, 1, 1)), False),
    ],
)
def test_one_task_is_given_once_at_a_time(before, wanted, is_free):
    other = MembershipFactory(starts_on=before[0], ends_on=before[1])

    if is_free:
        grant(other.user, other.municipality, *wanted)
        return
    with pytest.raises(DomainError, match="hat diese Aufgabe in dem Zeitraum schon"):
        grant(other.user, other.municipality, *wanted)


def test_another_task_or_body_may_be_given_beside():
    row = MembershipFactory()

    grant(row.user, row.municipality, role=Membership.Role.SIGNATORY)
    grant(row.user, MunicipalityFactory())

    assert Membership.objects.filter(user=row.user).count() == 3


def test_staff_oneself_and_an_end_before_the_start_are_refused():
    account, body = UserFactory(), MunicipalityFactory()

    with pytest.raises(DomainError, match="gehört dem Land"):
        grant(UserFactory(group=StaffGroup.AUDITOR), body)
    with pytest.raises(DomainError, match="immer eine andere Person"):
        grant(account, body, actor=account)
    with pytest.raises(DomainError, match="Das Ende liegt vor dem Beginn"):
        grant(account, body, ends_on=YESTERDAY)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("starts_on", "ended_on", "ends_on", "sentence"),
    [
        (date(2018, 1, 1), date(2018, 10, 1), TODAY, "endete schon am 01.10.2018"),
        (date(2019, 1, 1), None, TODAY, "begann am 01.01.2019"),
        (date(2018, 1, 1), None, date(2018, 11, 3), "frühestens gestern"),
    ],
)
def test_what_lies_behind_stays(starts_on, ended_on, ends_on, sentence):
    row = MembershipFactory(starts_on=starts_on, ends_on=ended_on)

    with pytest.raises(DomainError, match=sentence):
        end(row, ends_on)
    row.refresh_from_db()
    assert row.ends_on == ended_on


@pytest.mark.parametrize("ends_on", [YESTERDAY, TODAY, date(2019, 6, 30)])
def test_an_access_ends_yesterday_at_the_earliest(ends_on):
    row = MembershipFactory(ends_on=date(2019, 12, 31))

    assert end(row, ends_on).ends_on == ends_on


def test_nobody_ends_the_own_access():
    row = MembershipFactory()

    with pytest.raises(DomainError, match="immer eine andere Person"):
        end(row, actor=row.user)
