"""What one report says of one event, and all that is said of one report.

The words are those of the output contract: ACLED's codebook of 2024 for types of events, PLOVER and UCDP as crosswalks.
Invariant: a record is never mended in place; a person's edit makes another that keeps the machine's reading.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.claim import Damage, SourceMention, Weapon
from tocsin.model.report import Report, Span
from tocsin.model.resolved import Actor, Interval, Place, When

__all__ = ["Attribution", "Casualty", "CodedReport", "EventRecord", "Forecast", "Issue", "Review"]


@dataclass(frozen=True, slots=True)
class Casualty:
    """A figure of an event record: ``of`` and ``said_by`` are actor ids, 'civilians', or None."""

    kind: str
    low: int
    high: int | None
    span: Span
    of: str | None = None
    said_by: str | None = None
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: status is claimed, reported, confirmed, alleged or denied; sources innermost first."""

    status: str = "reported"
    claimant: str | None = None
    sources: tuple[SourceMention, ...] = ()
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event as one report tells it, all of its mentions put together."""

    id: str
    report_id: str
    event_type: str
    sub_event_type: str
    modality: str
    background: bool
    when: When
    place: Place
    actors: tuple[Actor, ...]
    weapons: tuple[Weapon, ...]
    casualties: tuple[Casualty, ...]
    damage: tuple[Damage, ...]
    attribution: Attribution
    evidence: tuple[tuple[str, Span], ...]  # (field, words)
    score: float
    coder: str
    plover_event: str | None = None
    plover_mode: str | None = None
    ucdp_violence: int | None = None
    reviews: tuple[Review, ...] = ()  # those that hold, oldest first
    machine: EventRecord | None = None  # the reading before a person's edits; None where nobody edited


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one event record: it is right, it is wrong, or a field should read otherwise.

    ``data`` is an edit's new reading as JSON (see ``review.fields``), ``was`` and ``value`` the old and the new one in
    words; ``span`` are the words of the report that an edit rests on, None when it isn't in the text. ``trigger`` finds
    the record again when its report is coded anew. ``withdraws`` is the ``key`` of a review taken back.
    """

    report: str
    record: str
    verdict: str  # accept, reject, edit, withdraw
    by: str
    on: str  # ISO 8601 instant
    why: str = ""
    field: str = ""
    was: str = ""
    value: str = ""
    data: str = ""
    span: Span | None = None
    trigger: Span | None = None
    withdraws: str = ""

    @property
    def key(self) -> str:
        """Which review this is: instant and reviewer."""
        return f"{self.on} {self.by}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A predictive statement of the text, kept apart from events."""

    span: Span
    speaker: str | None
    direction: str  # increase, decrease, change
    what: str
    area: tuple[str, ...]
    window: Interval | None
    question: str | None
    why: str | None = None  # why there is no resolvable question


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in the text that contradicts itself, with the readings in the note."""

    kind: str
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class CodedReport:
    """Everything that the corridor says of one report."""

    report: Report
    events: tuple[EventRecord, ...]
    forecasts: tuple[Forecast, ...] = ()
    issues: tuple[Issue, ...] = ()
    rejected: tuple[EventRecord, ...] = ()  # what persons took out of the events
