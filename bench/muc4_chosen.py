"""Templates by rules, network and learnt weights together: takes the rules' templates, gives those that are likely.

A template of the rules goes where its kind is unlikely, one of a kind that they miss comes where it is likely, and each
slot takes its likeliest candidates. Dates, places and tolls stay the rules'. The weights of the clues were learnt on
``train``; the few numbers here, which say how far each reader is trusted, were set by hand on ``dev``, because the
network learnt from ``train`` and seems surer there than it is. Invariant: string slots hold words of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.muc4_candidates import Candidate, candidates, same
from bench.muc4_clues import clues_of, report_clues
from bench.muc4_network import Network
from bench.muc4_placing import homes_of, place, without_empty_doubles
from bench.muc4_scorer import ROLES
from bench.muc4_weights import logistic, logit, odds
from bench.records import Row
from tocsin.extract.tagger import KINDS
from tocsin.model import Sentence

__all__ = ["TOLD", "chosen", "kind_odds"]

TOLD = KINDS[:5]
"""Kinds that are chosen; a work stoppage is too rare to learn."""
_CLUES, _NETWORK, _RULES, _BASE = 0.5, 0.4, 0.7, -0.6  # how a filler's log-odds are summed
_SLOT = {"PerpInd": 0.4, "PerpOrg": 0.2, "Target": 0.0, "Victim": -0.4, "Weapon": 0.0}
"""Perpetrators fill more slots of TST1 and TST2 than of ``train``; of named persons every reader is too sure."""
_LIKELY = 0.22  # of a filler
_KIND_CLUES, _KIND_WHOLE, _KIND_RULES, _KIND_PARTS, _KIND_BASE = 0.3, 0.3, 0.8, 0.4, -0.2
_KEPT, _ADDED = 0.3, 0.4  # of a kind: below, the rules' template goes; from here, one comes that they lack
_MOST = {"PerpInd": 3, "PerpOrg": 1, "Target": 4, "Victim": 6, "Weapon": 3}  # fillers of a report
Likely = list[tuple[float, Candidate]]


def chosen(
    text: str, sentences: Sequence[Sentence], templates: Sequence[Row], network: Network, bare: Row
) -> list[Row]:
    """The templates of a report whose case is restored; ``bare`` are the other slots of one that the rules lack."""
    told = kind_odds(text, templates)
    likely = _likely(text, sentences, templates, network, told)
    sure = {kind: _kind(kind, told, templates, network, likely) for kind in TOLD}
    kept = [number for number, one in enumerate(templates) if sure.get(one["incident_type"], 1.0) >= _KEPT]
    had = {templates[number]["incident_type"] for number in kept}
    rows = [_emptied(templates[number], bare) for number in kept]
    rows += [{**bare, **_empty(kind)} for kind in TOLD if sure[kind] >= _ADDED and kind not in had]
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
    sure = [
        _sure(one, odds(one.slot, clues))
        for one, clues in zip(found, clues_of(found, text, sentences, told), strict=True)
    ]
    return sorted(zip(sure, found, strict=True), key=lambda pair: -pair[0])


def _sure(one: Candidate, by_clues: float) -> float:
    given = _CLUES * by_clues + _NETWORK * logit(one.share) + _RULES * bool(one.templates)
    return logistic(_BASE + _SLOT[one.slot] + given)


def _kind(kind: str, told: Mapping[str, float], templates: Sequence[Row], network: Network, likely: Likely) -> float:
    """How sure it is that the report tells of a kind of incident."""
    number = KINDS.index(kind)
    part = logit(max((sure * one.kinds[number] for sure, one in likely), default=0.0))
    ruled = any(one["incident_type"] == kind for one in templates)
    by_network = _KIND_WHOLE * logit(network.whole(kind)) + _KIND_PARTS * part
    return logistic(_KIND_BASE + _KIND_CLUES * told[kind] + _KIND_RULES * ruled + by_network)


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
