"""Where the reports of one incident differ, in sentences: takes a dossier, gives statements, who says what, each cited.

Which fields differ is what ``reconcile`` found (``Incident.contradictions``); the words come from the records. Equal
readings are said once, under all who give them. Invariant: every reading stands beside its speaker and cites its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.model import Span
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.statements import Citation, Part, Statement
from tocsin.publish.tongue import ENGLISH, Tongue
from tocsin.tolls import Said, counted, largest, voiced

__all__ = ["Difference", "disagreements"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which the reports differ: its name, the sentence with sources, and the readings alone."""

    field: str
    statement: Statement
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    speaker: str
    words: str
    cites: tuple[Citation, ...]


def disagreements(dossier: Dossier, say: Tongue = ENGLISH) -> list[Difference]:
    """One difference a field, in the order of ``_FIELDS``."""
    fields = {line.partition(":")[0] for line in dossier.incident.contradictions}
    found = ((field, list(read(dossier, say))) for field, read in _FIELDS if field in fields)
    return [_difference(*one, say) for one in found if len({reading.words for reading in one[1]}) > 1]


def _difference(field: str, readings: list[_Reading], say: Tongue) -> Difference:
    return Difference(field, _sentence(field, readings, say), tuple(dict.fromkeys(one.words for one in readings)))


def _sentence(field: str, readings: list[_Reading], say: Tongue) -> Statement:
    groups: dict[str, list[_Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.words, []).append(reading)
    parts = [Part(f"{say(f'differ.{field}')}{say('colon')}")]
    for words, same in groups.items():
        speakers = list(dict.fromkeys(reading.speaker for reading in same))
        cites = tuple(dict.fromkeys(cite for reading in same for cite in reading.cites))
        who = say.of("says", len(speakers) > 1, speaker=say.listed(speakers))
        parts.append(Part(f"{say('semicolon') if len(parts) > 1 else ''}{who}", "name"))
        parts.append(Part(words, "sourced" if cites else "name", cites))
    return Statement("disagreement", readings[0].speaker, (*parts, Part(".")), say.language)


def _cite(source: Source, spans: Iterable[Span | None], field: str = "trigger") -> tuple[Citation, ...]:
    """The spans given, else the evidence of a field, else the first words that the record rests on."""
    record = source.record
    own = [span for span in spans if span] or [span for name, span in record.evidence if name == field]
    own = own or [span for _, span in record.evidence][:1]
    return tuple(Citation(source.report.id, span.start, span.end) for span in own)


def _days(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
    for source in dossier.sources:
        when = source.record.when
        if when.start or when.end:
            yield _Reading(say.report(source.report), say.on_days(when), _cite(source, [when.span], "date"))


def _places(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
    for source in dossier.sources:
        place = source.record.place
        if place.name:
            yield _Reading(say.report(source.report), say.at_place(place), _cite(source, [place.span], "location"))


def _kinds(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
    for source in dossier.sources:
        kind = source.record.sub_event_type
        yield _Reading(say.report(source.report), say("it.was", what=say.named("noun", kind)), _cite(source, []))


def _attackers(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
    for source in dossier.sources:
        own = [actor for actor in source.record.actors if actor.role in ("attacker", "participant")]
        if any(actor.id for actor in own):
            who = say.listed(say.parties((actor for actor in own if actor.id), "attacker", "participant"))
            cites = _cite(source, [actor.span for actor in own])
            yield _Reading(say.report(source.report), say("it.was", what=who), cites)


def _claimants(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
    for source in dossier.sources:
        claimant = source.record.attribution.claimant
        if claimant:
            words = say("it.claims", who=say.speaker(claimant, dossier.records))
            yield _Reading(say.report(source.report), words, _cite(source, [], "attribution"))


def _tolls(kind: str) -> Callable[[Dossier, Tongue], Iterator[_Reading]]:
    """The figure that stands for each speaker (``tocsin.tolls``)."""

    def read(dossier: Dossier, say: Tongue) -> Iterator[_Reading]:
        rows = counted(dossier.records, kind)
        told: dict[str, list[tuple[Said, Source]]] = {}
        for source in dossier.sources:
            for one in voiced(source.record, rows.get(source.record.id, ())):
                who = say.speaker(one.by, dossier.records) if one.by else say.report(source.report)
                told.setdefault(who, []).append((one, source))
        stands = {who: _standing(given) for who, given in told.items()}
        for who, (one, source) in sorted(stands.items(), key=lambda item: (item[1][0].toll[0], item[0])):
            yield _Reading(who, say.figure(*one.toll), _cite(source, [row.span for row in one.rows]))

    return read


def _standing(given: Sequence[tuple[Said, Source]]) -> tuple[Said, Source]:
    best = largest(one for one, _ in given)
    return next((one, source) for one, source in given if one is best)


_FIELDS: tuple[tuple[str, Callable[[Dossier, Tongue], Iterable[_Reading]]], ...] = (
    ("killed", _tolls("killed")),
    ("wounded", _tolls("wounded")),
    ("claimed by", _claimants),
    ("attacker", _attackers),
    ("type", _kinds),
    ("date", _days),
    ("place", _places),
)
"""What ``reconcile`` calls a field, and who reads what."""
