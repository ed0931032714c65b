"""Single persons of a sentence: takes its words, gives each noun or name that stands for one person.

"a soldier", "the 12-year-old", "his son" and a name each stand for one; "a student protest", "the patrol" and a name
after a preposition for none. Invariant: what a number already counts is not given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tocsin.extract.count_words import TOLLS, Cue, Grammar, Quantity, grammar, is_collective, is_title_case, words_in
from tocsin.knowledge.actors.demonyms import adjectives
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention

__all__ = ["find_singles"]

_SAYING = 60  # characters before a person in which the verb of speech stands whose subject it is
_STOP = re.compile(r"[.;:,()\[\]\"]|\s-\s")
_AGE_ENDS = r"\d?(?:[,.;)]|\s(?:and|et|y|was|who|a ete|qui|fue|que|in|at|on)\b)"
_HEADS_MORE = re.compile(  # "a student['s]", "the leader [of five]", but "a woman of 63 and", "a major of the 3rd"
    r"['-]\w|\s(?:of|de)\s(?:the\s)?"
    rf"(?:\d(?!\d*(?:st|nd|rd|th|eme|e|er|o|a)\b|\d? (?:ans|anos|meses)\b|{_AGE_ENDS})|two|five)"
)
_FULL = r"[A-ZÀ-Ý][\w'’-]+(?:\s(?:(?:de|del|la)\s)?[A-ZÀ-Ý][\w'’-]+){0,4}"
_LISTED = re.compile(rf"\s(?:{_FULL}, ){{0,6}}{_FULL},? (?:and|et|y|e) {_FULL}")
_NAMES_APART = re.compile(r", |,? (?:and|et|y|e) (?=[A-ZÀ-Ý])")
_NAMED = r"(?:[A-ZÀ-Ý][\w'’.-]+\s(?:(?:al|el|ag|ould|de|bin|ben|ibn|von|van|del|la)[\s-])?){1,3}[A-ZÀ-Ý][\w'’-]+"
_NAME = re.compile(_NAMED)
_NEXT = rf"(?:, \d{{1,2}})?, {_NAMED}"
_NAME_LIST = re.compile(rf"{_NAMED}(?:{_NEXT}){{0,8}}(?:, \d{{1,2}})?,? (?:and|et|y|e) {_NAMED}")


_PREFIX = re.compile(r"(?<![\w-])[a-z]{2,12}-$")
_PREFIX_REACH = 14  # characters of such a prefix
_TITLE = 24  # characters before a name in which its title, or the word that marks it, stands
_OBJECT = 60  # characters between a verb and the name of whom it hurts
_A_PLACE = re.compile(r"(?:san|santa|santo|puerto|villa|ciudad|nueva|nuevo|el|la|los|las|cerro|rio)\s")

_NO_NOUN = re.compile(  # "a German near Agadez", but "a German engineer"
    r"\s?(?:[.,;:)]|$)|\s(?:and|or|was|were|is|are|has|had|who|on|in|at|near|from|dead|died|killed|injured|wounded|abducted)\b"
)


@lru_cache(maxsize=8)
def _determined(language: str) -> re.Pattern[str]:
    words = grammar(language)
    determiners = words.data["determiners"].replace(" ", r"\s+")
    return re.compile(rf"^.*(?<!\w)(?P<det>{determiners})(?:\s+|(?<=')\s?)(?:[\w'-]+\s+){{0,3}}$")


def find_singles(
    text: str, folded: str, offset: int, numbers: Sequence[Quantity], cues: Sequence[Cue],
    actors: Sequence[ActorMention], words: Grammar,
) -> list[Quantity]:  # fmt: skip
    """Single persons named by a noun or a name, in text order, without those that a number already counts."""
    rows: list[Quantity] = []
    for quantity in sorted(
        [
            *_siblings(text, folded, words),
            *_listed(text, offset, actors),
            *_name_lists(text, folded, offset, cues, actors, words),
            *_nouns(text, folded, offset, cues, actors, words),
            *_names(text, folded, offset, cues, actors, words),
        ],
        key=lambda q: q.start,
    ):
        if any(n.start < quantity.noun_end and quantity.start < n.noun_end for n in numbers):
            continue
        whole = next((n for n in numbers if n.low == quantity.low > 1 and n.noun_end == quantity.start - 2), None)
        if whole is not None and quantity.sort == "name":
            whole.noun_end = quantity.noun_end  # "two teachers, Ana Paz and Juan Gil, were killed"
            continue
        if rows and _is_apposition(folded, rows[-1], quantity):
            rows[-1].noun_end = quantity.noun_end
            continue
        if rows and quantity.start < rows[-1].noun_end:
            if quantity.start == rows[-1].start and quantity.sort == "single":
                rows[-1].noun_end = max(rows[-1].noun_end, quantity.noun_end)  # "a 59-year-old teacher"
            continue
        rows.append(quantity)
    return rows


def _is_apposition(folded: str, left: Quantity, right: Quantity) -> bool:
    """As in "Ali Sow, a teacher": one person."""
    gap = folded[left.noun_end : right.start]
    return "name" in (left.sort, right.sort) and bool(re.fullmatch(r"(?:,\s(?:\d{1,2},\s)?|\s)", gap))


def _nouns(
    text: str, folded: str, offset: int, cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> Iterator[Quantity]:
    spans = {(_whole_word(folded, m.start()), m.end()): None for m in words.pattern("single").finditer(folded)}
    spans |= dict.fromkeys(_nationals(text, folded, words))
    last_end, bare = 0, False
    named = {(a.span.start - offset, a.span.end - offset): a for a in actors if not a.plural and a.head}
    for (start, end), actor in sorted({**spans, **named}.items()):
        own = next((a for a in actors if a.span.start - offset <= start and end <= a.span.end - offset), actor)
        if own is not None and not _is_head(folded, start, end, own, offset, words):
            continue  # "a student protest"
        last = folded[start:end]
        if is_collective(last, words) or _is_arms(own, last, words) or _HEADS_MORE.match(folded, end):
            continue
        before = folded[max(0, start - 50) : start]
        determiner = _determined(words.language).match(_own_clause(before))
        may_join = last_end and (words.language == "en" or bare)
        joined = _bare_and(words).fullmatch(folded[last_end:start]) if may_join else None
        bare = False
        if joined:
            at, indefinite = last_end + joined.end("and"), True  # "her father and brother"
        elif determiner and _names_doer(determiner.group(), words):
            continue  # "asesinados el lunes por hombres armados"
        elif determiner:
            at = start - len(_own_clause(before)) + determiner.start("det")
            indefinite = bool(words.pattern("indefinite").fullmatch(determiner.group("det")))
        elif re.search(r"(?:^|[:\"]\s?)$", folded[:start]):
            at, indefinite, bare = start, True, True
        elif re.search(r"[;,:]\s$", folded[:start]) and any(
            c.start == end + 1 and c.sort in ("nouns", "passive") for c in cues
        ):
            at, indefinite = start, True  # "driver dead, two crew wounded"
        elif words.language != "fr" and (verb := _verb_before(folded, start, cues, words)):
            at, indefinite = verb.end + 1, True
        else:
            continue
        if _is_saying(folded, at, words.language):
            continue
        last_end = end
        yield Quantity(at, at, 1, 1, "single", "person", end, own, indefinite)


def _whole_word(folded: str, start: int) -> int:
    """Where a noun begins that is written with a stroke: "a [lieutenant-colonel]", "a [para-teacher]"."""
    prefix = _PREFIX.search(folded, max(0, start - _PREFIX_REACH), start) if folded[start - 1 : start] == "-" else None
    return prefix.start() if prefix else start


def _names_doer(before: str, words: Grammar) -> bool:
    """True where "by" stands between an article and a noun: the noun is another's."""
    return words.kept("names doer", rf"(?<!\w)(?:{words.data['by']})\s+(?:[\w'-]+\s+)?$").search(before) is not None


def _nationals(text: str, folded: str, words: Grammar) -> Iterator[tuple[int, int]]:
    """As in "a Ghanaian", "un Ghanéen": an adjective that stands for a person, capital and all, with no noun behind it.

    Spanish writes both in small letters.
    """
    for match in _peoples(words.language).finditer(folded) if words.language != "es" else ():
        alone = words.language == "fr" or _NO_NOUN.match(folded, match.end())
        if alone and text[match.start()].isupper():
            yield match.span()


@lru_cache(maxsize=4)
def _peoples(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w'.-])(?:{'|'.join(sorted(map(re.escape, adjectives(language)), key=len, reverse=True))})(?![\w'-])"
    )


def _is_saying(folded: str, at: int, language: str) -> bool:
    """True right behind a verb of speech that closes a clause: "died there, confirmed the police on Monday"."""
    low = max(0, at - _SAYING)
    before = folded[low:at]
    for said in lexicon(language).pattern("speech").finditer(before):
        closes = said.group()[0] in ',"' or before[: said.start()].rstrip()[-1:] in (",", '"')
        gap = before[said.end() :].strip()
        if closes and (not gap or lexicon(language).pattern("day_words").fullmatch(gap)):
            return True
    return False


def _is_arms(actor: ActorMention | None, noun: str, words: Grammar) -> bool:
    """As in "a Russian bomb fell": words for arms name their owner, but nobody who dies."""
    if actor is None or actor.head != "aircraft" or not noun.strip():
        return False
    head = noun.split()[-1 if words.language == "en" else 0]
    return words.pattern("things").fullmatch(head) is not None


def _bare_and(words: Grammar) -> re.Pattern[str]:
    """What joins a noun without a determiner: "her father and (teenage) brother", "Chauffeur et infirmière"."""
    adjective = rf"(?:(?!(?:{words.data['determiners']})\s)[a-z-]+\s)?" if words.language == "en" else ""
    return words.kept("bare and", rf"(?P<and>\s(?:{words.data['and']}|or)\s){adjective}")


def _is_head(folded: str, start: int, end: int, actor: ActorMention, offset: int, words: Grammar) -> bool:
    """True when the noun is what the actor's words name: first in French and Spanish, last in English."""
    if words.language != "en":
        return actor.span.start - offset == start
    return actor.span.end - offset == end or re.match(r"\s(?:of|from|in)\s", folded[end : end + 6]) is not None


def _verb_before(folded: str, start: int, cues: Sequence[Cue], words: Grammar) -> Cue | None:
    """The verb of a headline without articles: "Bandits kill village head", "Asesinan a alcalde"."""
    reach = 1 if words.language == "en" else 0
    for cue in cues:
        if cue.sort not in ("acts", "active") or cue.end >= start or words_in(folded[cue.end : start]) > reach:
            continue
        if reach or folded[: cue.end].endswith(" a"):
            return None if re.search(r"[,.;:]", folded[cue.end : start]) else cue
    return None


def _own_clause(before: str) -> str:
    stops = list(_STOP.finditer(before))
    return before[stops[-1].end() :] if stops else before


def _siblings(text: str, folded: str, words: Grammar) -> Iterator[Quantity]:
    """As in "the brothers Ali and Omar Sow", "los compañeros Tilo y Marcela": as many persons as names."""
    for match in words.pattern("siblings").finditer(folded):
        names = _LISTED.match(text, match.end())
        if names:
            count = len(_NAMES_APART.split(names.group()))
            yield Quantity(match.start(), match.end(), count, count, "number", "person", names.end())


def _listed(text: str, offset: int, actors: Sequence[ActorMention]) -> Iterator[Quantity]:
    """As in "los soldados Ana Paz y Luis Gil", "the officers X, Y and Z": as many persons as names."""
    for actor in actors:
        start, end = actor.span.start - offset, actor.span.end - offset
        names = _LISTED.match(text, end) if actor.plural and actor.head else None
        if names:
            count = len(_NAMES_APART.split(names.group()))
            yield Quantity(start, end, count, count, "number", "person", names.end(), actor)


def _name_lists(
    text: str, folded: str, offset: int, cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> Iterator[Quantity]:
    """As in "Ana Paz, Juan Gil and Luis Sow were killed": as many persons as names, right beside their word."""
    for match in _NAME_LIST.finditer(text):
        start, end = match.span()
        if is_title_case(text[:start] + text[end:]):
            continue
        names = [m.group() for m in re.finditer(_NAMED, match.group())]
        if _is_governed(folded, start, cues, words) or any(words.pattern("not_names").search(n.lower()) for n in names):
            continue
        if not any(a.span.start - offset < end and start < a.span.end - offset for a in actors):
            yield Quantity(start, start, len(names), len(names), "name", "person", end)


def _names(
    text: str, folded: str, offset: int, cues: Sequence[Cue], actors: Sequence[ActorMention], words: Grammar
) -> Iterator[Quantity]:
    if is_title_case(text):
        return
    for match in _NAME.finditer(text):
        start = _with_title(folded, match.start(), words)
        if words.pattern("not_names").search(match.group().lower()):
            continue
        if _is_governed(folded, start, cues, words) and not _is_marked(folded, start, cues, words):
            continue
        if not any(a.span.start - offset < match.end() and match.start() < a.span.end - offset for a in actors):
            yield Quantity(start, start, 1, 1, "name", "person", match.end())


def _with_title(folded: str, start: int, words: Grammar) -> int:
    """Where a name begins with the title before it: "[alias] Jerson Paz", "[don] Ramiro Gil"."""
    title = words.kept("titled", rf"(?<!\w)(?:{words.data['titled']})\.?\s$")
    found = title.search(folded, max(0, start - _TITLE), start)
    return found.start() if found else start


def _is_marked(folded: str, start: int, cues: Sequence[Cue], words: Grammar) -> bool:
    """As in "mataron de cinco disparos [a] Luis Paz": Spanish marks whom a verb hurts, wherever the name stands."""
    marks = words.kept("marks name", rf"(?<!\w)(?P<before>[\w'-]+)\s(?:{words.data['marks_name']})\s$")
    mark = marks.search(folded, max(0, start - _TITLE), start)
    if mark is None or words.pattern("ways_to").fullmatch(mark["before"]) or _A_PLACE.match(folded, start):
        return False
    near = [c for c in cues if c.kind in TOLLS and c.sort in ("acts", "active") and 0 < start - c.end <= _OBJECT]
    return any(not re.search(r"[,;:.]", folded[c.end : start]) for c in near)


def _is_governed(folded: str, start: int, cues: Sequence[Cue], words: Grammar) -> bool:
    """As in "the mayor of San Pedro": a name after a preposition that belongs to no casualty word."""
    if any(0 <= start - c.end <= 2 for c in cues):
        return False
    return words.before("subject_breaks").search(folded[max(0, start - 12) : start]) is not None
