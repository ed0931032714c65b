"""What a stretch of one report says: mentions as written, and the claim in which they stand together.

Invariant: words and spans, no referents; nothing here is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.report import Sentence, Span

__all__ = [
    "ActorMention",
    "Claim",
    "Count",
    "Damage",
    "PlaceMention",
    "SourceMention",
    "TimeMention",
    "Trigger",
    "Weapon",
]


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
    period: bool = False  # a sum over a stretch of time: "900 deaths since May"


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

    @property
    def headed(self) -> bool:
        """True in an entry that opens with its place, below a heading: "15:45. Tabarre. A bus was stopped"."""
        label = self.sentence.section if self.sentence.above else None
        return label is not None and any(label.overlaps(place.span) for place in self.heading_places)
