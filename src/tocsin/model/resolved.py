"""What the words of a claim stand for: days, shapes on the ground, actors of the register.

Invariant: unknown is None, never a sentinel, and every choice keeps its reason and its runners-up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tocsin.model.claim import Claim, SourceMention
from tocsin.model.report import Span

__all__ = ["Actor", "Interval", "Place", "PlaceCandidate", "ResolvedClaim", "Shape", "TimeCandidate", "When"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Inclusive days; either end may be open."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"interval ends before it starts: {self.start} > {self.end}")

    def meets(self, other: Interval, slack_days: int = 0) -> bool:
        """True when the two intervals share a day, give or take ``slack_days``."""
        left = self.start is None or other.end is None or (self.start - other.end).days <= slack_days
        right = other.start is None or self.end is None or (other.start - self.end).days <= slack_days
        return left and right


@dataclass(frozen=True, slots=True)
class TimeCandidate:
    """A rival reading of a date and why it was considered."""

    start: date
    end: date
    why: str


@dataclass(frozen=True, slots=True)
class When:
    """When an event happened: the narrowest interval that must hold it, and how it was found."""

    start: date | None
    end: date | None
    precision: str = "unknown"  # day, week, month, year, unknown
    span: Span | None = None
    anchor: str | None = None  # published, event:<trigger offset>, absolute
    candidates: tuple[TimeCandidate, ...] = ()
    flags: tuple[str, ...] = ()
    aggregate: bool = False

    @property
    def interval(self) -> Interval:
        """The inclusive days."""
        return Interval(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a place: point, area, bearing (of, bearing), axis (ends), distance (of, km, bearing)."""

    kind: str
    of: str | None = None
    bearing: str | None = None
    km: float | None = None
    ends: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A runner-up for a place name."""

    name: str
    gazetteer_id: str
    lat: float
    lon: float
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place: WGS 84 degrees, kilometres; the event lies within ``radius_km`` of the point."""

    name: str | None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    shape: Shape = field(default_factory=lambda: Shape("point"))
    precision: str = "unknown"  # exact, near, axis, admin2, admin1, country, unknown
    gazetteer_id: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    why: str = ""
    span: Span | None = None
    spans: tuple[Span, ...] = ()  # further words that placed it (the region, the other end of an axis)


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved actor: the registry's key or None, with the words that named it."""

    role: str
    id: str | None
    name: str
    kind: str
    span: Span
    country: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim whose referents are chosen, each with a reason, or left open with a reason.

    ``own_when`` and ``own_place``: the clause itself names them; else they are those of its sentence or heading.
    """

    claim: Claim
    when: When | None
    place: Place | None
    actors: tuple[Actor, ...]
    named: tuple[Actor, ...] = ()  # actors that the clause names without a side
    speaker: Actor | None = None
    sources: tuple[SourceMention, ...] = ()
    own_when: bool = True
    own_place: bool = True
    told_on: When | None = None  # the day of its telling, or the nearest told before
