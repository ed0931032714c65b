"""Who acts in a report so far: takes what was told, gives the only party that attacks, or the force that fights it.

A log of one group's raids doesn't name it in each line, nor does an army its own soldiers who "neutralised terrorists".
Invariant: where two parties attack in what was told before, nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.model import Actor, ActorMention
from tocsin.resolve.walk import Walk

__all__ = ["CALLED", "force_that_kills", "only_attacker"]

CALLED = frozenset(("terrorists", "militants", "jihadists", "enemy"))  # as only a state's side speaks of the dead
_ONCE_IS_NOTHING = 2  # deeds from which a party is what the report is about
_PARTIES = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))


def only_attacker(harmed: Sequence[Actor], walk: Walk) -> Actor | None:
    """The party that did all that was told so far, when it did two things or more and isn't harmed here."""
    done = [a for told in walk.told for a in told.actors if a.role == "attacker"]
    keys = {a.id or a.name for a in done}
    last = done[-1] if len(done) >= _ONCE_IS_NOTHING and len(keys) == 1 else None
    known = last is not None and last.kind in _PARTIES and not keys & {a.id or a.name for a in harmed}
    return last if known and not any(a.kind in _PARTIES for a in harmed) else None


def force_that_kills(found: Sequence[tuple[ActorMention, Actor]], walk: Walk) -> Actor | None:
    """The state's force last told of, where all who were harmed are called terrorists or militants."""
    harmed = [m for m, _ in found if m.role in ("target", "victim")]
    if not harmed or not all(m.head in CALLED and not m.ids for m in harmed):
        return None
    forces = [a for t in walk.told for a in (*t.actors, *t.named) if a.kind == "state" and a.id and a.role != "target"]
    armed = [a for a in forces if not (a.id or "").endswith(":government")]
    return armed[-1] if len({(a.id or "")[:2] for a in armed}) == 1 else None
