"""Numbers of a sentence that count nobody: takes its folded text, gives it with blanks for them, as long as before.

Ages that are told behind a person ("three brothers, 4, 7 and 9 years old", "a man, 45, and his wife", "two men (33 and
41)", "su nieto de 8 murió"), children by whom a parent is told ("a mother of two"), fractions ("two thirds of the
patrol") and figures that the sentence itself puts aside ("six people, not eight as reported earlier, were killed").
Invariant: offsets hold, and a figure that counts persons is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.extract.count_numbers import all_numbers, number_words
from tocsin.extract.count_words import Grammar, Quantity

__all__ = ["put_aside", "without_days_between", "without_idle_numbers"]

_HELD = 60  # characters before "not eight" in which the figure that holds stands
_DAYS = re.compile(r",\s(?P<days>[^,;:.()]{3,48}),(?=\s)")  # "have killed[, on Monday 4 March,] two men"
_BESIDE_DAYS = 6  # characters of an aside of days that are in no date: "on", "el", "hier"
_AGED = 40  # characters before an age in which its person stands


def without_idle_numbers(folded: str, words: Grammar) -> str:
    """The sentence without its ages, those who march for the dead and the figures that it puts aside."""
    folded = _idle("parted", words).sub(_joined, folded)
    for name in ("age_lists", "ages_in_brackets", "turned_down", "fractions", "mourners"):
        folded = _idle(name, words).sub(_blank, folded)
    elsewhere = _idle("age", words).search(folded) is not None
    folded = _each(folded, "offspring", words, words.before("parents"), _AGED)
    for name in ("age_in_brackets", "ages_in_commas", *(("bare_ages",) if elsewhere else ())):
        folded = _each(folded, name, words, words.before("single"), _AGED)
    return _each(folded, "put_aside", words, _figure(words), _HELD)


def without_days_between(folded: str, dates: Sequence[tuple[int, int]], words: Grammar) -> str:
    """The sentence without the days between commas right behind a casualty word: its object stands beyond them."""
    if "," not in folded or not dates:
        return folded
    ends = {cue.end() for cue in words.cues[0].finditer(folded)}
    return _DAYS.sub(
        lambda m: _blank(m) if m.start() in ends and _only_days(m.span("days"), dates) else m.group(), folded
    )


def _only_days(aside: tuple[int, int], dates: Sequence[tuple[int, int]]) -> bool:
    within = sum(end - start for start, end in dates if aside[0] <= start and end <= aside[1])
    return within > 0 and aside[1] - aside[0] - within <= _BESIDE_DAYS


def put_aside(folded: str, words: Grammar) -> Iterator[Quantity]:
    """The figures that the sentence itself takes back: "four soldiers, [not six], died"."""
    figure = _figure(words)
    for found in _idle("put_aside", words).finditer(folded):
        near = folded[max(0, found.start() - _HELD) : found.start()]
        number = next((q for q in all_numbers(found.group(), words) if q.sort == "number"), None)
        if number is not None and figure.search(near):
            start, end = found.start() + number.start, found.start() + number.end
            yield Quantity(start, end, number.low, number.high)


def _each(folded: str, name: str, words: Grammar, before: re.Pattern[str], reach: int) -> str:
    """Blanks for what the rule finds behind something that ``before`` finds."""

    def blanked(found: re.Match[str]) -> str:
        near = folded[max(0, found.start() - reach) : found.start()]
        return _blank(found) if before.search(near) else found.group()

    return _idle(name, words).sub(blanked, folded)


def _idle(name: str, words: Grammar) -> re.Pattern[str]:
    """A rule of the lexicon, in which <n> is a number in digits or words and <d> one of two digits."""
    number = rf"(?:\d{{1,4}}(?!\w)|(?:{number_words(words)})(?![\w-]))"
    rule = words.data["idle"][name].replace("<n>", number).replace("<d>", r"\d{1,2}(?!\w)")
    return words.kept(f"idle {name}", rule.replace(" ", r"\s+"))


def _figure(words: Grammar) -> re.Pattern[str]:
    return words.kept("a figure", rf"(?<![\w-])(?:\d|(?:{number_words(words)})(?![\w-]))")


def _joined(found: re.Match[str]) -> str:
    """As in "the abduction[, on Tuesday in Goma,] of a nurse": the deed right beside those who suffered it."""
    start, end = (at - found.start() for at in found.span("aside"))
    return found.group()[:start].ljust(end) + found.group()[end:]


def _blank(found: re.Match[str]) -> str:
    """As many blanks; a comma stays where a list goes on behind it."""
    goes_on = found.groupdict().get("list") is not None
    return ("," if goes_on else " ").ljust(len(found.group()))
