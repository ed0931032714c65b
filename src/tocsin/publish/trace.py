"""The way back: takes a dossier, gives the lines that lead from an incident to the words of each report, room by room.

Every line that holds a value names the room that set it and, where the value comes from words, quotes them with their
offsets (code points of the report's text, end exclusive).
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model import EventRecord, Outcome, Place, Reliability, Report, Review, SourceMention, Span, When
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier
from tocsin.publish.wording import CREDIBILITY, RELIABILITY, days, figure, links_defanged, where

__all__ = ["trace"]


def trace(dossier: Dossier) -> Iterator[str]:
    """Lines from the incident down to the words."""
    incident = dossier.incident
    yield f"incident {incident.id}"
    yield f"  reconcile  {incident.status}: {incident.sub_event_type}, {where(incident.place)}, {days(incident.when)}"
    yield from (f"  reconcile  {step}" for step in incident.steps)
    yield f"  reconcile  credibility {incident.credibility} of 6 (Admiralty code: {CREDIBILITY[incident.credibility]})"
    yield from (f"  reconcile  source {_judged(one)}" for one in dossier.reliability)
    yield from (f"  reconcile  {_tested(one)}" for one in incident.outcomes)
    if incident.killed:
        yield f"  reconcile  killed {figure(*incident.killed)} (from the lowest speaker's figure to the highest)"
    yield from (f"  reconcile  joined: {why}" for why in incident.why)
    yield from (f"  reconcile  {one.statement.text}" for one in disagreements(dossier))
    for source in dossier.sources:
        yield from _record(source.report, source.record)


def _judged(one: Reliability) -> str:
    """A source's letter, and how often others bore it out elsewhere."""
    cases = one.borne_out + one.contradicted
    count = f"{one.borne_out} of {cases} borne out in other incidents" if cases else "never tested in another incident"
    return f"{one.source} ({one.kind}): reliability {one.letter} (Admiralty code: {RELIABILITY[one.letter]}; {count})"


def _tested(one: Outcome) -> str:
    return f"the word of {one.source} is {'borne out' if one.borne_out else 'contradicted'} here: {one.why}"


def _record(report: Report, record: EventRecord) -> Iterator[str]:
    yield f"  record {record.id}"
    origin = f"{report.source or 'source unknown'}, “{report.title or 'untitled'}”, {report.published or 'undated'}"
    yield f"    ingest     {report.id} ({origin}; date from {report.published_from or 'nowhere'}; {report.language})"
    yield from _paragraph(report, record)
    yield f"    assemble   {record.event_type} / {record.sub_event_type}, {record.modality}, score {record.score:.2f}"
    yield f"    assemble   coder {record.coder}{', background' if record.background else ''}"
    yield from _when(record.when)
    yield from _place(record.place)
    yield from _parties(record)
    yield from _attribution(record)
    yield from (f"    evidence   {name}: {_words(span)}" for name, span in record.evidence)
    yield from (_review(one) for one in record.reviews)


def _review(one: Review) -> str:
    """A person's word: who, when, what it read and reads, on which words, why."""
    mended = f" {one.field}: {one.was} → {one.value} from {_words(one.span)}" if one.field else ""
    return f"    review     {one.on[:16]} {one.by}: {one.verdict}{mended}{f' ({one.why})' if one.why else ''}"


def _paragraph(report: Report, record: EventRecord) -> Iterator[str]:
    """The line of the clean text in which the first words stand that the record rests on."""
    spans = [span for name, span in record.evidence if name == "trigger"] or [span for _, span in record.evidence]
    if spans:
        start = report.text.rfind("\n", 0, spans[0].start) + 1
        end = report.text.find("\n", spans[0].end)
        whole = report.text[start : end if end >= 0 else len(report.text)]
        yield f"    segment    {_words(Span(start, start + len(whole), whole))}"


def _words(span: Span | None) -> str:
    return f"“{links_defanged(' '.join(span.text.split()))}” [{span.start}:{span.end}]" if span else "no words"


def _when(when: When) -> Iterator[str]:
    flags = f"; {', '.join(when.flags)}" if when.flags else ""
    yield f"    resolve    date {days(when)} from {_words(when.span)}, against {when.anchor or 'nothing'}{flags}"
    yield from (f"    resolve    date, runner-up: {c.start} to {c.end}: {c.why}" for c in when.candidates)


def _place(place: Place) -> Iterator[str]:
    point = f"{place.lat:.4f} {place.lon:.4f}" if place.lat is not None and place.lon is not None else "no point"
    yield f"    resolve    place {where(place)}, {point}, from {_words(place.span)}: {place.why or 'no reason kept'}"
    yield from (
        f"    resolve    place, runner-up: {c.name} ({c.gazetteer_id}), {c.score:.2f}: {c.why}"
        for c in place.candidates
    )


def _parties(record: EventRecord) -> Iterator[str]:
    for actor in record.actors:
        why = f": {actor.why}" if actor.why else ""
        yield f"    resolve    {actor.role} {actor.name} ({actor.id or actor.kind}) from {_words(actor.span)}{why}"
    for weapon in record.weapons:
        yield f"    extract    weapon {weapon.kind} from {_words(weapon.span)}"
    for row in record.casualties:
        said = f", says {row.said_by}" if row.said_by else ""
        rival = ", a rival figure" if row.rival else ""
        yield f"    extract    {row.kind} {figure(row.low, row.high)}{said}{rival} from {_words(row.span)}"
    for loss in record.damage:
        yield f"    extract    damage {loss.object} {loss.extent} from {_words(loss.span)}"


def _attribution(record: EventRecord) -> Iterator[str]:
    said = record.attribution
    hedges = f"; hedges: {', '.join(said.hedges)}" if said.hedges else ""
    yield f"    assemble   status {said.status}, claimed by {said.claimant or 'nobody'}{hedges}"
    yield from (f"    extract    source {_voice(voice)}" for voice in said.sources)


def _voice(voice: SourceMention) -> str:
    return f"{voice.name} ({voice.kind}) {voice.stance}, from {_words(voice.span)}"
