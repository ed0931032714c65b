"""Reading of knowledge files: takes a path inside ``tocsin/knowledge``, gives plain data; a file is parsed once.

YAML is slow to parse, so each parsed file is kept as JSON in the user's cache folder under the hash of its bytes, as is
what else takes long to derive; a stale or unreadable copy is never used. Invariant: the result depends on the bytes of
the file alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from tocsin.errors import KnowledgeError

__all__ = ["HERE", "cache_folder", "kept_data", "knowledge_hash", "load_counts", "load_weights", "load_yaml"]

HERE = Path(__file__).parent


def cache_folder() -> Path:
    """The folder for derived files: ``TOCSIN_CACHE``, else ``XDG_CACHE_HOME/tocsin``, else ``~/.cache/tocsin``."""
    own = os.environ.get("TOCSIN_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tocsin"


def write_atomic(path: Path, data: bytes) -> bool:
    """Write ``data`` so that a reader sees all of it or nothing; False when the folder can't be written."""
    import tempfile  # rarely needed

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(data)
        os.replace(handle.name, path)
    except OSError:
        return False
    return True


@lru_cache(maxsize=512)
def load_yaml(relative: str) -> Any:  # plain data; each file has a shape of its own
    """The data of ``knowledge/<relative>``.

    Raises:
        KnowledgeError: the file is missing or is no YAML.
    """
    path = HERE / relative
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"knowledge file can't be read: {error.strerror}", relative) from error
    return kept_data("yaml", raw, lambda: _parse(raw, relative))


def kept_data(kind: str, source: bytes, make: Callable[[], Any]) -> Any:
    """The data that ``make`` derives from ``source`` alone, kept as JSON in the cache folder of that kind."""
    kept = cache_folder() / kind / f"{hashlib.sha256(source).hexdigest()[:32]}.json"
    try:
        return json.loads(kept.read_bytes())
    except (OSError, ValueError):
        plain = json.dumps(make(), default=str)
    write_atomic(kept, plain.encode())
    return json.loads(plain)  # dates and pairs come back as text and lists on the first reading too


@lru_cache(maxsize=1)
def load_counts() -> tuple[dict[str, int], int]:
    """How many of the counted reports hold each word (``word_counts.tsv``), and how many were counted."""
    lines = (HERE / "word_counts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {word: int(count) for word, count in rows[1:]}, int(rows[0][1])


@lru_cache(maxsize=8)  # two models in three languages
def load_weights(relative: str) -> dict[str, float]:
    """The weights of a model by their facts (a TSV file)."""
    lines = (HERE / relative).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("# "))
    return {fact: float(weight) for fact, weight in rows}


def _parse(raw: bytes, where: str) -> Any:
    import yaml  # only where no parsed copy is kept

    try:
        return yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"not valid YAML: {error}", where) from error


@lru_cache(maxsize=1)
def knowledge_hash() -> str:
    """Eight hex digits over every knowledge file's name and size: part of the coder's version string."""
    digest = hashlib.sha256()
    for path in sorted(p for p in HERE.rglob("*") if p.suffix in {".yaml", ".tsv", ".toml", ".gz"}):
        digest.update(f"{path.relative_to(HERE).as_posix()}:".encode() + path.read_bytes())
    return digest.hexdigest()[:8]
