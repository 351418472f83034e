"""33 tiles, each in a place of its own."""

import csv
from pathlib import Path

import pytest

from municipalities.calculations.tiles import COLUMNS, PLACES, ROWS, SIZE, STEP, VIEW_BOX, lay

BODIES = Path(__file__).parents[2] / "municipalities" / "data" / "municipalities.csv"


def keys_of_2018():
    with BODIES.open(encoding="utf-8-sig", newline="") as file:
        return {row["key"] for row in csv.DictReader(file)}


def test_each_of_the_33_has_a_place_of_its_own():
    assert PLACES.keys() == keys_of_2018()
    assert len({(column, row) for column, row, _letters in PLACES.values()}) == 33
    assert {column for column, _row, _letters in PLACES.values()} == set(range(COLUMNS))
    assert {row for _column, row, _letters in PLACES.values()} == set(range(ROWS))


def test_every_tile_lies_in_the_picture():
    *_, width, height = map(int, VIEW_BOX.split())

    for tile in lay((key, "district", key) for key in PLACES):
        assert 0 <= tile.x <= width - SIZE
        assert 0 <= tile.y <= height - SIZE


@pytest.mark.parametrize(
    ("kind", "is_square", "radius"),
    [("district", True, 32), ("independent_city", False, 32), ("special_status_city", False, 29)],
)
def test_a_tile_is_drawn_by_its_legal_status(kind, is_square, radius):
    (tile,) = lay([("06435014", kind, "Hanau: 50.000 €")])

    assert (tile.kind, tile.is_square, tile.radius) == (kind.replace("_", "-"), is_square, radius)
    assert (tile.label, tile.letters) == ("Hanau: 50.000 €", "HU")
    assert (tile.x, tile.y) == (4 * STEP, 4 * STEP)
    assert (tile.middle_x, tile.middle_y, tile.baseline) == (tile.x + 32, tile.y + 32, tile.y + 39)


def test_a_body_without_a_place_is_left_out():
    assert lay([("97001", "district", "neu")]) == []
