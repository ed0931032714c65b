"""A toll as it is told: takes what is known of one kind so far and one telling more, lays the one on the other.

The same total told twice is one; a total outranks its parts; a figure that the text calls new replaces the earlier one,
a smaller one of that kind adds those who died later; other people's dead are added; figures of two voices for the same
people are rivals and never added. Invariant: a figure laid down is one that a telling gave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tocsin.assemble.toll_figures import FACELESS, Figure, Telling, one_side
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor
from tocsin.text import fold

__all__ = ["Toll", "explains", "lay", "standing"]

_RAIDERS = "Unidentified attackers"  # as resolve/claim_actors names them
_DEFENDERS = frozenset(("state", "political_militia", "communal_militia", "pmc", "external"))


@dataclass(slots=True)
class Toll:
    """What is told of one kind so far: the figures that add up, and their rivals."""

    figures: list[Figure]
    voice: str | None
    update: bool = False
    party: bool = False
    headline: bool = False
    rivals: list[Figure] = field(default_factory=list)
    early: bool = False  # "eleven dead so far": a later figure takes its place, whoever gives it
    side: str | None = None  # who said it: a state's own, or those who watch it
    last: int = 0  # what was told last: the toll itself, or a part of it
    one_sided: bool = False  # of a strike: those hit are one side's, whatever each voice calls them

    @property
    def low(self) -> int:
        """The fewest persons of all figures together."""
        return sum(f.low for f in self.figures)

    @property
    def open(self) -> bool:
        """True when one of the figures has no upper end."""
        return any(f.count.high is None for f in self.figures)


def standing(tellings: Sequence[Telling]) -> list[Telling]:
    """Without replaced figures, and without "nobody" and "several" beside a figure; what alone is told stands."""
    renewed = [t for t in tellings if t.update][:1]
    current = _still_told(tellings) or renewed or list(tellings[-1:])
    voices = {t.voice for t in current if not _is_vague(t)}
    if not voices:
        return current
    return [t for t in current if not _is_vague(t) or (t.low == 0 and t.voice and t.voice not in voices)]


def _still_told(tellings: Sequence[Telling]) -> list[Telling]:
    """Those that the text nowhere replaces: "four dead and not six" also takes back the six of another sentence.

    A party's own six stays: who says four only gainsays it.
    """
    current = [t for t in tellings if not t.figures[0].count.superseded]
    gone = {t.low for t in tellings if t.figures[0].count.superseded}
    return [t for t in current if t.party or t.low not in gone] or current


def _is_vague(telling: Telling) -> bool:
    return telling.low == 0 or all((f.low, f.count.high) == (1, None) for f in telling.figures)


def lay(kind: str, toll: Toll, telling: Telling) -> None:
    """Lay one more telling on what is known of the toll."""
    if telling.also and (_fell_too(toll, telling) or (telling.low <= toll.low and _adds_more(toll, telling))):
        toll.figures += telling.figures
    elif _same(toll, telling):
        _sharpen(toll, telling)
    elif _completes(toll, telling):
        toll.figures, toll.voice, toll.party = list(telling.figures), telling.voice, telling.party
    elif _vaguer(toll, telling):
        toll.figures, toll.voice, toll.headline = list(telling.figures), telling.voice, False
    elif toll.headline and not telling.headline and telling.low < toll.low and _says("more", telling.text):
        return  # "11 slain", then "and two more people died": a part of the headline's total
    elif _takes_over(toll, telling):
        toll.figures, toll.voice, toll.update, toll.early = list(telling.figures), telling.voice, True, telling.early
    elif telling.rival and not _now_more(toll, telling):
        _contradict(toll, telling)
    elif kind == "killed" and _adds_more(toll, telling):
        toll.figures += telling.figures
    elif (_renews(toll, telling) or _now_more(toll, telling)) and (telling.low > toll.low or kind != "killed"):
        toll.figures, toll.voice, toll.update, toll.party = list(telling.figures), telling.voice, True, telling.party
        toll.rivals = [r for r in toll.rivals if r.said_by != telling.voice]
    elif all(_apart(f, g, toll.one_sided) for f in telling.figures for g in toll.figures):
        toll.figures += telling.figures
    elif toll.low == 1 and toll.voice is None and telling.low > 1:
        toll.figures, toll.voice, toll.party = list(telling.figures), telling.voice, telling.party  # one of the dead
    elif _renews(toll, telling) and not telling.recount:
        toll.figures += [] if toll.update else telling.figures  # those who died later
    elif _voices_differ(toll, telling) or (telling.recount and toll.voice is not None):
        _contradict(toll, telling)
    else:
        _fill(toll, telling)


def explains(toll: Toll, was: int, telling: Telling) -> bool:
    """As in "nine dead; at first five were counted, then four bodies were found": the sum is what is known already."""
    return was > 0 and was + telling.low in {toll.low, *(f.low for f in toll.figures)}


def _says(words: str, text: str) -> bool:
    """True where a figure's words hold one of this class."""
    return in_any_language(f"toll_words.{words}").search(fold(text)) is not None


def _now_more(toll: Toll, telling: Telling) -> bool:
    """As in "Update: now 15", "by noon the count stood at 15": the same voice goes on, and nobody disputes it."""
    renewed = telling.update or _says("now", telling.text)
    return renewed and telling.low > toll.low and telling.voice in (None, toll.voice)


def _fell_too(toll: Toll, telling: Telling) -> bool:
    """As in "An officer was shot dead. Three assailants were also killed": none of their kind was told before."""
    kinds = {f.who.kind for f in toll.figures if f.who}
    named = all(f.who is not None and f.who.kind not in kinds for f in telling.figures)
    heard = toll.voice is None or telling.voice in (None, toll.voice)
    return named and heard and toll.last == toll.low and toll.headline == telling.headline


def _takes_over(toll: Toll, telling: Telling) -> bool:
    """As in "Eleven dead at noon, rescuers said. The hospital closed its list at 19": more of the same people."""
    fresh = telling.low > toll.low and not (telling.party or telling.armed or telling.headline)
    same = any(not _apart(f, g, toll.one_sided) for f in telling.figures for g in toll.figures)
    fresh = fresh and (None in (toll.side, telling.side) or toll.side == telling.side)  # police, and a rights group
    return toll.early and fresh and same and not (_says("more", telling.text) or telling.also)


def _adds_more(toll: Toll, telling: Telling) -> bool:
    """As in "A bomb killed four. A second one killed three more": not where a total over both was told before.

    So too "Twelve soldiers fell. On the enemy side, four bodies were counted".
    """
    hurt = _says("of_the_wounded", telling.text)  # "two of the wounded died"
    more = _says("more", telling.text) or telling.other_side or telling.also or hurt
    more = more and (hurt or not telling.update)
    voice = telling.voice in (None, toll.voice) or telling.across or _counts_on(toll, telling)
    together = telling.headline == toll.headline and voice
    return more and together and toll.last == toll.low


def _counts_on(toll: Toll, telling: Telling) -> bool:
    """As in "12 died, police said. Two more died, the hospital said": no party's word, and fewer than before."""
    exact = all(f.count.high is not None for f in telling.figures)
    return exact and telling.low < toll.low and not (telling.party or toll.party) and _says("more", telling.text)


def _same(toll: Toll, telling: Telling) -> bool:
    """The same total, or one figure of it told again."""
    if toll.low == telling.low:
        return True
    low, high = telling.figures[0].count.low, telling.figures[0].count.high
    return len(telling.figures) == 1 and any((f.count.low, f.count.high) == (low, high) for f in toll.figures)


def _completes(toll: Toll, telling: Telling) -> bool:
    """As in "eight rebels", then "eight rebels and two guards": the same figures with those of more people."""
    known, told = ([(f.low, f.count.high) for f in figures] for figures in (toll.figures, telling.figures))
    return toll.voice in (None, telling.voice) and len(told) > len(known) and all(k in told for k in known)


def _vaguer(toll: Toll, telling: Telling) -> bool:
    """True where a headline's "scores" or a report's "dozens" gives way to a number."""
    exact = all(f.count.high is not None for f in telling.figures)
    vague = all(_says("crowds", f.count.span.text) for f in toll.figures)
    return exact and vague and toll.open and telling.low > 2 and not telling.rival


def _renews(toll: Toll, telling: Telling) -> bool:
    """True for a later figure; a party's own statement renews no figure but its own."""
    return telling.update and not (telling.party and _voices_differ(toll, telling))


def _sharpen(toll: Toll, telling: Telling) -> None:
    """Of two tellings of one total keep the closed one, then that which says who they were, or says it at once."""
    closes = toll.open and all(f.count.high is not None for f in telling.figures)
    names = len(telling.figures) == len(toll.figures) == 1 and toll.figures[0].who is None and toll.low == telling.low
    sharper = (names and telling.figures[0].who is not None) or _is_their_sum(toll, telling)
    if closes or (sharper and not _opens(toll, telling)):
        toll.figures = list(telling.figures)


def _is_their_sum(toll: Toll, telling: Telling) -> bool:
    """As in "4 dead", then "one more died" and "revised toll: 5": the figures before it are of nobody in particular."""
    told_by_same = telling.voice in (None, toll.voice) and not telling.headline
    nameless = len(toll.figures) > 1 == len(telling.figures) and not any(f.who for f in toll.figures)
    return told_by_same and nameless and toll.low == telling.low


def _opens(toll: Toll, telling: Telling) -> bool:
    return not toll.open and any(f.count.high is None for f in telling.figures)


def _voices_differ(toll: Toll, telling: Telling) -> bool:
    return telling.voice != toll.voice and (telling.voice is not None or toll.party)


def _contradict(toll: Toll, telling: Telling) -> None:
    """Keep a rival figure once; an open figure of no voice that it fits gives way to it."""
    first = telling.whole or telling.figures[0]
    given_way = toll.voice is None or (toll.headline and not telling.party)
    fits = toll.open and given_way and first.low >= toll.low and first.count.high is not None
    if fits and len(toll.figures) == 1 and not telling.rival:
        toll.figures, toll.voice, toll.headline = list(telling.figures), telling.voice, False
    else:
        _stand_against(toll, first)
        for figure in telling.figures:
            if not one_side(figure, telling.figures[0]):
                _of_another_side(toll, figure)


def _stand_against(toll: Toll, figure: Figure) -> None:
    if not any((r.low, r.count.high) == (figure.low, figure.count.high) for r in toll.rivals):
        toll.rivals.append(figure)


def _of_another_side(toll: Toll, figure: Figure) -> None:
    """What a rival's sentence says of the other side: new where nobody counted these yet, else a rival of its own."""
    if all(_apart(figure, other, toll.one_sided) for other in toll.figures):
        toll.figures.append(figure)
    elif all(figure.low != other.low for other in toll.figures):
        _stand_against(toll, figure)


def _fill(toll: Toll, telling: Telling) -> None:
    """The same voice goes on: its smaller figures are parts; those of people not counted yet are added."""
    for figure in telling.figures:
        if all(_apart(figure, other, toll.one_sided) for other in toll.figures):
            toll.figures.append(figure)
        elif len(toll.figures) == 1 and figure.low > toll.low and len(telling.figures) == 1:
            _contradict(toll, telling)


def _apart(one: Figure, other: Figure, one_sided: bool) -> bool:
    """True when the two figures are of different people: soldiers and civilians, two parties, own dead and others.

    Those whom a strike killed are one voice's civilians and another's fighters.
    """
    a, b = one.who, other.who
    if (
        one_sided
        and one.said_by != other.said_by
        and a
        and b
        and any({a.kind, b.kind} == {"civilians", k} for k in FACELESS)
    ):
        return False
    if _are_raiders(a) != _are_raiders(b):
        return True  # "nine were killed; police shot three of the attackers"
    if _is_among(one, other):
        return False  # "Nine people were killed. Three soldiers died"
    if a is None or b is None:
        return one.party == other.party and one.own != other.own
    if one.said_by and other.said_by and one.said_by != other.said_by and {a.kind, b.kind} <= _DEFENDERS:
        return False  # each voice may call them by another name
    if a.id and b.id:
        return a.id != b.id
    return a.kind != b.kind and not {a.kind, b.kind} <= FACELESS


def _is_among(one: Figure, other: Figure) -> bool:
    """True for a part of those "people" who were told before it: whoever may be anybody may be a soldier."""
    part, whole = one.who, other.who
    if part is None or whole is None or part.kind in FACELESS or whole.kind != "civilians":
        return False
    if one.of_another or one.low > other.low:
        return False
    return one.said_by in (None, other.said_by) and _is_anyone(whole.span.text) and not _is_anyone(part.span.text)


@lru_cache(maxsize=256)
def _is_anyone(words: str) -> bool:
    return in_any_language("toll_words.anyone").fullmatch(fold(words)) is not None


def _are_raiders(actor: Actor | None) -> bool:
    return actor is not None and actor.name.startswith(_RAIDERS)
