"""Clean text -> byline: takes the text of a report, gives its authors' names and the paper that they say they work for.

Read are credit lines ("By …", "Par …", "Por …"), a name alone above words about its bearer, and the role that those
words give ("is West Africa editor at …"). Invariant: every name stands in the text word for word; a former or second
post ("once", "also") names no paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from tocsin.ingest.front import CREDIT, lines_of
from tocsin.ingest.outlets import Outlet, kind_of, outlet_named
from tocsin.text import fold

__all__ = ["byline_of", "paper_of"]

_HEAD_LINES = 8
_PARTICLE = r"(?:de|del|de la|von|van|bin|ibn|ben|ould|ag|al|el|le|la|du|da|dos|y|i)"
_WORD = r"[A-ZÀ-ÝŒ][\w'’.-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,4}}")
_BARE_NAME = re.compile(rf"({_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}){{1,3}})(?:\s*[|,]\s*(.{{2,50}}))?")
_AND = re.compile(r",\s+(?:and|et|y)\s+|\s+(?:and|et|y|&)\s+|,\s+|\s+/\s+")
_CREDIT_END = re.compile(r"\s*(?:\||·|•|[-–—]\s|\s(?:for|pour|para|in|à|en|at)\s|@|\().*")
_SENTENCE_END = re.compile(r"(?<=\w\w)\.$")  # an initial keeps its stop
_NOBODY = re.compile(
    r"(?:la |le |el |our |the )?(?:redacc?tion|redaccion|corresp|staff|agence|agencia|our |news ?room)"
)
_ROLE = re.compile(
    r"\b(?:(?:desk|bureau) chief|editor|correspondent|reporter|staff writer|columnist|covers\b[^.]{0,60}?|"
    r"writes\b[^.]{0,60}?|reports\b[^.]{0,60}?|redact(?:eur|rice) en chef|correspondante?|journaliste|editora?|"
    r"corresponsal|reporter[oa]|periodista)\s+(?:for|at|with|pour|a|de|du|del|para|en)\s+"
)
_CAPITALS = re.compile(r"(?:The\s+)?[A-ZÀ-ÝŒ][\w'’&-]*(?:\s+[A-ZÀ-ÝŒ0-9][\w'’&-]*){0,4}")
_NOT_NOW = re.compile(r"\b(?:former|formerly|once|also|previously|ex-|ancien(?:ne)?|exeditor|tambien|aussi)\b")


def byline_of(text: str) -> tuple[str, ...]:
    """The names of the authors, in the order of the page."""
    head = list(islice(lines_of(text), _HEAD_LINES))
    for line in head:
        match = CREDIT.match(line)
        if match and len(line) < 160:
            return _names(line[match.end() :])
    found = _bare(head)
    return (found[0],) if found else ()


def _bare(head: list[str]) -> tuple[str, str] | None:
    """A name on a line of its own, and what stands behind a bar or comma after it; below come words about the name."""
    for line, following in pairwise(head[1:]):
        match = _BARE_NAME.fullmatch(line)
        if match and re.search(rf"\b{re.escape(match[1].split()[0])}\b", following[:40]):
            return match[1], match[2] or ""
    second = _BARE_NAME.fullmatch(head[1]) if len(head) > 1 and "|" in head[1] else None
    return (second[1], second[2] or "") if second and not second[1].isupper() else None


def _names(credit: str) -> tuple[str, ...]:
    parts = (_CREDIT_END.sub("", part).strip(" ,") for part in _AND.split(credit.strip(" ,")))
    found = [_SENTENCE_END.sub("", match.group()) for part in parts if (match := _NAME.match(part))]
    return tuple(name for name in found if not _NOBODY.match(fold(name)) and kind_of(name, None) == "unknown")


def paper_of(text: str) -> Outlet | None:
    """The paper that the byline or the words about the author name, with its kind."""
    return next(_papers(list(islice(lines_of(text), _HEAD_LINES))), None)


def _papers(head: list[str]) -> Iterator[Outlet]:
    bare = _bare(head)
    if bare is None and not any(CREDIT.match(line) for line in head):
        return
    names = [bare[0]] if bare else list(byline_of("\n".join(head)))
    if bare and (paper := _paper(bare[1])):
        yield paper
    given = tuple(name.split()[0] for name in names)
    for line in head[1:]:
        if given and line.startswith(given) and "." in line:
            yield from _employers(line)


def _employers(line: str) -> Iterator[Outlet]:
    for sentence in re.split(r"(?<=[.!?])\s+", line):
        for match in _ROLE.finditer(fold(sentence)):
            name = _CAPITALS.match(sentence[match.end() :])
            if name and not _NOT_NOW.search(fold(sentence[: match.end()])) and (paper := _paper(name.group())):
                yield paper


def _paper(name: str) -> Outlet | None:
    """A listed outlet, or a name that says that it is one; a beat ("correspondent for West Africa") is none."""
    known = outlet_named(name)
    if known or not name:
        return known
    return Outlet(name, "media") if kind_of(name, None) == "media" or name.startswith("The ") else None
