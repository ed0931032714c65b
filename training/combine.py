"""Joining rules and tagger: takes MUC-4, gives the weights of bench/muc4_tagged.py, and a table of what joining wins.

    python -m training.combine --data DIR [--apart FIFTH]

The weights are fitted by logistic regression with a small penalty on the fifth of ``train`` from which the tagger did
not learn, where there is one; both tables are of ``dev``, with the constants as they stand. Invariant: a filler counts
as right when a gold template of the report has it in that role.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from bench.muc4 import BENCH, both
from bench.muc4_fillers import ROLES, Filler, facts, fillers
from bench.muc4_scorer import is_filler
from bench.muc4_tagged import joined, kind_facts, sure_of
from bench.records import Row, blind

from tocsin.extract.tagger import KINDS, Tagged
from training.examples import fifth
from training.muc4 import rows

_PENALTY = 0.3
_STEPS = 60  # Newton's; it settles in ten
_BINS = 5
_ALONE, _KIND_ALONE = 0.5, 0.4  # the best of a coarse grid on the reports held apart
Read = tuple[Row, list[Row], tuple[Tagged, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/")
    parser.add_argument("--apart", type=int, help="the fifth, 0 to 4, from which the shipped tagger did not learn")
    options = parser.parse_args()
    if options.apart is not None:
        _weights([(row, *both(blind(row))) for row in rows(options.data) if fifth(row["id"]) == options.apart])
    dev = [(row, *both(blind(row))) for row in rows(options.data, "dev")]
    _reliability([(sure_of(one), is_filler(read[0], one.role, one.text)) for read in dev for one in _found(read)])
    _ablation(dev)


def _found(read: Read) -> list[Filler]:
    row, templates, tagged = read
    return fillers(templates, tagged, len(row["text"]))


def _weights(apart: list[Read]) -> None:
    """Print the constants."""
    for role in ROLES.values():
        own = [(read[0], one) for read in apart for one in _found(read) if one.role == role]
        print(f'"{role}": {_fit([(facts(one), is_filler(row, role, one.text)) for row, one in own])},')
    cases = [(kind_facts(kind, r[1], _found(r)), kind in _kinds(r[0])) for r in apart for kind in KINDS[:5]]
    print(f"_KINDS = {_fit(cases)}")


def _kinds(row: Row) -> set[str]:
    return {kind for template in row["gtt"] for kind in template["incident_type"].split(" / ")}


def _fit(cases: list[tuple[tuple[float, ...], bool]]) -> tuple[float, ...]:
    """The weights, by Newton's method; the first, which stands alone, is hardly penalised."""
    values, right = np.array([case[0] for case in cases]), np.array([case[1] for case in cases], float)
    penalty = _PENALTY * np.eye(values.shape[1])
    penalty[0, 0] = 1e-4
    weights = np.zeros(values.shape[1])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (sure - right) + penalty @ weights
        bend = (values.T * (sure * (1 - sure))) @ values + penalty
        weights -= np.linalg.solve(bend, slope)
    return tuple(round(float(weight), 2) for weight in weights)


def _reliability(cases: list[tuple[float, bool]]) -> None:
    """How often fillers of like probability are right."""
    for part in range(_BINS):
        own = [case for case in cases if part <= case[0] * _BINS < part + 1]
        if own:
            mean, right = (sum(float(case[i]) for case in own) / len(own) for i in (0, 1))
            print(f"{part / _BINS:.1f} and more: {len(own)} fillers, mean {mean:.2f}, right {right:.2f}")


def _ablation(read: list[Read]) -> None:
    """The rules alone, the tagger alone, both."""
    ways: dict[str, Callable[[Read], list[Row]]] = {
        "rules": lambda r: r[1],
        "tagger": _alone,
        "both": lambda r: joined(r[1], r[2], len(r[0]["text"])),
    }
    for name, way in ways.items():
        figures = BENCH.score([r[0] for r in read], {r[0]["id"]: {"templates": way(r)} for r in read})
        print(name, ", ".join(f"{f.name.strip()} {f.value:.3f}" for f in figures if f.name.endswith("F1")))


def _alone(read: Read) -> list[Row]:
    """The tagger's templates without the rules: fillers and kinds that it holds likelier than not, no things struck."""
    sure = [one for one in fillers([], read[2], len(read[0]["text"])) if one.sure >= _ALONE]
    rows = []
    for number, kind in enumerate(KINDS):
        if any(one.kinds[number] * one.sure >= _KIND_ALONE for one in sure):
            own = [one for one in sure if one.kinds[number] >= _ALONE]
            slots = {role: [[one.text] for one in own if one.role == role] for role in ROLES.values()}
            rows.append({"incident_type": kind, "Target": [], **slots})
    return rows


if __name__ == "__main__":
    main()
