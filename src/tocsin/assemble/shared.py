"""Claims of several deeds at once: takes a clause and the events told before it, gives those that it is of as well.

"JNIM said it was behind both ambushes", "les trois attaques ont été revendiquées par": whoever claims or is accused so
did each of the deeds told last. Invariant: a clause that names its own day, place or toll is of one event alone, and no
event is given a party that a named one of another side has done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.assemble.groups import Group
from tocsin.model import ResolvedClaim
from tocsin.text import fold

__all__ = ["shared"]

_DEEDS = (
    r"(?:attack|ambush|raid|blast|bomb|assault|strike|incident|killing|explosion|operation|abduction|shooting|attaque"
    r"|attentat|embuscade|assaut|tuerie|enlevement|frappe|ataque|atentado|emboscada|accion|hecho|golpe|secuestro|asalto)"
)
_NUMBERS = {
    "both": 2, "ambos": 2, "ambas": 2, "two": 2, "deux": 2, "dos": 2, "three": 3, "trois": 3, "tres": 3, "four": 4,
    "quatre": 4, "cuatro": 4,
}  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:(?:all |the |all the |les |ces |des |aux |los |las |est[oa]s |a los |de las |de los )"
    r"(?=two|three|four|deux|trois|quatre|dos|tres|cuatro))?"
    rf"({'|'.join(_NUMBERS)})(?: of the| of these| des| de las| de los)? (?:[\w'-]+ ){{0,2}}?{_DEEDS}"
)
_VIOLENT = frozenset(("violence", "abduction", "looting"))
_ATTRIBUTES = frozenset(("claimed", "alleged"))


def shared(claim: ResolvedClaim, joined: Group, groups: Sequence[Group]) -> Iterator[Group]:
    """The events besides ``joined`` that a clause speaks of, the last ones told before it."""
    several = _SEVERAL.search(fold(claim.claim.span.text))
    if (
        several is None
        or not _ATTRIBUTES & set(claim.claim.status)
        or {"unclaimed", "withdrawn"} & set(claim.claim.status)
    ):
        return
    if claim.claim.counts or claim.own_place or claim.claim.places:
        return
    parties = {a.id for a in (*claim.actors, *claim.named) if a.id}
    last = [group for group in groups if _VIOLENT & set(group.families)][-_NUMBERS[several.group(1)] :]
    yield from (group for group in last if group is not joined and not _done_by_others(group, parties))


def _done_by_others(group: Group, parties: set[str]) -> bool:
    doers = {a.id for a in group.actors if a.role == "attacker" and a.id}
    return bool(doers) and not doers & parties
