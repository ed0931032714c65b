"""Casualty figures of one sentence: takes its words, gives intervals of persons by kind, with who is meant.

A figure is a number (digits, words, "dozens", "une quarantaine") with its bounds ("at least", "more than"); its kind
comes from the nearest casualty word on the right side of it ("killed 12", "12 dead"), each word serving one figure
unless the two are joined ("10 killed and 5 wounded"). Invariant: no figure is invented; the span covers the number.
Rules: "more than n" is [n+1, open], "at least n" [n, open], "some n" [n, n], "up to n" [1, n].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.knowledge.lexicon import Lexicon, compile_words, lexicon
from tocsin.model import ActorMention, Count, Span

__all__ = ["find_counts"]

KINDS = ("killed", "wounded", "abducted", "captured", "missing", "displaced", "arrested")
_REACH = 9  # words between a figure and the word that gives its kind
_LARGE = 5_000_000  # larger numbers are money or population
_BREAK = re.compile(r"[;:()]|\. | - |, (?:but|while|whereas|mais|tandis|pero|mientras)")
_MONEY = re.compile(r"[$€£%°]")


@dataclass(slots=True)
class _Quantity:
    start: int
    end: int
    low: int
    high: int | None
    article: bool = False
    used: bool = False


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    kind: str
    side: str  # left: stands before its figure


def find_counts(
    text: str, folded: str, offset: int, language: str, actors: Sequence[ActorMention], taken: Sequence[Span]
) -> tuple[Count, ...]:
    """Every casualty figure; ``taken`` are the spans of dates and other numbers that no figure may use."""
    words = lexicon(language)
    quantities = [q for q in _quantities(folded, words, actors, offset) if not _is_taken(q, taken, offset)]
    links = sorted(_links(folded, quantities, _kind_words(folded, words)), key=lambda link: link[0])
    chosen: dict[int, tuple[_Quantity, _Word]] = {}
    served: set[int] = set()
    for _, quantity, word in links:
        if quantity.start in chosen or (word.start in served and not _shares(folded, quantity, word, words)):
            continue
        chosen[quantity.start] = (quantity, word)
        served.add(word.start)
    rows = [_count(text, offset, q, w, folded, words, actors) for q, w in sorted(chosen.values(), key=lambda c: c[0].start)]
    return tuple(_mark_parts(rows, folded, offset, words))


# --- numbers ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _number_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language).words["numbers"]
    units = sorted((w for w in words["units"]), key=len, reverse=True)
    scale = sorted(words["multipliers"], key=len, reverse=True)
    spoken = rf"(?:{'|'.join(units + scale)})(?:(?:[\s-]+(?:{words['joiners']})?[\s-]*)(?:{'|'.join(units + scale)}))*"
    digits = r"\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+"
    vague = "|".join(f"(?P<v{n}>{row[0]})" for n, row in enumerate(words["vague"]))
    return compile_words(f"{vague}|(?P<digits>{digits})|(?P<spoken>{spoken})")


def _quantities(folded: str, words: Lexicon, actors: Sequence[ActorMention], offset: int) -> Iterator[_Quantity]:
    numbers = words.words["numbers"]
    articles = compile_words(numbers["articles"])
    for match in _number_pattern(words.language).finditer(folded):
        group = match.lastgroup or ""
        article = bool(articles.fullmatch(match.group()))
        if article and not _before_single_person(match.end() + offset, actors):
            continue
        if group.startswith("v"):
            low, high = numbers["vague"][int(group[1:])][1:]
        else:
            value = _value(match.group(), numbers)
            if value is None or value > _LARGE or _is_no_count(folded, match.start(), match.end(), words):
                continue
            low = high = value
        low, high, start, end = _bounds(folded, match.start(), match.end(), low, high, numbers)
        yield _Quantity(start, end, low, high, article)


def _before_single_person(end: int, actors: Sequence[ActorMention]) -> bool:
    """"a soldier" counts one; "an attack" doesn't."""
    return any(0 <= a.span.start - end <= 24 and not a.plural or a.span.start < end <= a.span.start + 4 and not a.plural for a in actors)


def _value(words: str, numbers: dict[str, dict[str, int]]) -> int | None:
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    total = current = 0
    units, scale = numbers["units"], numbers["multipliers"]
    if words in units:
        return units[words]
    for token in re.split(r"[\s-]+", words):
        if token in units:
            current += units[token]
        elif token in scale:
            current = max(1, current) * scale[token]
            if scale[token] >= 1000:
                total, current = total + current, 0
    return total + current or None


def _is_no_count(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """Money, distances, hours, ages, ordinals and things are no persons."""
    if _MONEY.search(folded[max(0, start - 2) : start]) or re.match(r"\s?[%°$€]|(?:st|nd|rd|th|er|eme|h\d?|hrs|mm)\b|[:/.]\d|-\w", folded[end:]):
        return True
    if re.search(r"[\d:/.-]$", folded[:start]) or re.search(r"\b(?:rn|n|no|n°|article|resolution|brigade|type|route|km|kalachnikov|ak)[ -]?$", folded[:start]):
        return True
    following = " ".join(re.split(r"\W+", folded[end : end + 40])[1:4])
    thing = words.pattern("no_count").search(following)
    return bool(thing) and not re.search(r"\b(?:killed|dead|wounded|morts|tues|muertos|heridos|people|personnes|personas)\b", following[: thing.start()] if thing else "")


def _bounds(
    folded: str, start: int, end: int, low: int, high: int | None, numbers: dict[str, str]
) -> tuple[int, int | None, int, int]:
    before = folded[:start]
    for key in ("more_than", "at_least", "up_to", "about"):
        match = re.search(_qualifier(numbers[key]), before)
        if match is None:
            continue
        if key == "more_than":
            return low + 1, None, match.start(), end
        if key == "at_least":
            return low, None, match.start(), end
        if key == "up_to":
            return 1, low, match.start(), end
        return low, high, match.start(), end
    plus = re.match(rf"\s?(?:{numbers['plus']})", folded[end:])
    if plus:
        return low, None, start, end + plus.end()
    other = re.match(r"(?:-|\s(?:to|a|and|et|y|or|ou|o)\s)(\d+)(?![\d-])", folded[end:])
    if other and high == low < int(other.group(1)) <= 20 * low and re.search(r"(?:between|entre|de|from|)\s?$", before) and (folded[end] == "-" or " to " in other.group() or " a " in other.group()):
        return low, int(other.group(1)), start, end + other.end()
    return low, high, start, end


@lru_cache(maxsize=32)
def _qualifier(words: str) -> str:
    return r"(?<!\w)(?:" + words.replace(" ", r"\s+") + r")\s*$"


def _is_taken(quantity: _Quantity, taken: Sequence[Span], offset: int) -> bool:
    return any(t.start < quantity.end + offset and quantity.start + offset < t.end for t in taken)


# --- kinds --------------------------------------------------------------------------------------------------------------


def _kind_words(folded: str, words: Lexicon) -> list[_Word]:
    rows = [
        _Word(match.start(), match.end(), kind, side)
        for kind in KINDS
        for side in ("left", "right")
        for match in words.pattern(f"casualties.{kind}.{side}").finditer(folded)
    ]
    return [w for w in rows if not any(o.start <= w.start and w.end < o.end and o.side == w.side for o in rows)]


def _links(folded: str, quantities: list[_Quantity], kinds: list[_Word]) -> Iterator[tuple[float, _Quantity, _Word]]:
    for quantity in quantities:
        for word in kinds:
            left = word.side == "left"
            if (left and word.end > quantity.start) or (not left and word.start < quantity.end):
                continue
            between = folded[word.end : quantity.start] if left else folded[quantity.end : word.start]
            distance = len(between.split())
            if distance > _REACH or _BREAK.search(between):
                continue
            crossed = sum(quantity is not q and _inside(q, word, quantity) for q in quantities)
            yield distance + 3.0 * crossed + (0.6 if left else 0.0) + 1.5 * between.count(","), quantity, word


def _inside(other: _Quantity, word: _Word, quantity: _Quantity) -> bool:
    low, high = min(word.end, quantity.end), max(word.start, quantity.start)
    return low <= other.start and other.end <= high and not other.article


def _shares(folded: str, quantity: _Quantity, word: _Word, words: Lexicon) -> bool:
    """"four American and four Nigerien soldiers killed": one word may serve joined figures."""
    between = folded[word.end : quantity.start] if word.side == "left" else folded[quantity.end : word.start]
    return bool(re.search(words.words["coordinators"], between)) and len(between.split()) <= 6


def _count(
    text: str, offset: int, q: _Quantity, w: _Word, folded: str, words: Lexicon, actors: Sequence[ActorMention]
) -> Count:
    end = q.end
    if w.side == "right" and not re.search(r"[,;]", folded[q.end : w.start]):
        end = w.end
    start = w.start if w.side == "left" and not re.search(r"[,;]", folded[w.end : q.start]) else q.start
    span = Span(offset + start, offset + end, text[start:end])
    return Count(span, w.kind, q.low, q.high, of=_counted(q, w, offset, actors))


def _counted(q: _Quantity, w: _Word, offset: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """Who is meant: the actor right after the figure, else the subject just before a word such as "lost 12"."""
    after = [a for a in actors if -1 <= a.span.start - (q.end + offset) <= 40 or a.span.start <= q.start + offset < a.span.end]
    if w.side == "right":
        after = [a for a in after if a.span.start < w.end + offset]
    return after[0] if after else None


def _mark_parts(rows: list[Count], folded: str, offset: int, words: Lexicon) -> Iterator[Count]:
    parts = words.pattern("parts")
    for position, row in enumerate(rows):
        earlier = [r for r in rows[:position] if r.kind == row.kind and not r.part]
        between = folded[earlier[-1].span.end - offset : row.span.start - offset + 12] if earlier else ""
        is_part = bool(earlier) and (bool(parts.search(between)) or _adds_up(rows, position))
        yield _as_part(row) if is_part else row


def _adds_up(rows: list[Count], position: int) -> bool:
    """"eight people, six of this and two of that": the figures after a total that sum to it are its parts."""
    kind = rows[position].kind
    same = [r for r in rows if r.kind == kind and r.low == r.high]
    return len(same) > 2 and rows[position] in same[1:] and sum(r.low for r in same[1:]) == same[0].low


def _as_part(row: Count) -> Count:
    return Count(row.span, row.kind, row.low, row.high, row.of, row.said_by, part=True)
