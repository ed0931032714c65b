"""Who takes a deed upon itself: takes a group's claims and its attackers, gives the party that claims it, if one does.

A party claims by telling of the deed in its own words, by saying that it did it, or through a reporter's "claimed".
What it tells of others it does not claim: a deed done by somebody else, done to its own people, done to plain
civilians, or done by war planes, which parties seldom fly. Invariant: nobody claims what the same words deny or lay at
another's door.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tocsin.assemble.grouping import Group
from tocsin.assemble.kin import allied, sides
from tocsin.knowledge.actors import UNLISTED
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import Actor, ResolvedClaim, SourceMention
from tocsin.text import fold

__all__ = ["PARTY_KINDS", "claimant_of", "disowns", "only_lost", "owns", "tells_of_others"]

PARTY_KINDS = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_HARMED = ("target", "victim")
_SPOKEN_ILL_OF = ("called", "accused of")  # names that a party gives to civilians whom it calls its enemies
_TAKEN = ("seizure", "Non-state actor overtakes territory")
_HELD = "Abduction/forced disappearance"  # "two engineers were held": whoever tells of it so coolly holds them
_COST = frozenset(("killing", "wounding", "damage"))
_AGAINST = frozenset(("denied", "alleged", "condemned"))
_BYSTANDERS = frozenset(("media", "witness"))


def claimant_of(group: Group, attackers: Sequence[Actor]) -> str | None:
    """The party that claims the deed and stands by it: its key in the register, else the name in the text."""
    withdrawn = _last_withdrawal(group)
    standing = [c for c in group.claims if c.claim.span.start > withdrawn]
    for claim in standing:
        named = _named_owner(claim)
        if named:
            return named
        if claim.speaker and owns(claim, group):
            doers = (a.id for a in claim.actors if a.role == "attacker" and a.kind == claim.speaker.kind and a.id)
            found = claim.speaker.id or next(doers, None)
            if found:
                return found
    attackers = list({(a.id, a.kind): a for a in attackers}.values())
    for claim in standing:
        found = _unlisted(claim) or _who_claims(claim, attackers) or _who_signs(claim, attackers)
        found = found or _who_tells_of_itself(claim, attackers)
        if found:
            return found
    found = next((found for claim in standing if (found := _state_that_claims(claim, attackers))), None)
    return found or next((found for claim in standing if (found := _nameless(claim, group, attackers))), None)


def _named_owner(claim: ResolvedClaim) -> str | None:
    """As in "Islamic State made the attack its own: four "apostates" dead": the party that the clause names."""
    doers = {a.id for a in claim.actors if a.role == "attacker" and a.id and a.kind in PARTY_KINDS}
    marks = set(claim.claim.status)
    if "claimed" not in marks or (_AGAINST | {"unclaimed"}) & marks or len(doers) != 1 or claim.sources:
        return None
    speaker = claim.speaker.id if claim.speaker else None
    doer = next(iter(doers))
    here = {a.id for a in (*claim.named, *claim.actors)}
    return doer if speaker and speaker not in here and not allied(doer, speaker) else None


def _nameless(claim: ResolvedClaim, group: Group, attackers: Sequence[Actor]) -> str | None:
    """As in "The rebels said that they had killed them", where no party is named as the doer: the words in the text.

    Where one party is named as the doer, and nobody else, the rebels are that one.
    """
    speaker, told = claim.speaker, claim.claim.speaker
    if "claimed" not in claim.claim.status or (_AGAINST | {"unclaimed"}) & set(claim.claim.status):
        return None
    named = {a.id: a.kind for a in attackers if a.id}
    if named:
        mine = speaker and told and told.generic and speaker.id is None and owns(claim, group)
        return next(iter(named)) if mine and len(named) == 1 and {*named.values()} <= PARTY_KINDS else None
    if speaker and told and told.generic and speaker.id is None and owns(claim, group):
        return speaker.name
    if claim.claim.triggers:
        return None
    return next((s.name for s in claim.sources if s.kind == "party" and not s.actor and _speaks_up(s)), None)


def _state_that_claims(claim: ResolvedClaim, attackers: Sequence[Actor]) -> str | None:
    """As in "The SBU took responsibility for the killing": a state, where nobody else is told to have acted."""
    barred = (_AGAINST | {"unclaimed"}) & set(claim.claim.status)
    if barred or not _says(claim.claim.span.text, "responsibility"):
        return None
    offices = (s for s in claim.sources if s.kind in ("official", "government") and s.stance != "denies")
    voices = [s.actor for s in offices if s.actor] or _only_state(claim)
    named = {a.id for a in attackers if a.id}
    return next((v for v in voices if ":" in v and (not named or any(_one_state(v, key) for key in named))), None)


def _only_state(claim: ResolvedClaim) -> list[str]:
    """As in "El SBU asumió la autoría": the state's force that is all that a clause without a voice names."""
    forces = sorted((*claim.named, *claim.actors), key=lambda a: a.span.start)  # "Ukraine's military intelligence HUR"
    armed = list(dict.fromkeys(a.id for a in forces if a.id and a.kind != "civilians"))
    heard = any(s.kind not in _BYSTANDERS for s in claim.sources)  # "according to local media" carries its word
    one = bool(armed) and all(_one_state(key, other) for key in armed for other in armed)
    alone = len(armed) == 1 or one
    return [armed[-1]] if alone and not (heard or claim.speaker) else []


def _one_state(one: str, other: str) -> bool:
    return ":" in other and one.split(":")[0] == other.split(":")[0]


def _unlisted(claim: ResolvedClaim) -> str | None:
    """The name of a group that the register lacks, where a clause says that it claimed and names no party before it."""
    marks = set(claim.claim.status)
    if "claimed" not in marks or (_AGAINST | {"unclaimed"}) & marks:
        return None
    if any(a.id and a.role == "attacker" for a in claim.actors):
        return None  # "The People's Front claimed that M23 fighters had taken 14 men"
    parties = [a for a in (*claim.named, *claim.actors) if a.kind in PARTY_KINDS and a.role not in _HARMED]
    first = claim.speaker or min(parties, key=lambda a: a.span.start, default=None)
    return first.name if first and first.why == UNLISTED else None


def _last_withdrawal(group: Group) -> int:
    """Where the last clause begins by which a claim is taken back; what was claimed before is void."""
    return max((c.claim.span.start for c in group.claims if "withdrawn" in c.claim.status), default=-1)


def owns(claim: ResolvedClaim, group: Group) -> bool:
    """True when the party whose words a clause is did what the clause says."""
    speaker = claim.speaker
    happened = any(t.modality == "occurred" for t in claim.claim.triggers) and "unclaimed" not in claim.claim.status
    if speaker is None or not happened or disowns(claim, group):
        return False
    if only_lost(claim) and speaker.id not in _doers(group):
        return False
    doers = [a.id for a in claim.actors if a.role == "attacker" and a.id] or _doers(group)
    if speaker.id is None:  # "the rebels' spokesman said M23 fighters had entered the town"
        told = claim.claim.speaker
        same = [a for a in claim.actors if a.role == "attacker" and a.kind == speaker.kind]
        named = any(s.kind == "party" and s.actor for s in claim.sources)
        own = "claimed" in claim.claim.status and not (doers or named)
        return own or any(told is None or told.generic or a.name == speaker.name for a in same)
    if any(allied(doer, speaker.id) for doer in doers):
        return True
    if "claimed" in claim.claim.status:
        return not tells_of_others(claim)
    harmed = [a for a in claim.actors if a.role in _HARMED] or [a for a in group.actors if a.role in _HARMED]
    if any(a.id == speaker.id for a in harmed):
        return False
    if any(a.kind != "civilians" or _ill_spoken_of(a) for a in harmed):
        return all(_same_side(doer, harmed) for doer in doers)
    codes = {t.code for t in claim.claim.triggers}
    return not doers and (not harmed or codes == {_HELD} or any(code in _TAKEN for code in codes) or _downs(claim))


def tells_of_others(claim: ResolvedClaim) -> bool:
    """As in "M23 claimed that FDLR fighters had killed nine villagers": to claim is but to say there."""
    doers = any(a.id for a in claim.actors if a.role == "attacker" and a.kind != "civilians")
    said = fold(claim.claim.span.text).replace('"', "")  # 'says that its "soldiers" killed five'
    owned = any(_says(said, name) for name in ("own_deeds", "claims", "avowals.own_doing"))
    return doers and bool(claim.sources) and not owned


def _downs(claim: ResolvedClaim) -> bool:
    """As in "A helicopter was shot down; its five occupants died": who tells of it so shot it down."""
    fought = (t for t in claim.claim.triggers if t.code == "clash" and t.modality == "occurred")
    return any(_says(t.span.text, "bare_aircraft") for t in fought)


def only_lost(claim: ResolvedClaim) -> bool:
    """As in "The LTTE admits the loss of eight fighters": the party tells what another's deed has cost it."""
    mine = claim.claim.speaker
    told = [c.of for c in claim.claim.counts if not c.part][:1]
    own = mine and "confirmed" in claim.claim.status and any(of and of.span == mine.span for of in told)
    lost = own or ("claimed" not in claim.claim.status and _says(claim.claim.span.text, "avowals.own_losses"))
    speaker = claim.speaker.id if claim.speaker else None
    doers = [a for a in claim.actors if a.role == "attacker"]
    return bool(lost) and (not doers or bool(speaker)) and not any(a.id and allied(a.id, speaker) for a in doers)


def _doers(group: Group) -> list[str]:
    return [a.id for a in group.actors if a.role == "attacker" and a.id]


def disowns(claim: ResolvedClaim, group: Group) -> bool:
    """True when the speaker denies the deed there, lays it at another's door, or tells of a raid from the air."""
    flown = {w.kind for w in claim.claim.weapons}
    if all(t.definite or t.code in _COST for t in claim.claim.triggers):  # "after the attack": one told before
        flown |= {"aircraft" for c in group.claims for t in c.claim.triggers if t.code == "Air/drone strike"}
    flown |= {w.kind for c in group.claims for w in c.claim.weapons if w.kind == "drone"}  # which parties do fly
    flown -= {"aircraft"} if any(_downs(c) for c in group.claims) else set()
    here = claim.claim.sentence.paragraph
    told = [c for c in group.claims if claim.speaker and c.speaker == claim.speaker]
    told = [c for c in told if c.claim.sentence.paragraph == here]
    raided = "aircraft" in flown and "drone" not in flown and "claimed" not in claim.claim.status
    return raided or bool(_AGAINST & {m for c in told for m in c.claim.status})


def _ill_spoken_of(actor: Actor) -> bool:
    return any(f"({word}" in actor.name for word in _SPOKEN_ILL_OF)


def _same_side(key: str, harmed: Sequence[Actor]) -> bool:
    """True when the one read as the doer is of the side that was hit: nobody attacks itself."""
    state = key.split(":")[0]
    return any(state in {side.split(":")[0] for side in sides(a.id)} for a in harmed if a.id)


def _who_claims(claim: ResolvedClaim, attackers: Sequence[Actor]) -> str | None:
    """The party of which a clause says that it claimed the deed."""
    marks = set(claim.claim.status)
    if "claimed" not in marks or "unclaimed" in marks or ("denied" in marks and not claim.speaker):
        return None
    if claim.speaker:  # its own words about a deed have been weighed
        return None if claim.claim.triggers or _AGAINST & marks else claim.speaker.id
    voices = [s.actor for s in claim.sources if s.kind == "party" and s.actor]
    here = [a.id for a in (*claim.actors, *claim.named) if a.kind in PARTY_KINDS and a.id and a.role not in _HARMED]
    named = [a.id for a in attackers if a.kind in PARTY_KINDS and a.id]
    if any(s.kind not in ("party", "media") for s in claim.sources) and not voices:
        return None  # a ministry that "claims" a success claims no deed of a party
    doers = [key for key in here if key in named]
    return next(iter([v for v in voices if v in named] or voices or doers or here or named), None)


def _who_signs(claim: ResolvedClaim, attackers: Sequence[Actor]) -> str | None:
    """As in "Boko Haram announced it on its channels": a party that tells of the deed as its own, whatever the verb."""
    parties = [a.id for a in claim.named if a.kind in PARTY_KINDS and a.id]
    named = {a.id for a in attackers if a.id}
    if not parties and any(a.kind in PARTY_KINDS for a in claim.named):  # "the guerrillas admitted it"
        parties = [a.id for a in attackers if a.id and a.kind in PARTY_KINDS and len(named) == 1]
    able = [p for p in parties if not named or any(allied(p, key) for key in named if key)]
    barred = (_AGAINST | {"unclaimed"}) & set(claim.claim.status)
    return able[0] if able and not barred and _says(claim.claim.span.text, "signs") else None


@lru_cache(maxsize=512)
def _says(words: str, name: str) -> bool:
    """True where a pattern of the lexicon matches."""
    return in_any_language(name).search(fold(words)) is not None


def _who_tells_of_itself(claim: ResolvedClaim, attackers: Sequence[Actor]) -> str | None:
    """The attacker that is quoted on its own deed or its toll ("al Shabaab spoke of 173 dead"), or confirms it."""
    acts = {a.id for a in claim.actors if a.role == "attacker"} & {s.actor for s in claim.sources}
    told = claim.claim.counts or claim.claim.triggers or "confirmed" in claim.claim.status or acts - {None}
    if not told or (_AGAINST | {"unclaimed"}) & set(claim.claim.status) or only_lost(claim):
        return None
    named = {a.id for a in attackers if a.id}
    faceless = not named and any(a.kind == "rebel" for a in attackers)
    return next((s.actor for s in claim.sources if _speaks_up(s) and (faceless or s.actor in named)), None)


def _speaks_up(source: SourceMention) -> bool:
    return source.kind == "party" and source.stance in ("claims", "confirms")
