"""Groups -> EventRecord: takes the claims of one event, gives the record with its evidence.

A group becomes a record when it says that something happened and places it in time, on the ground or by its toll.
Invariant: the id depends on the report, the triggers' offsets and the type alone, so that coding again changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tocsin.assemble.grouping import Group, group_claims
from tocsin.assemble.kinds import sub_event_of
from tocsin.assemble.likely_doers import Setting, with_doer
from tocsin.assemble.likeness import FINE, is_open
from tocsin.assemble.scores import facts_of, is_doubtful, score_of
from tocsin.assemble.sides import sides_of
from tocsin.assemble.standing import attribution_of
from tocsin.assemble.strikers import with_strikers
from tocsin.assemble.sums import without_sums
from tocsin.assemble.tolls import casualties_of
from tocsin.assemble.unreal import unreal_groups
from tocsin.assemble.whens import when_of
from tocsin.assemble.wheres import where_of
from tocsin.knowledge.ontology import sub_event, ucdp_violence
from tocsin.model import (
    Actor,
    Attribution,
    Casualty,
    EventRecord,
    Place,
    Report,
    ResolvedClaim,
    Span,
    When,
)

__all__ = ["assemble", "events_among", "groups_of", "record_of"]

_BACKGROUND_DAYS = 31  # an event this much older than the news is context
_NOTE = 300  # characters of a report that needn't say when; a longer one that dates nothing tells of no event


def assemble(report: Report, told: Sequence[ResolvedClaim], coder: str) -> tuple[EventRecord, ...]:
    """The event records of a report, in the order told; ``coder`` names version and knowledge."""
    every = groups_of(report, told)
    groups = events_among(every, report)
    found = _occurred(report, told, [g for g in groups if not _in_headline(g)], coder)
    if all(is_doubtful(record) for record in found):  # a headline that a paragraph tells again adds nothing
        found = _occurred(report, told, groups, coder)
    unreal = [(_record(report, told, g, modality, False, coder), g) for modality, g in unreal_groups(told, every)]
    found += _judged(report, unreal, dated=True)
    return tuple(sorted(found, key=_first_word))


def groups_of(report: Report, told: Sequence[ResolvedClaim]) -> list[Group]:
    """The claims of a report by the events that they tell of."""
    return without_sums(group_claims(told, note=len(report.text) <= _NOTE))


def events_among(groups: Sequence[Group], report: Report) -> list[Group]:
    """Those groups that could be found again, and don't lie ahead."""
    return [group for group in groups if _is_event(group) and not _is_to_come(group, report)]


def record_of(report: Report, told: Sequence[ResolvedClaim], group: Group) -> EventRecord:
    """What its own clauses say of one event; not judged, and by no coder."""
    return _record(report, told, group, "occurred", False, "")


def _occurred(report: Report, told: Sequence[ResolvedClaim], groups: Sequence[Group], coder: str) -> list[EventRecord]:
    """A record of each group, with its score."""
    newest = max((w.end for g in groups for w in g.days if w.end), default=None)
    news = report.published or newest
    told_of = [_record(report, told, g, "occurred", _is_background(news, g, groups), coder) for g in groups]
    setting = Setting(told, groups)
    done = [with_doer(record, g, setting) for record, g in zip(told_of, groups, strict=True)]
    struck = [replace(record, ucdp_violence=_ucdp(record.actors)) for record in with_strikers(done)]
    found = list(zip(struck, groups, strict=True))
    dated = len(report.text) > _NOTE or any(record.when.precision == "day" for record, _ in found)
    return _judged(report, found, dated)


def _judged(report: Report, found: Sequence[tuple[EventRecord, Group]], dated: bool) -> list[EventRecord]:
    return [replace(r, score=score_of(facts_of(r, group, report.published, dated))) for r, group in found]


def _first_word(record: EventRecord) -> int:
    return min((span.start for field, span in record.evidence if field == "trigger"), default=0)


def _is_event(group: Group) -> bool:
    """True when the group has what a reader needs to find the event again."""
    placed = any(p.precision not in ("country", "unknown") or (p.lat is None and p.name) for p in group.places)
    return placed or bool(group.days) or bool(group.counts)


def _is_to_come(group: Group, report: Report) -> bool:
    """True where all lies after the day of the report ("an attack by December") and isn't told as past."""
    days = [when for when in group.days if "after_publication" not in when.flags]
    today, starts = report.published, [when.start for when in days if when.start]
    return today is not None and bool(starts) and all((day - today).days > 1 for day in starts)


def _in_headline(group: Group) -> bool:
    return all(c.claim.sentence.block == "headline" for c in group.claims)


def _record(
    report: Report, told: Sequence[ResolvedClaim], group: Group, modality: str, background: bool, coder: str
) -> EventRecord:
    name = sub_event_of(group)
    kind = sub_event(name)
    actors = sides_of(group)
    attackers = [a for a in actors if a.role == "attacker"]
    attribution = attribution_of(group, attackers, report)
    casualties = casualties_of(group, attackers)
    when = when_of(group)
    place = where_of(group, told)
    triggers = [t.span for c in group.claims for t in c.claim.triggers if t.modality == "occurred"]
    return EventRecord(
        id=_id(report, triggers, name if modality == "occurred" else f"{modality} {name}"),
        report_id=report.id,
        event_type=kind.event_type,
        sub_event_type=name,
        modality=modality,
        background=background,
        when=when,
        place=place,
        actors=actors,
        weapons=tuple({w.kind: w for c in reversed(group.claims) for w in reversed(c.claim.weapons)}.values())[::-1],
        casualties=casualties,
        damage=tuple(d for c in group.claims for d in c.claim.damage),
        attribution=attribution,
        evidence=_evidence(triggers, when, place, actors, casualties, attribution),
        score=0.0,  # judged once all are known
        coder=coder,
        plover_event=kind.plover[0],
        plover_mode=kind.plover[1],
        ucdp_violence=_ucdp(actors),
    )


def _id(report: Report, triggers: Sequence[Span], name: str) -> str:
    offsets = ",".join(str(span.start) for span in triggers)
    return hashlib.sha256(f"{report.id}|{offsets}|{name}".encode()).hexdigest()[:16]


def _is_background(news: date | None, group: Group, groups: Sequence[Group]) -> bool:
    """True for what is older than the news, or is told after it without a day, a place or a toll."""
    ends = [when.end for when in group.days if when.end]
    if news and ends:
        return (news - max(ends)).days > _BACKGROUND_DAYS
    if all(claim.claim.background for claim in group.claims):
        return True
    placed = any(place.precision in FINE or is_open(place) for place in group.places)
    return group is not groups[0] and not ends and not placed and not group.counts


def _ucdp(actors: Sequence[Actor]) -> int | None:
    attackers = {a.kind for a in actors if a.role == "attacker"}
    return ucdp_violence(attackers, {a.kind for a in actors if a.role in ("target", "victim")})


def _evidence(
    triggers: Sequence[Span],
    when: When,
    place: Place,
    actors: Sequence[Actor],
    casualties: Sequence[Casualty],
    attribution: Attribution,
) -> tuple[tuple[str, Span], ...]:
    rows = [("trigger", span) for span in triggers]
    rows += [("date", when.span)] if when.span else []
    rows += [("location", span) for span in (place.span, *place.spans) if span]
    rows += [(f"actors.{actor.role}", actor.span) for actor in actors]
    rows += [(f"casualties.{row.kind}", row.span) for row in casualties]
    rows += [("attribution", source.span) for source in attribution.sources if source.span]
    return tuple(dict.fromkeys(rows))
