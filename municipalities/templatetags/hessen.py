"""Hessen drawn on the server: the land with one body filled, and with a light for each of them."""

import json
from functools import lru_cache
from pathlib import Path

from django import template

from municipalities.calculations.outline import Outline, draw

register = template.Library()
DISTRICTS = Path(__file__).parent.parent / "data" / "hessen_districts.geojson"
HEIGHT = 500


@lru_cache(maxsize=1)
def outline() -> Outline:
    """The land, drawn at the first use and kept."""
    return draw(json.loads(DISTRICTS.read_text(encoding="utf-8")), height=HEIGHT)


def place_of(key: str, longitude: float, latitude: float) -> tuple[int, int]:
    """The middle of a district, or where a city within a district lies."""
    land = outline()
    return land.centres.get(key) or land.place(longitude, latitude)


@register.inclusion_tag("municipalities/public/_locator.html")
def locator(municipality: object) -> dict[str, object]:
    """The land in lines with one body filled; a city within a district is a dot."""
    land = outline()
    is_area = municipality.key in land.districts
    return {
        "view_box": land.view_box,
        "paths": [data for key, data in land.districts.items() if key != municipality.key],
        "here": land.districts.get(municipality.key, ""),
        "dots": [] if is_area else [land.place(municipality.longitude, municipality.latitude)],
        "dot_radius": 13,
    }


@register.inclusion_tag("municipalities/public/_locator.html")
def lights(municipalities: list) -> dict[str, object]:
    """The land in lines with one light for each body."""
    land = outline()
    return {
        "view_box": land.view_box,
        "paths": list(land.districts.values()),
        "here": "",
        "dots": [place_of(row.key, row.longitude, row.latitude) for row in municipalities],
        "dot_radius": 6,
    }


@register.inclusion_tag("municipalities/public/_map.html")
def body_map(rows: list, title: str, bodies_url: str) -> dict[str, object]:
    """The land with one linked shape for each of `rows` (body, level, label); cities in districts are discs on top."""
    land = outline()
    shapes = []
    for row in rows:
        path = land.districts.get(row.body.key, "")
        x, y = place_of(row.body.key, row.body.longitude, row.body.latitude)
        shape = {"path": path, "x": x, "y": y, "level": row.level, "label": row.label, "slug": row.body.slug}
        shapes.append(shape)
    shapes.sort(key=lambda shape: not shape["path"])
    return {
        "view_box": land.view_box,
        "border": land.border,
        "shapes": shapes,
        "title": title,
        "bodies_url": bodies_url,
    }


@register.filter
def tel(number: str) -> str:
    """A German telephone number as a link dials it: `069 90009-001` is `+496990009001`."""
    digits = "".join(character for character in number if character.isdigit())
    if number.strip().startswith("+"):
        return f"+{digits}"
    return f"+49{digits[1:]}" if digits.startswith("0") else digits
