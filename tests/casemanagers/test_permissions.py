"""Who reads positions: the function and the queryset give the same answer."""

from datetime import date, timedelta

import pytest

from casemanagers import permissions
from casemanagers.permissions import can_read_positions, positions_visible_to
from municipalities.models import Membership
from tests.factories.casemanagers import AgencyFactory, OfferFactory, PositionFactory, VolunteerNetworkFactory
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from wir_portal.core import clock
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db


def answers(user, position):
    can = can_read_positions(user, position.municipality)
    assert (position in positions_visible_to(user, position.municipality)) == can
    return can


@pytest.mark.parametrize("role", Membership.Role.values)
def test_everyone_who_acts_for_the_body_today_reads_its_positions(role):
    position, other = PositionFactory(), MunicipalityFactory()
    member = MembershipFactory(municipality=position.municipality, role=role)

    assert answers(member.user, position)
    assert not can_read_positions(member.user, other)


def test_who_no_longer_acts_for_the_body_does_not():
    position = PositionFactory()
    yesterday = clock.today() - timedelta(days=1)
    member = MembershipFactory(municipality=position.municipality, starts_on=date(2014, 1, 1), ends_on=yesterday)

    assert not answers(member.user, position)


@pytest.mark.parametrize("group", StaffGroup)
def test_all_staff_but_the_technical_one_read_all(group):
    user = UserFactory(group=group)

    assert answers(user, PositionFactory()) == (group != StaffGroup.TECHNICAL)


# --- the directory -----------------------------------------------------------------------------------------------
PARTS = {"offers": OfferFactory, "agencies": AgencyFactory, "networks": VolunteerNetworkFactory}


def reads_and_edits(user, noun, entry):
    """Whether this person reads the entry, draft as it is, and whether they may change it."""
    body = entry.municipality
    can = getattr(permissions, f"can_read_{noun}")(user, body)
    assert (entry in getattr(permissions, f"{noun}_visible_to")(user, body)) == can
    return can, permissions.can_edit_directory(user, body)


@pytest.mark.parametrize("role", Membership.Role.values)
@pytest.mark.parametrize(("noun", "factory"), PARTS.items())
def test_everyone_who_acts_for_the_body_today_keeps_its_directory(noun, factory, role):
    entry, other = factory(), factory()
    member = MembershipFactory(municipality=entry.municipality, role=role)

    assert reads_and_edits(member.user, noun, entry) == (True, True)
    assert reads_and_edits(member.user, noun, other) == (False, False)


@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize(("noun", "factory"), PARTS.items())
def test_all_staff_but_the_technical_one_read_the_directory_and_the_editor_edits_it(noun, factory, group):
    user = UserFactory(group=group)

    expected = (group != StaffGroup.TECHNICAL, group == StaffGroup.MINISTRY_EDITOR)
    assert reads_and_edits(user, noun, factory()) == expected
