"""From coordinates to lines: two squares side by side make a land."""

import json
from pathlib import Path

import pytest

from municipalities.calculations.outline import centre, draw, path

DISTRICTS = Path(__file__).parents[2] / "municipalities" / "data" / "hessen_districts.geojson"


def square(key, west, south, *, as_multi=False):
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    if as_multi:
        geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    return {"properties": {"key": key}, "geometry": geometry}


@pytest.fixture
def land():
    """West and east, side by side on the equator, where a degree is as wide as it is high."""
    return draw({"features": [square("W", 0, 0), square("E", 1, 0, as_multi=True)]}, height=100)


def test_the_land_fills_the_height(land):
    assert (land.height, land.width) == (100, 200)
    assert land.view_box == "-6 -6 212 112"


def test_each_district_has_its_line_and_its_middle(land):
    assert land.districts == {"W": "M0 100l100 0l0-100l-100 0l0 100z", "E": "M100 100l100 0l0-100l-100 0l0 100z"}
    assert land.centres == {"W": (50, 50), "E": (150, 50)}


def test_the_border_is_the_outer_line_alone(land):
    numbers = land.border.strip("Mz").replace("l", " ").replace("-", " -").split()
    points = list(zip(numbers[::2], numbers[1::2], strict=True))

    # Four edges of length 100 and two of 200 in pieces: seven points with the first one again.
    assert len(points) == 7
    assert "l0-100" in land.border


def test_a_place_lies_where_its_coordinates_say(land):
    assert land.place(0, 1) == (0, 0)
    assert land.place(2, 0) == (200, 100)
    assert land.place(1, 0.5) == (100, 50)


def test_repeated_points_fall_out_of_a_line():
    assert path([(1, 1), (1, 1), (3, 1), (3, 4), (3, 4), (1, 1)]) == "M1 1l2 0l0 3l-2-3z"


def test_the_middle_of_a_ring_does_not_depend_on_its_direction():
    ring = [(0, 0), (4, 0), (4, 2), (0, 2), (0, 0)]

    assert centre(ring) == centre(ring[::-1]) == (2, 1)


def test_an_island_is_not_taken_for_the_border():
    alone = draw({"features": [square("W", 0, 0), square("E", 1, 0), square("I", 5, 0)]}, height=100)

    assert alone.border.startswith("M")
    assert alone.border.count("l") == 6


def test_neighbours_that_meet_in_a_corner_are_gone_around():
    corner = draw({"features": [square("SW", 0, 0), square("NE", 1, 1)]}, height=100)

    assert corner.border.count("l") == 8


def test_a_point_that_falls_on_its_neighbour_makes_no_edge():
    feature = square("W", 0, 0)
    feature["geometry"]["coordinates"][0].insert(1, [0.0001, 0])

    assert draw({"features": [feature]}, height=100).border.count("l") == 4


def test_hessen_has_26_districts_inside_its_box():
    hessen = draw(json.loads(DISTRICTS.read_text(encoding="utf-8")), height=500)

    assert len(hessen.districts) == len(hessen.centres) == 26
    assert all(0 <= x <= hessen.width and 0 <= y <= 500 for x, y in hessen.centres.values())
    assert len(hessen.border) > max(len(line) for line in hessen.districts.values())
