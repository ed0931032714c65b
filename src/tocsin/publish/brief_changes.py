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
from tocsin.publish.statements import Citation, Part, Statement, kind_in_words, state, voice
from tocsin.publish.wording import at_place, figure, on_days

__all__ = ["Change", "changes", "gone"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``kind`` is new, standing or toll."""

    kind: str
    incident_id: str
    statement: Statement


def changes(now: Sequence[Dossier], then: Sequence[Dossier]) -> list[Change]:
    """New incidents first, the latest before background, then changed standings, then changed tolls."""
    known = {record.id: dossier for dossier in then for record in dossier.records}
    pairs = [(dossier, _earlier(dossier, known)) for dossier in now]
    fresh = sorted((one for one, old in pairs if old is None), key=_newest)
    found = [Change("new", one.incident.id, state(one)[0]) for one in fresh]
    both = [(one, old) for one, old in pairs if old is not None]
    found += [Change("standing", one.incident.id, made) for one, old in both for made in _standing(one, old)]
    return found + [Change("toll", one.incident.id, made) for one, old in both for made in _toll(one, old)]


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


def _lead(dossier: Dossier) -> tuple[Part, ...]:
    """What happened, where and when, and who says so: the frame that keeps a change a claim."""
    words = f"{kind_in_words(dossier)} {at_place(dossier.incident.place)} {on_days(dossier.incident.when)}"
    speaker = Part(f", according to {voice(dossier)}: ", "name")
    return Part(opened(words), "sourced", _cites(dossier, "trigger")), speaker


def _cites(dossier: Dossier, field: str) -> tuple[Citation, ...]:
    """Where each record has the words of a field, else its first words."""
    found = []
    for source in dossier.sources:
        own = [span for name, span in source.record.evidence if name == field] or [source.record.evidence[0][1]]
        found += [Citation(source.report.id, span.start, span.end) for span in own]
    return tuple(dict.fromkeys(found))


def _standing(now: Dossier, then: Dossier) -> Iterator[Statement]:
    before, after = then.incident.status, now.incident.status
    if before != after:
        words = f"it stood as {before} and now stands as {after}."
        yield Statement("change", voice(now), (*_lead(now), Part(words)))


def _toll(now: Dossier, then: Dossier) -> Iterator[Statement]:
    before, after = then.incident.killed, now.incident.killed
    if before == after or after is None:
        return
    old = Part(figure(*before), "sourced", _then_cites(now, then)) if before else Part("no figure")
    new = Part(figure(*after), "sourced", _cites(now, "casualties.killed"))
    parts = (Part("the figure of the dead was "), old, Part(" and is now "), new, Part("."))
    yield Statement("change", voice(now), (*_lead(now), *parts))


def _then_cites(now: Dossier, then: Dossier) -> tuple[Citation, ...]:
    """Where the figure of then stands, in reports that read the same now; else where that of now does."""
    texts = {source.report.id: source.report.text for source in now.sources}
    same = {one.report.id for one in then.sources if texts.get(one.report.id) == one.report.text}
    found = tuple(cite for cite in _cites(then, "casualties.killed") if cite.report_id in same)
    return found or _cites(now, "casualties.killed")
