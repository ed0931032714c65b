"""Tolls of an incident: takes its records, gives one interval a speaker and the interval that spans the rivals.

Figures of rival speakers are never added; what one speaker's add up to, and whose dead count, ``tocsin.tolls`` knows.
Persons, inclusive; high None when open.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.knowledge.actors import get
from tocsin.model import EventRecord
from tocsin.tolls import Said, Toll, counted, largest, of_attackers, spanning, voiced

__all__ = ["Toll", "by_speaker", "carrier", "differing", "figure", "name_of", "spanning"]


def carrier(record: EventRecord) -> str:
    """Who carries a record: its outermost source, else its report."""
    sources = record.attribution.sources
    return sources[-1].name if sources else record.report_id


def name_of(actor_id: str, records: Sequence[EventRecord]) -> str:
    """The name that the records give an actor's id; what is no id (an outlet's name) stays as it is."""
    for record in records:
        named = [actor.name for actor in record.actors if actor.id == actor_id]
        named += [voice.name for voice in record.attribution.sources if voice.actor == actor_id]
        if named:
            return named[0]
    known = get(actor_id)
    return known.name if known else actor_id


def by_speaker(records: Sequence[EventRecord], kind: str, *, hit_only: bool = False) -> dict[str, Toll]:
    """One toll a speaker (actor id, else the carrier's name), in order of the name; with ``hit_only`` of those hit even
    where nobody gives one.
    """
    rows = counted(records, kind)
    figures: dict[str, list[Said]] = {}
    for record in records:
        own = [one for one in rows.get(record.id, ()) if not (hit_only and of_attackers(one, record))]
        for one in voiced(record, own):
            figures.setdefault(one.by or carrier(record), []).append(one)
    return {speaker: largest(figures[speaker]).toll for speaker in sorted(figures)}


def differing(tolls: dict[str, Toll]) -> bool:
    """True when two speakers' intervals have no figure in common."""
    lows = [low for low, _ in tolls.values()]
    highs = [high for _, high in tolls.values() if high is not None]
    return bool(lows and highs) and max(lows) > min(highs)


def figure(toll: Toll) -> str:
    """A toll in words: "12", "10 to 12", "12 or more"."""
    low, high = toll
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"
