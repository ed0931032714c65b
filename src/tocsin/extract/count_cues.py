"""Casualty words of one sentence: takes folded text and figures, gives cues with their voice.

A participle such as "killed" or "tué" is active when its object follows ("killed 12") and passive otherwise ("12 were
killed", "12 killed in a raid"). Invariant: cues do not overlap and come in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tocsin.extract.count_words import BREAK, OUTDONE, Cue, Grammar, Quantity, is_title_case
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import ActorMention

__all__ = ["find_cues", "give_voice", "outside_names", "weigh_nouns"]

_BEFORE = 26  # characters before a participle in which its auxiliary stands
_LED = 90  # characters before "shot" in which the words stand that say that its victim was led away
_STATE = 0.6  # cost of a mere state: "the bodies of three men with bullet wounds"
_SHOT_DEAD = re.compile(  # "shot [the mayor of the town] dead"
    r"(?:\s(?!(?:left|leaving|leaves|is|was|were|found|lay|pronounced)\b)[\w'-]+){2,7}?\s(?:dead|to death)(?!\w)"
)
_PRONOUN = re.compile(r"\s(?:him|her|them|both)(?!\w)")
_WITH = re.compile(r"(?:with|con)\s")
_COUNTED = re.compile(r"\s(?:[\w'-]+\s){0,2}")
_JOINED = re.compile(r"(?<!\w)(?:and|or|while|et|ou|y|e|o)(?!\w)")
_GOES_ON = re.compile(r"(?<!\w)(?:and|or|then|et|ou|puis|y|e|o)\s+(?:\w+\s+)?$")


def find_cues(folded: str, words: Grammar) -> list[Cue]:
    """Every casualty word; participles keep the sort ``both`` until :func:`give_voice`."""
    pattern, groups = words.cues
    rows: list[Cue] = []
    negated, none = words.before("not"), words.before("zero")
    for match in pattern.finditer(folded):
        before = folded[max(0, match.start() - _BEFORE) : match.start()]
        if negated.search(before) and not none.search(before):
            continue
        kind, sort = groups[int((match.lastgroup or "c0")[1:])]
        if kind == "shot" and _led_away(words).search(folded, max(0, match.start() - _LED), match.start()):
            kind = "killed"
        if kind == "shot" and (_SHOT_DEAD.match(folded, match.end()) or _put_to_death(folded, match, words)):
            kind = "killed"
        if kind == "abducted" and _takes_life(folded, match, words):
            kind = "killed"
        if kind == "killed" and sort == "acts" and _is_ground(folded[: match.start()], words):
            continue
        worth = _STATE if _WITH.match(match.group()) else 0.0
        rows.append(Cue(match.start(), match.end(), kind, sort, full=sort == "suffers", worth=worth))
    return rows


def _is_ground(before: str, words: Grammar) -> bool:
    """As in "was shot in a raid over the [murder of] a judge", which tells what the raid was for."""
    return lexicon(words.language).pattern("toll_words.grounds").search(before) is not None


def _takes_life(folded: str, match: re.Match[str], words: Grammar) -> bool:
    """As in "une frappe a emporté trois journalistes", "la batalla se llevó a nueve soldados"."""
    carried = words.kept("carries", r"emport\w+|se llev\w+|llevandose").match(match.group())
    return carried is not None and words.before("took_life").search(folded[: match.start()]) is not None


def _put_to_death(folded: str, match: re.Match[str], words: Grammar) -> bool:
    """As in "separated the passengers and [shot] 28 of them", "[shot] five men against the wall"."""
    held = words.kept("lined up", rf"(?<!\w)(?:{words.data['lined_up']})(?!\w)[^.;:]*(?:,|\sand|\sthen)\s(?:\w+\s)?$")
    how = words.kept("shot how", rf"(?:\s[\w'-]+){{0,7}}?,?\s(?:{words.data['shot_how']})(?!\w)")
    if _PRONOUN.match(folded, match.end()):
        return False  # "and shot them": count_echoes finds whom
    before = folded[max(0, match.start() - _LED) : match.start()]
    return held.search(before) is not None or how.match(folded, match.end()) is not None


def _led_away(words: Grammar) -> re.Pattern[str]:
    """As in "was taken out of the bus and [shot]"."""
    away = rf"(?<!\w)(?:{words.data['be']})\s(?:\w+\s)?(?:{words.data['drags']})(?:\s[\w'-]+){{0,10}}?,?"
    return words.kept("led away", rf"{away}\s(?:{words.data['went_on']})\s(?:\w+\s)?$")


def outside_names(cues: Sequence[Cue], actors: Sequence[ActorMention], offset: int) -> list[Cue]:
    """The cues that are no word of an organisation's name ("Africa Corps")."""
    names = [(a.span.start - offset, a.span.end - offset) for a in actors if a.ids and not a.generic]
    return [c for c in cues if not any(start < c.start and c.end <= end for start, end in names)]


def give_voice(
    text: str, folded: str, offset: int, cues: list[Cue], numbers: Sequence[Quantity], actors: Sequence[ActorMention],
    words: Grammar,
) -> None:  # fmt: skip
    """Set each participle to active or passive."""
    _read_labels(folded, cues, numbers)
    starts = {a.span.start - offset for a in actors}
    nouns = {c.start for c in cues if c.sort in ("nouns", "both")}
    for at, cue in enumerate(cues):
        if cue.sort != "both":
            continue
        earlier = cues[at - 1] if at else None
        if (sort := _by_auxiliary(folded, cue, words)) is not None:
            cue.sort, cue.full = sort, sort == "passive"
        elif _opens_object(folded, cue, numbers, words) or _shares_verb(folded, earlier, cue, numbers, words):
            cue.sort = "active"
        elif earlier and earlier.sort in ("active", "passive", "acts") and _goes_on(folded, earlier, cue):
            cue.sort, cue.full = ("passive" if earlier.sort == "passive" else "active"), earlier.full
        else:
            last = next((c for c in cues[at + 1 :] if _goes_on(folded, cue, c)), cue)  # "shot and injured two"
            cue.sort = "active" if _is_active(text, folded, last, numbers, starts, nouns, words) else "passive"


def _by_auxiliary(folded: str, cue: Cue, words: Grammar) -> str | None:
    before = folded[max(0, cue.start - _BEFORE) : cue.start]
    if re.search(rf"(?<!\w)(?:{words.data['be']})\s+(?:[\w'-]+\s+(?:and|y|et)\s+)?(?:[\w'-]+\s+)?$", before):
        return "passive"
    return "active" if re.search(rf"(?<!\w)(?:{words.data['have']})\s+(?:\w+\s+)?$", before) else None


def _shares_verb(folded: str, earlier: Cue | None, cue: Cue, numbers: Sequence[Quantity], words: Grammar) -> bool:
    return earlier is not None and earlier.sort in ("active", "acts") and _governs(folded, earlier, cue, numbers, words)


def _read_labels(folded: str, cues: list[Cue], numbers: Sequence[Quantity]) -> None:
    """As in "17 dead: ten soldiers", "Four soldiers dead: governor": after its own figure the word is no label."""
    for cue in cues:
        counted = any(_COUNTED.fullmatch(folded, n.end, cue.start) for n in numbers if n.end <= cue.start)
        if cue.sort == "labels" and folded[cue.end - 1] == ":" and counted:
            cue.sort = "nouns"


def _goes_on(folded: str, earlier: Cue, cue: Cue) -> bool:
    gap = folded[earlier.end : cue.start]
    return len(gap) < 24 and bool(_GOES_ON.fullmatch(gap.lstrip()))


def _opens_object(folded: str, cue: Cue, numbers: Sequence[Quantity], words: Grammar) -> bool:
    """As in "ont fait irruption et exécuté neuf employés": a participle joined to an earlier verb."""
    if words.language == "en" or folded[cue.end - 1] in "sa" or not _GOES_ON.search(folded[: cue.start]):
        return False
    return any(0 < n.start - cue.end <= 3 for n in numbers) and bool(
        re.search(rf"(?<!\w)(?:{words.data['have']})(?!\w)", folded[: cue.start])
    )


def _governs(folded: str, earlier: Cue, cue: Cue, numbers: Sequence[Quantity], words: Grammar) -> bool:
    """As in "ont tué 4 soldats et blessé 2 civils": the second participle has an object of its own."""
    gap = folded[earlier.end : cue.start]
    if BREAK.search(gap) or not _GOES_ON.search(gap):
        return False
    particle = rf"\s+(?:(?:{words.data['particles']})\s+)?" if words.data["particles"] else r"\s+"
    if any(n.start > cue.end and re.fullmatch(particle, folded[cue.end : n.start]) for n in numbers):
        return True
    return bool(re.match(r"\s+" + words.data["objects"] + r"(?!\w)", folded[cue.end : cue.end + 20]))


def _is_active(
    text: str, folded: str, cue: Cue, numbers: Sequence[Quantity], actors: set[int], nouns: set[int], words: Grammar
) -> bool:
    if words.language == "es" or (words.language == "fr" and not _is_present(text, folded, cue)):
        return False
    after = folded[cue.end : cue.end + 30]
    if re.match(r"\s+(?:" + words.data["by"] + r")\b", after):
        return False
    number = next((n for n in numbers if 0 < n.start - cue.end <= 2 and folded[cue.end : n.start].isspace()), None)
    if number is not None:
        return not any(0 < start - number.end <= 2 for start in nouns)
    if cue.end + 1 in actors or re.match(r"\s+" + words.data["objects"] + r"(?!\w)", after):
        return True
    if words.language != "en" or is_title_case(text):
        return False
    return bool(re.match(r"\s[A-Z]\w+\s(?:[a-z]{2,3}[\s-])?[A-Z]", text[cue.end : cue.end + 40]))


def _is_present(text: str, folded: str, cue: Cue) -> bool:
    """French "tue" without its accent is the present tense."""
    return folded[cue.end - 1] == "e" and text[cue.end - 1] == "e"


def weigh_nouns(folded: str, cues: Sequence[Cue]) -> None:
    """Where persons named by one fate meet a worse one ("three wounded died"), the later word counts."""
    for left, right in pairwise(cues):
        gap = folded[left.end : right.start]
        if len(gap.split()) > 3 or "," in gap:
            continue
        if _dies_of_it(left, right):
            left.worth = OUTDONE
        elif left.sort == "acts" and left.kind == "killed" and right.kind == "wounded" and not _JOINED.search(gap):
            right.worth = OUTDONE  # "the death of two wounded"


def _dies_of_it(left: Cue, right: Cue) -> bool:
    if left.sort not in ("nouns", "passive") or left.kind == "killed" or left.full:
        return False
    return right.kind == "killed" and right.full and right.sort in ("passive", "suffers")
