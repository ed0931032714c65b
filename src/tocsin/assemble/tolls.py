"""What an event cost: takes the figures of a group's claims, gives casualty rows per speaker.

A claim is cut into tellings, one a voice (``toll_figures``); tellings are laid on one another in text order
(``running_toll``). Figures of two voices for the same people stand side by side as rivals and are never added.
Invariant: every row keeps the words of the figure that it repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.assemble.grouping import Group
from tocsin.assemble.opponents import by_outlaws
from tocsin.assemble.running_toll import Toll, explains, lay, standing
from tocsin.assemble.toll_figures import Figure, Telling, tellings_of
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, Casualty, Count, ResolvedClaim, Span
from tocsin.text import fold

__all__ = ["casualties_of"]

_DEATHS = frozenset(("killing", "execution"))
_FOUGHT = frozenset(("clash", "ambush", "assault", "storming", "seizure", "Armed clash"))
_SHOT = "shot"
_HELD = ("captured", "arrested")  # by rebels they are abducted
_TAKEN = (*_HELD, "missing")  # in an abduction they all are


def casualties_of(group: Group, attackers: Sequence[Actor]) -> tuple[Casualty, ...]:
    """The casualty rows of an event, by kind in the order told."""
    abducts = "abduction" in group.families and "arrest" not in group.families
    taken = _TAKEN if abducts else _HELD if by_outlaws(attackers) else ()
    told = [(c, n) for claim in group.claims for c in claim.claim.counts for n in (_kind(c, taken),)]
    tellings: dict[str, list[Telling]] = {n: [] for _, n in told}
    for claim in group.claims:
        for kind in dict.fromkeys(_kind(c, taken) for c in claim.claim.counts):
            own = [c for c in claim.claim.counts if _kind(c, taken) == kind]
            tellings[kind].extend(tellings_of(claim, own))
    one_sided = _is_strike(group)
    by_kind = {kind: _rows(kind, found, one_sided) for kind, found in tellings.items()}
    shot = by_kind.pop(_SHOT, [])
    if shot and not any(n == "killed" for _, n in told) and _tells_death(group):
        by_kind["killed"], shot = [replace(row, kind="killed") for row in shot], []
    rows = _with_survivors(_without_who_died([row for own in by_kind.values() for row in own], told), shot)
    if not any(n == "killed" for _, n in told) and _end_dead(group):
        rows.extend([replace(r, kind="killed") for r in rows if r.kind == "abducted"])
    return tuple(rows)


def _without_who_died(rows: list[Casualty], told: Sequence[tuple[Count, str]]) -> list[Casualty]:
    """As in "a man was wounded; he died in hospital": one person, who is no longer among the wounded."""
    died = max((n for n, (c, kind) in enumerate(told) if kind == "killed" and c.known and c.low == 1), default=0)
    hurt = [r for r in rows if r.kind == "wounded" and not r.rival]
    dead = [r for r in rows if r.kind == "killed" and not r.rival]
    one = [(r.low, r.high) for r in hurt] == [(r.low, r.high) for r in dead] == [(1, 1)]
    return [r for r in rows if r.kind != "wounded"] if one and any(k == "wounded" for _, k in told[:died]) else rows


def _with_survivors(rows: list[Casualty], shot: Sequence[Casualty]) -> list[Casualty]:
    """As in "five were shot, one of them died": who was hit and isn't among the dead is wounded."""
    hit = [row for row in shot if not row.rival]
    dead, hurt = (sum(r.low for r in rows if r.kind == kind and not r.rival) for kind in ("killed", "wounded"))
    low = sum(row.low for row in hit) - dead
    if low <= hurt:
        return rows
    high = None if any(r.high is None for r in hit) else sum(r.high or 0 for r in hit) - dead
    survivors = replace(hit[0], kind="wounded", low=low, high=high)
    return [*(row for row in rows if row.kind != "wounded" or row.rival), survivors]


def _tells_death(group: Group) -> bool:
    """As in "the murder of the teacher, who was shot in Panjgur": a word for their death, though without a figure."""
    hit = [c.span for claim in group.claims for c in claim.claim.counts if c.kind == _SHOT]
    told = [(t, c.claim.span) for c in group.claims for t in c.claim.triggers if t.code in _DEATHS]
    own = (t for t, clause in told if t.modality == "occurred" and not _is_ground(t.span, clause))
    return any(not any(t.span.overlaps(span) for span in hit) for t in own)


def _is_ground(death: Span, clause: Span) -> bool:
    """As in "Police link the shooting to the murder of a trader": another death than that which is told."""
    before = fold(clause.text[: max(0, death.start - clause.start)])
    return in_any_language("toll_words.grounds").search(before) is not None


def _end_dead(group: Group) -> bool:
    """As in "They were found dead", after those who were taken: a death without figure or name of its own."""
    taken = next((n for n, c in enumerate(group.claims) if any(k.kind == "abducted" for k in c.claim.counts)), None)
    later = group.claims[taken + 1 :] if taken is not None else ()
    return any(_tells_end(c) for c in later)


def _tells_end(claim: ResolvedClaim) -> bool:
    deaths = [t for t in claim.claim.triggers if t.code in _DEATHS and t.passive and t.modality == "occurred"]
    sufferers = [a for a in claim.actors if a.role in ("target", "victim")]
    return bool(deaths) and not sufferers and not claim.claim.counts


def _kind(count: Count, taken: Sequence[str]) -> str:
    return "abducted" if count.kind in taken else count.kind


def _is_strike(group: Group) -> bool:
    """True for what only one side could do: a strike from far away, in which nobody was fought hand to hand."""
    codes = {t.code for claim in group.claims for t in claim.claim.triggers if t.modality == "occurred"}
    strikes = in_any_language("toll_words.strikes")
    return not codes & _FOUGHT and any(strikes.search(fold(c.claim.span.text)) for c in group.claims)


def _rows(kind: str, tellings: Sequence[Telling], one_sided: bool) -> list[Casualty]:
    """The rows of one kind."""
    toll: Toll | None = None
    old = [t.low for t in tellings if t.figures[0].count.superseded]
    for telling in standing(tellings):
        if toll is not None and any(explains(toll, was, telling) for was in old):
            continue
        if toll is None:
            toll = Toll(list(telling.figures), telling.voice, telling.update, telling.party, telling.headline)
            toll.one_sided, toll.early, toll.side = one_sided, telling.early, telling.side
        else:
            lay(kind, toll, telling)
        toll.last = telling.low
    if toll is None:
        return []
    return [_row(kind, f, False) for f in toll.figures] + [_row(kind, f, True) for f in toll.rivals]


def _row(kind: str, figure: Figure, rival: bool) -> Casualty:
    count = figure.count
    return Casualty(kind, count.low, count.high, count.span, _of(figure.who), figure.said_by, rival)


def _of(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    return "civilians" if actor.kind == "civilians" else actor.id
