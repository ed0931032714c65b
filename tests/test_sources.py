"""Every knowledge file has an origin, a licence, a day and a hash that fits."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tocsin.errors import KnowledgeError
from tocsin.knowledge.sources import HERE, Source, data_files, load_sources, renew

ENTRIES = load_sources()
ENTRY = """[[source]]
files = ["*.yaml"]
what = "words"
origin = "here"
licence = "Apache-2.0"
date = 2020-01-01
sha256 = "old"
"""


def test_every_file_stands_under_exactly_one_entry() -> None:
    counted = Counter(path for source in ENTRIES for path in source.paths())
    astray = {path.relative_to(HERE).as_posix() for path in data_files() if counted[path] != 1}
    assert not astray, "name them in src/tocsin/knowledge/SOURCES.toml"


@pytest.mark.parametrize("source", ENTRIES, ids=lambda one: one.files[0])
def test_hash_and_fields(source: Source) -> None:
    assert source.paths(), "covers no file"
    assert source.what and source.origin and source.licence
    assert source.digest() == source.sha256, "changed since; if on purpose: make sources"


def test_renewing_writes_hash_and_day_where_files_changed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1")
    text = renew(f"# list\n\n{ENTRY}", date(2024, 5, 6), tmp_path)
    (source,) = load_sources(text)
    assert (source.date, source.sha256) == (date(2024, 5, 6), source.digest(tmp_path))
    assert text.startswith("# list\n\n[[source]]")
    assert renew(text, date(2025, 1, 1), tmp_path) == text
    (tmp_path / "a.yaml").rename(tmp_path / "b.yaml")
    assert renew(text, date(2025, 1, 1), tmp_path) != text


def test_a_list_that_is_wrong_is_refused() -> None:
    for text in ("[[source]", "x = 1", ENTRY.replace("what", "whta")):
        with pytest.raises(KnowledgeError, match="not a list of sources"):
            load_sources(text)


def test_new_files_need_a_source(tmp_path: Path) -> None:
    (tmp_path / "code.py").touch()
    (tmp_path / "words.yaml").touch()
    assert data_files(tmp_path) == {tmp_path / "words.yaml"}
