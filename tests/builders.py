"""Records for tests: takes what a test cares about, gives whole records with every other field plain.

``report(...)`` holds a text; ``event(...)`` finds its words in that text, so every span fits.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tocsin.model import (
    Actor,
    Attribution,
    Casualty,
    CodedReport,
    EventRecord,
    Place,
    Report,
    SourceMention,
    Span,
    When,
)

TEXT = (
    "Gunmen of JNIM attacked an army post near Niono on 11 June 2024. JNIM says 12 soldiers were killed. "
    "The army says 3 soldiers were killed. The mayor confirms the attack in Niono."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def report(name: str = "a", text: str = TEXT, **changes: Any) -> Report:
    plain: dict[str, Any] = {
        "source": f"Outlet {name}",
        "source_kind": "media",
        "title": f"Attack near Niono, {name}",
        "published": date(2024, 6, 12),
        "published_from": "option",
    }
    return Report(id=f"sha256:{name}", text=text, language="en", **{**plain, **changes})


def place(lat: float | None = 14.25, lon: float | None = -5.99, radius_km: float | None = 25, **changes: Any) -> Place:
    plain: dict[str, Any] = {
        "name": "Niono",
        "country": "ML",
        "admin1": "Ségou",
        "precision": "near",
        "gazetteer_id": "geonames:2451814",
        "span": span("Niono"),
        "why": "exact name; the report speaks of ML",
    }
    return Place(lat=lat, lon=lon, radius_km=radius_km, **{**plain, **changes})


def when(start: str | None = "2024-06-11", end: str | None = None, **changes: Any) -> When:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    plain: dict[str, Any] = {"precision": "day" if first == last and first else "unknown", "anchor": "absolute"}
    return When(first, last, **{**plain, "span": span("11 June 2024") if first else None, **changes})


def jnim(role: str = "attacker") -> Actor:
    return Actor(role, "jnim", "Jama'at Nusrat al-Islam wal-Muslimin", "rebel", span("JNIM"))


def army(role: str = "target") -> Actor:
    return Actor(role, "fama", "Malian Armed Forces", "state", span("army"))


def killed(low: int, high: int | None = None, said_by: str | None = "jnim", rival: bool = False) -> Casualty:
    words = "12 soldiers were killed" if said_by == "jnim" else "3 soldiers were killed"
    return Casualty("killed", low, low if high is None else high, span(words), "fama", said_by, rival)


def claimed_by_jnim() -> Attribution:
    voice = SourceMention("JNIM", "party", "claims", span("JNIM"), "jnim")
    return Attribution("claimed", "jnim", (voice,), ("says",))


def confirmed_by_mayor() -> Attribution:
    voice = SourceMention("The mayor", "official", "confirms", span("The mayor"))
    return Attribution("confirmed", None, (voice,))


def event(report_name: str = "a", key: str = "1", **changes: Any) -> EventRecord:
    plain: dict[str, Any] = {
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "modality": "occurred",
        "background": False,
        "when": when(),
        "place": place(),
        "actors": (jnim(), army()),
        "weapons": (),
        "casualties": (killed(12),),
        "damage": (),
        "attribution": claimed_by_jnim(),
        "evidence": (("trigger", span("attacked")), ("casualties.killed", span("12 soldiers were killed"))),
        "score": 0.9,
        "coder": "tests",
    }
    return EventRecord(id=f"{report_name}-{key}", report_id=f"sha256:{report_name}", **{**plain, **changes})


def coded(name: str = "a", *events: EventRecord, **changes: Any) -> CodedReport:
    return CodedReport(report(name), events or (event(name),), **changes)
