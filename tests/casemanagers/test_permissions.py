"""Who reads positions: the function and the queryset give the same answer."""

from datetime import date, timedelta

import pytest

from casemanagers.permissions import can_read_positions, positions_visible_to
from municipalities.models import Membership
from tests.factories.casemanagers import PositionFactory
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
