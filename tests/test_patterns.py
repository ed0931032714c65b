"""Every regular expression that the corridor compiles grows no worse than about the square of a hostile input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

WALK = Path(__file__).with_name("pattern_walk.py")


def slow_patterns(size: int) -> list[object]:
    done = subprocess.run([sys.executable, str(WALK), str(size)], capture_output=True, text=True, check=True)
    walked = json.loads(done.stdout)
    assert walked["patterns"] > 1000
    return list(walked["worse"])


def test_patterns_grow_no_worse_than_the_square() -> None:
    assert slow_patterns(60) == []


@pytest.mark.slow
def test_patterns_grow_no_worse_than_the_square_on_longer_inputs() -> None:
    assert slow_patterns(240) == []
