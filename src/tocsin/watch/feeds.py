"""Bytes -> entries: takes a feed (RSS, Atom, JSON Feed 1.1) or a sitemap (sitemaps.org 0.9), gives the pages it names.

Invariant: bytes that are neither give a ``FetchError``; no entity of a document is expanded and nothing else is
fetched; at most ``MOST`` entries come out, the newest of a sitemap.
"""

from __future__ import annotations

import calendar
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit
from xml.etree import ElementTree

import feedparser

from tocsin.errors import FetchError

__all__ = ["MOST", "Entry", "plain", "read_feed"]

MOST = 1000
"""Entries of one document that are taken: a feed has some 50, and a sitemap of 50,000 is a site's whole past."""
_MOST_BYTES = 50_000_000  # of a sitemap unpacked: what sitemaps.org allows
_SPIES = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed names; ``is_map`` when it is another sitemap."""

    url: str
    published: date | None = None
    is_map: bool = False


def read_feed(data: bytes, url: str) -> list[Entry]:
    """The entries, each address once and whole.

    Raises:
        FetchError: neither a feed nor a sitemap.
    """
    data = _unpacked(data, url).lstrip(b"\xef\xbb\xbf \t\r\n")
    head = data[:2000]
    if head.startswith(b"{"):
        found = _json(data, url)
    elif b"<urlset" in head or b"<sitemapindex" in head:
        found = _sitemap(data, url)
    else:
        found = _feed(data, url)
    whole = {_whole(url, entry.url): entry for entry in found if entry.url}
    return [Entry(here, one.published, one.is_map) for here, one in whole.items() if here.startswith("http")][:MOST]


def _whole(base: str, url: str) -> str:
    """The address of an entry; empty when it is none ("http://[")."""
    try:
        return plain(urljoin(base, url))
    except ValueError:
        return ""


def plain(url: str) -> str:
    """The address without its fragment and without marks that only follow the reader about."""
    parts = urlsplit(url.strip())
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_SPIES)]
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def _unpacked(data: bytes, url: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(wbits=47)
    try:
        out = unpacker.decompress(data, _MOST_BYTES)
    except zlib.error as error:
        raise FetchError(f"the packed sitemap is broken: {error}", url) from error
    if not unpacker.eof:
        raise FetchError("the packed sitemap is cut short, or unpacks to more than 50 MB", url)
    return out


def _json(data: bytes, url: str) -> list[Entry]:
    try:
        items = json.loads(data)["items"]
        return [Entry(str(one.get("url") or ""), _day(one.get("date_published"))) for one in items]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FetchError("neither a feed nor a sitemap", url) from error


def _sitemap(data: bytes, url: str) -> list[Entry]:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise FetchError("a sitemap with a DOCTYPE isn't read", url)
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise FetchError(f"the sitemap is broken: {error}", url) from error
    kids = [{part.tag.rpartition("}")[2]: (part.text or "").strip() for part in one} for one in root]
    kids.sort(key=lambda kid: kid.get("lastmod", ""), reverse=True)
    is_map = root.tag.endswith("sitemapindex")
    return [Entry(kid.get("loc", ""), None, is_map) for kid in kids]  # lastmod is a change, no publication


def _feed(data: bytes, url: str) -> list[Entry]:
    try:
        read: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:  # a link closed outside an item
        raise FetchError("the feed is broken", url) from error
    if not read.get("version") and not read.entries:
        raise FetchError("neither a feed nor a sitemap", url)
    return [Entry(one.get("link") or "", _struct_day(one.get("published_parsed"))) for one in read.entries]


def _struct_day(parsed: Any) -> date | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).date() if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def _day(words: object) -> date | None:
    try:
        return date.fromisoformat(str(words)[:10]) if words else None
    except ValueError:
        return None
