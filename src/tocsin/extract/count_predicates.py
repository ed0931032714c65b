"""Predicates of one person: takes a casualty word of a sentence, says where the one person of whom it tells is named.

"the director of the prison was shot dead", "he later died", "Sow, who was pronounced dead": the subject has no figure
and needs none. Invariant: a group ("the patrol"), a thing or a plural gives nothing.
"""

from __future__ import annotations

import re

from tocsin.extract.count_words import BREAK, Cue, Grammar, is_collective

__all__ = ["one_person"]

_AUXILIARY = 30  # characters before a participle in which its auxiliary stands
_SUBJECT = 110  # characters before a predicate in which its subject stands
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+(?:\s(?:(?:al|el|ag|ben|bin|de|del|la|ould)[\s-])?[A-ZÀ-Ý][\w'’-]+){0,3}(?:\s(?:him|her)self)?"
)
_FULL_NAME = re.compile(rf"(?:[\w-]+\s)?{_NAME.pattern}(?:\s(?:of|de)\s[A-ZÀ-Ý][\w'-]+)?")
_RELATIVE = re.compile(
    r"(?<!\w)(?<!\sof\s)(?<!\sin\s)(?<!\sat\s)(?<!\sde\s)(?<!\sen\s)(?<!from\s)"
    r"(?P<name>[A-ZÀ-Ý][\w'-]+),\s(?:\d{1,2},\s)?\w+$"
)
_OPENED = re.compile(r"[,;:.]\s+|\s(?:and|that|where|when|but|que|et|y|donde)\s+|^[\s\"']+")


def one_person(text: str, folded: str, cue: Cue, words: Grammar) -> tuple[int, int] | None:
    """Where the one person is named and where the predicate begins."""
    start = _predicate(folded, cue, words)
    first = None if start is None else _subject(text, folded, start, words)
    first = _one_told(text, folded, cue, words) if first is None else first
    return None if first is None else (first, cue.start if start is None else start)


def _one_told(text: str, folded: str, cue: Cue, words: Grammar) -> int | None:
    """Where "he" or a name begins before words that don't say of how many they are: "he later died"."""
    if cue.sort != "suffers" and not (cue.sort == "passive" and cue.full):
        return None
    low = max(0, cue.start - _SUBJECT)
    own = words.kept("one told", rf"(?:\s(?:{words.data['one_tells']}))*\s*$")
    before = folded[low : cue.start]
    before = before[: m.start()] if (m := own.search(before)) else before
    named = _RELATIVE.search(text, low, low + len(before.rstrip()))
    if named and words.before("who_suffers").search(before):
        return named.start("name")
    pronoun = words.before("pronouns").search(before)
    if pronoun is not None:
        return low + pronoun.start()
    stop = max((m.end() for m in _OPENED.finditer(before)), default=0)
    named = _FULL_NAME.fullmatch(text, low + stop, low + len(before.rstrip()))
    return low + stop if named and (stop or not low) else None


def _predicate(folded: str, cue: Cue, words: Grammar) -> int | None:
    """Where a predicate of one person begins."""
    said = folded[cue.start : cue.end]
    if words.pattern("one_suffers").fullmatch(said):
        return cue.start
    if cue.sort != "passive" or not words.pattern("plain").fullmatch(said):
        return None
    low = max(0, cue.start - _AUXILIARY)
    match = words.before("one_passive").search(folded[low : cue.start])
    return low + match.start() if match else None


def _subject(text: str, folded: str, end: int, words: Grammar) -> int | None:
    """Where the subject before ``end`` begins, when it can be one person: "the head of the prison", "he"."""
    low = max(0, end - _SUBJECT)
    before = folded[low:end].rstrip(" ")
    stops = [m.end() for m in BREAK.finditer(before)]
    stops += [m.end() for m in words.pattern("clause_opens").finditer(before)]
    at = max(stops, default=0)
    own = before[at:].lstrip(" ,\"'")
    at = len(before) - len(own)
    if not own and not before and words.language == "es":
        return end  # "Murio en el hospital": the verb alone says that it was one
    if words.pattern("pronouns").fullmatch(own) or _NAME.fullmatch(text, low + at, low + at + len(own)):
        return low + at
    opens = re.compile(rf"(?:[^,]{{0,40}}, ){{0,2}}(?P<det>{words.data['subject_starts']}(?:\s|(?<=')))").match(own)
    if not opens or _is_no_person(own[opens.end() :], words):
        return None
    return low + at + opens.start("det")


def _is_no_person(noun: str, words: Grammar) -> bool:
    """True for "bridge near the town" and "patrol of the army"."""
    head = re.split(rf"[,\s](?:{words.data['subject_ends']})(?!\w)|,", noun, maxsplit=1)[0].split()
    if not head:
        return True
    named = " ".join(head) if words.language == "en" else head[0]
    last = head[-1] if words.language == "en" else head[0]
    thing = words.pattern("things").fullmatch(last)
    return bool(thing) or is_collective(named, words)
