"""Templates by rules and tagger together: takes the rules' templates and the tagger's spans, gives joined templates.

A template of the rules goes where its kind is unlikely, one of a kind that they miss comes where it is likely, and the
fillers of four roles are those that are likely enough. Things struck, dates, places and tolls stay the rules'. The
weights are those of ``training/combine.py``; the thresholds were chosen from a coarse grid on the same reports.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from bench.muc4_fillers import ROLES, Filler, facts, fillers, logistic, logit
from bench.muc4_scorer import ROLES as SLOTS
from bench.records import Row
from tocsin.extract.tagger import KINDS, Tagged

__all__ = ["FILLERS", "joined", "kind_facts", "sure_of"]

FILLERS = {
    "PerpInd": (-2.46, 0.9, 2.06, -0.72, -0.22, 1.1),
    "PerpOrg": (-3.15, 1.15, 0.47, 0.65, 0.18, 0.64),
    "Victim": (-2.04, 1.26, 2.48, 0.0, 0.93, -0.39),
    "Weapon": (-2.0, 0.64, -0.13, 1.07, 0.17, 1.34),
}
"""Of each role: to begin with, log-odds of the tagger, found by the rules, by both, times tagged (log), first place."""
_KINDS = (-1.27, 1.44, 0.96, -0.02, 0.12, 0.26, -0.16)
_LIKELY = 0.2  # of a filler: F1 is greatest at about half of itself
_KEPT, _ADDED = 0.2, 0.6  # of a kind: below, the rules' template goes; from here, one comes that they lack
_MOST = {"PerpInd": 3, "PerpOrg": 2, "Victim": 8, "Weapon": 3}  # fillers of a report
_TOLD = KINDS[:5]  # a work stoppage is too rare to learn


def joined(templates: Sequence[Row], tagged: Sequence[Tagged], length: int) -> list[Row]:
    """The templates of a report of ``length`` characters, read by both."""
    found = fillers(templates, tagged, length)
    sure = {kind: logistic(_KINDS, kind_facts(kind, templates, found)) for kind in _TOLD}
    kept = [number for number, one in enumerate(templates) if sure.get(one["incident_type"], 1.0) >= _KEPT]
    had = {templates[number]["incident_type"] for number in kept}
    rows = [{**templates[number], **{role: [] for role in ROLES.values()}} for number in kept]
    rows += [_bare(kind, templates) for kind in _TOLD if sure[kind] >= _ADDED and kind not in had]
    for role in ROLES.values():
        likely = sorted((one for one in found if one.role == role), key=lambda one: -sure_of(one))[: _MOST[role]]
        for one in likely:
            if sure_of(one) >= _LIKELY:
                _place(one, rows, kept)
    return rows


def sure_of(one: Filler) -> float:
    """The probability that a filler is one."""
    return logistic(FILLERS[one.role], facts(one))


def kind_facts(kind: str, templates: Sequence[Row], found: Sequence[Filler]) -> tuple[float, ...]:
    """What the probability that a report tells of a kind of incident is summed over."""
    number = KINDS.index(kind)
    parts = [one.kinds[number] * one.sure for one in found]
    ruled = float(any(one["incident_type"] == kind for one in templates))
    most = logit(max(parts, default=0.0))
    return (1.0, ruled, most, ruled * most, math.log1p(sum(parts)), float(kind == "attack"), float(kind == "bombing"))


def _bare(kind: str, templates: Sequence[Row]) -> Row:
    """A template without fillers; its day, place and toll are those of the report's first, of whatever kind."""
    return {**(templates[0] if templates else {}), "incident_type": kind, **{role: [] for role in SLOTS}}


def _place(one: Filler, rows: list[Row], kept: Sequence[int]) -> None:
    """Put a filler where the rules have it; one of the tagger's alone goes to the likeliest kind."""
    own = [rows[place] for place, number in enumerate(kept) if number in one.templates]
    if not own and rows:
        own = [max(rows, key=lambda row: one.kinds[KINDS.index(row["incident_type"])])]
    for row in own:
        row[one.role].append([one.text])
