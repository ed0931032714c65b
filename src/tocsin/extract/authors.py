"""Who is said to have done what was told before: takes a clause and its voices, gives the armed whom another names.

"Residents said the army was behind it", "It was the army, a survivor said", "the killings were committed by soldiers,
according to the bishop": the deed stands in a word that points back, and what is news is its author. Invariant: nobody
names himself so ("JNIM said it was behind the attack" is a claim), and a state's official names no force of the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tocsin.extract.grammar import ARMED, Clause
from tocsin.model import ActorMention, SourceMention, Span, Trigger

__all__ = ["named_authors", "with_authors"]

_BEHIND = 80  # characters behind an actor in which the verb of authorship and its object stand
_BEFORE = 60  # characters before an actor in which the passive of authorship, or a cleft's "it was", stands
_ARTICLE = re.compile(r"\s?(?:l'|(?:the|some|le|la|les|des|el|los|las|unos) )?(?:(?:propi|mism)[oa]s? )?")
_OWN_MEN = re.compile(r" [\w'-]+")  # "the army [planes] did it"
_OPENS = re.compile(r"(?:^|[,:;\"«]|\b(?:that|que|qu'))\s*$")  # what a cleft stands behind
_POSSESSED = 12  # characters before an actor in which "its" stands
_OFFICIAL = frozenset(("official", "government"))


def named_authors(
    clause: Clause, actors: Sequence[ActorMention], triggers: Sequence[Trigger], sources: Sequence[SourceMention]
) -> frozenset[Span]:
    """The spans of the actors that somebody else names as the authors of a deed told before."""
    armed = (a for a in actors if a.kind in ARMED and a.kind != "unidentified" and a.head != "own_forces")
    told = frozenset(t.span.start for t in triggers if t.noun)
    armed = (a for a in armed if not _is_own(a, clause))
    named = (a for a in armed if any(_is_another(s, a) for s in sources) and _is_author(a, told, clause))
    return frozenset(actor.span for actor in named)


def with_authors(
    placed: Sequence[ActorMention], named: Set[Span], sources: Sequence[SourceMention]
) -> tuple[ActorMention, ...]:
    """The actors of a clause, the named authors among them as attackers and whoever names them without a part."""
    if not named:
        return tuple(placed)
    voices = {source.span for source in sources}
    told = (replace(a, role=None) if a.span in voices and a.role == "attacker" else a for a in placed)
    return tuple(replace(a, role="attacker") if a.span in named else a for a in told)


def _is_another(source: SourceMention, actor: ActorMention) -> bool:
    """True for a voice that isn't the actor's own side, nor hides who speaks ("the group said")."""
    if source.span is None or source.kind == "media" or source.span.overlaps(actor.span) or source.stance == "denies":
        return False
    if source.kind == "party":
        return source.actor is not None and source.actor not in actor.ids and actor.head != "group"
    return source.kind not in _OFFICIAL or actor.kind != "state" or _is_foreign(source, actor)


def _is_own(actor: ActorMention, clause: Clause) -> bool:
    """True for "its fighters", of whom a party speaks as its own."""
    before = clause.between(actor.span.start - _POSSESSED, actor.span.start)
    return actor.generic and clause.words.pattern("possessives").search(before) is not None


def _is_foreign(source: SourceMention, actor: ActorMention) -> bool:
    """True for two states of which both are named."""
    keys = {key.split(":")[0] for key in actor.ids} | ({actor.country.lower()} if actor.country else set())
    return bool(source.actor and keys) and (source.actor or "").split(":")[0] not in keys


def _is_author(actor: ActorMention, told: Set[int], clause: Clause) -> bool:
    after = clause.between(actor.span.end, actor.span.end + _BEHIND)
    before = clause.between(actor.span.start - _BEFORE, actor.span.start)
    nouns = frozenset(start - actor.span.end for start in told)
    return _does(after, nouns, clause) or _is_it(before, after, clause) or _is_behind_passive(before, clause)


def _does(after: str, nouns: Set[int], clause: Clause) -> bool:
    """As in "[the army] was behind it", "[the army] carried out the strike", "[the army] killed them"."""
    words = clause.words
    own_men = _OWN_MEN.match(after)
    starts = {0, own_men.end()} if own_men else {0}
    if any(words.pattern("authors.is_author").match(after, at + 1) for at in starts):
        return True
    did = (words.pattern("authors.did").match(after, at + 1) for at in starts)
    return any(_points_back(after, verb.end(), nouns, clause) for verb in did if verb)


def _points_back(after: str, at: int, nouns: Set[int], clause: Clause) -> bool:
    """True for words of a deed told before behind a verb of doing."""
    article = clause.words.pattern("authors.definite").match(after, min(at + 1, len(after)))
    if article and nouns & {article.end(), article.end() + 1}:
        return True
    return any(
        clause.words.pattern(name).match(after, min(at + 1, len(after))) for name in ("avowals.deeds", "authors.it")
    )


def _is_it(before: str, after: str, clause: Clause) -> bool:
    """As in "it was [the army]," and "it was [the army] that opened fire"."""
    cleft = _last(clause, "authors.it_was", before)
    return (
        cleft is not None
        and _OPENS.search(before[: cleft.start()]) is not None
        and _ARTICLE.fullmatch(before, cleft.end()) is not None
        and clause.words.pattern("authors.cleft_ends").match(after) is not None
    )


def _is_behind_passive(before: str, clause: Clause) -> bool:
    """As in "the killings were committed by [the army]", "it was the work of [the army]"."""
    passive = _last(clause, "authors.by", before)
    return passive is not None and _ARTICLE.fullmatch(before, passive.end()) is not None


def _last(clause: Clause, name: str, before: str) -> re.Match[str] | None:
    found: Iterator[re.Match[str]] = clause.words.pattern(name).finditer(before)
    return max(found, key=lambda match: match.end(), default=None)
