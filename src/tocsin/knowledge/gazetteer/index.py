"""The gazetteer to ask: takes a name (for spellings, countries too), gives entries with score and reason.

``exact`` asks the index by folded name; ``similar`` by sound and then by edit distance among the names of the
countries given. Invariant: every answer carries its reason, the order is total (score, curated, population, id), and
nothing is written. Opened in milliseconds, read-only, one connection a thread.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.knowledge.gazetteer.packaged import packaged_index
from tocsin.knowledge.gazetteer.points import distance_km
from tocsin.knowledge.gazetteer.records import AREAS, SCHEMA_VERSION, Entry, Match, default_radius
from tocsin.knowledge.gazetteer.sounds import sound
from tocsin.text import fold_key

__all__ = ["Gazetteer", "gazetteer", "user_index"]

_SELECT = (
    "SELECT p.gid, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.feature, p.radius, p.curated, "
    "n.main, n.key "
    "FROM name n JOIN place p ON p.id = n.place WHERE "
)
_MOST = 2000  # sound keys looked at for one half
_LIKE = "FROM name WHERE length({0}) BETWEEN ? AND ? AND country = ? AND {0} >= ? AND {0} < ?"
_BEGINS = f"SELECT DISTINCT sound {_LIKE.format('sound')} LIMIT {_MOST}"
_ENDS = f"SELECT DISTINCT back {_LIKE.format('back')} AND substr(back, -1) = ? LIMIT {_MOST}"
_ORDER = " ORDER BY p.curated DESC, n.main DESC, p.population DESC, p.gid LIMIT 400"
_HALF, _LEAST_HALF = 4, 3  # sounds at the beginning or the end that two spellings of one name share
_LONGER = 3  # sounds by which one spelling may be longer
_SHORTEST = 4  # sounds of a name below which a like one says nothing
_SHORT = {"st": "saint", "ste": "sainte", "sto": "santo", "sta": "santa", "mt": "mount", "ft": "fort", "pto": "puerto"}
_SAME_KM = 12.0  # two rows of one name this near are one place
_HAND_KM = 100.0  # the same for a row written down by hand, in its division: it was looked up for its point
_FUZZY_FLOOR = 82.0  # rapidfuzz ratio of sound keys; Mansila/Marsila reach 83, Konna/Kona 100, Tessit/Tessalit 80
_FUZZY_OBSCURE = 93.5  # the same where the other is a hamlet: there are too many for a bolder guess
_KNOWN_POPULATION = 2000  # persons
_FUZZY_LENGTH = 6  # characters of the sound key below which only equal sounds count


def user_index() -> Path:
    """Where ``add_geonames`` keeps the user's own places: with the user's data, as they can't be made anew."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "tocsin" / "gazetteer" / "user.sqlite"


class Gazetteer:
    """Read-only look-up over one or more index files."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self._local = threading.local()
        self.exact = lru_cache(maxsize=16384)(self._exact)
        self.similar = lru_cache(maxsize=4096)(self._similar)

    def _bases(self) -> list[sqlite3.Connection]:
        if not hasattr(self._local, "bases"):
            self._local.bases = [
                sqlite3.connect(f"file:{p.as_posix()}?mode=ro&immutable=1", uri=True) for p in self.paths
            ]
        bases: list[sqlite3.Connection] = self._local.bases
        return bases

    def _ask(self, where: str, values: tuple[str, ...]) -> list[tuple[Entry, bool, str]]:
        found = []
        for base in self._bases():
            for row in base.execute(_SELECT + where + _ORDER, values):
                found.append((_entry(row), bool(row[10]), row[11]))
        return found

    def _exact(self, name: str) -> tuple[Match, ...]:
        """Every place of exactly this name (accents, case, hyphens aside); main names score 1, others 0.98."""
        key = fold_key(name)
        rows = self._ask("n.key = ?", (key,)) or self._ask("n.key = ?", (_spelled_out(key),))
        return _distinct(
            [Match(e, 1.0, "exact name") if m else Match(e, 0.98, f"other name of {e.name}") for e, m, _ in rows]
        )

    def knows(self, name: str) -> bool:
        """True when some place has exactly this name."""
        return bool(self.exact(name))

    def _similar(self, name: str, countries: tuple[str, ...]) -> tuple[Match, ...]:
        """Places of ``countries`` whose names sound like ``name`` or nearly so, best first; never an exact match."""
        key = sound(name)
        if len(key) < _SHORTEST or not countries:
            return ()
        marks = ",".join("?" * len(countries))
        rows = self._ask(f"n.sound = ? AND n.country IN ({marks})", (key, *countries))
        plain = fold_key(name)
        like = [(e, k) for e, _, k in rows if k != plain and _article(k) == _article(plain)]
        found = [Match(e, _alike(plain, k), f"{name} sounds like {e.name}") for e, k in like]
        if not found and len(key) >= _FUZZY_LENGTH:
            found = [m for country in countries for m in self._fuzzy(name, key, country)]
        return _distinct(
            sorted(found, key=lambda m: (-m.score, -m.entry.curated, -m.entry.population, m.entry.gid))[:12]
        )

    def _fuzzy(self, name: str, key: str, country: str) -> list[Match]:
        from rapidfuzz import fuzz, process

        near = process.extract(key, self._sounds(country, key), scorer=fuzz.ratio, score_cutoff=_FUZZY_FLOOR, limit=6)
        return [
            Match(entry, 0.75 * ratio / 100, f"{name} is close to {entry.name} ({ratio:.0f} of 100)")
            for other, ratio, _ in near
            for entry, _, _ in self._ask("n.sound = ? AND n.country = ?", (other, country))
            if (ratio >= _FUZZY_OBSCURE or entry.curated or entry.population >= _KNOWN_POPULATION)
            and _article(fold_key(entry.name)) == _article(fold_key(name))
        ]

    def _sounds(self, country: str, key: str) -> list[str]:
        """The sound keys of one country that begin or end as ``key`` does, and begin with the same sound.

        Of two spellings that differ in one or two sounds, one half is the same.
        """
        half = max(_LEAST_HALF, min(_HALF, len(key) // 2))
        begin, end = key[:half], key[::-1][:half]
        values = (len(key) - _LONGER, len(key) + _LONGER, country)
        found: set[str] = set()
        for base in self._bases():
            found.update(row[0] for row in base.execute(_BEGINS, (*values, begin, _after(begin))))
            found.update(row[0][::-1] for row in base.execute(_ENDS, (*values, end, _after(end), key[0])))
        return sorted(found)


def _after(part: str) -> str:
    """The least text that comes after all that begin with ``part``."""
    return part[:-1] + chr(ord(part[-1]) + 1)


def _article(key: str) -> bool:
    """True for "la valencia", another place than "valencia"; Arabic articles come and go."""
    return key.startswith(("la ", "los ", "las ", "le ", "les "))


def _spelled_out(key: str) -> str:
    """A key with its short first word in full: "mt elgon" is "mount elgon"."""
    first, _, rest = key.partition(" ")
    return f"{_SHORT[first]} {rest}" if rest and first in _SHORT else key


def _alike(one: str, other: str) -> float:
    """0.84 to 0.92: equal sounds, the nearer in writing the better."""
    from rapidfuzz import fuzz

    return round(0.84 + 0.08 * fuzz.ratio(one, other) / 100, 4)


def _entry(row: Sequence[Any]) -> Entry:
    """The entry of a row that begins with the columns of ``_SELECT``."""
    gid, name, country, admin1, lat, lon, population, feature, radius, curated = row[:10]
    return Entry(gid, name, country, admin1, lat, lon, population, feature, radius, bool(curated))


def _distinct(matches: list[Match]) -> tuple[Match, ...]:
    """Drop rows that say the same place again; the first said (curated, main, largest) stays."""
    kept: list[Match] = []
    for match in matches:
        twin = next((i for i, k in enumerate(kept) if _same(match.entry, k.entry)), None)
        if twin is None:
            kept.append(match)
        elif match.entry.population > kept[twin].entry.population:
            kept[twin] = replace(kept[twin], entry=_peopled(kept[twin].entry, match.entry.population))
    return tuple(kept)


def _peopled(entry: Entry, population: int) -> Entry:
    radius = entry.radius_km if entry.feature in AREAS else default_radius(entry.feature, population)
    return replace(entry, population=population, radius_km=radius)


def _same(one: Entry, other: Entry) -> bool:
    alike = one.country == other.country and (one.feature in AREAS) == (other.feature in AREAS)
    reach = _SAME_KM if one.feature not in AREAS else max(one.radius_km, other.radius_km)
    if other.curated and one.name == other.name and one.admin1 == other.admin1 and one.feature not in AREAS:
        reach = _HAND_KM
    return alike and distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def is_current(path: Path) -> bool:
    """True when ``path`` is an index of this version.

    Raises:
        InputError: it is no index at all.
    """
    if not path.exists():
        return False
    base = sqlite3.connect(path)
    try:
        return bool(base.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION)
    except sqlite3.DatabaseError as error:
        raise InputError("the user's gazetteer is damaged; remove it and add the files again", str(path)) from error
    finally:
        base.close()


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of this process: packaged places, then the user's own where there are any.

    Raises:
        InputError: the user's own index is damaged or of another version.
    """
    own = user_index()
    if not own.exists():
        return Gazetteer((packaged_index(),))
    if not is_current(own):
        raise InputError("made by another version of tocsin; remove it and add the GeoNames files again", str(own))
    return Gazetteer((packaged_index(), own))
