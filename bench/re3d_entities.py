"""Entities in re3d's terms: takes a sentence, gives typed spans that don't nest.

The coder marks the words that name something, re3d the phrase about them: articles, "the city of", "northern", "ISIL
fighters", and pronouns that stand for organisations. Invariant: what is found first keeps its stretch, in the order
time, organisation, place, weapon, person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.muc4_persons import persons
from bench.muc4_phrases import words
from bench.records import Row
from tocsin.extract.actors import find_actors
from tocsin.extract.places import find_places
from tocsin.extract.times import find_times
from tocsin.extract.weapons import find_weapons
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention, Span
from tocsin.text import fold

__all__ = ["entities_of"]

_ARTICLE = r"(?:(?:[Tt]he|[Aa]n?|[Tt]h(?:is|ese|ose)|[Oo]ur|[Tt]heir|[Hh]is|[Ii]ts) )?"
_BEARING = r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral)\w* )?"
_FEATURE = r"(?:city|town|village|province|district|region|state|governorate|area|suburb|island|site|vicinity|camp)"
_BEFORE_PLACE = re.compile(rf"{_ARTICLE}(?:[\w-]+ ){{0,2}}?{_FEATURE} of {_BEARING}$|{_ARTICLE}{_BEARING}$")
_AFTER_PLACE = re.compile(
    r" (?:[Pp]rovince|[Dd]istrict|[Rr]egion|[Rr]iver|[Cc]ity|[Gg]overnorate|neighbou?rhood|[Dd]am)\b|, [A-Z]\w+\b"
)
_BEFORE_ACTOR = re.compile(
    rf"{_ARTICLE}(?:(?:[A-Z][\w.-]+|military|armed|foreign|\d+|international|innocent|former|local) ){{0,3}}$"
)
_AFTER_ACTOR = re.compile(
    r" (?:[a-z]+ )?(?:units?|fighters?|forces?|militants?|troops|regime|leaders?|officials?|personnel)\b| \w+ Council\b"
)
_PRONOUN = re.compile(r"\b(?:[Ww]e|[Tt]hey|us|our|them|their)\b")
_SINGLE = re.compile(
    r"^(?:[Mm]inister|[Aa]mbassador|humanitarian|terrorist|[Hh]ospitals?|villages?|[Nn]avy|[Ss]heikh)$"
)


def entities_of(text: str) -> list[Row]:
    """Entities of a sentence."""
    taken: list[Span] = []
    rows: list[Row] = []
    for kind, span in _found(text):
        if not any(span.overlaps(other) for other in taken):
            taken.append(span)
            rows.append({"start": span.start, "end": span.end, "type": kind})
    return sorted(rows, key=lambda row: row["start"])


def _found(text: str) -> Iterator[tuple[str, Span]]:
    times = [time.span for time in find_times(text, 0, "en")]
    actors = [actor for actor in find_actors(text, 0, "en") if not _no_body(actor)]
    places = [place.span for place in find_places(text, 0, "en", [*times, *(a.span for a in actors)])]
    yield from (("Temporal", span) for span in times)
    yield from (("Organisation", _wide(text, actor.span, _BEFORE_ACTOR, _AFTER_ACTOR)) for actor in actors)
    yield from (("Organisation", Span(m.start(), m.end(), m.group())) for m in _PRONOUN.finditer(text))
    yield from (("Location", _wide(text, span, _BEFORE_PLACE, _AFTER_PLACE)) for span in places)
    weapons = find_weapons(text, fold(text), 0, lexicon("en"))
    yield from (("Weapon", weapon.span) for weapon in weapons)
    yield from (("Person", span) for span in persons(text))


def _no_body(actor: ActorMention) -> bool:
    """True for a lone title or a building that the coder takes for those in it."""
    word = actor.span.text.split()[-1]
    return bool(_SINGLE.match(word)) or (word.lower() in words("titles") and not actor.plural)


def _wide(text: str, span: Span, before: re.Pattern[str], after: re.Pattern[str]) -> Span:
    """The span with the words about it that belong to its phrase."""
    start = min((m.start() for m in [before.search(text, 0, span.start)] if m), default=span.start)
    tail = after.match(text, span.end)
    end = tail.end() if tail else span.end
    return Span(start, end, text[start:end])
