"""How fast the workbench answers with many incidents: makes a store, serves it, asks, and says what it took.

    python bench/serve_speed.py --incidents 100000 --folder out

Made-up records in random towns, days and kinds (seed 7), fifty a report, put together as any others. Then, each from a
server of its own process over HTTP: the overview (cold, and with filters), ``GET /api/v1/incidents`` with filters at
100 requests a second for 20 s, a text coded, kept and put together, and a record rejected. Prints milliseconds, the
server's processor time where the machine may be busy with others, the load, and peak memory in MB before and after the
writes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tocsin.cli.shelf import CODEC
from tocsin.incidents import rebuild_incidents
from tocsin.knowledge.actors import organisations
from tocsin.knowledge.ontology import sub_event
from tocsin.model import Actor, Attribution, Casualty, CodedReport, EventRecord, Place, Report, Span, When
from tocsin.store import Store

PORT = 8791
A_REPORT = 50
TEXT = "An attack was reported."
WORDS = Span(3, 9, "attack")
KINDS = (
    "Armed clash",
    "Attack",
    "Air/drone strike",
    "Suicide bomb",
    "Abduction/forced disappearance",
    "Peaceful protest",
)
STORY = (
    "Gunmen of JNIM attacked an army post near Niono, Mali, on 11 June 2024. "
    "JNIM says 14 soldiers were killed in the attack near Niono."
)
STEP_DEG = 0.6
"""Between towns: far enough apart that two of them are two places."""
RATE, SECONDS = 100, 20
_AGAIN = 10
"""Overviews over which their processor time is taken: the clock of processes ticks in hundredths."""


def record(
    dice: random.Random, report_id: str, number: int, kinds: list[tuple[str, str]], ids: list[str]
) -> EventRecord:
    """One made-up record."""
    day = date(2016, 1, 1) + timedelta(dice.randrange(3650))
    country, lat, lon = dice.choice(
        (("ML", 15, -3), ("NG", 11, 9), ("CO", 4, -74), ("SO", 4, 44), ("SD", 14, 28), ("UA", 49, 34))
    )
    town = dice.randrange(400)
    place = Place(
        f"Town {town}",
        country,
        f"Region {town % 9}",
        None,
        lat + town % 20 * STEP_DEG,
        lon + town // 20 * STEP_DEG,
        25.0,
        precision="near",
    )
    killed = dice.randrange(9)
    main, sub = dice.choice(kinds)
    return EventRecord(
        id=f"{report_id[7:]}-{number}", report_id=report_id, event_type=main, sub_event_type=sub, modality="occurred",
        background=False, when=When(day, day, "day", WORDS), place=place,
        actors=(Actor("attacker", dice.choice(ids), "Somebody", "rebel", WORDS),), weapons=(),
        casualties=(Casualty("killed", killed, killed, WORDS),) if killed else (), damage=(),
        attribution=Attribution(dice.choice(("reported", "claimed", "confirmed"))), evidence=(("trigger", WORDS),),
        score=0.8, coder="bench",
    )  # fmt: skip


def fill(path: Path, incidents: int) -> None:
    """A store with so many incidents."""
    dice, store = random.Random(7), Store.open(str(path), CODEC)
    kinds, ids = [(sub_event(name).event_type, name) for name in KINDS], sorted(organisations())[:150]
    for number in range(incidents // A_REPORT):
        key = f"sha256:{number:06}"
        own = tuple(record(dice, key, n, kinds, ids) for n in range(A_REPORT))
        report = Report(key, TEXT, dice.choice(("en", "fr", "es")), f"Outlet {number % 40}", published=date(2026, 1, 1))
        store.save(CodedReport(report, own))
    began = time.perf_counter()
    rebuild_incidents(store)
    print(
        f"{len(store.incidents() or ())} incidents put together and catalogued in {time.perf_counter() - began:.0f} s"
    )
    store.close()


def ask(path: str) -> float:
    """Milliseconds until the whole answer is here."""
    began = time.perf_counter()
    with urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def send(path: str, row: dict[str, Any]) -> float:
    """Milliseconds until a write is answered, with the incidents brought up to it."""
    body, began = json.dumps(row).encode(), time.perf_counter()
    with urlopen(Request(f"http://127.0.0.1:{PORT}{path}", body, {"Content-Type": "application/json"})) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def load(paths: list[str]) -> list[float]:
    """The times of ``RATE`` requests a second, sent on the clock whether or not the last was answered."""
    dice, begin = random.Random(7), time.perf_counter()

    def one(n: int) -> float:
        time.sleep(max(0.0, begin + n / RATE - time.perf_counter()))
        return ask(dice.choice(paths))

    with ThreadPoolExecutor(64) as pool:
        return list(pool.map(one, range(RATE * SECONDS)))


def memory_mb(pid: int) -> float:
    """Peak resident memory of a process (Linux)."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith("VmHWM"))) / 1024


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has used (Linux): what a busy machine stretches least."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


FILTERS = (
    "country=ML",
    "status=claimed",
    "first=2024-01-01",
    "actor=jnim",
    "language=fr",
    "words=town%207",
    "killed=5",
)


def measure(path: Path) -> dict[str, float]:
    """All figures, from one server."""
    command = [sys.executable, "-m", "tocsin.cli", "serve", "--database", str(path), "--port", str(PORT)]
    server = subprocess.Popen(command)
    try:
        while True:
            try:
                ask("/health")
                break
            except OSError:
                if server.poll() is not None:
                    raise SystemExit(f"the server ended with {server.returncode}") from None
                time.sleep(0.2)
        return {**reading(server.pid), **writing(server.pid)}
    finally:
        server.terminate()
        server.wait()


def reading(pid: int) -> dict[str, float]:
    """What looking costs: the overview, filters, the map, the API at a steady rate."""
    began = cpu_s(pid)
    found = {"overview, first": ask("/")}
    found["overview, first, processor time"] = 1000 * (cpu_s(pid) - began)
    found |= {"overview, again": ask("/"), "map, squares": ask("/map.json")}
    began = cpu_s(pid)
    found["filters, slowest"] = max(ask(f"/?{one}") for one in FILTERS)
    found["filters, processor time"] = 1000 * (cpu_s(pid) - began) / len(FILTERS)
    found["map of filters, slowest"] = max(ask(f"/map.json?{one}") for one in FILTERS)
    paths = [f"/api/v1/incidents?limit=20&page={n}&country={c}" for n in range(1, 20) for c in ("ML", "NG", "UA", "SO")]
    began = cpu_s(pid)
    times = sorted(load([*paths, *(f"/api/v1/incidents?limit=20&year={year}" for year in range(2016, 2026))]))
    found |= {"API, median": statistics.median(times), "API, p99": times[int(len(times) * 0.99)]}
    found["API, processor time a request"] = 1000 * (cpu_s(pid) - began) / len(times)
    began = cpu_s(pid)
    for _ in range(_AGAIN):
        ask("/")
    found["overview again, processor time"] = 1000 * (cpu_s(pid) - began) / _AGAIN
    return {**found, "peak memory, MB": memory_mb(pid)}


def writing(pid: int) -> dict[str, float]:
    """What a write costs until the incidents are brought up to it."""
    send("/api/v1/reports", {"text": STORY, "published": "2024-06-12", "source": "first"})  # loads what is known
    found = {"code a text": send("/api/v1/reports", {"text": STORY, "published": "2024-06-12", "source": "second"})}
    review = {"report": "sha256:000001", "record": "000001-1", "verdict": "reject", "why": "measuring"}
    found["reject a record"] = send("/api/v1/reviews", review)
    return {**found, "peak memory after writes, MB": memory_mb(pid)}


def main() -> None:
    """Fill, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.folder / f"speed-{asked.incidents}.sqlite"
    if not path.exists():
        fill(path, asked.incidents)
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(json.dumps({name: round(value) for name, value in measure(path).items()}, indent=1))
    print(f"load average after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
