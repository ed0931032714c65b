"""Lines -> blocks: takes the lines of a page, gives each the kind of block it is.

The page is walked once from the top: a headline, front matter, then paragraphs under headings, with lists of links and
other furniture between them. Invariant: blocks are in text order, do not overlap, and cover every line; a dateline or a
label at the head of a paragraph is a block of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.segment import forms, furniture, headings, shapes
from tocsin.segment.datelines import dateline_end, is_place_and_date
from tocsin.segment.labels import clock_end, is_alert, is_unverified, label_end, spot_end
from tocsin.segment.lines import BULLET, Line
from tocsin.text import fold

__all__ = ["Block", "blocks_of"]

_PART = re.compile(r"(\d{1,2})/(\d{1,2})(?:\s+|$)")
_TELLING = 90  # a line longer than this, or one that ends as a sentence, is a paragraph
_ENTRIES = 3  # so many lines that open with a time of day make a log
_FRONT_LINES = 12  # front matter ends after so many lines even if no paragraph has come


@dataclass(slots=True)
class Block:
    """``text[start:end]`` of one kind; ``paragraph`` counts the lines of the page."""

    start: int
    end: int
    kind: str
    paragraph: int
    local: bool = False  # a label that holds for its own paragraph only


class _Walk:
    """What has been seen so far on the way down the page."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.lines = lines
        self.raw = [text[line.start : line.end] for line in lines]
        self.body_seen = False
        self.paragraphs = 0
        self.signed = False  # an author has been named
        self.in_list = False  # below a bare label such as "Related articles"
        self.shut = False  # below a heading such as "References"
        self.after_date = False  # right below a line of dates in a thread
        self.shouted = _all_capitals(text)
        self.thread = _is_thread(self.raw)
        self.labelled = sum(label_end(raw, False, self.shouted) is not None for raw in self.raw) > 1
        self.log = sum(clock_end(raw, True) is not None for raw in self.raw) >= _ENTRIES
        self.placed = sum(spot_end(raw, True) is not None for raw in self.raw) >= _ENTRIES
        self.dates = sum(shapes.is_date(raw) for raw in self.raw if len(raw) <= 70)

    def bullet(self, raw: str) -> int:
        """Where the words of a list item begin; 0 for a line that is none."""
        match = BULLET.match(raw) or (_PART.match(raw) if self.thread else None)
        return match.end() if match else 0

    def follows_telling(self, at: int) -> bool:
        """The next line that isn't furniture tells something."""
        for raw in self.raw[at + 1 : at + 3]:
            if len(raw) > 60 or shapes.is_finished(raw) or self.bullet(raw):
                return True
            if not shapes.is_date(raw) and not furniture.is_caption(raw, fold(raw)):
                return False
        return False


def blocks_of(text: str, lines: Sequence[Line], title: str | None = None) -> list[Block]:
    """The blocks of a page, in text order."""
    walk = _Walk(text, lines)
    if forms.is_form(walk.raw):
        return _form(walk)
    headline = _headline_at(walk, title)
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        kind = "headline" if at == headline else _kind(walk, at, headline)
        blocks.extend(_parts(walk, line, kind, at))
    return blocks


def _form(walk: _Walk) -> list[Block]:
    """The fields of each incident's form as one paragraph; a line over the first is its headline."""
    rows: list[Block] = []
    for line, raw, part in zip(walk.lines, walk.raw, forms.parts_of(walk.raw), strict=True):
        value = line.start + forms.value_at(raw)
        rows += [Block(line.start, value, "label", part or 0, local=True)] if value > line.start else []
        rows.append(Block(value, line.end, "headline" if part is None else "body", part or 0))
    return rows


def _is_thread(lines: Sequence[str]) -> bool:
    """Lines are numbered "1/7", "2/7": a thread, where other pages would have a day and a month."""
    parts = [(int(m[1]), int(m[2])) for m in map(_PART.match, lines) if m]
    return len(parts) > 1 and parts[0][0] == 1 and len({total for _, total in parts}) == 1 and parts[1][0] == 2


def _all_capitals(text: str) -> bool:
    """The whole page is written in capitals, so that capitals mark nothing."""
    sample = text[:4000]
    upper = sum(map(str.isupper, sample))
    return upper > sum(map(str.islower, sample))


def _headline_at(walk: _Walk, title: str | None) -> int:
    """The line of the headline: the one that repeats the title, else the first that is no front matter; -1 for none."""
    top = walk.raw[:8]
    if title:
        wanted = " ".join(fold(title).split())
        for at, raw in enumerate(top):
            if " ".join(fold(raw).split()) == wanted:
                return at
    for at, raw in enumerate(top):
        folded = fold(raw)
        if (
            len(raw) > 240
            or shapes.is_prose(raw)
            or (shapes.is_finished(raw) and ":" not in raw and shapes.has_verb(folded) and shapes.names_day(folded))
            or (dateline_end(raw, True) and (len(raw) > 120 or shapes.is_finished(raw)))
        ):
            return -1
        if not _is_above_headline(raw, folded):
            return at
    return -1


def _is_above_headline(raw: str, folded: str) -> bool:
    if shapes.is_date(raw) or shapes.is_rule(raw) or ("," in raw and is_place_and_date(raw)):
        return True
    if furniture.is_bracketed(raw) or furniture.is_header(folded) or furniture.is_link(raw):
        return True
    return len(raw) < 40 and furniture.is_debris(raw, folded) and furniture.opens_list(raw, folded)


def _kind(walk: _Walk, at: int, headline: int) -> str:
    raw = walk.raw[at]
    folded = fold(raw)
    after_date, walk.after_date = walk.after_date, False
    if at < headline:
        return "header" if furniture.is_header(folded) else furniture.front_kind(raw, folded) or "front"
    if not walk.body_seen and at < _FRONT_LINES and furniture.is_byline(raw, folded):
        walk.signed = True
        return "byline"
    if _shuts(raw):
        walk.shut, walk.in_list = True, False
        return "heading"
    kind = _furniture(walk, at, raw, folded) or _heading(walk, at, raw, folded, after_date)
    if kind is None and walk.shut:
        kind = "debris"
    if kind is None and not walk.body_seen and at < _FRONT_LINES and not after_date:
        signed = walk.signed and not dateline_end(raw, True)
        kind = furniture.front_kind(raw, folded, walk.shouted, signed)
        walk.signed = walk.signed or kind == "byline"
    elif kind is None and walk.body_seen and len(raw) < 100:
        kind = _closing(walk, at, raw, folded)
    if kind is None:
        kind = "bullet" if walk.bullet(raw) else "body"
        walk.in_list = False
        walk.paragraphs += 1
        finished = len(raw) > _TELLING // 2 and shapes.is_finished(raw)
        walk.body_seen = walk.body_seen or finished or len(raw) > _TELLING or after_date or kind == "bullet"
    return kind


def _closing(walk: _Walk, at: int, raw: str, folded: str) -> str | None:
    """Place and date, or the imprint, under the news."""
    if is_place_and_date(raw):
        return "dateline"
    return "date" if at >= len(walk.raw) - 4 and furniture.is_standing(raw, folded) else None


def _furniture(walk: _Walk, at: int, raw: str, folded: str) -> str | None:
    """The kind of a line that is no news wherever it stands."""
    if shapes.is_rule(raw):
        walk.in_list = False
        walk.shut = shapes.is_end(raw)
        return "debris"
    begin = walk.bullet(raw)
    if furniture.is_caption(raw, folded):
        return "caption"
    if furniture.is_debris(raw[begin:], folded[begin:]):
        walk.in_list = furniture.opens_list(raw, folded) or (walk.in_list and begin > 0)
        return "debris"
    if furniture.is_link(raw) or (walk.in_list and _is_item(walk, at)):
        return "debris"
    if furniture.is_infobox(walk.raw, at):
        return "infobox"
    if furniture.is_table(raw):
        return "table"
    if shapes.is_signature(raw) or furniture.is_bracketed(raw):
        return "credit"
    return "credit" if raw[0] in "([" and raw[-1] in ")]" and furniture.is_byline(raw, folded) else None


def _is_item(walk: _Walk, at: int) -> bool:
    """A link in a list: an item, or a line that ends as no sentence does and has no paragraph of its own below."""
    raw = walk.raw[at]
    if headings.is_marked(raw) or headings.is_known(raw):
        return False
    if walk.bullet(raw):
        return len(raw) < 160
    below = walk.lines[at + 1] if at + 1 < len(walk.lines) else None
    if walk.lines[at].spaced and below and not below.spaced and below.end - below.start > _TELLING:
        return False
    return len(raw) < 160 and (raw[-1] != "." or len(raw) < 40)


def _heading(walk: _Walk, at: int, raw: str, folded: str, after_date: bool) -> str | None:
    if raw[-1] != "." and shapes.is_date(raw) and (walk.dates > 1 or walk.body_seen):
        walk.after_date = len(raw) > 4
        walk.shut = False
        return "heading"
    if not _stands_over(walk, at, raw, after_date):
        return None
    walk.shut = walk.in_list = False
    return "heading"


def _shuts(raw: str) -> bool:
    """A heading under which no news stands: "References", "== See also ==", "SPORT"."""
    title = headings.bare_title(raw)
    return (title != raw or shapes.is_title(raw)) and headings.shuts(fold(title))


def _stands_over(walk: _Walk, at: int, raw: str, after_date: bool) -> bool:
    if headings.is_marked(raw) or headings.is_known(raw):
        return True
    if headings.is_shouted(raw) and not walk.shouted:
        return walk.body_seen or walk.follows_telling(at)
    listed = at + 1 < len(walk.raw) and walk.bullet(walk.raw[at + 1]) > 0
    plain = (walk.body_seen or listed) and not (after_date or walk.thread or walk.shouted) and shapes.is_title(raw)
    return (plain or headings.is_numbered(raw)) and walk.follows_telling(at)


def _parts(walk: _Walk, line: Line, kind: str, at: int) -> Iterator[Block]:
    """A line as blocks: its dateline or label first, when it has one; the mark of a list item belongs to none."""
    raw = walk.raw[at]
    start = walk.bullet(raw) if kind == "bullet" else 0
    if kind in ("body", "bullet"):
        end, part = _opening(walk, raw[start:], kind)
        label = raw[start : start + end].strip(' .:?!-–—"“”«»')
        if part == "label" and headings.shuts(fold(label)) and not headings.corrects_news(label, raw[start + end :]):
            kind = "debris"
        elif part:
            part = "clock" if part == "label" and is_alert(label) else part
            local = part == "label" and (kind == "bullet" or is_unverified(label))
            kind = "bullet" if part == "clock" and walk.log else kind
            yield Block(line.start + start, line.start + start + end, part, at, local)
            start += end
        spot = _spot(walk, raw[start:], part)
        if spot:
            yield Block(line.start + start, line.start + start + spot, "label", at, True)
            start += spot
    yield Block(line.start + start, line.end, kind, at)


def _spot(walk: _Walk, raw: str, part: str | None) -> int:
    """How far the place goes that opens an entry of a log: behind its time of day, or "HERAT, Shindand. "."""
    if part == "clock" and walk.log:
        return spot_end(raw) or 0
    return (spot_end(raw, True) or 0) if part is None and walk.placed else 0


def _opening(walk: _Walk, raw: str, kind: str) -> tuple[int, str | None]:
    entry = walk.placed and spot_end(raw, True)
    end = dateline_end(raw, walk.paragraphs <= 2 and not walk.labelled) if kind == "body" and not entry else None
    if end:
        return end, "dateline"
    end = label_end(raw, kind == "bullet", walk.shouted)
    if end:
        return end, "label"
    end = clock_end(raw, walk.log)
    return (end, "clock") if end else (0, None)
