"""PolNeAR as training data: takes articles with their attributions, gives windows with three labels a token.

Source, cue and content are labelled each by itself, since a source may stand within the content of another. Of nested
contents the longest is learnt. Invariant: a label is 0 outside, 1 where a part begins, 2 inside.
"""

from __future__ import annotations

from pathlib import Path

from tocsin.extract.tagger.sayings import PARTS
from tocsin.extract.tagger.windows import Window
from training.examples import Example, Row, packed, read

__all__ = ["examples"]


def examples(data: Path) -> list[Example]:
    """Windows with the label of each token as source, as cue and as content."""
    marked = ((row, [_letters(row, part) for part in PARTS]) for row in read(data / "polnear-train" / "docs.jsonl.gz"))
    return [
        Example(row["id"], window.ids, tuple(_labels(window, letters) for letters in parts))
        for row, parts in marked
        for window in packed(row)
    ]


def _letters(row: Row, part: str) -> list[int]:
    """The label of each character."""
    letters = [0] * len(row["text"])
    for one in sorted(row["attributions"], key=lambda one: -sum(s["end"] - s["start"] for s in one["content"])):
        for span in one[part]:
            if not any(letters[span["start"] : span["end"]]):
                letters[span["start"] : span["end"]] = [1] + [2] * (span["end"] - span["start"] - 1)
    return letters


def _labels(window: Window, letters: list[int]) -> list[int]:
    own = (letters[start:end] for start, end in window.ends)
    return [1 if 1 in token else 2 if 2 in token else 0 for token in own]
