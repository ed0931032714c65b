"""Damage told by one sentence: takes its folded text, gives objects with how many of them and what became of them.

A word of damage ("destroyed", "incendie") takes the objects after it when they follow closely ("burned 3 shops", "the
burning of 3 shops"), else those before it ("3 shops were burned"); joined objects share it. Invariant: an object is
used once; the count is None when the text gives no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.extract.count_numbers import find_numbers
from tocsin.extract.count_words import Grammar, Quantity, grammar
from tocsin.extract.weapons import find_weapons
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Damage, Span

__all__ = ["find_damage"]

_EXTENTS = ("destroyed", "burned", "looted", "damaged")
_AFTER = 5  # words between a word of damage and the object after it
_BEFORE = 8  # words between an object and the word of damage after it
_BREAK = re.compile(r"[;:.()\"]|\s(?:who|which|qui|que|and then|while|tandis|mientras)\s")
_JOIN = re.compile(
    r"(?:\s[\w'-]+){0,4},?\s(?:and|et|y|e|as well as|ainsi que|asi como)\s(?:[\w'-]+\s){0,3}|,\s(?:[\w'-]+\s){0,3}"
)
_IRREGULAR = (("churches", "church"), ("buses", "bus"), ("lorries", "lorry"), ("granaries", "granary"), ("eaux", "eau"))


@dataclass(slots=True)
class _Object:
    start: int  # with its number
    noun: int
    end: int
    count: int | None


def find_damage(text: str, folded: str, offset: int, words: Lexicon) -> tuple[Damage, ...]:
    """Every damage of a sentence; spans cover the number, the object and the word of damage."""
    extents = list(_extents(folded, words))
    if not extents or not words.pattern("damage_objects").search(folded):
        return ()
    weapons = [w.span for w in find_weapons(text, folded, offset, words)]
    objects = list(_objects(folded, offset, words, weapons))
    rows: dict[int, Damage] = {}
    for start, end, extent in extents:
        for at in _targets(folded, start, end, objects, extents, words):
            if at not in rows and not _is_taken_ground(
                folded[start:end], folded[objects[at].noun : objects[at].end], extent, words
            ):
                rows[at] = _damage(text, offset, objects[at], start, end, extent, words.language)
    return tuple(rows[at] for at in sorted(rows))


def _extents(folded: str, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Words of damage in text order; where two overlap the more telling kind wins."""
    own = grammar(words.language)
    spots: list[tuple[int, int, str]] = []
    for extent in _EXTENTS:
        for match in words.pattern(f"damage_extents.{extent}").finditer(folded):
            start, end = match.span()
            before = folded[max(0, start - 20) : start]
            if re.search(own.data["no_damage"], before) or own.before("not").search(before):
                continue
            if not any(start < s[1] and s[0] < end for s in spots):
                spots.append((start, end, extent))
    yield from sorted(spots)


def _objects(folded: str, offset: int, words: Lexicon, weapons: Sequence[Span]) -> Iterator[_Object]:
    own = grammar(words.language)
    numbers = find_numbers(folded, own)
    for match in words.pattern("damage_objects").finditer(folded):
        start, end = match.span()
        if any(w.start < end + offset and start + offset < w.end for w in weapons):
            continue
        number = next((n for n in numbers if n.end <= start and _is_near(folded[n.end : start])), None)
        count, first = _counted(folded, start, number, own)
        yield _Object(first, start, end, count)


def _is_near(gap: str) -> bool:
    return len(gap.split()) <= 2 and not re.search(r"[,;:.(]", gap)


def _counted(folded: str, start: int, number: Quantity | None, own: Grammar) -> tuple[int | None, int]:
    if number is not None:
        exact = number.sort == "number" and number.low > 0
        return (number.low if exact else None), number.start
    article = re.search(rf"(?<!\w)(?:{own.data['small']})\s(?:[\w'-]+\s){{0,2}}$", folded[max(0, start - 30) : start])
    return (1, max(0, start - 30) + article.start()) if article else (None, start)


def _targets(
    folded: str,
    start: int,
    end: int,
    objects: Sequence[_Object],
    extents: Sequence[tuple[int, int, str]],
    words: Lexicon,
) -> list[int]:
    """The objects of one word of damage: those after an active or nominal one, those before a passive one."""
    floor = max((e for _, e, _ in extents if e <= start), default=0)
    ceiling = min((s for s, _, _ in extents if s >= end), default=len(folded))
    be = grammar(words.language).data["be"]
    passive = re.search(rf"(?<!\w)(?:{be})\s+(?:[\w'-]+\s+)?$", folded[max(0, start - 26) : start])
    after = [n for n, o in enumerate(objects) if end <= o.start and o.end <= ceiling]
    if after and not passive and _reaches(folded[end : objects[after[0]].start], _AFTER):
        return list(_joined(folded, objects, after, 1))
    before = [n for n, o in enumerate(objects) if o.end <= start and o.start >= floor]
    near = bool(before) and _reaches(folded[objects[before[-1]].end : start], _BEFORE)
    return list(_joined(folded, objects, before[::-1], -1)) if near else []


def _reaches(gap: str, words: int) -> bool:
    return len(gap.split()) <= words and not _BREAK.search(gap)


def _joined(folded: str, objects: Sequence[_Object], row: Sequence[int], step: int) -> Iterator[int]:
    """The first object of ``row`` and those joined to it by commas and "and"."""
    yield row[0]
    for last, at in pairwise(row):
        left, right = (objects[last], objects[at]) if step > 0 else (objects[at], objects[last])
        if not _JOIN.fullmatch(folded[left.end : right.noun]):
            return
        yield at


def _is_taken_ground(extent_words: str, thing: str, extent: str, words: Lexicon) -> bool:
    """As in "seized the camp" takes ground; only plain looting words loot a place."""
    if extent != "looted" or not words.pattern("ground").fullmatch(thing):
        return False
    return not re.match(grammar(words.language).data["plain_spoils"], extent_words)


def _damage(text: str, offset: int, thing: _Object, start: int, end: int, extent: str, language: str) -> Damage:
    low, high = min(thing.start, start), max(thing.end, end)
    span = Span(offset + low, offset + high, text[low:high])
    return Damage(_singular(text[thing.noun : thing.end].lower(), language), thing.count, extent, span)


def _singular(noun: str, language: str) -> str:
    for plural, single in _IRREGULAR:
        if noun.endswith(plural):
            return noun[: -len(plural)] + single
    first, _, rest = noun.partition(" ")
    if language == "es" and first.endswith("es") and first[-3:-2] in "nlrdj":
        return f"{first[:-2]} {rest}".strip()
    if language != "en" and rest:
        return f"{first.removesuffix('s')} {rest}"
    invariant = noun.endswith(("ss", "us", "is")) or noun == "puits"
    return noun if invariant else noun.removesuffix("s")
