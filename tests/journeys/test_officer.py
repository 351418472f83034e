"""An officer of Landkreis Fulda reads what their body has, why, and whom to ask; nothing of the city of Fulda."""

import pytest

from programs.models import Allocation
from tests.journeys.visitor import Visitor

HOME = "/portal/landkreis-fulda/"
PAGES = ("", "kontingente/", "kontingente.csv", "stellen/", "team/", "ansprechpersonen/", "protokoll/")


@pytest.fixture
def officer() -> Visitor:
    visitor = Visitor()
    assert visitor.sign_in("landkreis-fulda-amt").address == HOME
    return visitor


def test_from_the_start_page_to_the_history_of_an_allocation(officer):
    assert "Landkreis Fulda" in officer.page.root.text
    assert "50.000 €" in officer.page.text
    assert "Stadt Fulda" not in officer.page.root.text

    officer.follow("Kontingente")
    assert officer.page.address == f"{HOME}kontingente/"
    assert officer.page.table("Kontingente 2018")[0][:2] == ["Fallmanagement 2018", "50.000 €"]

    officer.follow("Fallmanagement 2018")
    assert "50.000 €" in officer.page.text
    assert "Hessisches Ministerium für Soziales und Integration, 22.02.2018" in officer.page.text
    assert "land-bearbeitung" not in officer.page.root.text


def test_the_file_holds_the_rows_of_the_page(officer):
    response = officer.client.get(f"{HOME}kontingente.csv")
    rows = [row.split(";") for row in response.content.decode("utf-8-sig").splitlines()[1:]]

    assert {row[2] for row in rows} == {"Landkreis Fulda"}
    assert rows[0][:2] + rows[0][4:5] == ["2018", "Fallmanagement", "50000,00"]
    assert len(rows) == Allocation.objects.published().filter(municipality__slug="landkreis-fulda").count()


def test_who_acts_for_the_body_and_who_answers_questions(officer):
    team = officer.open(f"{HOME}team/")
    assert "Sachbearbeitung" in team.text
    assert "Stadt" not in team.text
    contacts = officer.open(f"{HOME}ansprechpersonen/")
    assert "Ministerium" in contacts.text


@pytest.mark.parametrize("page", PAGES)
def test_the_city_of_fulda_answers_like_a_body_that_never_was(officer, page):
    city = officer.client.get(f"/portal/stadt-fulda/{page}")
    nobody = officer.client.get(f"/portal/stadt-nirgendwo/{page}")

    assert (city.status_code, nobody.status_code) == (404, 404)
    assert city.content == nobody.content


def test_an_allocation_of_the_city_answers_like_one_that_never_was(officer):
    foreign = Allocation.objects.filter(municipality__slug="stadt-fulda").first()
    answers = [officer.client.get(f"{HOME}kontingente/{pk}/") for pk in (foreign.pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_the_officer_has_no_business_in_the_ministrys_rooms(officer):
    assert officer.client.get("/admin/").status_code == 403
    assert officer.client.get("/admin/verteilung/2019/fallmanagement/").status_code == 403
