"""What people without arms do themselves: takes an actor and a trigger of its clause, says whether the deed is theirs.

Civilians mostly suffer; but herders kill farmers, crowds stone cars, protesters attack embassies. Invariant: only the
subject of an active verb that stands close by, of a deed that needs no army, does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tocsin.extract.clash import FEUDING
from tocsin.extract.grammar import ARMED, Clause
from tocsin.extract.subjects import subjects
from tocsin.model import ActorMention, Trigger

__all__ = ["by_hand", "is_fired_on", "is_riot", "takes_people"]

_BY_HAND = frozenset(
    (
        "killing",
        "assault",
        "Mob violence",
        "Abduction/forced disappearance",
        "arson",
        "wounding",
        "capture",
        "execution",
        "clash",
        "Grenade",
        "Disrupted weapons use",
        "Violent demonstration",
        "Looting/property destruction",
        "storming",
    )
)
_BY_CROWD = _BY_HAND - {"Abduction/forced disappearance", "capture", "Disrupted weapons use"}
_RIOTS = ("Violent demonstration", "Mob violence")
_CROWDS = frozenset(("supporters", "residents", "students"))  # several who act by force riot
_ANYBODY = frozenset(("men", "people"))  # "Five boys came down the hill and shot the mayor"
_UPON = 14  # characters of a preposition and an article before a crowd
_MET = 60  # characters behind "fought" in which those stand whom it was fought with
_NAMED_WORDS = 5  # auxiliaries and adverbs between a subject and its verb
_FEUD_WORDS = 16  # the same for a side of a feud: "Herders with machetes burst into X and hacked 12 residents"


def by_hand(clause: Clause, actor: ActorMention, trigger: Trigger, deeds: frozenset[str] = _BY_HAND) -> bool:
    """True for civilians that do one of ``deeds`` themselves: "herders killed six farmers"; the verb comes at once."""
    between = clause.between(actor.span.end, trigger.span.start)
    goes_on = actor.head in _ANYBODY and clause.words.pattern("sides.and_then").search(between) is not None
    most = _FEUD_WORDS if actor.head in FEUDING or goes_on else _NAMED_WORDS
    near = len(between.split()) <= most and not between.startswith(",") and between.count(",") != 1
    owner = clause.words.pattern("genitive_before").search(clause.before(actor)) and not clause.is_some(actor)
    near = near and not owner
    near = near and not clause.words.pattern("finds").search(
        clause.between(actor.span.end, trigger.span.end)
    )  # "Residents found a baker shot dead"
    before = actor.span.start <= trigger.span.start
    return trigger.code in deeds and not trigger.noun and not trigger.passive and near and before


def is_riot(clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]) -> bool:
    """True for a crowd that attacks: "des manifestants s'en sont pris à des soldats", "youths fought the police"."""
    verbs = [t for t in triggers if not (t.noun or t.passive)]
    if any(_fights_police(clause, t, actor, actors) for t in verbs):
        return True
    riots = (t for t in verbs if t.code in _RIOTS or _meets_police(t, actor, actors))
    if any(actor in subjects(clause, t, actors, triggers) for t in riots):
        return True
    if actor.kind == "protesters" and any(by_hand(clause, actor, t, _BY_CROWD) for t in verbs):
        return True
    several = actor.head in _CROWDS and any(word.endswith("s") for word in actor.span.text.split())  # no "community"
    return several and any(by_hand(clause, actor, t, _BY_CROWD) for t in verbs)


def _meets_police(trigger: Trigger, actor: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """True for the verb behind which the police stands as those whom people of no trade fought."""
    if trigger.code != "clash" or actor.kind != "civilians" or actor.head in FEUDING:
        return False
    behind = [a for a in actors if 0 <= a.span.start - trigger.span.end <= _MET]
    return bool(behind) and all(a.head == "police" for a in behind)


def _fights_police(clause: Clause, trigger: Trigger, actor: ActorMention, actors: Sequence[ActorMention]) -> bool:
    """As in "Youths and police fought running battles": the two that are together the subject of the verb."""
    if trigger.code != "clash" or actor.kind != "civilians" or actor.head in FEUDING:
        return False
    before = [a for a in actors if 0 <= trigger.span.start - a.span.end <= _MET]
    pairs = [pair for pair in pairwise(before) if actor in pair]
    joined = clause.words.pattern("sides.joined")
    return any(
        joined.fullmatch(clause.between(left.span.end, right.span.start))
        for left, right in pairs
        if "police" in (left.head, right.head)
    )


def takes_people(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> bool:
    """As in "Protesters held two policemen for a day": the subject of a verb of taking."""
    taken = (t for t in triggers if t.code in ("Abduction/forced disappearance", "capture"))
    return any(not (t.noun or t.passive) and actor in subjects(clause, t, actors, triggers) for t in taken)


def is_fired_on(
    clause: Clause, actor: ActorMention, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
) -> bool:
    """True for a crowd behind the verb of an armed subject: "Les militaires ont mitraillé la foule"."""
    verbs = [t for t in triggers if not (t.noun or t.passive) and t.span.start < actor.span.start]
    if verbs and clause.words.pattern("upon").search(clause.before(actor)[-_UPON:]):
        return True  # "tiré sur la foule", whoever did
    return any(s.kind in ARMED for t in verbs for s in subjects(clause, t, actors, triggers))
