"""At what hour a deed was done: takes a clause and a group, says whether they name hours that exclude each other.

Two tellings of one deed agree on the hour, or one of them names none: a raid at dawn isn't the one of the afternoon.
Parts of the day are drawn wide and clocks with slack, so that only clear contradictions count. Invariant: pure
functions; what names no hour contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tocsin.assemble.groups import Group
from tocsin.assemble.telling import founds, only_costs
from tocsin.model import ResolvedClaim, TimeMention
from tocsin.text import fold

__all__ = ["at_another_hour"]

_Hours = tuple[float, float]  # from and to, in hours from midnight

_PARTS: dict[str, tuple[_Hours, ...]] = {
    "night": ((0, 6), (19, 24)),
    "dawn": ((1, 8.5),),
    "morning": ((3, 12),),
    "noon": ((10.5, 14.5),),
    "afternoon": ((12, 18.5),),
    "evening": ((16.5, 24),),
}
_DAWN = re.compile(
    r"\b(?:dawn|daybreak|first light|sunrise|(?:early|small|wee) hours|aube|aurore|petit matin|lever du|madrugada|alba"
    r"|amanecer)\b"
)
_NOON = re.compile(r"\b(?:noon|midday|midi|mi-journee|mediodia)\b")
_SLACK = 1.5  # hours by which two voices may differ on the time of a deed
_HALF = 12
_DAY = 24
_HOUR = re.compile(r"\b(\d\d?)")
_SECOND_HALF = re.compile(r"\b(?:p\.?m|de la (?:tarde|noche)|du soir|de l'apres-midi)\b")
# "5 a.m.", "05:00", "5 heures", "5h", "0500 hours": no hour of the afternoon
_OF_24 = re.compile(r"\b(?:a\.?m|de la (?:manana|madrugada)|du matin|de madrugada)\b|^0\d|\d(?::\d\d| ?h)|^\d{4}")
# "until dawn", "by 15:30 it was taken", and the stamp of a message: "[27/01 08:21]"
_AT_ITS_END = re.compile(
    r"(?:\b(?:until|till|by|before|jusqu'(?:a|au)?|avant|hasta|antes de)(?: the| l'| l[ae]| el)? ?|\[[^\]]*)$"
)


def at_another_hour(claim: ResolvedClaim, group: Group) -> bool:
    """True where a clause tells of a deed at an hour that is none of the group's: "at dawn", "in the afternoon"."""
    if not founds(claim) or only_costs(claim):
        return False
    own = [*_hours(claim)]
    theirs = [hours for one in group.claims if founds(one) for hours in _hours(one)] if own else []
    return bool(own and theirs) and not any(a[0] < b[1] and b[0] < a[1] for a in own for b in theirs)


def _hours(claim: ResolvedClaim) -> Iterator[_Hours]:
    """The stretches of the day that a clause names, but for those at which its deed had come to an end."""
    words, start = fold(claim.claim.span.text), claim.claim.span.start
    for time in claim.claim.times:
        if not _AT_ITS_END.search(words[: time.span.start - start]):
            yield from _stretches(time)


@lru_cache(maxsize=1024)
def _stretches(time: TimeMention) -> tuple[_Hours, ...]:
    words = fold(time.span.text)
    clock = _HOUR.search(words) if time.form == "clock" else None
    if clock is None:
        part = "dawn" if _DAWN.search(words) else "noon" if _NOON.search(words) else time.part
        return _PARTS.get(part or "", ())
    hour = int(clock[1])
    later = hour < _HALF and bool(_SECOND_HALF.search(words))
    either = hour < _HALF and not later and not _OF_24.search(words)
    at = [hour + _HALF] if later else [hour, hour + _HALF] if either else [hour]
    return tuple((one - _SLACK, one + 1 + _SLACK) for one in at if one <= _DAY)
