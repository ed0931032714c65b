"""The day of an event: takes a group of claims, gives the one of their days that says when it happened.

A day that a clause names goes before one that it inherits, a fine one before a coarse one, and the day of a clause that
tells of the deed before that of one that tells what it cost, which may be the day of the count. Invariant: the day is
one that the report gives: without any, the day on which it was told (flag
``day_of_telling``) or that of the news before it (``nearest_day``), else unknown.
"""

from __future__ import annotations

from tocsin.assemble.groups import Group
from tocsin.assemble.telling import is_unreal
from tocsin.model import ResolvedClaim, When

__all__ = ["when_of"]

_PRECISION = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
_COST = frozenset(("killing", "wounding", "damage"))
_POLITICAL = frozenset(("agreement", "change", "other"))
_NEVER = When(None, None, flags=("no_anchor",))


def when_of(group: Group) -> When:
    """The day of the event that a group tells of."""
    told = [c for c in group.claims if c.when and c.when.start and not is_unreal(c)]
    own = [c for c in told if c.own_when] or told
    best = min(own, key=_rank, default=None)
    return best.when if best and best.when else _day_told_on(group)


def _day_told_on(group: Group) -> When:
    """The day on which it was first told, or the one told before it; flags say so."""
    days = [c.told_on for c in group.claims if c.told_on and c.told_on.precision == "day" and not is_unreal(c)]
    if set(group.families) <= _POLITICAL:  # an accord may be of any year
        days = [day for day in days if "nearest_day" not in day.flags]
    return min(days, key=lambda day: "nearest_day" in day.flags, default=_NEVER)


def _rank(claim: ResolvedClaim) -> tuple[int, int]:
    assert claim.when is not None
    return _PRECISION[claim.when.precision], _distance(claim)


def _distance(claim: ResolvedClaim) -> int:
    """How far from the deed a clause stands: it tells the deed, its cost, or something beside it."""
    codes = {t.code for t in claim.claim.triggers if t.modality == "occurred"}
    if codes - _COST:
        return 0
    return 1 if codes or claim.claim.counts else 2
