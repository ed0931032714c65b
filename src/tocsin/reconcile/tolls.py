"""Tolls of an incident: takes its records, gives one interval a speaker and the interval that spans the rivals.

Figures of rival speakers are never added; which figure stands for one speaker, and whose dead count, ``tocsin.tolls``
knows. Persons, inclusive; high None when open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.knowledge.actors import get
from tocsin.model import Casualty, EventRecord
from tocsin.tolls import counted, largest, of_attackers

__all__ = ["Toll", "by_speaker", "carrier", "differing", "figure", "name_of", "spanning"]

Toll = tuple[int, int | None]


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
    figures: dict[str, list[Casualty]] = {}
    for record in records:
        for one in rows.get(record.id, ()):
            if not (hit_only and of_attackers(one, record)):
                figures.setdefault(one.said_by or carrier(record), []).append(one)
    return {speaker: _interval(largest(figures[speaker])) for speaker in sorted(figures)}


def _interval(row: Casualty) -> Toll:
    return row.low, row.high


def spanning(tolls: Iterable[Toll]) -> Toll | None:
    """From the smallest low to the largest high; open when one is open; None without any."""
    rows = list(tolls)
    if not rows:
        return None
    highs = [high for _, high in rows if high is not None]
    return min(low for low, _ in rows), max(highs) if len(highs) == len(rows) else None


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
