"""The records that walk the corridor, and nothing else.

A report is read as bytes and leaves as event records; each class below is what one room hands to the next, so the
type of a value says how far it has come:

    Report -> Sentence -> Claim -> ResolvedClaim -> EventRecord -> Incident

Invariants: every record is frozen; every ``Span`` counts Unicode code points of ``Report.text`` and repeats the words
it covers; unknown is ``None``, never a sentinel. The words follow the output contract (ACLED codebook 2024 for event
types, PLOVER and UCDP as crosswalks).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

__all__ = [
    "Actor",
    "ActorMention",
    "Attribution",
    "Casualty",
    "Claim",
    "CodedReport",
    "Count",
    "Damage",
    "EventRecord",
    "Forecast",
    "Incident",
    "Interval",
    "Issue",
    "Judgement",
    "Outcome",
    "Place",
    "PlaceCandidate",
    "PlaceMention",
    "Quote",
    "Reliability",
    "Report",
    "ResolvedClaim",
    "Review",
    "Sentence",
    "Shape",
    "SourceMention",
    "Span",
    "TimeCandidate",
    "TimeMention",
    "Trigger",
    "Weapon",
    "When",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Report.text``: ``text[start:end] == self.text``; offsets in code points, end exclusive."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}:{self.end} does not fit its {len(self.text)} characters")

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One document, decoded and cleaned; ``id`` hashes the source name and the raw bytes."""

    id: str
    text: str
    language: str
    source: str | None = None
    source_kind: str = "unknown"
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    published_from: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation inside a sentence: the words between the marks, how deep it is nested, and who speaks."""

    start: int
    end: int
    depth: int = 1
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the page. Only ``headline``, ``body`` and ``bullet`` blocks may yield claims."""

    span: Span
    block: str
    paragraph: int
    index: int
    quotes: tuple[Quote, ...] = ()
    section: Span | None = None  # the heading that stands over it ("BORNO (NIGERIA)", "21/01 MUCOJO")
    above: Span | None = None  # the heading over the label of its own paragraph ("NIGERIA" over "Gwoza. Fighters ...")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression as written, before any anchor is known.

    ``form``: date, month, year, season, weekday, month_weekday, relative, anaphoric, hijri, easter,
    clock, vague, duration.
    ``anchor``: what it must be resolved against: absolute, published, or previous (the event told before).
    ``offset`` counts ``unit`` (day, week, month, year); ``part``: night, morning, afternoon, evening, early, mid, late.
    ``end`` is the second half of a range; ``aggregate`` marks a stretch over which totals are counted ("since 2009").
    """

    span: Span
    form: str
    anchor: str = "published"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    offset: int | None = None
    unit: str | None = None
    part: str | None = None
    end: TimeMention | None = None
    aggregate: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as written. ``relation``: in, near, bearing, distance, axis, border, region, origin, destination, none.

    ``feature`` is the kind of place that the words name (village, town, district, region, camp, road, river, market,
    border, island, country), ``bearing`` one of N NE E SE S SW W NW, ``distance_km`` kilometres.
    """

    span: Span
    name: str
    relation: str = "none"
    feature: str | None = None
    bearing: str | None = None
    distance_km: float | None = None
    to: Span | None = None  # the other end of an axis
    within: tuple[str, ...] = ()  # "X, in the commune of Y, Z region": Y, Z


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor as written: registry candidates (best first), kind, and the side on which it stands in its clause.

    ``kind`` is the contract's (state, rebel, political_militia, communal_militia, pmc, civilians, protesters, rioters,
    external, unidentified). ``role`` is set by the reader: attacker, target, victim, participant, arrested, signatory.
    """

    span: Span
    name: str
    kind: str
    ids: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166 alpha-2 of a nationality ("Burkinabe soldiers")
    generic: bool = False  # True for "gunmen", "villagers", "the group", "our mujahideen"
    plural: bool = True
    role: str | None = None
    head: str | None = None  # what the noun names (military, police, gunmen, farmers ...); None for an organisation
    weak: bool = False  # the name is shared by several actors or is an everyday word: country and context decide


@dataclass(frozen=True, slots=True)
class Count:
    """A casualty figure: inclusive interval of persons, ``high`` None when open ("more than 100" is 101 and None).

    The kind "shot" is of persons hit of whom the clause doesn't say whether they lived.
    """

    span: Span
    kind: str  # killed, wounded, abducted, missing, captured, displaced, arrested, shot
    low: int
    high: int | None
    of: ActorMention | None = None
    said_by: Span | None = None
    part: bool = False  # a part of another figure of the same clause ("of whom seven women")
    superseded: bool = False  # the text says that a later figure replaced it
    rival: bool = False
    known: bool = False  # one person of whom was told before: "he", "the victim"


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon named by the text, by the contract's kind."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Damage:
    """What was damaged: object, how many (None: no number), extent (damaged, destroyed, burned, looted)."""

    object: str
    count: int | None
    extent: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceMention:
    """Somebody who says it: stance is claims, reports, confirms, accuses, denies."""

    name: str
    kind: str  # witness, official, medical, or a report's source_kind (party, media, government, igo, ngo ...)
    stance: str
    span: Span | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that say that something happened: an ACLED sub-event or an open code, and how explicit they are."""

    span: Span
    code: str
    strength: int  # 1 weak, 2 plain, 3 explicit
    passive: bool = False
    noun: bool = False
    modality: str = "occurred"
    definite: bool = False  # "the attack": points back, or leans on its own verb


@dataclass(frozen=True, slots=True)
class Claim:
    """What one stretch of a report says happened: words and spans, no referents yet.

    A claim without triggers only adds a toll, a place, a date or a voice to an event told elsewhere.
    """

    sentence: Sentence
    span: Span  # the clause
    triggers: tuple[Trigger, ...] = ()
    modality: str = "occurred"
    background: bool = False
    times: tuple[TimeMention, ...] = ()
    telling_times: tuple[TimeMention, ...] = ()  # when it was told: "police said on Sunday"
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    counts: tuple[Count, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    damage: tuple[Damage, ...] = ()
    sources: tuple[SourceMention, ...] = ()
    hedges: tuple[Span, ...] = ()
    speaker: ActorMention | None = None  # the party inside whose quotation or statement this stands
    status: tuple[str, ...] = ()  # of the event's standing; ``extract.marks`` lists them
    anaphoric: bool = False  # points back to an event told before ("the attack", "ce drame")
    update: bool = False  # "has now risen to": later figures replace earlier ones
    aggregate: bool = False  # counts over a stretch of time, no event of its own
    heading_times: tuple[TimeMention, ...] = ()  # what the heading above the sentence says
    heading_places: tuple[PlaceMention, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Judgement:
    """Same, different or unsure for two event records, by the linker or a person; a person's outranks the linker's."""

    left: str
    right: str
    verdict: str  # same, different, unsure
    score: float
    why: str
    by: str
    on: str  # ISO 8601 instant

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise ValueError(f"a judgement needs two records, got {self.left} twice")
        if self.verdict not in ("same", "different", "unsure"):
            raise ValueError(f"unknown verdict {self.verdict!r}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the word of one source in an incident: others bore it out, or contradicted it."""

    source: str  # an actor's id, or the name of an outlet
    kind: str  # of source: party, media, igo ...
    borne_out: bool
    why: str


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far a source is to be believed, by what became of its word in other incidents."""

    source: str
    kind: str
    letter: str  # in the Admiralty code: A completely reliable to E unreliable, F can't be judged
    share: float  # of its word that others bear out, shrunken towards its kind's; 0 to 1
    borne_out: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Incident:
    """All event records judged to tell of one real-world event, each field kept with its disagreements."""

    id: str
    record_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    event_type: str
    sub_event_type: str
    status: str  # claimed, reported, disputed, confirmed, denied, refuted
    when: When
    place: Place
    killed: tuple[int, int | None] | None
    wounded: tuple[int, int | None] | None
    contradictions: tuple[str, ...] = ()
    why: tuple[str, ...] = ()  # the comparisons that joined the records
    steps: tuple[str, ...] = ()  # the rules of its standing that hold, each with who and in which record
    credibility: int = 6  # of the item, in the Admiralty code: 1 confirmed to 5 improbable, 6 can't be judged
    outcomes: tuple[Outcome, ...] = ()  # what became of the word of each source that others tested
