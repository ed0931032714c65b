"""What several test files share: a PostgreSQL server a test run, a fresh database on each backend, a line a skip.

Whatever a machine lacks is told at the end in one line, with how many tests that cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import postgres


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", ())
    for reason, count in Counter(str(one.longrepr[2]).removeprefix("Skipped: ") for one in skipped).items():
        terminalreporter.write_line(f"NOT TESTED, {count} tests: {reason}", yellow=True)


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
