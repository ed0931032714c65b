"""Datelines: takes a paragraph, tells how far "GAO (Mali), 9 fév 2025 (Agency) - " goes, or that there is none.

A dateline is a place, then perhaps a country, a date and an agency, closed by a dash (or by a stop or colon when a date
or an agency stands in it). Invariant: what is left after it begins as a sentence does and is longer than a few words.
"""

from __future__ import annotations

import re

from tocsin.segment.shapes import is_date
from tocsin.segment.words import words
from tocsin.text import fold

__all__ = ["dateline_end", "is_place_and_date"]

_LONGEST = 130  # characters of the longest dateline: place, region, country, date, agency
_CLOSE = re.compile(r"\s?\.?\s?[-–—]{1,2}\s+|\.?\s[-–—]{1,2}\s?|[)\d]\s?[.:]\s+(?=[A-ZÀ-Ý«“\"¿¡])|(?<=[A-ZÀ-Ý]{3}):\s+")
_PIECE = re.compile(r"\s*(?:[,/|·:]|\.\s|(?=\()|(?<=\))|\s[-–—]\s)\s*")
_LINK = r"d[eu]|del|las?|les?|los|el|al|y|et|sur|sous|and|of|en|the|i"
_PLACE = re.compile(rf"[A-ZÀ-Ý][\w'’.-]*(?:[\s-](?:[A-ZÀ-Ý][\w'’.-]*|{_LINK})){{0,6}}\.?")
_TAGS = re.compile(r"(?:\s*\[[^\[\]]{1,60}\]){1,5}\s*")  # monitoring services: "[REPORT] [TEXT]"
_AGENCY = re.compile(r"\((?!(?:[A-Z]{1,3})\s?-?\d{1,4}\))[^()]{2,45}\)")  # not "(RN2)", which is a road
_OPENING = re.compile(r"[\"“«‘'(\[¿¡\s]{0,4}[A-ZÀ-Ý0-9ŒÆ]")


def dateline_end(raw: str, first: bool) -> int | None:
    """Where the news begins after a dateline; ``first``: in the first paragraph a bare "TOWN:" may stand."""
    for match in _CLOSE.finditer(raw, 2, _LONGEST):
        sign = match.group().strip()
        head = raw[: match.start() + (sign[0] in ")0123456789")].rstrip()
        if match.end() + 20 <= len(raw) and _OPENING.match(raw, match.end()) and _is_dateline(head, sign, first):
            tags = _TAGS.match(raw, match.end())
            return tags.end() if tags and tags.end() + 20 <= len(raw) else match.end()
    return None


def _is_dateline(head: str, sign: str, first: bool) -> bool:
    pieces = [p for p in _PIECE.split(head) if p]
    kinds = [_kind(p) for p in pieces]
    if not pieces or None in kinds or ("place" not in kinds[:2] and kinds[0] != "agency"):
        return False
    strong = "date" in kinds or "agency" in kinds
    if sign.endswith("."):
        return "date" in kinds
    if sign.endswith(":"):
        return strong or (first and head.isupper() and not words("alerts").fullmatch(fold(head)))
    return strong or head.isupper() or (first and ("." in sign or "—" in sign or "--" in sign or len(pieces) > 1))


def _kind(piece: str) -> str | None:
    if _AGENCY.fullmatch(piece):
        return "agency"
    if is_date(piece):
        return "date"
    names = sum(word[0].isupper() for word in piece.split())
    return "place" if names <= 3 and len(piece) <= 45 and _PLACE.fullmatch(piece) else None


def is_place_and_date(raw: str) -> bool:
    """A line of its own such as "Bangui, le 11 juillet 2025": a place and a date, nothing else."""
    if len(raw) > 90 or not any(c.isdigit() for c in raw):
        return False
    kinds = [_kind(p) for p in _PIECE.split(raw.rstrip(".")) if p]
    return "date" in kinds and None not in kinds and "place" in (kinds[0], kinds[-1]) and kinds.count("place") <= 2
