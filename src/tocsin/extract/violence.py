"""Words of war that tell of no armed violence: takes the readings of a report, gives them without these.

Matches, markets, storms and crashes borrow the words of attack and count dead too, in more ways than the lists of
``gate`` hold. Here the beginnings of the words of a sentence and its neighbours vote, beside what kinds of actors and
tolls were found in them: a log-linear model fitted on passages written for it, half of them deeds at matches, in
markets and in storms (training/violence.py). Invariant: it only takes away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from tocsin.extract.reading import Reading
from tocsin.knowledge.files import load_weights
from tocsin.loglinear import points, tally, tokens
from tocsin.model import Span

__all__ = ["HELD_BACK", "LEAST", "SURE", "facts", "heard", "tells", "without_figures"]

_Told = TypeVar("_Told")

LEAST = -0.7  # points below which a sentence's words of war are a figure, a mishap or a game
SURE = 1.0  # points from which they are none, and the report is one of violence
HELD_BACK = 25.0  # facts of a usual sentence: what a line of five words lacks is no sign
_NEAR = 2  # sentences before and behind that are heard too
_STEM = 5  # letters of a word that count: "exploded" and "explosion" say the same
_HARM = frozenset(("killed", "wounded", "shot", "missing", "displaced"))
_NOT_JUDGED = frozenset(  # of these the passages that the model is fitted on tell little
    (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Excessive force against protesters",
        "Headquarters or base established",
        "Non-violent transfer of territory",
        "Other",
        "Peaceful protest",
        "Protest with intervention",
        "Violent demonstration",
    )
)


def without_figures(readings: Sequence[Reading], language: str) -> list[Reading]:
    """The readings of a report in their order; those that tell of no violence lose its deeds and tolls.

    Where one sentence surely tells of a deed all are left as they are: news of violence is full of words of other news.
    """
    violent = [i for i, reading in enumerate(readings) if tells(reading)]
    if not violent:
        return list(readings)
    weights = load_weights(f"violence/{language}.tsv")
    tallies = [tally(facts(reading), weights) for reading in readings]
    alone = {i: points(tallies[i : i + 1], weights, HELD_BACK) for i in violent}
    amid = {i: points(heard(tallies, i), weights, HELD_BACK) for i in violent}
    if max(*alone.values(), *amid.values()) >= SURE:
        return list(readings)
    figures = {i for i in violent if amid[i] < LEAST}
    return [_unarmed(reading) if i in figures else reading for i, reading in enumerate(readings)]


def facts(reading: Reading) -> set[str]:
    """The beginnings of a sentence's words, and what kinds of things were found in it."""
    words = (token for token in tokens(_masked(reading)) if token[0] == "⟨" or token[0].isalnum())
    stems = {word if word[0] == "⟨" else word[:_STEM] for word in words}
    actors = {f"@a{actor.kind}{'g' if actor.generic else ''}" for actor in reading.actors}
    found = {f"@c{count.kind}" for count in reading.counts} | {f"@t{trigger.code}" for trigger in reading.triggers}
    return stems | actors | found | ({"@w"} if reading.weapons else set())


def _masked(reading: Reading) -> str:
    """The folded words, every actor as its kind, without days and places: those stand in news of all sorts."""
    masks: list[tuple[Span, str]] = [(actor.span, f" ⟨{actor.kind}⟩ ") for actor in reading.actors]
    masks += [(time.span, " ") for time in (*reading.times, *reading.telling_times)]
    masks += [(place.span, " ") for place in reading.places]
    folded = reading.folded
    for span, mask in sorted(masks, key=lambda one: one[0].start, reverse=True):
        folded = folded[: span.start - reading.offset] + mask + folded[span.end - reading.offset :]
    return folded


def tells(reading: Reading) -> bool:
    """True where a deed of violence or its toll was found."""
    return any(t.code not in _NOT_JUDGED for t in reading.triggers) or any(c.kind in _HARM for c in reading.counts)


def heard(told: Sequence[_Told], place: int) -> Sequence[_Told]:
    """What is told by the sentence at a place and its neighbours."""
    return told[max(0, place - _NEAR) : place + _NEAR + 1]


def _unarmed(reading: Reading) -> Reading:
    left = tuple(t for t in reading.triggers if t.code in _NOT_JUDGED)
    return replace(reading, triggers=left, counts=reading.counts if left else ())
