"""Point in polygon: units, borders, and that the hand-written places lie in the country that they are filed under."""

from __future__ import annotations

import pytest

from tocsin.knowledge.gazetteer.borders import division_at, is_within, unit_at
from tocsin.knowledge.gazetteer.readers import curated
from tocsin.model import Place, Shape
from tocsin.resolve.place_bounds import bounded

SPREAD = (
    "lake",
    "river",
    "area",
    "road",
    "island",
)  # whose middle may lie elsewhere, or that are too small to be drawn
KM = 15.0  # what the coarse lines and rough coordinates leave open


@pytest.mark.parametrize(
    ("lat", "lon", "country", "division"),
    [
        (14.25, -5.99, "ML", "Ségou"),  # Niono
        (14.10, -1.63, "BF", "Sahel"),  # Djibo; drawn by province
        (13.32, 12.61, "NE", "Diffa"),
        (48.02, 37.80, "UA", "Donetsk"),
        (45.20, 34.30, "UA", "Crimea"),
        (15.92, 2.40, "ML", None),  # Ménaka: the unit drawn holds Gao too
        (0.0, 0.0, "ML", None),
    ],
)
def test_a_point_has_the_division_in_which_it_lies(lat: float, lon: float, country: str, division: str | None):
    assert division_at(lat, lon, country) == division


def test_a_point_at_sea_is_in_no_unit():
    assert unit_at(0.0, 0.0) is None


def test_hand_written_places_lie_in_their_country():
    rows = [row for row in curated() if row.feature not in SPREAD]
    outside = {row.name for row in rows if not is_within(row.lat, row.lon, row.country, KM)}
    assert outside == {"Siachen"}  # disputed, and drawn as a country of its own


def _reckoned(lat: float, lon: float) -> Place:
    north = Shape("distance", of="Y", bearing="N", km=30.0)
    return Place("X", "ML", "Gao", None, lat, lon, 8.0, north, "near", None, (), "said")


def test_a_reckoned_point_takes_the_division_in_which_it_lies():
    assert bounded(_reckoned(14.5, -4.2)).admin1 == "Mopti"


def test_a_point_across_the_border_keeps_its_country_and_says_so():
    place = bounded(_reckoned(14.4, -1.5))
    assert (place.country, place.why) == ("ML", "said; its point lies in BF, across the border")


def test_a_place_without_a_division_is_given_one():
    place = Place("X", "ML", None, None, 14.25, -5.99, 6.0, Shape("point"), "exact", "g", (), "said")
    assert bounded(place).admin1 == "Ségou"
