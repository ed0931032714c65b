"""What became of each source's word in one incident: takes its sources, gives an outcome for each that others tested.

A source is a voice with an actor's id, or an outlet by its name. Its word is that the event took place, and its figure
of the dead. Others bear it out (a voice outside the event, or the side that was hit, confirms it; the figure lies in
the range of independent ones) or contradict it (the event is refuted; the figure lies outside that range). Where nobody
else spoke nothing is known; what a source denies isn't counted, as a denied deed isn't told from a denied hand in it.
Invariant: nobody's own word, nor an outlet's own text, ever tests itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.model import Outcome, SourceMention
from tocsin.reconcile.admissions import admitters
from tocsin.reconcile.parties import one_party, shares_party
from tocsin.reconcile.refutation import refuters
from tocsin.reconcile.standing import confirmers
from tocsin.reconcile.tolls import Toll, by_speaker, carrier, figure, spanning
from tocsin.reconcile.voices import CARRIERS, Records, Sources, Voice, claimants, is_denied, records_of, sides, voices

__all__ = ["outcomes", "source_of"]

_LEAST = 2
"""Independent texts whose figures make a range: one alone may be the wrong one."""
_LONGEST = 200
"""Characters of an outlet's name by which it is known; a key of PostgreSQL holds 2,700 bytes."""
_OWN = frozenset({"reported", "confirmed"})
"""Standings of a record in which the outlet speaks for itself; in others it carries the word of somebody."""


def outcomes(sources: Sources) -> tuple[Outcome, ...]:
    """The outcomes, by source; a source whose word nobody tested has none."""
    records = records_of(sources)
    refuting, confirming = refuters(sources), [*confirmers(records), *admitters(records)]
    if not (refuting or confirming or len(sources) >= _LEAST):
        return ()
    inside = sides(records) | claimants(records)
    test = _Test([_text(one, inside) for one in sources], refuting, confirming)
    told = _tellers(records)
    found = ((key, told[key].kind, test.of(key, told[key])) for key in sorted(told))
    return tuple(Outcome(key, kind, *said) for key, kind, said in found if said)


def source_of(voice: SourceMention) -> str | None:
    """By what a voice is known from one incident to the next: its actor's id, or an outlet's name; None for others.

    Names are cut to what every database takes in a key, as a page may call its outlet whatever it likes.
    """
    if voice.actor or voice.kind not in CARRIERS:
        return voice.actor
    return voice.name[:_LONGEST].encode("utf-8", "replace").decode().replace("\0", "?")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a source is, and its own figure of the dead."""

    kind: str
    dead: Toll | None


def _tellers(records: Records) -> dict[str, _Told]:
    """Each source that says that it happened; of several kinds the first by name."""
    told: dict[str, list[Voice]] = {}
    for voice, record in _telling(records):
        if key := source_of(voice):
            told.setdefault(key, []).append((voice, record))
    return {
        key: _Told(min(voice.kind for voice, _ in said), _dead([one for _, one in said]).get(key))
        for key, said in told.items()
    }


def _dead(records: Records) -> dict[str, Toll]:
    """The dead of those hit, by speaker: what the attackers lost tests nobody."""
    return by_speaker(records, "killed", hit_only=True)


def _telling(records: Records) -> Iterator[Voice]:
    for record in records:
        for voice in () if is_denied(record) else record.attribution.sources:
            if voice.stance != "denies" and (voice.kind not in CARRIERS or record.attribution.status in _OWN):
                yield voice, record


@dataclass(frozen=True, slots=True)
class _Text:
    """One text: its records, who speaks in it, its carriers, and the dead by those outside the event."""

    records: frozenset[str]
    speakers: frozenset[str | None]
    carriers: frozenset[str]
    dead: Mapping[str, Toll]


def _text(records: Records, inside: Collection[str]) -> _Text:
    telling = [record for record in records if record.attribution.status in _OWN]
    dead = _dead(telling)
    return _Text(
        frozenset(record.id for record in records),
        frozenset(source_of(voice) for voice, _ in voices(records)),
        frozenset(map(carrier, telling)),
        {who: toll for who, toll in dead.items() if not shares_party([who], inside)},
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """An incident's texts, and the voices that refute or confirm it."""

    texts: list[_Text]
    refuting: list[Voice]
    confirming: list[Voice]

    def of(self, key: str, told: _Told) -> tuple[bool, str] | None:
        """Whether others bear the word of a source out, and by what; None when nobody tested it."""
        if refuting := self._others(key, told.kind, self.refuting):
            return False, f"refuted by {refuting}"
        span = self._range(key, told.kind) if told.dead else None
        if told.dead and span and not _meet(told.dead, span):
            return False, f"{figure(told.dead)} dead, outside the {figure(span)} of independent sources"
        if confirming := self._others(key, told.kind, self.confirming):
            return True, f"confirmed by {confirming}"
        if told.dead and span:
            return True, f"{figure(told.dead)} dead, inside the {figure(span)} of independent sources"
        return None

    def _others(self, key: str, kind: str, said: Iterable[Voice]) -> str:
        """Who else says so: an outlet is tested by other texts alone, an actor by other parties."""
        own = [text.records for text in self.texts if key in text.speakers] if kind in CARRIERS else []
        others = {
            f"{voice.name} ({record.id})"
            for voice, record in said
            if not any(record.id in text for text in own) and not (voice.actor and one_party(voice.actor, key))
        }
        return ", ".join(sorted(others))

    def _range(self, key: str, kind: str) -> Toll | None:
        """The range of the dead by independent texts; None when there are too few."""
        tolls = [toll for text in self.texts if (toll := _independent(key, kind, text))]
        return spanning(tolls) if len(tolls) >= _LEAST else None


def _independent(key: str, kind: str, text: _Text) -> Toll | None:
    """The dead by those outside; where the text has the source's words too, only speakers that it names count."""
    own = key in text.speakers
    if own and kind in CARRIERS:
        return None
    left_out = text.carriers if own else ()
    return spanning(toll for who, toll in text.dead.items() if who not in left_out and not one_party(who, key))


def _meet(one: Toll, other: Toll) -> bool:
    (low, high), (least, most) = one, other
    return (most is None or low <= most) and (high is None or least <= high)
