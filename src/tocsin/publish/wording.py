"""Records in a few plain words, for tables, briefs and maps: takes records, gives short strings.

Invariant: nothing is added. A place keeps its vagueness ("within 25 km of Niono"), a day its doubt ("about", with the
flags), a toll its range; a name comes from the record or from the registry's own name for the id.
"""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.knowledge.gazetteer import countries
from tocsin.model import Actor, Casualty, EventRecord, Place, When

__all__ = [
    "BRIEFLY",
    "CREDIBILITY",
    "RELIABILITY",
    "country_name",
    "days",
    "figure",
    "links_defanged",
    "names",
    "quoted",
    "sides",
    "toll_words",
    "where",
]

CREDIBILITY = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "can't be judged",
}
"""The second axis of the Admiralty code (NATO AJP-2.1): how credible an item of information is."""
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "can't be judged",
}
"""The first axis of the Admiralty code: how reliable a source is."""
BRIEFLY = {
    "Non-state actor overtakes territory": "Armed group takes ground",
    "Government regains territory": "Government retakes ground",
    "Non-violent transfer of territory": "Ground changes hands",
    "Air/drone strike": "Air or drone strike",
    "Suicide bomb": "Suicide bombing",
    "Shelling/artillery/missile attack": "Shelling or missiles",
    "Remote explosive/landmine/IED": "Bomb or mine",
    "Grenade": "Grenade attack",
    "Abduction/forced disappearance": "Abduction",
    "Excessive force against protesters": "Force against protesters",
    "Change to group/activity": "Change to a group",
    "Disrupted weapons use": "Weapons found or foiled",
    "Headquarters or base established": "Base set up",
    "Looting/property destruction": "Looting or destruction",
    "Other": "Other development",
}
"""Sub-event types that are long or hard to read, as they stand in a list for people; the others stay as they are.

``tongue`` has them in all languages.
"""

_PINNED_KM = 10.0
_QUOTE_CHARS = 160


def days(when: When) -> str:
    """The days in ISO 8601; "date unknown" when nothing is known."""
    if when.start is None and when.end is None:
        return "date unknown"
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '…'} to {when.end or '…'}"


def where(place: Place) -> str:
    """The place with its vagueness and country."""
    if place.name is None:
        return f"somewhere in {place.country}" if place.country else "place unknown"
    tail = f" ({place.country})" if place.country else ""
    if place.shape.kind == "axis" and place.shape.ends:
        return f"between {place.shape.ends[0]} and {place.shape.ends[1]}{tail}"
    if place.precision in ("admin1", "admin2", "country"):
        return f"in {place.name}{tail}"
    if place.radius_km is not None and place.radius_km <= _PINNED_KM:
        return f"{place.name}{tail}"
    return f"within {place.radius_km:g} km of {place.name}{tail}" if place.radius_km else f"near {place.name}{tail}"


def country_name(iso: str | None) -> str | None:
    """The country's English name; the code itself when it is unknown."""
    known = countries().get(iso) if iso else None
    return known.name if known else iso


def figure(low: int, high: int | None) -> str:
    """A toll in persons: "3", "3 to 12", "101 or more"."""
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def toll_words(casualties: Iterable[Casualty], kind: str) -> str:
    """Every figure of a kind beside its speaker; rivals stay apart, equal ones are said once."""
    rows = [(figure(row.low, row.high), row.said_by, row.of) for row in casualties if row.kind == kind]
    words = [f"{count}{f' {of}' if of else ''}{f' ({said_by})' if said_by else ''}" for count, said_by, of in rows]
    return "; ".join(dict.fromkeys(words))


def names(actors: Iterable[Actor], *roles: str) -> str:
    """The names of the actors in these roles, each once."""
    return ", ".join(dict.fromkeys(actor.name for actor in actors if actor.role in roles))


def sides(record: EventRecord) -> str:
    """Who → whom; "?" where the report names nobody."""
    who = names(record.actors, "attacker", "participant")
    whom = names(record.actors, "target", "victim", "arrested")
    return f"{who or '?'} → {whom or '?'}"


def quoted(record: EventRecord) -> str:
    """The words of the report that the record rests on, in reading order, short."""
    spans = sorted({span for _, span in record.evidence}, key=lambda span: (span.start, -span.end))
    kept = []
    end = 0
    for span in spans:
        if span.start >= end:
            kept.append(span.text)
            end = span.end
    words = links_defanged(" … ".join(" ".join(text.split()) for text in kept))
    return words if len(words) <= _QUOTE_CHARS else words[: _QUOTE_CHARS - 1] + "…"


def links_defanged(text: str) -> str:
    """The text with its links made unclickable (hxxp, brackets), as group statements are quoted."""
    return text.replace("http://", "hxxp://").replace("https://", "hxxps://").replace("://t.me/", "://t[.]me/")
