"""Positions in the ministry's workplace: read by all staff but the technical one, edited by nobody yet."""

from datetime import date

import pytest
from django.urls import reverse

from casemanagers.models import Appointment, Position
from tests.clients import client_of
from tests.factories.casemanagers import AppointmentFactory, PositionFactory
from tests.factories.core import UserFactory
from wir_portal.core import clock
from wir_portal.core.permissions import StaffGroup

pytestmark = pytest.mark.django_db
POSITIONS, APPOINTMENTS = "/admin/casemanagers/position/", "/admin/casemanagers/appointment/"


@pytest.fixture
def half():
    return AppointmentFactory(share_hundredths=5_000, position__budget_year__year=clock.today().year).position


@pytest.mark.parametrize("group", StaffGroup)
@pytest.mark.parametrize("page", [POSITIONS, f"{POSITIONS}csv/", APPOINTMENTS, f"{APPOINTMENTS}csv/"])
def test_all_staff_but_the_technical_one_read(half, group, page):
    answer = client_of(UserFactory(group=group)).get(page)

    assert answer.status_code == (403 if group == StaffGroup.TECHNICAL else 200)


def test_nobody_writes_here(editor_client, half):
    row = half.appointments.get()

    for page in (f"{POSITIONS}{half.pk}/change/", f"{APPOINTMENTS}{row.pk}/change/"):
        assert editor_client.get(page).status_code == 200
        assert editor_client.post(page, {"share_hundredths": "1", "reason": "x"}).status_code == 403
    for page in (f"{POSITIONS}add/", f"{APPOINTMENTS}add/", f"{POSITIONS}{half.pk}/delete/"):
        assert editor_client.get(page).status_code == 404
    row.refresh_from_db()
    assert row.share_hundredths == 5_000


def test_the_list_is_filtered_by_the_state_of_the_day(reader_client, half):
    vacant = PositionFactory(line=half.line, budget_year=half.budget_year)

    def shown(query):
        return {row.pk for row in reader_client.get(POSITIONS, query).context["cl"].result_list}

    assert shown({}) == {half.pk, vacant.pk}
    assert shown({"besetzung": "partly"}) == {half.pk}
    assert shown({"besetzung": "vacant"}) == {vacant.pk}
    assert shown({"besetzung": "filled"}) == set()
    assert shown({"q": half.municipality.key}) == {half.pk}


def test_csv_says_what_the_list_says(reader_client, half, settings):
    settings.WIR_DEMO = False
    _header, row = reader_client.get(f"{POSITIONS}csv/").content.decode("utf-8-sig").splitlines()
    body = half.municipality

    assert row == (
        f"{half.budget_year};{half.line};{body.key};{body.sort_name};teilweise besetzt;50;100;Hier entschieden"
    )
    _header, row = reader_client.get(f"{APPOINTMENTS}csv/").content.decode("utf-8-sig").splitlines()
    assert row.endswith(f";Fallmanagement;Kreisverwaltung;50;01.01.{half.budget_year};;Hier entschieden")


def test_a_position_shows_who_fills_it(reader_client, half):
    page = reader_client.get(f"{POSITIONS}{half.pk}/change/").content.decode()
    assert f"Fallmanagement, Kreisverwaltung: 50 % vom 01.01.{half.budget_year} bis Jahresende" in page

    Appointment.objects.all().delete()
    assert "keine" in reader_client.get(f"{POSITIONS}{half.pk}/change/").content.decode()


def test_the_start_page_counts_the_positions_of_this_year(reader_client, half):
    PositionFactory(line=half.line, budget_year=half.budget_year)
    AppointmentFactory(position=PositionFactory(line=half.line, budget_year=half.budget_year))
    PositionFactory(line=half.line, budget_year__year=2014)

    page = reader_client.get(reverse("admin:index")).content.decode()

    assert "1 besetzt, 1 teilweise besetzt, 1 nicht besetzt." in page
    assert page.count('<i class="') == 3


def test_the_start_page_is_silent_without_positions_and_without_the_right(reader_client, technical_client):
    assert "Stellen 20" not in reader_client.get(reverse("admin:index")).content.decode()

    PositionFactory(budget_year__year=clock.today().year)
    assert 'id="stellen"' not in technical_client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(reader_client, django_assert_num_queries, count):
    for _ in range(count):
        AppointmentFactory(starts_on=date(2018, 2, 1))

    with django_assert_num_queries(10):
        assert reader_client.get(POSITIONS).context["cl"].result_count == Position.objects.count() == count
    with django_assert_num_queries(9):
        assert reader_client.get(APPOINTMENTS).context["cl"].result_count == count
