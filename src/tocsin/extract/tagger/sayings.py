"""Who says what: takes what the network says of each token, gives cues of saying with their source and content.

Each cue ("said", "according to") takes the nearest source and the nearest content of its window, which may stand in
other sentences (PolNeAR's scheme: Newell et al., LREC 2018). Invariant: a span repeats the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.extract.tagger.decode import Stretch, Table, stretches
from tocsin.extract.tagger.windows import Window
from tocsin.model import Span

__all__ = ["PARTS", "Saying", "sayings"]

PARTS = ("source", "cue", "content")
_FLOOR = 0.5  # likelier than not
_GAPS = {"source": 1, "cue": 12, "content": 3}  # characters between pieces of one part: "made the observation"
_SOURCE_NEAR, _CONTENT_NEAR = 160, 80  # characters from the cue, and from cue or source


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of saying, how sure they are some, who speaks and what is said, where the window holds them."""

    cue: Span
    score: float
    source: Span | None
    content: Span | None


def sayings(text: str, window: Window, said: Table) -> Iterator[Saying]:
    """The sayings in a window; a row of ``said`` holds the probabilities of outside, B and I for each of ``PARTS``."""
    sources, cues, contents = (
        _joined(text, [*stretches(text, window, [row[3 * part : 3 * part + 3] for row in said], _FLOOR)], _GAPS[name])
        for part, name in enumerate(PARTS)
    )
    for cue, score in cues:
        source = _nearest(sources, [cue], _SOURCE_NEAR)
        told = _nearest(contents, [cue, *([source] if source else [])], _CONTENT_NEAR)
        yield Saying(cue, score, source, told)


def _joined(text: str, found: Sequence[Stretch], gap: int) -> list[tuple[Span, float]]:
    """Spans and how sure they are, those made one that at most ``gap`` characters part."""
    made: list[tuple[Span, float]] = []
    for one in found:
        if made and one.span.start - made[-1][0].end <= gap:
            last, score = made.pop()
            made.append((Span(last.start, one.span.end, text[last.start : one.span.end]), max(score, one.score)))
        else:
            made.append((one.span, one.score))
    return made


def _nearest(found: Sequence[tuple[Span, float]], to: Sequence[Span], most: int) -> Span | None:
    """The span nearest to any of ``to``, ``most`` characters away at most."""
    ranked = [(min(_gap(span, other) for other in to), span) for span, _ in found]
    gap, span = min(ranked, default=(most, None))
    return span if gap < most else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
