"""Settings: takes a TOML file and the environment, gives one frozen ``Settings``.

    TOCSIN_DATABASE, TOCSIN_CACHE  >  the file  >  folders of the XDG base directory specification (0.8)

The file is the one that ``TOCSIN_SETTINGS`` names, else ``tocsin.toml`` in the working folder, else
``tocsin/tocsin.toml`` in the user's configuration folder; only the first that is there is read. Invariant: an unknown
key is refused, in the file and in the environment, since a slip of the pen must not lead to another database.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tocsin.errors import SettingsError

__all__ = ["ReleaseRules", "Settings", "load_release", "load_settings"]

_PREFIX = "TOCSIN_"
_FILE = "tocsin.toml"
_RELEASE = "release"
_NOT_IN_FILE = frozenset(["settings", "user", "llm_url", "llm_model", "llm_key", "llm_price"])
"""Read from the environment alone: where the file is, who judges (``tocsin judge``), the language model and its key."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are kept: ``database`` a file name or SQLAlchemy URL.

    ``cache`` is a folder of derived files, made anew when missing.
    """

    database: str
    cache: Path


_KEYS = tuple(one.name for one in fields(Settings))


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """What a public output may show; the table ``[release]`` of the file, which must say ``allow = true``.

    ``delay_days`` after its last possible day an incident may be shown; ``area`` is "admin2" (second-level division,
    else a PRIO-GRID cell) or "cell"; ``quotes`` lets words of the reports through, without names of persons.
    """

    delay_days: int = 30
    area: str = "admin2"
    quotes: bool = False


def load_release(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> ReleaseRules:
    """The rules of release that hold in ``folder`` under ``environ``.

    Raises:
        SettingsError: public output is denied (nothing allows it), or a rule is unknown or ill-typed.
    """
    path = _file(environ, folder)
    table = _toml(path).get(_RELEASE) if path else None
    where = f"{path or _FILE} [{_RELEASE}]"
    if not isinstance(table, dict) or table.get("allow") is not True:
        raise SettingsError("public output is denied; allow = true here permits it", where)
    given = {key: value for key, value in table.items() if key != "allow"}
    _refuse_unknown(given, ["allow", *(one.name for one in fields(ReleaseRules))], where)
    rules = ReleaseRules(**given)
    if type(rules.delay_days) is not int or rules.delay_days < 0:
        raise SettingsError(f"delay_days must be a number of days, got {rules.delay_days!r}", where)
    if rules.area not in ("admin2", "cell"):
        raise SettingsError(f"area must be admin2 or cell, got {rules.area!r}", where)
    if type(rules.quotes) is not bool:
        raise SettingsError(f"quotes must be true or false, got {rules.quotes!r}", where)
    return rules


def load_settings(environ: Mapping[str, str] = os.environ, folder: Path = Path()) -> Settings:
    """The settings that hold in ``folder`` under ``environ``; an empty variable counts as not set.

    Raises:
        SettingsError: an unknown key, a value that is no text, or a settings file that can't be read.
    """
    _refuse_unknown_variables(environ)
    given = _from_file(environ, folder) | {key: set_ for key in _KEYS if (set_ := environ.get(_PREFIX + key.upper()))}
    data = _base(environ, "XDG_DATA_HOME", ".local/share") / "tocsin"
    return Settings(
        database=given.get("database") or str(data / "tocsin.sqlite"),
        cache=Path(given.get("cache") or _base(environ, "XDG_CACHE_HOME", ".cache") / "tocsin"),
    )


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    return Path(environ.get(variable) or Path.home() / usual)


def _refuse_unknown_variables(environ: Mapping[str, str]) -> None:
    known = {_PREFIX + key.upper() for key in (*_KEYS, *_NOT_IN_FILE)}
    _refuse_unknown((name for name in environ if name.startswith(_PREFIX)), known, "environment")


def _refuse_unknown(names: Iterable[str], known: Iterable[str], where: str) -> None:
    for name in sorted(set(names) - set(known)):
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(known), n=1)
        meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
        raise SettingsError(f"unknown setting {name}; {meant}", where)


def _from_file(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    path = _file(environ, folder)
    if path is None:
        return {}
    data = {key: value for key, value in _toml(path).items() if key != _RELEASE or not isinstance(value, dict)}
    _refuse_unknown(data, _KEYS, str(path))
    for key, value in data.items():
        if not isinstance(value, str) or not value:
            raise SettingsError(f"{key} must be text, got {value!r}", str(path))
    return {key: _beside(path, value) for key, value in data.items()}


def _file(environ: Mapping[str, str], folder: Path) -> Path | None:
    """The file to read; one that is named must be there, the usual ones need not."""
    named = environ.get(_PREFIX + "SETTINGS")
    if named:
        return folder / named
    usual = (folder / _FILE, _base(environ, "XDG_CONFIG_HOME", ".config") / "tocsin" / _FILE)
    return next((path for path in usual if path.is_file()), None)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"can't be read: {error.strerror}", str(path)) from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise SettingsError(f"not valid TOML: {error}", str(path)) from error


def _beside(path: Path, value: str) -> str:
    """A relative path in the file counts from the file's folder; a database URL stays as it is."""
    return value if "://" in value else str(path.parent / Path(value).expanduser())
