"""How an event stands: takes a group's voices and marks, gives who claims it, its status and its sources.

claimed: the party that did it says so, or a state alone whose account of its success the text keeps at a distance, or
that tells of ground it took abroad.
denied: the deed is told by the side that denies it and by nobody else.
alleged: a party or an army is accused, by words of accusing or by its enemy's statement, or denies a deed told of it,
or an official or an onlooker accuses anybody of violence; "suspected" and "reportedly" accuse nobody. confirmed: the
authority that knows says so, that is a state speaks of its own deed, of its own dead or in its own bulletin, or
somebody other than a party "confirmed", "acknowledged" or "verified" it; never on one party's own word. Else reported.
Invariant: sources stand innermost speaker first, the carrier last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.assemble.claimants import PARTY_KINDS, claimant_of, owns
from tocsin.assemble.grouping import Group
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, Attribution, Report, ResolvedClaim, SourceMention
from tocsin.text import fold

__all__ = ["attribution_of"]

_OFFICIAL = frozenset(("official", "government"))
_VOUCHERS = frozenset(("official", "government", "medical", "igo", "ngo"))
_ONLOOKERS = frozenset(("witness", "medical", "ngo", "igo"))
_DIFFER = frozenset(("witness", "medical", "ngo", "party"))
_WITNESSES = _VOUCHERS | _ONLOOKERS
_ARMED = PARTY_KINDS | {"state", "external"}
_TELLS = ("reports", "confirms", "claims")
_HARMED = ("target", "victim")


def attribution_of(group: Group, attackers: Sequence[Actor], report: Report) -> Attribution:
    """The attribution of an event."""
    claimant = claimant_of(group, attackers)
    status = "claimed" if claimant else _status(group, attackers, report)
    alone = status == "confirmed" or (status == "reported" and _told_by_an_office(group))
    boaster = _boaster(group, attackers) if alone else None
    if boaster:
        claimant, status = boaster, "claimed"
    sources = _sources(group, claimant, report)
    hedges = tuple(dict.fromkeys(span.text for claim in group.claims for span in claim.claim.hedges))
    return Attribution(status, claimant, sources, hedges)


def _status(group: Group, attackers: Sequence[Actor], report: Report) -> str:
    """The status of a deed that nobody claims."""
    if _only_disowned(group):
        return "denied"
    if _accused(group, attackers, report):
        return "alleged"
    return "confirmed" if _vouched(group, attackers, report) else "reported"


def _tellers(group: Group) -> list[ResolvedClaim]:
    """The clauses that say what happened."""
    return [c for c in group.claims if any(t.modality == "occurred" for t in c.claim.triggers)]


# --- denied, alleged ------------------------------------------------------------------------------------------------


def _only_disowned(group: Group) -> bool:
    """True when those who deny the deed are the only ones to tell of it."""
    denials = [c for c in group.claims if "denied" in c.claim.status and (c.speaker or _denied_by_a_side(c))]
    deniers = {c.speaker.id for c in denials if c.speaker}
    deniers |= {s.actor for c in denials for s in c.sources if s.stance == "denies"}
    accusers = [c for c in group.claims if "alleged" in c.claim.status]
    accused = any(c.speaker is None or c.speaker.id not in deniers for c in accusers)
    told_so = all(
        (c.speaker and (c.speaker.id in deniers or owns(c, group)))
        or ("denied" in c.claim.status and not _told_by_others(c))
        for c in _tellers(group)
    )
    return bool(denials) and told_so and not accused


def _told_by_others(claim: ResolvedClaim) -> bool:
    """As in "Residents said soldiers shot nine men, a charge that the army denied"."""
    deniers = {s.actor for s in claim.sources if s.stance == "denies"}
    others = (s for s in claim.sources if s.stance == "reports" and s.kind != "media" and s.actor not in deniers)
    return bool(deniers) and any(s.kind in _ONLOOKERS or (s.actor and None not in deniers) for s in others)


def _denied_by_a_side(claim: ResolvedClaim) -> bool:
    return any(s.stance == "denies" and s.actor for s in claim.sources)


def _accused(group: Group, attackers: Sequence[Actor], report: Report) -> bool:
    if any("alleged" in c.claim.status and (_suspects(c) or _blamed_on(c, group)) for c in group.claims):
        return True
    tellers = _tellers(group)
    if tellers and all(c.speaker and not owns(c, group) for c in tellers):
        return True
    if any("confirmed" in c.claim.status and _is_of_a_doer(s, attackers) for c in group.claims for s in c.sources):
        return False  # one force of a state owns up to what another denies
    denials = [c for c in group.claims if "denied" in c.claim.status and not _only_loss(c)]
    return any(_denier_acts(c, attackers) for c in denials if not _denies_another(c, group, report))


def _denies_another(denial: ResolvedClaim, group: Group, report: Report) -> bool:
    """True in a state's bulletin that told the deed as its own some paragraphs before: what it denies is another."""
    here = denial.claim.sentence.paragraph
    told = (c for c in _tellers(group) if not (c.sources or c.speaker or "denied" in c.claim.status))
    return report.source_kind == "government" and any(c.claim.sentence.paragraph < here for c in told)


def _only_loss(claim: ResolvedClaim) -> bool:
    """As in "Police denied that the town had fallen": who denies that he lost ground denies no deed of his own."""
    told = {t.code for t in claim.claim.triggers}
    return told == {"seizure"} and not any(a.role == "attacker" and a.kind == "state" for a in claim.actors)


def _is_of_a_doer(source: SourceMention, attackers: Sequence[Actor]) -> bool:
    return bool(source.actor) and any(a.id and _related(source.actor or "", a.id) for a in attackers)


def _suspects(claim: ResolvedClaim) -> list[Actor]:
    """Armed actors that a clause of accusation names, the accuser left out."""
    voices = {s.span for s in claim.sources}
    armed = [a for a in (*claim.actors, *claim.named) if a.kind in _ARMED and a.span not in voices]
    if any(a.role == "arrested" for a in claim.actors):  # "Police arrested six, accusing them of ...": not the police
        armed = [a for a in armed if a.role != "attacker"]
    official = any(s.kind in _OFFICIAL and s.stance == "accuses" for s in claim.sources)
    return [a for a in armed if not (official and a.kind == "state" and _own_force(a, claim))]


def _blamed_on(claim: ResolvedClaim, group: Group) -> bool:
    """As in "The governor blamed Kyiv", "Residents blame landowners": on whom no list knows as armed."""
    harmed = [a.span for a in claim.actors if a.role in _HARMED]  # "five farmers died in a raid blamed on youths"
    accusers = (s.span for s in claim.sources if s.stance == "accuses" and s.kind in _WITNESSES)
    return "violence" in group.families and any(
        span is None or not any(span.overlaps(one) for one in harmed) for span in accusers
    )


def _own_force(actor: Actor, claim: ResolvedClaim) -> bool:
    """True for a force of the state whose official accuses: a prosecutor doesn't charge the police that arrest."""
    return all(s.actor is None or _related(s.actor, actor.id or "") for s in claim.sources if s.stance == "accuses")


def _denier_acts(claim: ResolvedClaim, attackers: Sequence[Actor]) -> bool:
    """True when the side that denies is the one that is said to have done it."""
    deniers = [s.actor for s in claim.sources if s.stance == "denies" and s.actor]
    named = [a.id for a in attackers if a.id]
    if any(a.kind == "pmc" for a in attackers) and any(":" in denier for denier in deniers):
        return True  # the state that hired them speaks for them: "Wagner men killed six. The government denies it."
    if not named and any(s.stance == "denies" and s.kind == "party" for s in claim.sources):
        return any(a.kind in PARTY_KINDS for a in attackers)  # "rebels killed 12", then "the rebels denied it"
    if any(s.stance == "denies" and not s.actor and _of_that_side(s, attackers) for s in claim.sources):
        return True
    if not deniers or not named:  # a pronoun or a capital denies, or nobody else is named as the doer
        return bool(deniers or named) and (bool(deniers) or all(s.kind in _ONLOOKERS for s in claim.sources))
    return any(_related(key, denier) for key in named for denier in deniers)


def _of_that_side(denier: SourceMention, attackers: Sequence[Actor]) -> bool:
    """As in "The governor says X killed her; [the rebels] deny it": a denier without a name of the doer's kind."""
    kinds = {a.kind for a in attackers}
    return bool(kinds & PARTY_KINDS) if denier.kind == "party" else denier.kind in _OFFICIAL and kinds == {"state"}


def _related(one: str, other: str) -> bool:
    """True for the same actor, or two forces of one state."""
    return one == other or (":" in one and ":" in other and one.split(":")[0] == other.split(":")[0])


# --- confirmed ------------------------------------------------------------------------------------------------------


def _vouched(group: Group, attackers: Sequence[Actor], report: Report) -> bool:
    """True when a voice that can know says so; a word such as "confirmed" with nobody behind it confirms nothing."""
    own_bulletin = report.source_kind == "government" and not any(c.speaker for c in group.claims)
    if not own_bulletin and not any(s.kind in _VOUCHERS for c in group.claims for s in c.sources):
        return False
    return own_bulletin or any(_admitted(c) or _told_by_its_state(c, group, attackers) for c in group.claims)


def _admitted(claim: ResolvedClaim) -> bool:
    """True when somebody other than a party confirms, acknowledges or verifies."""
    marks = set(claim.claim.status)
    if "claimed" in marks and any(s.kind in _OFFICIAL for s in claim.sources):
        return not any(s.kind == "party" for s in claim.sources)  # a state that claims speaks of its own deed
    voiceless = not claim.sources and not claim.speaker
    return "confirmed" in marks and (voiceless or any(s.kind in _VOUCHERS for s in claim.sources))


def _told_by_its_state(claim: ResolvedClaim, group: Group, attackers: Sequence[Actor]) -> bool:
    """True when a state speaks of what its own forces did or lost."""
    if not (claim.claim.triggers or claim.claim.counts):
        return False
    harmed = {a.span for a in claim.actors if a.role in _HARMED}
    told = (s for s in _heard(claim, group) if s.kind in _OFFICIAL and s.stance in _TELLS)
    voices = [s.actor for s in told if s.span not in harmed]
    involved = [*attackers, *_fallen(claim)]
    return any(a.kind == "state" and a.id and voice and _related(voice, a.id) for voice in voices for a in involved)


def _heard(claim: ResolvedClaim, group: Group) -> tuple[SourceMention, ...]:
    """A clause's voices, else those before it in its sentence: "said that a patrol was hit, and that four died"."""
    if claim.sources or claim.speaker:
        return claim.sources
    same = (c for c in group.claims if c.claim.sentence.span == claim.claim.sentence.span and c.sources)
    before = [c for c in same if c.claim.span.start < claim.claim.span.start]
    told = claim.claim.sentence.span.text[: claim.claim.span.start - claim.claim.sentence.span.start]
    return before[-1].sources if before and ";" not in told else ()


def _boaster(group: Group, attackers: Sequence[Actor]) -> str | None:
    """The state on whose word alone its success stands: the text doubts it, others differ, or it is ground abroad."""
    marks = {mark for c in group.claims for mark in c.claim.status}
    lost = any(a for c in group.claims for a in _fallen(c))
    foes = [a for a in group.actors if a.role in _HARMED and a.kind != "civilians"]
    stands = not any(in_any_language("superseded").search(fold(c.claim.span.text)) for c in group.claims)
    differ = bool({"doubted", "denied"} & marks) or (stands and any(_tells_otherwise(c) for c in group.claims))
    doubted = differ and (bool(foes) or any(_is_success(c) for c in group.claims))
    states = [a.id for a in attackers if a.kind == "state" and a.id]
    if lost or "confirmed" in marks:
        return None
    return next((key for key in states if doubted or _took_abroad(key, group)), None)


def _told_by_an_office(group: Group) -> bool:
    """As in "The spokesman of the operation said that soldiers killed six rebels": an office of the state."""
    harmed = [a for a in group.actors if a.role in _HARMED]
    foes = any(a.kind in PARTY_KINDS for a in harmed)
    offices = (s for c in _tellers(group)[:1] for s in c.sources if s.kind in _OFFICIAL and s.stance in _TELLS)
    return foes and any(s.actor is None for s in offices)


def _is_success(claim: ResolvedClaim) -> bool:
    """As in "The ministry claims to have hit a training camp"."""
    return "claimed" in claim.claim.status and any(s.kind in _OFFICIAL for s in claim.sources)


def _tells_otherwise(claim: ResolvedClaim) -> bool:
    """As in "The army killed nine rebels. Villagers say that five herders died": another's voice, civilians' dead."""
    harmed = [a for a in claim.actors if a.role in _HARMED]
    died = any(c.kind == "killed" and c.low for c in claim.claim.counts) and bool(harmed)
    voiced = any(s.kind in _DIFFER and s.stance != "denies" for s in claim.sources)
    besides = in_any_language("toll_words.also").search(fold(claim.claim.span.text))
    return voiced and died and all(a.kind == "civilians" for a in harmed) and besides is None


def _took_abroad(state: str, group: Group) -> bool:
    """As in "Moscow says that its troops have taken Bilytske": ground of another state."""
    taken = any(t.code == "seizure" and t.modality == "occurred" for c in group.claims for t in c.claim.triggers)
    lands = {place.country for place in group.places if place.country}
    return taken and bool(lands) and state.split(":")[0].upper() not in lands


def _fallen(claim: ResolvedClaim) -> Iterator[Actor]:
    """State forces whose dead or wounded a clause counts."""
    if any(c.kind in ("killed", "wounded") for c in claim.claim.counts):
        yield from (a for a in claim.actors if a.role in _HARMED and a.kind == "state")


# --- sources --------------------------------------------------------------------------------------------------------


def _named_claimant(group: Group, claimant: str | None) -> SourceMention | None:
    """The party that claims without a word of saying: "X boasted of the attack"."""
    told = (a for claim in group.claims for a in (*claim.named, *claim.actors) if claimant in (a.id, a.name))
    named = next(told, None) if claimant else None
    kind = "government" if named and named.kind == "state" else "party"
    return SourceMention(named.name, kind, "claims", named.span, named.id) if named else None


def _sources(group: Group, claimant: str | None, report: Report) -> tuple[SourceMention, ...]:
    found: dict[str, SourceMention] = {}
    for claim in group.claims:
        if claim.speaker:
            s = claim.speaker
            stance = "claims" if claimant and claimant in (s.id, s.name) else _stance(claim)
            found.setdefault(s.id or s.name, SourceMention(s.name, "party", stance, s.span, s.id))
        for source in claim.sources:
            found.setdefault(source.actor or source.name, source)
    named = _named_claimant(group, claimant)
    if named and all(claimant not in (s.actor, s.name) for s in found.values()):
        found[named.name] = named
    rows = sorted(found.values(), key=lambda s: s.actor != claimant or claimant is None)
    carrier = SourceMention(report.source, report.source_kind, "reports") if report.source else None
    return (*rows, carrier) if carrier else tuple(rows)


def _stance(claim: ResolvedClaim) -> str:
    """What a party does that tells of a deed not its own."""
    return "denies" if "denied" in claim.claim.status else "accuses"
