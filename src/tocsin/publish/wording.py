"""Records in a few plain words, for tables, briefs and maps: takes records, gives short strings.

Invariant: nothing is added. A place keeps its vagueness ("within 25 km of Niono"), a day its doubt ("about", with the
flags), a toll its range; a name comes from the record or from the registry's own name for the id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tocsin.knowledge.gazetteer import countries
from tocsin.model import Actor, Casualty, EventRecord, Place, When

__all__ = [
    "BRIEFLY",
    "NOUNS",
    "at_place",
    "country_name",
    "days",
    "figure",
    "links_defanged",
    "names",
    "on_days",
    "quoted",
    "sides",
    "toll_words",
    "where",
]

NOUNS = {
    "Armed clash": "an armed clash",
    "Government regains territory": "the recapture of territory",
    "Non-state actor overtakes territory": "the capture of territory",
    "Chemical weapon": "an attack with a chemical weapon",
    "Air/drone strike": "an air or drone strike",
    "Suicide bomb": "a suicide bombing",
    "Shelling/artillery/missile attack": "shelling, artillery or missile fire",
    "Remote explosive/landmine/IED": "the blast of a bomb, mine or improvised device",
    "Grenade": "a grenade attack",
    "Sexual violence": "sexual violence",
    "Attack": "an attack",
    "Abduction/forced disappearance": "an abduction or forced disappearance",
    "Peaceful protest": "a peaceful protest",
    "Protest with intervention": "a protest met with intervention",
    "Excessive force against protesters": "excessive force against protesters",
    "Violent demonstration": "a violent demonstration",
    "Mob violence": "mob violence",
    "Agreement": "an agreement",
    "Arrests": "arrests",
    "Change to group/activity": "a change to a group or its activity",
    "Disrupted weapons use": "the finding or foiling of weapons or a plot",
    "Headquarters or base established": "the setting up of a headquarters or base",
    "Looting/property destruction": "looting or destruction of property",
    "Non-violent transfer of territory": "a non-violent transfer of territory",
    "Other": "another development",
}
"""ACLED's sub-event types as noun phrases for a sentence; the codebook's names stay in tables and exports."""

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
"""Sub-event types that are long or hard to read, as they stand in a list for people; the others stay as they are."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
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


def on_days(when: When) -> str:
    """The days as they stand in a sentence: "on 11 June 2024", "in June 2024", "between …"."""
    first, last = when.start, when.end
    if first is None and last is None:
        return "on an unknown date"
    if first is None or last is None:
        return f"until {_day(last)}" if last else f"after {_day(first)}"
    if first == last:
        return f"on {_day(first)}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return f"in {_MONTHS[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return f"in {first.year}"
    return f"between {_day(first)} and {_day(last)}"


def _day(day: date | None) -> str:
    """A day in words, whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "…"


def at_place(place: Place) -> str:
    """The place as it stands in a sentence, with the country's name."""
    words = where(replace(place, country=None)) if place.name else ""
    land = country_name(place.country)
    if not words:
        return f"somewhere in {land}" if land else "at an unknown place"
    inside = words if words.split()[0] in ("in", "within", "between", "near") else f"in {words}"
    return f"{inside}, {land}" if land and land != place.name else inside


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
