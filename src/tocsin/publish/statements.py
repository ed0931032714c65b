"""Sentences about incidents in which a claim stays a claim: takes a dossier, gives statements with sources.

A ``Statement`` is a row of ``Part``s; a part that holds a date, a place or a figure cites the words that it rests on.
``lint`` refuses a statement of an unconfirmed incident that doesn't say who says so, and a figure without a source.
Invariant: every statement that leaves ``state`` has passed ``lint``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.errors import TocsinError
from tocsin.model import Casualty, Span
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.speakers import listed, opened, parties, report_name, speaker_name, voice_name
from tocsin.publish.wording import NOUNS, at_place, figure, on_days

__all__ = ["Citation", "Part", "Statement", "kind_in_words", "lint", "state", "voice"]

_FIGURE = re.compile(r"\d+")
_CLAIM_VERBS = re.compile(r"\b(claims?|says?|reports?|according to|alleges?|accuses?|denies|deny)\b", re.IGNORECASE)
_CARRIERS = ("media", "social", "reference")


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a report that a part rests on; offsets in code points of the report's text."""

    report_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A few words of a statement. ``kind``: words (ours, no figure), name (an actor or outlet), sourced (cites)."""

    text: str
    kind: str = "words"
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about one incident: its status, who says so, and its parts."""

    status: str
    voice: str | None
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(part.text for part in self.parts)


def lint(statement: Statement) -> list[str]:
    """Every reason not to publish a statement; empty when there is none."""
    return [*_unattributed(statement), *_unsourced(statement)]


def _unattributed(statement: Statement) -> Iterable[str]:
    text, speaker = statement.text, statement.voice
    attributed = bool(speaker) and str(speaker).lower() in text.lower() and bool(_CLAIM_VERBS.search(text))
    if statement.status != "confirmed" and not attributed:
        yield f"a {statement.status} incident is worded as a fact: {text!r}"


def _unsourced(statement: Statement) -> Iterable[str]:
    for part in statement.parts:
        if part.kind == "words" and _FIGURE.search(part.text):
            yield f"figure without a source: {part.text!r}"
        if part.kind == "sourced" and not part.cites:
            yield f"no source for {part.text!r}"


def state(dossier: Dossier) -> list[Statement]:
    """What may be said of an incident, the news first, then the toll of each speaker.

    Raises:
        TocsinError: a statement doesn't pass ``lint``; it is a bug, and nothing is published.
    """
    statements = [_headline(dossier), *_denials(dossier), *_tolls(dossier)]
    faults = [fault for statement in statements for fault in lint(statement)]
    if faults:
        raise TocsinError(faults[0], dossier.incident.id)
    return statements


def kind_in_words(dossier: Dossier) -> str:
    """The kind of event as a noun phrase: "an armed clash"."""
    kind = dossier.incident.sub_event_type
    return NOUNS.get(kind, kind)


def voice(dossier: Dossier) -> str:
    """Who says that it happened, or who denies it: whoever the status rests on, else the outlets."""
    return listed(_speakers(dossier))


def _speakers(dossier: Dossier) -> list[str]:
    records = dossier.records
    voices = [v for record in records for v in record.attribution.sources]
    resting = {
        "claimed": [speaker_name(r.attribution.claimant, records) for r in records if r.attribution.claimant],
        "confirmed": [voice_name(v) for v in voices if v.stance == "confirms"],
        "denied": [voice_name(v) for v in voices if v.stance == "denies"],
    }
    several = len(dossier.sources) > 1
    inner = [] if several else [voice_name(v) for v in voices if v.kind not in _CARRIERS and v.stance != "denies"]
    carriers = [report_name(source.report) for source in dossier.sources]
    return list(dict.fromkeys(resting.get(dossier.incident.status) or inner or carriers))


def _headline(dossier: Dossier) -> Statement:
    incident = dossier.incident
    speakers = _speakers(dossier)
    speaker = listed(speakers)
    frame = _FRAMES[_frame(dossier)][len(speakers) > 1]
    shown = opened(speaker) if frame.startswith("{") else _within(speaker)
    parts = (
        Part(frame.format(speaker=shown), "name"),
        Part(NOUNS.get(incident.sub_event_type, incident.sub_event_type), "sourced", _cite(dossier, "trigger")),
        Part(f"{_between(dossier, speakers)} ", "name"),
        _where(dossier),
        Part(" "),
        _days(dossier),
        Part("."),
    )
    return Statement(incident.status, speaker, parts)


_FRAMES = {
    "claimed": ("{speaker} claims ", "{speaker} claim "),
    "alleged": ("{speaker} alleges ", "{speaker} allege "),
    "reported": ("{speaker} reports ", "{speaker} report "),
    "disputed": ("Accounts differ: {speaker} reports ", "Accounts differ: {speaker} report "),
    "denied": ("{speaker} denies ", "{speaker} deny "),
    "denial": ("Denied, as {speaker} reports: ", "Denied, as {speaker} report: "),
    "confirmed": ("{speaker} confirms ", "{speaker} confirm "),
}
"""What stands before an event, for one speaker and for several."""


def _frame(dossier: Dossier) -> str:
    """The status; a claim that nobody owns is an allegation, a denial without a voice the outlet's word."""
    status, records = dossier.incident.status, dossier.records
    if status == "claimed" and not any(record.attribution.claimant for record in records):
        return "alleged"
    if status == "denied" and not any(v.stance == "denies" for r in records for v in r.attribution.sources):
        return "denial"
    return status


def _denials(dossier: Dossier) -> list[Statement]:
    """Who denies a disputed incident, each with its words."""
    found: dict[str, Statement] = {}
    for source in dossier.sources if dossier.incident.status == "disputed" else ():
        for said in source.record.attribution.sources:
            if said.stance == "denies":
                span = said.span or source.record.evidence[0][1]
                name = voice_name(said)
                cite = Citation(source.report.id, span.start, span.end)
                parts = (Part(opened(name), "sourced", (cite,)), Part(" denies it."))
                found.setdefault(name, Statement("disputed", name, parts))
    return list(found.values())


def _between(dossier: Dossier, speakers: list[str]) -> str:
    """The sides; a party that claims an act as its own isn't named twice."""
    actors = [actor for record in dossier.records for actor in record.actors]
    who, whom = parties(actors, "attacker", "participant"), parties(actors, "target", "victim")
    own = dossier.incident.status == "claimed" and who == speakers
    return f"{f' by {listed(who)}' if who and not own else ''}{f' against {listed(whom)}' if whom else ''}"


def _where(dossier: Dossier) -> Part:
    place = dossier.incident.place
    spans = [place.span, *place.spans] if place.span else list(place.spans)
    return Part(at_place(place), "sourced", _citations(dossier, spans) or _cite(dossier, "location"))


def _days(dossier: Dossier) -> Part:
    span = dossier.incident.when.span
    cites = _citations(dossier, [span] if span else []) or _cite(dossier, "date")
    return Part(on_days(dossier.incident.when), "sourced", cites)


def _citations(dossier: Dossier, spans: Iterable[Span]) -> tuple[Citation, ...]:
    """The spans in the report that they were read in (their words must be there)."""
    return tuple(
        Citation(source.report.id, span.start, span.end)
        for span in spans
        for source in dossier.sources
        if source.report.text[span.start : span.end] == span.text
    )


def _cite(dossier: Dossier, field: str) -> tuple[Citation, ...]:
    """Where each record has the words of a field; all of its evidence when it has none of that name."""
    cites: list[Citation] = []
    for source in dossier.sources:
        own = [span for name, span in source.record.evidence if name == field]
        spans = own or [span for _, span in source.record.evidence]
        cites += [Citation(source.report.id, span.start, span.end) for span in spans]
    return tuple(dict.fromkeys(cites))


_TOLLS = ("killed", "wounded", "abducted", "missing")


def _tolls(dossier: Dossier) -> list[Statement]:
    """One sentence a speaker, with all the figures that it gives in one report."""
    said: dict[tuple[str, str], list[Casualty]] = {}
    sources = {source.report.id: source for source in dossier.sources}
    for source in dossier.sources:
        for row in source.record.casualties:
            if row.kind in _TOLLS:
                speaker = speaker_name(row.said_by, dossier.records) if row.said_by else report_name(source.report)
                said.setdefault((source.report.id, speaker), []).append(row)
    return [_toll(dossier, sources[key], speaker, rows) for (key, speaker), rows in said.items()]


def _toll(dossier: Dossier, source: Source, speaker: str, rows: list[Casualty]) -> Statement:
    """Figures always stand beside their speaker: even of a confirmed incident a toll is somebody's."""
    parts = [Part(f"{opened(speaker)} says ", "name")]
    for number, row in enumerate(sorted(rows, key=lambda row: _TOLLS.index(row.kind))):
        between = "" if not number else " and " if number == len(rows) - 1 else ", "
        cites = (Citation(source.report.id, row.span.start, row.span.end),)
        words = figure(row.low, row.high) if row.low or row.high is None else "nobody"
        parts += [Part(between), Part(words, "sourced", cites), Part(f" {row.kind}{_whose(dossier, row)}", "name")]
    return Statement("toll", opened(speaker), (*parts, Part(".")))


def _whose(dossier: Dossier, row: Casualty) -> str:
    if not row.of:
        return ""
    return f" ({'civilians' if row.of == 'civilians' else speaker_name(row.of, dossier.records)})"


def _within(speaker: str) -> str:
    """A speaker inside a sentence: "the mayor" where the text has it at the head of one."""
    return f"the {speaker[4:]}" if speaker.startswith("The ") and speaker[4:5].islower() else speaker
