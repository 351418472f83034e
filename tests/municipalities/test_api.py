"""What the API says about bodies, towns and contacts."""

from collections import Counter

import pytest
from django.core.management import call_command

from municipalities.models import ContactPoint

pytestmark = pytest.mark.django_db
BODIES = "/api/v1/municipalities/"


@pytest.fixture
def loaded():
    call_command("load_wir", verbosity=0)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2014-01-01", (21, 5, 7)),
        ("2018-11-05", (21, 5, 7)),
        ("2025-12-31", (21, 5, 7)),
        ("2026-01-01", (21, 6, 6)),
    ],
)
def test_legal_status_is_that_of_the_day(client, loaded, day, kinds):
    items = client.get(BODIES, {"on": day}).json()["items"]

    counts = Counter(row["legal_status"] for row in items)
    assert (counts["district"], counts["independent_city"], counts["special_status_city"]) == kinds


def test_hanau_leaves_its_district_in_2026(client, loaded):
    before = client.get(f"{BODIES}06435014/", {"on": "2025-12-31"}).json()
    after = client.get(f"{BODIES}06435014/", {"on": "2026-01-01"}).json()

    assert (before["legal_status"], before["official_key"], before["parent_key"]) == (
        "special_status_city",
        "06435014",
        "06435",
    )
    assert (after["legal_status"], after["official_key"], after["parent_key"]) == ("independent_city", None, None)


def test_indicators_name_day_and_source(client, loaded):
    rows = {row["slug"]: row for row in client.get(f"{BODIES}06631/").json()["indicators"]}

    assert rows["population"]["value"] == 222_584
    assert rows["population"]["reference_on"] == "2018-12-31"
    assert rows["population"]["source"]["publisher"] == "Statistisches Bundesamt (Destatis)"


def test_a_postcode_names_its_towns_and_who_serves_them(client, loaded):
    answer = client.get("/api/v1/towns/", {"postal_code": "36037"}).json()

    assert [(row["name"], row["municipality_slug"]) for row in answer["items"]] == [("Fulda, Stadt", "stadt-fulda")]
    assert client.get("/api/v1/towns/", {"postal_code": "10115"}).json() == {"items": [], "count": 0}


def test_only_published_contacts_are_told(client, loaded):
    call_command("load_demo", verbosity=0)
    hidden = ContactPoint.objects.get(municipality__key="06631")
    ContactPoint.objects.filter(pk=hidden.pk).update(is_published=False)

    items = client.get("/api/v1/contact-points/", {"limit": "1000"}).json()["items"]

    assert len(items) == ContactPoint.objects.filter(is_published=True).count()
    assert "06631" not in {row["municipality"] for row in items}
    assert client.get("/api/v1/contact-points/", {"municipality": "landkreis-fulda"}).json()["count"] == 0
    assert {row["origin"] for row in items} == {"example"}


def test_lists_cost_the_same_whatever_their_length(client, loaded, django_assert_num_queries):
    call_command("load_demo", verbosity=0)

    for path, queries in (("municipalities", 5), ("towns", 4), ("contact-points", 2)):
        for limit in ("1", "3", "100"):
            with django_assert_num_queries(queries):
                client.get(f"/api/v1/{path}/", {"limit": limit})
