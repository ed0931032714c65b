"""Who makes war on the country of a strike of which no doer is told: takes the report's words, gives that side.

War reports tell who strikes in one sentence and what was struck in another, often a later one: "A missile hit a house
in Odesa. Moscow has stepped up its attacks." A foreign state whose forces the report names, or which it says attacks,
is that side; so is the party that besieges the town, and the country's own forces where they attack or are asked about
a raid from the air. Invariant: where two sides may have struck, nobody is named, and who only speaks strikes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from tocsin.knowledge.actors import get
from tocsin.knowledge.actors.demonyms import country_names, seats
from tocsin.knowledge.lexicon import Lexicon, lexicon
from tocsin.model import Actor, ActorMention, Claim, Span
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["belligerent"]

_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_FORCES = frozenset(("military", "air_force", "aircraft", "navy", "soldiers", "strikes", "artillery", "troops", "army"))
_BREAK = re.compile(r"\n+")
_FEW = 3  # paragraphs within which a foreign side is named
_NEARBY = 1500  # characters on either side of a strike within which a party attacks
_AFTER = 45  # characters behind a name in which it is said to attack, to be asked or to besiege


def belligerent(
    claim: Claim, harmed: Container[str | None], planes: bool, walk: Walk, country: str | None
) -> Actor | None:
    """The one side that the report shows at war with ``country``, None when that is open."""
    if country is None:
        return None
    words = lexicon(walk.report.language)
    foreign = {a.id: a for a in _foreign(walk, country, words) if a.id not in harmed and _near(a, claim, walk, _FEW)}
    if foreign:
        if not planes and _party_is_near(claim, walk):
            return None
        return next(iter(foreign.values())) if len(foreign) == 1 else None
    here = _own_forces(walk, country, words) if planes else _besiegers(walk, words)
    sides = {a.id: a for a in here if a.id not in harmed and _near(a, claim, walk, 0)}
    return next(iter(sides.values())) if len(sides) == 1 else None


def _near(actor: Actor, claim: Claim, walk: Walk, reach: int) -> bool:
    """True for a side of which the text speaks within ``reach`` paragraphs; the items of a digest stand alone."""
    apart = reach if claim.sentence.section is None and claim.sentence.block == "body" else 0
    first, last = sorted((claim.span, actor.span))
    return len(_BREAK.findall(walk.report.text, first.end, max(first.end, last.start))) <= apart


def _party_is_near(claim: Claim, walk: Walk) -> bool:
    """True where a party attacks near by, or is only named beside shells and rockets: it may have fired as well."""
    flown = any(w.kind in ("drone", "missile") for w in claim.weapons)
    parties = (m for m in walk.actors.mentions if m.kind in _PARTIES and (m.role == "attacker" or not flown))
    return any(abs(m.span.start - claim.span.start) < _NEARBY for m in parties)


def _foreign(walk: Walk, country: str, words: Lexicon) -> Iterator[Actor]:
    """Foreign forces that the report names or that it says attack."""
    for mention in walk.actors.mentions:
        code = _state_of(mention)
        asked = words.pattern("no_comment").match(fold(walk.report.text[mention.span.end :][:_AFTER]).lstrip())
        attacks = mention.role == "attacker" or mention.head in _FORCES or asked is not None
        if code and code != country and attacks and not _is_answering(mention, walk, words):
            yield from _force(code, mention.span)
    yield from (
        force for code, span in _attacking(walk.report.text, words) if code != country for force in _force(code, span)
    )


def _attacking(text: str, words: Lexicon) -> Iterator[tuple[str, Span]]:
    """States and their capitals of which the text says that they attack: "Moscow has stepped up its attacks"."""
    folded = fold(text)
    known = {**country_names(), **seats()}
    for attack in words.pattern("makes_war").finditer(folded):
        before = folded[max(0, attack.start() - _AFTER) : attack.start()].rstrip()
        name = next((n for n in _last_words(before) if n in known), None)
        start = len(folded[: attack.start()].rstrip()) - len(name or "")
        if name and text[start].isupper() and not text[start : start + len(name)].isupper():
            yield known[name], Span(start, start + len(name), text[start : start + len(name)])


def _last_words(before: str) -> Iterator[str]:
    words = before.replace("l'", " ").split()
    yield from (" ".join(words[-size:]) for size in (2, 1) if len(words) >= size)


def _state_of(mention: ActorMention) -> str | None:
    key = mention.ids[0] if mention.kind in ("state", "external") and mention.ids and not mention.generic else ""
    return key.split(":")[0].upper() if ":" in key else None


def _is_answering(mention: ActorMention, walk: Walk, words: Lexicon) -> bool:
    """True for who denies that it strikes there, or who only condemns or is asked to help."""
    after = fold(walk.report.text[mention.span.end : mention.span.end + _AFTER])
    return any(words.pattern(name).match(after.lstrip()) for name in ("reacts", "denies"))


def _force(code: str, span: Span) -> Iterator[Actor]:
    force = get(f"{code.lower()}:military")
    if force:
        why = "the report shows it at war with the country of the event"
        yield Actor("attacker", force.id, force.name, force.kind, span, code, why)


def _besiegers(walk: Walk, words: Lexicon) -> Iterator[Actor]:
    """The party that besieges: "besieged by the RSF", "The RSF have besieged the city"."""
    folded = fold(walk.report.text)
    spans = [m.span() for m in words.pattern("besieges").finditer(folded)]
    for mention in walk.actors.mentions:
        named = mention.ids and not mention.generic and get(mention.ids[0])
        near = any(-_AFTER <= mention.span.start - end <= _AFTER // 2 for _, end in spans)
        if named and near and named.kind in _PARTIES:
            yield Actor("attacker", named.id, named.name, named.kind, mention.span, None, "besieges the place")


def _own_forces(walk: Walk, country: str, words: Lexicon) -> Iterator[Actor]:
    """The country's own forces, where they attack or the report says that they gave no answer about the raid."""
    for mention in walk.actors.mentions:
        if mention.kind != "state" or (mention.ids and _state_of(mention) not in (country, None)):
            continue
        after = fold(walk.report.text[mention.span.end : mention.span.end + _AFTER])
        if mention.role == "attacker" or words.pattern("no_comment").match(after.lstrip()):
            yield from _force(country, mention.span)
