"""Hessen drawn: the body is where the map says, and the telephone dials it."""

from types import SimpleNamespace

import pytest

from municipalities.templatetags import hessen
from tests.factories.municipalities import MunicipalityFactory

FULDA, HANAU = "06631", "06435014"


def a_body(key, **fields):
    return MunicipalityFactory.build(key=key, latitude=50.13, longitude=8.92, source=None, **fields)


def test_the_locator_fills_the_district_and_draws_the_other_25():
    drawn = hessen.locator(a_body(FULDA))

    assert drawn["here"] == hessen.outline().districts[FULDA]
    assert len(drawn["paths"]) == 25
    assert drawn["here"] not in drawn["paths"]
    assert drawn["dots"] == []


def test_the_locator_shows_a_city_within_a_district_as_a_dot():
    drawn = hessen.locator(a_body(HANAU))

    assert (drawn["here"], len(drawn["paths"])) == ("", 26)
    assert drawn["dots"] == [hessen.outline().place(8.92, 50.13)]


def test_each_body_has_one_light_inside_the_land():
    drawn = hessen.lights([a_body(FULDA), a_body(HANAU)])

    land = hessen.outline()
    assert drawn["dots"] == [land.centres[FULDA], land.place(8.92, 50.13)]
    assert (drawn["here"], len(drawn["paths"])) == ("", 26)


def test_the_map_draws_cities_within_districts_on_top():
    rows = [
        SimpleNamespace(body=a_body(HANAU, slug="stadt-hanau"), level=5, label="Hanau: 1,47 € je Person"),
        SimpleNamespace(body=a_body(FULDA, slug="landkreis-fulda"), level=2, label="Fulda: 0,32 € je Person"),
    ]

    drawn = hessen.body_map(rows, "Karte", "/kommunen/")

    assert [shape["slug"] for shape in drawn["shapes"]] == ["landkreis-fulda", "stadt-hanau"]
    district, city = drawn["shapes"]
    assert district["path"] == hessen.outline().districts[FULDA]
    assert (city["path"], city["level"], city["label"]) == ("", 5, "Hanau: 1,47 € je Person")
    assert (drawn["title"], drawn["bodies_url"], drawn["border"]) == ("Karte", "/kommunen/", hessen.outline().border)


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("069 90009-001", "+496990009001"),
        ("(0661) 102 1", "+496611021"),
        ("+49 69 90009-001", "+496990009001"),
        (" +43 1 234", "+431234"),
        ("115", "115"),
        ("", ""),
    ],
)
def test_a_number_is_dialled_as_a_telephone_needs_it(number, dialled):
    assert hessen.tel(number) == dialled
