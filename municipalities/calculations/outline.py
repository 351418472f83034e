"""Hessen as drawings: outlines of the districts, places of the cities, from GeoJSON to SVG path data.

Equirectangular projection with cos(latitude). Points are rounded first, so that neighbours share their border exactly.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Point = tuple[int, int]


@dataclass(frozen=True)
class Outline:
    """The land in a box of `width` × `height`: path data and centre of each district by key, and the outer border."""

    width: int
    height: int
    districts: Mapping[str, str]
    centres: Mapping[str, Point]
    border: str
    west: float
    north: float
    scale: float
    squeeze: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a place lies in the box."""
        return (
            round((longitude - self.west) * self.squeeze * self.scale),
            round((self.north - latitude) * self.scale),
        )

    @property
    def view_box(self) -> str:
        """The box with a rim for the width of the lines."""
        return f"-6 -6 {self.width + 12} {self.height + 12}"


def draw(geojson: Mapping[str, Any], *, height: int) -> Outline:
    """The outlines of all features of `geojson` (property `key`), fitted to `height`."""
    features = geojson["features"]
    points = [point for feature in features for ring in _rings(feature) for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = height / (north - south)
    squeeze = cos(radians((north + south) / 2))
    empty = Outline(round((east - west) * squeeze * scale), height, {}, {}, "", west, north, scale, squeeze)
    rings = {
        feature["properties"]["key"]: [[empty.place(*point) for point in ring] for ring in _rings(feature)]
        for feature in features
    }
    return Outline(
        width=empty.width,
        height=height,
        districts={key: "".join(path(ring) for ring in district) for key, district in rings.items()},
        centres={key: centre(max(district, key=len)) for key, district in rings.items()},
        border=path(_border(ring for district in rings.values() for ring in district)),
        west=west,
        north=north,
        scale=scale,
        squeeze=squeeze,
    )


def path(points: list[Point]) -> str:
    """One ring as relative path data; repeated points fall out."""
    last = points[0]
    data = f"M{last[0]} {last[1]}"
    for x, y in points[1:]:
        dx, dy = x - last[0], y - last[1]
        if dx or dy:
            data += f"l{dx}{'' if dy < 0 else ' '}{dy}"
            last = (x, y)
    return data + "z"


def centre(ring: list[Point]) -> Point:
    """The centroid of a closed ring."""
    area = cx = cy = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    return round(cx / (3 * area)), round(cy / (3 * area))


def _rings(feature: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _border(rings: Iterable[list[Point]]) -> list[Point]:
    """The longest ring of edges that belong to one district only: the outer border."""
    edges: dict[tuple[Point, Point], bool] = {}
    for ring in rings:
        for a, b in itertools.pairwise(ring):
            if a == b:
                continue
            if (b, a) in edges:
                del edges[(b, a)]
            else:
                edges[(a, b)] = True
    following: dict[Point, list[Point]] = {}
    for a, b in edges:
        following.setdefault(a, []).append(b)
    longest: list[Point] = []
    while following:
        point = next(iter(following))
        ring = [point]
        while point in following:
            after = following[point].pop()
            if not following[point]:
                del following[point]
            ring.append(after)
            point = after
        longest = max(longest, ring, key=len)
    return longest
