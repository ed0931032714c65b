"""Tolls that later words change: takes the paired figures of a sentence, says which of them no longer count.

"rose from 12 to 17" replaces 12, "bringing the toll to 14" takes in the others, "denied reports of 100 dead" leaves a
figure that nobody stands by, "in two attacks" a sum over events. Invariant: only marks are set, no figure is changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.count_links import Pairs
from tocsin.extract.count_parts import base_of
from tocsin.extract.count_words import Cue, Grammar, Quantity
from tocsin.knowledge.lexicon import lexicon

__all__ = ["mark_brought", "mark_denied", "mark_details", "mark_many", "mark_superseded"]

_NEAR = 44  # characters between an old figure and the new one
_CHANGED = 110  # characters before an old figure in which "revised the toll of the raid from" stands
_BRINGS = 90  # characters before a new total in which "bringing the toll to" stands
_DENIED = 80  # characters before a figure in which "denied reports of" stands
_TOLL = re.compile(r"(?<!\w)(?:toll|bilan|saldo|cifra de (?:muertos|victimas))(?!\w)")
_RUNNING = 40  # characters around a figure in which "van ... homicidios" stands
_APART = re.compile(r"[,;:.]")
_QUOTES = re.compile(r"[\"'\u00ab\u201c\u2018]\s*$")


def mark_superseded(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar) -> None:
    """Set ``superseded`` on tolls that the sentence says were replaced, and let both share one casualty word."""
    for at, quantity in enumerate(found):
        before = folded[max(0, quantity.core - _CHANGED) : quantity.core]
        changed = words.before("changes").search(before)
        if quantity.sort not in ("number", "vague"):
            continue
        if not changed and not words.before("superseded").search(before):
            continue
        if quantity.actor is not None and words.before("set_against").search(before):
            continue
        newer = _newer(folded, found, at, bool(changed), words)
        if newer is None and not changed and at not in pairs.cues:
            newer = base_of(at, found, pairs)
        cue = pairs.cues.get(at) or (pairs.cues.get(newer) if newer is not None else None) or _toll(cues, bool(changed))
        if cue is None or (changed and newer is None):
            continue
        quantity.superseded, quantity.part = True, False
        pairs.cues.setdefault(at, cue)
        if newer is not None:
            pairs.cues.setdefault(newer, cue)


def mark_denied(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """As in "denied reports of 100 dead", "five dead, which the ministry denied": nobody stands by the figure."""
    after = words.kept("denied after", "(?:" + words.data["denied_after"].replace(" ", r"\s+") + r")(?!\w)")
    for at in pairs.cues:
        before = folded[max(0, found[at].start - _DENIED) : found[at].start]
        before = _QUOTES.sub(" ", before)
        end = max(found[at].noun_end, pairs.cues[at].end)
        if words.before("denied_before").search(before) or after.match(folded, end):
            found[at].part = True


def _toll(cues: Sequence[Cue], changed: bool) -> Cue | None:
    """As in "revised from 8 to 11 the number of dead": the toll may stand after its figures."""
    sorts = ("labels", "nouns") if changed else ("nouns",)
    return next((c for c in cues if c.sort in sorts and c.kind == "killed"), None)


def _newer(folded: str, found: Sequence[Quantity], at: int, changed: bool, words: Grammar) -> int | None:
    """The figure after "to" in "from 12 to 17"."""
    if not changed or at + 1 >= len(found):
        return None
    gap = folded[found[at].end : found[at + 1].core]
    return at + 1 if len(gap) < _NEAR and re.search(rf"(?<!\w){words.data['to']}\s*$", gap) else None


def mark_brought(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """As in "two died later, bringing the toll to 14": the other figures of that kind are parts of the new total.

    A total over a stretch of time ("bringing to 900 the dead since May") is no figure of the event and loses its word.
    """
    for at in sorted(pairs.cues):
        if _is_risen(folded, found, at, pairs, words):
            _take_in(found, at, pairs)
        brings = words.before("brings").search(folded[max(0, found[at].core - _BRINGS) : found[at].core])
        if not brings:
            continue
        over_time = words.pattern("over_time")
        if over_time.search(folded[found[at].end :]) or over_time.search(brings.group()):
            del pairs.cues[at]
        else:
            _take_in(found, at, pairs)
            found[at].part = False


def _is_risen(folded: str, found: Sequence[Quantity], at: int, pairs: Pairs, words: Grammar) -> bool:
    """As in "the toll rose to eight when a woman died", "has risen from 11 to 13 after two more died"."""
    label = pairs.cues[at]
    toll = label.sort in ("labels", "nouns") or _TOLL.search(folded, 0, found[at].core)
    if found[at].superseded or found[at].part or not toll:
        return False
    before = folded[max(0, found[at].core - _BRINGS) : found[at].core]
    changed = words.kept("changed to", rf"(?<!\w){words.data['changes']}\s[^,;.]{{1,24}}\s{words.data['to']}\s+$")
    return words.before("risen_to").search(before) is not None or changed.search(before) is not None


def _take_in(found: Sequence[Quantity], at: int, pairs: Pairs) -> None:
    """The smaller figures of the same kind are parts of a total."""
    for n in pairs.cues:
        if n != at and pairs.cues[n].kind == pairs.cues[at].kind and not found[n].superseded:
            found[n].part |= found[n].low < found[at].low


def mark_details(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """As in "three were wounded; one lost a leg": a smaller bare figure that says more of those counted before."""
    for at, cue in pairs.cues.items():
        one = found[at]
        if one.counts == "person" or not words.pattern("details").fullmatch(folded[cue.start : cue.end]):
            continue
        before = (found[n] for n in pairs.cues if n < at and pairs.cues[n].kind == cue.kind)
        one.part |= any(q.low > one.low for q in before)


def mark_many(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """As in "63 people were killed in two attacks", "900 deaths since May": a sum is no toll of one event."""
    for at in pairs.cues:
        end = max(found[at].noun_end, pairs.cues[at].end)
        match = words.pattern("many_events").search(folded, end)
        found[at].part |= bool(match and not _APART.search(folded[end : match.start()]))
        found[at].period = _is_of_a_period(folded, found[at], pairs.cues[at], words)
        found[at].period |= _runs_on(folded, found[at], words)


def _is_of_a_period(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "900 deaths since May", but not in "killed six in the worst raid since May", "in a camp run since May"."""
    end = max(quantity.noun_end, cue.end)
    period = words.pattern("in_period").search(folded, end) if cue.kind in ("killed", "wounded") else None
    if period is None or _APART.search(folded[end : period.start()]):
        return False
    between = folded[end : period.start()]
    single = any(words.pattern(name).search(between) for name in ("superlatives", "one_deed", "days"))
    return not single and not _is_dated(folded[:end], words)


def _is_dated(before: str, words: Grammar) -> bool:
    """As in "On Monday they killed three men of a group that fights since 2012", not "they said on Monday that"."""
    clause = _APART.split(before)[-1]
    told = lexicon(words.language).pattern("speech").search(clause)
    return told is None and words.pattern("days").search(clause) is not None


def _runs_on(folded: str, quantity: Quantity, words: Grammar) -> bool:
    """As in "van doce homicidios en la zona": a count that goes on from deed to deed."""
    sums = words.pattern("running_sum").finditer(folded, max(0, quantity.start - _RUNNING), quantity.end + _RUNNING)
    return any(said.end() + 1 == quantity.start for said in sums)
