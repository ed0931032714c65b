"""Furniture of a page: takes the words of a line, tells whether it is a link, an advertisement, a caption, a credit.

Also the front matter above the first paragraph (authors, their biography, dates). Invariant: a line is furniture by its
own opening words or shape; a sentence that merely mentions a photo or a newsletter isn't.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.segment import shapes
from tocsin.segment.datelines import is_place_and_date
from tocsin.segment.words import bare, words
from tocsin.text import fold

__all__ = [
    "front_kind",
    "is_bracketed",
    "is_byline",
    "is_caption",
    "is_debris",
    "is_header",
    "is_infobox",
    "is_link",
    "is_standing",
    "is_table",
    "opens_list",
]

_LEAD = r"[\W_]{0,4}"
_LABEL_END = r"\s*(?:[:|>»\])]|$|\s-\s|\.\s?$|\W{0,3}$)"
_LINK = re.compile(r"(?:(?:https?://|www\.)\S{1,300}|\S{1,80}@\S{1,80}\.\w{2,12}|(?:[#@][\w.-]{1,40}[\s,·|]*){1,20})")
_PAGE = re.compile(r".{1,120}\b(?:page|p\.|pag\.|pagina)\s?\d{1,3}")
_INNER_STOP = re.compile(r"[.!?]\s+[A-ZÀ-Ý]")
_BRACKETS = re.compile(r"\[[^\[\]]{0,300}\]|\((?:[^()]|\([^()]{0,60}\)){0,300}\)")
_NOTE = re.compile(r"[\[(]\s*(?:note|nota|n\.?d\.?l\.?r|n\.?b|editor'?s? note|ndt|nde)\b[^:]{0,30}[:.]")
_CREDIT = re.compile(rf"[(\[](?:{bare('credits')})\b[^()\[\]]{{0,60}}[)\]]\.?$|^(?:©|\(c\))")
_CELL = re.compile(r"\s{0,30}(?:\t+|\s\|\s|^\||\|$)\s*")
_KEY = re.compile(rf"{_LEAD}(?:{bare('infobox')})(?:\s\([^()]{{1,30}}\))?\s?:\s*\S")
_HEADER = re.compile(rf"(?:{bare('headers')})\s?:\s")
_SUBJECT = re.compile(r"(?:subject|objet|asunto|re|ref)\s?:")


def _opens(path: str, ending: str) -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}(?:{bare(path)})(?!\w){ending}")


_LABELS = _opens("debris", _LABEL_END)
_ADVERTS = re.compile(rf"[\W_]{{0,4}}(?:{bare('advertising')})[\W_]{{0,4}}")
_CALLS = _opens("calls", "")
_CAPTIONS = _opens("captions", r"(?:\s*\([^()]{1,40}\))?\s*(?::|\s-\s|\.\s(?=\S))")
_SHUT = _opens("shut", r"\s?(?:\([^()]{1,30}\))?\s?:")
_BYLINES = _opens("bylines", "")
_STANDING = _opens("standing", "")


def is_link(raw: str) -> bool:
    """Nothing but an address, a handle or hashtags."""
    return len(raw) < 400 and raw[0] in "hw#@" + "abcdefghijklmnopqrstuvwxyz" and bool(_LINK.fullmatch(raw))


def is_debris(raw: str, folded: str) -> bool:
    """A link, a call to subscribe, an advertisement, a service line, a table row."""
    if len(raw) < 40 and _ADVERTS.fullmatch(folded):
        return True
    if len(raw) < 200 and _CALLS.match(folded):
        return True
    if len(raw) < 400 and (_LABELS.match(folded) or _SHUT.match(folded)):
        return True
    return len(raw) < 130 and bool(_PAGE.fullmatch(folded))


def opens_list(raw: str, folded: str) -> bool:
    """A bare label such as "Related articles:" is followed by its links; one that holds them, or an advert, isn't."""
    match = _LABELS.match(folded)
    return bool(match) and len(raw) < 60 and (len(raw) - (match.end() if match else 0) < 25)


def is_table(raw: str) -> bool:
    """A row of cells between bars or tabs."""
    cells = _CELL.split(raw) if "|" in raw or "\t" in raw else []
    return len(cells) > 2 and not any(_INNER_STOP.search(cell) or len(cell) > 90 for cell in cells)


def is_caption(raw: str, folded: str) -> bool:
    """The legend or the credit of a picture or map."""
    if len(raw) > 400:
        return False
    return bool(_CAPTIONS.match(folded)) or (len(raw) < 220 and bool(_CREDIT.search(folded)))


def is_bracketed(raw: str) -> bool:
    """A whole line in brackets that tells nothing: a desk's note, a credit, a stage direction."""
    if raw[0] not in "[(" or raw[-1] not in "])" or len(raw) > 300 or _BRACKETS.sub("", raw).strip():
        return False
    folded = fold(raw)
    if _NOTE.match(folded):
        return True
    return not words("newsworthy").search(folded)


def is_header(folded: str) -> bool:
    """A header of a letter or message; its subject isn't one, since that serves as the headline."""
    return len(folded) < 200 and bool(_HEADER.match(folded)) and not _SUBJECT.match(folded)


def is_infobox(lines: Sequence[str], at: int) -> bool:
    """A fact box: two or more lines, or cells of one line, of the kind "Deaths: 40"."""
    if not _is_fact(lines[at]):
        return False
    cells = [cell for cell in re.split(r"\s[|·;]\s", lines[at]) if _KEY.match(fold(cell))]
    near = [line for line in (*lines[max(0, at - 2) : at], *lines[at + 1 : at + 3]) if _is_fact(line)]
    return len(cells) > 1 or bool(near)


def _is_fact(raw: str) -> bool:
    return len(raw) < 160 and not _INNER_STOP.search(raw) and bool(_KEY.match(fold(raw)))


def front_kind(raw: str, folded: str, shouted: bool = False, signed: bool = True) -> str | None:
    """What a line above the first paragraph is: byline, biography, date; None when it may be news.

    ``shouted``: the page is all in capitals, so that capitals make no name; ``signed``: its author has been named.
    """
    if is_place_and_date(raw):
        return "dateline"
    if shapes.is_date(raw):
        return "date"
    if len(raw) > 450 or raw[-1] == ":" or words("newsworthy").search(folded):
        return None
    if is_byline(raw, folded) or (not shouted and _is_author(raw, folded)):
        return "byline"
    if is_standing(raw, folded):
        return "date"
    if signed and words("biography").search(folded):
        return "biography"
    return "front" if len(raw) < 60 and not shapes.is_finished(raw) and not shapes.has_verb(folded) else None


def is_standing(raw: str, folded: str) -> bool:
    """A line that dates, numbers or signs the page: "Published on…", "Period covered…"."""
    return len(raw) < 200 and bool(_STANDING.match(folded)) and not words("newsworthy").search(folded)


def is_byline(raw: str, folded: str) -> bool:
    """Opened as a line of authors is: "By Ana Paz in Lima", "POR LA REDACCIÓN"."""
    lead = _BYLINES.match(folded) if len(raw) <= 140 else None
    if lead is None or words("newsworthy").search(folded):
        return False
    return shapes.is_name(raw[lead.end() :].strip() or "x") or bool(words("roles").search(folded))


def _is_author(raw: str, folded: str) -> bool:
    """A name or an office on a line of its own."""
    if len(raw) >= 90 or (shapes.is_finished(raw) and len(raw) > 30):
        return False
    return (shapes.is_name(raw) or bool(words("roles").search(folded))) and not shapes.has_verb(folded)
