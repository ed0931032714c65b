"""Clues by which MUC-4's fillers and kinds are chosen: takes a candidate or a report, gives named facts with numbers.

A clue is a word at a place ("l1=the" is the word before, "S=bomb" one of the sentence) or a plain measure. Words that
may be names are none, but for those of a body itself. Invariant: nothing of the gold is used, and nothing of the
network but which stretches it proposes: it learnt from ``train`` too and is surer there than elsewhere.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from bench.muc4_candidates import Candidate
from bench.muc4_phrases import words
from bench.records import Row
from bench.truecase import is_plain
from tocsin.model import Sentence

__all__ = ["Clues", "clues_of", "report_clues"]

Clues = dict[str, float]
_WORD = re.compile(r"[a-z0-9$]+(?:['.-][a-z0-9]+)*")
_FIRST_WORDS = 80  # of a report, which tell what it is about
_NEAR, _SIDE = 90, 6  # characters and words on either side of a mention
_EARLY = 0.25  # share of the text


def report_clues(text: str, templates: Sequence[Row]) -> Clues:
    """What the kinds of incident of a report are told by."""
    every = _WORD.findall(text.lower())
    found = {f"D={word}": 1.0 for word in every if is_plain(word)}
    found |= {f"F={word}": 1.0 for word in every[:_FIRST_WORDS] if is_plain(word)}
    found |= {f"rule:{template['incident_type']}": 1.0 for template in templates}
    return {"always": 1.0, **found, "length": math.log(len(every) + 1)}


def clues_of(
    found: Sequence[Candidate], text: str, sentences: Sequence[Sentence], kinds: Mapping[str, float]
) -> Iterator[Clues]:
    """The clues of each candidate of a report; ``kinds`` are the log-odds of its kinds."""
    lowered = text.lower()
    starts = [one.span.start for one in sentences]
    told = {f"kind:{kind}": math.tanh(odds / 3) for kind, odds in kinds.items()}
    by: dict[str, list[Candidate]] = {}
    for one in found:
        by.setdefault(one.slot, []).append(one)
    for one in found:
        clues = {"always": 1.0, **told, **_own(one), **_among(one, by[one.slot], len(text))}
        for start, end in one.places:
            at = max(bisect.bisect_right(starts, start) - 1, 0)
            first, last = (sentences[at].span.start, sentences[at].span.end) if sentences else (0, len(text))
            clues |= _around(lowered, start, end, min(first, start), max(last, end))
        yield clues


def _own(one: Candidate) -> Clues:
    """The words of the candidate itself."""
    tokens = one.text.split()
    said = [token for token in tokens if is_plain(token)]
    known = tokens if one.slot == "PerpOrg" else said
    found = {f"w={word}": 1.0 for word in known}
    if known and known[-1] == tokens[-1]:
        found[f"head={tokens[-1]}"] = 1.0
    if known and known[0] == tokens[0]:
        found[f"first={tokens[0]}"] = 1.0
    return {**found, f"words={min(len(tokens), 5)}": 1.0, "plain": len(said) / len(tokens)}


def _among(one: Candidate, rivals: Sequence[Candidate], length: int) -> Clues:
    """How the candidate stands to the others of its slot, and to what the rules filled in."""
    own, times = set(one.text.split()), len(one.places)
    others = [set(other.text.split()) for other in rivals if other is not one]
    ruled = [set(other.text.split()) for other in rivals if other.templates]
    at = one.places[0][0] / max(1, length)
    return {
        "times": math.log1p(times),
        "share": times / sum(len(other.places) for other in rivals),
        "most": float(times == max(len(other.places) for other in rivals)),
        "at": at,
        "early": float(at < _EARLY),
        "part": float(any(own < other for other in others)),
        "whole": float(any(own > other for other in others)),
        "ruled": float(bool(one.templates)),
        "ruled alike": float(not one.templates and any(own <= other or other <= own for other in ruled)),
    }


def _around(lowered: str, start: int, end: int, first: int, last: int) -> Clues:
    """The words around one mention, within its sentence."""
    left = _WORD.findall(lowered, max(first, start - _NEAR), start)[-_SIDE:]
    right = _WORD.findall(lowered, end, min(last, end + _NEAR))[:_SIDE]
    found = {f"S={word}": 1.0 for word in _WORD.findall(lowered, first, last) if is_plain(word)}
    for side, near in (("l", left[::-1]), ("r", right)):
        found |= {f"{side.upper()}={word}": 1.0 for word in near if is_plain(word)}
        found |= {f"{side}{place}={word}": 1.0 for place, word in enumerate(near[:2], 1) if is_plain(word)}
        if len(near) > 1 and is_plain(near[0]) and is_plain(near[1]):
            found[f"{side}12={near[0]} {near[1]}"] = 1.0
    if left and left[-1] in words("titles"):
        found["title"] = 1.0
    if not left:
        found["l1=^"] = 1.0
    return found
