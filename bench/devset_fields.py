"""Fields of an event of the development corpus: takes a gold event and a coded one, says which fields are right.

Gold gives lists of acceptable answers, intervals, and regular expressions over folded text. Invariant: only fields that
the gold gives are judged.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bench.records import Row

__all__ = ["SIDES", "Fields", "best_answers", "fields", "fits", "kilometres", "similarity", "stated_area"]

Fields = dict[str, bool]
Count = tuple[int, int | None]

SIDES = (("attackers", ("attacker",)), ("targets", ("target", "victim")))
_WEIGHTS = {
    "type": 2, "date": 2, "country": 1, "place": 3, "point": 1, "attackers": 1, "targets": 2, "killed": 2, "wounded": 1
}  # fmt: skip
_EARTH_KM = 12742  # diameter
_NEAR_KM = 30  # where the gold gives no radius


def fields(gold: Row, coded: Row) -> Fields:
    """Every field that the gold gives."""
    return {
        "type": coded.get("event_type") in gold["types"],
        **({"sub_type": coded.get("sub_event_type") in gold["sub_types"]} if gold.get("sub_types") else {}),
        **_when(gold, coded.get("date") or {}),
        **_where(gold, coded.get("location") or {}),
        **{side: _side(gold[side], coded, roles) for side, roles in SIDES if gold.get(side)},
        **{k: _count_right(_counted(coded, k), gold[k]) for k in ("killed", "wounded", "abducted") if k in gold},
        **_said(gold, coded.get("attribution") or {}),
    }


def best_answers(gold: Row, coded: Row) -> Fields:
    """The gold's first answer alone, where several are acceptable."""
    found = {"type": coded.get("event_type") == gold["types"][0]}
    if gold.get("sub_types"):
        found["sub_type"] = coded.get("sub_event_type") == gold["sub_types"][0]
    return found


def stated_area(gold: Row, coded: Row) -> list[bool]:
    """Whether the gold's point lies within the radius that is stated; nothing where either gives none."""
    found = coded.get("location") or {}
    if not gold.get("point") or found.get("lat") is None or found.get("radius_km") is None:
        return []
    return [kilometres(gold["point"], [found["lat"], found["lon"]]) <= found["radius_km"]]


def similarity(gold: Row, coded: Row) -> float:
    """How much of what the gold gives is right, by weight, 0 to 1."""
    found = [(_WEIGHTS[name], right) for name, right in fields(gold, coded).items() if name in _WEIGHTS]
    return sum(weight for weight, right in found if right) / max(1, sum(weight for weight, _ in found))


def kilometres(one: Sequence[float], other: Sequence[float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return _EARTH_KM * math.asin(math.sqrt(half))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


def fits(pattern: str, *texts: str | None) -> bool:
    """True where the gold's pattern stands in one of the texts, both folded."""
    return any(re.search(_folded(pattern), _folded(text)) for text in texts if text)


def _when(gold: Row, when: Row) -> Fields:
    if not gold.get("date"):
        return {}
    start, end = when.get("start"), when.get("end") or when.get("start")
    return {"date": bool(start) and start >= gold["date"][0] and end <= gold["date"][1]}


def _where(gold: Row, place: Row) -> Fields:
    found: Fields = {}
    if gold.get("countries"):
        found["country"] = place.get("country") in gold["countries"]
    if gold.get("places"):
        found["place"] = any(fits(one, place.get("name"), place.get("text")) for one in gold["places"])
    if gold.get("point"):
        point = [place[axis] for axis in ("lat", "lon") if place.get(axis) is not None]
        found["point"] = len(point) == 2 and kilometres(gold["point"], point) <= gold.get("radius_km", _NEAR_KM)
    return found


def _side(wanted: Sequence[str], coded: Row, roles: Sequence[str]) -> bool:
    rows = [(a.get("name"), a.get("id"), a.get("text")) for a in coded.get("actors", []) if a.get("role") in roles]
    return all(any(fits(one, *row) for row in rows) for one in wanted)


def _counted(coded: Row, kind: str) -> Count | None:
    """The coded persons of a kind; rival figures widen the interval and are never added."""
    rows = [row for row in coded.get("casualties", []) if row.get("kind") == kind]
    if not rows:
        return None
    plain, rivals = [r for r in rows if not r.get("rival")], [r for r in rows if r.get("rival")]
    low = sum(row.get("low") or 0 for row in plain)
    high = None if any(row.get("high") is None for row in plain) else sum(row["high"] for row in plain)
    for row in rivals:
        low = min(low, row.get("low") or 0) if plain else (row.get("low") or 0)
        high = None if high is None or row.get("high") is None else max(high, row["high"])
        plain = plain or [row]
    return low, high


def _count_right(got: Count | None, want: Sequence[int | None] | None) -> bool:
    """An open figure ("more than 100") may be coded from 100 or from 101."""
    if want is None:
        return got is None or got[0] == 0
    low, high = want
    if got is None or low is None or not (got[0] == low or (high is None and got[0] == low + 1)):
        return False
    return high is None or (got[0] if got[1] is None else got[1]) == high


def _said(gold: Row, attribution: Row) -> Fields:
    found: Fields = {}
    if gold.get("status"):
        found["status"] = attribution.get("status") in gold["status"]
    if gold.get("claimed_by"):
        found["claimed_by"] = fits(gold["claimed_by"], attribution.get("claimant"))
    elif "claimed_by" in gold and "claimed" not in gold.get("status", []):
        found["no_claimant"] = not attribution.get("claimant")
    return found
