"""``tocsin judge`` and ``tocsin log verify``: what a person adds to the store, and whether it is whole."""

from __future__ import annotations

from datetime import UTC, datetime

from tocsin.cli.shelf import find_record
from tocsin.cli.streams import complain, say
from tocsin.errors import InputError
from tocsin.model import Judgement
from tocsin.store import Store

__all__ = ["audit", "keep_judgement"]


def keep_judgement(store: Store, verdict: str, keys: tuple[str, str], why: str, by: str) -> None:
    """Keep a person's judgement on two records.

    Raises:
        InputError: an id is unknown, or both records are of one report (which is never one incident).
    """
    (left, left_report), (right, right_report) = (find_record(store, key) for key in keys)
    if left_report == right_report:
        raise InputError("both records are of one report, which tells them apart already", f"{left} {right}")
    on = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    store.judge(Judgement(left, right, verdict, 1.0, why, by, on))
    say(f"kept: {left} and {right} are {verdict}")


def audit(store: Store) -> list[str]:
    """Say whether the log is whole; gives the faults."""
    faults = store.verify_log()
    for fault in faults:
        complain("log", fault)
    if not faults:
        rows, head = store.log_head()
        say(f"whole: {rows} rows, head {head}")
    return faults
