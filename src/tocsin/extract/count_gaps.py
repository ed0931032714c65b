"""Figures whose casualty word is left out: takes the paired figures of a sentence, gives the others that share a word.

"Three died at the scene and later a fourth in hospital"; "four dead on one side and five on the other". Invariant: a
figure that has its word keeps it, and one takes only the word of a figure told before it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.count_links import Pairs
from tocsin.extract.count_words import Cue, Grammar, Quantity

__all__ = ["fill_gaps"]

_KINDS = ("killed", "wounded", "abducted")
_STOP = re.compile(r"[.!?()]\s")
_IN = re.compile(r"\s(?:in|at|on|near|a|au|aux|dans|sur|pres de|en|cerca de|junto a)\s")
_AND = re.compile(r"(?:\s(?:and|et|y)|,)\s$")
_JOINED = re.compile(r"[,;]\s(?:(?:and|et|y)\s)?$")
_REACH = 80  # characters between the two figures


def fill_gaps(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> None:
    """Give an ordinal, or the other side's figure, the word of the figure before it."""
    for at, quantity in enumerate(found):
        if _shares(folded, found, pairs, at, words):
            pairs.elsewhere.add(at)
        before = [n for n in pairs.cues if n < at and not found[n].part and found[n].sort != "zero"]
        if at in pairs.cues or quantity.part or quantity.sort == "zero" or not before:
            continue
        last = max(before)
        gap = folded[found[last].noun_end : quantity.start]
        if pairs.cues[last].kind not in _KINDS or len(gap) > _REACH or _STOP.search(gap):
            continue
        if _is_later(folded, quantity, found[last], words):
            found[last].superseded = True
            pairs.cues[at] = pairs.cues[last]
            continue
        ties = (
            _does_as(folded, quantity, pairs.cues[last], words),
            _is_next(folded, quantity, found[last], words),
            _is_other_side(folded, quantity, gap, words),
            _is_besides(quantity, gap, words),
            _is_also(folded, quantity, gap, words),
            _is_set_against(folded, quantity, max(found[last].noun_end, pairs.cues[last].end), words),
        )
        if any(ties):
            pairs.cues[at] = pairs.cues[last]
        elif _is_elsewhere(folded, quantity, gap, words):
            pairs.cues[at] = pairs.cues[last]
            pairs.elsewhere.add(at)


def _shares(folded: str, found: Sequence[Quantity], pairs: Pairs, at: int, words: Grammar) -> bool:
    """As in "killed six soldiers in Djibo and four villagers in Arbinda": one verb, two places."""
    cue = pairs.cues.get(at)
    shared = [n for n in range(at) if cue is not None and pairs.cues.get(n) is cue and not found[n].part]
    if not shared or found[at].part:
        return False
    return _is_elsewhere(folded, found[at], folded[found[shared[-1]].noun_end : found[at].start], words)


def _is_later(folded: str, quantity: Quantity, last: Quantity, words: Grammar) -> bool:
    """As in "volunteers counted 11 dead, then 15 by evening": a bare figure that takes the place of a smaller one."""
    before = folded[: quantity.start]
    then = words.kept("then", rf",\s(?:and\s)?(?:{words.data['then']})\s$").search(before)
    by_then = words.kept("by then", rf"\s(?:{words.data['by_then']})\s?(?:[.,;]|$)").match(folded, quantity.end)
    then = then or (by_then and _JOINED.search(before))
    bare = quantity.sort == "number" and quantity.counts in ("bare", "unknown")
    return then is not None and bare and quantity.low > last.low and last.counts in ("bare", "person")


def _does_as(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "five soldiers died, as did two civilians"."""
    tie = words.kept("does as", rf",?\s(?:{words.data['as_did']})(?:\s|(?<='))")
    return quantity.counts == "person" and tie.fullmatch(folded, cue.end, max(cue.end, quantity.start)) is not None


def _is_next(folded: str, quantity: Quantity, last: Quantity, words: Grammar) -> bool:
    """As in "three died at the scene and later a fourth in hospital"."""
    ordinals = words.data["ordinals"]
    told = folded[quantity.start : quantity.end + 1]
    verb = words.kept("tells of one", rf"\s(?:{words.data['one_tells']}|{words.data['be']})(?!\w)(?!\sl[a'])")
    if last.low != last.high or not 0 < last.low <= len(ordinals) or verb.match(folded, quantity.end):
        return False  # "one was shot dead and a second is in surgery", but "un troisième à l'hôpital"
    return words.kept(f"ordinal {last.low}", rf"\s(?:{ordinals[last.low - 1]})(?!\w)").search(told) is not None


def _is_elsewhere(folded: str, quantity: Quantity, gap: str, words: Grammar) -> bool:
    """As in "six soldiers died in Djibo on Monday and four villagers in Arbinda": the same verb, at another place.

    So too "and two more in an ambush near Toka on Tuesday": the day and the deed may stand around the place.
    """
    if quantity.sort not in ("number", "vague") or not (_AND.search(gap) and _IN.search(gap)):
        return False
    rule = words.data["elsewhere"].replace("<day>", rf"(?:,? (?:{words.data['days']}))?")
    there = words.kept("elsewhere", rf"{rule}(?=\s*(?:[.,;:]|$| (?:{words.data['and']}) ))".replace(" ", r"\s+"))
    return there.match(folded, max(quantity.noun_end, quantity.end)) is not None


def _is_besides(quantity: Quantity, gap: str, words: Grammar) -> bool:
    """As in "they killed four policemen in Tibú, and also a farmer"."""
    opens = words.kept("besides", rf",?\s(?:{words.data['besides']})\s(?:{words.data['particles'] or '(?!x)x'}\s)?$")
    return quantity.counts == "person" and opens.search(gap) is not None


def _is_set_against(folded: str, quantity: Quantity, end: int, words: Grammar) -> bool:
    """As in "eight assailants were killed, it says, against two soldiers": the other side's dead."""
    against = words.kept("set against", rf"(?:,[^,;.]{{1,24}})?,?\s(?:{words.data['set_against']})\s")
    return quantity.actor is not None and against.fullmatch(folded, end, max(end, quantity.core)) is not None


def _is_also(folded: str, quantity: Quantity, gap: str, words: Grammar) -> bool:
    """As in "eight militiamen were killed, a soldier too", "quatorze voleurs tués, trois miliciens aussi"."""
    too = words.kept("also", rf",?\s(?:{words.data['also']})\s*(?:[.;,)]|$)")
    joined = _JOINED.search(gap) is not None and quantity.counts == "person"
    return joined and too.match(folded, max(quantity.noun_end, quantity.end)) is not None


def _is_other_side(folded: str, quantity: Quantity, gap: str, words: Grammar) -> bool:
    """As in "four dead on one side and five on the other": the same words say whose both are."""
    if quantity.sort not in ("number", "vague"):
        return False
    return words.pattern("sides").search(gap) is not None and (
        words.pattern("sides").match(folded[quantity.end :].lstrip()) is not None
    )
