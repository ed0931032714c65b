"""The command line: takes the name of a set and a folder, predicts, scores, prints and checks the floors.

    python -m bench NAME --data DIR [--predictions OUT.jsonl] [--set-floors [--why REASON]]

``all`` runs every set that the folder holds. Exit code 0 when no figure is below its floor, 1 when one is, 2 when there
is nothing to run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bench.floors import Refused, below, floors_for, load_floors, save_floors, set_floors
from bench.kinds import Bench, Figure
from bench.records import Row, blind, fingerprint, read_rows, write_rows
from bench.run import predict_all
from bench.table import print_table

__all__ = ["NAMES", "bench_named", "main"]

NAMES = (
    "devset", "speed", "muc4", "gun-violence", "incidents", "dates", "places", "re3d", "petrarch2", "wikievents",
    "polnear", "meantime", "aec", "gazetteer", "actors", "resolvers", "ged", "headlines", "forecast",
)  # fmt: skip


def bench_named(name: str) -> Bench:
    """The benchmark of that name; its module is loaded now."""
    module = import_module(f"bench.{name.replace('-', '_')}")
    found: Bench = module.BENCH
    return found


def main(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; gives the exit code."""
    options = _parser().parse_args(arguments)
    names = NAMES if options.name == "all" else (options.name,)
    outcomes = [_run(bench_named(name), options) for name in names]
    if all(outcome is None for outcome in outcomes):
        print(f"no records of {options.name} below {options.data}", file=sys.stderr)
        return 2
    return int(any(outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=(*NAMES, "all"))
    parser.add_argument("--data", type=Path, required=True, help="folder laid out as the developers' data")
    parser.add_argument("--predictions", type=Path, help="write the predictions here, one a line")
    parser.add_argument("--scored-from", type=Path, help="score these predictions instead of making them")
    parser.add_argument("--part", help="only this part (split) of the set")
    parser.add_argument("--limit", type=int, help="only the first so many records of each part")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--set-floors", action="store_true", help="pin what this run reaches")
    parser.add_argument("--why", help="why a floor is lowered; kept in floors.json")
    return parser


def _run(bench: Bench, options: argparse.Namespace) -> int | None:
    """Run one set: 0 or 1, or None where the folder holds none of it."""
    parts = _parts(bench, options)
    rows = list({row["id"]: row for part in parts.values() for row in part}.values())
    if not rows:
        return None
    predictions = _predictions(bench, rows, options)
    if options.predictions:
        write_rows(options.predictions, predictions)
    by_id = {row["id"]: row for row in predictions}
    outcomes = [_judge(f"{bench.name}/{name}", part, bench.score(part, by_id), options) for name, part in parts.items()]
    return int(any(outcomes))


def _parts(bench: Bench, options: argparse.Namespace) -> dict[str, list[Row]]:
    parts = bench.parts(bench.load(options.data))
    return {n: rows[: options.limit] for n, rows in parts.items() if rows and options.part in (None, n)}


def _predictions(bench: Bench, rows: list[Row], options: argparse.Namespace) -> list[Row]:
    if options.scored_from:
        return list(read_rows(options.scored_from))
    if bench.predict_set:
        return bench.predict_set(options.data, [blind(row) for row in rows])
    return predict_all(bench, rows, options.jobs)


def _judge(part: str, rows: list[Row], figures: list[Figure], options: argparse.Namespace) -> int:
    """Print one part's figures and hold them against its floors."""
    known, print_of = load_floors(), fingerprint(rows)
    floors = floors_for(known, part, print_of)
    print_table(f"{part}  {len(rows)} records", figures, floors)
    if options.set_floors:
        try:
            save_floors(set_floors(known, part, print_of, figures, options.why))
        except Refused as refused:
            print(f"  refused: {refused}", file=sys.stderr)
            return 1
        return 0
    missed = below(figures, floors)
    for line in missed:
        print(f"  BELOW THE FLOOR: {line}")
    return int(bool(missed))
