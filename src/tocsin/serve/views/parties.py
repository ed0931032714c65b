"""Who is said to have done it, and who claims it: takes the records of an incident, gives names for one cell of a list.

Attackers come first; of a clash, where no side is the attacker, both are named. Invariant: a name is what some record
says, each once, in the reader's language; nobody is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.model import EventRecord
from tocsin.publish.tongue import Tongue
from tocsin.store import Catalogue, Entry

__all__ = ["Parties", "parties_in", "parties_of"]

_MOST = 2
"""Names in a cell; what more there are stands on the incident's page."""


@dataclass(frozen=True, slots=True)
class Parties:
    """``did`` and ``claims`` in words, empty where the reports name nobody."""

    did: str
    claims: str


def parties_of(catalogue: Catalogue, entries: Sequence[Entry], say: Tongue) -> dict[str, Parties]:
    """The parties of each incident found, by its id."""
    known = catalogue.records([key for entry in entries for key in entry.incident.record_ids])
    rows = ((one.incident, [known[key] for key in one.incident.record_ids if key in known]) for one in entries)
    return {incident.id: parties_in(records, say) for incident, records in rows}


def parties_in(records: Sequence[EventRecord], say: Tongue) -> Parties:
    """The parties that these records of one incident name."""
    actors = [actor for record in records for actor in record.actors]
    roles = ("attacker",) if any(actor.role == "attacker" for actor in actors) else ("participant",)
    did = _listed((say.actor(actor.name) for actor in actors if actor.role in roles), say)
    marks = [(record, record.attribution) for record in records]
    claims = (say.speaker(one.claimant, [record]) for record, one in marks if one.status == "claimed" and one.claimant)
    return Parties(did, _listed(claims, say))


def _listed(names: Iterable[str], say: Tongue) -> str:
    unique = list(dict.fromkeys(names))
    return say.listed(unique, _MOST) if unique else ""
