"""Sentences into clauses: takes a reading, gives the stretches that may tell of different events.

A sentence is cut only where both sides say that something happened (a trigger or a figure) and the right side brings a
day or a place of its own. Invariant: the clauses are in order, don't overlap, and cover the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.extract.reading import Reading
from tocsin.knowledge.lexicon import Lexicon
from tocsin.knowledge.ontology import is_sub_event, sub_event
from tocsin.text import fold

__all__ = ["clauses"]

_JOINTS = re.compile(
    r"; |: | - |, (?:and|while|whereas|but|then|et|puis|tandis que|alors que|mais|y|mientras|pero|luego) |"
    r" (?:and|et|y|while|tandis que|mientras) (?=\S)|"
    r"(?P<sub>,? (?:after|before|following|apres|avant|tras|antes de|despues de|who|which|that|where|when|whose|qui|"
    r"que|dont|donde|cuando|quien|quienes)\b,? )|, "
)


_AND = re.compile(r",? (?:and|et|y|e) ")
_LOCATIVE = re.compile(
    r"(?:in|on|at|dans|sur|en|por) (?:(?:the|their|its|his|her|la|le|les|leurs?|las|los|el|sus?) |l')"
)
_STOP = re.compile(r"[;:]|, ")
_PARTICIPLE = re.compile(r"^\w+(?:ing|ant|ando|endo)(?!\w)")
_SHARED = re.compile(r"\s(?:and|et|y|e)\s$")  # "... and nearby towns [and] caused seven deaths"
# "two children[ nasa], killed on Monday", "the pupils[ of Kankara], taken on Monday"
_EPITHET = re.compile(r"(?: [\w-]+)?(?: (?:of|from|de|del|du|d') ?[\w-]+)?")
# "..., probably on Saturday, [in an exchange of fire]": how it came about, not what else happened
_AMID = re.compile(
    r"(?:lors d(?:e l'?|es |u |')|au cours d(?:e l'?|es |u |')|dans|during|in|en|durante) ?"
    r"(?:une? |an? |una? |des |the |l[ae] |el |l')?(?:[\w-]+ )?$"
)
# "denies [striking]"
_SAYS_OF = re.compile(r"\b(?:den(?:y|ies|ied)|accus|blam|nie|dement|niega|neg(?:o|aron)\b|acus|culp)\w*")
_BEFORE_DAY = 4  # characters of "on", "le", "el" before a day
_DAYS = 50  # characters of the days between a verb and its object
_BEARING = 24  # characters of "some 40 kilometres north of" before the place from which another lies
_MEASURE = 45  # characters before the joint in which the span of time stands
_BESIDE = 10  # characters between "two others" and the place where they died
_BEHIND = 4  # characters behind it in which the joint's own words go on
_OBJECT = 40  # characters from a participle to the figure that is its object
_CONTRAST = re.compile(r"; |, (?:and|while|whereas|but|et|tandis que|alors que|mais|y|mientras|pero) ")
_FULL_STOP = re.compile(r"[;:]")
_POLITICAL = frozenset(("agreement", "change", "base", "other"))
_FORCE = frozenset(("violence", "abduction", "protest", "looting"))
_BREAKS = ("; ", ": ")  # what stands beyond them doesn't place what stands before


def clauses(reading: Reading, words: Lexicon, charged: Sequence[int]) -> list[tuple[int, int]]:
    """The clauses as (start, end) offsets into the report; ``charged`` are those where deeds of old begin, in order."""
    start, stop = reading.offset, reading.sentence.span.end
    found: list[tuple[int, int]] = []
    charges = list(charged)
    for joint in _JOINTS.finditer(reading.folded):
        at = reading.offset + joint.end()
        if charges and at > charges[0]:
            found.append((start, charges[0]))
            start = charges.pop(0)
        if _covered(reading, at, joint.end() - joint.start()) or _goes_on(reading, start, joint, words):
            continue
        if joint["sub"] and _is_head_of(reading, start, joint):
            continue
        if _says_what_befell(reading, joint) and not _placed(reading, start, at):
            continue
        parted = _parts(reading, start, at, stop) and (not joint["sub"] or _settled(reading, start, at))
        parted = parted or (bool(joint["sub"]) and _is_measured(reading, start, at, stop, words))
        if (
            parted
            or (joint.group() == "; " and _gainsays(reading, start, at, stop, words))
            or _answers(reading, joint, start, words)
        ):
            found.append((start, at))
            start = at
    for charge in charges:
        found.append((start, charge))
        start = charge
    return [*found, (start, stop)]


def _goes_on(reading: Reading, start: int, joint: re.Match[str], words: Lexicon) -> bool:
    """True where the right side belongs to the left: "and were shot", "and nine others", "between X and Y"."""
    at, folded = joint.end(), reading.folded
    others = words.pattern("same_figure").match(folded, at)
    if words.pattern("passive_auxiliaries").match(folded, at) or (
        others and not _others_elsewhere(reading, start, at, others.end())
    ):
        return True
    if joint.group() == ", " and (words.pattern("joints.doer").match(folded, at) or _waits(reading, joint, words)):
        return True
    if joint.group() == ", " and words.pattern("joints.dated").match(folded, at):
        return True  # "the murder of X, committed on Monday"
    if joint.group() == ", " and _waits_for_object(reading, joint):
        return True
    if joint.group() == ", " and _says_where_it_lies(reading, joint):
        return True
    if joint.group() == ", " and words.pattern("encounter.unfought").match(folded, at):
        return True  # "took X, in Y, without a fight"
    if _AND.fullmatch(joint.group()) and "," not in joint.group() and _LOCATIVE.match(folded, at):
        return True  # "in their homes and in the street"
    opens = any(t.passive and t.span.start - reading.offset == at for t in reading.triggers)
    if opens and joint.group() == ", " and all(t.span.start - reading.offset >= at for t in reading.triggers):
        return True  # "six of ours, arrested in January in Sévaré"
    if words.pattern("revised_figure").search(_STOP.split(folded[at:])[0]):
        return True
    when = words.pattern("joints.when").fullmatch(joint.group().strip(" ,"))
    if when and not _dated(reading, reading.offset + at, reading.sentence.span.end):
        return True  # "were killed on Thursday near X when their bus hit a mine at Y"
    opened = max((m.end() for m in words.pattern("pairs").finditer(folded, 0, joint.start())), default=None)
    return opened is not None and bool(_AND.fullmatch(joint.group())) and not _AND.search(folded, opened, joint.start())


def _waits_for_object(reading: Reading, joint: re.Match[str]) -> bool:
    """As in "have killed[, ]on Monday 4 March[, ]two men": only days stand between a verb and its object."""
    verbs = [t.span.end for t in reading.triggers if not t.noun and not t.passive]
    left, right = reading.offset + joint.start(), reading.offset + joint.end()
    if left in verbs:
        return any(0 <= time.span.start - right <= _BEFORE_DAY for time in reading.times)
    ends = [verb for verb in verbs if verb < left and reading.words(verb, verb + 2) == ", "]
    days = any(time.span.end == left for time in reading.times)
    return days and any("," not in reading.words(verb + 2, left) and left - verb <= _DAYS for verb in ends)


def _says_where_it_lies(reading: Reading, joint: re.Match[str]) -> bool:
    """As in "driven from Kazgeil[, south of El Obeid], with heavy losses": the place before the comma."""
    left, right = reading.offset + joint.start(), reading.offset + joint.end()
    named = any(place.span.end == left for place in reading.places)
    behind = (p.span.start - right for p in reading.places if p.relation in ("bearing", "distance", "near"))
    return named and any(0 <= gap <= _BEARING for gap in behind)


def _others_elsewhere(reading: Reading, start: int, at: int, end: int) -> bool:
    """As in "Four died on Sunday in X [and two others on Monday in Y]": they have a day or place right behind them."""
    behind = [one.span.start - reading.offset - end for kind in (reading.times, reading.places) for one in kind]
    return _settled(reading, start, reading.offset + at) and any(0 < gap <= _BESIDE for gap in behind)


def _waits(reading: Reading, joint: re.Match[str], words: Lexicon) -> bool:
    """True where a verb has its object, or a subject its verb, behind what two commas hold.

    "A drone hit on Monday morning, at the edge of X, the car of Y"; "a truck bomb, at the Zobe crossing, killed 587".
    """
    folded, at = reading.folded, joint.end()
    inset = words.pattern("joints.inset").match(folded, at) or words.pattern("day_words").match(folded, at)
    if inset is None:
        return False
    beyond = inset.end() + len(", ")
    verbs = (t for t in reading.triggers if not (t.noun or t.passive) and t.span.end - reading.offset <= joint.start())
    last = max((t.span.end - reading.offset for t in verbs), default=None)
    if last is not None and words.pattern("joints.object").match(folded, beyond):
        return not words.pattern("day_words").sub("", folded[last : joint.start()]).strip()
    ends = {t.span.end - reading.offset for t in reading.triggers if t.noun}
    return joint.start() in ends and bool(words.pattern("fact_before").match(folded, beyond))


def _is_head_of(reading: Reading, start: int, joint: re.Match[str]) -> bool:
    """As in "It came a day after an ambush that killed six": the noun right before is all that the left side tells."""
    left = [t for t in reading.triggers if start <= t.span.start < reading.offset + joint.start()]
    new = [t for t in left if t.strength > 1 and not t.definite]
    heads = [t for t in new if t.noun and t.span.end == reading.offset + joint.start()]
    counted = any(start <= c.span.start < reading.offset + joint.start() for c in reading.counts)
    return bool(heads) and len(new) == len(heads) and not counted


def _says_what_befell(reading: Reading, joint: re.Match[str]) -> bool:
    """As in "the death of six villagers, killed on Monday in Masisi": a participle right behind those it is said of."""
    persons = [c.span.end for c in reading.counts] + [a.span.end for a in reading.actors]
    opens = any(t.passive and t.span.start - reading.offset == joint.end() for t in reading.triggers)
    gaps = (_EPITHET.fullmatch(reading.folded, end - reading.offset, joint.start()) for end in persons)
    return joint.group() == ", " and opens and any(gaps)


def _covered(reading: Reading, at: int, width: int) -> bool:
    """True when the joint lies inside a place ("between X and Y"), a date or a trigger, or joins two figures."""
    found = (reading.places, reading.times, reading.counts, reading.triggers)
    spans = [one.span for kind in found for one in kind]
    axes = [(p.span.start, p.to.end) for p in reading.places if p.to]
    chains = [(p.span.start, q.span.end) for p in reading.places for q in reading.places if q.name in p.within]
    inside = [(s.start, s.end) for s in spans] + axes + chains
    for listed in (reading.counts, reading.places):
        if at - width in {one.span.end for one in listed} and at in {one.span.start for one in listed}:
            return True  # "14 dead and 63 injured", "Corinto, Jamundí o Caloto"
    return any(low < at - width + 1 and at - 1 < high for low, high in inside)


def _parts(reading: Reading, start: int, at: int, stop: int) -> bool:
    """True when the words up to ``at`` and those after it can be two events."""
    end = _next_joint(reading, at, stop)
    return (_tells(reading, start, at) and _opens(reading, at, end)) or _turns(reading, start, at, end)


def _is_measured(reading: Reading, start: int, at: int, stop: int, words: Lexicon) -> bool:
    """As in "the fall of X on 14 June, two weeks after the army had left the town on the 31st": each deed has its day,
    and the sentence doesn't go back to the first one ("..., left six dead").
    """
    end = _next_joint(reading, at, stop)
    near = reading.words(max(start, at - _MEASURE), min(stop, at + _BEHIND))
    measured = words.pattern("joints.measured").search(near)
    if not measured or not (_dated(reading, start, at) and _dated(reading, at, stop)):
        return False
    last = max(t.span.end for t in reading.times if t.span.start < stop)
    later = [*(t.span.start for t in reading.triggers), *(c.span.start for c in reading.counts)]
    goes_back = any(last <= place < stop for place in later)
    named = any(start <= t.span.start < at and t.strength > 1 for t in reading.triggers)
    return named and not goes_back and _tells_anew(reading, at, end)


def _gainsays(reading: Reading, start: int, at: int, stop: int, words: Lexicon) -> bool:
    """As in "X says it bombed the post; Y disowns the attack": another voice denies behind a semicolon."""
    said = reading.words(at, stop)
    return _tells(reading, start, at) and bool(words.pattern("denies").search(_STOP.split(said)[0]))


def _answers(reading: Reading, joint: re.Match[str], start: int, words: Lexicon) -> bool:
    """As in "Islamic State denied any part; JNIM claimed it": of two parties one denies and the other claims."""
    bare = _AND.fullmatch(joint.group()) and any(
        0 <= a.span.start - reading.offset - joint.end() <= _BEFORE_DAY for a in reading.actors if a.ids
    )
    if not (bare or _CONTRAST.fullmatch(joint.group())):
        return False
    at, rest = reading.offset + joint.end(), _FULL_STOP.split(reading.folded[joint.end() :])[0]
    sides = (reading.words(start, at), rest)
    ends = ((start, at), (at, at + len(rest)))
    named = [{a.ids[0] for a in reading.actors if a.ids and low <= a.span.start < high} for low, high in ends]
    if not all(named) or named[0] & named[1]:
        return False
    denied, claimed = ([bool(words.pattern(name).search(side)) for side in sides] for name in ("denies", "claims"))
    return denied != claimed and denied in ([True, False], [False, True]) and any(claimed)


def _turns(reading: Reading, start: int, at: int, end: int) -> bool:
    """True where the sides tell of two kinds of acts, one of politics: a truce ended, a group formed."""
    left, right = _families(reading, start, at), _families(reading, at, end)
    return (
        bool(left and right) and not left & right and bool((left | right) & _POLITICAL) and not (left | right) & _FORCE
    )


def _families(reading: Reading, start: int, end: int) -> set[str]:
    triggers = (t for t in reading.triggers if start <= t.span.start < end and t.strength > 1)
    return {sub_event(t.code).family if is_sub_event(t.code) else "violence" for t in triggers}


def _next_joint(reading: Reading, at: int, stop: int) -> int:
    """Where the clause that starts at ``at`` would end if each joint with a trigger on both sides cut."""
    for joint in _JOINTS.finditer(reading.folded, at - reading.offset):
        end = reading.offset + joint.end()
        if end > at and (joint.group() in _BREAKS or (_tells(reading, at, end) and _tells(reading, end, stop))):
            return end
    return stop


def _tells(reading: Reading, start: int, end: int) -> bool:
    deeds = any(start <= t.span.start < end and t.strength > 1 and not t.definite for t in reading.triggers)
    return deeds or any(start <= c.span.start < end and not c.part for c in reading.counts)


def _opens(reading: Reading, start: int, end: int) -> bool:
    """True when a stretch tells of something of its own and names its own day or settled place."""
    return _settled(reading, start, end) and _tells_anew(reading, start, end)


def _tells_anew(reading: Reading, start: int, end: int) -> bool:
    """A participle ("killing at least 32") goes with what stands before it, as does a verb that shares its subject."""
    own = [t.span for t in reading.triggers if start <= t.span.start < end]
    hanging = [s for s in own if _hangs(fold(s.text), reading.words(start, s.start))]
    amid = [t.span for t in reading.triggers if t.noun and _AMID.search(reading.words(start, t.span.start)[-30:])]
    deeds = (t.span for t in reading.triggers if t.strength > 1 and not t.definite and t.span not in (*hanging, *amid))
    tolls = (
        c.span
        for c in reading.counts
        if not c.part and not any(0 <= c.span.start - h.start <= _OBJECT for h in hanging)
    )
    return any(start <= span.start < end for span in (*deeds, *tolls))


def _hangs(word: str, before: str) -> bool:
    return bool((_PARTICIPLE.search(word) and not _SAYS_OF.search(before)) or _SHARED.search(before))


def _placed(reading: Reading, start: int, end: int) -> bool:
    return any(
        start <= p.span.start < end and p.feature != "country" and p.relation not in ("origin", "destination")
        for p in reading.places
    )


def _dated(reading: Reading, start: int, end: int) -> bool:
    return any(start <= t.span.start < end and t.form not in ("clock", "duration") for t in reading.times)


def _settled(reading: Reading, start: int, end: int) -> bool:
    return _dated(reading, start, end) or _placed(reading, start, end)
