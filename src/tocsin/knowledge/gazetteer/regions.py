"""Regions that span countries: takes a text, gives the countries that the regions named in it stand for.

Reads ``regions.yaml``. A region's name inside that of a district ("région du Sahel", a region of Burkina Faso) or of
an armed group is none; what the caller knows to be a name it passes as ``taken``. Invariant: codes in the order named,
each once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tocsin.knowledge.files import load_yaml
from tocsin.text import fold

__all__ = ["region_spans", "regions_in"]

_DISTRICT = re.compile(r"(?:region|province|district|departamento)\s+(?:of|du|de la|de|del)\s+(?:the\s+)?$")
_SEAS = ("gulf", "golfe", "golfo")


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One alternation over all names, longest first, and the countries of each."""
    found = {
        fold(name): tuple(row["countries"])
        for row in load_yaml("gazetteer/regions.yaml").values()
        for name in row["names"]
    }
    longest = sorted(found, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"), found


def regions_in(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[str, ...]:
    """ISO 3166 alpha-2 codes of the regions that ``text`` names; ``taken`` are stretches that name something else."""
    pattern, known = _names()
    folded, names = fold(text), list(taken)
    free = (m for m in pattern.finditer(folded) if not any(low < m.end() and m.start() < high for low, high in names))
    meant = (known[m.group()] for m in free if not _DISTRICT.search(folded, max(0, m.start() - 30), m.start()))
    return tuple(dict.fromkeys(code for codes in meant for code in codes))


def region_spans(text: str) -> list[tuple[int, int]]:
    """Where ``text`` names a region of more than one country; seas are places of their own.

    "The Sahel region" is that of Burkina Faso where the country is named with it.
    """
    pattern, known = _names()
    folded = fold(text)
    found = [m for m in pattern.finditer(folded) if len(known[m.group()]) > 1 and not m.group().startswith(_SEAS)]
    if "burkina" in folded:
        found = [m for m in found if not m.group().endswith(" region")]
    return [m.span() for m in found if not _DISTRICT.search(folded, max(0, m.start() - 30), m.start())]
