"""Whether a party's own medium lays a deed on the party's own men: takes a clause of accusation, gives yes or no.

"Amaq attributed the raid to the soldiers of the Caliphate", "Radio Andalus, voice of the Shabaab, ascribed it to a
knight of martyrdom": who says so of his own men, by a name that only he gives them or in praise, claims. Invariant: no
party's medium or voice, no claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.grammar import Clause
from tocsin.extract.sources import PARTIES
from tocsin.extract.statements import is_own_name
from tocsin.model import ActorMention, SourceMention

__all__ = ["lays_on_its_own"]

_BEFORE, _AFTER = 40, 30  # characters about a party's name in which its medium stands


def lays_on_its_own(actors: Sequence[ActorMention], voices: Sequence[SourceMention], clause: Clause) -> bool:
    """True where a party, or its medium, names its own men as the authors."""
    doers = [a for a in actors if a.role == "attacker"]
    media = {a.ids[0] for a in actors if a.kind in PARTIES and a.ids and _has_medium(a, clause)}
    if doers and all(is_own_name(a) for a in doers):
        return bool(media) or any(s.kind == "party" for s in voices)
    others = [a for a in doers if not _is_own(a, media)]
    if not media or any(a.ids for a in others):
        return False
    own = bool(doers) and not others
    return own or clause.words.pattern("outlets.praised").search(clause.folded) is not None


def _has_medium(party: ActorMention, clause: Clause) -> bool:
    before = clause.between(party.span.start - _BEFORE, party.span.start)
    after = clause.between(party.span.end, party.span.end + _AFTER)
    found = clause.words.pattern("outlets.of").search(before) or clause.words.pattern("outlets.own").match(after)
    return found is not None


def _is_own(actor: ActorMention, media: set[str]) -> bool:
    return actor.head == "group" or bool(media & set(actor.ids[:1]))
