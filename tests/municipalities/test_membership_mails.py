"""Administrators and the person concerned hear of every membership that is granted or ended."""

from datetime import date

import pytest

from municipalities.services import memberships
from tests.factories.core import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from wir_portal.core.models import Event, OutboxMail, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(editor, technical):
    User.objects.filter(pk=technical.pk).update(email="technik@example.org")
    return memberships.grant(
        UserFactory(username="landkreis-probe-amt", email="amt@example.org"),
        MunicipalityFactory(name="Landkreis Probe"),
        role="officer",
        starts_on=date(2018, 11, 1),
        reason_internal="Geheimer Grund",
        actor=editor,
    )


def test_a_membership_that_is_granted_is_told(granted):
    first, second = OutboxMail.objects.order_by("pk")

    assert (first.recipient, second.recipient) == ("technik@example.org", "amt@example.org")
    assert first.event == Event.objects.get(act="membership.granted")
    assert first.subject == "WIR-Portal: Zugehörigkeit erteilt für landkreis-probe-amt"
    assert "Aufgabe: Sachbearbeitung\nAb: 01.11.2018\nBis: bis auf Weiteres\n" in first.body
    assert "Erteilt von: Ministerium: Bearbeitung" in first.body
    assert "Geheimer Grund" not in first.body


def test_a_membership_that_is_ended_is_told(granted, editor):
    memberships.end(granted, ends_on=date(2018, 11, 30), reason_internal="Wechsel", actor=editor)

    first = OutboxMail.objects.filter(event__act="membership.ended").first()
    assert first.subject == "WIR-Portal: Zugehörigkeit beendet für landkreis-probe-amt"
    assert "Bis: 30.11.2018 (einschließlich)" in first.body
