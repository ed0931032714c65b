"""What several test files share: a PostgreSQL server a test run, and a fresh database on each backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    if postgres.tool("initdb") is None:
        pytest.skip(postgres.MISSING)
    with postgres.running() as own:
        yield own


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of an empty database, once on each backend."""
    if request.param == "sqlite":
        return str(tmp_path / "t.sqlite")
    own: postgres.Server = request.getfixturevalue("server")
    return own.new_database()
