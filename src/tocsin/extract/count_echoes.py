"""Figures told in other words: takes the figures of a sentence that have their casualty word, gives what leans on it.

Kinds: one person behind a predicate in the singular ("the director of the prison was shot dead"), persons told of
before ("took two men and killed them", "pulled him out and shot him dead", "fired at a judge, who died"), and another
voice's toll without its word ("the mayor put the figure at 115").
Invariant: nothing is given where a figure already has the casualty word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.extract.count_links import Pairs
from tocsin.extract.count_numbers import number_words
from tocsin.extract.count_predicates import one_person
from tocsin.extract.count_words import BREAK, Cue, Grammar, Quantity

__all__ = ["Echo", "find_echoes", "recount_of"]

_TAKEN = frozenset({"abducted", "captured", "arrested", "missing"})
_TOLLS = ("killed", "wounded", "abducted")
_FATES = (*_TOLLS, "shot")
_AUXILIARY = 30  # characters before a participle in which its auxiliary stands
_CROWD = 10  # a vague word for fewer is no count
_BARE = 48  # characters before a bare toll in which the words that give it stand
_AND = re.compile(r"(?<!\w)(?:and|et|y|e) (?:\w+ )?$")
_FAR = 120  # characters between two figures of one toll
_PRONOUN = 5  # characters after "and killed" in which its pronoun stands
_VOICE_ALONE = re.compile(r"[^;.:]{0,60};\s(?P<voice>(?:[\w'-]+\s?){1,6}),\s")  # "...; the army, "
_CLAUSE = re.compile(r".*[,;]")  # the clauses before the last
_QUOTES = re.compile(r"[\"\u00ab\u201c]\s*$")
_ENDS = re.compile(r"[\s\"']*(?:[.;,)]|$)")
_GOES_ON = re.compile(  # "the army admitted five [and said]"
    r"\s(?:and|et|y) (?:(?:said|added|claimed|denied|dijo|aseguro|afirmo|anadio|nego)\b|a (?:dit|affirme|assure|nie)\b)"
)


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


def find_echoes(
    text: str, folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """Every figure told in other words."""
    yield from _singulars(text, folded, found, cues, pairs, words)
    yield from _went_on(folded, found, cues, pairs, words)
    yield from _told_again(folded, found, pairs, words)
    yield from _relatives(folded, found, cues, pairs, words)
    yield from _bare_tolls(folded, found, cues, pairs, words)
    yield from _risen_tolls(folded, found, cues, pairs, words)
    yield from _other_voices(folded, found, pairs, words)
    yield from _verbless(folded, found, cues, pairs)


# --- one person -----------------------------------------------------------------------------------------------------


def _singulars(
    text: str, folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    for cue in cues:
        if pairs.served(cue) or cue.kind not in _FATES:
            continue
        person = one_person(text, folded, cue, words)
        if person is None:
            continue
        first, start = person
        if not any(q.sort != "name" and first <= q.start < start for q in found):
            known = words.pattern("pronouns").match(folded, first) is not None
            yield Echo(first, cue.end, Quantity(first, start, 1, 1, "single", "person", start), cue.kind, known=known)


# --- persons told of before -----------------------------------------------------------------------------------------


def _told_again(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "kidnapped two men and killed them", "pulled him from his car and shot him"."""
    if any(cue.kind == "killed" for cue in pairs.cues.values()):
        return
    for match in words.pattern("echoes").finditer(folded):
        meant = None if _is_denied(folded, match.start(), words) else _meant(folded, found, pairs, match, words)
        if meant is not None:
            yield Echo(match.start(), match.end(), meant, _fate(folded, found, pairs, match, words))
            return


def _fate(folded: str, found: Sequence[Quantity], pairs: Pairs, match: re.Match[str], words: Grammar) -> str:
    """Killed; of those whom nobody had taken before, "shot him" leaves it open."""
    held = any(cue.kind in _TAKEN for n, cue in pairs.cues.items() if found[n].end <= match.start())
    held = held or words.pattern("drags").search(folded, 0, match.start()) is not None
    return "killed" if held or not words.pattern("echo_shot").match(folded, match.start()) else "shot"


def _went_on(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "The suspect was shot by police and died at the scene": a second verb of the same subject."""
    for at, earlier in list(pairs.cues.items()):
        later = next((c for c in cues if c.start > earlier.end and c.kind in _TOLLS), None)
        if earlier.kind not in ("shot", "wounded") or later is None or later.kind != "killed" or pairs.served(later):
            continue
        gap = folded[earlier.end : later.start]
        goes_on = words.kept("went on", rf"[\s,](?:{words.data['went_on']})\s+(?:\w+\s+)?$").search(gap)
        if not goes_on or later.sort == "nouns" or BREAK.search(gap) or found[at].part:
            continue
        if not any(earlier.end <= q.start < later.start and q.counts == "person" and not q.actor for q in found):
            found[at].part |= earlier.kind == "wounded" and found[at].high != 1  # the one who was hurt is dead
            yield Echo(earlier.end + goes_on.start(), later.end, found[at], "killed")


def _is_denied(folded: str, at: int, words: Grammar) -> bool:
    return words.before("not").search(folded[:at]) is not None


def _meant(
    folded: str, found: Sequence[Quantity], pairs: Pairs, match: re.Match[str], words: Grammar
) -> Quantity | None:
    """The persons that the pronoun stands for: those taken, else the nearest of its number; one needs no antecedent."""
    before = [n for n in range(len(found)) if found[n].end <= match.start() and not found[n].part]
    taken = [n for n in before if n in pairs.cues and pairs.cues[n].kind in _TAKEN]
    one_meant = _says(folded, match, "echo_one", words)
    taken = [n for n in taken if not one_meant or found[n].low == 1]  # "took 36 women; the guard, they killed [him]"
    if taken:
        return found[taken[-1]]
    free = [found[n] for n in before if n not in pairs.cues and found[n].counts == "person" and found[n].sort != "zero"]
    if one_meant:
        one = [q for q in free if q.low == q.high == 1]
        return one[-1] if one else Quantity(match.start(), match.start(), 1, 1, "single", "person", match.start())
    many = [q for q in free if q.low > 1] if _says(folded, match, "echo_many", words) else []
    return many[-1] if many else None


def _says(folded: str, match: re.Match[str], key: str, words: Grammar) -> bool:
    """True when the words that kill have a pronoun of class ``key``: "and killed him", "l'ont tue"."""
    pattern = words.kept(f"says {key}", rf"(?<!\w)(?:{words.data[key]})")
    return pattern.search(folded, match.start(), match.end() + _PRONOUN) is not None


def _relatives(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "fired at the head of the school, who died": the persons before a relative clause."""
    for cue in cues:
        if cue.kind not in _FATES or cue.sort not in ("suffers", "passive") or pairs.served(cue):
            continue
        low = max(0, cue.start - _AUXILIARY)
        opens = words.before("who_suffers").search(folded[low : cue.start])
        before = [n for n in range(len(found)) if opens and found[n].end <= low + opens.start()]
        near = before[-1] if before else None
        if opens is None or near is None or near in pairs.cues or found[near].part or found[near].counts != "person":
            continue
        if not BREAK.search(folded[found[near].noun_end : low + opens.start()]):
            yield Echo(low + opens.start(), cue.end, found[near], cue.kind)


# --- another voice's toll -------------------------------------------------------------------------------------------


def _bare_tolls(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    for at, quantity in enumerate(found):
        turns = quantity.counts == "unknown" and _GOES_ON.match(folded, quantity.end)
        bare = quantity.counts == "bare" or turns
        noun = words.kept("recounted noun", rf"\s(?:{words.data['recounted']})(?!\w)").match(folded, quantity.end)
        end = noun.end() if noun else quantity.end
        if at in pairs.cues or quantity.part or quantity.sort not in ("number", "vague") or not (bare or noun):
            continue
        low = max(0, quantity.start - _BARE)
        anew = _recounts(folded, low, quantity, cues, pairs, words)
        strong = anew or (_ended(folded, low, quantity, "strong_toll", words) if bare else None)
        said = strong or (_ended(folded, low, quantity, "bare_toll", words) if bare else None)
        if said is None or not (turns or _ENDS.match(folded, end)):
            continue
        earlier = [n for n in pairs.cues if found[n].end <= low + said.start() and not found[n].part]
        told = [pairs.cues[n].kind for n in earlier]
        kind = next((k for k in _TOLLS if k in told), None) or next((c.kind for c in cues if c.kind == "killed"), None)
        kind = kind or ("killed" if strong else None)
        if kind and kind != "abducted":
            rival = bool(anew) or any(pairs.cues[n].kind == kind and not found[n].superseded for n in earlier)
            yield Echo(low + said.start(), quantity.end, quantity, kind, rival)
            yield from _gapped(folded, found[at + 1 :], folded[low:][: said.end()].split()[-1], kind)
            return


def _recounts(
    folded: str, low: int, quantity: Quantity, cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> re.Match[str] | None:
    """As in "Residents say 15", "The army admits only four": a count of those just told of, here or a sentence before."""
    if quantity.sort == "vague" and quantity.low < _CROWD or (quantity.high == 1 and quantity.start == quantity.core):
        return None  # "said some", "said one"
    earlier = _CLAUSE.match(folded[: quantity.start])
    things = earlier is not None and words.pattern("things").search(earlier.group()) is not None
    if not pairs.cues and (any(c.kind == "killed" for c in cues) or things):
        return None  # "They burned the huts; the mayor counted 40"
    return _ended(folded, low, quantity, "recount", words)


def recount_of(words: Grammar) -> re.Pattern[str]:
    """Another count of the dead in a sentence that names no dead: "Residents say at least 15"."""
    number = rf"(?:[\w']+\s){{0,3}}(?:\d+|[\w-]*(?:{number_words(words)}))(?:\s(?:{words.data['recounted']}))?"
    ends = r"(?!\w)[\s\"']*(?:[.;,)]|$)"
    return words.kept("recount of", rf"(?<!\w)(?:{words.data['recount']})[\s']*{number}{ends}")


def _ended(folded: str, low: int, quantity: Quantity, key: str, words: Grammar) -> re.Match[str] | None:
    """Words of class ``key`` right before a figure, or before its number: "elevó la cifra [a 14]"."""
    befores = (_QUOTES.sub(" ", folded[low:at]) for at in (quantity.start, quantity.core))
    return next((m for before in befores if (m := words.before(key).search(before))), None)


def _other_voices(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "Five died, police say; [seven, according to residents]": a figure that has only a voice beside it."""
    told = [found[n] for n in pairs.cues if pairs.cues[n].kind == "killed"]
    voice = words.kept("toll voice", rf",?\s(?:{words.data['toll_voice']})\s")
    for at, quantity in enumerate(found):
        plain = voice.match(folded, quantity.end) is not None  # "15 according to residents"
        end = quantity.end if plain else max(quantity.end, quantity.noun_end)
        voiced = plain or (voice.match(folded, end) and quantity.counts in ("bare", "person"))
        if at in pairs.cues or quantity.part or quantity.sort != "number" or not voiced:
            continue
        near = [q for q in told if abs(q.start - quantity.start) <= _FAR and q.low != quantity.low]
        if len(near) == 1 and (plain or not _joined(folded, quantity, near[0])):
            yield Echo(quantity.start, end, quantity, "killed", rival=True)


def _verbless(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs) -> Iterator[Echo]:
    """As in "The mayor counted 15 dead; the army, nine": the second voice has neither verb nor noun."""
    for left, right in pairwise(range(len(found))):
        cue, one = pairs.cues.get(left), found[right]
        if cue is None or cue.kind != "killed" or right in pairs.cues or one.sort != "number" or one.part:
            continue
        low = max(found[left].noun_end, cue.end)
        voiced = _VOICE_ALONE.fullmatch(folded, low, max(low, one.start))
        bare = one.counts in ("bare", "unknown") and _ENDS.match(folded, one.end)
        if voiced and bare and one.low != found[left].low and not any(low <= c.start < one.start for c in cues):
            yield Echo(voiced.start("voice"), one.end, one, "killed", rival=True)


def _joined(folded: str, one: Quantity, other: Quantity) -> bool:
    """As in "three officers, according to the minister, and two civilians"."""
    return _AND.search(folded[: max(one.start, other.start)]) is not None


def _risen_tolls(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "The death toll from the strike on the camp rose to 23 on Tuesday": the toll is named long before."""
    label = next((c for c in cues if c.sort == "labels" and not pairs.served(c)), None)
    for at, quantity in enumerate(found):
        if label is None or at in pairs.cues or quantity.sort != "number" or quantity.start < label.end:
            continue
        risen = words.before("risen_to").search(folded[max(0, quantity.core - _BARE) : quantity.core])
        if risen and quantity.counts != "thing":
            yield Echo(quantity.core - len(risen.group()), quantity.end, quantity, label.kind)
            return


def _gapped(folded: str, rest: Sequence[Quantity], link: str, kind: str) -> Iterator[Echo]:
    """As in "the mayor puts it at 54; the army at 51"."""
    for quantity in rest:
        before = re.search(rf"[;,][^;,.]{{2,40}}\s{re.escape(link)}\s+$", folded[: quantity.start])
        if before and quantity.sort == "number" and quantity.counts == "bare" and _ENDS.match(folded, quantity.end):
            yield Echo(before.end() - len(link) - 1, quantity.end, quantity, kind, rival=True)
