"""Kills a process at random moments while it keeps reports and brings incidents up to them; says what was left.

    python -m bench.kills [--kills 200] [--seed 7]

The reports are made up (``made_reports``); the process is ended by SIGKILL, up to a second after it began, and the next
one goes on where it stopped, in a fresh database every twenty kills. After each kill the log must verify, each report
that was said to be kept must be there, once, with its events, and the incidents brought up to the log must be those of
a rebuild from nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from bench.made_reports import made_reports
from tocsin.cli.shelf import CODEC
from tocsin.incidents import update_incidents
from tocsin.model import Incident
from tocsin.reconcile import reconcile_reports
from tocsin.store import Store

__all__ = ["faults_after_kills"]

_A_DATABASE = 20
"""Kills before a fresh database: a long one would be checked for longer than it is written."""
_MOST_S = 1.0


def faults_after_kills(kills: int, seed: int = 7) -> Iterator[str]:
    """Whatever was wrong after one of so many kills, a line each."""
    dice = random.Random(seed)
    for first in range(0, kills, _A_DATABASE):
        with tempfile.TemporaryDirectory() as folder:
            database, said = Path(folder, "t.sqlite"), Path(folder, "said")
            Store.open(str(database), CODEC).close()
            said.touch()
            for number in range(first, min(kills, first + _A_DATABASE)):
                _run_and_kill(database, said, dice.uniform(0, _MOST_S))
                yield from (f"kill {number + 1}: {fault}" for fault in _faults(database, said))


def _run_and_kill(database: Path, said: Path, seconds: float) -> None:
    worker = get_context("fork").Process(target=_work, args=(database, said), daemon=True)
    worker.start()
    time.sleep(seconds)
    if worker.pid:
        os.kill(worker.pid, signal.SIGKILL)
    worker.join()


def _work(database: Path, said: Path) -> None:
    """Keep one report after another, say so, and bring the incidents up to it."""
    store = Store.open(str(database), CODEC)
    with said.open("a", encoding="utf-8") as out:
        for coded in made_reports(sys.maxsize):
            if not store.knows(coded.report.id):
                store.save(coded)
                print(coded.report.id, file=out, flush=True)
                update_incidents(store)


def _faults(database: Path, said: Path) -> Iterator[str]:
    store = Store.open(str(database), CODEC)
    yield from store.verify_log()
    reports = list(store.reports())
    known = [one.report.id for one in reports]
    yield from (f"{key} is lost" for key in sorted(set(said.read_text(encoding="utf-8").split()) - set(known)))
    yield from (f"{key} is there twice" for key in sorted({key for key in known if known.count(key) > 1}))
    if store.log_head()[0] != len(known):
        yield f"{len(known)} reports, {store.log_head()[0]} rows of the log"
    yield from (f"{one.report.id} has {len(one.events)} events" for one in reports if len(one.events) != 1)
    update_incidents(store)
    if sorted(store.incidents() or (), key=lambda one: one.id) != _anew(store):
        yield "the incidents are not those of a rebuild"
    store.close()


def _anew(store: Store) -> list[Incident]:
    return sorted(reconcile_reports(store.reports(), store.judgements()), key=lambda one: one.id)


def main() -> int:
    """Kill, print what was wrong, and how much."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    faults = list(faults_after_kills(asked.kills, asked.seed))
    print("\n".join([*faults, f"{asked.kills} kills, {len(faults)} faults"]))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
