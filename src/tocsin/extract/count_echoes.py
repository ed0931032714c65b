"""Figures told in other words: takes the figures of a sentence that have their casualty word, gives what leans on it.

Kinds: one person behind a predicate in the singular ("the director of the prison was shot dead"), persons told of
before ("took two men and killed them", "pulled him out and shot him dead", "fired at a judge, who died"), and another
voice's toll without its word ("the mayor put the figure at 115").
Invariant: nothing is given where a figure already has the casualty word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.extract.count_links import Pairs, joins_pronoun
from tocsin.extract.count_predicates import one_person
from tocsin.extract.count_voices import voiced_tolls
from tocsin.extract.count_words import BREAK, TOLLS, Cue, Echo, Grammar, Quantity

__all__ = ["find_echoes"]

_TAKEN = frozenset({"abducted", "captured", "arrested", "missing"})
_FATES = (*TOLLS, "shot")
_AUXILIARY = 30  # characters before a participle in which its auxiliary stands
_PRONOUN = 5  # characters after "and killed" in which its pronoun stands


def find_echoes(
    text: str, folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """Every figure told in other words."""
    yield from _singulars(text, folded, found, cues, pairs, words)
    yield from _beside_one(folded, found, pairs, words)
    yield from _beside_object(folded, found, pairs, words)
    yield from _went_on(folded, found, cues, pairs, words)
    yield from _told_again(folded, found, pairs, words)
    yield from _relatives(folded, found, cues, pairs, words)
    yield from voiced_tolls(folded, found, cues, pairs, words)


# --- one person -----------------------------------------------------------------------------------------------------


def _singulars(
    text: str, folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    for cue in cues:
        if pairs.served(cue) or cue.kind not in _FATES:
            continue
        person = one_person(text, folded, cue, words)
        if person is None:
            continue
        first, start = person
        head = _head_end(folded, first, start, words)
        if not any(q.sort != "name" and first <= q.start < head for q in found):
            known = words.pattern("pronouns").match(folded, first) is not None
            yield Echo(first, cue.end, Quantity(first, start, 1, 1, "single", "person", start), cue.kind, known=known)


def _head_end(folded: str, first: int, end: int, words: Grammar) -> int:
    """Where the subject's own noun ends: "a keeper [of the local club]"; who is named behind it isn't counted."""
    opens = words.pattern("subject_ends").search(folded, first, end)
    return end if opens is None else opens.start()


def _beside_one(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "[He and] three neighbours were beheaded": the one told of before, beside those who are counted."""
    opens = rf"(?:\A|[.;:,\"]\s?|(?<!\w){words.data['clause_opens']}\s)"
    beside = words.kept("beside one", rf"{opens}{words.data['beside_one']}\s$")
    for at, cue in pairs.cues.items():
        one = found[at]
        joined = beside.search(folded[: one.start]) if cue.start >= one.end else None
        if joined is None or one.part or cue.sort not in ("passive", "suffers"):
            continue
        start = joined.start() + len(joined.group()) - len(joined.group().lstrip(' .;:,"'))
        yield Echo(start, one.start - 1, Quantity(start, start, 1, 1, "single", "person", start), cue.kind, known=True)


def _beside_object(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "ambushed the mayor, killing [him] and his driver": the one told of before, beside those who are named."""
    for at, cue in pairs.cues.items():
        if cue.end <= found[at].start and joins_pronoun(folded, found[at], cue, words):
            one = Quantity(cue.start, cue.start, 1, 1, "single", "person", cue.start)
            yield Echo(cue.start, found[at].start - 1, one, cue.kind, known=True)


# --- persons told of before -----------------------------------------------------------------------------------------


def _told_again(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "kidnapped two men and killed them", "pulled him from his car and shot him"."""
    if any(cue.kind == "killed" for cue in pairs.cues.values()):
        return
    for match in words.pattern("echoes").finditer(folded):
        meant = None if _is_denied(folded, match.start(), words) else _meant(folded, found, pairs, match, words)
        if meant is not None:
            yield Echo(match.start(), match.end(), meant, _fate(folded, found, pairs, match, words))
            return


def _fate(folded: str, found: Sequence[Quantity], pairs: Pairs, match: re.Match[str], words: Grammar) -> str:
    """Killed; of those whom nobody had taken before, "shot him" leaves it open."""
    held = any(cue.kind in _TAKEN for n, cue in pairs.cues.items() if found[n].end <= match.start())
    held = held or words.pattern("drags").search(folded, 0, match.start()) is not None
    return "killed" if held or not words.pattern("echo_shot").match(folded, match.start()) else "shot"


def _went_on(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "The suspect was shot by police and died at the scene": a second verb of the same subject."""
    for at, earlier in list(pairs.cues.items()):
        later = next((c for c in cues if c.start > earlier.end and c.kind in TOLLS), None)
        if earlier.kind not in ("shot", "wounded") or later is None or later.kind != "killed" or pairs.served(later):
            continue
        gap = folded[earlier.end : later.start]
        goes_on = words.kept("went on", rf"[\s,](?:{words.data['went_on']})\s+(?:\w+\s+)?$").search(gap)
        if not goes_on or later.sort == "nouns" or BREAK.search(gap) or found[at].part:
            continue
        if not any(earlier.end <= q.start < later.start and q.counts == "person" and not q.actor for q in found):
            found[at].part |= earlier.kind == "wounded" and found[at].high != 1  # the one who was hurt is dead
            yield Echo(earlier.end + goes_on.start(), later.end, found[at], "killed")


def _is_denied(folded: str, at: int, words: Grammar) -> bool:
    return words.before("not").search(folded[:at]) is not None


def _meant(
    folded: str, found: Sequence[Quantity], pairs: Pairs, match: re.Match[str], words: Grammar
) -> Quantity | None:
    """The persons that the pronoun stands for: those taken, else the nearest of its number; one needs no antecedent."""
    before = [n for n in range(len(found)) if found[n].end <= match.start() and not found[n].part]
    taken = [n for n in before if n in pairs.cues and pairs.cues[n].kind in _TAKEN]
    one_meant = _says(folded, match, "echo_one", words)
    taken = [n for n in taken if not one_meant or found[n].low == 1]  # "took 36 women; the guard, they killed [him]"
    if taken:
        return found[taken[-1]]
    free = [found[n] for n in before if n not in pairs.cues and found[n].counts == "person" and found[n].sort != "zero"]
    if one_meant:
        one = [q for q in free if q.low == q.high == 1]
        return one[-1] if one else Quantity(match.start(), match.start(), 1, 1, "single", "person", match.start())
    many = [q for q in free if q.low > 1] if _says(folded, match, "echo_many", words) else []
    return many[-1] if many else None


def _says(folded: str, match: re.Match[str], key: str, words: Grammar) -> bool:
    """True when the words that kill have a pronoun of class ``key``: "and killed him", "l'ont tue"."""
    pattern = words.kept(f"says {key}", rf"(?<!\w)(?:{words.data[key]})")
    return pattern.search(folded, match.start(), match.end() + _PRONOUN) is not None


def _relatives(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "fired at the head of the school, who died": the persons before a relative clause."""
    for cue in cues:
        if cue.kind not in _FATES or cue.sort not in ("suffers", "passive") or pairs.served(cue):
            continue
        low = max(0, cue.start - _AUXILIARY)
        opens = words.before("who_suffers").search(folded[low : cue.start])
        before = [n for n in range(len(found)) if opens and found[n].end <= low + opens.start()]
        near = before[-1] if before else None
        if opens is None or near is None or near in pairs.cues or found[near].part or found[near].counts != "person":
            continue
        if not BREAK.search(folded[found[near].noun_end : low + opens.start()]):
            yield Echo(low + opens.start(), cue.end, found[near], cue.kind)
