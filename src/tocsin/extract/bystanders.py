"""Who stands outside a deed: takes an actor of a clause, says whether it only tells, tends, finds or is a place of it.

The police who say so, the hospital that takes the wounded in, the base near which it happened, the guns with which it
was done: named beside a deed, and on neither side of it. Invariant: pure look-ups over one clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.governing import NEUTRAL, governs
from tocsin.extract.grammar import ARMED, Clause
from tocsin.extract.subjects import subjects
from tocsin.model import ActorMention, Trigger
from tocsin.text import fold

__all__ = [
    "FROM_AFAR",
    "cares",
    "finds",
    "found_by",
    "is_instrument",
    "is_of_the_telling",
    "is_told_aside",
    "is_voice",
    "lays_blame",
    "stands_aside",
    "tells_own_deed",
]

FROM_AFAR = frozenset(("Air/drone strike", "Shelling/artillery/missile attack", "Suicide bomb", "assault"))
_BLASTS = frozenset(("explosion", "Remote explosive/landmine/IED", "Suicide bomb", "Grenade", *FROM_AFAR))
_STOP = re.compile(r"[;:]")
_OF = re.compile(r"^ ?(?:d'|de )? ?")  # "se vante [d']avoir bombardé"
_SAID = 70  # characters in which a voice says that it did something, and from there to the deed
_NEAR = 24  # characters that "on condition of anonymity" and the words between it and its actor take


def is_voice(clause: Clause, actor: ActorMention) -> bool:
    """True right after a verb of speech, in English only where it follows its quotation: not "police said X killed"."""
    said = clause.link(actor, "speech")
    if said is None or clause.words.language != "en":
        return said is not None
    before = clause.before(actor)[: said.start()].rstrip(" ,")
    return before[-1:] in ("'", '"') or bool(clause.words.pattern("voice_follows").fullmatch(said.group()))


def tells_own_deed(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> bool:
    """As in "The army, police say, killed": a voice of arms acts too where it is the subject of the deed's verb."""
    if clause.words.pattern("voice_follows").search(clause.before(actor).rpartition(",")[2]):
        return False  # "según la ONU, las FAR mataron": no list of two doers; nor "selon un élu de l'armée, ..."
    deeds = (t for t in triggers if not (t.passive or t.noun) and t.strength > 1 and t.modality == "occurred")
    own = (t for t in deeds if t.code not in NEUTRAL and governs(t, actor, clause) and _is_own(clause, actor, t))
    own_deed = any(actor in subjects(clause, t, actors, triggers) for t in own)
    return actor.kind in ARMED and (own_deed or _says_it_did(clause, actor, triggers))


def _says_it_did(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """As in "AFRICOM said it carried out an airstrike": a force that says of itself that it led what a noun tells."""
    said = clause.words.pattern("sides.it_did").match(clause.between(actor.span.end, actor.span.end + _SAID))
    end = actor.span.end + said.end() if said else 0
    nouns = (t.span.start - end for t in triggers if t.noun and t.modality == "occurred" and t.code in FROM_AFAR)
    return actor.head != "government" and said is not None and any(0 <= gap <= _SAID for gap in nouns)


def _is_own(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """True where no word of saying parts the voice from the verb, or one with an infinitive: "dit avoir tué"."""
    between = clause.between(actor.span.end, trigger.span.start + 12)
    between = clause.words.pattern("relative_aside").sub(" ", between)
    told = clause.words.pattern("speech").search(between)
    return told is None or bool(clause.words.pattern("perfect_infinitives").match(_OF.sub("", between[told.end() :])))


def is_instrument(clause: Clause, actor: ActorMention) -> bool:
    """As in "shelled the town with heavy artillery": guns are what the deed is done with."""
    if actor.head == "aircraft" and clause.words.pattern("sides.armed_with_its").search(clause.before(actor)):
        return True  # "With its drones the RSF struck"
    return (
        not (actor.country or actor.ids)
        and fold(actor.span.text).startswith("artill")
        and bool(clause.words.pattern("sides.armed_with").search(clause.before(actor)))
    )


def cares(clause: Clause, actor: ActorMention) -> bool:
    """As in "were taken to a hospital": who takes the wounded in is not hit."""
    care = clause.words.pattern("cared_for").search(clause.before(actor)) if actor.head == "health_workers" else None
    return care is not None


def is_of_the_telling(clause: Clause, actor: ActorMention) -> bool:
    """As in "... on condition of anonymity because they were not authorised to brief reporters"."""
    told = clause.words.pattern("anonymous").search(clause.folded)
    stop = told and _STOP.search(clause.folded, told.end(), max(actor.span.start - clause.offset, told.end()))
    return told is not None and not stop and told.start() <= actor.span.start - clause.offset <= told.end() + _NEAR


def lays_blame(clause: Clause, actor: ActorMention) -> bool:
    """As in "The army attributes the raid, which killed six, to X"; one "accused of" it lays none."""
    blame = clause.words.pattern("accuses").match(clause.folded, actor.span.end - clause.offset + 1)
    return blame is not None and not clause.words.pattern("sides.blamed").match(clause.folded, blame.end() + 1)


def is_told_aside(clause: Clause, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
    """True within words between commas that say of somebody who he is, and of no deed."""
    who = clause.words.pattern("sides.who")
    asides = (m.span() for m in clause.words.pattern("relative_aside").finditer(clause.folded) if who.match(m.group()))
    around = (span for span in asides if span[0] < actor.span.start - clause.offset < span[1])
    return any(not any(low <= t.span.start - clause.offset < high for t in triggers) for low, high in around)


def stands_aside(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "Near the base", "in the village": only where it happened, unless a bomb went off among those named.

    So do who follows "an ambush, for which", by whom it was claimed, and the subject behind ", but".
    """
    between = clause.between(trigger.span.end, actor.span.start)
    if any(clause.words.pattern(name).search(between) for name in ("sides.for_which", "sides.but")):
        return True
    among = trigger.code in _BLASTS and actor.kind in ("civilians", "state")
    return not among and clause.link(actor, "aside") is not None


def finds(clause: Clause, actor: ActorMention, trigger: Trigger) -> bool:
    """As in "The authorities found the bodies of eleven men", "freed twelve abducted men"."""
    between = clause.between(actor.span.end, trigger.span.start)
    return any(clause.words.pattern(name).search(between) for name in ("finds", "frees"))


def found_by(clause: Clause, actor: ActorMention) -> bool:
    """As in "A grave that held forty bodies was unearthed by soldiers": who comes upon the dead did not kill them."""
    return clause.link(actor, "found_by") is not None
