"""Templates by rules, network and learnt weights together: takes the rules' templates, gives those that are likely.

A template of the rules goes where its kind is unlikely, one of a kind that they miss comes where it is likely, and each
slot takes its likeliest candidates. Dates, places and tolls stay the rules'. All weights were
fitted on ``train``, those of trust by readers that had not learnt from the report at hand; the few numbers here are
older, from ``dev``, or were set on ``train`` read so, where none moves the sums by more than .003. Invariant: string
slots hold words of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.muc4_candidates import Candidate, candidates, same
from bench.muc4_clues import clues_of, report_clues
from bench.muc4_network import Network
from bench.muc4_placing import homes_of, place, without_empty_doubles
from bench.muc4_scorer import ROLES
from bench.muc4_trust import TOLD, Likely, filler_facts, kind_facts
from bench.muc4_weights import logistic, odds
from bench.records import Row
from tocsin.model import Sentence

__all__ = ["chosen", "kind_odds"]

_LIKELY = 0.22  # of a filler
_TOLD = 0.4  # of a kind: below, the rules' template goes; from here, one comes that they lack
_MOST = {"PerpInd": 3, "PerpOrg": 1, "Target": 6, "Victim": 10, "Weapon": 3}  # fillers of a report


def chosen(
    text: str, sentences: Sequence[Sentence], templates: Sequence[Row], network: Network, bare: Row
) -> list[Row]:
    """The templates of a report whose case is restored; ``bare`` are the other slots of one that the rules lack."""
    told = kind_odds(text, templates)
    likely = _likely(text, sentences, templates, network, told)
    sure = {kind: logistic(odds("trust kinds", kind_facts(kind, told, templates, network, likely))) for kind in TOLD}
    kept = [number for number, one in enumerate(templates) if sure.get(one["incident_type"], 1.0) >= _TOLD]
    had = {templates[number]["incident_type"] for number in kept}
    rows = [_emptied(templates[number], bare) for number in kept]
    rows += [{**bare, **_empty(kind)} for kind in TOLD if sure[kind] >= _TOLD and kind not in had]
    homes = homes_of(rows, kept, (one for _, one in likely))
    for slot in ROLES if rows else ():
        place(homes, _apart(slot, likely))
    return without_empty_doubles(rows)


def kind_odds(text: str, templates: Sequence[Row]) -> dict[str, float]:
    """The log-odds, by the report's words, that it tells of any incident and of each kind."""
    clues = report_clues(text, templates)
    return {kind: odds(f"kind {kind}", clues) for kind in ("any", *TOLD)}


def _likely(
    text: str, sentences: Sequence[Sentence], templates: Sequence[Row], network: Network, told: Mapping[str, float]
) -> Likely:
    """All candidates, the likeliest first."""
    found = candidates(text, templates, network)
    sure = []
    for one, clues in zip(found, clues_of(found, text, sentences, told), strict=True):
        facts = filler_facts(one, odds(one.slot, clues), found, network, told)
        sure.append(logistic(odds(f"trust {one.slot}", facts)))
    return sorted(zip(sure, found, strict=True), key=lambda pair: -pair[0])


def _apart(slot: str, likely: Likely) -> list[Candidate]:
    """The likeliest candidates of a slot that are not one another."""
    taken: list[Candidate] = []
    for sure, one in likely:
        if sure >= _LIKELY and one.slot == slot and not any(same(one, other) for other in taken):
            taken.append(one)
    return taken[: _MOST[slot]]


def _emptied(template: Row, bare: Row) -> Row:
    """A template of the rules without its fillers; day and country are the report's where it has none."""
    given = {slot: template.get(slot) or bare.get(slot) for slot in ("date", "country")}
    return {**template, **given, **{slot: [] for slot in ROLES}}


def _empty(kind: str) -> Row:
    return {"incident_type": kind, **{slot: [] for slot in ROLES}}
