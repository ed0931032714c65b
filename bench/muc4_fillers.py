"""Fillers of MUC-4's slots from two readers: takes the rules' templates and the tagger's spans, gives each filler once.

Two mentions are one filler when the words of one are words of the other, or the register knows both as one body. Its
probability is a logistic sum over a few plain facts, fitted by ``training/combine.py`` on reports of ``train``
that the tagger did not learn from. Invariant: what a filler says stands in the report's text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bench.records import Row
from tocsin.extract.tagger import KINDS, Tagged
from tocsin.knowledge.actors.registry import organisations
from tocsin.text import fold

__all__ = ["ROLES", "Filler", "facts", "fillers", "logistic", "logit"]

ROLES = {"individual": "PerpInd", "organisation": "PerpOrg", "person": "Victim", "weapon": "Weapon"}
"""The tagger's roles that the joined reading uses. Things struck stay with the rules, which find them better."""
_UNSEEN = -3.0  # log-odds of a filler that the tagger doesn't see
_ARTICLE = re.compile(r"^(?:the|an?) ")


@dataclass(slots=True)
class Filler:
    """One filler: how sure the tagger is of it and of its part in each of ``KINDS``, and which templates hold it."""

    role: str
    text: str
    sure: float = 0.0
    times: int = 0
    first: float = 1.0  # where it is first tagged, as a share of the text
    kinds: list[float] = field(default_factory=lambda: [0.0] * len(KINDS))
    templates: set[int] = field(default_factory=set)

    def is_same(self, text: str) -> bool:
        """True where ``text`` says no more, or no less, than this filler."""
        ours, theirs = set(self.text.split()), set(text.split())
        return ours <= theirs or theirs <= ours or (self.role == "PerpOrg" and _one_body(self.text, text))

    def see(self, tagged: Tagged, length: int) -> None:
        """Count one more mention, found by the tagger."""
        self.times += 1
        self.sure = max(self.sure, tagged.score)
        self.first = min(self.first, tagged.span.start / length)
        self.kinds = [max(pair) for pair in zip(self.kinds, tagged.kinds, strict=True)]


def fillers(templates: Sequence[Row], tagged: Iterable[Tagged], length: int) -> list[Filler]:
    """The fillers of one report of ``length`` characters."""
    found: list[Filler] = []
    for one in sorted(tagged, key=lambda one: -one.score):
        text = _plain(one.span.text)
        if one.role in ROLES and len(text) > 1:
            _filler(found, ROLES[one.role], text).see(one, length)
    for number, role, text in _ruled(templates):
        _filler(found, role, text).templates.add(number)
    return found


def _ruled(templates: Sequence[Row]) -> Iterator[tuple[int, str, str]]:
    for number, template in enumerate(templates):
        yield from ((number, role, _plain(entity[0])) for role in ROLES.values() for entity in template[role])


def _filler(found: list[Filler], role: str, text: str) -> Filler:
    """The filler that ``text`` mentions, with a person's fullest name; a new one where it mentions none."""
    one = next((other for other in found if other.role == role and other.is_same(text)), None)
    if one is None:
        one = Filler(role, text)
        found.append(one)
    elif role == "Victim" and len(text.split()) > len(one.text.split()):
        one.text = text
    return one


def _plain(mention: str) -> str:
    return _ARTICLE.sub("", " ".join(mention.lower().split()).strip(" '\"[]().,"))


def _one_body(left: str, right: str) -> bool:
    known = _bodies()
    return left in known and known[left] == known.get(right)


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    """Organisations of the register by their folded names."""
    names = ((one.id, one.names) for one in organisations().values())
    return {fold(name): key for key, own in names for name in (*own.strong, *own.weak, *own.acronyms)}


def facts(one: Filler) -> tuple[float, ...]:
    """What the probability of a filler is summed over."""
    ruled = float(bool(one.templates))
    seen = logit(one.sure) if one.times else _UNSEEN
    return (1.0, seen, ruled, ruled * bool(one.times), math.log1p(one.times), one.first)


def logit(share: float) -> float:
    """Log-odds, kept within those of 0.02 and 0.98."""
    kept = min(max(share, 0.02), 0.98)
    return math.log(kept / (1 - kept))


def logistic(weights: Sequence[float], values: Sequence[float]) -> float:
    """The probability whose log-odds are the weighted sum."""
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, values, strict=True))))
