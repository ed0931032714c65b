"""A process killed while it keeps reports and brings incidents up to them loses nothing and doubles nothing.

Two hundred kills take minutes: ``python -m bench.kills``.
"""

from __future__ import annotations

from bench.kills import faults_after_kills


def test_a_few_kills() -> None:
    assert list(faults_after_kills(5)) == []
