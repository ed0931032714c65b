"""The audit's verdict: no package goes unasked without a word, whatever pip-audit makes of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.audit import main

GOOD = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "X-1", "fix_versions": ["3"]}]}
UNASKED = {"name": "c", "skip_reason": "not found: c (1)"}


def told(folder: Path, packages: list[dict[str, Any]] | None, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Status and words over what a program in the place of pip-audit gives; None: it fails as without network."""
    program = folder / "pip-audit"
    answer = json.dumps({"dependencies": packages})
    failure = "echo 'Traceback' >&2; echo 'ConnectionError: unreachable' >&2; exit 1"
    program.write_text(f"#!/bin/sh\n{failure if packages is None else f'echo {answer!r}'}\n")
    program.chmod(0o755)
    return main([str(program), "some.lock"]), capsys.readouterr().out


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([GOOD, GOOD], 0, "audit: 0 known weaknesses in 2 packages\n"),
        ([GOOD, WEAK], 1, "b 2: X-1, mended in 3\naudit: 1 known weaknesses in 2 packages\n"),
        ([WEAK, UNASKED], 1, "b 2: X-1, mended in 3\naudit: NO VERDICT on 1 of 2 packages: not found: c (1)\n"),
        ([GOOD, UNASKED], 3, "audit: NO VERDICT on 1 of 2 packages: not found: c (1)\n"),
        (None, 3, "audit: NO VERDICT on some.lock: ConnectionError: unreachable\n"),
    ],
)
def test_the_verdict(
    packages: list[dict[str, Any]] | None,
    status: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(tmp_path, packages, capsys) == (status, words)
