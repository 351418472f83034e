"""The public API as a whole, on the real figures: what it answers, refuses, and never does."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wir_portal.pages.api import api

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
LISTS = (
    "municipalities",
    "towns",
    "contact-points",
    "programs",
    "funding-lines",
    "budget-years",
    "allocations",
    "positions",
)
DETAILS = ("municipalities/06631", "municipalities/landkreis-fulda", "budget-years/2018")
EVERYTHING = (*LISTS, *DETAILS)
WRONG = (
    ("limit", "0"),
    ("limit", "1001"),
    ("limit", "-1"),
    ("limit", "1e3"),
    ("limit", "١٢"),
    ("limit", ""),
    ("limit", "9" * 400),
    ("offset", "-1"),
    ("offset", "9" * 18),
    ("offset", "99999999999999999999"),
    ("offset", "1.5"),
)


@pytest.fixture
def loaded():
    call_command("load_wir", verbosity=0)


def get(client, path, **query):
    response = client.get(f"{ROOT}/{path}/", query)
    return response.status_code, json.loads(response.content)


def fault(client, path, **query):
    """The one field that is refused."""
    status, answer = get(client, path, **query)
    assert status == 422
    (detail,) = answer["detail"]
    assert detail["reason"]
    return detail["field"]


def test_the_33_allocations_of_2018_sum_to_what_their_source_says(client, loaded):
    status, answer = get(client, "allocations", year="2018", line="fallmanagement")

    assert status == 200
    assert answer["count"] == len(answer["items"]) == 33
    assert sum(row["amount_cents"] for row in answer["items"]) == 165_000_000
    assert {row["origin"] for row in answer["items"]} == {"sourced"}
    assert all(row["source"]["published_on"] == "2018-02-22" for row in answer["items"])


def test_the_year_says_the_same_as_its_allocations(client, loaded):
    _status, year = get(client, "budget-years/2018")

    (line,) = [row for row in year["appropriations"] if row["line"] == "fallmanagement"]
    assert (line["amount_cents"], line["allocated_cents"], line["free_cents"]) == (165_000_000, 165_000_000, 0)
    assert (year["total_cents"], year["precision"]) == (1_000_000_000, "minimum")


def promised(path):
    """The schema that the document names for an address."""
    pattern = f"/{path}/" if path in LISTS else f"/{path.split('/')[0]}/{{{'year' if 'year' in path else 'key'}}}/"
    (operation,) = [
        operation
        for _prefix, router in api._routers
        for route, view in router.path_operations.items()
        for operation in view.operations
        if route == pattern
    ]
    return operation.response_models[200]


def test_bytes_are_what_the_document_promises(client, loaded):
    """Written again by the schema they are the same: no field more or less, no other type."""
    call_command("load_demo", verbosity=0)

    for path in EVERYTHING:
        content = client.get(f"{ROOT}/{path}/").content
        read = promised(path).model_validate_json(b'{"response": %s}' % content)
        assert read.model_dump(mode="json")["response"] == json.loads(content)
        assert json.loads(content) != {"items": [], "count": 0}


def test_lists_come_in_parts(client, loaded):
    for path in LISTS:
        _status, whole = get(client, path, limit="1000")
        _status, first = get(client, path, limit="1")
        _status, second = get(client, path, limit="2", offset="1")
        _status, beyond = get(client, path, offset="1000000000")
        assert len(whole["items"]) == whole["count"] == first["count"] == second["count"] == beyond["count"]
        assert first["items"] == whole["items"][:1]
        assert second["items"] == whole["items"][1:3]
        assert beyond["items"] == []


def test_every_figure_names_origin_and_source(client, loaded):
    def check(value):
        if isinstance(value, list):
            for part in value:
                check(part)
        elif isinstance(value, dict):
            if any(name.endswith("_cents") or name == "value" for name in value):
                assert value["origin"] in {"sourced", "decided", "example"}
                assert (value["source"] is not None) == (value["origin"] == "sourced")
            for part in value.values():
                check(part)

    for path in EVERYTHING:
        check(get(client, path)[1])


@pytest.mark.parametrize("path", EVERYTHING)
def test_unknown_and_doubled_parameters_are_refused(client, path):
    assert fault(client, path, quatsch="1") == "quatsch"
    response = client.get(f"{ROOT}/{path}/?x=1&x=2")
    assert response.status_code == 422
    if path in LISTS:
        response = client.get(f"{ROOT}/{path}/?limit=1&limit=2")
        assert json.loads(response.content)["detail"][0]["field"] == "limit"


@pytest.mark.parametrize(("name", "value"), WRONG)
@pytest.mark.parametrize("path", LISTS)
def test_wrong_numbers_are_refused(client, path, name, value):
    assert fault(client, path, **{name: value}) == name


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("allocations", "year", "18"),
        ("allocations", "year", "99999999999"),
        ("allocations", "year", "２０１８"),
        ("allocations", "line", "gibt-es-nicht"),
        ("allocations", "line", "x" * 5000),
        ("allocations", "municipality", "06412' OR 1=1"),
        ("contact-points", "municipality", "99999"),
        ("positions", "municipality", "99999"),
        ("positions", "line", ""),
        ("positions", "on", "gestern"),
        ("towns", "postal_code", "3603"),
        ("towns", "postal_code", "٣٦٠٣٧"),
        ("municipalities", "on", "2013-12-31"),
        ("municipalities", "on", "2018-02-30"),
        ("municipalities", "on", "1514764800"),
        ("municipalities", "on", "0000-01-01"),
        ("municipalities/06631", "on", "05.11.2018"),
    ],
)
def test_wrong_values_are_refused_with_their_field(client, path, name, value):
    assert fault(client, path, **{name: value}) == name


@pytest.mark.parametrize("odd", ["%00", "%ff%fe", "%E2%80%AE", "%ED%A0%80", "%", "a%00b"])
@pytest.mark.parametrize("address", ["allocations/?line={}", "municipalities/?{}=1", "municipalities/{}/", "{}/"])
def test_odd_bytes_are_refused_and_never_break(client, address, odd):
    assert client.get(f"{ROOT}/{address.format(odd)}").status_code in {400, 404, 422}


@pytest.mark.parametrize("odd", ["\0", "a\0b", "\u202e", "\u2066", "\x1b"])
def test_invisible_characters_are_refused_with_their_field(client, odd):
    assert fault(client, "allocations", line=odd) == "line"
    assert fault(client, "allocations", **{f"q{odd}": "1"}).startswith("q")


@pytest.mark.parametrize("path", ["municipalities/99999", "budget-years/2015", "budget-years/1999", "quatsch"])
def test_unknown_objects_do_not_exist(client, path):
    status, answer = get(client, path)

    assert status == 404
    assert answer["detail"]
    assert client.get(f"{ROOT}/{path}/")["Cache-Control"] == "no-store"


def test_a_year_is_written_with_four_digits(client):
    assert fault(client, "budget-years/18") == "year"
    assert fault(client, "budget-years/zweitausend") == "year"


@pytest.mark.parametrize("path", [*EVERYTHING, "quatsch"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_possible(path, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(f"{ROOT}/{path}/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_answers_carry_no_cookie_and_may_be_kept_a_moment(client, loaded):
    for path in EVERYTHING:
        response = client.get(f"{ROOT}/{path}/")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"] == "public, max-age=1, must-revalidate"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Content-Type"] == "application/json; charset=utf-8"
        again = client.get(f"{ROOT}/{path}/", headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = client.head(f"{ROOT}/{path}/")
        assert (head.status_code, head["ETag"], head.content) == (200, response["ETag"], b"")


def test_an_address_without_its_last_slash_leads_to_the_one_with(client):
    response = client.get(f"{ROOT}/programs")

    assert (response.status_code, response["Location"]) == (301, f"{ROOT}/programs/")
    assert client.get(f"{ROOT}/")["Location"] == f"{ROOT}/docs/"


def test_the_page_explains_every_operation_of_the_document(client):
    page = client.get(f"{ROOT}/docs/").content.decode()

    paths = api.get_openapi_schema()["paths"]
    assert len(paths) == 11
    for path in paths:
        assert f"<code>{path}</code>" in page
    assert reverse("api:openapi-json") in page


def test_every_example_of_the_page_works(client, loaded):
    call_command("load_demo", verbosity=0)
    answer = client.get(f"{ROOT}/docs/")

    for operation in answer.context["operations"]:
        assert client.get(operation.example).status_code == 200
