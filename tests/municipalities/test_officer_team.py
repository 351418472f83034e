"""Who acts for one's own body."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from municipalities.models import Membership
from tests.clients import client_of
from tests.factories.municipalities import MembershipFactory
from tests.officers import HELPERS, INSIDERS, browser_of, person, read
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
TEAM = "municipalities:team"


@pytest.fixture
def body(officer):
    return officer.municipality


def groups(client, body):
    context = client.get(reverse(f"officer:{TEAM}", args=[body.slug])).context
    return {name: [row.user.display_name for row in context[name]] for name in ("present", "coming", "former")}


def member(body, name, **days):
    return MembershipFactory(municipality=body, user__display_name=name, **days)


def test_the_team_is_told_by_day(officer_client, body):
    today = clock.today()
    member(body, "ab heute", starts_on=today)
    member(body, "bis heute", ends_on=today)
    member(body, "ab morgen", starts_on=today + timedelta(days=1))
    member(body, "bis gestern", ends_on=today - timedelta(days=1))
    member(body, "bis vor 90 Tagen", ends_on=today - timedelta(days=90))
    member(body, "bis vor 91 Tagen", ends_on=today - timedelta(days=91))
    member(body, "gesperrt", user__is_active=False)
    member(body, "gesperrt, ab morgen", user__is_active=False, starts_on=today + timedelta(days=1))
    MembershipFactory(user__display_name="einer anderen Kommune")

    assert groups(officer_client, body) == {
        "present": ["Landkreis, Sachbearbeitung", "ab heute", "bis heute"],
        "coming": ["ab morgen"],
        "former": ["bis gestern", "bis vor 90 Tagen", "gesperrt", "gesperrt, ab morgen"],
    }


def test_sections_without_people_are_not_there(officer_client, body):
    page = read(officer_client, TEAM, body)

    assert "(Sie)" in page
    assert "Demnächst" not in page
    assert "Nicht mehr" not in page
    assert "Konto gesperrt" not in page


def test_each_row_names_task_days_and_what_is_locked(officer_client, body):
    member(
        body, "Zeichnung Nord", role=Membership.Role.SIGNATORY, starts_on=date(2019, 1, 1), ends_on=date(2019, 6, 30)
    )
    member(body, "Alt", user__is_active=False)

    page = read(officer_client, TEAM, body)

    assert '<th scope="row">Zeichnung Nord</th><td>Zeichnung</td><td>01.01.2019</td><td>30.06.2019</td>' in page
    assert "<td>Sachbearbeitung</td><td>01.01.2014</td><td>ohne Ende</td>" in page
    assert page.count("Konto gesperrt</span>") == 1


@pytest.mark.parametrize("kind", [*INSIDERS, *HELPERS])
def test_everyone_of_the_body_reads_the_same_team(body, kind):
    user = person(kind, body)

    assert set(groups(client_of(user), body)["present"]) == {user.display_name, "Landkreis, Sachbearbeitung"}


def test_one_person_with_two_tasks_stands_there_twice(body):
    user = person("officer", body)
    MembershipFactory(user=user, municipality=body, role=Membership.Role.SIGNATORY)

    assert read(client_of(user), TEAM, body).count("(Sie)") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(body, count, django_assert_num_queries):
    MembershipFactory.create_batch(count, municipality=body)
    client = browser_of(body)

    # session, user, acting for, team
    with django_assert_num_queries(4):
        assert client.get(reverse(f"officer:{TEAM}", args=[body.slug])).status_code == 200
