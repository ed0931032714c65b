"""Contract objects to table rows and back: takes plain data, gives dictionaries that the tables accept.

Invariant: nothing is lost. A report's ``payload`` and its events' payloads in order make the contract object again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, select

from tocsin.model import Judgement, Review, Span
from tocsin.store.chain import Entry, digest_of
from tocsin.store.schema import report

__all__ = [
    "event_rows",
    "instant",
    "judgement_of",
    "judgement_row",
    "log_row",
    "open_version",
    "report_row",
    "review_of",
    "review_row",
]

_STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"


def instant(now: datetime, after: str | None) -> str:
    """``now`` in UTC as text; a microsecond past ``after`` when the clock stands behind it."""
    here = now.astimezone(UTC)
    if after:
        here = max(here, datetime.strptime(after, _STAMP).replace(tzinfo=UTC) + timedelta(microseconds=1))
    return here.strftime(_STAMP)


def open_version(report_id: str) -> Select[tuple[str, str]]:
    """The version of a report that nothing has replaced yet."""
    return select(report.c.digest, report.c.known_from).where(report.c.id == report_id, report.c.known_to.is_(None))


def report_row(row: dict[str, Any], digest: str, now: str) -> dict[str, Any]:
    """The row of a report from its contract object."""
    document = row["document"]
    return {
        "id": document["id"],
        "known_from": now,
        "digest": digest,
        "source": _plain(document["source"]),
        "language": document["language"],
        "published": document["published"],
        "title": _plain(document["title"]),
        "payload": json.dumps({key: value for key, value in row.items() if key != "events"}),
    }


def event_rows(row: dict[str, Any], now: str) -> list[dict[str, Any]]:
    """The rows of a contract object's events, in its order."""
    return [_event_row(event, row["document"]["id"], n, now) for n, event in enumerate(row["events"])]


def _event_row(event: dict[str, Any], report_id: str, position: int, now: str) -> dict[str, Any]:
    place, when = event["location"], event["date"]
    return {
        "id": event["id"],
        "known_from": now,
        "report_id": report_id,
        "position": position,
        "event_type": event["event_type"],
        "sub_event_type": event["sub_event_type"],
        "country": place["country"],
        "start": when["start"],
        "end": when["end"],
        "lat": place["lat"],
        "lon": place["lon"],
        "actors": "|".join(["", *sorted({actor["id"] for actor in event["actors"] if actor["id"]}), ""]),
        "payload": json.dumps(event),
    }


def _plain(words: str | None) -> str | None:
    """What every database takes: lone surrogates and NULs (PostgreSQL has none) become marks of what is missing."""
    return words.encode("utf-8", "replace").decode().replace("\0", "?") if words else words


def judgement_row(verdict: Judgement) -> dict[str, Any]:
    """The row of a judgement; the pair is kept in one order, whichever way it was given."""
    left, right = sorted((verdict.left, verdict.right))
    said = {**asdict(verdict), "left": left, "right": right, "why": _plain(verdict.why), "by": _plain(verdict.by)}
    return {"id": digest_of(said), **said}


def judgement_of(row: Row[Any]) -> Judgement:
    """The judgement of a row."""
    return Judgement(row.left, row.right, row.verdict, row.score, row.why, row.by, row.on)


def review_row(one: Review) -> dict[str, Any]:
    """The row of a review, whose id is the digest of all that it says."""
    said = {**asdict(one), **{name: _plain(getattr(one, name)) for name in ("why", "by", "value", "was")}}
    plain = {name: said[name] for name in ("report", "record", "by", "verdict", "on")}
    return {"id": digest_of(said), **plain, "payload": json.dumps(said)}


def review_of(payload: str) -> Review:
    """The review of a row."""
    said = json.loads(payload)
    spans = {name: Span(**said[name]) if said[name] else None for name in ("span", "trigger")}
    return Review(**{**said, **spans})


def log_row(entry: Entry) -> dict[str, Any]:
    """The sealed row of a log entry."""
    return {**asdict(entry), "hash": entry.hash}
