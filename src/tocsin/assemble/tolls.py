"""What an event cost: takes the figures of a group's claims, gives casualty rows per speaker.

A figure told twice is one row; a total outranks its parts; a later figure of the same voice, or one that the text calls
new, replaces the earlier; figures of different voices for the same people stand side by side as rivals and are never
added. Both sides' dead are separate rows. Invariant: every row keeps the words of the figure that it repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.assemble.grouping import Group
from tocsin.model import Actor, Casualty, Count, ResolvedClaim

__all__ = ["casualties_of"]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A count with whom it is of, on which side they stand, and who says it."""

    count: Count
    of: str | None
    side: str  # suffered, attacked
    said_by: str | None
    update: bool
    telling: int  # which clause it stands in


def casualties_of(group: Group, attackers: Sequence[Actor]) -> tuple[Casualty, ...]:
    """The casualty rows of an event, by kind in the order told."""
    known = {actor.id or actor.name for actor in attackers}
    figures = [f for at, claim in enumerate(group.claims) for f in _figures(claim, at, known)]
    rows: list[Casualty] = []
    for kind in dict.fromkeys(f.count.kind for f in figures):
        for side in ("suffered", "attacked"):
            rows.extend(_rows([f for f in figures if f.count.kind == kind and f.side == side]))
    return tuple(rows)


def _figures(claim: ResolvedClaim, at: int, attackers: set[str]) -> Iterable[_Figure]:
    by_span = {actor.span: actor for actor in claim.actors}
    for count in claim.claim.counts:
        if count.part or count.superseded:
            continue
        actor = by_span.get(count.of.span) if count.of else None
        name = (actor.id or actor.name) if actor else None
        side = "attacked" if name in attackers and name is not None else "suffered"
        yield _Figure(count, _of(actor), side, _said_by(claim), claim.claim.update, at)


def _of(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    return "civilians" if actor.kind == "civilians" else actor.id


def _said_by(claim: ResolvedClaim) -> str | None:
    """The party in whose statement the figure stands, else the voice beside it."""
    if claim.speaker:
        return claim.speaker.id
    voice = next((s for s in claim.sources if s.kind != "media"), None)
    return (voice.actor or voice.name) if voice else None


def _rows(figures: list[_Figure]) -> list[Casualty]:
    """The rows of one kind and side."""
    if not figures:
        return []
    tellings: dict[int, list[_Figure]] = {}
    for figure in figures:
        tellings.setdefault(figure.telling, []).append(figure)
    sets = list(tellings.values())
    main = sets[0]
    rivals: list[_Figure] = []
    for later in sets[1:]:
        if _same(main, later):
            main = _finer(main, later)
        elif any(f.update for f in later):
            main, rivals = later, [f for f in rivals if f.said_by != later[0].said_by]
        elif _is_part(main, later):
            continue
        elif _adds(main, later):
            main = [*main, *later]
        elif not any(_same([r], later) for r in rivals):
            rivals.extend(later[:1])
    return [_row(f, False) for f in main] + [_row(f, True) for f in rivals]


def _total(figures: list[_Figure]) -> tuple[int, int | None]:
    highs = [f.count.high for f in figures]
    return sum(f.count.low for f in figures), None if None in highs else sum(h for h in highs if h is not None)


def _same(one: list[_Figure], other: list[_Figure]) -> bool:
    """The same total, or an open figure that holds the other."""
    (low, high), (low2, high2) = _total(one), _total(other)
    if low == low2:
        return True
    return any(f.count.low == low2 and f.count.high == high2 for f in one)


def _finer(main: list[_Figure], later: list[_Figure]) -> list[_Figure]:
    """Of two tellings of one total, the one that is closed, then the one with fewer rows."""
    open_main = any(f.count.high is None for f in main)
    open_later = any(f.count.high is None for f in later)
    return later if open_main and not open_later else main


def _is_part(main: list[_Figure], later: list[_Figure]) -> bool:
    """A smaller figure from the same voice, or from none, that says more exactly who they were."""
    low, _ = _total(main)
    low2, _ = _total(later)
    if low2 >= low or later[0].said_by not in (None, main[0].said_by):
        return False
    return not _adds(main, later)


def _adds(main: list[_Figure], later: list[_Figure]) -> bool:
    """Others than those counted before: soldiers beside civilians, with no voice against it."""
    before = {f.of for f in main}
    own = {f.of for f in later}
    return None not in before and None not in own and not before & own and _voices_agree(main, later)


def _voices_agree(main: list[_Figure], later: list[_Figure]) -> bool:
    return later[0].said_by in (None, main[0].said_by) or main[0].said_by is None


def _row(figure: _Figure, rival: bool) -> Casualty:
    count = figure.count
    return Casualty(count.kind, count.low, count.high, count.span, figure.of, figure.said_by, rival or count.rival)
