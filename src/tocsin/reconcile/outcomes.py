"""What became of each source's word in one incident: takes its sources, gives an outcome for each that others tested.

A source is a voice with an actor's id, or an outlet by its name. Its word is that the event took place, and its figure
of the dead. Others bear it out (a voice outside the event, or the side that was hit, confirms it; the figure lies in
the range of independent ones) or contradict it (the event is refuted; the figure lies outside that range). Where nobody
else spoke nothing is known; what a source denies isn't counted, as a denied deed isn't told from a denied hand in it.
Invariant: nobody's own word, nor an outlet's own text, ever tests itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.model import Outcome, SourceMention
from tocsin.reconcile.parties import shares_party
from tocsin.reconcile.refutation import refuters
from tocsin.reconcile.standing import admitters, confirmers
from tocsin.reconcile.tolls import Toll, by_speaker, carrier, figure, spanning
from tocsin.reconcile.voices import CARRIERS, Records, Sources, Voice, claimants, is_denied, records_of, sides

__all__ = ["outcomes", "source_of"]

_LEAST = 2
"""Independent texts whose figures make a range: one alone may be the wrong one."""
_OWN = frozenset({"reported", "confirmed"})
"""Standings of a record in which the outlet speaks for itself; in others it carries the word of somebody."""


def outcomes(sources: Sources) -> tuple[Outcome, ...]:
    """The outcomes, by source; a source whose word nobody tested has none."""
    records = records_of(sources)
    test = _Test(sources, refuters(sources), [*confirmers(records), *admitters(records)])
    if not (test.refuting or test.confirming or len(sources) > _LEAST):
        return ()
    found = ((key, kind, test.of(key, kind)) for key, kind in sorted(_tellers(records).items()))
    return tuple(Outcome(key, kind, *said) for key, kind, said in found if said)


def source_of(voice: SourceMention) -> str | None:
    """By what a voice is known from one incident to the next: its actor's id, or an outlet's name; None for others."""
    return voice.actor or (voice.name if voice.kind in CARRIERS else None)


def _tellers(records: Records) -> Mapping[str, str]:
    """The kind of each source that says that it happened; the first by name where records differ."""
    told: dict[str, str] = {}
    for voice, _ in _telling(records):
        key = source_of(voice)
        if key:
            told[key] = min(voice.kind, told.get(key, voice.kind))
    return told


def _telling(records: Records) -> Iterator[Voice]:
    for record in records:
        for voice in () if is_denied(record) else record.attribution.sources:
            if voice.stance != "denies" and (voice.kind not in CARRIERS or record.attribution.status in _OWN):
                yield voice, record


@dataclass(frozen=True, slots=True)
class _Test:
    """An incident's texts, and the voices that refute or confirm it."""

    sources: Sources
    refuting: list[Voice]
    confirming: list[Voice]

    def of(self, key: str, kind: str) -> tuple[bool, str] | None:
        """Whether others bear the word of a source out, and by what; None when nobody tested it."""
        if refuting := self._others(key, kind, self.refuting):
            return False, f"refuted by {refuting}"
        own, range_ = self._own(key), self._range(key, kind)
        if own and range_:
            meets = _meet(own, range_)
            where = "inside" if meets else "outside"
            said = f"{figure(own)} dead, {where} the {figure(range_)} of independent sources"
            if not meets:
                return False, said
        if confirming := self._others(key, kind, self.confirming):
            return True, f"confirmed by {confirming}"
        return (True, said) if own and range_ else None

    def _others(self, key: str, kind: str, said: Iterable[Voice]) -> str:
        """Who else says so: an outlet is tested by other texts alone, an actor by other parties."""
        own = {record.id for text in self.sources if _speaks(key, text) for record in text} if kind in CARRIERS else ()
        others = {
            f"{voice.name} ({record.id})"
            for voice, record in said
            if record.id not in own and not (voice.actor and shares_party([voice.actor], [key]))
        }
        return ", ".join(sorted(others))

    def _own(self, key: str) -> Toll | None:
        """The source's own figure of the dead."""
        telling = {record.id for voice, record in _telling(records_of(self.sources)) if source_of(voice) == key}
        return by_speaker([one for one in records_of(self.sources) if one.id in telling], "killed").get(key)

    def _range(self, key: str, kind: str) -> Toll | None:
        """The range of the dead by independent texts; None when there are too few."""
        records = records_of(self.sources)
        inside = {key} | sides(records) | claimants(records)
        tolls = [toll for text in self.sources if (toll := _independent(key, kind, text, inside))]
        return spanning(tolls) if len(tolls) >= _LEAST else None


def _independent(key: str, kind: str, text: Records, inside: Iterable[str]) -> Toll | None:
    """The dead by those outside the event; where the text has the source's words too, only named speakers count."""
    own = _speaks(key, text)
    if own and kind in CARRIERS:
        return None
    telling = [record for record in text if record.attribution.status in _OWN]
    left_out = {carrier(record) for record in telling} if own else set()
    tolls = by_speaker(telling, "killed")
    return spanning(toll for who, toll in tolls.items() if who not in left_out and not shares_party([who], inside))


def _speaks(key: str, text: Records) -> bool:
    return any(source_of(voice) == key for record in text for voice in record.attribution.sources)


def _meet(one: Toll, other: Toll) -> bool:
    (low, high), (least, most) = one, other
    return (most is None or low <= most) and (high is None or least <= high)
