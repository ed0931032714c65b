"""What kind of event a trigger speaks of: takes trigger codes, gives the family within which tellings may be one event.

The lexicon's open codes (assault, killing, seizure ...) are settled from the two sides later; until then they belong to
violence. An attack with hostages or burnt houses is one event (ACLED Codebook 2024), a seizure of arms is another.
Invariant: affinity is symmetric, between -3 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.knowledge.ontology import is_sub_event, sub_event
from tocsin.model import Trigger

__all__ = ["affinity", "family_of", "leading_trigger"]

_OPEN = {"arson": "looting", "damage": "looting", "capture": "capture"}
_AFFINITY = {
    frozenset(("violence", "abduction")): 0.5,
    frozenset(("violence", "looting")): 0.5,
    frozenset(("violence", "capture")): 0.6,
    frozenset(("abduction", "looting")): 0.5,
    frozenset(("abduction", "capture")): 0.6,
    frozenset(("arrest", "capture")): 0.8,
    frozenset(("disruption", "arrest")): 0.3,
    frozenset(("protest", "arrest")): 0.5,
    frozenset(("protest", "violence")): 0.2,
    frozenset(("protest", "looting")): 0.3,
    frozenset(("violence", "transfer")): -0.4,
    frozenset(("violence", "disruption")): -0.6,
    frozenset(("looting", "capture")): 0.0,
}
_SAME_OTHER = 0.2  # a release, a curfew and a treaty ended are of one family by name only
_STRANGERS = -2.0  # agreement against arrest, base against protest: two events however near


def family_of(trigger: Trigger) -> str:
    """The family of a trigger's code."""
    if is_sub_event(trigger.code):
        return sub_event(trigger.code).family
    return _OPEN.get(trigger.code, "violence")


def affinity(one: str, other: str) -> float:
    """How well two families go together in one event."""
    if one == other:
        return _SAME_OTHER if one == "other" else 1.0
    return _AFFINITY.get(frozenset((one, other)), _STRANGERS)


def leading_trigger(triggers: Iterable[Trigger]) -> Trigger | None:
    """The most explicit trigger of something that occurred; the first of equals."""
    occurred = [t for t in triggers if t.modality == "occurred"]
    return max(occurred, key=lambda t: (t.strength, -t.span.start), default=None)
