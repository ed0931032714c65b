"""Whose dead a figure counts, and which stands for a speaker: takes casualty rows of records, gives those of a toll.

The attackers' own dead are no part of the toll of those hit, and count only where nobody gives another. Invariant: no
figures are added up, and the rows come back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tocsin.knowledge.actors import related
from tocsin.model import Casualty, EventRecord, Span

__all__ = ["counted", "largest", "of_attackers"]


def counted(records: Sequence[EventRecord], kind: str) -> Mapping[str, list[Casualty]]:
    """By record id the figures that make the toll: of those hit, or all where no record gives one of those hit."""
    rows = [(record, one) for record in records for one in record.casualties if one.kind == kind]
    hit = [(record, one) for record, one in rows if not of_attackers(one, record)]
    found: dict[str, list[Casualty]] = {}
    for record, one in hit or rows:
        found.setdefault(record.id, []).append(one)
    return found


def of_attackers(row: Casualty, record: EventRecord) -> bool:
    """True for a figure of those who attacked: by id ("three of ours fell"), or by words where they have none ("fifteen
    attackers were killed"). Who attacks by one clause and is hit by another is hit.
    """
    doers = [actor for actor in record.actors if actor.role == "attacker"]
    hit = [actor for actor in record.actors if actor.role in ("target", "victim")]
    if row.of:
        mine, theirs = ({one.id for one in side if one.id} for side in (doers, hit))
        return any(related(row.of, one) for one in mine) and not any(related(row.of, one) for one in theirs)
    own = {one.span for one in doers if one.span and _within(one.span, row.span)}
    return bool(own) and not any(one.span not in own and _within(one.span, row.span) for one in hit if one.span)


def _within(words: Span, figure: Span) -> bool:
    """True where the words stand in those of a figure, which says more than they do."""
    return figure.start <= words.start and words.end <= figure.end and words != figure


def largest(figures: Iterable[Casualty]) -> Casualty:
    """The figure that stands for a speaker: the largest, since smaller ones are parts or earlier counts; of all whom
    the speaker counts, where one is.
    """
    rows = list(figures)
    whole = [row for row in rows if row.of is None] or rows
    return max(whole, key=lambda row: (row.low, row.high is None, row.high or 0))
