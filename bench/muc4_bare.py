"""Slots of a MUC-4 template that the rules lack: takes what was coded of a report, gives day, country and toll.

They are those of the first template of the rules, else of the first event coded, even if the task doesn't count it,
else the country named most often and the day before the report. Invariant: the deed is taken to be done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from bench.muc4_templates import slots_of
from bench.records import Row
from tocsin.knowledge.actors.demonyms import adjectives
from tocsin.knowledge.gazetteer import countries
from tocsin.model import EventRecord

__all__ = ["bare_slots"]


def bare_slots(events: Sequence[EventRecord], templates: Sequence[Row], text: str, published: date | None) -> Row:
    """The slots that GTT leaves out, for a report whose case is restored."""
    held = templates[0] if templates else slots_of(events[0]) if events else {}
    eve = (published - timedelta(days=1)).isoformat() if published else None
    given = {
        "date": held.get("date") or eve,
        "country": held.get("country") or _commonest_country(text),
        "killed": held.get("killed"),
        "injured": held.get("injured"),
    }
    return {**given, "stage": "accomplished", "confidence": held.get("confidence", "reported")}


def _commonest_country(text: str) -> str | None:
    """The country named most often in the text, by its name or as "Salvadoran"."""
    nations, lowered = adjectives("en"), text.lower()
    said = Counter(nations[word] for word in re.findall(r"[a-z]+", lowered) if word in nations)
    for code, country in countries().items():
        said[code] += len(re.findall(rf"\b{re.escape(country.name.lower())}\b", lowered))
    code, times = said.most_common(1)[0]
    return countries()[code].name if times and code in countries() else None
