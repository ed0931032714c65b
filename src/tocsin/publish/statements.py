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
from tocsin.model import Actor, Casualty, EventRecord, SourceMention, Span
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.speakers import opened
from tocsin.publish.tongue import ENGLISH, Tongue

__all__ = ["Citation", "Part", "Statement", "lint", "state", "voice"]

_FIGURE = re.compile(r"\d+")
_CLAIM_VERBS = {
    "en": r"claims?|says?|reports?|according to|alleges?|accuses?|denies|deny",
    "fr": r"affirme(?:nt)?|dit|disent|rapporte(?:nt)?|selon|allègue(?:nt)?|dément(?:ent)?|revendique",
    "es": r"afirman?|dicen?|informan?|según|alegan?|niegan?|reivindica",
}
_SAYS = {name: re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE) for name, verbs in _CLAIM_VERBS.items()}
_DOERS, _HIT = ("attacker", "participant"), ("target", "victim")
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
    """One sentence about one incident: its status, who says so, its parts, and their language."""

    status: str
    voice: str | None
    parts: tuple[Part, ...]
    language: str = "en"

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(part.text for part in self.parts)


def lint(statement: Statement) -> list[str]:
    """Every reason not to publish a statement; empty when there is none."""
    return [*_unattributed(statement), *_unsourced(statement)]


def _unattributed(statement: Statement) -> Iterable[str]:
    text, speaker = statement.text, statement.voice
    attributed = bool(speaker) and str(speaker).lower() in text.lower() and bool(_SAYS[statement.language].search(text))
    if statement.status != "confirmed" and not attributed:
        yield f"a {statement.status} incident is worded as a fact: {text!r}"


def _unsourced(statement: Statement) -> Iterable[str]:
    for part in statement.parts:
        if part.kind == "words" and _FIGURE.search(part.text):
            yield f"figure without a source: {part.text!r}"
        if part.kind == "sourced" and not part.cites:
            yield f"no source for {part.text!r}"


def state(dossier: Dossier, say: Tongue = ENGLISH) -> list[Statement]:
    """What may be said of an incident, the news first, then the toll of each speaker.

    Raises:
        TocsinError: a statement doesn't pass ``lint``; it is a bug, and nothing is published.
    """
    statements = [_headline(dossier, say), *_denials(dossier, say), *_tolls(dossier, say)]
    faults = [fault for statement in statements for fault in lint(statement)]
    if faults:
        raise TocsinError(faults[0], dossier.incident.id)
    return statements


def voice(dossier: Dossier, say: Tongue = ENGLISH) -> str:
    """Who says that it happened, or who denies it: whoever the status rests on, else the outlets."""
    return say.listed(_speakers(dossier, say))


def _speakers(dossier: Dossier, say: Tongue) -> list[str]:
    records = dossier.records
    told = [(v, record) for record in records for v in record.attribution.sources]
    voices = [v for v, _ in told]
    resting = {
        "claimed": [say.speaker(r.attribution.claimant, records) for r in records if r.attribution.claimant],
        "confirmed": [say.voice(v) for v, record in told if v.stance == "confirms" or _admits(v, record)],
        "denied": (denials := [say.voice(v) for v in voices if v.stance == "denies"]),
        "refuted": denials,
    }
    several = len(dossier.sources) > 1
    inner = [] if several else [say.voice(v) for v in voices if v.kind not in _CARRIERS and v.stance != "denies"]
    carriers = [say.report(source.report) for source in dossier.sources]
    return list(dict.fromkeys(resting.get(dossier.incident.status) or inner or carriers))


def _admits(voice: SourceMention, record: EventRecord) -> bool:
    """True for a side that tells of its own losses: its record stands as confirmed by its word."""
    own = voice.actor is not None and voice.kind not in _CARRIERS
    return own and voice.stance == "reports" and record.attribution.status == "confirmed"


def _headline(dossier: Dossier, say: Tongue) -> Statement:
    incident = dossier.incident
    speakers = _speakers(dossier, say)
    speaker = say.listed(speakers)
    frame = f"frame.{_frame(dossier)}"
    shown = opened(speaker) if say.of(frame, False, speaker="").startswith(" ") else _within(speaker)
    parts = (
        Part(say.of(frame, len(speakers) > 1, speaker=shown), "name"),
        Part(say.named("noun", incident.sub_event_type), "sourced", _cite(dossier, "trigger")),
        Part(f"{_between(dossier, speakers, say)} ", "name"),
        _where(dossier, say),
        Part(" "),
        _days(dossier, say),
        Part("."),
    )
    return Statement(incident.status, speaker, parts, say.language)


def _frame(dossier: Dossier) -> str:
    """The status; a claim that nobody owns is an allegation, a denial without a voice the outlet's word."""
    status, records = dossier.incident.status, dossier.records
    if status == "claimed" and not any(record.attribution.claimant for record in records):
        return "alleged"
    if status == "denied" and not any(v.stance == "denies" for r in records for v in r.attribution.sources):
        return "denial"
    return status


def _denials(dossier: Dossier, say: Tongue) -> list[Statement]:
    """Who denies a disputed incident, or denied one that it owned up to elsewhere, each with its words."""
    found: dict[str, Statement] = {}
    for source in dossier.sources if dossier.incident.status in ("disputed", "confirmed") else ():
        for said in source.record.attribution.sources:
            if said.stance == "denies":
                span = said.span or source.record.evidence[0][1]
                name = say.voice(said)
                cite = Citation(source.report.id, span.start, span.end)
                parts = (Part(opened(name), "sourced", (cite,)), Part(say("denies")))
                found.setdefault(name, Statement("disputed", name, parts, say.language))
    return list(found.values())


def _between(dossier: Dossier, speakers: list[str], say: Tongue) -> str:
    """The sides; a party that claims an act as its own isn't named twice."""
    who, whom = (say.parties(_side(dossier, *roles), *roles) for roles in (_DOERS, _HIT))
    own = dossier.incident.status == "claimed" and who == speakers
    by = say("side.by", who=say.listed(who)) if who and not own else ""
    return f"{by}{say('side.against', whom=say.listed(whom)) if whom else ''}"


def _side(dossier: Dossier, *roles: str) -> list[Actor]:
    """Who stands on a side; a report that names nobody ("unidentified gunmen") adds none to those whom others name."""
    told = [[actor for actor in record.actors if actor.role in roles] for record in dossier.records]
    named = any(actor.id for own in told for actor in own)
    return [
        actor for own in told for actor in own if not named or actor.kind == "civilians" or any(one.id for one in own)
    ]


def _where(dossier: Dossier, say: Tongue) -> Part:
    place = dossier.incident.place
    spans = [place.span, *place.spans] if place.span else list(place.spans)
    return Part(say.at_place(place), "sourced", _citations(dossier, spans) or _cite(dossier, "location"))


def _days(dossier: Dossier, say: Tongue) -> Part:
    span = dossier.incident.when.span
    cites = _citations(dossier, [span] if span else []) or _cite(dossier, "date")
    return Part(say.on_days(dossier.incident.when), "sourced", cites)


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


def _tolls(dossier: Dossier, say: Tongue) -> list[Statement]:
    """One sentence a speaker, with all the figures that it gives in one report."""
    said: dict[tuple[str, str], list[Casualty]] = {}
    sources = {source.report.id: source for source in dossier.sources}
    for source in dossier.sources:
        for row in source.record.casualties:
            if row.kind in _TOLLS:
                speaker = say.speaker(row.said_by, dossier.records) if row.said_by else say.report(source.report)
                said.setdefault((source.report.id, speaker), []).append(row)
    return [_toll(_Told(dossier, sources[key], speaker), rows, say) for (key, speaker), rows in said.items()]


@dataclass(frozen=True, slots=True)
class _Told:
    """Whose figures these are, in which report."""

    dossier: Dossier
    source: Source
    speaker: str


def _toll(told: _Told, rows: list[Casualty], say: Tongue) -> Statement:
    """Figures always stand beside their speaker: even of a confirmed incident a toll is somebody's."""
    lead = say("toll.says", speaker="")
    speaker = opened(told.speaker) if lead.startswith(" ") else told.speaker
    parts = [Part(say("toll.says", speaker=speaker), "name")]
    for number, row in enumerate(sorted(rows, key=lambda row: _TOLLS.index(row.kind))):
        between = "" if not number else say("list.and") if number == len(rows) - 1 else ", "
        cites = (Citation(told.source.report.id, row.span.start, row.span.end),)
        words = say("figure.none") if row.high == 0 else say.figure(row.low, row.high)
        several = row.high is None or say.is_several(row.high)
        kind = say.of(f"toll.{row.kind}", several)
        parts += [Part(between), Part(words, "sourced", cites), Part(f" {kind}{_whose(told, row, say)}", "name")]
    return Statement("toll", speaker, (*parts, Part(".")), say.language)


def _whose(told: _Told, row: Casualty, say: Tongue) -> str:
    if not row.of:
        return ""
    return f" ({say('civilians') if row.of == 'civilians' else say.speaker(row.of, told.dossier.records)})"


def _within(speaker: str) -> str:
    """A speaker inside a sentence: "the mayor" where the text has it at the head of one."""
    return f"the {speaker[4:]}" if speaker.startswith("The ") and speaker[4:5].islower() else speaker
