"""What figures count: takes the numbers and actors of a sentence, gives figures with their nouns and single persons.

"12 soldiers" counts persons, "12 rifles" things, "12 were killed" is bare. "a soldier", "the mayor", "his son" and a
name each stand for one person. Invariant: figures that count things are dropped, so none reaches a casualty word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.count_words import Cue, Grammar, Quantity, is_collective, words_in
from tocsin.model import ActorMention
from tocsin.text import fold

__all__ = ["with_nouns"]

_REACH = 60  # characters after a number in which its noun stands
_STOP = re.compile(r"[.;:,()\[\]\"]|\s-\s")
_AND = re.compile(r"\s(?:and|et|y|e)\s(?:his|her|their|its|son|sa|ses|leurs?|sus?)\s")  # "a couple and their son"
_ARTICLE = re.compile(r"(?<!\w)(?:the|this|that|le|la|les|ce|cet|cette|el|los|las|este|esta|ese|esa)\s")


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
    stop = _AND.search(window) or _STOP.search(window)
    window = window[: stop.start()] if stop else window
    cue = next((c.start - quantity.end for c in cues if c.start >= quantity.end and c.sort != "labels"), len(window))
    where = words.pattern("where")
    actor = _actor_after(quantity, window, min(cue, len(window)), offset, actors)
    if actor and where.search(window[: max(0, actor.span.start - offset - quantity.end)]):
        actor = None  # "15 in Boko Haram raid"
    person = _within(words.pattern("persons").search(window), window, 4)
    thing = _within(words.pattern("things").search(window.lstrip("-").rjust(len(window))), window, 3)
    if thing and (where.search(window[: thing.start()]) or _ARTICLE.search(window, 0, thing.start())):
        thing = None  # "15 in 3 villages", "mató a seis el mismo día"
    if actor and words.kept("things owned", rf"'s?\s(?:{words.data['things']})$").search(fold(actor.span.text)):
        quantity.counts = "thing"  # "overran three peacekeepers' bases"
        return
    if thing and person and thing.span() == person.span():
        person = None  # "tres aerodeslizadores" ends like a noun of persons
    starts = [
        p
        for p in (actor.span.start - offset - quantity.end if actor else None, person.start() if person else None)
        if p is not None
    ]
    first = min(starts, default=len(window) + 1)
    if (
        thing
        and thing.start() <= cue
        and _is_thing(window, thing, first, actor, offset + quantity.end, person.end() if person else -9, words)
    ) or (actor and quantity.low == quantity.high == 1 and _is_body(quantity, fold(actor.span.text), words)):
        quantity.counts = "thing"
    elif actor and (actor.span.start - offset - quantity.end <= first or not person or person.start() >= cue):
        quantity.counts, quantity.actor, quantity.noun_end = "person", actor, actor.span.end - offset
        quantity.high = None if _are_families(actor, words) else quantity.high
    elif person and person.start() <= cue:
        own = actor.span.end - offset if actor else 0  # "four presumed [members of X]"
        after = actor is not None and actor.span.start - offset == quantity.end + person.end() + 1
        quantity.counts, quantity.noun_end = "person", own if after else quantity.end + person.end()
        quantity.actor = actor
    else:
        _read_rest(quantity, window, cue, words)


def _is_body(quantity: Quantity, noun: str, words: Grammar) -> bool:
    """As in "a patrol"; "1 staff killed" is one person all the same."""
    one = not quantity.indefinite and words.before("heads").search(noun)
    return is_collective(noun, words) and not one


def _read_rest(quantity: Quantity, window: str, cue: int, words: Grammar) -> None:
    family = _within(words.pattern("families").search(window), window, 2)
    single = _within(words.pattern("single").search(window), window, 3)
    if family:
        quantity.counts, quantity.noun_end, quantity.high = "person", quantity.end + family.end(), None
    elif quantity.low == quantity.high == 1 and single and single.start() <= cue:
        quantity.counts, quantity.noun_end = "person", quantity.end + single.end()
    elif words_in(window[:cue]) > 1:
        quantity.counts = "unknown"


def _are_families(actor: ActorMention, words: Grammar) -> bool:
    """As in "five families were massacred": at least as many persons."""
    return words.pattern("families").match(fold(actor.span.text)) is not None


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
    window: str,
    thing: re.Match[str],
    first: int,
    actor: ActorMention | None,
    base: int,
    person_end: int,
    words: Grammar,
) -> bool:
    after = window[thing.end() :]
    behind = words.language != "en" and not 0 < person_end < thing.start()  # not "dos integrantes del pueblo awá"
    if behind and actor and thing.start() <= actor.span.start - base <= thing.end() + 1:
        return True  # "deux camions militaires": an adjective behind its noun counts nobody
    if thing.start() < first:
        return first - _past_things(window, thing.end(), words) > 1 or not after  # "village men" are persons
    if actor is None:
        return 0 <= thing.start() - person_end <= 1  # "one of its units"
    return 0 <= thing.start() - (actor.span.end - base) <= 1 or thing.end() == actor.span.end - base


def _past_things(window: str, end: int, words: Grammar) -> int:
    """Where a row of nouns ends that stand before persons: "two [motorcycle taxi] riders" are riders."""
    while words.language == "en" and (more := words.pattern("things").match(window, end + 1)):
        end = more.end()
    return end
