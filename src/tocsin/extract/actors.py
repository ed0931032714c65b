"""Actors in a sentence: takes its text, offset and language, gives ``ActorMention`` records in text order.

Named organisations come from the register, state forces from nationality and noun ("Burkinabe soldiers"), the rest
from nouns with a kind ("gunmen", "habitants", "pandilleros"). Invariant: mentions do not overlap and every span
repeats the words of the report. Kinds follow the ACLED codebook (2024); no referent is chosen here (resolve.actor
does that).
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from tocsin.extract.actor_join import join_parts
from tocsin.extract.actor_match import Part, Words, match_parts, split_words
from tocsin.extract.actor_short import Shorts, with_shorts
from tocsin.extract.actor_unknown import with_unknown
from tocsin.knowledge.actors import get, head, lexicon
from tocsin.model import ActorMention, Span

__all__ = ["find_actors", "party_names"]

_NONE: Shorts = MappingProxyType({})
_DEMONSTRATIVES = frozenset(("these", "those", "ces", "cette", "estos", "esos", "dichos", "esta", "esa"))
_ARMED_NOUNS = frozenset(
    ("fighters", "rebels", "militants", "jihadists", "terrorists", "guerrillas", "militia", "gang")
)


def _kind(part: Part) -> str:
    if part.head and not (part.country and part.ids):
        return head(part.head).kind
    if part.kind:
        return part.kind
    organisation = get(part.ids[0]) if part.ids else None
    return organisation.kind if organisation else "unidentified"


def _mention(part: Part, words: Words, offset: int) -> ActorMention:
    start, end = words.starts[part.first], words.ends[part.last]
    end += words.text[start:end].count("(") > words.text[start:end].count(")") and words.text[end : end + 1] == ")"
    written = words.text[start:end]
    first, last = part.core or (part.first, part.last)
    name = words.text[words.starts[first] : words.ends[last]] if part.core else written
    pointing = part.head in _ARMED_NOUNS and not part.country and part.first > 0
    pointing = pointing and words.tokens[part.first - 1] in _DEMONSTRATIVES
    by_rule = part.country is not None and bool(part.ids)  # "Malian army": named by its country
    return ActorMention(
        span=Span(offset + start, offset + end, written),
        name=" ".join(name.split()),
        kind=_kind(part),
        ids=part.ids,
        country=part.country,
        generic=part.head is not None and not by_rule,
        plural=part.plural,
        head="group" if pointing else part.head,
        weak=part.weak or (part.head is not None and not by_rule),
    )


def find_actors(text: str, offset: int, language: str, shorts: Shorts = _NONE) -> tuple[ActorMention, ...]:
    """Every actor named in one sentence; ``offset`` is where the sentence starts in the report (code points).

    ``shorts`` are the short forms that the report explains.
    """
    words, matched = _matched(text, language)
    known = lexicon(language)
    named = with_unknown(matched, words, known)
    parts = join_parts(with_shorts(named, words, shorts) if shorts else named, words, known)
    return tuple(_mention(part, words, offset) for part in parts)


def party_names(text: str, offset: int, language: str) -> tuple[Span, ...]:
    """The names of organisations in one sentence, those too that act nowhere in it: "JNIM, linked to Al-Qaeda"."""
    words, matched = _matched(text, language)
    named = [part for part in matched if part.sort == "org" and not part.weak]
    ends = ((words.starts[part.first], words.ends[part.last]) for part in named)
    return tuple(Span(offset + start, offset + end, text[start:end]) for start, end in ends)


@lru_cache(maxsize=64)  # a sentence is asked for its actors and for its parties
def _matched(text: str, language: str) -> tuple[Words, tuple[Part, ...]]:
    """The words of a sentence, and those of them that can take part in naming an actor."""
    words = split_words(text)
    return words, tuple(match_parts(words, lexicon(language)))
