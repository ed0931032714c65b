"""Where knowledge comes from: takes ``SOURCES.toml``, gives one ``Source`` an entry; run as a module, renews hashes.

An entry covers the files that its patterns name, under one SHA-256 over each file's name and bytes. Invariant (held
by ``tests/test_sources.py``): every file below ``knowledge`` that is no code stands under exactly one entry, and the
entry's hash fits.

    python -m tocsin.knowledge.sources     after a file was changed on purpose (``make sources``)
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tocsin.errors import KnowledgeError

__all__ = ["SOURCES", "Source", "data_files", "load_sources", "renew"]

HERE = Path(__file__).parent
SOURCES = HERE / "SOURCES.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: ``files`` are patterns below the knowledge folder, ``date`` the day of the last change."""

    files: tuple[str, ...]
    what: str
    origin: str
    licence: str
    date: date
    sha256: str
    note: str = ""

    def paths(self, folder: Path = HERE) -> list[Path]:
        """The files that stand under this entry, sorted."""
        return sorted({path for pattern in self.files for path in folder.glob(pattern) if path.is_file()})

    def digest(self, folder: Path = HERE) -> str:
        """SHA-256 over "name, NUL, SHA-256 of the bytes, line feed" of each file, in the order of names."""
        total = hashlib.sha256()
        for path in self.paths(folder):
            own = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()}\0{own}\n".encode())
        return total.hexdigest()


def data_files(folder: Path = HERE) -> set[Path]:
    """Every file that needs a source: all but code, compiled code and the list itself."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path for path in found if path.suffix != ".py" and path != folder / SOURCES.name}


def load_sources(text: str | None = None) -> tuple[Source, ...]:
    """The entries of ``SOURCES.toml``, or of ``text`` in the same form.

    Raises:
        KnowledgeError: the list is no TOML, or an entry lacks a field or has one too many.
    """
    try:
        rows = tomllib.loads(SOURCES.read_text(encoding="utf-8") if text is None else text)["source"]
        return tuple(Source(**{**row, "files": tuple(row["files"])}) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnowledgeError(f"not a list of sources: {error}", SOURCES.name) from error


def renew(text: str, today: date, folder: Path = HERE) -> str:
    """``text`` with the hashes that the files have now; an entry whose files changed gets the day of ``today``."""
    head, *blocks = re.split(r"(?m)^(?=\[\[source\]\])", text)
    return head + "".join(_renewed(block, today, folder) for block in blocks)


def _renewed(block: str, today: date, folder: Path) -> str:
    (source,) = load_sources(block)
    now = source.digest(folder)
    if now == source.sha256:
        return block
    dated = re.sub(r"(?m)^date = .*$", f"date = {today.isoformat()}", block)
    return re.sub(r"(?m)^sha256 = .*$", f'sha256 = "{now}"', dated)


if __name__ == "__main__":
    before = SOURCES.read_text(encoding="utf-8")
    after = renew(before, datetime.now(UTC).date())
    SOURCES.write_text(after, encoding="utf-8")
    sys.stdout.write("hashes renewed\n" if after != before else "hashes were right\n")
