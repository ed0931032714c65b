"""Floors: takes the figures of a run, says which fell below what has been reached before.

``floors.json`` holds, for every part of every set, the fingerprint of its records, the floors and the reasons why any
was lowered. Invariant: a floor holds only for the very records on which it was measured; it rises by ``--set-floors``
and falls only with a reason, which stays in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from bench.kinds import Figure
from bench.records import Row

__all__ = ["FLOORS", "Refused", "below", "floors_for", "load_floors", "save_floors", "set_floors"]

FLOORS = Path(__file__).with_name("floors.json")
_DIGITS = 1000  # floors are kept to the thousandth, rounded down


class Refused(Exception):
    """A floor would fall, or its records change, and no reason was given."""


def load_floors(path: Path = FLOORS) -> Row:
    """All floors; none where the file isn't there."""
    found: Row = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def save_floors(floors: Row, path: Path = FLOORS) -> None:
    """Write the floors, sorted, one figure a line."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def floors_for(floors: Row, part: str, print_of: str) -> dict[str, float]:
    """The floors of a part, where they were measured on these very records."""
    entry = floors.get(part, {})
    found: dict[str, float] = entry["floors"] if entry.get("records_sha256") == print_of else {}
    return found


def below(figures: Sequence[Figure], floors: dict[str, float]) -> list[str]:
    """The figures that miss their floors."""
    return [
        f"{figure.name} {figure.value:.4f} is below {floors[figure.name]:.3f}"
        for figure in figures
        if figure.name in floors and figure.value < floors[figure.name]
    ]


def set_floors(floors: Row, part: str, print_of: str, figures: Sequence[Figure], why: str | None) -> Row:
    """The floors with those of ``part`` set to what ``figures`` reach.

    Raises:
        Refused: a floor falls, or other records stand behind it, without a reason.
    """
    old = floors.get(part, {})
    new = {f.name: math.floor(f.value * _DIGITS) / _DIGITS for f in figures if f.pinned}
    fallen = [name for name, floor in old.get("floors", {}).items() if new.get(name, -1.0) < floor]
    changed = bool(old) and old["records_sha256"] != print_of
    if (fallen or changed) and not why:
        what = "other records than before" if changed else ", ".join(fallen)
        raise Refused(f"{part}: {what}; lowering needs --why")
    reasons = [*old.get("why", []), why] if why and (fallen or changed) else old.get("why", [])
    return {**floors, part: {"records_sha256": print_of, "floors": new, "why": reasons}}
