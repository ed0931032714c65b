"""Who is likely to have done it where no clause says so: takes a group and the report's claims, gives a named party.

"The craft belonged to the Sea Tigers", "The shots came from the hill, which the militia holds", "Patients told him that
fighters had dug in by the bridge": readers conclude. Here the words about every armed party that is named near the deed
vote, beside its kind, its distance and who was hit: a log-linear model fitted on passages written for it, half of them
with parties that came later, denied it, were hit or only live there (training/doing.py). Invariant: it gives a party
that the report names, or nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.assemble.groups import Group
from tocsin.assemble.opponents import is_armed
from tocsin.assemble.sides import PARTIES
from tocsin.knowledge.actors import UNLISTED
from tocsin.knowledge.files import load_weights
from tocsin.knowledge.lexicon import in_any_language
from tocsin.loglinear import points, tally, tokens
from tocsin.model import Actor, EventRecord, ResolvedClaim, Span
from tocsin.text import fold

__all__ = ["Candidate", "Setting", "candidates", "lacks_doer", "with_doer"]

Candidate = tuple[Actor, frozenset[str]]
"""A party named near a deed, and what speaks for and against its having done it."""

_ENOUGH, _ENOUGH_AMID = 1.0, 2.0  # points from which a party is taken for the doer; in a report of several events
_REACH, _REACH_AMID = 2, 1  # sentences before and behind those of the deed in which a party is looked for
_STEM = 4  # letters of a word that count
_ARTICLE = 5  # characters between "held by" and who holds
_MANY = 3  # parties near a deed; more say no more
_PARTY = "⟨party⟩"
_OUT = frozenset(("denied", "unclaimed"))
_VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
_WHY = "likely by the words about it, which no clause says outright"
_HARMED = ("target", "victim")


class Setting:
    """The clauses of a report by their sentence, which events hold them, and in how many each party attacks."""

    def __init__(self, told: Sequence[ResolvedClaim], groups: Sequence[Group]) -> None:
        self.alone = len(groups) == 1
        self.clauses: dict[int, list[ResolvedClaim]] = defaultdict(list)
        for claim in told:
            self.clauses[claim.claim.sentence.index].append(claim)
        self.held = {c.claim.span for g in groups for c in g.claims}
        self.attacks = Counter(key for g in groups for key in _attackers(g))


def with_doer(record: EventRecord, group: Group, setting: Setting) -> EventRecord:
    """The record, with the party that is likeliest to have done it where it names none and one is likely enough."""
    if not lacks_doer(record):
        return record
    weights = load_weights("doing.tsv")
    rated = [(points([tally(facts, weights)], weights), actor) for actor, facts in candidates(group, setting)]
    best, doer = max(rated, key=lambda one: one[0], default=(0.0, None))
    if doer is None or best < (_ENOUGH if setting.alone else _ENOUGH_AMID):
        return record
    others = tuple(a for a in record.actors if a.role != "attacker")
    evidence = (*(one for one in record.evidence if one[0] != "actors.attacker"), ("actors.attacker", doer.span))
    return replace(record, actors=(*others, replace(doer, role="attacker", why=_WHY)), evidence=evidence)


def lacks_doer(record: EventRecord) -> bool:
    """True for an act of violence of which no clause says which party did it."""
    doers = (a for a in record.actors if a.role == "attacker")
    violent = record.event_type in _VIOLENT or record.sub_event_type == "Looting/property destruction"
    return violent and not any(a.id or a.kind in PARTIES for a in doers)


def candidates(group: Group, setting: Setting) -> list[Candidate]:
    """The armed parties named in a group's sentences and around them, in clauses that tell of no other event."""
    deed = _Deed(group, setting)
    named = _named(deed)
    about = {*_about(group), f"@parties{min(len(named), _MANY)}", f"@alone{int(setting.alone)}"} if named else set()
    elsewhere = {key for key in named if setting.attacks[key] > (key in _attackers(group))}
    return [
        (said[0][1], frozenset({*about, f"@other{int(key in elsewhere)}", *_told(deed, said)}))
        for key, said in named.items()
    ]


@dataclass(frozen=True)
class _Deed:
    """A group amid its report: which sentences tell of it, and whom they have harmed."""

    group: Group
    setting: Setting

    @cached_property
    def sentences(self) -> frozenset[int]:
        return frozenset(c.claim.sentence.index for c in self.group.claims)

    @cached_property
    def spans(self) -> frozenset[Span]:
        return frozenset(c.claim.span for c in self.group.claims)

    @cached_property
    def harmed(self) -> tuple[Actor, ...]:
        return tuple(a for a in self.group.actors if a.role in _HARMED)

    @cached_property
    def near(self) -> list[ResolvedClaim]:
        """The claims within reach, of the deed's own paragraphs where the report tells of others."""
        paragraphs = {c.claim.sentence.paragraph for c in self.group.claims}
        reach = _REACH if self.setting.alone else _REACH_AMID
        within = sorted({at + by for at in self.sentences for by in range(-reach, reach + 1)})
        claims = (c for at in within for c in self.setting.clauses.get(at, ()))
        free = (c for c in claims if c.claim.span not in self.setting.held or c.claim.span in self.spans)
        return [c for c in free if self.setting.alone or c.claim.sentence.paragraph in paragraphs]

    def distance(self, claim: ResolvedClaim) -> int:
        """Sentences from the deed's nearest one, below zero before it."""
        gaps = sorted(range(-_REACH, _REACH + 1), key=abs)
        return next((by for by in gaps if claim.claim.sentence.index - by in self.sentences), _REACH)


def _attackers(group: Group) -> set[str]:
    return {a.id or a.name for a in group.actors if a.role == "attacker"}


def _named(deed: _Deed) -> dict[str, list[tuple[ResolvedClaim, Actor]]]:
    """Each party with the clauses that name it; none that denies the deed or doesn't claim it, or was hit.

    Where a claim was taken back, nobody.
    """
    if any("withdrawn" in c.claim.status for c in deed.near):
        return {}
    named: dict[str, list[tuple[ResolvedClaim, Actor]]] = defaultdict(list)
    for claim in deed.near:
        for actor in (*claim.actors, *claim.named):
            if is_armed(actor) and (actor.id or actor.why == UNLISTED) and not _holds(claim, actor, deed):
                named[actor.id or actor.name].append((claim, actor))
    out = {a.id or a.name for c in deed.near if _OUT & set(c.claim.status) for a in (*c.actors, *c.named)}
    hit = {a.id or a.name for a in deed.harmed}
    return {key: said for key, said in named.items() if key not in out | hit}


def _holds(claim: ResolvedClaim, actor: Actor, deed: _Deed) -> bool:
    """As in "A strike hit a base held by X": in the deed's own sentence it says whose the place is that was hit."""
    sentence = claim.claim.sentence
    before = fold(sentence.span.text)[: actor.span.start - sentence.span.start]
    agents = (m.end() for m in in_any_language("other_agents").finditer(before))
    return sentence.index in deed.sentences and any(len(before) - end <= _ARTICLE for end in agents)


def _about(group: Group) -> Iterator[str]:
    """What the deed is, and whether somebody without a name did it."""
    yield f"@faceless{int(any(a.role == 'attacker' for a in group.actors))}"
    yield from (f"@deed {t.code}" for c in group.claims for t in c.claim.triggers if t.modality == "occurred")


def _told(deed: _Deed, said: Sequence[tuple[ResolvedClaim, Actor]]) -> Iterator[str]:
    """What the clauses that name a party say of it, and whether there are several."""
    yield f"@again{int(len(said) > 1)}"
    for claim, actor in said:
        yield from _words(claim, actor, deed)
        yield from _stands(claim, actor, deed)


def _words(claim: ResolvedClaim, actor: Actor, deed: _Deed) -> set[str]:
    """The beginnings of the words of its sentence, and on which side of it each stands."""
    said = _masked(claim, actor, deed)
    at = said.index(_PARTY)
    stems = (token if token[0] == "⟨" else token[:_STEM] for token in said)
    return {f"{'<' if i < at else '>'}{stem}" for i, stem in enumerate(stems) if i != at}


def _masked(claim: ResolvedClaim, actor: Actor, deed: _Deed) -> list[str]:
    """The words of a sentence, the party as ``_PARTY``, other actors as their kind."""
    sentence = claim.claim.sentence
    beside = deed.setting.clauses[sentence.index]
    others = {a.span: a.kind for c in beside for a in (*c.actors, *c.named)}
    masks = {actor.span: f" {_PARTY} "}
    for span, kind in others.items():
        if not any(span.overlaps(other) for other in masks):
            masks[span] = f" ⟨{kind}⟩ "
    folded = fold(sentence.span.text)
    for span in sorted(masks, key=lambda one: one.start, reverse=True):
        folded = folded[: span.start - sentence.span.start] + masks[span] + folded[span.end - sentence.span.start :]
    return tokens(folded)


def _stands(claim: ResolvedClaim, actor: Actor, deed: _Deed) -> Iterator[str]:
    """Where a party is named, on which side, of what kind beside those hit, and what else its clause tells."""
    state, own = (actor.id or "").partition(":")[0], claim.claim.span in deed.spans
    yield from (f"@kind {actor.kind}", f"@far {deed.distance(claim)}", f"@side {actor.role}", f"@own{int(own)}")
    yield from (f"@block {claim.claim.sentence.block}", f"@named{int(actor.id is not None)}")
    yield from (f"@against {actor.kind} {kind}" for kind in {a.kind for a in deed.harmed} or {"nobody"})
    yield f"@beside{int(any((a.id or '').partition(':')[0] == state for a in deed.harmed if ':' in (a.id or '')))}"
    yield from (f"@status {mark}" for mark in claim.claim.status)
    yield from (f"@clause {t.code} {t.modality}" for t in claim.claim.triggers)
    yield f"@speaks{int(any(s.span and s.span.overlaps(actor.span) for s in claim.claim.sources))}"
