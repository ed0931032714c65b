"""When a name was changed: takes the times and triggers of a sentence, gives times of which a bearing's last is left.

"From 2015 to March 2022 it was called the Greater Sahara": a name is borne for years and changes on one day, the last
of them. Invariant: as many times come out as went in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import TimeMention, Trigger

__all__ = ["when_renamed"]


def when_renamed(
    times: Sequence[TimeMention], triggers: Sequence[Trigger], folded: str, offset: int, words: Lexicon
) -> tuple[TimeMention, ...]:
    """The times of a sentence that tells of nothing but how something was called; all others as they are."""
    bears = words.pattern("bears_name")
    borne = bool(triggers) and all(bears.search(folded, t.span.start - offset, t.span.end - offset) for t in triggers)
    return tuple(_last(t, t.end) if borne and t.end else t for t in times)


def _last(stretch: TimeMention, end: TimeMention) -> TimeMention:
    """The end of a stretch as a time of its own."""
    fine = "date" if end.day else "month"
    return replace(end, span=stretch.span, form=fine if end.month else "year", aggregate=False)
