"""Strikes processes that keep reports, again and again, and audits what is left: nothing lost, nothing doubled.

    python -m bench.kills [--kills 500] [--seed 7] [--work code watch reconcile] [--way kill disk connection]

Three works: ``tocsin code --resume`` over an archive, ``tocsin watch`` over a folder, and a process that keeps made-up
reports (``made_reports``) and brings incidents up to each. Three ways to strike them (``blows``). After each strike the
log must verify, every report that was told as kept must be there, once, and the log must have a row for each; the
incidents brought up to it must be those of a rebuild; and no traceback may have been shown. Where a work has done all,
it begins anew with an empty database. Prints a line a work and way; exit status 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.blows import WAYS, Kill
from bench.made_reports import made_reports
from tocsin.cli.shelf import CODEC
from tocsin.incidents import update_incidents
from tocsin.model import Incident
from tocsin.reconcile import reconcile_reports
from tocsin.store import Store

__all__ = ["WORKS", "faults_after", "main"]

_REPORTS = 120
"""Of one database: a long one would be checked for longer than it is written."""
_WORDS = "Gunmen attacked a village near Niono on {day} June 2024. The mayor says {dead} people were killed."


@dataclass(frozen=True, slots=True)
class Work:
    """Writes its inputs into a folder, gives the command over (folder, state, database), and what that told as kept."""

    prepare: Callable[[Path], None]
    command: Callable[[Path, Path, str], list[str]]
    told: Callable[[Path, str], set[str]]


def faults_after(kills: int, work: str, way: str, seed: int = 7) -> Iterator[str]:
    """Whatever was wrong after one of so many strikes, a line each."""
    dice, done = random.Random(seed), WORKS[work]
    with tempfile.TemporaryDirectory(prefix="kills-") as name, WAYS[way](Path(name)) as blow:
        done.prepare(Path(name))
        for number in range(1, kills + 1):
            said, errors = _struck(done.command(Path(name), blow.state, blow.url), blow, dice)
            found = [*_faults(blow, done.told(blow.state, said))]
            found += [f"it showed {errors[-300:]}"] if "Traceback" in errors else []
            yield from (f"{work}, {way} {number}: {fault}" for fault in found)
            if found or _count(blow) >= _REPORTS:
                blow.renew()


def _struck(command: list[str], blow: Kill, dice: random.Random) -> tuple[str, str]:
    """What the command wrote to stdout and stderr until it was ended."""
    blow.prepare(dice)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        running = subprocess.Popen([sys.executable, "-m", *command], stdout=out, stderr=errors, text=True)
        blow.strike(running, dice)
        running.wait()
        blow.mend()
        out.seek(0), errors.seek(0)
        return out.read(), errors.read()


def _count(blow: Kill) -> int:
    return Store.open(blow.url, CODEC).log_head()[0]


def _faults(blow: Kill, told: set[str]) -> Iterator[str]:
    store = Store.open(blow.url, CODEC)
    yield from store.verify_log()
    reports = list(store.reports())
    known = [one.report.id for one in reports]
    yield from (f"{key} is lost" for key in sorted(told - set(known)))
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


def _texts() -> list[str]:
    return [f"{_WORDS.format(day=n % 28 + 1, dead=n + 2)} It is report {n} of the year." for n in range(_REPORTS)]


def _archive(folder: Path, first: int = 0) -> None:
    lines = [json.dumps({"text": text}) + "\n" for text in _texts()[first:]]
    (folder / "r.jsonl").write_text("".join(lines), encoding="utf-8")


def _code(folder: Path, _: Path, url: str) -> list[str]:
    return ["tocsin.cli", "code", f"{folder}/r.jsonl", "--resume", "--format", "json", "--database", url]


def _shown(_: Path, said: str) -> set[str]:
    """Ids of the rows that were written whole."""
    return {json.loads(line)["document"]["id"] for line in said.splitlines(keepends=True) if line.endswith("\n")}


def _inbox(folder: Path) -> None:
    """Half of the reports in files of their own, half in an archive."""
    (folder / "in").mkdir()
    for number, text in enumerate(_texts()[: _REPORTS // 2]):
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    _archive(folder / "in", _REPORTS // 2)


def _watch(folder: Path, state: Path, url: str) -> list[str]:
    """The watchlist lies outside of what may be full; what it keeps, inside."""
    own = f'ledger = "{state}/watch.sqlite"\nsnapshots = "{state}/snapshots"\n[[folder]]\npath = "in"\n'
    (folder / "feeds.toml").write_text(own, encoding="utf-8")
    return ["tocsin.cli", "watch", f"{folder}/feeds.toml", "--once", "--database", url]


def _ledger(state: Path, _: str) -> set[str]:
    """Ids of what the watch tells as kept: a file's bytes are its snapshot."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"file:{state}/watch.sqlite?mode=rw", uri=True)) as db:
            kept = db.execute("SELECT url, sha256 FROM page WHERE state = 'kept'").fetchall()
    except sqlite3.OperationalError:  # struck before the tables were made
        return set()
    return {key for url, digest in kept for key in _ids(url, state / "snapshots" / digest[:2] / digest)}


def _ids(url: str, snapshot: Path) -> Iterator[str]:
    """Of the report in a file, or of those in an archive."""
    from tocsin.ingest import Options, Row, columns_of, is_archive, report_id, rows_of
    from tocsin.watch.folders import file_at

    path = file_at(url)
    if path and is_archive(path):
        yield from (report_id(row.data, Options()) for row in rows_of(path, columns_of(None)) if isinstance(row, Row))
    else:
        yield report_id(snapshot.read_bytes(), Options())


def _keep(url: str) -> None:
    """Keep one report after another, say so, and bring the incidents up to it."""
    store = Store.open(url, CODEC)
    for coded in made_reports(_REPORTS):
        if not store.knows(coded.report.id):
            store.save(coded)
            print(coded.report.id, flush=True)
            update_incidents(store)


WORKS = {
    "code": Work(_archive, _code, _shown),
    "watch": Work(_inbox, _watch, _ledger),
    "reconcile": Work(
        lambda _: None, lambda _, __, url: ["bench.kills", "--keep", url], lambda _, said: set(said.split())
    ),
}
"""What is struck, by name."""


def main(arguments: list[str]) -> int:
    """Strike, print what was wrong, and how much."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--work", nargs="+", choices=tuple(WORKS), default=tuple(WORKS))
    parser.add_argument("--way", nargs="+", choices=tuple(WAYS), default=tuple(WAYS))
    parser.add_argument("--keep", metavar="DATABASE", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.keep:
        from tocsin.errors import StoreError

        try:
            _keep(asked.keep)
        except StoreError as error:
            return int(bool(sys.stderr.write(f"{error}\n")))
        return 0
    each, total = -(-asked.kills // (len(asked.work) * len(asked.way))), 0
    for way in asked.way:
        for work in asked.work:
            faults = list(faults_after(each, work, way, asked.seed))
            print("\n".join([*faults, f"{work}, {way}: {each} strikes, {len(faults)} faults"]), flush=True)
            total += len(faults)
    return int(bool(total))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
