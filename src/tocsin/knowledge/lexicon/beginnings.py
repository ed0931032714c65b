"""How the words begin that a pattern can begin with: takes a parsed regular expression, gives cut words.

A cut word is the first ``size`` letters of a word, or all of it and a space where it is shorter: at four letters
"killed" and "killing" are both ``kill``, and "de" isn't "des"; whatever begins with a digit is ``0``. Invariant: a
text that the pattern matches from the start of a word begins with a word that is cut to one of these; where that
can't be told, the answer is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

__all__ = ["Item", "cut", "first_words", "is_letter"]

Item = tuple[Any, Any]  # a code of ``re``'s parser, and its value

_MANY = 600  # cut words from which on they tell too little
_CLASS = 64  # characters of a class that are written out: letters, digits and accents
_NO_LETTER = [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]  # the inside of (?!\w)
_SPACES = (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD)
_ENDS = (sre.AT_BOUNDARY, sre.AT_END, sre.AT_END_STRING)


def cut(word: str, size: int) -> str:
    """The first letters of a word, a space where it ends, ``0`` for a number."""
    return "0" if word[0].isdecimal() else f"{word} "[:size]


class _UnknownError(Exception):
    """The words can't be told."""


def first_words(items: Sequence[Item], size: int) -> frozenset[str] | None:
    """The cut words with which a match of ``items`` can begin; None where that can't be told."""
    whole: set[str] = set()
    try:
        begun = _grown({""}, items, size, whole)
    except _UnknownError:
        return None
    return frozenset(whole) if not begun and len(whole) <= _MANY else None


def is_letter(code: int) -> bool:
    """True for what ``re`` takes for a part of a word."""
    return chr(code).isalnum() or chr(code) == "_"


def _grown(begun: set[str], items: Iterable[Item], size: int, whole: set[str]) -> set[str]:
    """What of ``begun`` still goes on behind ``items``; what comes to its end or to ``size`` there joins ``whole``."""
    for code, value in items:
        if not begun:
            break
        if code is sre.LITERAL:
            begun = _with_letters(begun, [value], size, whole)
        elif code is sre.IN:
            begun = _with_letters(begun, _characters(value, begun == {""}), size, whole)
        elif code is sre.SUBPATTERN and not (value[1] or value[2]):  # no flags of its own
            begun = _grown(begun, value[-1], size, whole)
        elif code is sre.BRANCH:
            begun = set[str]().union(*(_grown(begun, branch, size, whole) for branch in value[1]))
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            begun = _repeated(begun, value, size, whole)
        elif _is_end(code, value):
            begun = _ended(begun, whole) if "" not in begun else begun
        elif code not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT) or len(begun) > _MANY:
            raise _UnknownError
    return begun


def _is_end(code: Any, value: Any) -> bool:
    """True for what holds only where a word ends: no letter follows, ``$``."""
    if code is sre.ASSERT_NOT:
        return value[0] > 0 and list(value[1]) == _NO_LETTER
    return code is sre.AT and value in _ENDS


def _repeated(begun: set[str], value: Any, size: int, whole: set[str]) -> set[str]:
    least, most, items = value
    left = set() if least else set(begun)
    for turn in range(1, min(most, size + 1) + 1):  # each turn adds a letter or more, or nothing at all
        begun = _grown(begun, items, size, whole)
        left |= begun if turn >= least else set()
    return left if least <= size + 1 else begun


def _with_letters(begun: set[str], codes: Sequence[int], size: int, whole: set[str]) -> set[str]:
    """``begun`` with each of the characters behind it."""
    letters = [chr(code) for code in codes if is_letter(code)]
    if len(letters) < len(codes):
        _ended(begun, whole)
    longer = {one + letter for one in begun for letter in letters}
    if len(longer) > _MANY:
        raise _UnknownError
    done = {one for one in longer if len(one) == size or one[0].isdecimal()}
    whole |= {cut(one, size) for one in done}
    return longer - done


def _ended(begun: set[str], whole: set[str]) -> set[str]:
    """Nothing, since each of ``begun`` is a whole word; a match that begins with no word can't be told by one."""
    if "" in begun:
        raise _UnknownError
    whole |= {f"{one} " for one in begun}
    return set()


def _characters(members: Iterable[Item], first: bool) -> list[int]:
    """The characters of a class, a space for all that parts words, 0 for the digits of a word's first letter."""
    found: list[int] = []
    for code, value in members:
        if code is sre.LITERAL:
            found.append(value)
        elif code is sre.RANGE and value[1] - value[0] < _CLASS:
            found.extend(range(value[0], value[1] + 1))
        elif code is sre.CATEGORY and value in _SPACES:
            found.append(ord(" "))
        elif code is sre.CATEGORY and value is sre.CATEGORY_DIGIT and first:
            found.append(ord("0"))
        else:
            raise _UnknownError
    return found
