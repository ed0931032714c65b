"""``tocsin judge`` and ``tocsin log verify``: what a person adds to the store, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tocsin.cli.shelf import find_one, find_record
from tocsin.cli.streams import complain, say
from tocsin.errors import InputError
from tocsin.model import Judgement
from tocsin.store import Store

__all__ = ["audit", "judge"]


_KEPT = {"split": "different", "undo": "unsure"}


def judge(store: Store, verdict: str, keys: Sequence[str], why: str, by: str) -> None:
    """Keep what a person says of two records, or split one from all others of its incident.

    Raises:
        InputError: an id is unknown, there are too few or too many, nothing was judged that could be undone, or both
            records are of one report (which is never one incident).
    """
    wanted = 1 if verdict == "split" else 2
    if len(keys) != wanted:
        raise InputError(f"{verdict} takes {wanted} record{'s' * (wanted > 1)}, not {len(keys)}", " ".join(keys))
    kept = _KEPT.get(verdict, verdict)
    for left, right in _from_the_rest(store, keys[0]) if verdict == "split" else [_pair(store, verdict, keys)]:
        on = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        store.judge(Judgement(left, right, kept, 1.0, why, by, on))
        undone = f"nothing is judged of {left} and {right} any more"
        say(f"kept: {undone if verdict == 'undo' else f'{left} and {right} are {kept}'}")


def _from_the_rest(store: Store, key: str) -> list[tuple[str, str]]:
    record, _ = find_record(store, key)
    others = [(record, other.id) for other in find_one(store, record).records if other.id != record]
    if not others:
        raise InputError("it stands alone already", record)
    return others


def _pair(store: Store, verdict: str, keys: Sequence[str]) -> tuple[str, str]:
    (left, left_report), (right, right_report) = (find_record(store, key) for key in keys)
    if left_report == right_report:
        raise InputError("both records are of one report, which tells them apart already", f"{left} {right}")
    if verdict == "undo" and not _is_judged(store, left, right):
        raise InputError("nothing stands judged of these two", f"{left} {right}")
    return left, right


def _is_judged(store: Store, left: str, right: str) -> bool:
    from tocsin.reconcile.cluster import standing_judgements

    held = standing_judgements(store.judgements()).get((min(left, right), max(left, right)))
    return held is not None and held.verdict != "unsure"


def audit(store: Store) -> list[str]:
    """Say whether the log is whole; gives the faults."""
    faults = store.verify_log()
    for fault in faults:
        complain("log", fault)
    if not faults:
        rows, head = store.log_head()
        say(f"whole: {rows} rows, head {head}")
    return faults
