"""What figures count: takes the numbers and actors of a sentence, gives figures with their nouns and single persons.

"12 soldiers" counts persons, "12 rifles" things, "12 were killed" is bare. "a soldier", "the mayor", "his son" and a
name each stand for one person. Invariant: figures that count things are dropped, so none reaches a casualty word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tocsin.extract.count_words import Cue, Grammar, Quantity, grammar, words_in
from tocsin.model import ActorMention
from tocsin.text import fold

__all__ = ["find_singles", "with_nouns"]

_REACH = 60  # characters after a number in which its noun stands
_STOP = re.compile(r"[.;:,()\[\]\"]|\s-\s")
_NAME = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]+\s(?:(?:al|el|ag|ould|de|bin|ben|ibn|von|van|del|la)[\s-])?){1,3}[A-ZÀ-Ý][\w'’-]+"
)

_TWO_NAMES = re.compile(r"\s[A-ZÀ-Ý][\w'-]+\s(?P<joiner>\w{1,3})\s[A-ZÀ-Ý][\w'-]+(?:\s[A-ZÀ-Ý][\w'-]+)?")


def with_nouns(
    folded: str, offset: int, found: list[Quantity], cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> list[Quantity]:
    """The figures that may count persons, each with its noun and actor."""
    rows = []
    for at, quantity in enumerate(found):
        limit = found[at + 1].start if at + 1 < len(found) else len(folded)
        _read_noun(folded, offset, quantity, limit, cues, actors, words)
        if quantity.counts != "thing" and _may_count(folded, quantity, cues, words):
            rows.append(quantity)
    return rows


def _may_count(folded: str, quantity: Quantity, cues: Sequence[Cue], words: Grammar) -> bool:
    """An article or a "no" counts only right before a person or a casualty noun."""
    if quantity.counts == "person" or not (quantity.indefinite or quantity.sort == "zero"):
        return True
    if words.pattern("nobody").fullmatch(folded[quantity.start : quantity.end].strip()):
        return True
    return any(
        c.sort in ("nouns", "passive", "suffers")
        and c.start >= quantity.end
        and words_in(folded[quantity.end : c.start]) <= (2 if c.full else 0)
        for c in cues
    )


def _read_noun(
    folded: str, offset: int, quantity: Quantity, limit: int, cues: Sequence[Cue], actors: Sequence[ActorMention],
    words: Grammar,
) -> None:  # fmt: skip
    quantity.indefinite = bool(words.pattern("indefinite").fullmatch(folded[quantity.start : quantity.end].strip("' ")))
    window = folded[quantity.end : min(limit, quantity.end + _REACH)]
    stop = _STOP.search(window)
    window = window[: stop.start()] if stop else window
    cue = next((c.start - quantity.end for c in cues if c.start >= quantity.end and c.sort != "labels"), len(window))
    where = words.pattern("where")
    actor = _actor_after(quantity, window, min(cue, len(window)), offset, actors)
    if actor and where.search(window[: max(0, actor.span.start - offset - quantity.end)]):
        actor = None  # "15 in Boko Haram raid"
    person = _within(words.pattern("persons").search(window), window, 4)
    thing = _within(words.pattern("things").search(window.lstrip("-").rjust(len(window))), window, 3)
    if thing and where.search(window[: thing.start()]):
        thing = None  # "15 in 3 villages"
    starts = [
        p
        for p in (actor.span.start - offset - quantity.end if actor else None, person.start() if person else None)
        if p is not None
    ]
    first = min(starts, default=len(window) + 1)
    if (
        thing
        and thing.start() <= cue
        and _is_thing(window, thing, first, actor, offset + quantity.end, person.end() if person else -9)
    ) or (actor and quantity.low == quantity.high == 1 and _is_collective(fold(actor.span.text), words)):
        quantity.counts = "thing"
    elif actor and (actor.span.start - offset - quantity.end <= first or not person or person.start() >= cue):
        quantity.counts, quantity.actor, quantity.noun_end = "person", actor, actor.span.end - offset
    elif person and person.start() <= cue:
        quantity.counts, quantity.noun_end = "person", quantity.end + person.end()
        quantity.actor = actor
    else:
        _read_rest(quantity, window, cue, words)


def _read_rest(quantity: Quantity, window: str, cue: int, words: Grammar) -> None:
    family = _within(words.pattern("families").search(window), window, 2)
    single = _within(words.pattern("single").search(window), window, 3)
    if family:
        quantity.counts, quantity.noun_end, quantity.high = "person", quantity.end + family.end(), None
    elif quantity.low == quantity.high == 1 and single and single.start() <= cue:
        quantity.counts, quantity.noun_end = "person", quantity.end + single.end()
    elif words_in(window[:cue]) > 1:
        quantity.counts = "unknown"


def _within(match: re.Match[str] | None, window: str, reach: int) -> re.Match[str] | None:
    return match if match and words_in(window[: match.start()]) < reach else None


def _actor_after(
    quantity: Quantity, window: str, limit: int, offset: int, actors: Sequence[ActorMention]
) -> ActorMention | None:
    for actor in actors:
        at = actor.span.start - offset - quantity.end
        if -1 <= at <= limit and words_in(window[: max(0, at)]) <= 3:
            return actor
        if actor.span.start - offset <= quantity.start and quantity.end < actor.span.end - offset:
            return actor
    return None


def _is_thing(
    window: str, thing: re.Match[str], first: int, actor: ActorMention | None, base: int, person_end: int
) -> bool:
    after = window[thing.end() :]
    if thing.start() < first:
        return first - thing.end() > 1 or not after  # "village men" are persons
    if actor is None:
        return 0 <= thing.start() - person_end <= 1  # "one of its units"
    return 0 <= thing.start() - (actor.span.end - base) <= 1 or thing.end() == actor.span.end - base


# --- single persons -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _determined(language: str) -> re.Pattern[str]:
    words = grammar(language)
    determiners = words.data["determiners"].replace(" ", r"\s+")
    return re.compile(rf"^.*(?<!\w)(?P<det>{determiners})(?:\s+|(?<=')\s?)(?:[\w'-]+\s+){{0,3}}$")


def find_singles(
    text: str, folded: str, offset: int, numbers: Sequence[Quantity], cues: Sequence[Cue],
    actors: Sequence[ActorMention], words: Grammar,
) -> list[Quantity]:  # fmt: skip
    """Single persons named by a noun or a name, in text order, without those that a number already counts."""
    rows: list[Quantity] = []
    for quantity in sorted(
        [
            *_siblings(text, folded, words),
            *_nouns(folded, offset, cues, actors, words),
            *_names(text, folded, offset, cues, actors, words),
        ],
        key=lambda q: q.start,
    ):
        if any(n.start < quantity.noun_end and quantity.start < n.noun_end for n in numbers):
            continue
        if rows and _is_apposition(folded, rows[-1], quantity):
            rows[-1].noun_end = quantity.noun_end
            continue
        if rows and quantity.start < rows[-1].noun_end:
            continue
        rows.append(quantity)
    return rows


def _is_apposition(folded: str, left: Quantity, right: Quantity) -> bool:
    """As in "Ali Sow, a teacher": one person."""
    gap = folded[left.noun_end : right.start]
    return "name" in (left.sort, right.sort) and bool(re.fullmatch(r"(?:,\s(?:\d{1,2},\s)?|\s)", gap))


def _nouns(
    folded: str, offset: int, cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> Iterator[Quantity]:
    spans = {(m.start(), m.end()): None for m in words.pattern("single").finditer(folded)}
    last_end = 0
    named = {(a.span.start - offset, a.span.end - offset): a for a in actors if not a.plural and a.head}
    for (start, end), actor in sorted({**spans, **named}.items()):
        own = next((a for a in actors if a.span.start - offset <= start and end <= a.span.end - offset), actor)
        if own is not None and not _is_head(folded, start, end, own, offset, words):
            continue  # "a student protest"
        last = folded[start:end]
        if _is_collective(last, words) or re.match(
            r"['-]\w|\s(?:of|de)\s(?:the\s)?(?:\d|two|five)", folded[end : end + 12]
        ):
            continue
        before = folded[max(0, start - 50) : start]
        determiner = _determined(words.language).match(_own_clause(before))
        if words.language == "en" and last_end and re.fullmatch(r"\s(?:and|or)\s", folded[last_end:start]):
            at, indefinite = start, True  # "her father and brother"
        elif determiner:
            at = start - len(_own_clause(before)) + determiner.start("det")
            indefinite = bool(words.pattern("indefinite").fullmatch(determiner.group("det")))
        elif re.search(r"(?:^|[:\"]\s?)$", folded[:start]):
            at, indefinite = start, True
        elif words.language != "fr" and (verb := _verb_before(folded, start, cues, words)):
            at, indefinite = verb.end + 1, True
        else:
            continue
        last_end = end
        yield Quantity(at, at, 1, 1, "single", "person", end, own, indefinite)


def _is_collective(noun: str, words: Grammar) -> bool:
    """True for "patrol", "family", "bus": a singular noun that is no single person."""
    return bool(
        words.before("collective").search(noun) if words.language == "en" else words.pattern("collective").match(noun)
    )


def _is_head(folded: str, start: int, end: int, actor: ActorMention, offset: int, words: Grammar) -> bool:
    """True when the noun is what the actor's words name: first in French and Spanish, last in English."""
    if words.language != "en":
        return actor.span.start - offset == start
    return actor.span.end - offset == end or re.match(r"\s(?:of|from|in)\s", folded[end : end + 6]) is not None


def _verb_before(folded: str, start: int, cues: Sequence[Cue], words: Grammar) -> Cue | None:
    """The verb of a headline without articles: "Bandits kill village head", "Asesinan a alcalde"."""
    reach = 1 if words.language == "en" else 0
    for cue in cues:
        if cue.sort not in ("acts", "active") or cue.end >= start or words_in(folded[cue.end : start]) > reach:
            continue
        if reach or folded[: cue.end].endswith(" a"):
            return None if re.search(r"[,.;:]", folded[cue.end : start]) else cue
    return None


def _own_clause(before: str) -> str:
    stops = list(_STOP.finditer(before))
    return before[stops[-1].end() :] if stops else before


def _siblings(text: str, folded: str, words: Grammar) -> Iterator[Quantity]:
    """As in "the brothers Ali and Omar Sow": two names are two persons."""
    joiner = words.data["and"]
    for match in words.pattern("siblings").finditer(folded):
        names = _TWO_NAMES.match(text, match.end())
        if names and re.fullmatch(joiner, fold(names.group("joiner"))):
            yield Quantity(match.start(), match.end(), 2, 2, "number", "person", names.end())


def _names(
    text: str, folded: str, offset: int, cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> Iterator[Quantity]:
    if _is_title_case(text):
        return
    for match in _NAME.finditer(text):
        if words.pattern("not_names").search(match.group().lower()) or _is_governed(folded, match.start(), cues, words):
            continue
        if not any(a.span.start - offset < match.end() and match.start() < a.span.end - offset for a in actors):
            yield Quantity(match.start(), match.start(), 1, 1, "name", "person", match.end())


def _is_governed(folded: str, start: int, cues: Sequence[Cue], words: Grammar) -> bool:
    """As in "the mayor of San Pedro": a name after a preposition that belongs to no casualty word."""
    if any(0 <= start - c.end <= 2 for c in cues):
        return False
    return words.before("subject_breaks").search(folded[max(0, start - 12) : start]) is not None


def _is_title_case(text: str) -> bool:
    long = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in long) > 0.6 * len(long)
