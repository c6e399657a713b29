from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import as_text

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given

EARTH = 6_378_100.0  # the radius at the equator in meters, as other tools of this standard take it

Point = tuple[float, float]


def _points(given: Given) -> list[Point] | None:
    """Return latitudes and longitudes in radians: of many geopoints, or of one trace or shape. None when one of them is none."""
    found: list[Point] = []
    for value in given.each():
        for place in as_text(value).strip(" ;").split(";"):
            if not place.strip():
                continue
            try:
                latitude, longitude = (float(part) for part in place.split()[:2])
            except ValueError:
                return None
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                return None
            found.append((math.radians(latitude), math.radians(longitude)))
    return found


def _area(given: Given) -> float:
    """Return the square meters a shape covers on a sphere: the sum over its sides of (λ₂ − λ₁)(2 + sin φ₁ + sin φ₂) R² / 2."""
    points = _points(given)
    if points is None:
        return math.nan
    total = 0.0
    for (latitude, longitude), (next_latitude, next_longitude) in zip(points, [*points[1:], *points[:1]], strict=True):
        total += (next_longitude - longitude) * (2 + math.sin(latitude) + math.sin(next_latitude))
    return abs(total) * EARTH * EARTH / 2 if len(points) > 2 else 0.0


def _distance(given: Given) -> float:
    """Return the meters along the points on a sphere, by the haversine formula."""
    points = _points(given)
    if points is None:
        return math.nan
    total = 0.0
    for (latitude, longitude), (next_latitude, next_longitude) in itertools.pairwise(points):
        north = math.sin((next_latitude - latitude) / 2) ** 2
        east = math.cos(latitude) * math.cos(next_latitude) * math.sin((next_longitude - longitude) / 2) ** 2
        total += 2 * EARTH * math.asin(math.sqrt(min(1.0, north + east)))
    return total


GEOGRAPHY = {"area": Function(_area, 1, 1), "distance": Function(_distance, 1, None)}
