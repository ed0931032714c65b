"""Kills: takes a number, kills ``tocsin code --resume`` and ``tocsin watch`` at random moments that often, and audits.

    python -m bench.command_kills --kills 500 [--seed 1]

After each kill every report that the command had told as kept must be in the store; at the end, when the command may
finish, each report is there once and ``log verify`` finds the store whole. Prints one line a command; exit status 1
when anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["main"]

_REPORTS = 400
_LONGEST_S = 4.0
"""Of a run before its kill: from inside the start of Python to some hundred reports."""
_WORDS = "Gunmen attacked a village near Niono on {day} June 2024. The mayor says {dead} people were killed."

Told = Callable[[Path, str], set[str]]


def main(arguments: list[str]) -> int:
    """Run both; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.command_kills")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    faults = 0
    for name, run in (("code", _code), ("watch", _watch)):
        with tempfile.TemporaryDirectory() as folder:
            found = run(Path(folder), asked.kills // 2, random.Random(asked.seed))
        sys.stdout.write(f"{name}: {asked.kills // 2} kills, {len(found)} faults {found[:3] or ''}\n")
        faults += len(found)
    return 1 if faults else 0


def _code(folder: Path, kills: int, pick: random.Random) -> list[str]:
    archive = folder / "reports.jsonl"
    archive.write_text("".join(json.dumps({"text": text}) + "\n" for text in _texts()), encoding="utf-8")
    command = ["code", str(archive), "--resume", "--format", "json"]
    return _killed(folder, command, kills, pick, lambda _, said: {one["document"]["id"] for one in _whole(said)})


def _watch(folder: Path, kills: int, pick: random.Random) -> list[str]:
    (folder / "in").mkdir()
    for number, text in enumerate(_texts()):
        (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "feeds.toml").write_text('[[folder]]\npath = "in"\n', encoding="utf-8")
    time.sleep(1.1)  # a file is read when it has been left alone for a second
    return _killed(folder, ["watch", str(folder / "feeds.toml"), "--once"], kills, pick, lambda here, _: _ledger(here))


def _texts() -> list[str]:
    return [f"{_WORDS.format(day=n % 28 + 1, dead=n + 2)} It is report {n} of the year." for n in range(_REPORTS)]


def _killed(folder: Path, command: list[str], kills: int, pick: random.Random, told: Told) -> list[str]:
    database = folder / "kept.sqlite"
    faults: list[str] = []
    for _ in range(kills):
        said = _run([*command, "--database", str(database)], pick.uniform(0.2, _LONGEST_S))
        missing = told(folder, said) - _ids(database)
        faults += [f"lost {one}" for one in missing]
        if len(_ids(database)) == _REPORTS:  # all done: begin anew, with an empty store
            _forget(folder)
    _run([*command, "--database", str(database)], None)
    if len(_ids(database)) != _REPORTS:
        faults.append(f"{len(_ids(database))} reports, not {_REPORTS}")
    verdict = subprocess.run(
        [sys.executable, "-m", "tocsin.cli", "log", "verify", "--database", str(database)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return faults if verdict.returncode == 0 else [*faults, verdict.stderr]


def _run(words: list[str], seconds: float | None) -> str:
    """What the command wrote until it was killed, or ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tocsin.cli", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        try:
            return running.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            running.kill()
            return running.communicate()[0]


def _whole(said: str) -> list[dict[str, dict[str, str]]]:
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]


def _ids(database: Path) -> set[str]:
    return set(_column(database, "SELECT id FROM report WHERE known_to IS NULL"))


def _ledger(folder: Path) -> set[str]:
    """Ids of what the watch tells as kept: the folder's files are their own snapshots."""
    from tocsin.ingest import Options, report_id

    digests = _column(folder / "watch.sqlite", "SELECT sha256 FROM page WHERE state = 'kept'")
    return {report_id((folder / "snapshots" / one[:2] / one).read_bytes(), Options()) for one in digests}


def _column(database: Path, query: str) -> list[str]:
    if not database.exists():
        return []
    db = sqlite3.connect(database)
    try:
        return [row[0] for row in db.execute(query)]
    except sqlite3.OperationalError:  # killed before the tables were made
        return []
    finally:
        db.close()


def _forget(folder: Path) -> None:
    for path in [*folder.glob("kept.sqlite*"), *folder.glob("watch.sqlite*")]:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
