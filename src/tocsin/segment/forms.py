"""Forms: takes the lines of a page, says whether it is a form of incidents, "Date: ...", "Location: ...", "Killed: 4".

What a press report has in a box beside its text is all that such a page tells, so its lines are read as sentences,
those of each incident as one paragraph. Invariant: most lines of a form are fields, and each incident has a day and a
place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.segment.words import bare
from tocsin.text import fold

__all__ = ["is_form", "parts_of", "value_at"]

_FIELD = re.compile(r"[\W_]{0,3}[^\W\d_][^:.;,!?]{1,34}\s?:\s+\S")
_DAY, _PLACE = (
    re.compile(rf"[\W_]{{0,3}}(?:{bare(f'forms.{key}')})(?:\s[\w/ ]{{1,24}})?\s?:\s") for key in ("day", "place")
)
_WHAT = re.compile(rf"[\W_]{{0,3}}(?:{bare('forms.what')})\s?:\s+")
_FEWEST = 4  # fields of a form
_SHARE = 0.7  # of its lines are fields


def is_form(lines: Sequence[str]) -> bool:
    """True for a page of fields with a day and a place among them."""
    fields = [fold(line) for line in lines if _is_field(line)]
    if len(fields) < max(_FEWEST, _SHARE * len(lines)):
        return False
    days = sum(_DAY.match(field) is not None for field in fields)
    places = sum(_PLACE.match(field) is not None for field in fields)
    return days == places > 0


def parts_of(lines: Sequence[str]) -> list[int | None]:
    """Which incident each line is of, by its first line, where the first key comes again; None for what is above."""
    keys = [fold(line).split(":")[0].strip() if _is_field(line) else None for line in lines]
    first = next(key for key in keys if key is not None)
    parts: list[int | None] = []
    for at, key in enumerate(keys):
        parts.append(at if key == first else parts[-1] if parts else None)
    return parts


def value_at(line: str) -> int:
    """Where the words of a field begin that says what happened, "Incident: Armed attack"; 0 for any other."""
    told = _WHAT.match(fold(line))
    return told.end() if told else 0


def _is_field(line: str) -> bool:
    return _FIELD.match(line) is not None
