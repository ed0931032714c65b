"""Markdown -> Page: takes text with Markdown marks (CommonMark), gives the words that a reader would see.

Links and images become their words, headings and emphasis lose their marks, front matter gives title, author, date,
source and address. List marks and block order stay. Invariant: no word that is shown is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tocsin.ingest.page import Page

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.S)
_FIELDS = frozenset(["title", "author", "authors", "byline", "date", "published", "source", "publisher", "url", "link"])
_HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ ]+(\S.*)$")
_LINE_RULES = tuple(
    (re.compile(pattern, re.M), shown)
    for pattern, shown in (
        (r"^ {0,3}(?:```|~~~).*\n?", ""),  # code fences
        (r"^ {0,3}\[\^?[^\]\n]+\]:[ ]+\S+.*\n?", ""),  # link definitions
        (
            r"^ {0,3}(?:=+|-{3,}+|(?:\*[ ]*+){3,}|(?:_[ ]*+){3,}|(?:-[ ]*+){3,})[ ]*+$\n?",
            "",
        ),  # underlines, rules
        (r"^ {0,3}\|?(?:[ ]*+:?-{3,}+:?[ ]*+\|)+(?:[ ]*+:?-{3,}+:?)?[ ]*+$\n?", ""),  # the line below a table's head
        (r"^ {0,3}\|[ ]?(.*)\|[ ]*+$", r"\1"),  # table rows
        (r"^ {0,3}(?:>[ ]?)+", ""),  # block quotes
        (r"(?:\\|(?<! )[ ]{2,}+)$", ""),  # hard breaks
    )
)
_INLINE_RULES = tuple(
    (re.compile(pattern), shown)
    for pattern, shown in (
        (r"<!--[^>]{0,2000}-->", ""),
        (r"!?\[([^\[\]\n]*)\]\([^()\s]{0,2000}+(?:\([^()\s]{0,200}\))?[^()\n]{0,300}\)", r"\1"),  # links and images
        (r"(?<=\])\[[^\[\]\n]*\]|\[\^[^\]\n]{1,80}\]", ""),  # reference of a link, footnote
        (r"<((?:https?|mailto):[^<>\s]{1,2000})>", r"\1"),
        (r"</?[a-zA-Z][^<>\n]{0,200}>", ""),
        (r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]*?\S)\1(?![\w*])", r"\2"),
        (r"(?<![\w_\\])(_{1,3})(?=\S)([^_\n]*?\S)\1(?![\w_])", r"\2"),
        (r"~~(?=\S)([^~\n]*)~~", r"\1"),
        (r"(?<!`)(`{1,3})(?!`)([^`\n]+)\1", r"\2"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),
    )
)
_BLANK_LINES = re.compile(r"\n{3,}")
_REFERENCE = re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]")


def read_markdown(text: str) -> Page:
    """The words of a Markdown text, and what its front matter says."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    front = _FRONT.match(text)
    fields = dict(_fields(front.group(1))) if front else {}
    body = text[front.end() :].lstrip("\n") if front and fields else text
    heading = _HEADING.search(body)
    title = fields.get("title") or (_heading(heading) if heading and not body[: heading.start()].strip() else None)
    return Page(
        _plain(body),
        title,
        _names(fields),
        fields.get("source") or fields.get("publisher"),
        _day(fields),
        _address(fields),
    )


def _plain(text: str) -> str:
    text = _HEADING.sub(lambda match: match.group(1).rstrip("# "), text)
    for pattern, shown in _LINE_RULES:
        text = pattern.sub(shown, text)
    return _BLANK_LINES.sub("\n\n", _inline(text))


def _inline(text: str) -> str:
    text = _REFERENCE.sub(r"\1", text)
    for pattern, shown in _INLINE_RULES:
        text = pattern.sub(shown, text)
    return text


def _heading(match: re.Match[str]) -> str:
    return _inline(match.group(1).rstrip("# "))


def _fields(front: str) -> Iterator[tuple[str, str]]:
    """The fields of front matter that describe a document; the rest of its YAML is left alone."""
    for line in front.splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() in _FIELDS and value.strip():
            yield key.strip().lower(), value.strip().strip("\"'")


def _names(fields: dict[str, str]) -> tuple[str, ...]:
    given = fields.get("author") or fields.get("authors") or fields.get("byline") or ""
    names = (name.strip(" \"'") for name in re.split(r",|;| and | et | y ", given.strip("[]")))
    return tuple(name for name in names if name)


def _day(fields: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat((fields.get("published") or fields.get("date") or "")[:10])
    except ValueError:
        return None


def _address(fields: dict[str, str]) -> str | None:
    given = fields.get("url") or fields.get("link") or ""
    return given if given.startswith(("http://", "https://")) else None
