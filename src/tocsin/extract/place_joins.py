"""Neighbouring places put together: takes the mentions of a sentence in order, gives them joined.

The two ends of an axis become one mention; "X (Y)", "X, in the commune of Y, Z region", "Y's X" put Y and Z into what X
lies within. Invariant: no mention is lost but the far end of an axis, which its near end keeps.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.extract.place_words import vocabulary
from tocsin.model import PlaceMention
from tocsin.text import fold

__all__ = ["AND", "AREAS", "SLASH", "joined"]

AND = re.compile(r"^(?:,? (?:and|et|y|e|or|ou|o|to|with|con|a|&) (?:the |le |la |les |el )?|, )$")
SLASH = re.compile(r"^ ?[/–—-] ?$")
AREAS = frozenset(["district", "province", "region", "country", "county"])
_PARENTS = (
    "commune|province|region|district|state|departement|departamento|municipio|cercle|county|governorate|municipality|"
    "prefecture|territoire|prov|estado|canton|parroquia|sous-prefecture|zona|area|jurisdiccion|corregimiento|zone|"
    "localite|groupement|chefferie|secteur"
)
_WITHIN = re.compile(
    r"^(?: ?[(\[](?:in |en |dans )?|,? (?:in|en|dans|of|de|del|du)(?: the| le| la| el)? |, |'s "
    r"| \(?[a-z-]+ (?:of|de|du) )"
    r"(?:the |le |la |el |l')?(?:(?!at |a |au |near |pres |cerca |by )[\w-]+ ){0,2}?"
    rf"(?:(?:{_PARENTS})(?: rurale| rural)? (?:of |de |du |d'|del )?(?:la |l')?)?$"
)
_OWNED = re.compile(r"^'s (?:(?:(?:north|south|east|west)[a-z-]*|central|coastal|restive|troubled|remote) ){0,2}$")
_OWN_KIND = re.compile(r"^ ([a-z]+)(?=, | \()")


def joined(text: str, offset: int, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions with axes put together and parents written into ``within``."""
    found: list[PlaceMention] = []
    for mention in mentions:
        last = found[-1] if found else None
        gap = fold(text[last.span.end - offset : mention.span.start - offset]) if last else ""
        if last and last.to is None and _is_axis(last, mention, gap):
            found[-1] = replace(last, relation="axis", to=mention.span, feature=last.feature or "road")
            continue
        if last and _OWNED.match(gap):
            mention = replace(mention, within=(*mention.within, last.name))
            found = _nest_beside(found, mention)
        elif last and (_WITHIN.match(gap) or _is_parent(last, mention, gap)):
            if _is_namesake(found, mention, gap, text[mention.span.end - offset :]):
                found[-1] = replace(last, feature="town")
            found = _nest(found, mention)
        found.append(mention)
    return [_settled(m) for m in found]


def _is_namesake(found: list[PlaceMention], mention: PlaceMention, gap: str, after: str) -> bool:
    """True for the country's name in "in Palestine, Colombia, three": a town; "in Mali, Niger and Chad" is a list."""
    last = found[-1]
    alone = len(found) < 2 or found[-2].feature != "country" or found[-2].span.end + 2 < last.span.start
    closed = re.match(r", (?!and |et |y |e |or )[a-z]", after) is not None
    return last.feature == mention.feature == "country" and gap == ", " and last.relation == "in" and alone and closed


def _settled(mention: PlaceMention) -> PlaceMention:
    """An axis that never found its other end is near its one end; between two countries nothing is said."""
    if mention.relation != "axis" or mention.to is not None:
        return mention
    return replace(mention, relation="none" if mention.feature == "country" else "near")


def _is_axis(last: PlaceMention, mention: PlaceMention, gap: str) -> bool:
    if "country" in (last.feature, mention.feature):
        return False
    if last.relation == "axis":
        return bool(AND.match(gap) or SLASH.match(gap)) and gap != ", "
    return bool(SLASH.match(gap)) and (gap in "-/" or "road" in (last.feature, mention.feature))


def _is_parent(last: PlaceMention, mention: PlaceMention, gap: str) -> bool:
    """True for "X, Y district" and "X village, Y district"."""
    own = _OWN_KIND.match(gap)
    if own and own[1] in vocabulary().features:
        gap = gap[own.end() :]
    return len(gap) < 40 and mention.feature in AREAS and gap.startswith((",", " (")) and "." not in gap


def _nest_beside(found: list[PlaceMention], owned: PlaceMention) -> list[PlaceMention]:
    """What lies within the owner lies within what it owns: "Mafa, in Nigeria's northeastern Yobe state"."""
    if len(found) < 2 or found[-1].name not in found[-2].within:
        return found
    return [*found[:-2], replace(found[-2], within=(*found[-2].within, owned.name)), found[-1]]


def _nest(found: list[PlaceMention], parent: PlaceMention) -> list[PlaceMention]:
    """The last mention, and those that already lie within it, lie within ``parent`` too."""
    last = found[-1]
    chain = [last.name]
    changed = [replace(last, within=(*last.within, parent.name))]
    for mention in reversed(found[:-1]):
        inside = mention.within and mention.within[-1] in chain
        changed.append(replace(mention, within=(*mention.within, parent.name)) if inside else mention)
        chain += [mention.name] if inside else []
    return changed[::-1]
