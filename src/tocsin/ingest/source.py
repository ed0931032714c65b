"""Clean text -> its outlet: takes the text of a report, gives the name of who published it, if the page says so.

Read are the places where publishers sign: the brackets of a dateline, the masthead, a credit line, a copyright line, an
account's handle. A name inside a sentence ("told Reuters") never counts, as any paper may quote it. Invariant: the name
stands in the text, or is the listed name of one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tocsin.ingest.byline import paper_of
from tocsin.ingest.dateline import has_weekday
from tocsin.ingest.front import lines_of
from tocsin.ingest.issuer import issuer_in
from tocsin.ingest.outlets import Outlet, kind_of, outlet_named
from tocsin.text import fold

__all__ = ["outlet_in"]

_HEAD_LINES = 7
_NAME = r"[A-ZÀ-Ý@][^()\n|/–—:;]{1,50}?"
_DATELINE = re.compile(
    r"^(?!\d+[.)]\s|[•*])[^()\n]{2,60}(?:\([^()\n]{2,30}\)[^()\n]{0,40})?\(([A-ZÀ-Ý][^()\n]{1,40})\)\s*(?:\.?\s*[-–—:]|\.\s)"
)
_LAND = re.compile(
    r"\b(?:district|region|province|state|commune|cercle|departe?ment|departamento|lga|county|city|governorate|oblast)\b"
)
_SIGNED = re.compile(rf"(?:^|.*[.!?»”\"]\s*)\((?:Reporting by .*; )?({_NAME})\)$|^[-–—]\s*({_NAME})$")
_COPYRIGHT = re.compile(r"^(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?([A-ZÀ-Ý][^|–—.,\d\n]{1,40}?)\s*(?:[-–—|.,\d]|$)", re.I)
_CREDIT = re.compile(
    r"^(?:by|par|por)\s.{2,80}?(?:,|\||\s(?:for|pour|para|de|of)\s|[-–—])\s*([A-ZÀ-Ý@][^|,;()\n]{1,40})$", re.I
)
_ISSUED = re.compile(
    r"^(?:issued|published|released|produced|prepared|publie|diffuse|emis|redige|publicado|emitido|difundido|elaborado)e?s?\b"
    r"[^.]{0,40}?\b(?:by|par|por)\s+(?:the\s+|la\s+|le\s+|el\s+)?([a-z][^.,;()|]{2,40}?)\s*(?:[.,;()|]|$)"
)
_CARRIED = re.compile(
    r"^(?:published|first published|appeared|publié|paru|publicado|aparecido)\s(?:in|dans|en)\s(?:the\s)?"
    r"([A-ZÀ-Ý][^,;.|()\n]{2,40}),",
    re.I,
)
_FROM = re.compile(
    r"^(?:from|source\s*:|fuente\s*:|via|un article de|de)\s+(?:the\s+)?([A-ZÀ-Ý][^,;.|()\n]{1,40})", re.I
)
_MASTHEAD = re.compile(r"^\[?([A-ZÀ-Ý][^|/–—\n]{1,60}?)\s*(?:$|\||/|–|—|\s-\s|:|,)")
_STATION = re.compile(
    r"^(?i:Radio|Télé|Tele|TV|Quotidien|Diario|Hebdomadaire|Semanario|Daily)\s[A-ZÀ-Ý]|\b(?:FM|TV|Radio|Television)$"
)
_AGENCIES = re.compile(r"\s*/\s*(?:agencias|agences|agencies|afp|efe|reuters|ap|europa press)\b", re.I)
_HANDLE = re.compile(r"^(@\w{2,30})\b|\((@\w{2,30})\)")
_THREAD = re.compile(r"^(?:thread|fil de|fil d'|hilo)\b", re.I)
_RELEASE = re.compile(
    r"\b(?:press release|communique de presse|comunicado de prensa|comunicado oficial|press statement)\b"
)


def outlet_in(text: str) -> Outlet | None:
    """The publisher that the page names, with its kind; a kind without a name where only the form tells (a thread)."""
    head = list(islice(lines_of(text[:3000]), _HEAD_LINES))
    tail = list(lines_of(text[-300:]))[-2:]
    return next(_found(head, tail, text), None)


def _found(head: list[str], tail: list[str], text: str) -> Iterator[Outlet]:
    """Candidates, the surest place first."""
    yield from (_outlet(name, "media") for line in head for name in _groups(_DATELINE, line) if _agency(name, line))
    yield from _account(head)
    yield from (
        _outlet(name, "unknown") for line in head for name in _groups(_CREDIT, line[:160]) if outlet_named(name)
    )
    yield from _from(head + tail)
    yield from (_outlet(name, "media") for line in head + tail for name in _groups(_CARRIED, line))
    for position, line in enumerate(head):
        yield from _masthead(line, headline=position == 0)
    yield from filter(None, (paper_of(text), issuer_in(head)))
    yield from (_outlet(name, "media") for line in tail for name in _groups(_SIGNED, line) if outlet_named(name))
    yield from (_outlet(name, "unknown") for line in tail for name in _groups(_COPYRIGHT, line))


def _groups(pattern: re.Pattern[str], line: str) -> list[str]:
    match = pattern.match(line)
    return [group.strip() for group in match.groups() if group] if match else []


def _outlet(name: str, kind: str) -> Outlet:
    """The listed outlet, else the name as written with the kind that its words or its place tell."""
    known = outlet_named(name)
    guessed = kind_of(name, None)
    return known or Outlet(name, kind if guessed == "unknown" else guessed)


def _agency(name: str, line: str) -> bool:
    """A listed outlet, or a name of several words or capitals after a place and a date; a country is none."""
    if outlet_named(name):
        return True
    from tocsin.knowledge.gazetteer.countries import country_named

    before, _, after = line.partition(f"({name})")
    if _LAND.search(fold(name)) or (after.lstrip().startswith(".") and kind_of(name, None) != "media"):
        return False
    dated = any(c.isdigit() for c in before) or has_weekday(before)
    several = " " in name or (name.isupper() and len(name) <= 8)
    return (dated or (several and "," in before)) and country_named(name) is None


def _account(head: list[str]) -> Iterator[Outlet]:
    for line in head[:2]:
        handle = _HANDLE.search(line[:120]) if len(line) < 160 else None
        if handle:
            yield Outlet(handle.group(1) or handle.group(2), "social")
        elif _THREAD.match(line):
            yield Outlet("", "social")


def _from(lines: list[str]) -> Iterator[Outlet]:
    for line in lines:
        match = _ISSUED.match(fold(line))
        if match:
            yield _outlet(line[match.start(1) : match.end(1)], "unknown")
        name = next(iter(_groups(_FROM, line)), None)
        if name and len(line) < 160 and (outlet_named(name) or kind_of(line, None) == "reference"):
            yield _outlet(name, "reference")


def _masthead(line: str, headline: bool) -> Iterator[Outlet]:
    """A listed outlet that a short line opens with, a station's own name, or an office above its press release."""
    name = next(iter(_groups(_MASTHEAD, line)), None)
    if name is None or len(line) > 140:
        return
    mark = line.lstrip("[")[len(name) :].lstrip()[:1]
    release = bool(_RELEASE.search(fold(line)))
    if (
        (outlet_named(name) and (not headline or release or mark not in ":,"))
        or _STATION.search(name)
        or (_AGENCIES.match(line[len(name) :]) and not headline)
    ):
        yield _outlet(name, "media")
    elif release and kind_of(name, None) == "government":
        yield _outlet(name, "government")
