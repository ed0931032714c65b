"""Block -> sentences: takes a stretch of text, gives where its sentences begin and end.

A stop ends a sentence when something follows that can open one, unless the stop belongs to an abbreviation, an initial
or a figure. Invariant: the sentences of a block are in order, do not overlap, hold all of it that is no space, and none
is longer than ``LONGEST``, so that what later rooms do to a sentence costs no more than in proportion to the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.segment.words import bare

__all__ = ["LONGEST", "split", "within_longest"]

_CLOSERS = r"(?:\s?»|[\"”’')\]]|\s?\[\d{1,3}\])"
_STOP = re.compile(
    rf"(?P<stop>[.!?…]{{1,6}}){_CLOSERS}{{0,6}}(?P<space>\s+)(?=[\"“«‘'(\[¿¡#@*—–-]{{0,3}}\s?(?P<next>[^\W_]|[^\w\s.,;:!?)\]»”’/&%+=-]))"
    r"|(?<=[a-zà-ÿ]{3})(?P<glued>[.!?])(?=[A-ZÀ-Ý][a-zà-ÿ]{1,20}[\s,])"
)
_ALWAYS = re.compile(rf"(?<![\w.])(?:{bare('abbreviations.always')})$")
_FIGURE = re.compile(rf"(?<![\w.])(?:{bare('abbreviations.figure')})$")
_SOFT = re.compile(rf"(?<![\w.])(?:{bare('abbreviations.soft')}|[a-z]|(?:[a-z]\.){{1,4}}[a-z])$")
_CLOCK = re.compile(rf"(?<![\w.])(?:{bare('abbreviations.clock')})$")
_DAY_WORD = re.compile(rf"(?:{bare('calendar')}|{bare('zones')})(?!\w)")
_STARTER = re.compile(rf"[\s\"'«(\[]{{0,4}}(?:{bare('starters')})(?![\w.])")
LONGEST = 1000
"""Characters of a sentence: of 38,727 in news, two were longer, the longest of 1,442; beyond, it is cut at a space."""
_BACK = 14  # characters before a stop in which an abbreviation may stand


def within_longest(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``text[start:end]`` in parts of at most ``LONGEST`` characters, cut at a space or, in a longer word, anywhere."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def split(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]``, as trimmed offsets."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match["glued"]:
            cut = match.end()
            if not _is_plain(text, cut - 1, begin):
                continue
        else:
            cut = match.start("space")
            if not _ends(folded, begin, match):
                continue
        yield begin, cut
        begin = match.end()
    if begin < end:
        yield begin, end


def _is_plain(text: str, stop: int, begin: int) -> bool:
    """The word before a stop without a space is a word, not part of an address."""
    word = text[max(begin, stop - 30) : stop].rsplit(None, 1)[-1:]
    return bool(word) and word[0].isalpha()


def _ends(folded: str, begin: int, match: re.Match[str]) -> bool:
    if match["next"].islower():
        return False
    if match["stop"] != ".":
        return True
    before = folded[max(begin, match.start() - _BACK) : match.start()]
    closers = folded[match.end("stop") : match.start("space")]
    if _ALWAYS.search(before):
        return closers not in ("", ")")
    if closers:
        return True
    if _FIGURE.search(before) and match["next"].isdigit():
        return False
    if _CLOCK.search(before):
        return not _DAY_WORD.match(folded, match.end())
    return not _SOFT.search(before) or bool(_STARTER.match(folded, match.end()))
