"""What all reports say of one event in the world: how records were judged to be one, and what they come to.

Invariant: an incident is a pure function of records and judgements.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.resolved import Place, When

__all__ = ["Incident", "Judgement", "Outcome", "Reliability"]


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
