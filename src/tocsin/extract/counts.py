"""Casualty figures of one sentence: takes its words, gives intervals of persons by kind, with who is meant.

The passes: casualty words (count_cues), numbers and single persons (count_numbers, count_nouns, count_singles), which
goes with which (count_links), what is a part or a replaced toll (count_parts). Invariant: no figure is invented; the
span covers the words of the figure. Rules: "more than n" is [n+1, open], "at least n" [n, open], "some n" [n, n], "up
to n" [1, n]; a plural noun without a figure gives nothing, a single person gives 1, "no one was hurt" gives [0, 0].
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.count_asides import mark_asides, opened
from tocsin.extract.count_blanks import put_aside, without_days_between, without_idle_numbers
from tocsin.extract.count_cues import find_cues, give_voice, outside_names, weigh_nouns
from tocsin.extract.count_echoes import find_echoes
from tocsin.extract.count_gaps import fill_gaps
from tocsin.extract.count_joins import join_neighbours
from tocsin.extract.count_links import Pairs, link
from tocsin.extract.count_nouns import with_nouns
from tocsin.extract.count_numbers import all_numbers, find_numbers
from tocsin.extract.count_parts import (
    among_kind,
    mark_among,
    mark_mixed,
    mark_parts,
    mark_sums,
    settle_lists,
    settle_parts,
    without_repeats,
)
from tocsin.extract.count_same import with_same_numbers
from tocsin.extract.count_singles import find_singles
from tocsin.extract.count_survivors import find_lost
from tocsin.extract.count_updates import (
    mark_brought,
    mark_denied,
    mark_details,
    mark_many,
    mark_superseded,
)
from tocsin.extract.count_voices import recount_of
from tocsin.extract.count_words import (
    BREAK,
    Cue,
    Echo,
    Grammar,
    Quantity,
    grammar,
    without_asides,
)
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention, Count, Span

__all__ = ["find_counts", "taken_back"]

_ASIDE = re.compile(r",[^,;:]{1,70},")
_SAID_BY = re.compile(r"(?<!\w)(?:according to|selon|d'apres|segun) (?:the |l'|la |le |el )?\Z")  # a voice is no victim
_JOINED = re.compile(r"\w (?:y|e|and|et) (?:a )?\Z")  # "two nuns and the driver": one more
_LAST_NAME = re.compile(r"[A-ZÀ-Ý][\w'-]+(?=,?\s[a-z])")
_SUBJECT_REACH = 60  # characters before "lost" in which its subject stands
_LISTED = re.compile(r"^, (?:dont|parmi|y compris|among|including|entre|incluid\w+) [^,;.]{1,60},")
_FREED_REACH = 30  # characters between hostages and the word that says that they were freed
_FEWEST_DISPLACED = 10  # fewer persons that "fled" are people who got away


def find_counts(
    text: str, folded: str, offset: int, language: str, actors: Sequence[ActorMention], taken: Sequence[Span]
) -> tuple[Count, ...]:
    """Every casualty figure; ``taken`` are the spans of dates and other numbers that no figure may use."""
    words = grammar(language)
    folded, asides = opened(without_idle_numbers(folded, words), words)
    folded = without_days_between(
        without_asides(text, folded, words), [(t.start - offset, t.end - offset) for t in taken], words
    )
    cues = outside_names(find_cues(folded, words), actors, offset)
    left = words.pattern("survived").search(folded) or words.pattern("no_survivors").search(folded)
    lost = tuple(_lost(text, folded, offset, words)) if left else ()
    if lost:
        return lost
    if not cues and not words.pattern("strong_toll").search(folded) and not recount_of(words).search(folded):
        return (*_unhurt(text, folded, offset, words), *_dead_one(text, folded, offset, words))
    numbers = [q for q in find_numbers(folded, words) if not _is_taken(q, taken, offset)]
    numbers = [q for q in numbers if not _is_named(q, actors, offset)]
    numbers = with_same_numbers(folded, numbers, words)
    give_voice(text, folded, offset, cues, numbers, actors, words)
    weigh_nouns(folded, cues)
    found = with_nouns(folded, offset, numbers, cues, actors, words)
    found += find_singles(text, folded, offset, found, cues, actors, words)
    found = sorted((q for q in found if not _only_tells(folded, q)), key=lambda q: q.start)
    mark_parts(folded, found, words)
    mark_asides(found, asides)
    return _rows(text, folded, offset, found, cues, actors, words)


def taken_back(text: str, folded: str, offset: int, language: str, rows: Sequence[Count]) -> Iterator[Count]:
    """As in "four soldiers and [not six] died": told of before, and of the kind of the figure that holds."""
    for quantity in put_aside(folded, grammar(language)):
        start, end = quantity.start, quantity.end
        near = [row for row in rows if row.low and not row.part and row.span.start < offset + end]
        if near:
            span = Span(offset + start, offset + end, text[start:end])
            yield Count(span, near[-1].kind, quantity.low, quantity.high, superseded=True)


def _only_tells(folded: str, quantity: Quantity) -> bool:
    """As in "selon deux habitants"; in "according to the police, the teen" the one counted stands behind the comma."""
    voice = _SAID_BY.search(folded, 0, quantity.start)
    return voice is not None and "," not in folded[quantity.start : max(quantity.end, quantity.noun_end)]


def _is_taken(quantity: Quantity, taken: Sequence[Span], offset: int) -> bool:
    return any(t.start < quantity.end + offset and quantity.start + offset < t.end for t in taken)


def _is_named(quantity: Quantity, actors: Sequence[ActorMention], offset: int) -> bool:
    """True for a number inside a name: "the gang 400 Mawozo"."""
    return any(a.ids and a.span.start < quantity.start + offset < a.span.end for a in actors)


def _rows(
    text: str, folded: str, offset: int, found: Sequence[Quantity], cues: Sequence[Cue], actors: Sequence[ActorMention],
    words: Grammar,
) -> tuple[Count, ...]:  # fmt: skip
    found = without_repeats(folded, found, words)
    pairs = link(folded, found, cues, words)
    join_neighbours(folded, found, cues, pairs, words)
    fill_gaps(folded, found, pairs, words)
    mark_superseded(folded, found, cues, pairs, words)
    settle_parts(folded, found, cues, pairs, words)
    settle_lists(folded, found, pairs)
    mark_mixed(folded, found, cues, pairs, words)
    mark_sums(folded, found, pairs, words)
    mark_among(folded, found, pairs)
    mark_brought(folded, found, pairs, words)
    mark_many(folded, found, pairs, words)
    mark_details(folded, found, pairs, words)
    mark_denied(folded, found, pairs, words)
    rows: list[Count] = list(_unhurt(text, folded, offset, words))
    hurt: list[tuple[Quantity, Count]] = []
    for at, quantity in enumerate(found):
        cue = pairs.cues.get(at)
        if (
            cue is not None
            and not _is_idle(folded, quantity, cue, words)
            and not _is_repeat(folded, at, found, pairs, words)
        ):
            free = [a for a in actors if a is quantity.actor or not any(a is q.actor for q in found)]
            row = _count(text, folded, offset, quantity, cue, free, words)
            hurt.append((quantity, _alone(text, offset, quantity, row) if at in pairs.elsewhere else row))
        elif cue is None and quantity.part and (kind := among_kind(folded, words)):
            rows.append(_bare_part(text, offset, quantity, kind))
    echoes = list(find_echoes(text, folded, found, cues, pairs, words))
    dead = [echo.quantity for echo in echoes if echo.kind == "killed" and echo.quantity.high == 1]
    rows += [row for quantity, row in hurt if row.kind != "wounded" or not any(quantity is one for one in dead)]
    rows += [_echoed(text, offset, echo) for echo in echoes]
    rows += [] if any(row.kind == "killed" for row in rows) else _dead_one(text, folded, offset, words)
    rows.sort(key=lambda row: row.span)
    return tuple(row for at, row in enumerate(rows) if not _is_told(row, rows[:at]))


def _is_told(row: Count, earlier: Sequence[Count]) -> bool:
    """True for the same words read twice ("the toll has risen to seventy") and for a victim named once more."""
    again = any((e.kind, e.low, e.span) == (row.kind, row.low, row.span) for e in earlier)
    return again or _is_named_again(row, earlier)


def _is_named_again(row: Count, earlier: Sequence[Count]) -> bool:
    """As in "the death of Emma Sow ... Sow, who was shot dead": one person, by her last name."""
    name = _LAST_NAME.match(row.span.text)
    full = rf"[A-ZÀ-Ý][\w'-]+\s{re.escape(name.group())}(?!\w)" if name and row.low == row.high == 1 else None
    return full is not None and any(e.kind == row.kind and re.search(full, e.span.text) for e in earlier)


def _unhurt(text: str, folded: str, offset: int, words: Grammar) -> Iterator[Count]:
    """As in "no casualties", "sans victime", "n'a tué personne": nobody killed, nobody wounded."""
    for match in (*words.unhurt.finditer(folded), *words.pattern("spared").finditer(folded)):
        span = Span(offset + match.start(), offset + match.end(), text[match.start() : match.end()])
        yield Count(span, "killed", 0, 0)
        yield Count(span, "wounded", 0, 0)


def _dead_one(text: str, folded: str, offset: int, words: Grammar) -> Iterator[Count]:
    """As in "the dead man's brother", "le défunt": one person, of whom the deed was told before."""
    for match in itertools.islice(lexicon(words.language).pattern("dead_one").finditer(folded), 1):
        span = Span(offset + match.start(), offset + match.end(), text[match.start() : match.end()])
        yield Count(span, "killed", 1, 1, known=True)


def _lost(text: str, folded: str, offset: int, words: Grammar) -> Iterator[Count]:
    """As in "none of the 12 aboard survived": all of them are dead."""
    for quantity in find_lost(folded, all_numbers(folded, words), words):
        start, end = quantity.start, quantity.noun_end
        yield Count(Span(offset + start, offset + end, text[start:end]), "killed", quantity.low, quantity.high)


def _is_repeat(folded: str, at: int, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> bool:
    """As in "2 wounded; one of the two wounded died": the same figure again, with its article."""
    one = found[at]
    if not re.match(r"(?:the|les|des|los|las|these|ces|estos)\s", folded[one.start :]):
        return False
    if one.sort == "single" and words.pattern("doers").search(folded, one.start, one.noun_end):
        return False
    if one.sort == "single" and _JOINED.search(folded, 0, one.start):
        return False  # "the nurse and the driver"
    same = [n for n in range(at) if n in pairs.cues and pairs.cues[n].kind == pairs.cues[at].kind]
    return any((found[n].low, found[n].high) == (one.low, one.high) for n in same)


def _is_idle(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """True for a few who got away, for hostages who were freed and for "no one was arrested": no harm is told."""
    if quantity.sort == "zero" and cue.kind not in ("killed", "wounded", "shot"):
        return True
    if cue.kind == "displaced":
        return quantity.high is not None and quantity.high < _FEWEST_DISPLACED
    after = _LISTED.sub("", folded[cue.end :])[:_FREED_REACH]
    around = folded[max(0, quantity.start - _FREED_REACH) : quantity.start], after
    freed = words.pattern("freed")
    state = cue.sort == "nouns" or (cue.sort == "passive" and not cue.full)
    return cue.kind == "abducted" and state and any(freed.search(side) for side in around)


def _count(
    text: str, folded: str, offset: int, quantity: Quantity, cue: Cue, actors: Sequence[ActorMention], words: Grammar
) -> Count:
    start, end = quantity.start, max(quantity.end, quantity.noun_end)
    if cue.start >= quantity.end and _is_near(_ASIDE.sub("", folded[end : cue.start])):
        end = max(end, cue.end)
    elif cue.start <= start and cue.end <= end and _is_near(folded[cue.end : start]):
        start = min(start, cue.start)
    start, end = _trimmed(text, start, end)
    span = Span(offset + start, offset + end, text[start:end])
    of = _counted(folded, offset, quantity, cue, actors, words)
    return Count(
        span, cue.kind, quantity.low, quantity.high, of, part=quantity.part, superseded=quantity.superseded,
        known=quantity.sort == "single" and not quantity.indefinite and not _JOINED.search(folded, 0, quantity.start),
        period=quantity.period,
    )  # fmt: skip


def _alone(text: str, offset: int, quantity: Quantity, row: Count) -> Count:
    """The figure by its own words, without those that it shares with another place's."""
    start, end = _trimmed(text, quantity.start, max(quantity.end, quantity.noun_end))
    return replace(row, span=Span(offset + start, offset + end, text[start:end]))


def _bare_part(text: str, offset: int, quantity: Quantity, kind: str) -> Count:
    start, end = _trimmed(text, quantity.start, max(quantity.end, quantity.noun_end))
    span = Span(offset + start, offset + end, text[start:end])
    return Count(span, kind, quantity.low, quantity.high, quantity.actor, part=True)


def _echoed(text: str, offset: int, echo: Echo) -> Count:
    start, end = _trimmed(text, echo.start, echo.end)
    span = Span(offset + start, offset + end, text[start:end])
    return Count(
        span, echo.kind, echo.quantity.low, echo.quantity.high, echo.quantity.actor, rival=echo.rival, known=echo.known
    )


def _is_near(gap: str) -> bool:
    return not re.search(r"[,;:()]", gap) and len(gap) < 60


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _counted(
    folded: str, offset: int, quantity: Quantity, cue: Cue, actors: Sequence[ActorMention], words: Grammar
) -> ActorMention | None:
    """Who is meant: the noun of the figure, the subject of "lost 12 men", the group in "among the soldiers, 5 died"."""
    if words.pattern("lost").search(folded[cue.start : cue.end]) and (
        quantity.actor is None or quantity.actor.kind == "civilians"
    ):
        subject = _before(folded, offset, cue.start, actors)
        if subject is not None:
            return subject
        if quantity.actor and quantity.actor.head == "men":
            return None  # "una columna de rusos perdió a catorce hombres": no civilians
    if quantity.actor is not None or quantity.sort == "zero":
        return quantity.actor
    for actor in reversed([a for a in actors if a.span.end - offset <= quantity.start]):
        if words.before("antecedents").search(
            re.sub(r"(?:the|les|los|las)\s+$", "", folded[: actor.span.start - offset])
        ):
            return actor if quantity.start - (actor.span.end - offset) < 12 else None
    return None


def _before(folded: str, offset: int, at: int, actors: Sequence[ActorMention]) -> ActorMention | None:
    """The actor that stands before a verb in its clause."""
    subjects = [a for a in actors if 0 <= at - (a.span.end - offset) <= _SUBJECT_REACH]
    return subjects[-1] if subjects and not BREAK.search(folded[subjects[-1].span.end - offset : at]) else None
