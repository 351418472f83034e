"""The sourced figures as they stand in the database after `load_wir`: equal to what was published."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Sum

from municipalities.models import IndicatorValue, Municipality
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, FundingRate

pytestmark = pytest.mark.django_db
LAST_OF_2018, IN_2026 = date(2018, 12, 31), date(2026, 1, 1)


@pytest.fixture(autouse=True)
def loaded():
    call_command("load_wir", verbosity=0)


def test_33_bodies_get_50000_euros_each_for_case_managers_in_2018():
    rows = Allocation.objects.filter(appropriation__budget_year__year=2018, appropriation__line__slug="fallmanagement")

    assert set(rows.values_list("amount_cents", "status", "origin")) == {(50_000_00, "decided", "sourced")}
    assert rows.count() == Municipality.objects.count() == 33
    assert rows.aggregate(sum=Sum("amount_cents"))["sum"] == 165000000
    assert Allocation.objects.count() == 33
    assert {str(day) for day in rows.values_list("appropriation__published_on", flat=True)} == {"2018-02-22"}


@pytest.mark.parametrize(
    ("day", "districts", "cities", "special"),
    [(LAST_OF_2018, 21, 5, 7), (date(2014, 1, 1), 21, 5, 7), (date(2025, 12, 31), 21, 5, 7), (IN_2026, 21, 6, 6)],
)
def test_the_bodies_by_legal_status(day, districts, cities, special):
    kinds = Counter(Municipality.objects.with_status(day).values_list("kind", flat=True))

    assert kinds == {"district": districts, "independent_city": cities, "special_status_city": special}
    assert Municipality.objects.kreise(day).count() == districts + cities


def test_hanau_leaves_its_district_in_2026_and_has_no_new_key_yet():
    before, after = (
        Municipality.objects.with_status(day).get(slug__contains="hanau") for day in (LAST_OF_2018, IN_2026)
    )

    assert Municipality.objects.get(pk=before.parent_id).name == "Main-Kinzig-Kreis"
    assert (before.kind, before.official_key) == ("special_status_city", "06435014")
    assert (after.kind, after.official_key, after.parent_id) == ("independent_city", None, None)
    assert before.key == after.key == "06435014"


def test_the_26_kreise_have_6265809_people_and_the_special_cities_are_counted_twice():
    people = IndicatorValue.objects.filter(indicator__slug="population", reference_on=LAST_OF_2018)
    kreise = people.filter(municipality__in=Municipality.objects.kreise(LAST_OF_2018))

    assert kreise.count() == 26
    assert kreise.aggregate(sum=Sum("value"))["sum"] == 6_265_809
    assert people.aggregate(sum=Sum("value"))["sum"] - 6_265_809 == 502_648


def test_the_years_are_those_that_are_known():
    rows = BudgetYear.objects.order_by("year").values_list("year", "total_cents", "precision", "status", "origin")

    assert list(rows) == [
        (2014, 3_080_000_00, "exact", "closed", "sourced"),
        (2016, 4_600_000_00, "exact", "closed", "sourced"),
        (2017, 8_850_000_00, "exact", "closed", "sourced"),
        (2018, 10_000_000_00, "minimum", "open", "sourced"),
        (2019, 10_000_000_00, "about", "draft", "sourced"),
        (2021, 10_600_000_00, "exact", "draft", "sourced"),
    ]
    assert set(BudgetYear.objects.filter(status="draft").values_list("planning_ceiling_cents", flat=True)) == {None}


def test_the_parts_of_the_years_are_those_that_are_known():
    rows = Appropriation.objects.order_by("budget_year__year", "line__rank")

    assert list(rows.values_list("budget_year__year", "line__slug", "amount_cents", "distribution_status")) == [
        (2016, "sprachfoerderung", 1_500_000_00, "decided"),
        (2017, "fallmanagement", 1_650_000_00, "decided"),
        (2017, "sprachfoerderung", 2_700_000_00, "decided"),
        (2017, "integrationslotsen", 500_000_00, "decided"),
        (2017, "modellprojekte", 500_000_00, "decided"),
        (2017, "migrantenorganisationen", 400_000_00, "decided"),
        (2018, "fallmanagement", 1_650_000_00, "decided"),
    ]
    assert set(rows.values_list("origin", flat=True)) == {"sourced"}
    assert rows.filter(source=None).count() == 0


def test_the_rate_of_case_managers_is_known_from_2017_to_2020():
    rates = FundingRate.objects.filter(line__slug="fallmanagement").order_by("starts_on")

    assert list(rates.values_list("starts_on", "amount_cents", "max_fulltime_percent")[:1]) == [
        (date(2017, 1, 1), 50_000_00, 100)
    ]
    assert [(rate.starts_on, rate.amount_cents) for rate in rates][1:] == [(date(2021, 1, 1), None)]


def test_the_six_lines_of_2018():
    assert dict(FundingLine.objects.values_list("slug", "recipients")) == {
        "fallmanagement": "bodies",
        "koordination": "bodies",
        "sprachfoerderung": "both",
        "integrationslotsen": "both",
        "modellprojekte": "both",
        "migrantenorganisationen": "organisations",
    }
