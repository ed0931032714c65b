"""Download of GeoNames country files: takes country codes and a folder, gives the files that came.

The archive of a country is fetched whole from GeoNames (CC BY 4.0), or from a mirror of the same layout, and looked at
before it counts: the length that the server announced, the archive's own check sums, the country's table inside.
Invariant: a file that fails any of these is removed, and the error says where to get it by hand.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tocsin.errors import InputError
from tocsin.knowledge.gazetteer.countries import countries

__all__ = ["GEONAMES", "download", "is_country"]

GEONAMES = "https://download.geonames.org/export/dump"
"""Where GeoNames keeps one archive a country."""

_SECONDS = 60.0  # without a byte, after which a download is given up
_PIECE = 1 << 18  # bytes read at once


def is_country(word: str) -> bool:
    """True for a code of a country ("ML", "bf"), as against the name of a file."""
    return len(word) == 2 and word.upper() in countries()


def download(codes: Sequence[str], folder: Path, mirror: str = GEONAMES) -> list[Path]:
    """Fetch the archives of countries (ISO 3166 alpha-2) into ``folder``, checked.

    Raises:
        InputError: no network, no such file, or what came isn't a whole archive of that country.
    """
    return [_fetched(code.upper(), folder, mirror.rstrip("/")) for code in codes]


def _fetched(code: str, folder: Path, mirror: str) -> Path:
    url, path = f"{mirror}/{code}.zip", folder / f"{code}.zip"
    if not url.startswith(("https://", "http://")):
        raise InputError("a mirror is an address that begins with https://", mirror)
    try:
        _save(url, path)
        _check(path, code)
    except HTTPError as error:
        error.close()
        raise InputError(f"the server answers {error.code} {error.reason}", url) from error
    except (OSError, HTTPException, zipfile.BadZipFile) as error:
        path.unlink(missing_ok=True)
        reason = getattr(error, "reason", None) or error
        raise InputError(f"can't be downloaded ({reason}); fetch it elsewhere and add the file", url) from error
    return path


def _save(url: str, path: Path) -> None:
    """Write what the server sends; a body shorter than announced is an error."""
    with urlopen(url, timeout=_SECONDS) as answer, path.open("wb") as target:  # only http and https get here
        announced = answer.headers.get("Content-Length")
        while piece := answer.read(_PIECE):
            target.write(piece)
    if announced is not None and path.stat().st_size != int(announced):
        raise OSError(f"{path.stat().st_size} bytes came of {announced}")


def _check(path: Path, code: str) -> None:
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
        if damaged:
            raise zipfile.BadZipFile(f"{damaged} is damaged")
        if f"{code}.txt" not in archive.namelist():
            raise zipfile.BadZipFile(f"it holds no {code}.txt")
