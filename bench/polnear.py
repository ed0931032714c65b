"""PolNeAR: takes US election news, gives attributions: who says, with which words, what.

The cue is a word of saying from the coder's lexicon, the source the coder's voice nearest to it in the sentence (else
the pronoun or name beside it), the content what the sentence says after the cue or before it. Scores: a cue is right
when it overlaps a gold cue; source and content likewise, within attributions whose cues overlap (Newell et al. 2018
publish agreement, no system).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.coder import sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures
from tocsin.extract.actors import find_actors
from tocsin.extract.sources import find_sources
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Sentence, SourceMention
from tocsin.text import fold

__all__ = ["BENCH"]

_NAME = r"(?:[Tt]he )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*|[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Ww]ho"
_BEFORE = re.compile(rf"({_NAME})(?:,[^,]{{2,60}},)? (?:also |has |had |have |later |then )?$")
_AFTER = re.compile(rf"^ ?({_NAME})")
_NEAR = 120  # characters between a voice and its cue
_PARTS = ("source", "cue", "content")


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "polnear") for row in read_rows(path)]


def _predict(row: Row) -> Row:
    return {"id": row["id"], "attributions": [one for s in sentences_of(row) for one in _attributions(s)]}


def _attributions(sentence: Sentence) -> Iterator[Row]:
    text, offset, words = sentence.span.text, sentence.span.start, lexicon("en")
    folded = fold(text)
    voices = find_sources(text, folded, offset, words, find_actors(text, offset, "en"))
    for cue in words.pattern("speech").finditer(folded):
        source = _source(text, cue, [v for v in voices if v.span], offset)
        content = _content(text, cue, source)
        yield {
            "source": [_at(*source, offset)] if source else [],
            "cue": [_at(*cue.span(), offset)],
            "content": [_at(*content, offset)] if content else [],
        }


def _source(text: str, cue: re.Match[str], voices: Sequence[SourceMention], offset: int) -> tuple[int, int] | None:
    """Start and end of the voice within the sentence."""
    spans = [(v.span.start - offset, v.span.end - offset) for v in voices if v.span]
    near = [(min(abs(cue.start() - end), abs(start - cue.end())), start, end) for start, end in spans]
    if near and min(near)[0] <= _NEAR:
        return min(near)[1:]
    before, after = _BEFORE.search(text[: cue.start()]), _AFTER.search(text[cue.end() :])
    if before:
        return before.span(1)
    return (cue.end() + after.start(1), cue.end() + after.end(1)) if after else None


def _content(text: str, cue: re.Match[str], source: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is said: the longer side of the cue and its source."""
    first = min(cue.start(), source[0] if source else cue.start())
    last = max(cue.end(), source[1] if source else cue.end())
    before, after = text[:first].rstrip(" ,"), text[last:].rstrip(" .")
    if len(after.strip(" ,.:")) >= len(before):
        start = last + len(text[last:]) - len(text[last:].lstrip(" ,:"))
        return (start, last + len(after)) if start < last + len(after) else None
    return (0, len(before)) if before else None


def _at(start: int, end: int, offset: int) -> Row:
    return {"start": start + offset, "end": end + offset}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("attributions" in row for row in rows):
        return []
    counts = {part: Counts() for part in _PARTS}
    for row in rows:
        gold, got = row["attributions"], predictions.get(row["id"], {}).get("attributions", [])
        pairs = list(_pairs(gold, got))
        for part in _PARTS:
            right = sum(_touch(one[part], other[part]) for one, other in pairs)
            counts[part].add(right, sum(bool(one[part]) for one in got), sum(bool(one[part]) for one in gold))
    return [figure for part in _PARTS for figure in counts_figures(part, counts[part])]


def _pairs(gold: Sequence[Row], got: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Attributions whose cues overlap, each once."""
    left = list(got)
    for one in gold:
        other = next((o for o in left if _touch(one["cue"], o["cue"])), None)
        if other is not None:
            left.remove(other)
            yield one, other


def _touch(one: Sequence[Row], other: Sequence[Row]) -> bool:
    return any(a["start"] < b["end"] and b["start"] < a["end"] for a in one for b in other)


BENCH = Bench("polnear", _load, _predict, _score)
