"""What is new since the last brief: takes the dossiers of now and of then, gives one cited sentence a change.

Told are incidents that were not there, that stand otherwise, or whose toll reads otherwise. The two are matched by
their records, since an incident's id may move when reports join it. Invariant: a sentence names who speaks now, and
figures of then and now cite the reports that give them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.publish.dossier import Dossier
from tocsin.publish.speakers import opened
from tocsin.publish.statements import Citation, Part, Statement, voice
from tocsin.publish.tongue import ENGLISH, Tongue

__all__ = ["Change", "changes", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``kind`` is new, standing or toll."""

    kind: str
    incident_id: str
    statement: Statement


def changes(now: Sequence[Dossier], then: Sequence[Dossier], say: Tongue = ENGLISH) -> list[Change]:
    """New incidents first, the latest before background, then changed standings, then changed tolls."""
    known = {record.id: dossier for dossier in then for record in dossier.records}
    pairs = [(dossier, _earlier(dossier, known)) for dossier in now]
    fresh = sorted((one for one, old in pairs if old is None), key=_newest)
    found = [Change("new", one.incident.id, _told(one, say)) for one in fresh]
    both = [(one, old) for one, old in pairs if old is not None]
    found += [Change("standing", one.incident.id, made) for one, old in both for made in _standing(one, old, say)]
    return found + [Change("toll", one.incident.id, made) for one, old in both for made in _toll(one, old, say)]


def _newest(dossier: Dossier) -> tuple[bool, int, str]:
    end = dossier.incident.when.end
    background = all(record.background for record in dossier.records)
    return background, -(end.toordinal() if end else 0), dossier.incident.id


def gone(now: Sequence[Dossier], then: Sequence[Dossier]) -> int:
    """How many incidents of then no record of now tells of: coded anew, or judged to be another."""
    kept = {record.id for dossier in now for record in dossier.records}
    return sum(not any(record.id in kept for record in dossier.records) for dossier in then)


def _earlier(dossier: Dossier, known: dict[str, Dossier]) -> Dossier | None:
    return next((known[record.id] for record in dossier.records if record.id in known), None)


def _lead(dossier: Dossier, say: Tongue) -> tuple[Part, ...]:
    """What happened, where and when, and who says so: the frame that keeps a change a claim."""
    incident = dossier.incident
    kind = say.named("noun", incident.sub_event_type)
    words = f"{kind} {say.at_place(incident.place)} {say.on_days(incident.when)}"
    speaker = Part(say("according", voice=voice(dossier, say)), "name")
    return Part(opened(words), "sourced", _cites(dossier, "trigger")), speaker


def _told(dossier: Dossier, say: Tongue) -> Statement:
    """A new incident in a line: its section below tells the rest."""
    standing = Part(f"{say(f'status.{dossier.incident.status}')}.")
    return Statement("change", voice(dossier, say), (*_lead(dossier, say), standing), say.language)


def _cites(dossier: Dossier, field: str) -> tuple[Citation, ...]:
    """Where each record has the words of a field, else its first words."""
    found = []
    for source in dossier.sources:
        own = [span for name, span in source.record.evidence if name == field] or [source.record.evidence[0][1]]
        found += [Citation(source.report.id, span.start, span.end) for span in own]
    return tuple(dict.fromkeys(found))


def _standing(now: Dossier, then: Dossier, say: Tongue) -> Iterator[Statement]:
    before, after = then.incident.status, now.incident.status
    if before != after:
        words = say("stood", before=say(f"status.{before}"), after=say(f"status.{after}"))
        yield Statement("change", voice(now, say), (*_lead(now, say), Part(words)), say.language)


def _toll(now: Dossier, then: Dossier, say: Tongue) -> Iterator[Statement]:
    before, after = then.incident.killed, now.incident.killed
    if before == after or after is None:
        return
    old = Part(say.figure(*before), "sourced", _then_cites(now, then)) if before else Part(say("toll.nothing"))
    new = Part(say.figure(*after), "sourced", _cites(now, "casualties.killed"))
    parts = (Part(say("toll.was")), old, Part(say("toll.now")), new, Part("."))
    yield Statement("change", voice(now, say), (*_lead(now, say), *parts), say.language)


def _then_cites(now: Dossier, then: Dossier) -> tuple[Citation, ...]:
    """Where the figure of then stands, in reports that read the same now; else where that of now does."""
    texts = {source.report.id: source.report.text for source in now.sources}
    same = {one.report.id for one in then.sources if texts.get(one.report.id) == one.report.text}
    found = tuple(cite for cite in _cites(then, "casualties.killed") if cite.report_id in same)
    return found or _cites(now, "casualties.killed")
