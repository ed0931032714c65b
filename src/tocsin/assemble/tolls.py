"""What an event cost: takes the figures of a group's claims, gives casualty rows per speaker.

A claim is cut into tellings, one a voice; tellings are laid on one another in text order. The same total told twice is
one row; a total outranks its parts; a figure that the text calls new replaces the earlier one, a smaller one of that
kind adds those who died later; other people's dead are added; figures of two voices for the same people stand side by
side as rivals and are never added. Invariant: every row keeps the words of the figure that it repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tocsin.assemble.grouping import Group
from tocsin.assemble.toll_figures import Figure, Telling, tellings_of
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, Casualty, Count, ResolvedClaim
from tocsin.text import fold

__all__ = ["casualties_of"]

_RAIDERS = "Unidentified attackers"  # as resolve/claim_actors names them
_FACELESS = frozenset(("rebel", "unidentified"))  # "gunmen" may be fighters of a named group
_DEFENDERS = frozenset(("state", "political_militia", "communal_militia", "pmc", "external"))
_OUTLAWS = frozenset(("rebel", "political_militia", "communal_militia"))
_DEATHS = frozenset(("killing", "execution"))
_SHOT = "shot"
_HELD = ("captured", "arrested")  # by rebels they are abducted
_TAKEN = (*_HELD, "missing")  # in an abduction they all are


@dataclass(slots=True)
class _Toll:
    """What is told of one kind so far: the figures that add up, and their rivals."""

    figures: list[Figure]
    voice: str | None
    update: bool = False
    party: bool = False
    headline: bool = False
    rivals: list[Figure] = field(default_factory=list)
    last: int = 0  # what was told last: the toll itself, or a part of it

    @property
    def low(self) -> int:
        """The fewest persons of all figures together."""
        return sum(f.low for f in self.figures)

    @property
    def open(self) -> bool:
        """True when one of the figures has no upper end."""
        return any(f.count.high is None for f in self.figures)


def casualties_of(group: Group, attackers: Sequence[Actor]) -> tuple[Casualty, ...]:
    """The casualty rows of an event, by kind in the order told."""
    abducts = "abduction" in group.families and "arrest" not in group.families
    taken = _TAKEN if abducts else _HELD if _are_outlaws(attackers) else ()
    told = [(c, n) for claim in group.claims for c in claim.claim.counts for n in (_kind(c, taken),)]
    tellings: dict[str, list[Telling]] = {n: [] for _, n in told}
    for claim in group.claims:
        for kind in dict.fromkeys(_kind(c, taken) for c in claim.claim.counts):
            own = [c for c in claim.claim.counts if _kind(c, taken) == kind]
            tellings[kind].extend(tellings_of(claim, own))
    by_kind = {kind: _rows(kind, found) for kind, found in tellings.items()}
    shot = by_kind.pop(_SHOT, [])
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


def _end_dead(group: Group) -> bool:
    """As in "They were found dead", after those who were taken: a death without figure or name of its own."""
    taken = next((n for n, c in enumerate(group.claims) if any(k.kind == "abducted" for k in c.claim.counts)), None)
    later = group.claims[taken + 1 :] if taken is not None else ()
    return any(_tells_end(c) for c in later)


def _tells_end(claim: ResolvedClaim) -> bool:
    deaths = [t for t in claim.claim.triggers if t.code in _DEATHS and t.passive and t.modality == "occurred"]
    sufferers = [a for a in claim.actors if a.role in ("target", "victim")]
    return bool(deaths) and not sufferers and not claim.claim.counts


def _are_outlaws(attackers: Sequence[Actor]) -> bool:
    """True where nobody who holds people has the right to: what rebels call a detention is an abduction."""
    return bool(attackers) and all(a.kind in _OUTLAWS for a in attackers)


def _kind(count: Count, taken: Sequence[str]) -> str:
    return "abducted" if count.kind in taken else count.kind


# --- one toll -------------------------------------------------------------------------------------------------------


def _rows(kind: str, tellings: Sequence[Telling]) -> list[Casualty]:
    """The rows of one kind."""
    toll: _Toll | None = None
    old = [t.low for t in tellings if t.figures[0].count.superseded]
    for telling in _standing(tellings):
        if toll is not None and any(_explains(toll, was, telling) for was in old):
            continue
        if toll is None:
            toll = _Toll(list(telling.figures), telling.voice, telling.update, telling.party, telling.headline)
        else:
            _lay(kind, toll, telling)
        toll.last = telling.low
    if toll is None:
        return []
    return [_row(kind, f, False) for f in toll.figures] + [_row(kind, f, True) for f in toll.rivals]


def _standing(tellings: Sequence[Telling]) -> list[Telling]:
    """Without replaced figures, and without "nobody" and "several" beside a figure; what alone is told stands."""
    renewed = [t for t in tellings if t.update][:1]
    current = [t for t in tellings if not t.figures[0].count.superseded] or renewed or list(tellings[-1:])
    voices = {t.voice for t in current if not _is_vague(t)}
    if not voices:
        return current
    return [t for t in current if not _is_vague(t) or (t.low == 0 and t.voice and t.voice not in voices)]


def _explains(toll: _Toll, was: int, telling: Telling) -> bool:
    """As in "nine dead; at first five were counted, then four bodies were found": the sum is what is known already."""
    return was > 0 and was + telling.low in {toll.low, *(f.low for f in toll.figures)}


def _is_vague(telling: Telling) -> bool:
    return telling.low == 0 or all((f.low, f.count.high) == (1, None) for f in telling.figures)


def _lay(kind: str, toll: _Toll, telling: Telling) -> None:
    """Lay one more telling on what is known of the toll."""
    if telling.also and telling.low <= toll.low and _adds_more(toll, telling):
        toll.figures += telling.figures
    elif _same(toll, telling):
        _sharpen(toll, telling)
    elif _completes(toll, telling):
        toll.figures, toll.voice, toll.party = list(telling.figures), telling.voice, telling.party
    elif _vaguer(toll, telling):
        toll.figures, toll.voice, toll.headline = list(telling.figures), telling.voice, False
    elif toll.headline and not telling.headline and telling.low < toll.low and _says("more", telling.text):
        return  # "11 slain", then "and two more people died": a part of the headline's total
    elif telling.rival and not _now_more(toll, telling):
        _contradict(toll, telling)
    elif kind == "killed" and _adds_more(toll, telling):
        toll.figures += telling.figures
    elif _renews(toll, telling) and (telling.low > toll.low or kind != "killed"):
        toll.figures, toll.voice, toll.update, toll.party = list(telling.figures), telling.voice, True, telling.party
        toll.rivals = [r for r in toll.rivals if r.said_by != telling.voice]
    elif all(_apart(f, g) for f in telling.figures for g in toll.figures):
        toll.figures += telling.figures
    elif toll.low == 1 and toll.voice is None and telling.low > 1:
        toll.figures, toll.voice, toll.party = list(telling.figures), telling.voice, telling.party  # one of the dead
    elif _renews(toll, telling):
        toll.figures += [] if toll.update else telling.figures  # those who died later
    elif _voices_differ(toll, telling):
        _contradict(toll, telling)
    else:
        _fill(toll, telling)


def _says(words: str, text: str) -> bool:
    """True where a figure's words hold one of this class."""
    return in_any_language(f"toll_words.{words}").search(fold(text)) is not None


def _now_more(toll: _Toll, telling: Telling) -> bool:
    """As in "Update: now 15": the same voice goes on, and nobody disputes the figure."""
    return _says("now", telling.text) and telling.low > toll.low and telling.voice in (None, toll.voice)


def _adds_more(toll: _Toll, telling: Telling) -> bool:
    """As in "A bomb killed four. A second one killed three more": not where a total over both was told before.

    So too "Twelve soldiers fell. On the enemy side, four bodies were counted".
    """
    hurt = _says("of_the_wounded", telling.text)  # "two of the wounded died"
    more = _says("more", telling.text) or telling.other_side or telling.also or hurt
    more = more and (hurt or not telling.update)
    together = telling.headline == toll.headline and telling.voice in (None, toll.voice)
    return more and together and toll.last == toll.low


def _same(toll: _Toll, telling: Telling) -> bool:
    """The same total, or one figure of it told again."""
    if toll.low == telling.low:
        return True
    low, high = telling.figures[0].count.low, telling.figures[0].count.high
    return len(telling.figures) == 1 and any((f.count.low, f.count.high) == (low, high) for f in toll.figures)


def _completes(toll: _Toll, telling: Telling) -> bool:
    """As in "eight rebels", then "eight rebels and two guards": the same figures with those of more people."""
    known, told = ([(f.low, f.count.high) for f in figures] for figures in (toll.figures, telling.figures))
    return toll.voice in (None, telling.voice) and len(told) > len(known) and all(k in told for k in known)


def _vaguer(toll: _Toll, telling: Telling) -> bool:
    """True where a headline's "scores" or a report's "dozens" gives way to a number."""
    exact = all(f.count.high is not None for f in telling.figures)
    vague = all(_says("crowds", f.count.span.text) for f in toll.figures)
    return exact and vague and toll.open and telling.low > 2 and not telling.rival


def _renews(toll: _Toll, telling: Telling) -> bool:
    """True for a later figure; a party's own statement renews no figure but its own."""
    return telling.update and not (telling.party and _voices_differ(toll, telling))


def _sharpen(toll: _Toll, telling: Telling) -> None:
    """Of two tellings of one total keep the closed one, then the one that says who they were."""
    closes = toll.open and all(f.count.high is not None for f in telling.figures)
    names = len(telling.figures) == len(toll.figures) == 1 and toll.figures[0].who is None and toll.low == telling.low
    if closes or (names and telling.figures[0].who and not _opens(toll, telling)):
        toll.figures = list(telling.figures)


def _opens(toll: _Toll, telling: Telling) -> bool:
    return not toll.open and any(f.count.high is None for f in telling.figures)


def _voices_differ(toll: _Toll, telling: Telling) -> bool:
    return telling.voice != toll.voice and (telling.voice is not None or toll.party)


def _contradict(toll: _Toll, telling: Telling) -> None:
    """Keep a rival figure once; an open figure of no voice that it fits gives way to it."""
    first = telling.figures[0]
    given_way = toll.voice is None or (toll.headline and not telling.party)
    fits = toll.open and given_way and first.low >= toll.low and first.count.high is not None
    if fits and len(toll.figures) == 1 and not telling.rival:
        toll.figures, toll.voice, toll.headline = list(telling.figures), telling.voice, False
    elif not any((r.low, r.count.high) == (first.low, first.count.high) for r in toll.rivals):
        toll.rivals.append(first)


def _fill(toll: _Toll, telling: Telling) -> None:
    """The same voice goes on: its smaller figures are parts; those of people not counted yet are added."""
    for figure in telling.figures:
        if all(_apart(figure, other) for other in toll.figures):
            toll.figures.append(figure)
        elif len(toll.figures) == 1 and figure.low > toll.low and len(telling.figures) == 1:
            _contradict(toll, telling)


def _apart(one: Figure, other: Figure) -> bool:
    """True when the two figures are of different people: soldiers and civilians, two parties, own dead and others."""
    a, b = one.who, other.who
    if _are_raiders(a) != _are_raiders(b):
        return True  # "nine were killed; police shot three of the attackers"
    if a is None or b is None:
        return one.party == other.party and one.own != other.own
    if one.said_by and other.said_by and one.said_by != other.said_by and {a.kind, b.kind} <= _DEFENDERS:
        return False  # each voice may call them by another name
    if a.id and b.id:
        return a.id != b.id
    return a.kind != b.kind and not {a.kind, b.kind} <= _FACELESS


def _are_raiders(actor: Actor | None) -> bool:
    return actor is not None and actor.name.startswith(_RAIDERS)


def _row(kind: str, figure: Figure, rival: bool) -> Casualty:
    count = figure.count
    return Casualty(kind, count.low, count.high, count.span, _of(figure.who), figure.said_by, rival)


def _of(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    return "civilians" if actor.kind == "civilians" else actor.id
