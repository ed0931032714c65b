"""Whose forces killed the fighters of whom a state tells: takes a clause and its voices, gives the state's force.

Armies, juntas and ministries tell of their deeds without naming a doer: "the defence ministry said that 15 militants
had been killed", "douze terroristes ont été neutralisés, selon l'état-major". The force is that of the country beside
the voice ("le ministère turc de la Défense"), else of the country of the event. Invariant: nobody is named where the
clause tells of civilians who died or of soldiers who were killed, nor where the dead were only found or died by a bomb
of which nobody says whose it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.knowledge.actors import get
from tocsin.knowledge.actors.demonyms import adjectives, country_names, seats
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import Actor, ActorMention, Claim, Report, SourceMention, Span
from tocsin.resolve.actor_told import CALLED
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["announcer", "letterhead", "office_of", "state_beside"]

_FIGHTERS = frozenset(("rebel", "political_militia", "communal_militia", "pmc", "unidentified"))
_HARMED = ("target", "victim")
_TELLS = ("reports", "confirms", "claims")
_BOMBS = frozenset(("explosion", "Remote explosive/landmine/IED", "Suicide bomb", "Grenade"))
_DEATHS = frozenset(("killing", "wounding"))
_AROUND = 50  # characters on either side of a voice in which the office and its country stand
_PREPOSITION = re.compile(r"^\s*(?:(?:of|de|du|des|del)\s|d')?(?:the |la |los |las |les |l')?")
_WORD = re.compile(r"[^\W_][\w'.-]*")
_CLAUSES = 4  # back to which a voice or an attack is looked for
_STORY = 12  # clauses back in which soldiers may be the ones who were attacked
_HEAD = 160  # characters from the top of a bulletin in which the office stands that issues it
_LONGEST = 4  # words of a country's name


def announcer(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None
) -> Actor | None:
    """The force of the state that tells of the fighters who died; it may have had men wounded beside them."""
    harmed = {a.kind for m, a in found if m.role in _HARMED}
    lost = any(c.kind == "killed" and c.of and c.of.kind == "state" for c in claim.counts)
    words = lexicon(walk.report.language)
    if not harmed & _FIGHTERS or lost or harmed - _FIGHTERS - {"state"} or _only_found(claim, words):
        return None
    voices = {s.span for s in claim.sources if s.span}
    forces = [a for m, a in found if not m.role and a.kind == "state" and a.id and not a.id.endswith(":government")]
    named = next((a for a in forces if any(a.span.overlaps(v) for v in voices)), None)
    return named or _by_office(claim, found, walk, country, words)


def _by_office(
    claim: Claim, found: Sequence[tuple[ActorMention, Actor]], walk: Walk, country: str | None, words: Lexicon
) -> Actor | None:
    """As in "the defence ministry said": the force for which the office speaks."""
    if not _slain(claim, found, words) or _was_hit_before(claim, walk):
        return None
    hurt = {a.id for _, a in found if a.role in _HARMED}
    for voiced in _of_the_sentence(claim, walk):
        office = next((o for s in voiced.sources if (o := office_of(s, voiced, words))), None)
        if office is None:
            continue
        source, span, role = office
        state = state_beside(source, span, voiced, walk.report.language) or country
        force = get(f"{state.lower()}:{role}") if state else None
        if force and force.id not in hurt:
            return Actor("attacker", force.id, force.name, force.kind, span, state, "its state tells of those killed")
    own = letterhead(walk.report, country, words) if not (claim.sources or claim.speaker) else None
    return own if own and own.id not in hurt else None


def letterhead(report: Report, country: str | None, words: Lexicon) -> Actor | None:
    """The force whose office heads its own bulletin: "General Staff of the Armed Forces. Press release No. 4".

    It is that of the state named beside the office, else of ``country``.
    """
    if report.source_kind != "government":
        return None
    head = fold(report.text[:_HEAD])
    for name, role in (("military_offices", "military"), ("police_offices", "police")):
        office = words.pattern(name).search(head)
        state = (_state_in(head[: office.end() + _AROUND], report.language) or country) if office else None
        force = get(f"{state.lower()}:{role}") if state else None
        if office and force:
            span = Span(*office.span(), report.text[slice(*office.span())])
            return Actor("attacker", force.id, force.name, force.kind, span, state, "the force whose bulletin this is")
    return None


def _state_in(head: str, language: str) -> str | None:
    """The first state that a letterhead names: "Armed Forces of Ukraine", "ministère turc de la Défense"."""
    known = {**country_names(), **adjectives(language)}
    told = _WORD.findall(head)
    runs = (run for at in range(len(told)) for run in _runs(told[at : at + _LONGEST]))
    return next((known[name] for run in runs if (name := " ".join(run)) in known), None)


def _of_the_sentence(claim: Claim, walk: Walk) -> Iterator[Claim]:
    """A clause and those before it in its sentence: "The minister confirmed that in a raid, 12 rebels had died"."""
    yield claim
    yield from (t.claim for t in reversed(walk.told[-_CLAUSES:]) if t.claim.sentence is claim.sentence)


def _was_hit_before(claim: Claim, walk: Walk) -> bool:
    """True where the report has just told of soldiers who were attacked: they only hit back."""
    near = walk.told[-_STORY:]
    return any(a.role in _HARMED and a.kind == "state" for t in near for a in t.actors)


def _only_found(claim: Claim, words: Lexicon) -> bool:
    """True for dead who were found, or who died by a bomb of which nobody says whose it was; not after a fight."""
    codes = {t.code for t in claim.triggers}
    found = words.pattern("finds").search(words.pattern("inferred.passive").sub("", fold(claim.span.text)))
    return (found is not None and "clash" not in codes) or (bool(codes & _BOMBS) and not codes - _DEATHS - _BOMBS)


def _slain(claim: Claim, found: Sequence[tuple[ActorMention, Actor]], words: Lexicon) -> bool:
    """True for fighters that a state's forces killed: known as such, or by a verb that only a state's side uses."""
    known = any(m.role in _HARMED and (a.kind != "unidentified" or m.head in CALLED) for m, a in found)
    return known or bool(words.pattern("neutralised").search(fold(claim.span.text)))


def office_of(source: SourceMention, claim: Claim, words: Lexicon) -> tuple[SourceMention, Span, str] | None:
    """The words of an office that speaks for a force, and the force: its army or its police."""
    if source.span is None or source.kind not in ("official", "government") or source.stance not in _TELLS:
        return None
    text, start = fold(claim.span.text), source.span.start - claim.span.start
    for name, role in (("military_offices", "military"), ("police_offices", "police")):
        for office in words.pattern(name).finditer(text, max(0, start - _AROUND)):
            if office.start() < start + len(source.span.text) and office.end() > start:
                at = claim.span.start + office.start()
                span = Span(at, at + len(office.group()), claim.span.text[slice(*office.span())])
                return source, span, role
    return None


def state_beside(source: SourceMention, office: Span, claim: Claim, language: str) -> str | None:
    """The country whose office it is: "Turkey's defence ministry", "le ministère turc", "la Policía de Colombia"."""
    if source.actor and ":" in source.actor:
        return source.actor.split(":")[0].upper()
    text, start = fold(claim.span.text), office.start - claim.span.start
    known = {**seats(), **country_names(), **adjectives(language)}
    inside = _WORD.findall(fold(office.text))
    after = text[start + len(office.text) :][:_AROUND]
    behind = _WORD.findall(_PREPOSITION.sub("", after, count=1))[:_LONGEST]
    before = _WORD.findall(re.sub(r"'s?(?!\w)", "", text[max(0, start - _AROUND) : start]))[-_LONGEST:]
    runs = [*((word,) for word in inside), *_runs(behind)]
    runs += [tuple(before[at:]) for at in range(len(before))] if language == "en" else []
    return next((known[name] for run in runs if (name := " ".join(run)) in known), None)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of a stretch from its first one on, the longest run first."""
    yield from (tuple(words[:size]) for size in range(len(words), 0, -1))
