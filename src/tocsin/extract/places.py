"""Places of a sentence: takes one sentence with its offset in the report, gives ``PlaceMention``s with absolute spans.

A capitalised name is a place when the words about it make it one (``place_contexts``) or the gazetteer knows it well
and nothing speaks against it: a person's title, a verb of speech after a capital, the name of an institution.
Neighbouring mentions are then joined: the two ends of an axis, "X (Y)", "X, in the commune of Y, Z region", "Y's X",
lists. Invariants: mentions come in text order, don't overlap each other or ``taken``, and repeat the words they
cover.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tocsin.extract.place_contexts import Context, context_of, heads
from tocsin.extract.place_joins import AND, AREAS, SLASH, joined
from tocsin.extract.place_names import Name, case_of, knowledge_of, names_in, tokens_of
from tocsin.extract.place_words import Patterns, patterns, unbend, vocabulary
from tocsin.knowledge.files import load_counts
from tocsin.knowledge.gazetteer import countries, gazetteer
from tocsin.knowledge.gazetteer.regions import region_spans
from tocsin.model import PlaceMention, Span
from tocsin.text import fold

__all__ = ["find_places"]

_ROAD_CODE = re.compile(r"^(?:RN|N|A|R|M|E)-?\d{1,4}$")
_ROAD_WORDS = "road|highway|axis|route|axe|track|troncon|carretera|via|eje|corridor|stretch|autopista|nationale|piste"
_ROAD = re.compile(rf"\b(?:{_ROAD_WORDS}) (?:\w+ )?(?:de |of )?(?:la )?$")
_BORDER = re.compile(r"(?:'s)? (?:land )?(?:border|frontier)s?\b", re.IGNORECASE)
_ROAD_AFTER = re.compile(rf"^ (?:main |national )?(?:{_ROAD_WORDS})\b")
_NATION = re.compile(
    r"^[a-z]{0,2}(?:ans?|ians?|eans?|iens?|iennes?|ese|ois|oises?|ais|aises?|enos?|enas?|anos?|anas?|is?|ish|bes?|aine?s?)$"
)
_BRANCH = re.compile(r" (?:arm|branch|chapter|affiliate|wing|franchise|offshoot)(?!\w)")  # "IS's Khorasan branch"
_COMMON = 10  # of the 264 reports counted, those that hold a word from which on it is an everyday one
_VENUE = re.compile(r"(?<!\w)(?:hotel|restaurant|lycee|colegio|stade|estadio|rue|calle|avenue|avenida|boulevard) $")
_HOLY = ("st ", "st. ", "ste ", "saint ", "saint-", "sainte-", "san ", "santa ", "santo ")
_SHRINE = re.compile(
    r"'s? (?:[\w-]+ ){0,2}(?:church|cathedral|parish|school|college|hospital|seminary|mission|clinic|chapel)\b"
)
_QUOTES = " \"'«“‘¿¡"
_THE = re.compile(r"\bthe $")
_ON = re.compile(r"\bon $")
_NAMESAKE = re.compile(
    r"\b(?:colonia|barrio|vereda|sindicatura(?: de)?|urbanizacion|sector|calle|quartier|rue|"
    r"(?:town|village|hamlet) of|(?:village|localite|bourg) de) $"
)  # what bears the name of a country and is none: "colonia Argentina", "the town of San Marino"


def find_places(text: str, offset: int, language: str, taken: Sequence[Span] = ()) -> tuple[PlaceMention, ...]:
    """The places that the sentence ``text`` names; ``offset`` is where it begins in the report."""
    words = patterns(language)
    tokens = tokens_of(text)
    case = case_of(text, tokens, language)
    found = _spelled_out(text, _opened(text, names_in(text, tokens, case)))
    wide = region_spans(text)
    names = [n for n in found if not _is_taken(n, offset, taken) and not _is_within(n, wide)]
    contexts = [context_of(text, name, words) for name in names]
    kept: list[tuple[Name, Context]] = []
    for i, name in enumerate(names):
        context = _before_next(text, name, contexts[i], names[i + 1 : i + 2], contexts[i + 1 : i + 2])
        context = _inherited(text, name, context, kept)
        if _is_place(text, name, context, words):
            kept.append((name, context))
    mentions = [_mention(name, context, offset, text, words) for name, context in kept]
    headed = bool(kept) and heads(text, kept[0][0])
    return tuple(_outranked(joined(text, offset, mentions)) if headed else joined(text, offset, mentions))


def _outranked(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The place that heads a line gives way to one in which the line itself says that it happened."""
    head, rest = mentions[0], mentions[1:]
    nested = any(head.name in m.within or m.name in head.within for m in rest)
    own = any(m.relation in ("in", "axis") and m.feature != "country" for m in rest)
    return [replace(head, relation="origin"), *rest] if own and not nested else mentions


def _is_taken(name: Name, offset: int, taken: Sequence[Span]) -> bool:
    start, end = name.start + offset, name.end + offset
    return any(start < span.end and span.start < end for span in taken)


def _is_within(name: Name, spans: Sequence[tuple[int, int]]) -> bool:
    """True for "Lake Chad" in "the Lake Chad basin": a region of several countries is no place of an event."""
    return any(start < name.end and name.start < end for start, end in spans)


def _opened(text: str, names: list[Name]) -> list[Name]:
    """Names with "Gao-Ansongo" cut in two where the gazetteer knows both ends and not the whole."""
    found: list[Name] = []
    for name in names:
        ends = re.split(r"[-‑]", name.text) if name.level == "unknown" else []
        if len(ends) == 2 and all(len(e) > 2 and e[0].isupper() for e in ends) and _is_pair(text, name, *ends):
            cut = name.start + len(ends[0])
            found.append(Name(name.start, cut, ends[0], knowledge_of(ends[0])))
            found.append(Name(cut + 1, name.end, ends[1], knowledge_of(ends[1]), name.feature))
        else:
            found.append(name)
    return found


def _spelled_out(text: str, names: list[Name]) -> list[Name]:
    """Names with the short form of a state after its town in full: "Hazard, Ky.", "Dayton, OH"."""
    found: list[Name] = []
    for name in names:
        full = vocabulary().short.get(fold(name.text))
        last = found[-1] if found else None
        after_town = last is not None and last.level != "unknown" and text[last.end : name.start] == ", "
        if full and (after_town or (name.text.endswith(".") and name.level == "unknown")):
            name = replace(name, full=full, level="strong", feature="region")
        found.append(name)
    return found


def _is_pair(text: str, name: Name, one: str, other: str) -> bool:
    """True when a road is spoken of, or the two are well-known places of one country."""
    if name.feature == "road" or _ROAD.search(fold(text[max(0, name.start - 25) : name.start])):
        return True
    if _ROAD_AFTER.match(fold(text[name.end : name.end + 20])):
        return True
    if "unknown" in (knowledge_of(one), knowledge_of(other)):
        return False
    lands = [
        {m.entry.country for m in gazetteer().exact(e) if m.entry.curated or m.entry.population > 0}
        for e in (one, other)
    ]
    return bool(lands[0] & lands[1]) and "strong" in (knowledge_of(one), knowledge_of(other))


def _before_next(text: str, name: Name, context: Context, names: list[Name], contexts: list[Context]) -> Context:
    """What the next name says of this one: "A/B axis" makes A an end of it, "A (B)" and "A, B" put A within B."""
    if not names or context.title:
        return context
    gap = fold(text[name.end : names[0].start])
    if contexts[0].feature == "road" and SLASH.match(gap):
        return replace(context, relation="axis", feature="road", firm=True)
    if context.relation == "none" and gap == " (" and names[0].level != "unknown":
        return replace(context, relation="in", firm=True)
    inside = (
        gap == ", "
        and (names[0].level == "country" or contexts[0].feature in AREAS or _is_division(names[0].text))
        and name.level in ("known", "strong")
    )
    return replace(context, relation="in") if inside and context.relation == "none" else context


def _inherited(text: str, name: Name, context: Context, kept: list[tuple[Name, Context]]) -> Context:
    """A name joined to the last place by "and", a comma or a slash stands in the same relation."""
    if not kept or context.relation not in ("none", "destination") or context.title:
        return context
    last, before = kept[-1]
    gap = fold(text[last.end : name.start])
    if gap == " (" and before.firm and text[name.end : name.end + 1] == ")":
        return replace(context, firm=True)
    if SLASH.match(gap) or (AND.match(gap) and (before.relation == "axis" or context.relation == "none")):
        firm = before.firm and (before.relation == "axis" or bool(SLASH.match(gap)) or name.level != "unknown")
        return replace(before, feature=context.feature, firm=firm, km=None, said=False)
    return context


def _is_place(text: str, name: Name, context: Context, words: Patterns) -> bool:
    key = fold(name.text)
    if name.full:
        return True
    if key.startswith(_HOLY) and _SHRINE.match(fold(text[name.end : name.end + 40])):
        return False  # "St. Peter's Church"
    if name.feature in ("source", "venue"):
        return not context.title
    if _ROAD_CODE.match(name.text):
        return context.relation != "none" or context.head
    plain = key.removeprefix("the ")  # "The Mission further calls on"
    if plain in vocabulary().stop or plain in vocabulary().institutions or plain in vocabulary().features:
        named = context.feature in ("region", "province", "district", "lake") and context.firm
        return (named or context.head) and _is_division(name.text)
    opens = not text[: name.start].strip(_QUOTES) and key in vocabulary().openers
    if opens and context.feature is None and not (context.head or name.text.isupper()):
        return False
    if name.level != "country" and context.relation == "none" and _BRANCH.match(fold(text[name.end : name.end + 12])):
        return False
    if name.level == "country":
        return "." not in name.text or context.relation != "none"  # "the U.S. drone" is no place
    nation = " " not in key and _is_nationality(key) and not _is_division(name.text)
    everyday = name.level != "strong" and context.feature is None and load_counts()[0].get(key, 0) >= _COMMON
    venue = _VENUE.search(fold(text[max(0, name.start - 12) : name.start]))  # "l'hôtel Djibo de Kaya"
    if context.title or venue or _is_acronym(text, name, context) or nation or everyday:
        return False
    if name.level == "unknown":
        before = fold(text[max(0, name.start - 5) : name.start])
        if context.feature is None and (_THE.search(before) or (_ON.search(before) and key.endswith("s"))):
            return False  # "the Mediterranean", "a raid on Christians"
        return context.firm and len(name.text) > 2 and context.relation not in ("origin", "destination")
    if context.relation != "none" or context.firm or context.bracket:
        return True
    if name.start == 0 and " " not in name.text and knowledge_of(name.text) != "strong":
        return False
    holy = key.startswith(_HOLY[:3])  # a church, a feast, a school
    return name.level == "strong" and len(name.text) > 3 and not (context.said or holy or key in vocabulary().weak)


def _is_acronym(text: str, name: Name, context: Context) -> bool:
    """True for capitals alone in running text; a gazetteer that knows "CTD" as some village's code proves nothing."""
    if not name.text.isupper() or context.head or text.isupper():
        return False
    return name.level == "unknown" or len(name.text) < 5


def _is_nationality(key: str) -> bool:
    """True for "Malian", "Nigerien": the root of a country's name with an ending of nationality."""
    roots = _roots().get(key[:3], ())
    return any(key == root or (key.startswith(root) and _NATION.match(key[len(root) :])) for root in roots)


@lru_cache(maxsize=1)
def _roots() -> dict[str, list[str]]:
    """Country names without their last letter, by their first three letters."""
    found: dict[str, list[str]] = {}
    for country in countries().values():
        name = fold(country.name)
        if " " not in name:
            found.setdefault(name[:3], []).append(name[: max(4, len(name) - 1)])
    return found


def _is_division(name: str) -> bool:
    return any(m.entry.feature in ("region", "province") for m in gazetteer().exact(name))


def _mention(name: Name, context: Context, offset: int, text: str, words: Patterns) -> PlaceMention:
    before = fold(text[: name.start])
    span = Span(offset + name.start, offset + name.end, name.text)
    water = name.level == "country" and context.feature in ("river", "lake")  # "the Niger river", "fleuve Congo"
    namesake = name.level == "country" and _NAMESAKE.search(before) is not None
    feature = "road" if _ROAD_CODE.match(name.text) else context.feature
    feature = "country" if name.level == "country" and not (water or namesake) else feature
    here = name.feature == "venue" and (context.relation in ("in", "near") or words.struck.search(unbend(before)))
    relation = "in" if here else "origin" if name.feature in ("source", "venue") else context.relation
    feature = None if here else "source" if name.feature == "venue" else feature
    if feature == "country" and (relation == "near" or _BORDER.match(text, name.end)):
        relation = "border"
    called = f"{name.text} {context.feature}" if water else name.full or name.text
    return PlaceMention(span, called, relation, feature, context.bearing, context.km)
