"""The gate in front of the corridor: takes a report, says whether it may hold an event worth reading for.

A news stream is mostly of other things. Here a report is skimmed once, word by word: words of violence, of armed
parties and of harm (``relevance.yaml`` of the language) give points, words of other news take some away, and a report
is let through as soon as one stretch of ``_WINDOW`` words has ``ENOUGH``. Invariant: the gate reads nothing but the
report's words and makes no event; where in doubt it opens, since the corridor itself turns away what only sounds like
violence.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.knowledge.files import load_yaml
from tocsin.model import Report
from tocsin.text import fold

__all__ = ["ENOUGH", "Relevance", "is_relevant", "judge_relevance"]

ENOUGH = 4  # points; found on MUC-4 train, gun-violence articles and the devset, see docs/relevance.md
_WINDOW = 40  # words, two or three sentences: what is told of one event stands together
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_REMEMBERED = 1 << 16  # words whose group is kept in memory
_GROUPS = {  # points of each distinct word, and the most (or least) that the group's words can bring together
    "certain": (4, 99),
    "plain": (3, 99),
    "likely": (2, 99),
    "harm": (1, 2),
    "beside": (1, 2),
    "against": (-2, -6),
}


@dataclass(frozen=True, slots=True)
class Relevance:
    """The points of the strongest stretch (up to the word that opened the gate), and the words that gave them."""

    relevant: bool
    points: int
    words: tuple[str, ...]


def is_relevant(report: Report) -> bool:
    """True when the report may hold an event."""
    return judge_relevance(report).relevant


def judge_relevance(report: Report) -> Relevance:
    """Whether the report may hold an event, and by which words.

    Raises:
        KnowledgeError: there is no lexicon for the report's language.
    """
    best, words = 0, tuple[str, ...]()
    for points, found in _stretches(report):
        if points > best:
            best, words = points, tuple(word for _, word, _ in found)
            if points >= ENOUGH:
                return Relevance(True, points, words)
    return Relevance(False, best, words)


def _stretches(report: Report) -> Iterator[tuple[int, deque[tuple[int, str, str]]]]:
    """The points at each telling word, and the telling words of its stretch, each once: (position, word, group)."""
    known = _vocabulary(report.language)
    found: deque[tuple[int, str, str]] = deque()
    for at, word in enumerate(_WORD.findall(fold(f"{report.title or ''}\n{report.text}"))):
        group = known.group(word)
        if group is None:
            continue
        while found and at - found[0][0] > _WINDOW:
            found.popleft()
        if all(word != other for _, other, _ in found):
            found.append((at, word, group))
            yield _points(found), found


def _points(found: deque[tuple[int, str, str]]) -> int:
    total = 0
    for group, times in Counter(group for _, _, group in found).items():
        each, most = _GROUPS[group]
        total += max(each * times, most) if each < 0 else min(each * times, most)
    return max(total, ENOUGH) if any(group == "certain" for _, _, group in found) else total


class _Vocabulary:
    """The groups of one language's words; a word once looked up is remembered."""

    def __init__(self, language: str) -> None:
        data = load_yaml(f"lexicon/{language}/relevance.yaml")
        self._patterns = [(name, _pattern(data[name])) for name in _GROUPS]
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
        return next((name for name, pattern in self._patterns if pattern.fullmatch(word)), None)


def _pattern(words: str) -> re.Pattern[str]:
    r"""One alternation of a group's words; ``*`` ends a stem."""
    return re.compile("|".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in words.split()))


@cache
def _vocabulary(language: str) -> _Vocabulary:
    return _Vocabulary(language)
