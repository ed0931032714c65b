"""Another voice's toll: takes the paired figures of a sentence, gives those that a voice tells without a casualty word.

"Residents say 15", "the mayor put the figure at 115", "nine according to the army", "the mayor counted 15 dead; the
army, nine", "update: now 15", "the local radio: nineteen". Invariant: a figure that has its casualty word is not given
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tocsin.extract.count_links import Pairs
from tocsin.extract.count_numbers import number_words
from tocsin.extract.count_words import TOLLS, Cue, Echo, Grammar, Quantity

__all__ = ["recount_of", "voiced_tolls"]

_CROWD = 10  # a vague word for fewer is no count
_BARE = 64  # characters before a bare toll in which the words that give it stand
_AND = re.compile(r"(?<!\w)(?:and|et|y|e) (?:\w+ )?$")
_FAR = 120  # characters between two figures of one toll
_VOICE_ALONE = re.compile(r"[^;.:]{0,60};\s(?P<voice>(?:[\w'-]+\s?){1,6}),\s")  # "...; the army, "
_LINK = re.compile(r"(?<!\w)(?P<link>of|at|to|de|a|en)\s\Z")  # "speak [of] four dead"
_BEFORE_THAT = re.compile(r"(?<!\w)(?:had|avait|avaient|habia|habian)(?!\w)")
_CLAUSE = re.compile(r".*[,;]")  # the clauses before the last
_RELATIVE = re.compile(r",\s(?:which|who|whose|that|qui|que|dont|quien)\s[^,;:.]{3,80}(?:,|$)")
_QUOTES = re.compile(r"[\"\u00ab\u201c]\s*$")
_ENDS = re.compile(r"[\s\"']*(?:[.;,)]|$)")
_LABEL = re.compile(r"\W*(?P<voice>[^\W\d][^:;.\d]{2,80})\s?:\s(?:[\w']+\s){0,2}?$")  # "The hospital: "
_VERBS = "and|et|y|e|had|has|have|was|were|did|is|are|ont|avaient|sont|etaient|han|habian|fueron|son"
_WITH_NOUN = rf"(?:\s(?!(?:{_VERBS})(?!\w))[\w'-]+){{0,6}}?"  # "seven [members of one family], replies the mayor"
_CLOSES = re.compile(r"[\s\"']*(?:[.;]|$)")
_ENDS_THERE = re.compile(r"[^,;.:]{0,90}(?:[.;:\"]|$|,\s(?:who|which|whose|qui|que|dont|quien|cuy[oa])\s)")
_GOES_ON = re.compile(  # "the army admitted five [and said]", "lowered the figure to nine [after the blast]"
    r"\s(?:after|following|apres|tras)\s|"
    r"\s(?:and|et|y) (?:(?:said|added|claimed|denied|dijo|aseguro|afirmo|anadio|nego)\b|a (?:dit|affirme|assure|nie)\b)"
)


def voiced_tolls(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """Every toll that only a voice tells."""
    yield from _bare_tolls(folded, found, cues, pairs, words)
    yield from _risen_tolls(folded, found, cues, pairs, words)
    yield from _other_voices(folded, found, pairs, words)
    yield from _verbless(folded, found, cues, pairs)
    yield from _fronted(folded, found, pairs, words)
    yield from _labelled(folded, found, cues, pairs, words)


def _bare_tolls(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    for at, quantity in enumerate(found):
        noun = words.kept("recounted noun", rf"\s(?:{words.data['recounted']})(?!\w)").match(folded, quantity.end)
        end = noun.end() if noun else quantity.end
        dated = _given_on(folded, quantity, end, words)
        turns = quantity.counts == "unknown" and (_GOES_ON.match(folded, quantity.end) or dated)
        bare = quantity.counts == "bare" or turns
        if at in pairs.cues or quantity.part or quantity.sort not in ("number", "vague") or not (bare or noun):
            continue
        low = max(0, quantity.start - _BARE)
        anew = _recounts(folded, low, quantity, cues, pairs, words)
        strong = anew or (_ended(folded, low, quantity, "strong_toll", words) if bare else None)
        said = strong or (_ended(folded, low, quantity, "bare_toll", words) if bare else None)
        if said is None or not (turns or dated or _ENDS.match(folded, end)):
            continue
        earlier = [n for n in pairs.cues if found[n].end <= low + said.start() and not found[n].part]
        told = [pairs.cues[n].kind for n in earlier]
        kind = next((k for k in TOLLS if k in told), None) or next((c.kind for c in cues if c.kind == "killed"), None)
        kind = kind or ("killed" if strong else None)
        if kind and kind != "abducted":
            rival = bool(anew) or any(pairs.cues[n].kind == kind and not found[n].superseded for n in earlier)
            yield Echo(low + said.start(), quantity.end, quantity, kind, rival)
            yield from _gapped(folded, found[at + 1 :], folded[low:][: said.end()].split()[-1], kind)
            return


def _recounts(
    folded: str, low: int, quantity: Quantity, cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> re.Match[str] | None:
    """As in "Residents say 15", "The army admits only four": of those just told of, here or a sentence before."""
    few = quantity.sort == "vague" and quantity.low < _CROWD
    if few or (quantity.high == 1 and quantity.start == quantity.core):
        return None  # "said some", "said one"
    earlier = _CLAUSE.match(folded[: quantity.start])
    before = _RELATIVE.sub(" ", earlier.group()) if earlier else ""  # "the staff, which took two days, admits eleven"
    things = words.pattern("things").search(before) is not None
    if not pairs.cues and (any(c.kind == "killed" and c.sort != "weak" for c in cues) or things):
        return None  # "They burned the huts; the mayor counted 40"
    return _ended(folded, low, quantity, "recount", words)


def recount_of(words: Grammar) -> re.Pattern[str]:
    """Another count of the dead in a sentence that names no dead: "Residents say at least 15"."""
    number = rf"(?:[\w']+\s){{0,3}}(?:\d+|[\w-]*(?:{number_words(words)}))(?:\s(?:{words.data['recounted']}))?"
    anew = rf"(?<!\w)(?:{words.data['recount']})[\s']*{number}(?!\w){_ends(words).pattern}"
    front = rf"\A\W*(?:(?:{words.data['they_were']})\s)?{number}{_said_after(words)}"
    label = rf"\A{_LABEL.pattern[:-1]}{number}{_WITH_NOUN}{_ends(words).pattern}"
    return words.kept("recount of", f"{anew}|{front}|{label}")


def _given_on(folded: str, quantity: Quantity, end: int, words: Grammar) -> bool:
    """As in "L'ONU en compte 50 lundi"; "en avait compté 50 lundi" is what was known before."""
    before = folded[max(0, quantity.start - _BARE) : quantity.start]
    return _BEFORE_THAT.search(before) is None and _ends(words).match(folded, end) is not None


def _ends(words: Grammar) -> re.Pattern[str]:
    """The end of what a figure says; the day on which it was given may stand before: "en comptait 41 hier"."""
    day = rf"(?:,?\s(?:{words.data['days']})(?!\w))?".replace(" ", r"\s+")
    return words.kept("recount ends", rf"{day}[\s\"']*(?:[.;,)]|$)")


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
        voiced = _VOICE_ALONE.fullmatch(folded, low, max(low, one.start)) or _says_as_before(folded, found[left], one)
        bare = one.counts in ("bare", "unknown") and _ENDS.match(folded, one.end)
        if voiced and bare and one.low != found[left].low and not any(low <= c.start < one.start for c in cues):
            yield Echo(voiced.start("voice"), one.end, one, "killed", rival=True)


def _fronted(folded: str, found: Sequence[Quantity], pairs: Pairs, words: Grammar) -> Iterator[Echo]:
    """As in "Nineteen, says the imam", "They were four, replied the ministry": a figure and a voice open the sentence.

    What the figure counts may stand between the two where nothing else is said of them.
    """
    opens = words.kept("fronted", rf"\W*(?:(?:{words.data['they_were']})\s)?")
    one = next((q for q in found if opens.fullmatch(folded, 0, q.start)), None)
    if pairs.cues or one is None or one.sort != "number" or one.high == 1:
        return
    known = words.kept("said right after", rf"(?:{words.data['recount_after']})(?!\w)").match(folded, one.end)
    said = words.kept("recount after", _said_after(words)).match(folded, one.end)
    if known or (said and one.counts in ("person", "bare") and _ENDS_THERE.match(folded, said.end())):
        yield Echo(one.start, one.end, one, "killed", rival=True)


def _said_after(words: Grammar) -> str:
    """A voice behind a figure; behind its noun and a comma where other words stand between."""
    voice = rf"(?:[\w'-]+\s){{1,4}}(?:{words.data['says_behind']})(?=\s*[.;\"])"  # "Seven, the police say."
    whose = rf"{words.data['toll_voice']}|(?<=,\s)(?:{words.data['replies']}|{voice})"
    return rf"(?:(?:{words.data['recount_after']})|{_WITH_NOUN},?\s(?:{whose}))(?!\w)"


def _labelled(
    folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> Iterator[Echo]:
    """As in "Lawyers: 16 killed. A local radio: nineteen.", "The hospital keeps to its count: eleven policemen"."""
    one = next((q for q in found if q.sort == "number" and q.high != 1 and not folded.startswith("0", q.core)), None)
    label = _LABEL.match(folded, 0, one.core) if one else None
    if one is None or label is None or pairs.cues or cues or words.pattern("things").search(label["voice"]):
        return
    counted = one.counts == "person" and words.pattern("tally").search(label["voice"])
    if _CLOSES.match(folded, max(one.end, one.noun_end) if counted else one.end):
        yield Echo(one.start, one.end, one, "killed", rival=True)


def _says_as_before(folded: str, left: Quantity, one: Quantity) -> re.Match[str] | None:
    """As in "La police parle de quatre morts, [les habitants de] six": the preposition stands for the verb."""
    before = _LINK.search(folded, 0, left.core)
    link = before and before.group("link")
    low = max(left.end, left.noun_end)
    second = re.compile(rf"[^;.:,]{{0,60}}[;,]\s(?P<voice>(?:(?!(?:and|et|y)\s)[\w'-]+,?\s){{1,6}}){link}\s")
    return second.fullmatch(folded, low, max(low, one.core)) if link else None


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
