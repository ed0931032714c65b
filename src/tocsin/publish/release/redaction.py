"""A record without the words of its report: takes a report and its records, gives what may be shown of them.

Each part is built anew from what the rules let through, so that a field added to the records later is not shown until
somebody decides that it may be. The public text of a report is empty or, where quotations are allowed, the stretches
that say what happened and how many were hit, with names of persons, day and place hidden. Invariant: every span of the
public record counts in the public text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.knowledge import actors
from tocsin.model import Actor, Attribution, Casualty, Damage, EventRecord, Report, SourceMention, Span, Weapon
from tocsin.publish.release.coarsening import coarse_place, coarse_when
from tocsin.publish.release.names import HIDDEN_NAME, person_spans, without_names
from tocsin.publish.wording import links_defanged
from tocsin.settings import ReleaseRules

__all__ = ["Shown", "public_record", "public_report"]

_NOWHERE = Span(0, 0, "")
"""The span of a value whose words are not shown."""
_HIDDEN = "[…]"
_VOICES = {"witness": "the witness", "medical": "the medical source", "social": "the social media account"}
"""What stands for a voice that may be a victim or a bystander."""
_BETWEEN = " … "


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as it was and as it may be shown; ``spans`` leads from its stretches to theirs in the public text."""

    original: Report
    public: Report
    spans: Mapping[Span, Span]


def public_report(report: Report, records: Sequence[EventRecord], rules: ReleaseRules) -> Shown:
    """The report with what may be shown of the words that these records rest on."""
    setting = _setting(records)
    if not rules.quotes:
        return Shown(report, _report(report, "", None), {})
    text, spans = _quotations(report, records, setting)
    title = _without(links_defanged(without_names(report.title, report)), setting) if report.title else None
    return Shown(report, _report(report, text, title), spans)


def _setting(records: Sequence[EventRecord]) -> list[str]:
    """The words of the records' days and places, the longest first."""
    spans = [span for one in records for span in (one.place.span, *one.place.spans, one.when.span) if span]
    words = {span.text for span in spans} | {one.place.name or "" for one in records}
    return sorted(filter(str.strip, words), key=lambda one: (-len(one), one))


def _without(text: str, setting: Sequence[str]) -> str:
    for one in setting:
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", _HIDDEN, text, flags=re.IGNORECASE)
    return text


def _quotations(
    report: Report, records: Sequence[EventRecord], setting: Sequence[str]
) -> tuple[str, Mapping[Span, Span]]:
    """The public text, and where each stretch of the original that it shows stands in it."""
    names = person_spans(report.text, report.language)
    shown: dict[Span, Span] = {}
    text = ""
    for span in sorted({span for one in records for name, span in one.evidence if _told(name)}):
        words = _without(links_defanged(_cut(report.text, span, names)), setting)
        start = len(text) + len(_BETWEEN) if text else 0
        text += f"{_BETWEEN if text else ''}{words}"
        shown[span] = Span(start, start + len(words), words)
    return text, shown


def _told(field: str) -> bool:
    return field == "trigger" or field.startswith("casualties")


def _cut(text: str, span: Span, names: Sequence[Span]) -> str:
    """A stretch of the text with the names in it replaced, also those that reach over its ends."""
    words, at = "", span.start
    for name in names:
        if name.overlaps(span):
            words += text[at : max(at, name.start)] + HIDDEN_NAME
            at = min(span.end, name.end)
    return words + text[at : span.end]


def _report(report: Report, text: str, title: str | None) -> Report:
    social = report.source_kind == "social"
    return Report(
        id=report.id,
        text=text,
        language=report.language,
        source=_VOICES["social"] if social else report.source,
        source_kind=report.source_kind,
        url=links_defanged(report.url) if report.url and report.source_kind not in ("party", "social") else None,
        title=title,
        published=report.published,
        published_from=report.published_from,
    )


def public_record(record: EventRecord, shown: Shown, rules: ReleaseRules) -> EventRecord:
    """The record as it may be shown, its spans in the public text of its report."""
    report, spans = shown.original, shown.spans
    told = tuple((name, spans.get(span, _NOWHERE)) for name, span in record.evidence if _told(name))
    return EventRecord(
        id=record.id,
        report_id=record.report_id,
        event_type=record.event_type,
        sub_event_type=record.sub_event_type,
        modality=record.modality,
        background=record.background,
        when=coarse_when(record.when),
        place=coarse_place(record.place, rules.area),
        actors=tuple(_actor(actor, report) for actor in record.actors),
        weapons=tuple(Weapon(weapon.kind, _NOWHERE) for weapon in record.weapons),
        casualties=tuple(_casualty(row, record, shown) for row in record.casualties),
        damage=tuple(Damage(one.object, one.count, one.extent, _NOWHERE) for one in record.damage),
        attribution=_attribution(record.attribution, report),
        evidence=told or (("trigger", _NOWHERE),),
        score=record.score,
        coder=record.coder,
        plover_event=record.plover_event,
        plover_mode=record.plover_mode,
        ucdp_violence=record.ucdp_violence,
    )


def _actor(actor: Actor, report: Report) -> Actor:
    """The register's actor as it is; any other without the name of a person."""
    name = actor.name if actor.id else without_names(actor.name, report)
    return Actor(actor.role, actor.id, name, actor.kind, _NOWHERE, actor.country)


def _casualty(row: Casualty, record: EventRecord, shown: Shown) -> Casualty:
    said_by = _speaker(row.said_by, record, shown.original) if row.said_by else None
    return Casualty(row.kind, row.low, row.high, shown.spans.get(row.span, _NOWHERE), row.of, said_by, row.rival)


def _speaker(said_by: str, record: EventRecord, report: Report) -> str:
    """An actor's id as it is; a voice as the public record calls it."""
    if actors.get(said_by):
        return said_by
    for voice in record.attribution.sources:
        if said_by in (voice.name, voice.actor):
            return _voice(voice, report).name
    return without_names(said_by, report)


def _voice(voice: SourceMention, report: Report) -> SourceMention:
    name = _VOICES.get(voice.kind) or without_names(voice.name, report)
    return SourceMention(name, voice.kind, voice.stance, None, voice.actor)


def _attribution(said: Attribution, report: Report) -> Attribution:
    return Attribution(said.status, said.claimant, tuple(_voice(voice, report) for voice in said.sources))
