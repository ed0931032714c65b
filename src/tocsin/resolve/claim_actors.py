"""Who acts in a claim: takes a claim and what was told before it, gives its mentions with their actors.

"Its air force" is that of the state named before, "a detachment" in a party's own statement is its own, and the words
of a quotation without a voice are those of the party of which the report speaks. Invariant: every mention keeps its
place; who only is implied comes from ``actor_implied``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tocsin.knowledge.actors import is_jihadist
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Actor, ActorMention, Claim, Place, When
from tocsin.resolve.actor import resolve_actor
from tocsin.resolve.actor_implied import implied, is_state
from tocsin.resolve.actor_opener import HARMED, PARTIES
from tocsin.resolve.actor_state import letterhead
from tocsin.resolve.actor_topic import MEMORY, topic_of
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["actors_of", "implied"]

_SLURS = frozenset(("apostates", "crusaders", "disbelievers"))
_FOES = _SLURS | {"spies", "enemy", "occupiers", "auxiliaries"}  # whom a party speaks of as its enemies
_ARMED = PARTIES | {"state", "external"}
_LETTERHEAD = 120  # characters from the top of a report in which a state's force heads its bulletin
_CALLED_AFTER = frozenset(("fighters", "rebels", "jihadists", "militants", "guerrillas", "paramilitaries"))
_BANDS = frozenset(("state", "rebel", "political_militia", "communal_militia", "unidentified"))
_SOLDIERS = frozenset(("military", "foreign_troops"))  # who may be of any army
_MARGIN = 24  # characters before a mention in which "same" or a possessive stands
_OWNED = frozenset(("aircraft", "air_force", "navy"))  # forces that "its" gives to a group as well as to a state


def actors_of(
    claim: Claim, when: When | None, place: Place | None, walk: Walk
) -> tuple[list[tuple[ActorMention, Actor]], Actor | None]:
    """Each mention with its actor, and the party that speaks."""
    day = (when.start if when else None) or walk.report.published
    country = (place.country if place else None) or next(iter(walk.places.leading()), None)
    voice_of = claim.speaker or _voice_of_quote(claim, walk)
    speaker = resolve_actor(voice_of, day, country, walk.actors) if voice_of else None
    voice = speaker.id if speaker else _party_voice(claim) or _state_voice(claim, day, country, walk)
    context = walk.actors.with_speaker(voice) if voice else walk.actors
    mentions = [_national(_possessed(m, claim, walk), speaker, voice, walk) for m in claim.actors]
    found = [(m, resolve_actor(_foe(m, voice, walk), day, country, context)) for m in mentions]
    found = [(m, _not_its_foe(m, actor, found)) for m, actor in found]
    foes = [m for m, actor in found if m.role in HARMED and (is_state(actor) or m.head in _FOES)]
    spares = not any(actor.kind == "civilians" and m.role in HARMED and not _is_craft(m, claim) for m, actor in found)
    teller = None if "denied" in claim.status else speaker  # who denies a deed lays it at another's door
    acts = [m for m, actor in found if actor.kind == "state" and actor.role == "attacker"]
    owners = {m.span: bool(foes) and acts == [m] for m in acts}
    own = [(m, _own(m, a, teller, owners.get(m.span, bool(foes)), spares and acts == [m])) for m, a in found]
    return own, speaker


def _is_craft(mention: ActorMention, claim: Claim) -> bool:
    """True for a ship or a lorry that is hit, where nobody in it is counted."""
    return mention.head == "travellers" and not claim.counts


def _not_its_foe(mention: ActorMention, actor: Actor, found: Sequence[tuple[ActorMention, Actor]]) -> Actor:
    """As in "The militia says that it drove off the attackers": who tells of "the attackers" is not one of them."""
    told = any(a.id == actor.id and m is not mention for m, a in found)
    if mention.head != "attackers" or actor.id is None or not told:
        return actor
    return replace(actor, id=None, name="Unidentified attackers", kind="unidentified", why="those whom it fights")


def _voice_of_quote(claim: Claim, walk: Walk) -> ActorMention | None:
    """Whose words are quoted where no voice is named: "three apostates killed" is said by the party of the report."""
    slurs = [m.span for m in claim.actors if m.head in _SLURS or m.head == "spies"]
    if any(q.start <= s.start < q.end for q in claim.sentence.quotes for s in slurs):
        return walk.actors.antecedent(claim.span.start, named_only=True)
    return None


def _party_voice(claim: Claim) -> str | None:
    """The party that says "our fighters" in a clause that is not marked as its own."""
    if not any(m.head == "own_forces" for m in claim.actors):
        return None
    return next((s.actor for s in claim.sources if s.kind == "party" and s.actor), None)


def _state_voice(claim: Claim, day: date | None, country: str | None, walk: Walk) -> str | None:
    """The state's force whose letterhead stands over "our troops" that no party speaks of."""
    first = next(iter(walk.actors.mentions), None)
    if not any(m.head == "own_forces" for m in claim.actors):
        return None
    issuer = letterhead(walk.report, country, lexicon(walk.report.language))
    if issuer or first is None:
        return issuer.id if issuer else None
    heads = first.kind == "state" and first.span.start < _LETTERHEAD
    if heads and walk.report.source_kind == "government":
        return resolve_actor(first, day, country, walk.actors).id
    return next(iter(first.ids), None) if heads else None


def _foe(mention: ActorMention, voice: str | None, walk: Walk) -> ActorMention:
    """As in "The enemy" in a side's own words: the one actor of the other side that the report names."""
    if mention.head != "enemy" or voice is None:
        return mention
    state = ":" in voice
    named = [
        m for m in walk.actors.mentions if m.ids and not m.generic and (m.kind in PARTIES if state else _is_force(m))
    ]
    foes = {m.ids[0]: m for m in named if m.ids[0] != voice}
    other = next(iter(foes.values())) if len(foes) == 1 else None
    return replace(other, span=mention.span, role=mention.role) if other else mention


def _is_force(mention: ActorMention) -> bool:
    """True for a state's force that is named, not its government or its country."""
    return mention.kind == "state" and not mention.ids[0].endswith((":government", ":state"))


def _possessed(mention: ActorMention, claim: Claim, walk: Walk) -> ActorMention:
    """As in "Its air force": that of the country named before, wherever the event is; "its drones" may be a group's.

    "Its men" are those of the party that the clause names before them.
    """
    same = _same_as_before(mention, walk)
    if same:
        return same
    named = _named_before(mention, walk) or _hit_before(mention, claim, walk)
    if named:
        return named
    if mention.head == "own_forces":
        return _owned_here(mention, claim, walk) or _owned_before(mention, claim, walk) or mention
    if not mention.generic or mention.kind != "state" or mention.country:
        return mention
    before = fold(walk.report.text[max(0, mention.span.start - _MARGIN) : mention.span.start])
    words = lexicon(walk.report.language)
    if not (words.pattern("possessives").search(before) or words.pattern("stands_alone.owned").search(before)):
        return mention
    own = [m for m in claim.actors if m.span.end <= mention.span.start and m.ids and not m.generic and m.kind in _ARMED]
    if own and mention.head in _OWNED:
        return replace(own[-1], span=mention.span, role=mention.role)
    topic = (
        next((t for told in reversed(walk.told[-MEMORY:]) if (t := topic_of(told))), None)
        if mention.head in _OWNED
        else None
    )
    if topic and topic.id and topic.kind != "state":
        return replace(mention, ids=(topic.id,), name=topic.name, kind=topic.kind, generic=False, head=None, weak=False)
    if topic and topic.country:
        return replace(mention, country=topic.country)
    if any(m.kind == "state" and m.generic and m.span.end <= mention.span.start for m in claim.actors):
        return mention  # "the army said that its forces": those of the event's country
    earlier = [a.country for a in walk.actors.mentions if a.country and a.span.end <= mention.span.start]
    return replace(mention, country=earlier[-1]) if earlier else mention


def _same_as_before(mention: ActorMention, walk: Walk) -> ActorMention | None:
    """As in "The same forces shelled the market", "killed by the same soldiers": who had that side in a deed told last.

    Soldiers are a state's and rebels are not; "the same men" may be either.
    """
    before = fold(walk.report.text[max(0, mention.span.start - _MARGIN) : mention.span.start])
    open_to_all = mention.head == "same_doer"
    if mention.role is None or not (
        open_to_all
        or (
            mention.generic
            and mention.kind in _BANDS
            and lexicon(walk.report.language).pattern("inferred.same").search(before)
        )
    ):
        return None
    sides = HARMED if mention.role in HARMED else (mention.role,)
    told = [a for told in reversed(walk.told) for a in told.actors if a.role in sides]
    told += [a for told in reversed(walk.told) for a in told.named]  # "accused the soldiers of it"
    armed = (a for a in told if a.id and a.kind in _ARMED and not a.id.endswith(":government"))
    one = next((a for a in armed if open_to_all or (a.kind == "state") == (mention.kind == "state")), None)
    if one is None or one.id is None:
        return None
    return replace(mention, ids=(one.id,), name=one.name, kind=one.kind, generic=False, head=None, weak=False)


def _named_before(mention: ActorMention, walk: Walk) -> ActorMention | None:
    """As in "Les rebelles", "los guerrilleros" after the name of a group: they are its men.

    English has such nouns with their article in its lists; in French and Spanish the article alone says it.
    """
    if not mention.generic or mention.country or mention.head not in _CALLED_AFTER:
        return None
    if walk.report.language == "en" and mention.head != "paramilitaries":
        return None
    before = fold(walk.report.text[max(0, mention.span.start - _MARGIN) : mention.span.start])
    spoken_of = lexicon(walk.report.language).pattern("inferred.the").search(before)
    group = walk.actors.antecedent(mention.span.start, named_only=True) if spoken_of else None
    if group is None or not mention.plural or not _fits_noun(mention, group.ids[0]):
        return None
    return replace(group, span=mention.span, role=mention.role)


def _hit_before(mention: ActorMention, claim: Claim, walk: Walk) -> ActorMention | None:
    """As in "A UNIFIL patrol was hit. Two soldiers were hurt": they are of the foreign force that was hit before."""
    soldiers = mention.generic and mention.head in _SOLDIERS and not mention.country and mention.role in HARMED
    told = walk.told[-1] if soldiers and walk.told else None
    if told is None or told.claim.sentence.paragraph != claim.sentence.paragraph:
        return None
    hit = {a.id: a for a in told.actors if a.role in HARMED and a.kind in ("state", "external") and a.id}
    one = next(iter(hit.values())) if len(hit) == 1 else None
    by_state = any(a.role == "attacker" and a.kind == "state" for a in told.actors)
    if one is None or one.id is None or by_state or not _is_foreign(one.id, told.place):
        return None
    return replace(mention, ids=(one.id,), name=one.name, kind=one.kind, generic=False, head=None, weak=False)


def _is_foreign(key: str, place: Place | None) -> bool:
    """True for a force that is not of the place's own country; offices and police don't bear the noun of soldiers."""
    state, _, force = key.partition(":")
    home = place.country.lower() if place and place.country else None
    return force not in ("government", "police") and home is not None and state != home


def _fits_noun(mention: ActorMention, key: str) -> bool:
    """True unless the noun says of a group what it is not: a group of no jihad has no "jihadists"."""
    holy = is_jihadist(key)
    return holy if mention.head == "jihadists" else not (holy and mention.head in ("guerrillas", "paramilitaries"))


def _national(mention: ActorMention, speaker: Actor | None, voice: str | None, walk: Walk) -> ActorMention:
    """As in "Our army", in the words of nobody who fights: a citizen speaks of the state's force."""
    national = lexicon(walk.report.language).pattern("inferred.national")
    fights = voice is not None or (speaker is not None and speaker.kind in PARTIES)
    if mention.head != "own_forces" or fights or not national.search(fold(mention.span.text)):
        return mention
    return replace(mention, kind="state", head="military")


def _owned_here(mention: ActorMention, claim: Claim, walk: Walk) -> ActorMention | None:
    """As in "JNIM, which fights ISSP, said its men had done it": the party before, those of asides passed over."""
    aside = lexicon(walk.report.language).pattern("relative_aside")
    spoken = aside.sub(lambda m: "\0" * len(m.group()), fold(claim.span.text))
    before = (m for m in claim.actors if m.span.end < mention.span.start and m.kind in PARTIES)
    parties = [m for m in before if m.ids or not m.generic]  # of the register, or with a name that it lacks
    outside = [m for m in parties if spoken[m.span.start - claim.span.start :][:1] != "\0"]
    parties = outside or parties
    owner = parties[-1] if parties and parties[-1].role not in HARMED else None
    return replace(owner, span=mention.span, role=mention.role) if owner else None


def _owned_before(mention: ActorMention, claim: Claim, walk: Walk) -> ActorMention | None:
    """As in "The NRF was first. It wrote that the post had been hit by its fighters": those of whom the text spoke."""
    before = fold(walk.report.text[max(0, mention.span.start - _MARGIN) : mention.span.start])
    if claim.speaker or not lexicon(walk.report.language).pattern("possessives").search(before):
        return None
    topic = next((t for told in reversed(walk.told[-MEMORY:]) if (t := topic_of(told))), None)
    harmed = {m.ids[:1] for m in claim.actors if m.role in HARMED}
    if topic is None or topic.kind not in PARTIES or not topic.id or (topic.id,) in harmed:
        return None
    return replace(mention, ids=(topic.id,), name=topic.name, kind=topic.kind, generic=False, head=None)


def _own(mention: ActorMention, actor: Actor, speaker: Actor | None, on_foes: bool, spares: bool) -> Actor:
    """In a party's own statement the unnamed fighters who attack are its own, and so are its forces.

    "A detachment" where it hits foes, "the air force" unless it harms civilians. A voice without a name ("a militia
    leader told AFP that bandits killed four") owns nobody.
    """
    if speaker is None or speaker.id is None or actor.role != "attacker":
        return actor
    fighters = actor.id is None and actor.kind in ("rebel", "unidentified")
    unit = mention.generic and mention.kind == "state" and not mention.country and speaker.kind in PARTIES
    unit = unit and (on_foes or (spares and mention.head in _OWNED))
    if not (fighters or unit):
        return actor
    return replace(actor, id=speaker.id, name=speaker.name, kind=speaker.kind, why="fighters of the party that speaks")
