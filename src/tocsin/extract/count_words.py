"""The grammar of casualty figures in one language: takes ``lexicon/<language>/counts.yaml``, gives compiled patterns.

``Quantity`` and ``Cue`` are what the passes over a sentence hand on: a figure with what it counts, and a word that says
what happened to persons. Invariant: positions are offsets into the folded sentence; patterns are compiled once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon import bounded
from tocsin.knowledge.lexicon.alternation import Alternation
from tocsin.model import ActorMention

__all__ = [
    "BREAK",
    "KINDS",
    "OUTDONE",
    "TOLLS",
    "Cue",
    "Echo",
    "Grammar",
    "Quantity",
    "grammar",
    "is_collective",
    "is_title_case",
    "without_asides",
    "words_in",
]

TOLLS = ("killed", "wounded", "abducted")  # what a toll may be of
KINDS = ("killed", "wounded", "abducted", "captured", "missing", "displaced", "arrested", "shot")
OUTDONE = 3.0  # cost of a fate after which a worse one is told: "three wounded died"
SORTS = ("acts", "suffers", "labels", "both", "weak", "nouns")
BREAK = re.compile(r"[;:()\[\]]|[.!?]\s| - |, (?:but|while|whereas|mais|tandis|pero|mientras)\b")
_BRACKETS = re.compile(r"\((?:[^\W\d]+[.\s'-]{0,2}){1,4}\)")
_NAMED_AGE = re.compile(
    r"(?<=[A-ZÀ-Ý][\w'’-])(?P<name>[\w'’.-]{0,40}),\s(?:aged?\s|de\s)?\d{1,2}(?:\s(?:ans|años|years old))?"
    r"(?:,(?!\d)(?P<list>(?=\s[A-ZÀ-Ý]))?|(?=\s(?:and|et|y)\s))"
)
_DASHES = re.compile(r"(?<=\w) -(?P<loose> ?)(?P<aside>\w[^-.;:,()]{3,60}\w)(?P=loose)-(?=[ .])")
_AGED = re.compile(
    r"(?<!\w)(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](?:years?|yrs?|months?|weeks?|days?)[- ]olds?"
    r"(?=\s(?:[A-ZÀ-Ý]|(?:[\w-]+\s){0,2}?(?:man|woman|boy|girl|child|infant|teen|male|female|son|daughter|brother|sister|mother|father)\b))"
)


@dataclass(slots=True)
class Quantity:
    """A figure: ``counts`` is person, thing, bare (no noun) or unknown; ``noun_end`` where its noun ends."""

    start: int
    end: int
    low: int
    high: int | None
    sort: str = "number"  # number, vague, single, name, zero
    counts: str = "bare"
    noun_end: int = 0
    actor: ActorMention | None = None
    indefinite: bool = False
    superseded: bool = False
    part: bool = False
    of_them: bool = False
    period: bool = False
    core: int = 0  # where the number itself starts, after its qualifiers


@dataclass(slots=True)
class Cue:
    """A casualty word; ``sort``: acts, active, passive, suffers, nouns, labels, weak; ``full``: with its auxiliary."""

    start: int
    end: int
    kind: str
    sort: str
    full: bool = False
    worth: float = 0.0  # added to its cost: "five hostages were executed" counts killed, not hostages


@dataclass(frozen=True, slots=True)
class Echo:
    """A figure with the words that tell it.

    ``rival``: another voice gives it against one told before; ``known``: of one person told of before ("he").
    """

    start: int
    end: int
    quantity: Quantity
    kind: str
    rival: bool = False
    known: bool = False


class Grammar:
    """The compiled counts.yaml of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.data: dict[str, Any] = load_yaml(f"lexicon/{language}/counts.yaml")
        self.numbers: dict[str, Any] = self.data["numbers"]
        self._compiled: dict[str, re.Pattern[str]] = {}

    def pattern(self, key: str) -> re.Pattern[str]:
        """The class ``key`` with word boundaries."""
        return self._compiled.get(key) or self.kept(key, bounded(self.data[key]))

    def before(self, key: str) -> re.Pattern[str]:
        """The class ``key`` where it ends right before a position (search it in the text up to there)."""
        if found := self._compiled.get(f"{key}$"):
            return found
        node = self.numbers[key] if key in self.numbers else self.data[key]
        return self.kept(f"{key}$", r"(?<!\w)(?:" + node.replace(" ", r"\s+") + r")[\s']*$")

    def kept(self, name: str, pattern: str) -> re.Pattern[str]:
        """``pattern`` compiled once under ``name``."""
        if name not in self._compiled:
            self._compiled[name] = re.compile(pattern)
        return self._compiled[name]

    @cached_property
    def unhurt(self) -> re.Pattern[str]:
        """Words that say that nobody was hurt."""
        zero, nouns = self.data["zero"].replace(" ", r"\s+"), self.data["zero_nouns"].replace(" ", r"\s+")
        return re.compile(rf"(?<!\w)(?:{zero})\s+(?:\w+\s+){{0,2}}(?:{nouns})(?!\w)")

    @cached_property
    def cues(self) -> tuple[Alternation, tuple[tuple[str, str], ...]]:
        """One alternation over all casualty words, and the (kind, sort) of each of its groups."""
        groups = [(kind, sort, self.data["cues"][kind][sort]) for sort in SORTS for kind in KINDS]
        kept = [row for row in groups if row[2]]
        parts = [(f"c{n}", row[2]) for n, row in enumerate(kept)]
        return Alternation(parts, r"(?:(?!\w)|(?<=[\s']))"), tuple((k, s) for k, s, _ in kept)


@lru_cache(maxsize=8)
def grammar(language: str) -> Grammar:
    """The grammar of a language.

    Raises:
        KnowledgeError: there is none for it.
    """
    return Grammar(language)


def without_asides(text: str, folded: str, words: Grammar) -> str:
    """The folded text with short bracketed names ("(TTP)"), ages and the stops of abbreviations blanked, as long."""
    households = words.kept("households", rf"\(\d[\d\s,.]*\s(?:{words.data['families']})\)")
    folded = households.sub(lambda m: " " * len(m.group()), folded)
    for pattern in (_NAMED_AGE, _AGED):
        for match in pattern.finditer(text):
            start = match.end("name") if pattern is _NAMED_AGE else match.start()
            mark = "," if pattern is _NAMED_AGE and match.group("list") is not None else " "
            folded = folded[:start] + mark.rjust(match.end() - start) + folded[match.end() :]
    folded = _DASHES.sub(lambda m: f", {m['loose']}{m['aside']},{m['loose']}", folded)
    if "(" in folded:
        folded = _BRACKETS.sub(
            lambda m: m.group() if any(words.cues[0].finditer(m.group())) else " " * len(m.group()), folded
        )
    return words.kept("abbreviations", rf"(?<!\w)({words.data['abbreviations']})\.(?=\s)").sub(r"\1 ", folded)


def is_title_case(text: str) -> bool:
    """True for a headline that writes its verbs with capitals too: "Two Killed, Five Injured In Goma Blast"."""
    long = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in long) > 0.6 * len(long)


def words_in(gap: str) -> int:
    """How many words stand in a stretch of text."""
    return len(gap.split())


def is_collective(noun: str, words: Grammar) -> bool:
    """True for "patrol", "family", "bus": a singular noun that is no single person."""
    return bool(
        words.before("collective").search(noun) if words.language == "en" else words.pattern("collective").match(noun)
    )
