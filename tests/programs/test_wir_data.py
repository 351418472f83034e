"""The sourced figures as they stand in the database after `load_wir`: equal to what was published."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Sum

from municipalities.models import IndicatorValue, Municipality
from programs.models import Allocation, Appropriation, BudgetYear, FundingLine, FundingRate, LineSuccession
from programs.services import lines
from tests.factories.core import UserFactory
from wir_portal.core.errors import DomainError

pytestmark = pytest.mark.django_db
SIX = (
    *("fallmanagement", "koordination", "sprachfoerderung", "integrationslotsen", "modellprojekte"),
    "migrantenorganisationen",
)
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
    lines = FundingLine.objects.in_force_on(date(2018, 11, 5))

    assert dict(lines.values_list("slug", "recipients")) == {
        "fallmanagement": "bodies",
        "koordination": "bodies",
        "sprachfoerderung": "both",
        "integrationslotsen": "both",
        "modellprojekte": "both",
        "migrantenorganisationen": "organisations",
    }


def test_lines_begin_and_end_as_far_as_is_known():
    rows = FundingLine.objects.values_list("slug", "starts_on__year", "start_precision", "ends_on__year", "recipients")

    assert {row for row in rows if row[0] not in SIX or row[2] == "year" or row[3]} == {
        ("fallmanagement", 2017, "day", 2020, "bodies"),
        ("koordination", 2014, "day", 2020, "bodies"),
        ("sprachfoerderung", 2016, "year", None, "both"),
        ("integrationslotsen", 2005, "year", None, "both"),
        ("migrantenorganisationen", 2017, "year", None, "organisations"),
        ("laiendolmetschen", 2018, "year", None, "unknown"),
        ("vielfaltsstrategien", 2018, "year", None, "unknown"),
        ("vielfaltszentren", 2021, "day", None, "bodies"),
    }
    assert set(FundingLine.objects.values_list("origin", flat=True)) == {"sourced"}


def test_coordination_and_case_management_go_on_in_the_diversity_centres():
    rows = LineSuccession.objects.order_by("predecessor__rank")

    assert list(rows.values_list("predecessor__slug", "successor__slug", "starts_on", "source__slug")) == [
        ("fallmanagement", "vielfaltszentren", date(2021, 1, 1), "richtlinie-2020"),
        ("koordination", "vielfaltszentren", date(2021, 1, 1), "richtlinie-2020"),
    ]


def test_the_rates_of_the_other_lines_say_what_is_known_of_their_start():
    rows = FundingRate.objects.exclude(line__slug="fallmanagement").for_list()

    fields = ("line__slug", "purpose", "amount_cents", "unit", "start_precision", "starts_on__year")
    assert list(rows.values_list(*fields)) == [
        ("vielfaltszentren", "position", 60_000_00, "fulltime_year", "day", 2021),
        ("vielfaltszentren", "assistant", 20_000_00, "year", "year", 2022),
        ("vielfaltszentren", "micro_projects", 5_000_00, "year", "year", 2022),
        ("sprachfoerderung", "lesson", 40_00, "lesson", "known", 2026),
        ("sprachfoerderung", "course", 12_000_00, "course", "known", 2026),
        ("integrationslotsen", "training", 12_50, "person_lesson", "known", 2026),
        ("integrationslotsen", "assignment", 5_00, "hour", "known", 2026),
        ("integrationslotsen", "guide_coordination", 2_000_00, "year", "known", 2026),
    ]
    assert rows.get(purpose="position").most_cents == 120_000_00


def test_an_end_that_no_source_names_may_be_entered_and_stays():
    line = FundingLine.objects.get(slug="sprachfoerderung")
    lines.end(line, ends_on=date(2030, 12, 31), reason_internal="Beschluss", actor=UserFactory())

    call_command("load_wir", verbosity=0)

    line.refresh_from_db()
    assert (line.ends_on, line.end_origin) == (date(2030, 12, 31), "example")
    with pytest.raises(DomainError, match="aus einer öffentlichen Quelle"):
        known = FundingLine.objects.get(slug="koordination")
        lines.end(known, ends_on=None, reason_internal="Beschluss", actor=UserFactory())
