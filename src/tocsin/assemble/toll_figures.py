"""Claims -> tellings: takes one clause, gives its casualty figures cut where another voice begins to speak.

A figure is of the people that its words name, else of those named before it in the clause; it is said by the party in
whose statement it stands, else by the nearest voice. Invariant: parts of a figure are in no telling.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, Count, ResolvedClaim, SourceMention, Span
from tocsin.text import fold

__all__ = ["FACELESS", "Figure", "Telling", "one_side", "tellings_of"]

FACELESS = frozenset(("rebel", "unidentified"))  # "gunmen" may be fighters of a named group

_OFFICES = frozenset(("official", "government"))
_CRITICS = frozenset(("witness", "ngo", "igo"))
_COST = frozenset(("killing", "wounding", "damage"))
_OPENING = 44  # characters of a clause in which it says whose dead it counts

_NEAR = 24  # characters beside a figure in which "ours" stands
_EARLY = 20  # further characters before a figure in which "provisional" stands
_COUNTED = 30  # characters before a figure in which "the prefecture counted" stands


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with whom it is of and who says it."""

    count: Count
    who: Actor | None
    said_by: str | None
    party: str | None = None  # whose statement it stands in
    of_another: bool = False  # of a deed that its clause tells beside the first

    @property
    def own(self) -> bool:
        """True for a party's count of its own losses."""
        return self.party is not None and self.who is not None and self.who.id == self.party

    @property
    def low(self) -> int:
        """The fewest persons."""
        return self.count.low


@dataclass(frozen=True, slots=True)
class Telling:
    """The figures of one kind that one voice gives in one clause."""

    figures: list[Figure]
    update: bool
    party: bool = False  # a party's own statement
    headline: bool = False
    other_side: bool = False  # "Côté ennemi, ...": of other people than those told before
    also: bool = False  # "a patient also died"
    whole: Figure | None = None  # those of its first figure's side put together, where they are several
    recount: bool = False  # "the prefecture counted seven bodies", "only seven deaths were confirmed"
    early: bool = False  # "eleven dead so far", "a provisional toll of six"
    across: bool = False  # "En face, ...": the foe's, whoever counts them
    armed: bool = False  # an armed party says it, though not in a statement of its own
    side: str | None = None  # "office" where a state's own says it, "critic" where those do who watch it

    @property
    def text(self) -> str:
        """The words of its figures."""
        return " ".join(f.count.span.text for f in self.figures)

    @property
    def rival(self) -> bool:
        """True when the sentence itself sets it against another figure."""
        return self.figures[0].count.rival

    @property
    def voice(self) -> str | None:
        """Who says it; None for the report itself."""
        return self.figures[0].said_by

    @property
    def low(self) -> int:
        """The fewest persons of all figures together."""
        return sum(f.low for f in self.figures)


def tellings_of(claim: ResolvedClaim, own: Sequence[Count]) -> Iterator[Telling]:
    """The figures of a clause, cut where another voice begins to speak; ``own`` are the counts of one kind."""
    by_span = {actor.span: actor for actor in (*claim.actors, *claim.named)}
    if claim.claim.speaker and claim.speaker:
        by_span.setdefault(claim.claim.speaker.span, claim.speaker)  # a party counts its own dead
    row: list[Figure] = []
    another = _tells_another(claim)
    for count in claim.claim.counts:
        if count.part or not any(count is c for c in own):
            continue
        party = claim.speaker.id if claim.speaker else None
        figure = Figure(count, _who(count, claim, by_span), _said_by(count, claim), party, another)
        if row and _begins(row[-1].count, count, claim):
            yield _telling(row, claim)
            row = []
        row.append(figure)
    if row:
        yield _telling(row, claim)


def _who(count: Count, claim: ResolvedClaim, by_span: dict[Span, Actor]) -> Actor | None:
    """Whom the figure counts; "5 wounded" after "12 soldiers killed" are soldiers too."""
    if count.of:
        return by_span.get(count.of.span)
    if _is_of_them(count.span.text):
        hit = [a for a in claim.actors if a.role in ("target", "victim")]
        return hit[0] if len(hit) == 1 else None
    before = [c.of for c in claim.claim.counts if c.span < count.span and not c.part]
    named = {by_span.get(of.span) if of else None for of in before}
    return next(iter(named)) if len(named) == 1 else None


def _telling(row: list[Figure], claim: ResolvedClaim) -> Telling:
    party = claim.speaker is not None and row[0].said_by == claim.speaker.id
    headline = claim.claim.sentence.block == "headline"
    first, clause = row[0].count.span, claim.claim.span
    other_side = _is_other_side(clause.text[:_OPENING]) or _is_ours(first, clause)
    start, end = max(0, first.start - clause.start - _COUNTED), max(0, first.end - clause.start)
    recount = _is_recount(clause.text[start:end])
    also = _is_also(first, clause)
    whole = _whole([f for f in row if one_side(f, row[0])], clause)
    early = _is_early(clause.text[max(0, start - _EARLY) : end + _NEAR])
    armed = any(s.kind == "party" and row[0].said_by in (s.actor, s.name) for s in claim.sources)
    across = in_any_language("toll_words.across").search(fold(clause.text[:_OPENING])) is not None
    told = Telling(row, claim.claim.update, party, headline, other_side, also, whole, recount, early, across, armed)
    return replace(told, side=_side(row[0], claim))


def _side(figure: Figure, claim: ResolvedClaim) -> str | None:
    """Whether who says a figure speaks for a state, or is of those who gainsay one."""
    kinds = {s.kind for s in claim.sources if figure.said_by in (s.actor, s.name)}
    return "office" if kinds & _OFFICES else "critic" if kinds & _CRITICS else None


def _tells_another(claim: ResolvedClaim) -> bool:
    """As in "when a second bomb exploded", "later in the day": the dead of a clause with a deed of its own."""
    told = (t for t in claim.claim.triggers if t.modality == "occurred" and not (t.noun and t.definite))
    later = in_any_language("toll_words.afterwards").search(fold(claim.claim.span.text))
    return later is not None or any(t.code not in _COST for t in told)


def one_side(one: Figure, other: Figure) -> bool:
    """False for the foe's dead beside one's own ("killed 20 soldiers, lost two fighters"), soldiers beside rebels."""
    if one.who is None or other.who is None:
        return one.own == other.own
    return one.own == other.own and (one.who.kind in FACELESS) == (other.who.kind in FACELESS)


def _whole(row: Sequence[Figure], clause: Span) -> Figure | None:
    """As in "an officer and three soldiers died": four, in all the words from the first to the last figure."""
    start, end = row[0].count.span.start, max(f.count.span.end for f in row)
    if len(row) == 1 or not clause.start <= start < end <= clause.end:
        return None
    span = Span(start, end, clause.text[start - clause.start : end - clause.start])
    highs = [f.count.high for f in row]
    high = None if None in highs else sum(h or 0 for h in highs)
    count = replace(row[0].count, span=span, low=sum(f.low for f in row), high=high, of=None)
    return replace(row[0], count=count, who=None)


def _is_also(figure: Span, clause: Span) -> bool:
    """As in "also killed a nurse", "a patient also died", "two more were killed too", "a second bomb killed three"."""
    before = clause.text[: max(0, figure.start - clause.start)]
    after = clause.text[max(0, figure.end - clause.start) :]
    also, too = in_any_language("toll_words.also"), in_any_language("toll_words.too")
    said_before = fold(before).rstrip()
    return (
        in_any_language("toll_words.second").search(said_before) is not None
        or also.search(fold(figure.text)) is not None
        or any(found.end() == len(said_before) for found in also.finditer(said_before))
        or too.match(fold(after.lstrip())) is not None
    )


def _is_ours(figure: Span, clause: Span) -> bool:
    """As in "Twelve soldiers were killed. We mourn three comrades": who speaks counts their own dead, and says so."""
    start, end = figure.start - clause.start, figure.end - clause.start
    near = fold(clause.text[max(0, start - _NEAR) : max(0, end + _NEAR)])
    return in_any_language("toll_words.ours").search(near) is not None


@lru_cache(maxsize=256)
def _is_recount(words: str) -> bool:
    """True where the words of a figure, or those before it, say that somebody counted anew."""
    return in_any_language("toll_words.recount").search(fold(words)) is not None


@lru_cache(maxsize=256)
def _is_of_them(words: str) -> bool:
    """As in "vigilantes ambushed the bandits, killing four of them"."""
    return in_any_language("toll_words.them").search(fold(words)) is not None


@lru_cache(maxsize=256)
def _is_early(words: str) -> bool:
    """True where the words beside a figure say that it is not the last one."""
    return in_any_language("toll_words.early").search(fold(words)) is not None


@lru_cache(maxsize=256)
def _is_other_side(opening: str) -> bool:
    """True where a clause opens with whose dead it counts."""
    return in_any_language("other_side").search(fold(opening)) is not None


def _voices(claim: ResolvedClaim) -> list[SourceMention]:
    """Who speaks in a clause; a radio or a newspaper only where nobody else does."""
    return [s for s in claim.sources if s.kind != "media"] or list(claim.sources)


def _begins(left: Count, right: Count, claim: ResolvedClaim) -> bool:
    """True when ``right`` is no more of what the voice before it tells."""
    if right.rival or left.superseded or right.superseded or _is_gainsaid(left, right, claim):
        return True
    return any(s.span and left.span.end <= s.span.start and s.span.end <= right.span.start for s in _voices(claim))


def _is_gainsaid(left: Count, right: Count, claim: ResolvedClaim) -> bool:
    """As in "Officials speak of seven dead; the imam buried twelve": somebody counted anew beyond the semicolon."""
    between = fold(_between(left.span, right.span, claim) + right.span.text)
    return ";" in between and in_any_language("toll_words.buried").search(between) is not None


def _said_by(count: Count, claim: ResolvedClaim) -> str | None:
    """The party in whose statement the figure stands, else the nearest voice before it, else the first one after it."""
    voices = _voices(claim)
    before = [s for s in voices if s.span and s.span.end <= count.span.start]
    if claim.speaker and not (before and _takes_over(before[-1], claim)):
        return claim.speaker.id
    after = (s for s in voices if s.span is None or ";" not in _between(count.span, s.span, claim))
    voice = before[-1] if before else next(after, None)
    return (voice.actor or voice.name) if voice else None


def _takes_over(voice: SourceMention, claim: ResolvedClaim) -> bool:
    """As in "The BLA claimed to have killed 12; the military said seven had died"."""
    if voice.span is None:
        return False
    before = fold(claim.claim.span.text[: voice.span.start - claim.claim.span.start])
    return in_any_language("toll_words.against").search(before) is not None


def _between(left: Span, right: Span, claim: ResolvedClaim) -> str:
    clause = claim.claim.span
    return clause.text[max(0, left.end - clause.start) : max(0, right.start - clause.start)]
