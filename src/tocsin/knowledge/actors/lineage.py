"""How organisations descend from one another: takes an id of the register, gives its parts, its wholes, its renames.

Invariant: a rename or merger counts from its day on, and in its countries; the register itself is never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from tocsin.knowledge.actors.registry import Organisation, get, organisations

__all__ = ["children", "forerunners", "is_jihadist", "related", "successor"]


@lru_cache(maxsize=1)
def _tree() -> Mapping[str, tuple[str, ...]]:
    below: dict[str, list[str]] = {}
    for key, organisation in organisations().items():
        for parent in organisation.parents:
            below.setdefault(parent, []).append(key)
    return {parent: tuple(sorted(keys)) for parent, keys in below.items()}


def children(key: str) -> tuple[str, ...]:
    """The ids of its direct parts, sorted."""
    return _tree().get(key, ())


def _above(key: str) -> set[str]:
    found, todo = set(), [key]
    while todo:
        organisation = get(todo.pop())
        new = [parent for parent in (organisation.parents if organisation else ()) if parent not in found]
        found.update(new)
        todo.extend(new)
    return found


def related(left: str, right: str) -> bool:
    """True for the same actor, a part and its whole, or an actor and what it was renamed to or merged into."""
    if left == right or left in _above(right) or right in _above(left):
        return True
    pairs = ((left, right), (right, left))
    return any(change.to == b for a, b in pairs if (one := get(a)) for change in one.became)


@lru_cache(maxsize=512)
def is_jihadist(key: str) -> bool:
    """True for a group that the register calls so, and for a part of one."""
    return any(one.jihadist for part in (key, *_above(key)) if (one := get(part)))


def successor(key: str, when: date | None, country: str | None) -> str:
    """The id that an organisation goes by on a day in a country, following renames and mergers both ways in time."""
    later = _later(key, when, country)
    return _earlier(later, when) if later == key else later


def _later(key: str, when: date | None, country: str | None, passed: tuple[str, ...] = ()) -> str:
    """The end of its renames; where they run in a circle, the first that comes again."""
    found = None if key in passed else get(key)
    for change in found.became if found and when else ():
        if when and when >= change.on and (not change.countries or country in change.countries):
            return _later(change.to, when, country, (*passed, key))
    return key


def _earlier(key: str, when: date | None) -> str:
    found = get(key)
    if not (found and when and found.start and when < found.start):
        return key
    renamed = [one.id for one in _sources(key) if one.at(when)]
    return renamed[0] if len(renamed) == 1 else key


def forerunners(key: str, when: date) -> tuple[str, ...]:
    """The ids of those who later became it and existed on that day, sorted."""
    return tuple(sorted(one.id for one in _sources(key) if one.at(when)))


@lru_cache(maxsize=256)
def _sources(key: str) -> tuple[Organisation, ...]:
    return tuple(one for one in organisations().values() if any(change.to == key for change in one.became))
