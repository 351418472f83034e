"""The door of every page under /portal/<slug>/: who comes in, who does not, and what the others learn."""

import pytest
from django.urls import reverse

from municipalities.models import LegalStatus
from tests.clients import client_of
from tests.factories.municipalities import LegalStatusFactory, MembershipFactory, MunicipalityFactory
from tests.factories.programs import AllocationFactory
from tests.officers import HELPERS, INSIDERS, OUTSIDERS, browser_of, person, read

pytestmark = pytest.mark.django_db
FOR_ALL = ("pages:body-start", "pages:contacts", "municipalities:team", "casemanagers:position-list")
MONEY = ("programs:allocation-list", "programs:allocation-list-csv", "pages:event-list")
DETAIL = "programs:allocation-detail"
EVERY = (*FOR_ALL, *MONEY, DETAIL)
STRANGER = "landkreis-nirgendwo"


@pytest.fixture
def allocation():
    return AllocationFactory(is_sourced=True)


@pytest.fixture
def body(allocation):
    return allocation.municipality


def address(page, slug, allocation):
    return reverse(f"officer:{page}", args=[slug, allocation.pk] if page == DETAIL else [slug])


@pytest.mark.parametrize("page", EVERY)
@pytest.mark.parametrize("kind", [*INSIDERS, "ends_today", "starts_today"])
def test_officers_and_signatories_open_every_page(allocation, body, page, kind):
    assert browser_of(body, kind).get(address(page, body.slug, allocation)).status_code == 200


@pytest.mark.parametrize("page", EVERY)
@pytest.mark.parametrize("kind", HELPERS)
def test_a_case_manager_opens_what_is_not_money(allocation, body, page, kind):
    status = browser_of(body, kind).get(address(page, body.slug, allocation)).status_code

    assert status == (200 if page in FOR_ALL else 403)


@pytest.mark.parametrize("page", EVERY)
@pytest.mark.parametrize("kind", OUTSIDERS)
def test_for_everybody_else_the_body_does_not_exist(allocation, body, page, kind):
    client = browser_of(body, kind)

    answer = client.get(address(page, body.slug, allocation))
    unknown = client.get(address(page, STRANGER, allocation))

    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert unknown.status_code == 404


@pytest.mark.parametrize("page", EVERY)
def test_without_a_session_every_address_leads_to_the_sign_in(client, allocation, body, page):
    for slug in (body.slug, STRANGER):
        url = address(page, slug, allocation)
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (302, f"/konto/login/?next={url}")


@pytest.mark.parametrize("page", EVERY)
def test_a_locked_account_is_out_at_its_next_request(allocation, body, page):
    user = person("officer", body)
    client, url = client_of(user), address(page, body.slug, allocation)
    assert client.get(url).status_code == 200

    type(user).objects.update(is_active=False)

    assert client.get(url).status_code == 302


def test_an_ended_membership_is_out_at_its_next_request(allocation, body, turn_clock):
    member = MembershipFactory(municipality=body)
    client, url = client_of(member.user), address(DETAIL, body.slug, allocation)
    assert client.get(url).status_code == 200

    type(member).objects.update(ends_on="2018-11-04")

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("page", EVERY)
def test_the_pages_are_for_reading_only(allocation, body, page):
    assert browser_of(body).post(address(page, body.slug, allocation)).status_code == 405


@pytest.mark.parametrize("page", EVERY)
def test_no_cache_keeps_a_page(allocation, body, page):
    assert browser_of(body).get(address(page, body.slug, allocation))["Cache-Control"] == "private, no-store"


def test_two_roles_in_one_body_give_the_rights_of_both(allocation, body):
    user = person("case_manager", body)
    MembershipFactory(user=user, municipality=body, role="signatory")

    assert client_of(user).get(address(DETAIL, body.slug, allocation)).status_code == 200


def test_an_officer_of_one_body_is_only_a_case_manager_in_the_other(allocation, body):
    user = person("officer", MunicipalityFactory())
    MembershipFactory(user=user, municipality=body, role="case_manager")

    assert client_of(user).get(address(DETAIL, body.slug, allocation)).status_code == 403


@pytest.mark.parametrize("seen_from", ["district", "city"])
def test_a_district_and_the_city_within_it_see_nothing_of_each_other(seen_from):
    district = MunicipalityFactory(slug="landkreis-fulda", name="Landkreis Fulda")
    city = MunicipalityFactory(slug="stadt-fulda", name="Stadt Fulda", key="06631009")
    LegalStatusFactory(municipality=district)
    LegalStatusFactory(municipality=city, kind=LegalStatus.Kind.SPECIAL_STATUS_CITY, parent=district)
    own, other = (district, city) if seen_from == "district" else (city, district)
    MembershipFactory(municipality=other, user__display_name="Geheime Person")
    hidden = AllocationFactory(is_sourced=True, municipality=other, amount_cents=77_777_00)
    AllocationFactory(is_sourced=True, municipality=own, appropriation=hidden.appropriation, amount_cents=11_111_00)
    client = browser_of(own)

    pages = [read(client, page, own) for page in (*FOR_ALL, *MONEY)]

    assert "11.111 €" in pages[0]
    for html in pages:
        for secret in (other.name, other.slug, "77.777", "77777", "Geheime Person"):
            assert secret not in html
    for slug in (own.slug, other.slug):
        assert client.get(address(DETAIL, slug, hidden)).status_code == 404
