"""feeds.toml -> Watchlist: takes the file that names what to follow, gives it checked, with paths beside the file.

Invariant: an unknown key, an address that isn't http or https, or a value of the wrong type is refused by its name.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields, replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from tocsin.errors import SettingsError
from tocsin.watch.guard import Network

__all__ = ["Feed", "Folder", "Watchlist", "load_watchlist"]

Part = TypeVar("Part", "Feed", "Folder")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap, asked every so many minutes; ``name`` is the outlet, where its pages don't say it."""

    url: str
    name: str | None = None
    every_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder into which files are put; ``name`` is who publishes them, ``columns`` maps those of tables."""

    path: str
    name: str | None = None
    columns: str | None = None


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What to follow and how: minutes between two looks, seconds between two fetches from a host.

    ``retry_seconds`` is the first wait after a failure, doubled by each further one; ``allow_networks`` may be reached
    beside the public internet; ``snapshots`` and ``ledger`` are where pages and the state of the watch are kept.
    """

    feeds: tuple[Feed, ...]
    folders: tuple[Folder, ...]
    snapshots: Path
    ledger: Path
    every_minutes: float = 15
    per_host_seconds: float = 2
    retry_seconds: float = 60
    allow_networks: tuple[Network, ...] = ()


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist of a file.

    Raises:
        SettingsError: it can't be read, or says something that isn't known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"can't be read: {error.strerror}", str(path)) from error
    except ValueError as error:
        raise SettingsError(f"not valid TOML: {error}", str(path)) from error
    feeds = _parts(data.pop("feed", []), Feed, f"{path} [[feed]]")
    folders = _parts(data.pop("folder", []), Folder, f"{path} [[folder]]")
    if not feeds and not folders:
        raise SettingsError(
            "names nothing to follow; add a [[feed]] with a url, or a [[folder]] with a path", str(path)
        )
    for feed in feeds:
        if not _is_address(feed.url):
            raise SettingsError("no address of http or https", feed.url)
    return _watchlist(data, feeds, tuple(replace(one, path=str(path.parent / one.path)) for one in folders), path)


def _is_address(url: str) -> bool:
    """True for an address that may be asked for: http or https, with a host that can be one."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _watchlist(data: dict[str, Any], feeds: tuple[Feed, ...], folders: tuple[Folder, ...], path: Path) -> Watchlist:
    known = {"snapshots": str, "ledger": str, "allow_networks": list}
    known |= dict.fromkeys(("every_minutes", "per_host_seconds", "retry_seconds"), (int, float))  # type: ignore[arg-type]
    _check(data, known, str(path))
    try:
        networks = tuple(ip_network(one) for one in data.pop("allow_networks", []))
    except ValueError as error:
        raise SettingsError(f"allow_networks: {error}", str(path)) from error
    places = {key: path.parent / data.pop(key, usual) for key, usual in _PLACES.items()}
    return Watchlist(feeds, folders, **places, **data, allow_networks=networks)


_PLACES = {"snapshots": "snapshots", "ledger": "watch.sqlite"}


def _parts(given: Any, kind: type[Part], where: str) -> tuple[Part, ...]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SettingsError("must be a table in double brackets", where)
    known: dict[str, Any] = {one.name: (int, float) if one.name == "every_minutes" else str for one in fields(kind)}
    needed = next(one.name for one in fields(kind) if one.default is MISSING)
    for one in given:
        _check(one, known, where)
        if needed not in one:
            raise SettingsError(f"lacks its {needed}", where)
    return tuple(kind(**one) for one in given)


def _check(data: dict[str, Any], known: dict[str, Any], where: str) -> None:
    for key, value in data.items():
        if key not in known:
            raise SettingsError(f"unknown setting {key}; known are {', '.join(sorted(known))}", where)
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise SettingsError(f"{key} can't be {value!r}", where)
        if isinstance(value, (int, float)) and value <= 0:
            raise SettingsError(f"{key} must be above nought", where)
