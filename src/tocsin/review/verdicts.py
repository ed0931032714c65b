"""Which reviews hold, and the report under them: takes a coded report and all its reviews, gives the report as served.

Of each reader's accept or reject the latest holds, of the edits of a field the latest by anybody, unless taken back. A
record goes when more readers reject than accept it. When a report is coded anew, a review finds its record by id, else
by the words of its trigger; one that finds none is kept and waits (``unplaced``). Invariant: a pure function of the
machine's reading and the reviews, whatever was applied before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.errors import InputError
from tocsin.model import CodedReport, EventRecord, Report, Review, Span
from tocsin.review.edits import edited

__all__ = ["VERDICTS", "as_read", "evidence", "reviewed", "standing", "unplaced"]

VERDICTS = ("accept", "reject", "edit", "withdraw")


def as_read(coded: CodedReport) -> CodedReport:
    """The report as the machine read it."""
    events = [replace(one.machine or one, reviews=(), machine=None) for one in (*coded.events, *coded.rejected)]
    return replace(
        coded, events=tuple(sorted(events, key=_first_word)) if coded.rejected else tuple(events), rejected=()
    )


def reviewed(coded: CodedReport, reviews: Sequence[Review]) -> CodedReport:
    """The report with its reviews in it."""
    plain = as_read(coded)
    said = _placed(plain, reviews)
    events = [_under(one, said.get(one.id, ())) for one in plain.events]
    gone = [one for one in events if _is_rejected(one)]
    return replace(plain, events=tuple(one for one in events if one not in gone), rejected=tuple(gone))


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Those of one record that hold, oldest first."""
    rows = sorted(reviews, key=lambda one: one.key)
    withdrawn = {one.withdraws for one in rows}
    held: dict[tuple[str, str], Review] = {}
    for one in rows:
        if one.verdict != "withdraw" and one.key not in withdrawn:
            slot = (one.field, "") if one.verdict == "edit" else ("", one.by)
            held.pop(slot, None)
            held[slot] = one
    return list(held.values())


def unplaced(coded: CodedReport, reviews: Sequence[Review]) -> list[Review]:
    """Reviews that hold and whose record this coding of the report doesn't have."""
    placed = {one.key for own in _placed(as_read(coded), reviews).values() for one in own}
    return [one for one in standing(reviews) if one.key not in placed]


def evidence(report: Report, words: str, near: int) -> Span:
    """Where words stand in the report: nearest to ``near``, an offset.

    Raises:
        InputError: they don't.
    """
    own = words.strip()
    starts = [at for at in range(len(report.text)) if own and report.text.startswith(own, at)]
    if not starts:
        raise InputError(
            "these words don't stand in the report; copy them from it, or say that it isn't in the text", own[:80]
        )
    start = min(starts, key=lambda at: abs(at - near))
    return Span(start, start + len(own), own)


def _placed(plain: CodedReport, reviews: Sequence[Review]) -> dict[str, list[Review]]:
    """The reviews by the id that their record has in this coding."""
    ids = {one.id for one in plain.events}
    by_words = {span: one.id for one in reversed(plain.events) for name, span in one.evidence if name == "trigger"}
    found: dict[str, list[Review]] = {}
    for one in reviews:
        key = one.record if one.record in ids else by_words.get(one.trigger) if one.trigger else None
        if key:
            found.setdefault(key, []).append(one)
    return found


def _under(record: EventRecord, reviews: Sequence[Review]) -> EventRecord:
    held = standing(reviews)
    now = record
    for one in held:
        now = edited(now, one) if one.verdict == "edit" else now
    return replace(now, reviews=tuple(held), machine=record if now is not record else None)


def _is_rejected(record: EventRecord) -> bool:
    said = [one.verdict for one in record.reviews]
    return said.count("reject") > said.count("accept")


def _first_word(record: EventRecord) -> int:
    return min((span.start for name, span in record.evidence if name == "trigger"), default=0)
