"""Whose dead a figure counts, and what each speaker's add up to: takes casualty rows of records, gives tolls.

The attackers' own dead are no part of the toll of those hit, and count only where nobody gives another. The rows of a
record that aren't rivals are of different people, and add up. Invariant: rivals are never added, nor what the attackers
say to what others do; the rows come back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from tocsin.knowledge.actors import related
from tocsin.model import Casualty, EventRecord, Span

__all__ = ["Said", "Toll", "counted", "largest", "of_attackers", "spanning", "voiced"]

Toll = tuple[int, int | None]
_RAIDERS = "Unidentified attackers"  # as ``resolve`` names them


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice of a record counts: its tellings are rivals, the figures within one are of different people.

    ``by`` is None for the report itself, also where it puts together what several voices count.
    """

    by: str | None
    tellings: tuple[tuple[Casualty, ...], ...]

    @property
    def rows(self) -> tuple[Casualty, ...]:
        """All its figures."""
        return tuple(row for telling in self.tellings for row in telling)

    @property
    def toll(self) -> Toll:
        """From the least of its tellings to the most; open when one is open."""
        tolls = [_sum(telling) for telling in self.tellings]
        return spanning(tolls) or tolls[0]


def voiced(record: EventRecord, rows: Iterable[Casualty]) -> list[Said]:
    """One interval a voice, from the rows of one kind of a record: parts are added, a whole beside its parts is taken
    once, and no part stands alone where another voice of the report counts the rest.
    """
    told = list(rows)
    main, rivals = _without_parts([row for row in told if not row.rival]), [row for row in told if row.rival]
    found: dict[str | None, list[list[Casualty]]] = {}
    for telling in _together(main, rivals, record):
        voices = {row.said_by for row in telling}
        found.setdefault(voices.pop() if len(voices) == 1 else None, []).append(telling)
    for row in rivals:
        own = found.setdefault(row.said_by, [])
        fit = next((telling for telling in own if _is_apart(row, telling, record)), None)
        own.append([row]) if fit is None else fit.append(row)
    return [Said(by, tuple(map(tuple, own))) for by, own in found.items()]


def largest(figures: Iterable[Said]) -> Said:
    """What stands for a speaker over several records: the largest, since smaller ones are earlier counts."""
    return max(figures, key=lambda one: (one.toll[0], one.toll[1] is None, one.toll[1] or 0))


def spanning(tolls: Iterable[Toll]) -> Toll | None:
    """From the smallest low to the largest high; open when one is open; None without any."""
    rows = list(tolls)
    if not rows:
        return None
    highs = [high for _, high in rows if high is not None]
    return min(low for low, _ in rows), max(highs) if len(highs) == len(rows) else None


def _sum(rows: Sequence[Casualty]) -> Toll:
    highs = [row.high for row in rows if row.high is not None]
    return sum(row.low for row in rows), sum(highs) if len(highs) == len(rows) else None


def _without_parts(rows: list[Casualty]) -> list[Casualty]:
    """As in "eight people, three soldiers and five civilians": a whole told first, and all of its parts by name."""
    if len(rows) < 3:
        return rows
    whole, parts = rows[0], rows[1:]
    named = {row.of for row in parts if row.said_by == whole.said_by}
    apart = None not in named and len(named) == len(parts)
    return [whole] if apart and whole.of in (None, *named) and _sum(parts) == (whole.low, whole.high) else rows


def _together(rows: Sequence[Casualty], rivals: Sequence[Casualty], record: EventRecord) -> list[list[Casualty]]:
    """The figures that add up; what the report itself tells of nobody by name ("two later died") comes on top of what
    was told before it, and who counts the rest as a rival keeps its figures together.
    """
    mine = {one.said_by: [row for row in rows if row.said_by == one.said_by] for one in rivals}
    closed = {one.said_by for one in rivals if mine[one.said_by] and _is_apart(one, mine[one.said_by], record)}
    sums: list[list[Casualty]] = []
    last: list[Casualty] = []
    for row in rows:
        on_top = sums and row.said_by is None and _people(row, record) is None
        fit = [last] if on_top else [own for own in sums if all(_adds(row, one, closed, record) for one in own)]
        last = fit[0] if fit else []
        if not fit:
            sums.append(last)
        last.append(row)
    return sums


def _adds(one: Casualty, other: Casualty, closed: Set[str | None], record: EventRecord) -> bool:
    """Of two voices the figures of different people, but not what the attackers boast of."""
    if one.said_by == other.said_by:
        return True
    apart = one.of is None or one.of != other.of
    return apart and not any(row.said_by in closed or _is_attackers(row.said_by, record) for row in (one, other))


def _is_apart(row: Casualty, telling: Sequence[Casualty], record: EventRecord) -> bool:
    """True for a rival's figure of people whom the rest of what the same voice counts doesn't name."""
    own = _people(row, record)
    others = [_people(one, record) for one in telling]
    return own is not None and None not in others and own not in others


def _people(row: Casualty, record: EventRecord) -> str | None:
    """Whom a figure counts, by id or else by its own words; None where it names nobody."""
    named = (actor.name for actor in record.actors if actor.span and _within(actor.span, row.span))
    return row.of or next(named, None)


def _is_attackers(speaker: str | None, record: EventRecord) -> bool:
    """True for a voice of those who are said to have done it, or who claim it."""
    doers = {actor.id for actor in record.actors if actor.role == "attacker"} | {record.attribution.claimant}
    return speaker is not None and any(one and related(speaker, one) for one in doers)


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
    attackers were killed"). Who attacks by one clause and is hit by another is hit; a claimant's own dead never are.
    """
    claimant = record.attribution.claimant
    if claimant and row.of and row.said_by and related(row.of, claimant) and related(row.said_by, claimant):
        return True
    doers = [actor for actor in record.actors if actor.role == "attacker"]
    hit = [actor for actor in record.actors if actor.role in ("target", "victim")]
    if row.of:
        mine, theirs = ({one.id for one in side if one.id} for side in (doers, hit))
        return any(related(row.of, one) for one in mine) and not any(related(row.of, one) for one in theirs)
    if any(one.name.startswith(_RAIDERS) and one.span and _counts(row.span, one.span) for one in hit):
        return True  # "five of the attackers were killed", "killed 15 of the | attackers"
    own = {one.span for one in doers if one.span and _within(one.span, row.span)}
    return bool(own) and not any(one.span not in own and _within(one.span, row.span) for one in hit if one.span)


def _counts(figure: Span, words: Span) -> bool:
    """True where the words stand in those of a figure or right behind it."""
    return figure.start <= words.start <= figure.end + 1


def _within(words: Span, figure: Span) -> bool:
    """True where the words stand in those of a figure, which says more than they do."""
    return figure.start <= words.start and words.end <= figure.end and words != figure
