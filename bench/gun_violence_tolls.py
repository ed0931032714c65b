"""Killed and injured of a shooting's article: takes what the coder and the words say, gives each toll's probability.

The set counts as a database does: who did it among the dead, accidents and suicides among the shootings, who dies
later among the dead. So the toll that the coder gives is one witness among others: the figures of its other events and
those that words put beside "killed" or "wounded". Which witness holds is a log-linear choice among the tolls that one
of them names. Its weights (``gun_violence_tolls.tsv``) were fitted by ``training/gun_tolls.py`` on the articles of the
developers' part; it also prints what holds of articles that the weights haven't seen. Invariant: every candidate
is a number that a witness names, 0 to 4, or one more than the coder's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench.gun_violence_words import MOST, said_in
from tocsin.model import Casualty, Claim, EventRecord

__all__ = [
    "WEIGHTS",
    "Found",
    "Toll",
    "Witnesses",
    "candidates",
    "chances",
    "facts",
    "likeliest",
    "witnesses_of",
]

WEIGHTS = Path(__file__).with_name("gun_violence_tolls.tsv")
Toll = tuple[int, int]
_TOLL = ("killed", "injured")
_KINDS = {"killed": "killed", "injured": "wounded", "hit": "shot"}
_ONE_MORE = ("and self", "and self in the title", "and self in the lead", "shooter dead", "another dead")
_SUM_MOST = 12  # the sum of more is of figures that are told again and again
_HIT_MOST = 8  # more than these aren't all killed
_FEW_KILLED, _FEW_INJURED = range(3), range(5)
_MANY, _VERY_MANY = 10, 15
_DOUBT = 0.01  # what a report that names other tolls leaves to each of those of another


@dataclass(frozen=True, slots=True)
class Found:
    """What the coder found: the toll that it gives, the event that it is of, all events, all claims."""

    toll: Sequence[Casualty]
    event: EventRecord | None
    events: Sequence[EventRecord]
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The coder's toll, the figures of each kind by who gives them, and the cues."""

    coded: Toll
    figures: dict[str, dict[str, int]]
    cues: frozenset[str]


def _persons(toll: Sequence[Casualty], kind: str) -> int:
    """How many of one kind the coder's rows tell of; a rival figure counts where there is none else."""
    rows = [row for row in toll if row.kind == kind]
    return sum(row.low for row in rows if not row.rival) or max((row.low for row in rows), default=0)


def witnesses_of(text: str, found: Found) -> Witnesses:
    """Who says what about an article's toll."""
    said = said_in(text)
    coded = (_persons(found.toll, "killed"), _persons(found.toll, "wounded"))
    figures = {kind: dict(told) for kind, told in said.figures.items()}
    for kind, name in _KINDS.items():
        figures[kind].update(_of_claims(name, found.claims))
        if kind in _TOLL:
            figures[kind].update(_of_events(name, found.event, found.events))
    figures["killed"].update({f"coded, {cue}": coded[0] + 1 for cue in _ONE_MORE if cue in said.cues})
    return Witnesses(coded, figures, said.cues)


def _of_claims(kind: str, claims: Sequence[Claim]) -> Iterator[tuple[str, int]]:
    told = [(claim, n.low) for claim in claims if claim.modality == "occurred" for n in claim.counts if n.kind == kind]
    if news := [low for claim, low in told if not claim.background]:
        yield from (("claims, first", news[0]), ("claims, most", max(news)))
        if sum(news) <= _SUM_MOST:
            yield "claims, all", sum(news)
    if title := [low for claim, low in told if claim.sentence.block == "headline"]:
        yield "claims, title", sum(title)


def _of_events(kind: str, event: EventRecord | None, events: Sequence[EventRecord]) -> Iterator[tuple[str, int]]:
    told = [e for e in events if e.modality == "occurred" and not e.background]
    sums = [sum(r.low for r in e.casualties if r.kind == kind and not r.rival) for e in told]
    if sums:
        yield from (("event, most", max(sums)), ("events, all", sum(sums)))
    own = [row for row in event.casualties if row.kind == kind] if event else []
    yield from (("event, rival", row.low) for row in own if row.rival)
    if len(parts := [row.low for row in own if not row.rival]) > 1:
        yield "event, largest part", max(parts)


def candidates(told: Witnesses) -> list[Toll]:
    """The tolls among which is chosen."""
    hit = set(told.figures["hit"].values())
    killed = {*_FEW_KILLED, told.coded[0], told.coded[0] + 1, *told.figures["killed"].values()}
    killed |= {number for number in hit if number <= _HIT_MOST}
    injured = {*_FEW_INJURED, told.coded[1], told.coded[1] + 1, *told.figures["injured"].values(), *hit}
    injured |= {number - dead for number in hit for dead in killed if number > dead}
    most = max(MOST, *told.coded)
    return [(dead, hurt) for dead in sorted(killed) for hurt in sorted(injured) if max(dead, hurt) <= most]


def facts(told: Witnesses, toll: Toll) -> Iterator[str]:
    """What speaks for or against a toll, as names of weights."""
    killed, injured = toll
    yield from (f"killed {min(killed, 3)}", f"injured {min(injured, 4)}", f"both {min(killed, 2)} {min(injured, 2)}")
    yield from (f"injured {bound} or more" for bound in (_MANY, _VERY_MANY) if injured >= bound)
    if killed >= _MANY:
        yield f"killed {_MANY} or more"
    yield from _beside_coded(told.coded, toll)
    for kind, number in (("killed", killed), ("injured", injured), ("hit", killed + injured)):
        for name, figure in told.figures[kind].items():
            yield f"{kind} {'as' if number == figure else 'below' if number < figure else 'above'} {name}"
            if kind != "hit" and min(toll) > 0 and figure == killed + injured:
                yield f"all as {kind} {name}"
            if kind == "hit" and killed and figure == injured:
                yield f"injured as hit {name}"
    for cue in told.cues:
        yield f"{cue}: killed {min(killed, 2)}"
        yield f"{cue}: injured {min(injured, 2)}"


def _beside_coded(coded: Toll, toll: Toll) -> Iterator[str]:
    more = (toll[0] - coded[0], toll[1] - coded[1])
    way = tuple((n > 0) - (n < 0) for n in more)
    yield f"coded {min(coded[0], 2)} {min(coded[1], 2)}: {way[0]:+d} {way[1]:+d}"
    for kind, step, number in zip(_TOLL, more, toll, strict=True):
        if step == 0:
            yield from (f"{kind} as coded", f"{kind} as coded {min(number, 2)}")
        elif step == 1:
            yield f"{kind} one more than coded"
    if sum(more) == 0:
        yield "all as coded"
    if more in ((0, 0), (1, 0), (1, -1)):
        yield f"beside coded {more[0]} {more[1]}"
    if more[0] == 0 and toll[0] and toll[0] == -more[1]:
        yield "injured less by the killed"
    if coded[0] and toll == (0, sum(coded)):
        yield "all coded are injured"


def chances(told: Witnesses) -> dict[Toll, float]:
    """The probability of each candidate."""
    weights = _weights()
    sums = {toll: sum(weights.get(fact, 0.0) for fact in facts(told, toll)) for toll in candidates(told)}
    most = max(sums.values())
    odds = {toll: math.exp(value - most) for toll, value in sums.items()}
    return {toll: value / sum(odds.values()) for toll, value in odds.items()}


def likeliest(reports: Sequence[dict[Toll, float]]) -> Toll:
    """The toll of an incident of which one or more reports tell; each kind for itself, all reports alike."""
    killed, injured = (_likeliest([_of(side, report) for report in reports]) for side in (0, 1))
    return killed, injured


def _of(side: int, report: dict[Toll, float]) -> dict[int, float]:
    own: dict[int, float] = {}
    for toll, chance in report.items():
        own[toll[side]] = own.get(toll[side], 0.0) + chance
    return own


def _likeliest(reports: Sequence[dict[int, float]]) -> int:
    numbers = sorted({number for report in reports for number in report})
    return max(numbers, key=lambda n: sum(math.log(r.get(n, 0.0) * (1 - _DOUBT) + _DOUBT / 3) for r in reports))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for name, weight in (line.split("\t") for line in lines if not line.startswith("#"))}
