"""A process killed while it keeps reports and brings incidents up to them loses nothing and doubles nothing."""

from __future__ import annotations

import pytest
from bench.kills import faults_after_kills


def test_a_few_kills() -> None:
    assert list(faults_after_kills(5)) == []


@pytest.mark.slow
def test_two_hundred_kills() -> None:
    assert list(faults_after_kills(200, seed=11)) == []
