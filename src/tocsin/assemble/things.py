"""Which deed a claim is of, by a thing that it names: takes its clause and the events told, gives the one or None.

"The BLA put its name to the grenade", "the Houthis took credit for the bus": the thing stands in the telling of one
deed and of no other. Invariant: where the clause's paragraph tells of one deed only, or the clause tells one itself,
no thing points elsewhere; names of voices are no things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tocsin.assemble.groups import Group
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["with_the_thing"]

_SHORT = 3  # letters of words that say too little
_OWNED = frozenset(("claimed", "unclaimed", "alleged"))
_NAMED = re.compile(
    r"\b(?:the|that|this|those|these|la|les?|du|des|aux?|cette|cet?|ces|el|los|las|del|al|es[ea]s?|est[ea]s?) "
    r"((?:[\w-]+ ?){1,3})|\bl'([\w-]+)"
)
_WORD = re.compile(r"[^\W\d_]+")


def with_the_thing(claim: ResolvedClaim, told: Sequence[Group]) -> Group | None:
    """The one deed whose telling holds a thing that the clause names."""
    here = [g for g in told if g.claims[-1].claim.sentence.paragraph == claim.claim.sentence.paragraph]
    new = any(not t.definite and t.strength > 1 for t in claim.claim.triggers)
    near = here or told
    if new or len(near) < 2 or not _OWNED & set(claim.claim.status):
        return None
    voices = " ".join(fold(a.span.text) for a in (*claim.named, *claim.actors) if a.kind != "civilians")
    named = {_stem(w) for w in _things(fold(claim.claim.span.text))} - {_stem(w) for w in _WORD.findall(voices)}
    known = [(g, _words_of(g)) for g in near]
    hits = [g for g, own in known if any(w in own and _only_there(w, g, known) for w in named)]
    return hits[0] if len(hits) == 1 else None


def _only_there(word: str, group: Group, known: Sequence[tuple[Group, frozenset[str]]]) -> bool:
    return not any(word in other for one, other in known if one is not group)


def _things(words: str) -> list[str]:
    """What stands right behind an article: "the first ship", "l'hopital"."""
    found = (w for m in _NAMED.finditer(words) for w in _WORD.findall(m.group(1) or m.group(2)) if len(w) >= _SHORT)
    return [w for w in found if not in_any_language("no_things").fullmatch(w)]


def _words_of(group: Group) -> frozenset[str]:
    """The words by which a deed is told, without those of voices and claims."""
    told = [c for c in group.digest().claims if c.claim.triggers or c.claim.counts]
    return frozenset(w for c in told for w in _stems(c.claim.span.text))


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in _WORD.findall(fold(text)) if len(w) >= _SHORT)


def _stem(word: str) -> str:
    return word[:-2] if word.endswith("es") else word[:-1] if word.endswith("s") else word
