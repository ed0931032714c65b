"""A process struck while it keeps reports and brings incidents up to them loses nothing and doubles nothing.

Five hundred strikes, with full disks and lost connections among them, take half an hour: ``python -m bench.kills``.
"""

from __future__ import annotations

import pytest
from bench.kills import WORKS, faults_after


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_a_few_kills(work: str) -> None:
    assert list(faults_after(2, work, "kill")) == []
