"""What a report says about its actors as a whole: takes its mentions and text, gives ``ActorContext``.

Holds the mentions in text order, the acronyms that the report introduces in brackets ("Ambazonia Defence Forces
(ADF)") and the speaker of the quotation that is being read. Invariant: frozen; ``with_speaker`` gives a new
context.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tocsin.knowledge.actors import Organisation, get
from tocsin.knowledge.actors.leaders import leaders_in
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention, Span
from tocsin.text import fold, fold_key

__all__ = ["ActorContext", "build_context", "fits"]

_BRACKETS = re.compile(r"\s*[(\[](?:or |ou |o )?[\"“«']?\s?([A-Z][\w./-]{1,11}?)[,;)\]]")
_REMEMBERED = 400  # mentions on either side of a word among which who it means is looked for
_SALIENT = 2  # a group named twice as often as the last one is what the report is about
_MAIN, _SHARE = 4, 0.7  # times that a report names the party that it is about, and its share among all parties
ARMED = frozenset({"rebel", "political_militia", "communal_militia", "pmc", "unidentified", "rioters"})


@dataclass(frozen=True)
class ActorContext:
    """What the report has said: ``mentions`` in text order, ``acronyms`` by folded form, ``speaker`` an actor id."""

    mentions: tuple[ActorMention, ...] = ()
    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"
    speaker: str | None = None
    named: frozenset[str] = frozenset()
    """Ids of the organisations that the report names by an unmistakable name."""
    breaks: tuple[int, ...] = ()
    """Where the lines of the report end, ascending."""
    leaders: tuple[ActorMention, ...] = ()
    """Commanders named in the report, each as a mention of the groups for which he may stand, in text order."""

    @cached_property
    def main_party(self) -> ActorMention | None:
        """The armed party of which the report speaks far more than of any other, None when there is none."""
        named = [m for m in self.mentions if m.ids and not m.generic and _is_armed(m, named_only=True)]
        counts = Counter(m.ids[0] for m in named).most_common(1)
        top, most = counts[0] if counts else ("", 0)
        main = most >= _MAIN and most >= _SHARE * len(named)
        return next((m for m in named if m.ids[0] == top), None) if main else None

    def introduced(self, name: str) -> tuple[str, ...]:
        """The ids that an acronym stands for in this report; empty when it introduces none."""
        return self.acronyms.get(fold_key(name), ())

    def leader_of(self, men: int) -> ActorMention | None:
        """The commander whose men "his men" at an offset are: named last in that paragraph, with no party after him."""
        line = self.breaks[bisect_left(self.breaks, men) - 1] if self.breaks and self.breaks[0] < men else 0
        last = max((m for m in self.leaders if line <= m.span.start < men), key=lambda m: m.span, default=None)
        start = bisect_left(self.mentions, last.span.end, key=lambda m: m.span.start) if last else 0
        after = (m for m in self.mentions[start : start + _REMEMBERED] if m.span.start < men)
        return last if last and not any(m.ids and not m.generic for m in after) else None

    def antecedent(self, before: int, named_only: bool) -> ActorMention | None:
        """The armed group that "the group" at an offset means: the last one, unless another is named far more often.

        What the same paragraph names comes first.
        ``named_only`` passes over "gunmen"; else such a noun, when it is the last, bars an earlier name (None), and
        only who attacks somewhere in the report can be "the attackers".
        """
        at = bisect_left(self.mentions, before, key=lambda mention: mention.span.start)
        near = self.mentions[max(0, at - _REMEMBERED) : at + _REMEMBERED]
        earlier = [m for m in near if m.span.start < before and _is_armed(m, named_only)]
        named = [m for m in earlier if m.ids and not m.generic]
        line = self.breaks[bisect_left(self.breaks, before) - 1] if self.breaks and self.breaks[0] < before else 0
        if not named or not (earlier[-1].ids and not earlier[-1].generic):
            return None
        if not named_only:
            doers, harmed = ({m.ids[0] for m in near if m.ids and m.role == r} for r in ("attacker", "target"))
            named = [m for m in named if m.ids[0] in doers - harmed] or self._one_band(named, line, harmed)
        named = [m for m in named if m.span.start >= line] or named
        rebels = [m for m in named if m.kind == "rebel"] or named
        if not rebels:
            return None
        counts = Counter(m.ids[0] for m in rebels)
        top, most = counts.most_common(1)[0]
        last = rebels[-1]
        if most >= _SALIENT * counts[last.ids[0]]:
            return next(m for m in reversed(rebels) if m.ids[0] == top)
        return last

    def _one_band(self, named: Sequence[ActorMention], line: int, harmed: Container[str]) -> list[ActorMention]:
        """As in "Men of X tried to take the town. The attackers fled": the one party that the paragraph named before.

        Only where it speaks of their men: "X is near. The attackers fled" leaves open whose they are.
        """
        here = [m for m in named if m.span.start >= line]
        band = lexicon(self.language).pattern("armed_band")
        one = len({m.ids[0] for m in here}) == 1 and here[0].ids[0] not in harmed
        return here if one and any(band.match(fold(m.span.text)) for m in here) else []

    def with_speaker(self, speaker: str | None) -> ActorContext:
        """The same context inside a quotation of ``speaker`` (an actor id)."""
        return replace(self, speaker=speaker)


def _is_armed(mention: ActorMention, named_only: bool) -> bool:
    if mention.kind not in ARMED:
        return False
    named = bool(mention.ids) and not mention.generic
    if named and _serves_state(mention.ids[0]):
        return False
    return named or (
        not named_only and mention.head not in ("attackers", "group", "own_forces", "mujahideen", "suspects")
    )


def _serves_state(key: str) -> bool:
    one = get(key)
    return one is not None and one.kind != "pmc" and any(":" in parent for parent in one.parents)


def fits(one: Organisation, country: str | None) -> bool:
    """True when the organisation is known to act in the country, or the country is unknown."""
    return country is None or not one.countries or country in one.countries


def _acronyms(mentions: Sequence[ActorMention], text: str) -> dict[str, tuple[str, ...]]:
    """Acronyms in brackets after a name or inside its span, with the ids of that name."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.generic or not mention.ids:
            continue
        bracket = _BRACKETS.match(text, mention.span.end) or _BRACKETS.search(
            text, mention.span.start, mention.span.end + 1
        )
        if bracket and bracket.group(1)[:2].isupper() and len(mention.ids) == 1:
            found.setdefault(fold_key(bracket.group(1)), mention.ids)
    return found


def build_context(mentions: Sequence[ActorMention], text: str, language: str = "en") -> ActorContext:
    """The context of a report from all its mentions (any order) and its text."""
    ordered = tuple(sorted(mentions, key=lambda mention: mention.span.start))
    sure = frozenset(m.ids[0] for m in ordered if m.ids and not m.generic and not m.weak)
    breaks = tuple(at for at, sign in enumerate(text) if sign == "\n")
    leaders = tuple(_leader(text, *found) for found in leaders_in(text))
    return ActorContext(ordered, _acronyms(ordered, text), language, named=sure, breaks=breaks, leaders=leaders)


def _leader(text: str, start: int, end: int, groups: tuple[str, ...]) -> ActorMention:
    return ActorMention(Span(start, end, text[start:end]), text[start:end], "rebel", groups)
