"""The gate in front of the corridor: takes a report, says whether it may hold an event worth reading for.

A news stream is mostly of other things. Here a report is skimmed once, word by word: words of violence, of armed
parties and of harm (``relevance.yaml`` of the language) give points, words of other news take some away, and a report
is let through as soon as one stretch of ``_WINDOW`` words has ``ENOUGH``. A dispatch of a few lines needs less, and
passes by a trigger alone. Invariant: the gate reads nothing but the report's words and makes no event; where in doubt
it opens, since the corridor itself turns away what only sounds like violence.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.extract.triggers import without_days
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Report
from tocsin.text import fold

__all__ = ["ENOUGH", "Relevance", "is_relevant", "judge_relevance"]

ENOUGH = 4  # points; found on MUC-4 train, gun-violence articles and the devset, see docs/relevance.md
_OTHER_NEWS = 2  # distinct words of other news in a whole report from which one point more is asked for
_SHORT = 600  # characters up to which a report is a dispatch: every word of it counts, and reading it costs little
_SHORT_ENOUGH = (1, 2, 3)  # points that open for a dispatch: without a word of other news, with one, with more
_WINDOW = 40  # words, two or three sentences: what is told of one event stands together
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_REMEMBERED = 1 << 16  # words whose group is kept in memory
_GROUPS = {  # points of each distinct word, and the most (or least) that the group's words can bring together
    "certain": (4, 99),
    "plain": (3, 99),
    "likely": (2, 99),
    "harm": (1, 2),
    "beside": (1, 2),
    "against": (-1, -3),
}


@dataclass(frozen=True, slots=True)
class Relevance:
    """The points of the strongest stretch (up to the word that opened the gate), and the words that gave them."""

    relevant: bool
    points: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A word of some group, and which word of the report it is."""

    at: int
    word: str
    group: str


def is_relevant(report: Report) -> bool:
    """True when the report may hold an event."""
    return judge_relevance(report).relevant


def judge_relevance(report: Report) -> Relevance:
    """Whether the report may hold an event, and by which words.

    Raises:
        KnowledgeError: there is no lexicon for the report's language.
    """
    telling = _telling_words(report)
    enough = _asked(report, len({one.word for one in telling if one.group == "against"}))
    best, words = 0, tuple[str, ...]()
    for stretch in _stretches(telling):
        points = _points(stretch)
        if points > best:
            best, words = points, tuple(one.word for one in stretch)
            if points >= enough:
                return Relevance(True, points, words)
    if enough in _SHORT_ENOUGH[:2] and (trigger := _first_trigger(report)):
        return Relevance(True, best, (*words, trigger))
    return Relevance(False, best, words)


def _first_trigger(report: Report) -> str | None:
    """The first words, their day left out, that the lexicon of events knows as more than a weak hint."""
    words = lexicon(report.language)
    pattern, kinds = words.triggers
    found = pattern.finditer(without_days(fold(report.text), words))
    return next((m.group() for m in found if kinds[int((m.lastgroup or "t0")[1:])].strength > 1), None)


def _asked(report: Report, others: int) -> int:
    """The points asked for: few of a dispatch ("Nine traders were killed near the border"), more of longer texts."""
    if len(report.text) <= _SHORT:
        return _SHORT_ENOUGH[min(others, len(_SHORT_ENOUGH) - 1)]
    return ENOUGH + (others >= _OTHER_NEWS)


def _telling_words(report: Report) -> list[_Telling]:
    known = _vocabulary(report.language).group
    words = _WORD.findall(fold(f"{report.title or ''}\n{report.text}"))
    return [_Telling(at, word, group) for at, word in enumerate(words) if (group := known(word))]


def _stretches(telling: Iterable[_Telling]) -> Iterator[deque[_Telling]]:
    """What tells within ``_WINDOW`` words, each word once, after each new word."""
    stretch: deque[_Telling] = deque()
    for new in telling:
        while stretch and new.at - stretch[0].at > _WINDOW:
            stretch.popleft()
        if all(new.word != one.word for one in stretch):
            stretch.append(new)
            yield stretch


def _points(stretch: Iterable[_Telling]) -> int:
    times = Counter(one.group for one in stretch)
    total = 0
    for group, count in times.items():
        each, bound = _GROUPS[group]
        total += max(each * count, bound) if each < 0 else min(each * count, bound)
    return max(total, ENOUGH) if "certain" in times else total


class _Vocabulary:
    """The groups of one language's words; a word once looked up is remembered."""

    def __init__(self, language: str) -> None:
        self._whole: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        data = load_yaml(f"lexicon/{language}/relevance.yaml")
        for group in _GROUPS:
            for word in data[group].split():
                (self._stems if word.endswith("*") else self._whole)[word.rstrip("*")] = group
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._known: dict[str, str | None] = {}

    def group(self, word: str) -> str | None:
        """The group of a folded word, or of the first telling part of a compound ("anti-government", "car-bomb")."""
        try:
            return self._known[word]
        except KeyError:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            parts = word.split("-") if "-" in word else ()
            found = next((group for part in (word, *parts) if (group := self._look_up(part))), None)
            self._known[word] = found
            return found

    def _look_up(self, word: str) -> str | None:
        """As a whole word, else by its longest stem."""
        whole = self._whole.get(word)
        return whole or next((self._stems[word[:n]] for n in self._lengths if word[:n] in self._stems), None)


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(language)
