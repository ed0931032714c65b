"""What a claim does for an event: takes one claim, says whether it founds an event, adds to one, or only sums up.

A deed with a verb founds an event; a bare noun ("raids") only with a day of its own; a toll adds to one told before;
totals over years and clauses that list three kinds of events tell of none. Invariant: pure functions of one claim.
"""

from __future__ import annotations

import re

from tocsin.assemble.families import family_of
from tocsin.assemble.likeness import FINE, is_open
from tocsin.knowledge.lexicon import in_any_language
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = [
    "adds",
    "counted_before",
    "founds",
    "introduces",
    "is_placed",
    "is_summary",
    "is_toll",
    "is_total",
    "is_unreal",
    "names_day",
    "names_place",
    "only_costs",
    "tells_of_parts",
    "tells_where",
    "tells_whole",
]

_COST = frozenset(("killing", "wounding", "damage"))  # what happened to people and things, not by what
_COUNTED = frozenset(("killed", "wounded"))
_TITLE_EDGES = re.compile(r"^\W*(?:(?:[ivx]+|\d+|[a-z])[.)]\s+)?|\s*(?:\([^()]*\))?\W*$")  # number, brackets, colon
_EXPLICIT, _LISTED = 3, 3  # a clause with so many kinds of explicit triggers sums up


def is_unreal(claim: ResolvedClaim) -> bool:
    """True when all that the clause tells is denied, planned, feared or foiled."""
    triggers = claim.claim.triggers
    return bool(triggers) and all(t.modality != "occurred" for t in triggers)


def is_total(claim: ResolvedClaim) -> bool:
    """True for figures over a stretch of time, which tell of no single event."""
    c = claim.claim
    if c.counts and _sums_up(claim):
        return True
    if not c.aggregate or not (c.counts or c.triggers):
        return False
    bare = bool(c.triggers) and all(t.noun for t in c.triggers)
    precision = claim.when.precision if claim.own_when and claim.when and not bare else None
    placed = claim.own_place and claim.place is not None and claim.place.precision in FINE
    return precision != "day" and not (precision == "month" and not c.counts) and not (placed and c.counts)


def _sums_up(claim: ResolvedClaim) -> bool:
    """As in "31 were killed in the reporting period", "Since 16 January 60 have died": its day opens a sum."""
    c = claim.claim
    if in_any_language("period.total").search(fold(c.span.text)) or _runs_since(claim):
        return True
    placed = claim.own_place and claim.place is not None and claim.place.precision in FINE
    acts = any(a.role == "attacker" for a in claim.actors)
    if _under_totals(claim) and not (acts or (placed and c.places)):  # the place may be one of its heading
        return True
    return not placed and in_any_language("period.opens").match(fold(c.sentence.span.text)) is not None


def _runs_since(claim: ResolvedClaim) -> bool:
    """As in "Since March 60 have died", but not in "Since March Djibo is besieged, and on Monday four died"."""
    words = fold(claim.claim.span.text)
    since = in_any_language("period.stretch").search(words)
    dated = claim.own_when and claim.when is not None and claim.when.precision == "day"
    return since is not None and not (dated and in_any_language("day_words").search(words, since.start()))


def _under_totals(claim: ResolvedClaim) -> bool:
    """As in "Killed: 25" under the heading "Statistics for the week", where the claim names no day of its own."""
    section = claim.claim.sentence.section
    if section is None or (claim.own_when and claim.when is not None and claim.when.precision == "day"):
        return False
    return in_any_language("period.titles").fullmatch(_TITLE_EDGES.sub("", fold(section.text))) is not None


def is_summary(claim: ResolvedClaim) -> bool:
    """True for a clause that lists events of three kinds, each of which is told elsewhere."""
    explicit = {
        family_of(t) + t.code for t in claim.claim.triggers if t.strength == _EXPLICIT and t.modality == "occurred"
    }
    return len(explicit) >= _LISTED


def is_placed(claim: ResolvedClaim) -> bool:
    """True when the paragraph has set both the day and the place of a toll."""
    placed = claim.place is not None and (claim.place.precision in FINE or is_open(claim.place))
    return placed and claim.when is not None and claim.when.precision == "day"


def founds(claim: ResolvedClaim) -> bool:
    """True when the claim says that something happened, so that it may be an event of its own.

    Another count of the dead told before ("a soldier confirms the ambush and speaks of four") says nothing new.
    """
    retold = all(c.rival for c in claim.claim.counts)
    again = [c.span for c in claim.claim.counts] if retold else []
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    occurred = [t for t in occurred if not any(t.span.overlaps(span) for span in again)]
    if not occurred:
        return False
    new = any(not t.definite for t in occurred)
    if claim.own_place and claim.own_when:
        sides = any(a.role for a in claim.actors) and any(t.strength > 1 for t in occurred)
        return new or len(claim.claim.counts) > len(again) or sides or "claimed" in claim.claim.status
    ground = any(t.code == "seizure" for t in occurred)  # "Moscow claims the capture of X"
    claimed = "claimed" in claim.claim.status
    if claim.own_place and (claim.claim.telling_times or ground or _is_dated(claim)) and claimed:
        return any(t.strength > 1 for t in occurred)  # "On Tuesday X claimed the attack on the post at Y"
    if _is_bare(claim):
        explicit = any(t.strength == _EXPLICIT and not t.definite for t in occurred)
        return claim.own_when and claim.place is not None and explicit
    dated = claim.own_when and claim.when is not None and claim.when.precision in ("day", "month")
    if claim.claim.background and not (claim.own_place or dated):
        return False
    return any(t.strength > 1 and not t.definite for t in occurred) or (claim.own_place and _counts_its_dead(claim))


def _is_dated(claim: ResolvedClaim) -> bool:
    """True under the heading of a day: "15h20. The Islamic State says that it was behind the car bomb in Homs"."""
    return bool(claim.claim.heading_times) and claim.when is not None and claim.when.precision == "day"


def introduces(claim: ResolvedClaim) -> bool:
    """As in "the murder of a trader in X on Tuesday": a deed named with day and place, though as one known before."""
    told = any(t.modality == "occurred" and t.strength > 1 for t in claim.claim.triggers)
    placed = names_place(claim) and claim.place is not None and claim.place.precision != "country"
    return told and placed and claim.own_when and claim.when is not None and claim.when.precision == "day"


def _counts_its_dead(claim: ResolvedClaim) -> bool:
    """As in "X denounced the massacre of six villagers in Y": beside blame or a claim, a definite noun with a toll."""
    if not (claim.claim.status or claim.speaker or _announces(claim)):
        return False
    deeds = [t.span for t in claim.claim.triggers if t.modality == "occurred" and t.strength > 1]
    return any(c.low and not c.part and c.span.overlaps(span) for c in claim.claim.counts for span in deeds)


def _announces(claim: ResolvedClaim) -> bool:
    """As in "The army announced the death of 15 rebels": a force that tells of those whom it killed."""
    doers = {a.span for a in claim.actors if a.role == "attacker" and a.kind == "state"}
    voices = (s.span for s in claim.claim.sources if s.span)
    return any(voice.overlaps(doer) for voice in voices for doer in doers)


def tells_whole(claim: ResolvedClaim) -> bool:
    """As in "Residents blamed X for the murder of two traders": who did what to whom, though by a definite noun."""
    told = any(t.modality == "occurred" and t.strength > 1 for t in claim.claim.triggers)
    told = told and claim.claim.sentence.block == "body"
    roles = {a.role for a in claim.actors}
    return told and not claim.claim.background and "attacker" in roles and bool(roles & {"target", "victim"})


def tells_where(claim: ResolvedClaim) -> bool:
    """As in "Heavy clashes in Sake, people fleeing": a sentence that begins with the deed, and where; no day."""
    sentence = claim.claim.sentence.span
    explicit = [t for t in claim.claim.triggers if t.modality == "occurred" and t.strength == _EXPLICIT]
    violent = [t.span for t in explicit if family_of(t) == "violence"]
    opens, of_words = in_any_language("note_opens"), in_any_language("note_of_words")
    told = any(
        opens.fullmatch(fold(sentence.text[: span.start - sentence.start]))
        and not of_words.match(fold(sentence.text[span.end - sentence.start :]))
        for span in violent
        if span.start >= sentence.start
    )
    placed = names_place(claim) and claim.place is not None and claim.place.precision in FINE
    return told and placed and not claim.claim.background and not claim.claim.aggregate


def _is_bare(claim: ResolvedClaim) -> bool:
    """True when only a noun speaks of a deed ("a bomb", "raids"): no verb, no toll, no damage, nobody who acts."""
    c = claim.claim
    occurred = [t for t in c.triggers if t.modality == "occurred"]
    return all(t.noun for t in occurred) and not (
        c.counts or c.damage or any(a.role == "attacker" for a in claim.actors)
    )


def is_toll(claim: ResolvedClaim) -> bool:
    """True for words that only say what an event cost: a later toll, or no place or day of their own; nobody acts."""
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    acts = any(t.code not in _COST for t in occurred) or any(a.role == "attacker" for a in claim.actors)
    again = (claim.claim.update and bool(claim.claim.counts)) or counted_before(claim)
    return not acts and (again or tells_of_parts(claim) or not (names_place(claim) or names_day(claim)))


def counted_before(claim: ResolvedClaim) -> bool:
    """As in "The general staff had announced five dead on Tuesday": an earlier figure of what has been told."""
    counted = any(count.kind in _COUNTED for count in claim.claim.counts)
    return counted and not names_place(claim) and _recounted(claim.claim.span.text)


def _recounted(text: str) -> bool:
    return in_any_language("counted_before").search(fold(text)) is not None


def tells_of_parts(claim: ResolvedClaim) -> bool:
    """As in "Six of the dead were soldiers": figures that are parts of a toll told before."""
    tolls = [c for c in claim.claim.counts if c.kind in ("killed", "wounded", "abducted")]
    return bool(tolls) and all(c.part for c in tolls) and claim.claim.anaphoric


def only_costs(claim: ResolvedClaim) -> bool:
    """True for words that count the dead and the damage and say nothing of the deed: their day may be a later one."""
    occurred = [t for t in claim.claim.triggers if t.modality == "occurred"]
    counted = _COST | {"execution"} if claim.claim.update else _COST  # "one more body was found"
    return bool(occurred) and all(t.code in counted for t in occurred)


def names_place(claim: ResolvedClaim) -> bool:
    """True when the clause itself names its place, not only the heading over it."""
    return claim.own_place and bool(claim.claim.places)


def names_day(claim: ResolvedClaim) -> bool:
    """The same for its day."""
    return claim.own_when and bool(claim.claim.times)


def adds(claim: ResolvedClaim) -> bool:
    """True when the claim has something to say of an event told elsewhere: a toll, a voice, a pointer."""
    c = claim.claim
    if is_unreal(claim) and not (c.status or c.anaphoric):
        return False
    armed = any(actor.kind == "unidentified" for actor in claim.named)
    armed = armed or any(actor.role == "attacker" for actor in claim.actors)  # an accusation without a word of the deed
    return bool(c.counts or c.status or c.sources or c.anaphoric or c.triggers or c.damage or armed)
