"""Names of persons in a report's words: takes text and language, gives the spans of names that a release must hide.

A name is found by the words around it (title, kin, trade, age, verbs of speech or harm), then wherever it or a part of
it stands again; in a sentence that speaks of people hit or heard, any name of two words counts that is no organisation
of the register, no place and no institution. Officials' names are hidden too: hiding one name too many does less harm
than one too few. Invariant: spans come in text order and don't overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tocsin.knowledge import actors
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.gazetteer import country_named, gazetteer
from tocsin.model import Report, Span
from tocsin.text import fold, fold_key

__all__ = ["HIDDEN_NAME", "person_spans", "without_names"]

_CAP = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*[\wà-ÿ]|[A-Z]\."
_PARTICLE = r"(?:al|el|ag|ould|bin|ben|ibn|de|del|de la|de los|van|von|da|dos|du|abu)"
_NAME = re.compile(rf"(?<![\w-])(?:(?:d|l)['’])?(?P<name>(?:{_CAP})(?:[ \t](?:{_PARTICLE}[ \t])?(?:{_CAP}))*)(?!\w)")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_JOIN = re.compile(r",? ?(?:and|et|y|e)? ?(?:a )?")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s+[A-ZÀ-Þ«\"“]|\s*$)[^.!?\n]*)*[.!?\n]?")
HIDDEN_NAME = "[name]"
_SEVERAL = re.compile(rf"{re.escape(HIDDEN_NAME)}(?: {re.escape(HIDDEN_NAME)})+")
_SHORT = 2
"""Letters of a word that stands for no person alone ("Al", "de")."""
_BEFORE_CHARS = 60
"""Characters before a name in which its cue stands: the longest cue with a trade and a comma fits."""


@dataclass(frozen=True, slots=True)
class _Cues:
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    after: re.Pattern[str]
    near: re.Pattern[str]
    leading: re.Pattern[str]
    not_person: re.Pattern[str]


@lru_cache(maxsize=8)
def _cues(language: str) -> _Cues:
    rows = load_yaml("release/names.yaml")
    row = rows.get(language) or rows["en"]
    strong, weak = (rf"(?:^|\W)(?:{row[key]})[.,:]? ?(?:d['’])?$" for key in ("strong", "weak"))
    return _Cues(
        strong=re.compile(strong),
        weak=re.compile(weak),
        after=re.compile(row["after"]),
        near=re.compile(rf"\b(?:{row['near']})\b"),
        leading=re.compile(rf"(?:{row['strong']})\.?"),
        not_person=re.compile(row["not_person"]),
    )


def person_spans(text: str, language: str, known: frozenset[str] = frozenset()) -> list[Span]:
    """The spans to hide; ``known`` are words of names found elsewhere."""
    cues, folded = _cues(language), fold(text)
    found = [span for one in _SENTENCE.finditer(text) for span in _in_sentence(text, folded, one.span(), cues)]
    parts = known | _parts(found)
    again = (Span(one.start(), one.end(), one.group()) for one in _WORD.finditer(text) if one.group() in parts)
    return sorted([*found, *(span for span in again if not any(span.overlaps(one) for one in found))])


def _parts(names: Iterable[Span]) -> frozenset[str]:
    """The words of names by which a person may be called again."""
    words = (word for span in names for word in _WORD.findall(span.text))
    return frozenset(word for word in words if word[0].isupper() and len(word) > _SHORT)


@lru_cache(maxsize=256)
def _names_in(text: str, language: str) -> frozenset[str]:
    return _parts(person_spans(text, language))


def without_names(words: str, report: Report) -> str:
    """Some words of a report, or about it, with the names of persons replaced that stand in them or in its text."""
    for span in reversed(person_spans(words, report.language, _names_in(report.text, report.language))):
        words = f"{words[: span.start]}{HIDDEN_NAME}{words[span.end :]}"
    return _SEVERAL.sub(HIDDEN_NAME, words)


def _in_sentence(text: str, folded: str, sentence: tuple[int, int], cues: _Cues) -> Iterator[Span]:
    speaks_of_people = cues.near.search(folded, *sentence) is not None
    last_end = -1
    for match in _NAME.finditer(text, *sentence):
        span = _bare(text, match.start("name"), match.end("name"), cues)
        if span is None:
            continue
        listed = last_end >= 0 and _JOIN.fullmatch(text[last_end : span.start]) is not None
        if _is_person(folded, span, cues, speaks_of_people, listed):
            last_end = span.end
            yield span


def _bare(text: str, start: int, end: int, cues: _Cues) -> Span | None:
    """The name without leading words that are cues themselves ("Witness Hassan"); None when nothing is left."""
    while match := _WORD.match(text, start, end):
        if match.end() < end and cues.leading.fullmatch(fold(match.group())):
            start = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip(" .\t"))
        else:
            break
    return Span(start, end, text[start:end]) if _WORD.match(text, start, end) else None


def _is_person(folded: str, span: Span, cues: _Cues, near: bool, listed: bool) -> bool:
    words = _WORD.findall(fold(span.text))
    if any(cues.not_person.fullmatch(word) for word in words) or _organisation(span.text):
        return False
    before, after = folded[max(0, span.start - _BEFORE_CHARS) : span.start], folded[span.end : span.end + 60]
    if cues.strong.search(before):
        return True
    if len(words) < 2:
        return listed and not _place(span.text)
    told = cues.weak.search(before) or cues.after.match(after) or listed
    return bool(told or near) and not _place(span.text)


@lru_cache(maxsize=1)
def _organisations() -> frozenset[str]:
    names = ((one.name, *one.names.strong, *one.names.weak, *one.names.acronyms) for one in _register())
    return frozenset(fold_key(name) for row in names for name in row)


def _register() -> list[actors.Organisation]:
    return list(actors.organisations().values())


def _organisation(name: str) -> bool:
    return name.isupper() or fold_key(name) in _organisations()


@lru_cache(maxsize=4096)
def _place(name: str) -> bool:
    return country_named(name) is not None or bool(gazetteer().exact(name))
