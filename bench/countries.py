"""Errors by country: takes the golden reports that may be read, and UCDP's events where they are, gives a table each.

    python -m bench.countries [--data DIR]

A report counts for the country of most of its events. Printed for each country with ``_ENOUGH`` events are event F1 and
the share of right fields; with ``--data``, from the set ``actors``, how many names of armed actors in UCDP's events are
found in the register. Reports and rules were written in one house, so the first table flatters every country: it is for
setting them side by side.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench import actors, devset
from bench.kinds import Bench, Predictions
from bench.records import Row

__all__ = ["main"]

_GOLDEN = Path(__file__).parents[1] / "tests" / "golden"
_CORPORA = ("devset", "own")
"""Those that were read while the rules were written; nobody looks into ``held``, not even by country."""
_ENOUGH = 15
_FIGURES = ("event F1", "all fields", "date", "country", "point", "attackers", "killed")
_NAMES = ("found, by event", "right id, where both have one")


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.countries")
    parser.add_argument("--data", type=Path, metavar="DIR")
    asked = parser.parse_args(arguments)
    rows = [{**row, "id": f"{name}/{row['id']}"} for name in _CORPORA for row in devset.load(_GOLDEN / name)]
    print(f"| country | reports | events | {' | '.join(_FIGURES)} |")
    _print(devset.BENCH, _by_country(rows), {row["id"]: devset.BENCH.predict(row) for row in rows}, _FIGURES)
    if asked.data:
        named = actors.BENCH.load(asked.data)
        by: defaultdict[str, list[Row]] = defaultdict(list)
        for row in named:
            by[row["country"]].append(row)
        print(f"| country | names | events | {' | '.join(_NAMES)} |")
        _print(actors.BENCH, by, {row["id"]: actors.BENCH.predict(row) for row in named}, _NAMES)


def _by_country(rows: Sequence[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        told = Counter(code for event in row["events"] for code in event.get("countries") or ())
        if told:
            by[told.most_common(1)[0][0]].append(row)
    return by


def _print(bench: Bench, by: dict[str, list[Row]], predictions: Predictions, names: Sequence[str]) -> None:
    """A row a country, those with most events first; all others in one."""
    rest: list[Row] = []
    for country, rows in sorted(by.items(), key=lambda item: -_events(item[1])):
        if _events(rows) < _ENOUGH:
            rest += rows
        else:
            print(_line(country, rows, bench, predictions, names), flush=True)
    if rest:
        print(_line(f"{sum(_events(rows) < _ENOUGH for rows in by.values())} others", rest, bench, predictions, names))


def _events(rows: Sequence[Row]) -> int:
    return sum(row["events"] if isinstance(row["events"], int) else len(row["events"]) for row in rows)


def _line(name: str, rows: list[Row], bench: Bench, predictions: Predictions, names: Sequence[str]) -> str:
    found = {one.name: one.value for one in bench.score(rows, predictions) if not one.note.endswith("/0")}
    shown = (f"{found[one]:.3f}".lstrip("0") if one in found else "" for one in names)
    return f"| {name} | {len(rows)} | {_events(rows):,} | {' | '.join(shown)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
