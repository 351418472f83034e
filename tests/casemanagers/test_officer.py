"""The positions page of a body."""

from datetime import date

import pytest
from django.urls import reverse

from municipalities.models import Membership
from tests.clients import client_of
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.municipalities import MembershipFactory
from tests.factories.programs import FundingRateFactory
from wir_portal.core.models import Origin

pytestmark = pytest.mark.django_db


def address(body):
    return reverse("officer:casemanagers:position-list", args=[body.slug])


@pytest.fixture
def position():
    return PositionFactory()


@pytest.fixture
def member(position):
    return MembershipFactory(municipality=position.municipality, starts_on=date(2014, 1, 1))


@pytest.mark.parametrize("role", Membership.Role.values)
def test_everyone_of_the_body_reads_shares_days_and_what_is_free(position, role):
    user = MembershipFactory(municipality=position.municipality, role=role, starts_on=date(2014, 1, 1)).user
    AppointmentFactory(position=position, share_hundredths=7_500, starts_on=date(2018, 3, 1), ends_on=date(2018, 9, 30))

    page = client_of(user).get(address(position.municipality)).content.decode()

    assert "Kreisverwaltung" in page
    assert "75 %" in page
    assert "100 % vom 01.01.2018 bis 28.02.2018" in page
    assert "25 % vom 01.03.2018 bis 30.09.2018" in page
    assert "100 % vom 01.10.2018 bis 31.12.2018" in page


def test_the_line_says_how_much_is_free(position, member):
    FundingRateFactory(line=position.line, max_fulltime_percent=50)
    AppointmentFactory(position=position, share_hundredths=3_750)

    page = client_of(member.user).get(address(position.municipality)).content.decode()

    assert "37,5 % von 50 % einer vollen Stelle" in page
    assert "12,5 % vom 01.01.2018 bis 31.12.2018" in page


def test_another_body_does_not_exist(position, member):
    other = AppointmentFactory(employer="Geheimer Träger").position.municipality

    answer = client_of(member.user).get(address(other))
    unknown = client_of(member.user).get("/portal/gibt-es-nicht/stellen/")

    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert "Geheimer Träger" not in client_of(member.user).get(address(position.municipality)).content.decode()


def test_examples_are_marked(position, member, settings):
    settings.WIR_DEMO = False
    row = AppointmentFactory(position=position)
    assert "Beispieldaten" not in client_of(member.user).get(address(position.municipality)).content.decode()

    type(row).objects.update(origin=Origin.EXAMPLE)
    page = client_of(member.user).get(address(position.municipality)).content.decode()
    assert page.count("Beispieldaten") == 2  # heading and figure


def test_without_positions_the_page_says_whom_to_ask(member, position):
    position.delete()

    assert "noch keine Stelle eingetragen" in client_of(member.user).get(address(member.municipality)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(member, django_assert_num_queries, count):
    for _ in range(count):
        AppointmentFactory(position=PositionFactory(municipality=member.municipality))
    client = client_of(member.user)

    # session, user, acting for, roles, staff groups, rates, positions, appointments
    with django_assert_num_queries(8):
        assert client.get(address(member.municipality)).status_code == 200
