"""The grammar of one clause, as far as roles need it: takes folded words, says what stands before, after and between.

``subjects`` and ``word_order`` ask it for the subjects and objects of a verb. Invariant: pure look-ups over folded
text; offsets are those of the report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Span, Trigger

__all__ = ["ARMED", "MARK", "WORDS", "Clause", "last_of"]

ARMED = frozenset({"state", "rebel", "political_militia", "communal_militia", "pmc", "external", "unidentified"})
MARK = re.compile(r"[,;:]")
WORDS = 2  # articles, numbers and adjectives that may stand between a preposition and its actor
_LINK = 44  # characters before an actor in which its preposition stands


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause, folded, and where they start in the report."""

    folded: str
    offset: int
    words: Lexicon
    harmed: frozenset[Span] = frozenset()

    def between(self, left: int, right: int) -> str:
        """The words between two offsets of the report."""
        return self.folded[max(0, left - self.offset) : max(0, right - self.offset)]

    def said(self, trigger: Trigger) -> str:
        """The folded words of a trigger."""
        return self.between(trigger.span.start, trigger.span.end)

    def before(self, actor: ActorMention) -> str:
        """The words before an actor in which its preposition may stand."""
        return self.between(actor.span.start - _LINK, actor.span.start)

    def link(self, actor: ActorMention, name: str) -> re.Match[str] | None:
        """The preposition of class ``name`` right before an actor, its articles and numbers passed over."""
        before = self.before(actor)
        found = last_of(self.words.pattern(name), before, 0, len(before))
        if found is None:
            return None
        gap = self.words.pattern("crowds_before").sub("", before[found.end() :])  # "by [several dozen] gunmen"
        return found if len(gap.split()) <= WORDS and not MARK.search(gap) else None

    def is_oblique(self, actor: ActorMention) -> bool:
        """True when a preposition governs the actor and no number does: "of the army", but "dozens of rebels"."""
        found = self.words.pattern("oblique_before").search(self.before(actor))
        counted = self.words.pattern("crowds_before").search(self.before(actor))
        return found is not None and not counted and not self.is_some(actor)

    def is_some(self, actor: ActorMention) -> bool:
        """As in "lorsque [des] éleveurs ont attaqué": an article and no preposition."""
        return self.words.pattern("subjects.some").search(self.before(actor)) is not None


def last_of(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern between two offsets of ``folded``."""
    return max(pattern.finditer(folded, start, end), key=lambda match: match.start(), default=None)
