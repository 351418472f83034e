"""What the API says about money: decided rows only, the same sums everywhere."""

from datetime import date

import pytest
from django.core.management import call_command

from programs.models import Allocation, Appropriation, LineSuccession
from programs.services import distributions
from tests.factories.core import SourceFactory
from tests.factories.programs import FundingLineFactory
from wir_portal.core.models import User

pytestmark = pytest.mark.django_db
ALLOCATIONS, YEAR_2019 = "/api/v1/allocations/", "/api/v1/budget-years/2019/"


@pytest.fixture
def demo():
    call_command("load_wir", verbosity=0)
    call_command("load_demo", verbosity=0)


def people(*names):
    return [User.objects.get(username=name) for name in names]


def test_a_draft_year_shows_its_total_and_its_lines_only_once_decided(client, demo):
    editor, approver = people("land-bearbeitung", "land-freigabe")
    row = Appropriation.objects.get(budget_year__year=2019, line__slug="fallmanagement")
    query = {"year": "2019", "line": "fallmanagement"}
    distributions.assign(row, amount_cents=50_000_00, revision=row.revision, reason_internal="x", actor=editor)

    year = client.get(YEAR_2019).json()
    assert (year["total_cents"], year["precision"], year["appropriations"]) == (1_000_000_000, "about", [])
    assert client.get(ALLOCATIONS, query).json() == {"items": [], "count": 0}

    row.refresh_from_db()
    distributions.propose(row, revision=row.revision, reason_internal="x", actor=editor)
    row.refresh_from_db()
    distributions.decide(row, revision=row.revision, reason_internal="x", reason_for_body="y", actor=approver)

    (line,) = client.get(YEAR_2019).json()["appropriations"]
    assert (line["amount_cents"], line["allocated_cents"], line["free_cents"]) == (170_000_000, 165_000_000, 5_000_000)
    answer = client.get(ALLOCATIONS, query).json()
    assert answer["count"] == 33
    assert sum(item["amount_cents"] for item in answer["items"]) == line["allocated_cents"]
    assert {item["origin"] for item in answer["items"]} == {"example"}
    assert {str(item["source"]) for item in answer["items"]} == {"None"}


def test_allocations_of_all_years_are_those_that_are_published(client, demo):
    answer = client.get(ALLOCATIONS, {"limit": "1000"}).json()

    assert answer["count"] == Allocation.objects.published().count()
    assert {item["year"] for item in answer["items"]} == {2018}


def test_a_body_is_named_by_its_key_or_its_slug(client, demo):
    by_key = client.get(ALLOCATIONS, {"municipality": "06631"}).json()
    by_slug = client.get(ALLOCATIONS, {"municipality": "landkreis-fulda"}).json()

    assert by_key == by_slug
    assert {item["municipality"] for item in by_key["items"]} == {"06631"}
    assert next(item["line"] for item in by_key["items"]) == "fallmanagement"


def test_rates_end_where_the_next_one_starts(client, demo):
    lines = {row["slug"]: row for row in client.get("/api/v1/funding-lines/").json()["items"]}

    first, second = lines["fallmanagement"]["rates"]
    assert (first["amount_cents"], first["starts_on"], first["ends_on"]) == (5_000_000, "2017-01-01", "2020-12-31")
    assert (second["amount_cents"], second["starts_on"], second["ends_on"]) == (None, "2021-01-01", None)


def test_a_line_names_what_continues_it(client):
    succession = LineSuccession.objects.create(
        predecessor=FundingLineFactory(rank=1),
        successor=FundingLineFactory(rank=2),
        starts_on=date(2021, 1, 1),
        source=SourceFactory(publisher="Staatsanzeiger"),
    )

    first, second = client.get("/api/v1/funding-lines/").json()["items"]

    (row,) = first["successors"]
    assert (row["line"], row["slug"]) == (succession.predecessor.slug, succession.successor.slug)
    assert (row["starts_on"], row["source"]["publisher"]) == ("2021-01-01", "Staatsanzeiger")
    assert second["successors"] == []


def test_the_programme_names_its_lines_and_guidelines(client, demo):
    (program,) = client.get("/api/v1/programs/").json()["items"]

    assert program["slug"] == "wir"
    assert len(program["lines"]) == client.get("/api/v1/funding-lines/").json()["count"]
    assert [row["starts_on"] for row in program["guidelines"]] == sorted(r["starts_on"] for r in program["guidelines"])
    assert program["rates"][0]["line"] == "fallmanagement"


def test_years_that_nobody_knows_are_not_listed(client, demo):
    years = [row["year"] for row in client.get("/api/v1/budget-years/").json()["items"]]

    assert years == [2014, 2016, 2017, 2018, 2019, 2021]


def test_lists_cost_the_same_whatever_their_length(client, demo, django_assert_num_queries):
    for path, queries in (("allocations", 3), ("programs", 7), ("funding-lines", 5), ("budget-years", 3)):
        for limit in ("1", "3", "100"):
            with django_assert_num_queries(queries):
                client.get(f"/api/v1/{path}/", {"limit": limit})
