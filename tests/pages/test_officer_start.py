"""Where somebody of a body begins: which body, or why none."""

from datetime import timedelta

import pytest

from tests.clients import client_of
from tests.factories.core import UserFactory
from tests.factories.municipalities import MembershipFactory, MunicipalityFactory
from tests.officers import STAFF, browser_of, person
from wir_portal.core import clock

pytestmark = pytest.mark.django_db
PORTAL = "/portal/"


@pytest.fixture
def body():
    return MunicipalityFactory(name="Landkreis Fulda")


def heading(client):
    answer = client.get(PORTAL)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "wir-nav" not in page
    assert "Angemeldet als" in page
    return page[page.index("<h1>") + 4 : page.index("</h1>")]


@pytest.mark.parametrize("kind", ["officer", "signatory", "case_manager", "ends_today", "starts_today"])
def test_the_only_body_opens_at_once(body, kind):
    answer = browser_of(body, kind).get(PORTAL)

    assert (answer.status_code, answer["Location"]) == (302, f"/portal/{body.slug}/")


def test_two_roles_in_one_body_are_no_choice(body):
    user = person("officer", body)
    MembershipFactory(user=user, municipality=body, role="case_manager")

    assert client_of(user).get(PORTAL)["Location"] == f"/portal/{body.slug}/"


def test_several_bodies_are_a_choice(body):
    user = person("officer", body)
    second = MembershipFactory(user=user, municipality__name="Stadt Kassel").municipality
    MembershipFactory(user=user, ends_on=clock.today() - timedelta(days=1), municipality__name="Vorbei")
    MembershipFactory(municipality__name="Nie")
    client = client_of(user)

    assert heading(client) == "Für welche Kommune handeln Sie?"
    page = client.get(PORTAL).content.decode()
    for own in (body, second):
        assert f'<a href="/portal/{own.slug}/">{own.name}</a>' in page
    assert page.count("<h3>") == 2


def test_between_bodies_one_can_change_from_every_page(body):
    user = person("officer", body)
    second = MembershipFactory(user=user).municipality

    for own in (body, second):
        assert '<a href="/portal/">Kommune wechseln</a>' in client_of(user).get(f"/portal/{own.slug}/").content.decode()
    assert "Kommune wechseln" not in browser_of(body).get(f"/portal/{body.slug}/").content.decode()


def test_an_ended_access_is_named_with_its_last_day(body):
    client = browser_of(body, "ended_yesterday")

    assert heading(client) == "Ihr Zugang endete am 04.11.2018"
    assert "Bis dahin handelten Sie für: Landkreis Fulda." in client.get(PORTAL).content.decode()


def test_the_last_of_several_ended_ones_counts(body):
    user = person("ended_yesterday", body)
    MembershipFactory(user=user, ends_on=clock.today() - timedelta(days=100))

    assert heading(client_of(user)) == "Ihr Zugang endete am 04.11.2018"


def test_an_access_to_come_is_named_with_its_first_day(body):
    client = browser_of(body, "starts_tomorrow")

    assert heading(client) == "Ihr Zugang beginnt am 06.11.2018"
    assert "Von diesem Tag an handeln Sie für: Landkreis Fulda." in client.get(PORTAL).content.decode()


def test_an_ended_access_names_the_next_one(body):
    user = person("ended_yesterday", MunicipalityFactory(name="Stadt Kassel"))
    MembershipFactory(user=user, municipality=body, starts_on=clock.today() + timedelta(days=1))
    MembershipFactory(user=user, starts_on=clock.today() + timedelta(days=9))
    client = client_of(user)

    assert heading(client) == "Ihr Zugang endete am 04.11.2018"
    page = client.get(PORTAL).content.decode()
    assert "Bis dahin handelten Sie für: Stadt Kassel. Ab 06.11.2018 handeln Sie für: Landkreis Fulda." in page


@pytest.mark.parametrize("kind", ["without_rights", "superuser"])
def test_who_never_had_a_body_reads_so(body, kind):
    client = browser_of(body, kind)

    assert heading(client) == "Für dieses Konto ist keine Kommune eingetragen"
    assert body.name not in client.get(PORTAL).content.decode()


@pytest.mark.parametrize("kind", STAFF)
def test_the_staff_of_the_state_goes_to_its_own_rooms(body, kind):
    answer = browser_of(body, kind).get(PORTAL)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_a_locked_account_goes_to_the_sign_in(body):
    user = person("officer", body)
    client = client_of(user)
    type(user).objects.update(is_active=False)

    assert client.get(PORTAL)["Location"] == "/konto/login/?next=/portal/"


def test_without_a_session_the_sign_in_opens(client):
    assert client.get(PORTAL)["Location"] == "/konto/login/?next=/portal/"


def test_nothing_is_posted_here():
    assert client_of(UserFactory()).post(PORTAL).status_code == 405
