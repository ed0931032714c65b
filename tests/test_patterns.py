"""Every regular expression grows no worse than the square of a sentence, and no worse than the line of a report."""

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
    assert walked["patterns"] > 1000 and walked["longer"] > 50
    return list(walked["worse"])


def test_patterns_grow_no_faster_than_they_may() -> None:
    assert slow_patterns(60) == []


@pytest.mark.slow
def test_patterns_grow_no_faster_than_they_may_on_longer_sentences() -> None:
    assert slow_patterns(240) == []
