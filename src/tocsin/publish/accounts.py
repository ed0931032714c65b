"""The tellings of an incident side by side: takes a dossier, gives one account a report: who, how, what toll.

Invariant: an account speaks for the report it comes from; "confirms" and "claims" are what the record's attribution
says, never more, and a figure that somebody else gives in it stands beside that speaker.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model import EventRecord
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.speakers import short_name, speaker_name
from tocsin.publish.tongue import ENGLISH, Tongue
from tocsin.publish.wording import BRIEFLY, figure
from tocsin.tolls import Said, Toll, counted, voiced

__all__ = ["Account", "accounts", "said_to_happen"]

_VERBS = {"claimed": "claims", "confirmed": "confirms", "alleged": "alleges", "denied": "denies"}
_KINDS = ("killed", "wounded", "abducted")


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says: ``who`` speaks, ``verb`` how, ``via`` the report when another speaks in it.

    ``short`` is ``who`` by its acronym, where the registry has one.
    """

    source: Source
    who: str
    short: str
    verb: str
    via: str | None
    what: str
    toll: str


def accounts(dossier: Dossier, say: Tongue = ENGLISH) -> list[Account]:
    """One account a report, by day of publication; names in the language of ``say``, verbs and tolls in English."""
    rows = sorted(dossier.sources, key=lambda one: (str(one.report.published or ""), one.record.id))
    return [_account(source, say) for source in rows]


def _account(source: Source, say: Tongue) -> Account:
    record, outlet = source.record, say.report(source.report)
    claimant = record.attribution.claimant if record.attribution.status == "claimed" else None
    who = say.speaker(claimant, [record]) if claimant else outlet
    verb = "denies" if record.modality == "denied" else _VERBS.get(record.attribution.status, "reports")
    short = short_name(claimant, who) if claimant else who
    via = None if who == outlet else outlet
    return Account(source, who, short, verb, via, said_to_happen(record), _toll(record, claimant))


def said_to_happen(record: EventRecord) -> str:
    """The kind of event in a few words."""
    return BRIEFLY.get(record.sub_event_type, record.sub_event_type)


def _toll(record: EventRecord, claimant: str | None) -> str:
    """As in "10 killed, 19 wounded"; figures of different speakers of one report each beside its own."""
    rows = [_kind(record, kind, claimant) for kind in _KINDS]
    return ", ".join(row for row in rows if row)


def _kind(record: EventRecord, kind: str, claimant: str | None) -> str:
    """One interval a speaker; what several count of different people stands as "3 (so A) and 5 (so B)".

    Whoever gives it is named unless that goes without saying: a claimant is never given a figure of somebody else.
    """
    found = voiced(record, counted([record], kind).get(record.id, ()))
    alone = len({row.said_by for one in found for row in one.rows}) < 2
    words = [" and ".join(_words(*own, claimant, alone, record) for own in _each(one)) for one in found]
    return f"{' or '.join(words)} {kind}" if words else ""


def _each(one: Said) -> list[tuple[str | None, Toll]]:
    """The toll of a voice; where the report puts together what several say, what each of them says."""
    if {row.said_by for row in one.rows} == {one.by}:
        return [(one.by, one.toll)]
    by = {row.said_by: tuple(own for own in one.rows if own.said_by == row.said_by) for row in one.rows}
    return [(voice, Said(voice, (own,)).toll) for voice, own in by.items()]


def _words(by: str | None, toll: Toll, claimant: str | None, alone: bool, record: EventRecord) -> str:
    return figure(*toll) + (f" (so {_giver(by, record)})" if by != claimant and (claimant or not alone) else "")


def _giver(said_by: str | None, record: EventRecord) -> str:
    return speaker_name(said_by, [record]) if said_by else "the report"
