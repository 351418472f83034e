"""Lists of the money: filters, sums, CSV, cost."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from programs.services import distributions
from tests.clients import client_of
from tests.programs.distributions import World, account, make_world
from wir_portal.core.permissions import StaffGroup

ALLOCATIONS = "/admin/programs/allocation/"
APPROPRIATIONS = "/admin/programs/appropriation/"
MODELS = ["budgetyear", "appropriation", "allocation", "fundingline", "fundingrate", "guideline", "program"]


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def reader(world):
    return client_of(account("leser", StaffGroup.AUDITOR))


def table(response) -> list[dict[str, str]]:
    text = response.content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def cents(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("model", [*MODELS, "linesuccession"])
def test_technical_staff_sees_no_list_and_no_file(world, model):
    client = client_of(account("technik", StaffGroup.TECHNICAL))

    assert client.get(reverse(f"admin:programs_{model}_changelist")).status_code == 403
    assert client.get(reverse(f"admin:programs_{model}_csv")).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_list_is_only_read(reader, model):
    assert reader.post(reverse(f"admin:programs_{model}_changelist")).status_code == 405


def test_sum_of_the_selection_honours_filters_and_equals_the_file(world, reader):
    distributions.assign(world.rows, amount_cents=50_000_00, **world.args())
    distributions.assign(world.without_rate, amount_cents=10_000_00, **args_of(world, world.without_rate))

    for query in (
        {},
        {"status__exact": "draft"},
        {"appropriation__line__id__exact": world.rows.line_id},
        {"q": "Wiesbaden"},
        {"municipality__region__exact": "Kassel", "status__exact": "draft"},
    ):
        page, file = reader.get(ALLOCATIONS, query), reader.get(f"{ALLOCATIONS}csv/", query)
        cl = page.context["cl"]
        amounts = [cents(row["Kontingent in Euro"]) for row in table(file)]
        assert (cl.sums["amount_cents_sum"], cl.result_count) == (sum(amounts), len(amounts))
        assert cl.foot()[-1]["name"] == f"Summe der Auswahl ({len(amounts)})"


def args_of(world, appropriation):
    appropriation.refresh_from_db()
    return {**world.args(), "revision": appropriation.revision}


def test_the_file_says_where_each_amount_comes_from(world, reader):
    distributions.change(world.rows, world.fulda, amount_cents=12_345_67, **world.args())

    rows = table(reader.get(f"{ALLOCATIONS}csv/"))

    assert rows[0] == {
        "Jahr": "2019",
        "Förderlinie": "Fallmanagement",
        "Amtlicher Schlüssel": "06631",
        "Kommune": "Fulda, Landkreis",
        "Kontingent in Euro": "12345,67",
        "Stand": "Entwurf",
        "Herkunft": "Beispieldaten",
        "Quelle": "",
    }
    assert {row["Herkunft"] for row in rows[1:]} == {"Öffentliche Quelle"}


def test_the_link_to_the_file_keeps_the_filter(reader):
    page = reader.get(ALLOCATIONS, {"status__exact": "decided"})

    assert page.context["csv_url"] == f"{ALLOCATIONS}csv/?status__exact=decided"


def test_amounts_are_euros_and_an_example_is_marked(world, reader):
    distributions.change(world.rows, world.fulda, amount_cents=12_345_67, **world.args())

    text = reader.get(ALLOCATIONS).content.decode()

    assert '12.345,67 €<span class="visually-hidden"> Beispieldaten</span>' in text
    assert "1234567" not in text
    assert reader.get(ALLOCATIONS).context["cl"].foot()[-1]["cells"][2].startswith('<span class="wir-ex">132.345,67')


def test_sums_of_page_and_selection_stand_side_by_side(world, reader, monkeypatch):
    monkeypatch.setattr("programs.admin.allocations.AllocationAdmin.list_per_page", 2)

    cl = reader.get(ALLOCATIONS).context["cl"]

    assert [row["name"] for row in cl.foot()] == ["Summe dieser Seite (2)", "Summe der Auswahl (3)"]
    assert [row["cells"][2] for row in cl.foot()] == ["80.000 €", "120.000 €"]


def test_nothing_found_is_said_and_has_no_sum(reader):
    page = reader.get(ALLOCATIONS, {"q": "Atlantis"})

    assert "Hier steht nichts, was zu Ihrer Auswahl passt." in page.content.decode()
    assert page.context["cl"].foot() == []
    assert page.context["active_filters"] == [("Suche: Atlantis", "?")]


def test_what_is_chosen_can_be_taken_away(reader):
    page = reader.get(ALLOCATIONS, {"status__exact": "decided", "origin__exact": "sourced"})

    assert [name for name, _ in page.context["active_filters"]] == [
        "Stand: freigegeben",
        "Herkunft: Öffentliche Quelle",
    ]
    assert page.context["active_filters"][0][1] == "?origin__exact=sourced"


def test_the_head_says_by_what_the_list_is_sorted(reader):
    page = reader.get(APPROPRIATIONS, {"o": "-3"})

    assert page.content.decode().count('aria-sort="descending"') == 1
    assert page.content.decode().count("aria-sort") == 1


@pytest.mark.parametrize("query", [{"amount_cents__foo": "1"}, {"budget_year__id__exact": "x"}])
def test_a_wrong_question_is_no_server_error(reader, query):
    assert reader.get(APPROPRIATIONS, query).status_code in (302, 400)
    assert reader.get(f"{APPROPRIATIONS}csv/", query).status_code == 400


def test_a_page_that_does_not_exist_leads_to_the_list(reader, monkeypatch):
    monkeypatch.setattr("programs.admin.appropriations.AppropriationAdmin.list_per_page", 2)

    assert reader.get(APPROPRIATIONS, {"p": "99"}).status_code == 302
    assert reader.get(f"{APPROPRIATIONS}csv/", {"p": "99"}).status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_allocations_costs_the_same_for_one_and_for_three(world, django_assert_num_queries, count):
    reader = client_of(account("leser", StaffGroup.AUDITOR))
    bodies = [world.fulda, world.wiesbaden]
    for body in bodies[:count]:
        distributions.change(world.rows, body, amount_cents=1_000_00, **world.args())
    if count == 3:
        distributions.change(world.without_rate, world.fulda, amount_cents=1_00, **args_of(world, world.without_rate))

    with django_assert_num_queries(10):
        page = reader.get(ALLOCATIONS, {"status__exact": "draft"})

    assert page.context["cl"].result_count == count


@pytest.mark.parametrize("lines", [1, 3])
def test_the_list_of_appropriations_costs_the_same_for_one_and_for_three(world, django_assert_num_queries, lines):
    reader = client_of(account("leser", StaffGroup.AUDITOR))
    query = {"origin__exact": "decided"} if lines == 3 else {"line__id__exact": world.without_rate.line_id}

    with django_assert_num_queries(10):
        page = reader.get(APPROPRIATIONS, query)

    assert page.context["cl"].result_count == lines
