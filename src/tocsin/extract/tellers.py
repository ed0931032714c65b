"""Who only tells of a deed, or is told: takes a clause, gives the actors that have no part in what it tells.

A report's commonest sentence ends in who says so: "Bandits killed four farmers in Zurmi, police spokesman Yazid told
reporters", "…, a indiqué à l'AFP un porte-parole de la police". Invariant: behind the comma (or "according to") no deed
is told and nobody is counted; a group named there is left to the other rules, since it may tell its own deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.grammar import ARMED, Clause
from tocsin.extract.sources import PARTIES
from tocsin.model import ActorMention, Span, Trigger
from tocsin.text import fold

__all__ = ["tellers"]

_HEARS = re.compile(
    r"\b(?:t(?:old|ells?|elling)|informed|briefed|to|aux?|a|ante)(?: (?:the|some|local|des|les|los|unos|la))* (?:l')?$"
)
_SUBORDINATE = re.compile(r"\b(?:that|que|qu|como|comment|how)\b")
_IN_APPOSITION = re.compile(r", (?:an?|une?|una) $")
_CLOSES = re.compile(r"\)\W*")
_ASIDE = re.compile(r"(?: (?:of|for|de|du|des|del)(?: (?:the|la|el|los|las))? (?:l')?[\w'-]+)?(?:,[^,;.]+,)? ")
_GAP = re.compile(r" +")
_AT_WORK = 5  # words between who tends the dead and the verb: "a nurse at the hospital in X counted"
_TENDING = frozenset(("health_workers", "clergy", "aid_workers", "lawyers", "officials", "activists", "local_leaders"))
_MARKS = ("»", '"', ",")  # that a verb behind a quotation takes in
_APPOSED = 80  # characters of an apposition between a subject and its verb
_INSERTED = re.compile(r", (?P<said>[^,;.]{3,40}?) (?:the |le |la |les |l'|el |los |las )?$")
_CLOSED = re.compile(r"[^,;.]{0,60},")  # "..., affirme la police locale, qui a"
_HEARING = 60  # characters before the press in which somebody speaks to it


def tellers(
    clause: Clause, actors: Sequence[ActorMention], triggers: Sequence[Trigger], suffering: set[Span]
) -> frozenset[Span]:
    """The spans of the actors that tell or are told."""
    last = max((span.end for span in (*(t.span for t in triggers), *suffering)), default=None)
    tail = None if last is None else _tail(clause, last - clause.offset)
    aside = (
        actor.span
        for before, actor in zip((None, *actors), actors, strict=False)
        if _hears(clause, actor)
        or _describes(clause, actor, before)
        or _inserted(clause, actor)
        or _in_brackets(clause, actor, before)
        or _reacts(clause, actor, triggers)
        or _counts_the_dead(clause, actor)
        or (actor.kind in ARMED and clause.words.pattern("sides.kin_of").search(clause.before(actor)))
        or (tail is not None and _in_tail(actor, tail + clause.offset))
    )
    return frozenset(aside) - suffering


def _in_tail(actor: ActorMention, start: int) -> bool:
    return actor.span.start >= start and not (actor.kind in PARTIES and actor.ids)


def _tail(clause: Clause, done: int) -> int | None:
    """Where the telling begins behind the last deed and the last person counted, which end at ``done``."""
    appeal = clause.words.pattern("appeals").search(clause.folded, done)  # "and urged the army to protect them"
    if appeal:
        return appeal.start()
    for said in clause.words.pattern("speech").finditer(clause.folded, done):
        if clause.words.pattern("voice_follows").fullmatch(said.group()) or said.group()[0] in _MARKS:
            return said.start()
        before = clause.folded[done : said.start()]
        inner = before.rfind(",", 0, len(before.rstrip(" ,")))  # opens "Yazid, a spokesman, said"
        comma = inner if inner >= 0 else before.rfind(",")  # ", a dit le maire"
        if comma >= 0:
            return done + comma
    return None


def _inserted(clause: Clause, actor: ActorMention) -> bool:
    """As in "It was a feud, says the police, that killed the lawyer": a voice that commas set off within a sentence."""
    lead = _INSERTED.search(clause.between(actor.span.start - _HEARING, actor.span.start))
    if lead is None or (actor.kind in PARTIES and actor.ids):
        return False
    speech, said = clause.words.pattern("speech"), lead["said"]
    closed = _CLOSED.match(clause.between(actor.span.end, actor.span.end + _HEARING))
    return closed is not None and bool(speech.fullmatch(said) or speech.fullmatch(f", {said}"))


def _in_brackets(clause: Clause, actor: ActorMention, before: ActorMention | None) -> bool:
    """As in "... in Namsiguia (JNIM).": a name in brackets at the end, unless it names the men right before it."""
    around = clause.between(actor.span.start - 2, actor.span.start), clause.between(actor.span.end, actor.span.end + 9)
    names = before is not None and actor.span.start - before.span.end <= len(" (")
    return around[0].endswith("(") and _CLOSES.fullmatch(around[1]) is not None and not names


def _describes(clause: Clause, actor: ActorMention, before: ActorMention | None) -> bool:
    """True for words that only say what the party before them is: "the JM front, a dissident group of the FARC"."""
    if before is None or not before.ids or before.generic or before.kind != actor.kind:
        return False
    return _IN_APPOSITION.fullmatch(clause.between(before.span.end, actor.span.start)) is not None


def _reacts(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """As in "The African Union condemned the attack": who answers a deed has no part in it, unless it acts as well."""
    after = actor.span.end
    aside = _ASIDE.match(clause.between(after, after + _APPOSED))
    at = after - clause.offset + (aside.end() if aside else 1)
    if clause.words.pattern("reacts").match(clause.folded, at) is None:
        return False
    deeds = (t for t in triggers if not (t.noun or t.passive) and t.span.start > after)
    return not any(clause.words.pattern("joined_verb").search(clause.between(after, t.span.start)) for t in deeds)


def _counts_the_dead(clause: Clause, actor: ActorMention) -> bool:
    """As in "The Saudi hospital received nineteen bodies", "The priest buried eleven": who tends the dead is none."""
    if actor.head not in _TENDING:
        return False
    after = clause.between(actor.span.end, actor.span.end + _APPOSED)
    aside = _ASIDE.match(after)
    tends = clause.words.pattern("tends_the_dead")
    gaps = [aside.end()] if aside else [gap.end() for gap in _GAP.finditer(after)][:_AT_WORK]
    return any(tends.match(after, at) for at in gaps)


def _hears(clause: Clause, actor: ActorMention) -> bool:
    """True for the press that is told of it: "told AFP", "a dit le maire aux journalistes", "dijo a periodistas"."""
    before = clause.between(actor.span.start - _HEARING, actor.span.start)
    spoken = list(clause.words.pattern("speech").finditer(before))
    press = actor.head == "journalists" or clause.words.pattern("media").fullmatch(fold(actor.span.text))
    heard = press and _HEARS.search(before)
    return bool(spoken and heard) and _SUBORDINATE.search(before, spoken[-1].start()) is None
