"""How a name stands in its sentence: takes the words about it, gives a relation, a feature, a bearing, kilometres.

The words right before decide: "15 km south of", "near", "between", "evacuated to", "a doctor in", "the village of".
The words right after add the feature ("X district", "X, a village") or an event noun ("the X ambush"). Invariant:
pure functions of the sentence; ``firm`` is True only where these words alone make the name a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tocsin.extract.place_names import Name
from tocsin.extract.place_words import Patterns, bearing_of, kilometres, unbend, vocabulary
from tocsin.text import fold

__all__ = ["Context", "context_of", "head_end", "heads"]

_BEFORE = 100  # characters looked at before a name
_AFTER = 110  # characters looked at after it
_TRAIL = re.compile(r"(?:[\s\"«»(\[#*_]|(?<![a-z])')+$")
_CLOSED = re.compile(r"\s?(?:[,.;:»\")]|$)")
_HEAD = re.compile(
    r"^[\s>*•·\-–—#\[]*(?:\d{1,2}[.)/]\s+)?"
    r"(?:(?:[A-Za-zÀ-ÿ]{2,5}\.? )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\s*[,:–—-]?\s*)?"
)
_HEAD_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}")
_DASH = re.compile(r"\s[-–—]{1,2}\s")
_HEAD_END = re.compile(r"^(?: sede| ville| city| town)?\s?(?:[.:,(–—]|-\s|\s[-–—]\s)")
_HEAD_WORDS = re.compile(r"^(?: [\w-]+){1,2}\s?[.:(]")  # "17/06, Damboa LGA."
_QUOTED = re.compile(r"[\"',] (?:said|added|told|explained|recalled)$")  # "... all died," said Posadas
_WARD = re.compile(r"(?<!\w)(?:hospitals?|hopital|clini(?:c|que|ca)|morgue|mortuary|chu),$")  # "to the hospital, X"
_HOLDS = re.compile(r" (?:[\w-]+ )?(?:port|town|city|village|resort)(?: city| town)? of ")  # "the Red Sea port of X"
_SETTLED = frozenset(
    [
        "village",
        "town",
        "city",
        "camp",
        "base",
        "district",
        "province",
        "region",
        "island",
        "forest",
        "market",
        "quarter",
        "site",
        "area",
        "valley",
    ]
)


@dataclass(frozen=True, slots=True)
class Context:
    """``relation`` as in PlaceMention; ``title``: a person's title stands before; ``said``: a verb of speech after."""

    relation: str = "none"
    feature: str | None = None
    bearing: str | None = None
    km: float | None = None
    firm: bool = False
    title: bool = False
    said: bool = False
    bracket: bool = False
    head: bool = False


def head_end(text: str) -> tuple[int, bool]:
    """Where the head of a bullet would begin, and whether a date stands before it."""
    match = _HEAD.match(text)
    end = match.end() if match else 0
    return end, bool(_HEAD_DATE.search(text[:end]))


def context_of(text: str, name: Name, language: Patterns) -> Context:
    """The relation of ``name`` to what the sentence tells."""
    raw = fold(text[max(0, name.start - _BEFORE) : name.start])
    before = _TRAIL.sub("", unbend(raw))
    after = fold(text[name.end : name.end + _AFTER])
    found = _before(before.rstrip(), language)
    spot = bool(language.feature_before.search(before.rstrip()))  # "a village called X": no name of a person
    found = _after(after, _head(text, name, after, found), language)
    return replace(
        found,
        feature=found.feature or name.feature,
        title=not spot
        and bool(language.title.search(before.rstrip(" .")) or language.told.search(before) or _QUOTED.search(before)),
        said=bool(language.said.match(after) or (language.voiced.search(before) and _CLOSED.match(after))),
        bracket=raw.rstrip().endswith(("(", "[")),
    )


def _before(before: str, language: Patterns) -> Context:
    plain = _first_relation(before, language, ("distance", "bearing", "border", "near"))
    if plain:
        return plain
    feature, rest = _feature_before(before, language)
    aside = _aside(before, language)
    if aside:
        return replace(aside, feature=feature)
    arrival = _arrival(rest, feature, language)
    if arrival:
        return arrival
    found = _first_relation(rest, language, None, feature)
    if found:
        return found
    if feature in _SETTLED:
        return Context("in", feature, firm=feature != "base" or bool(language.struck.search(rest)))
    return Context("near" if feature == "road" else "none", feature, firm=feature is not None)


def _first_relation(
    rest: str, language: Patterns, only: tuple[str, ...] | None, feature: str | None = None
) -> Context | None:
    """The context of the first relation whose words end ``rest``."""
    for relation, pattern in language.relations:
        match = pattern.search(rest) if only is None or relation in only else None
        if match:
            return _related(relation, match, rest, feature, language)
    return None


def _feature_before(before: str, language: Patterns) -> tuple[str | None, str]:
    match = language.feature_before.search(before)
    if not match:
        return None, before
    rest = before[: match.start()].rstrip(" ,(")
    return vocabulary().features[match["f"]], language.trimmed.sub("", rest).rstrip()


def _aside(before: str, language: Patterns) -> Context | None:
    """Where wounded are brought or where a speaker sits: no place of the event."""
    care = language.care.search(before) or _WARD.search(before)
    if care and not language.care_struck.search(before):
        return Context("destination", firm=True)
    struck = language.seat_struck.search(before) or language.person_struck.search(before)
    if language.speaker.search(before) and not struck:
        return Context("origin", "source", firm=bool(language.open.search(before)))
    return None


def _arrival(rest: str, feature: str | None, language: Patterns) -> Context | None:
    """Fighters who reach a town are about it; bodies, wounded and people in flight that do so come from elsewhere."""
    landed = language.landed.search(rest)
    if landed and language.carried.search(rest, 0, landed.start()):
        return Context("destination", feature, firm=True)
    reached = language.arrives.search(rest)
    if reached and not language.carried.search(rest, 0, reached.start()):
        return Context("near", feature, firm=True)
    return None


def _related(relation: str, match: re.Match[str], rest: str, feature: str | None, language: Patterns) -> Context:
    if relation == "distance":
        return Context("distance", feature, bearing_of(match), kilometres(match), firm=True)
    if relation in ("bearing", "inner"):
        return Context(
            "bearing" if relation == "bearing" else "region", feature, bearing_of(match), firm=relation == "bearing"
        )
    if relation == "of":
        event = bool(language.event_before.search(rest))
        settled = feature in _SETTLED
        return Context(
            "in" if event or settled else "near" if feature == "road" else "none",
            feature,
            firm=event or feature is not None,
        )
    if relation == "in":
        sure = feature is not None or bool(language.open.search(rest) or language.raid_on.search(rest))
        return Context("near" if feature == "road" else "in", feature, firm=sure)
    if relation == "destination" and language.shot.search(rest):
        return Context("in", feature, firm=True)  # "fired rockets toward X"
    return Context(relation, feature, firm=feature is not None or relation in ("near", "axis"))


def heads(text: str, name: Name) -> bool:
    """True for the name before the dash that opens a line: "Port Sudan - The committees said"."""
    return name.start == head_end(text)[0] and bool(_DASH.match(text, name.end))


def _head(text: str, name: Name, after: str, found: Context) -> Context:
    start, dated = head_end(text)
    if name.start != start or found.relation != "none":
        return found
    if not (_HEAD_END.match(after) or (dated and _HEAD_WORDS.match(after))):
        return found
    bracket = after.lstrip().startswith("(")
    marked = dated or bracket or text[:start].strip() in (">", "*", "•")
    if not marked and name.level not in ("country", "strong"):
        return found
    return replace(found, relation="in", head=marked, firm=marked and (dated or name.text.isupper()))


def _after(after: str, found: Context, language: Patterns) -> Context:
    match = language.feature_after.match(after) or language.described.match(after)
    if match:
        feature = vocabulary().features[match["f"]]
        relation = "near" if feature == "road" and found.relation in ("in", "none") else found.relation
        plain = match.re is not language.feature_after or not match["f"].startswith("department")
        found = replace(
            found, relation=relation, feature=found.feature or feature, firm=found.firm or (plain and feature != "base")
        )
    if found.relation in ("in", "none") and _HOLDS.match(after):
        return replace(found, relation="region")
    away = language.away.match(unbend(after))
    if away and found.relation in ("in", "none", "near"):
        found = replace(found, km=kilometres(away), bearing=bearing_of(away))
    if found.relation == "none" and language.event_after.match(after):
        return replace(found, relation="in")
    return found
