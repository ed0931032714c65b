"""Candidates for MUC-4's string slots: takes a report, the rules' templates, the network, gives what may fill a slot.

Every phrase whose head stands in a list, every name of a person or body, every stretch that the network takes for a
filler, however doubtfully, and what the rules fill in. Invariant: a candidate's words stand in the text at each of
its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bench.muc4_network import SLOTS, Network
from bench.muc4_perpetrators import bodies
from bench.muc4_persons import people
from bench.muc4_phrases import heads, phrase
from bench.records import Row
from tocsin.extract.tagger import KINDS
from tocsin.knowledge.actors.registry import organisations
from tocsin.text import fold

__all__ = ["Candidate", "candidates", "plain", "same"]

_HEADS = {"individuals": "PerpInd", "targets": "Target", "instruments": "Weapon"}
_SLOT_OF = {role: slot for slot, role in SLOTS.items()}
_ARTICLE = re.compile(r"^(?:the|an?) ")
Found = tuple[str, int, int]  # slot, start, end


@dataclass(slots=True)
class Candidate:
    """Words that may fill a slot, where they stand, which of the rules' templates have them, the network's shares."""

    slot: str
    text: str
    places: list[tuple[int, int]] = field(default_factory=list)
    templates: set[int] = field(default_factory=set)
    share: float = 0.0
    kinds: list[float] = field(default_factory=lambda: [0.0] * len(KINDS))


def candidates(text: str, templates: Sequence[Row], network: Network) -> list[Candidate]:
    """The candidates of a report whose case is restored, in the order of the slots."""
    found: dict[tuple[str, str], Candidate] = {}
    for slot, start, end in _found(text, templates, network):
        words = plain(text[start:end])
        if len(words) > 1:
            one = found.setdefault((slot, words), Candidate(slot, words))
            if (start, end) not in one.places:
                one.places.append((start, end))
    for number, template in enumerate(templates):
        for slot in SLOTS:
            for key in ((slot, plain(entity[0])) for entity in template[slot]):
                if key in found:
                    found[key].templates.add(number)
    for one in found.values():
        one.places.sort()
        one.share = max(network.share(one.slot, *place) for place in one.places)
        one.kinds = [max(pair) for pair in zip(*(network.kinds(*place) for place in one.places), strict=True)]
    return list(found.values())


def same(one: Candidate, other: Candidate) -> bool:
    """True where one candidate says no more, or no less, than the other, or both name one body of the register."""
    ours, theirs = set(one.text.split()), set(other.text.split())
    return ours <= theirs or theirs <= ours or (one.slot == "PerpOrg" and _one_body(one.text, other.text))


def _one_body(left: str, right: str) -> bool:
    known = _bodies()
    return left in known and known[left] == known.get(right)


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    """Organisations of the register by their folded names."""
    names = ((one.id, one.names) for one in organisations().values())
    return {fold(name): key for key, own in names for name in (*own.strong, *own.weak, *own.acronyms)}


def plain(mention: str) -> str:
    """A mention in lower case without its article."""
    return _ARTICLE.sub("", " ".join(mention.lower().split()).strip(" '\"[]().,"))


def _found(text: str, templates: Sequence[Row], network: Network) -> Iterator[Found]:
    for one in network.stretches(text):
        yield _SLOT_OF[one.role], one.span.start, one.span.end
    lowered = text.lower()
    for name, slot in _HEADS.items():
        for match in heads(name).finditer(lowered):
            yield slot, _start(text, phrase(text, *match.span()), match.end()), match.end()
    yield from (("Victim", start, end) for start, end in people(text))
    yield from (("PerpOrg", start, end) for start, end in bodies(text))
    for template in templates:
        for slot in SLOTS:
            for entity in template[slot]:
                match = re.search(r"\s+".join(map(re.escape, entity[0].split())), lowered)
                if match:
                    yield slot, match.start(), match.end()


def _start(text: str, words: str, end: int) -> int:
    """Where a phrase on one line that ends at ``end`` begins in the text."""
    match = re.search(r"\s+".join(map(re.escape, words.split())) + r"$", text[max(0, end - 160) : end])
    return max(0, end - 160) + match.start() if match else end
