"""Who is meant: takes an ``ActorMention``, the event's day and country and the report's context, gives an ``Actor``.

A name is tried in this order: an acronym that the report itself introduced, the speaker's own words ("our
mujahideen"), the register by country and date, an antecedent earlier in the text ("the group"). Invariant: an id is
given only with a reason (``why``); what cannot be settled keeps id None and a plain English name. Dates follow the
register's sources.
"""

from __future__ import annotations

from datetime import date

from tocsin.knowledge.actors import UNLISTED, Organisation, children, country_name, get, head, lexicon, successor
from tocsin.model import Actor, ActorMention
from tocsin.resolve.actor_context import ActorContext, build_context, fits
from tocsin.text import fold

__all__ = ["ActorContext", "build_context", "resolve_actor"]

_ARMED_ROLES = ("attacker",)
_PERSONS = ("people", "men", "women", "children", "nationals", "residents")  # nouns that may hide an unknown attacker


def resolve_actor(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> Actor:
    """The actor that ``mention`` names for an event on ``when`` in ``country`` (ISO 3166-1 alpha-2); id None: open."""
    for step in (_introduced, _affiliate, _named, _by_country, _spoken, _antecedent):
        found = step(mention, when, country, context)
        if found:
            key, why = found
            return _settled(mention, key, when, country, why)
    return _open(mention, country)


_Found = tuple[str, str] | None


def _introduced(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    keys = context.introduced(mention.name) if mention.weak else ()
    return (keys[0], "acronym introduced in this report") if keys else None


def _affiliate(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    """As in "The al-Qaeda affiliate": the one part of the network that the report names."""
    nouns = {phrase.split()[0] for phrase in lexicon(context.language).joins.branches}
    if mention.generic or len(mention.ids) != 1 or not nouns & set(fold(mention.span.text).split()):
        return None
    parts = [key for key in children(mention.ids[0]) if key in context.named]
    return (parts[0], "the part of it that this report names") if len(parts) == 1 else None


def _best(keys: tuple[str, ...], when: date | None, country: str | None) -> str | None:
    """The first candidate that is active in the country on that day, itself or by its part there, else on any day."""
    here = [k for k in keys if (one := get(k)) and (fits(one, country) or _localised(k, when, country) != k)]
    alive = [key for key in here if (one := get(key)) and _alive(one, when, country)]
    return next(iter(alive or here), None)


def _alive(one: Organisation, when: date | None, country: str | None) -> bool:
    return one.at(when) and successor(one.id, when, country) == one.id


def _named(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    if mention.generic or not mention.ids:
        return None
    if mention.head == "state":
        military = mention.role in ("attacker", "target", "victim", None)
        return mention.ids[0 if military else -1], "country named as actor"
    known = [key for key in mention.ids if key in context.named]
    if mention.weak and known:
        return known[0], "weak name, named in full in this report"
    best = _best(mention.ids, when, country)
    if best:
        return best, ("name and country" if len(mention.ids) > 1 or mention.weak else "name") + _rivals(
            mention, best, country
        )
    return None if mention.weak else (mention.ids[0], "name")


def _rivals(mention: ActorMention, best: str, country: str | None) -> str:
    """Who else it may be, for the reason: "Russian mercenaries" in Mali are Wagner or Africa Corps."""
    others = [key for key in mention.ids if key != best and country and (one := get(key)) and country in one.countries]
    return f"; may also be {', '.join(others)}" if others else ""


def _by_country(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    """Bare state nouns ("the army") are those of the event's country."""
    found = _candidate(mention, when, country)
    if found or not (mention.generic and mention.kind == "state" and mention.head):
        return found
    if mention.head in ("enemy", "occupiers"):
        return None
    where = mention.country or country
    role = head(mention.head).role or mention.head
    key = f"{where.lower()}:{'government' if role == 'state' else role}" if where else None
    return (key, f"state force of {where}") if key and get(key) else None


def _candidate(mention: ActorMention, when: date | None, country: str | None) -> _Found:
    loose = mention.head is not None and head(mention.head).anaphor is not None
    if not mention.generic or not mention.ids or loose or country is None:
        return None
    best = _best(mention.ids, when, country)
    return (best, f"noun that stands for it in {country}{_rivals(mention, best, country)}") if best else None


def _spoken(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    anaphor = head(mention.head).anaphor if mention.head else None
    if context.speaker is None or anaphor not in ("speaker", "group") or not _own_word(mention, anaphor):
        return None
    return context.speaker, "the speaker's own words"


def _own_word(mention: ActorMention, anaphor: str) -> bool:
    return anaphor == "speaker" or mention.head == "mujahideen"


def _antecedent(mention: ActorMention, when: date | None, country: str | None, context: ActorContext) -> _Found:
    anaphor = head(mention.head).anaphor if mention.head else None
    if anaphor is None:
        return None
    leader = context.leader_of(mention.span.start) if mention.head == "own_forces" else None
    before = leader or context.antecedent(mention.span.start, named_only=anaphor != "attackers")
    found = _named(before, when, country, context) if before else None
    if found and before:
        return found[0], f"named before: {before.name}"
    best = _best(mention.ids, when, country) if mention.ids and country else None
    return (best, "self-name in this country") if best else None


def _settled(mention: ActorMention, key: str, when: date | None, country: str | None, why: str) -> Actor:
    local = _localised(successor(key, when, country), when, country)
    one = get(local)
    if one is None:
        return _open(mention, country)
    if local != key:
        why = f"{why}; {key} is {local} there and then"
    home = mention.country or (one.countries[0] if one.kind == "state" else None)
    return Actor(mention.role or "participant", local, one.name, one.kind, mention.span, home, why)


def _localised(key: str, when: date | None, country: str | None) -> str:
    """The part of a global group that is active in the country: "Islamic State" in Mali is its Sahel Province."""
    one = get(key)
    if one is None or not one.localises or country is None or country in one.countries:
        return key
    parts = [part for child in children(key) if (part := get(child)) and country in part.countries and part.at(when)]
    return min(parts, key=lambda part: part.countries.index(country)).id if parts else key


def _open(mention: ActorMention, country: str | None) -> Actor:
    kind = mention.kind
    where = mention.country or country
    hidden = mention.role in _ARMED_ROLES and mention.head in _PERSONS
    if hidden:
        kind = "unidentified"
    why = UNLISTED if mention.head is None and not mention.ids else "not named"
    return Actor(mention.role or "participant", None, _shown(mention, hidden, where), kind, mention.span, where, why)


def _shown(mention: ActorMention, hidden: bool, where: str | None) -> str:
    if mention.head is None and not mention.ids:
        return mention.name  # as found: the register doesn't hold it
    plain = head(mention.head).name if mention.head else mention.name
    name = "Unidentified armed group" if hidden else plain
    return f"{name} ({country_name(where)})" if where else name
