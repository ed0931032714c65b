"""Numbers of one sentence: takes folded text, gives figures with their bounds, before anyone asks what they count.

Digits, spoken numbers ("quatre-vingt-douze", "ciento veinte") and vague words ("dozens") are read alike; "more than n"
is [n+1, open], "at least n" [n, open], "up to n" [1, n], "fewer than n" [0, n-1], "between n and m" [n, m].
Invariant: figures do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tocsin.extract.count_survivors import halved, without_exceptions
from tocsin.extract.count_words import Grammar, Quantity, grammar

__all__ = ["all_numbers", "find_numbers", "number_words"]

_LARGEST = 5_000_000  # persons; larger numbers are money or population
_MONEY = re.compile(r"[$€£%°]\s?$|[\d:/.,-]$")
_AGE_OPENS = re.compile(r"[a-z.]\s?[,(]\s?(?:(?:\d{1,2}\s(?:and|et|y)|also|egalement|tambien)\s)?$")
_AGE_CLOSES = re.compile(
    r"\s?[,)]|\s(?:and|et|y)\s\d{1,2}[,)]|[.;]?\s*$"
    r"|\s(?:who\s)?(?:was|has|is|had)(?!\w)|\s(?:qui\s)?(?:est|a ete|etait|avait)(?!\w)"
    r"|\s(?:que\s)?(?:fue|murio|fallecio|ha sido|era|es|resulto)(?!\w)"
)  # one person goes on: more of them would take the plural
_OF_THE = re.compile(
    r"(?:of |de |d'entre )?(?:the|these|those|its|their|his|les|des|ces|ses|leurs|los|las|estos|sus)\s"
)
_OF = ("", "of", "de", "d'entre")
_BOUNDS = ("more_than", "at_least", "up_to", "below", "about")
_QUALIFIER_REACH = 32  # characters before a number in which its qualifier stands
_TIMES = re.compile(r"\s?[x×](?=\s[a-z])")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def find_numbers(folded: str, words: Grammar) -> list[Quantity]:
    """Every number that may count persons, in text order, with ranges merged."""
    bounded = without_exceptions(folded, all_numbers(folded, words), words)
    return halved(folded, _without_sets(folded, bounded), words)


def all_numbers(folded: str, words: Grammar) -> list[Quantity]:
    """Every number with its bounds, the sets that others are taken from among them."""
    ranged = _with_ranges(folded, list(_raw(folded, words)), words)
    return _without_overlaps([_bounded(folded, q, words) for q in ranged])


# --- reading --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    words = grammar(language)
    numbers = words.numbers
    vague = "|".join(f"(?P<v{n}>{row[0]})" for n, row in enumerate(numbers["vague"])).replace(" ", r"\s+")
    token = number_words(words)
    scales = "|".join(numbers["multipliers"])
    one = rf"(?:{numbers['article']}\s+(?=(?:{scales})(?!\w)))?"
    spoken = rf"{one}(?:{token})(?:(?:[\s-]+|[\s-]+{numbers['joiner']}[\s-]+)(?:{token}))*"
    zero = words.data["zero"].replace(" ", r"\s+")
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<digits>\d{{1,3}}(?:[.,\s]\d{{3}})+(?!\d)|\d+)(?![^\W_])|(?:{vague}|(?P<zero>{zero})|(?P<spoken>{spoken}))"
        rf"(?:(?!\w)|(?<=')))"
    )


def number_words(words: Grammar) -> str:
    """The number words as one alternation, longest first."""
    return _tokens(words.language)


@lru_cache(maxsize=8)
def _tokens(language: str) -> str:
    words = grammar(language)
    names = sorted((*words.numbers["units"], *words.numbers["multipliers"]), key=len, reverse=True)
    return "|".join(name.replace("-", r"[\s-]") for name in names)


def _raw(folded: str, words: Grammar) -> Iterator[Quantity]:
    for match in _pattern(words.language).finditer(folded):
        group = match.lastgroup or ""
        start, end = match.span()
        if group == "zero":
            yield Quantity(start, end, 0, 0, "zero")
        elif group == "spoken":
            if re.match(words.data["ages"], folded[end : end + 12]) or words.before("age_before").search(
                folded[:start]
            ):
                continue
            yield from _spoken(folded, start, end, words)
        elif group.startswith("v"):
            _, low, high = words.numbers["vague"][int(group[1:])]
            yield Quantity(start, end, low, high, "vague")
        elif (quantity := _digits(folded, start, end, words)) is not None:
            yield quantity


def _digits(folded: str, start: int, end: int, words: Grammar) -> Quantity | None:
    before, after = folded[max(0, start - 24) : start], folded[end : end + 16]
    if _MONEY.search(before) or re.search(words.data["not_before"], before) or re.match(words.data["not_after"], after):
        return None
    if (
        end - start <= 2
        and _AGE_OPENS.search(before)
        and _AGE_CLOSES.match(after)
        and not _spelled(words).search(before)
    ):
        return (
            None  # "Ana Paz, 34, was shot", "Ana Paz, 34 was shot", "a boy, also 15,", "two men, 46 and 58, were hurt"
        )
    if words.before("age_before").search(before):
        return None  # "a boy of 12"
    value = int(re.sub(r"\D", "", folded[start:end]))
    scale = re.match(r"\s(" + "|".join(words.numbers["multipliers"]) + r")(?!\w)", after)
    if scale:
        value, end = value * words.numbers["multipliers"][scale.group(1)], end + scale.end()
    end += _times(folded, end)
    year = not scale and end - start == 4 and _FIRST_YEAR <= value <= _LAST_YEAR
    return None if year or value > _LARGEST else Quantity(start, end, value, value)


def _times(folded: str, end: int) -> int:
    """The characters of the sign in "2 x wounded"."""
    sign = _TIMES.match(folded, end)
    return sign.end() - end if sign else 0


def _spelled(words: Grammar) -> re.Pattern[str]:
    """A spoken number right before a bracket: "two (02)"."""
    return words.kept("spelled", rf"(?:{number_words(words)})\s?\($")


def _spoken(folded: str, start: int, end: int, words: Grammar) -> Iterator[Quantity]:
    """One run of number words may hold several numbers ("two and three"): split where they do not compose."""
    number = _Spoken(words)
    first = last = start
    for match in re.finditer(number_words(words) + rf"|{words.numbers['joiner']}(?!\w)", folded[start:end]):
        name = re.sub(r"\s", "-", match.group())
        if name == words.numbers["joiner"]:
            number.joined = True
            continue
        if not number.add(name):
            yield Quantity(first, last, number.value, number.value)
            number, first = _Spoken(words), start + match.start()
            number.add(name)
        last = start + match.end()
    yield Quantity(first, last, number.value, number.value)


class _Spoken:
    """A number being put together from words: "deux" "cent" "trente", "treinta" "y" "dos"."""

    def __init__(self, words: Grammar) -> None:
        self.words = words
        self.total = self.current = self.last = 0
        self.joined = False

    @property
    def value(self) -> int:
        return self.total + self.current

    def add(self, name: str) -> bool:
        """True when ``name`` goes on with the number; the number is unchanged otherwise."""
        scale = self.words.numbers["multipliers"].get(name)
        unit = scale or self.words.numbers["units"][name]
        if scale is None and self.last and not self._takes(unit):
            return False
        if scale is not None and (self.joined or (self.last >= scale and self.last != 1)):
            return False
        if scale is None:
            self.current += unit
        elif scale >= 1000:
            self.total, self.current = self.total + max(1, self.current) * scale, 0
        else:
            self.current = max(1, self.current) * scale
        self.last, self.joined = unit, False
        return True

    def _takes(self, unit: int) -> bool:
        if self.joined and self.last < 100 and self.words.language == "en":
            return False  # "twenty and three"
        if self.last >= 100:
            return unit < min(self.last, 1000)
        room = 20 if self.last in (60, 80) and self.words.language == "fr" else 10
        return self.last % 10 == 0 and self.last >= 20 and unit < room


# --- bounds ---------------------------------------------------------------------------------------------------------


def _bounded(folded: str, quantity: Quantity, words: Grammar) -> Quantity:
    quantity.core, quantity.noun_end = quantity.start, quantity.end
    if quantity.sort == "zero":
        return quantity
    if _each_side(words).match(folded, quantity.end):
        quantity.low, quantity.high = 2 * quantity.low, quantity.high and 2 * quantity.high
    floor = max(0, quantity.start - _QUALIFIER_REACH)
    for _ in range(2):  # "at least another 12"
        before = folded[floor : quantity.start]
        found = next(((key, m) for key in _BOUNDS if (m := words.before(key).search(before))), None)
        if found is None:
            break
        key, match = found
        quantity.start = floor + match.start()
        if key != "about":
            _widen(quantity, key)
            break
    quantity.noun_end = quantity.end
    if quantity.low != quantity.high:
        return quantity
    plus = re.match(rf"\s?(?:{words.numbers['plus']})(?!\w)", folded[quantity.end : quantity.end + 16])
    if plus:
        quantity.high, quantity.end = None, quantity.end + plus.end()
        quantity.noun_end = quantity.end
    return quantity


def _each_side(words: Grammar) -> re.Pattern[str]:
    """As in "two dead on each side", "deux blessés de part et d'autre"."""
    counted = r"(?:\s(?!(?:and|or|et|ou|y|o)\s)[\w'-]+){0,3},?"
    return words.kept("each side", rf"{counted}\s(?:{words.data['each_side']})(?!\w)")


def _widen(quantity: Quantity, key: str) -> None:
    if key == "up_to":
        quantity.low, quantity.high = 1, quantity.low
    elif key == "below":
        quantity.low, quantity.high = 0, max(0, quantity.low - 1)
    else:
        quantity.low += key == "more_than"
        quantity.high = None


def _with_ranges(folded: str, found: list[Quantity], words: Grammar) -> list[Quantity]:
    rows: list[Quantity] = []
    for quantity in found:
        last = rows[-1] if rows else None
        if last and _repeats(folded, last, quantity):
            last.end = quantity.end + 1
            continue
        if last and _is_range(folded, last, quantity, words):
            last.high, last.end = quantity.high, quantity.end
            between = words.before("between").search(folded[max(0, last.start - 12) : last.start])
            last.start -= len(between.group()) if between else 0
            continue
        rows.append(quantity)
    return rows


def _repeats(folded: str, left: Quantity, right: Quantity) -> bool:
    """As in "two (02) soldiers": one figure written twice."""
    gap = folded[left.end : right.start].strip()
    return gap == "(" and folded[right.end : right.end + 1] == ")" and left.low == right.low == left.high


def _is_range(folded: str, low: Quantity, high: Quantity, words: Grammar) -> bool:
    gap = folded[low.end : high.start].strip()
    if low.sort != "number" or high.sort != "number" or low.high != low.low or high.high is None:
        return False
    if not low.low < high.low <= 20 * low.low:
        return False
    before = folded[max(0, low.start - 60) : low.start]
    if gap in (words.data["to"], "-"):
        return not words.before("changes").search(before)
    if re.fullmatch(words.data["and"], gap):
        return words.before("between").search(before) is not None
    return gap in ("or", "ou", "o", "u") and high.low <= 2 * low.low + 1


def _without_overlaps(rows: list[Quantity]) -> list[Quantity]:
    """A vague word that only qualifies a number ("some 30", "as many as 30") goes."""
    kept: list[Quantity] = []
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        if row.sort in ("vague", "zero") and following and following.start <= row.end + (row.sort == "vague"):
            continue
        if following and following.start <= row.core:
            continue  # the "un" of "un total de 30"
        kept.append(row)
    return kept


def _without_sets(folded: str, rows: list[Quantity]) -> list[Quantity]:
    """As in "one of the five soldiers": the set that the first number is taken from goes."""
    kept: list[Quantity] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last and _OF_THE.match(folded[last.end : row.end].lstrip()) and folded[last.end : row.start].strip() in _OF:
            continue
        kept.append(row)
    return kept
