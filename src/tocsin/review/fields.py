"""The fields of a record that a person may edit, and what each reads now, in words that need no language.

Invariant: what ``reading`` gives for a date, a toll or a status can be typed back (see ``edits``).
"""

from __future__ import annotations

from tocsin.model import EventRecord, Place, When

__all__ = ["FIELDS", "NOTHING", "ROLES", "TOLLS", "reading", "shown_place", "shown_toll", "shown_when"]

ROLES = ("attacker", "target", "victim")
TOLLS = ("killed", "wounded", "abducted")
FIELDS = ("type", "date", "place", *ROLES, *TOLLS, "status")
NOTHING = "–"
"""An empty field, and what to type to empty one."""


def reading(record: EventRecord, field: str) -> str:
    """What a field of the record says."""
    if field in ROLES:
        return "; ".join(actor.name for actor in record.actors if actor.role == field) or NOTHING
    if field in TOLLS:
        return "; ".join(shown_toll(row.low, row.high) for row in record.casualties if row.kind == field) or NOTHING
    plain = {"type": record.sub_event_type, "status": record.attribution.status}
    return plain.get(field) or (shown_when(record.when) if field == "date" else shown_place(record.place))


def shown_toll(low: int, high: int | None) -> str:
    """As in 3, 3-5, 3+."""
    return f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"


def shown_when(when: When) -> str:
    """A day, or two joined by a slash (ISO 8601)."""
    ends = [day.isoformat() if day else ".." for day in (when.start, when.end)]
    return NOTHING if ends == ["..", ".."] else ends[0] if ends[0] == ends[1] else "/".join(ends)


def shown_place(place: Place) -> str:
    """Name and country."""
    return ", ".join(part for part in (place.name, place.country) if part) or NOTHING
