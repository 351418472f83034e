"""Who answers the bodies' questions."""

from datetime import date

import pytest
from django.urls import reverse

from tests.officers import HELPERS, INSIDERS, browser_of, read
from wir_portal.pages.offices import offices

CONTACTS = "pages:contacts"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2018, 11, 5), "Hessisches Ministerium für Soziales und Integration"),
        (date(2023, 12, 31), "Hessisches Ministerium für Soziales und Integration"),
        (date(2024, 1, 1), "Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales"),
    ],
)
def test_the_ministry_bears_the_name_of_the_day(day, name):
    ministry, authority = offices(day)

    assert ministry.name == name
    assert authority.name == "Regierungspräsidium Darmstadt"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*INSIDERS, *HELPERS])
def test_everyone_of_the_body_reads_both_offices_and_what_they_answer(officer, kind):
    body = officer.municipality
    page = read(browser_of(body, kind), CONTACTS, body)

    for office in offices(date(2018, 11, 5)):
        assert office.name in page
        for topic in office.topics:
            assert f"<li>{topic}</li>" in page
    assert "tel:" not in page
    assert "mailto:" not in page


@pytest.mark.django_db
def test_the_page_asks_for_nothing_but_the_person(officer_client, django_assert_num_queries):
    # session, user, acting for
    with django_assert_num_queries(3):
        officer_client.get(reverse(f"officer:{CONTACTS}", args=[officer_client.municipality.slug]))
