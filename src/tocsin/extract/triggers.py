"""Event triggers of one sentence: takes its folded text, gives what the lexicon knows, with voice and modality.

A trigger's modality is read from the cues that stand before it in its own clause (negated, planned, feared, foiled),
so "feared an attack" or "no attack" never becomes an event. Invariant: triggers are in text order and do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tocsin.extract.denials import harms_nobody, is_disowned, with_shared_denials
from tocsin.extract.verb_forms import beginning_verbs, finite_verbs, start_of_word
from tocsin.knowledge.lexicon import LANGUAGES, Lexicon, TriggerKind
from tocsin.model import Span, Trigger

__all__ = ["find_triggers", "without_days"]

_CLAUSE = re.compile(
    r"[;:()\"]|, (?!\w+ly\b)| - |"
    r"(?<!\w)(?:but|after|before|when|where|whom?|which|mais|apres|avant|quand|qui|pero|tras|antes|cuando|que)(?!\w)"
)
_CUE_WINDOW = 70  # characters before the trigger in which a cue still governs it
_ARTICLE = 30  # characters before a noun in which its article stands ("the deadly market bombing")
_PARTICIPLE = re.compile(r"(?:attaqu|frapp|pill)ée?s?", re.I)  # folded they read as nouns: "attaque", "frappe"
_PRESENT = re.compile(
    r"\w+(?<!it)(?<!is)(?<!rt)(?<!nt)(?<!i)(?<!du)(?<!tu)(?<![éèvpçc]u)(?<![éè])e", re.I
)  # "bombarde", no "bombardé"
_CONJUNCTION = 8  # characters before a verb in which "et", "puis" or an article stands
_UNINFLECTED = re.compile(r"\w+(?:é|i|u|is|it|ert)(?!\w)", re.I)
_SHARED = 110  # characters between an auxiliary and the last participle that it serves
_SUBJECT = 48  # characters in which the subject of a headline stands
_AUXILIARY = 30  # characters in which the auxiliary of a verb stands before it
_FACT = 3  # words before a verb told as a fact in which a cue may still turn it
_RUMOUR = 120  # characters before a noun in which its denial may stand
_SAY_NOT = frozenset(("Disrupted weapons use", "Non-violent transfer of territory", "Abduction/forced disappearance"))
_ACRONYM = re.compile(r"\bIS\b")
_PRETERITE = re.compile(r"\w+(?:ó|Ó)(?!\w)")
_PLAIN_O = re.compile(r"\w+o(?!\w)")
_BARE = re.compile(r"\w+(?<!ed)(?<!ing)")
_OPENED, _CLOSED = re.compile(r'["«“]\s?$'), re.compile(r'\s?["»”]')
_BLANKS = re.compile(r" {2,}")
_ORDER = ("denied", "foiled", "threatened", "planned", "hypothetical", "attempted")


def find_triggers(text: str, folded: str, offset: int, words: Lexicon) -> tuple[Trigger, ...]:
    """Every trigger of a sentence; spans are absolute (``offset`` plus position).

    What verbs say in forms that the lexicon doesn't list is added to what it finds in those that it does.
    """
    heard = beginning_verbs(folded if text.isupper() else _without_acronym(text, folded), words)
    found = [
        _read(kind, start, end, text, folded, heard, before, offset, words)
        for kind, start, end, before in _matches(heard, words)
    ]
    finite = finite_verbs(heard, words)
    if finite != heard:
        for kind, start, end, before in _matches(finite, words):
            start = start_of_word(folded, start)
            if not any(start < t.span.end - offset and t.span.start - offset < end for t in found):
                found.append(_read(kind, start, end, text, folded, finite, before, offset, words))
    found = [t for t in found if not _is_borrowed(folded, t.span.start - offset, t.span.end - offset, words)]
    return with_shared_denials(sorted(found, key=lambda trigger: trigger.span.start), folded, offset, words)


def _matches(heard: str, words: Lexicon) -> Iterator[tuple[TriggerKind, int, int, int]]:
    """What the lexicon knows in a text: its kind, where it starts and ends, and where the one before it ends."""
    pattern, kinds = words.triggers
    before = 0
    for match in pattern.finditer(_without_where(without_days(heard, words), words)):
        yield kinds[int((match.lastgroup or "t0")[1:])], match.start(), match.end(), before
        before = match.end()


def _read(
    kind: TriggerKind, start: int, end: int, text: str, folded: str, heard: str, floor: int, offset: int, words: Lexicon
) -> Trigger:
    """What the words from ``start`` to ``end`` tell, behind another trigger that ends at ``floor``."""
    participle = words.language == "fr" and _PARTICIPLE.fullmatch(text, start, end)
    accented = words.language == "es" and _PRETERITE.match(text, start, end)  # "bombardeó", not "bombardeo"
    noun = (kind.grammar == "nouns" and not (participle or accented)) or _is_named(text, folded, start, end, words)
    said_of = kind.grammar == "passive" and not (words.language == "fr" and _PRESENT.fullmatch(text, start, end))
    passive = said_of or bool(participle) or (not noun and _is_passive(heard, start, end, words))
    passive = passive and not _is_perfect(folded, start, end, words)
    passive = passive and not _joins_perfect(text, folded, start, end, words)
    modality = _modality(folded, start, end, floor, noun, words)
    if noun and _is_so_called(text, folded, start, end, words):
        modality = "denied"
    if not noun and kind.code not in _SAY_NOT and words.pattern("trigger_cues.negated").match(folded, start, end):
        modality = "denied"
    if not noun and modality == "occurred" and harms_nobody(folded, start, end, words):
        modality = "denied"
    span = Span(offset + start, offset + end, text[start:end])
    definite = _is_definite(folded, start, end, noun, words)
    return Trigger(span, kind.code, kind.strength, passive, noun, modality, definite)


def _is_borrowed(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """As in "prices exploded", "hunters shot a boar", "fought the blaze": a word of violence that tells of none."""
    if words.pattern("borrowed.before").search(folded, max(0, start - _SUBJECT), start):
        return True
    phrases = words.pattern("borrowed.whole").finditer(folded, max(0, start - _SUBJECT), end + _CUE_WINDOW)
    return any(phrase.start() < end and start < phrase.end() for phrase in phrases)


def _is_so_called(text: str, folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for 'The "explosion" that woke the town was a gas bottle': a word in quotation marks, and what it was."""
    quoted = _OPENED.search(text[max(0, start - 2) : start]) and _CLOSED.match(text, end)
    return bool(quoted) and words.pattern("trigger_cues.was_a").match(folded[end:]) is not None


def _is_definite(folded: str, start: int, end: int, noun: bool, words: Lexicon) -> bool:
    """True for a deed spoken of as known: "the raid", "carried out the raid"."""
    if noun:
        return bool(words.pattern("definite").search(folded[max(0, start - _ARTICLE) : start]))
    known = words.pattern("anaphora").search(folded, start, end)
    return known is not None and known.start() > start and known.end() == end


def without_days(folded: str, words: Lexicon) -> str:
    """The same text with blanks for the days in it, as long as before: "arrested on Monday three men"."""
    return words.pattern("day_words").sub(lambda day: " " * len(day.group()), folded)


def _without_where(folded: str, words: Lexicon) -> str:
    """The same with blanks for a place between a verb and its object: "detuvo, en Chilapa, a un hombre"."""
    return _set_off_places(words).sub(lambda place: " " * len(place.group()), folded)


@lru_cache(maxsize=len(LANGUAGES))
def _set_off_places(words: Lexicon) -> re.Pattern[str]:
    """It begins and ends at commas, so no word boundaries are added."""
    return re.compile(words.at("set_off_places"))


def _without_acronym(text: str, folded: str) -> str:
    """The same without the acronym of the Islamic State, as long as before: "IS attacked" isn't "is attacked"."""
    for match in _ACRONYM.finditer(text):
        folded = folded[: match.start()] + "  " + folded[match.end() :]
    return folded


def _is_passive(folded: str, start: int, end: int, words: Lexicon) -> bool:
    if words.pattern("passive_auxiliaries").match(folded[start:end]):
        return True
    if words.pattern("perfect_infinitives").match(folded, start):
        return False  # "s'est vanté d'avoir mené"
    joined = words.pattern("trigger_cues.joined").search(folded[max(0, start - _CONJUNCTION) : start])
    if joined and words.pattern("trigger_cues.perfects").match(folded, start):
        return False  # "ils sont revenus et ont incendié le marché"
    if words.pattern("trigger_cues.finite").search(folded, start, end):
        return False  # "sujetos que no han sido identificados asesinaron a dos"
    whole = (word for word in folded[max(0, start - 30) : start].split()[-3:] if "-" not in word)
    before = " ".join(whole)  # "yet-to-be-identified" is no auxiliary
    before = "" if words.pattern("trigger_cues.clefts").search(before) else before  # "it was JNIM that attacked"
    before = words.pattern("trigger_cues.found_and").sub("", before)  # "soldiers found and defused a bomb"
    if words.pattern("passive_auxiliaries").search(before) and not folded[start:end].endswith("ing"):
        return True
    after = " ".join(folded[end : end + 14].split()[:2])
    if " " in folded[start:end]:
        return False
    return bool(words.pattern("by").match(after)) or _is_headline_passive(folded, start, end, words)


def _is_headline_passive(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """As in "Army post attacked near Gao": a thing that is struck before a participle without an object."""
    after = folded[end:].lstrip()
    free = not after or after[0] in ",.;:" or words.pattern("no_object").match(after)
    return bool(free) and bool(words.pattern("struck_things").search(folded[max(0, start - _SUBJECT) : start]))


def _is_named(text: str, folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for "an ambush": in English a verb without an ending is a noun behind its article.

    So is in Spanish what ends in a plain "o": "autoría del asalto a un autobús" beside "asaltó a un banco".
    """
    bare = _PLAIN_O.match(text, start, end) if words.language == "es" else _BARE.fullmatch(folded, start, end)
    near = folded[max(0, start - _CONJUNCTION) : start]
    return bare is not None and words.pattern("trigger_cues.behind_articles").search(near) is not None


def _is_perfect(folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for the participle of "había abatido a", "avait abattu": its subject acts."""
    before = folded[max(0, start - 24) : start].rstrip()
    found = [m for m in words.pattern("active_auxiliaries").finditer(before) if m.end() == len(before)]
    return bool(found) and " " not in folded[start:end]


def _joins_perfect(text: str, folded: str, start: int, end: int, words: Lexicon) -> bool:
    """True for the second participle of "ont traversé le fleuve et attaqué le marché": one auxiliary serves both.

    A participle that agrees ("brûlés") or has its agent behind it is said of somebody else; "à" folds to an auxiliary.
    """
    if not _UNINFLECTED.match(text, start) or words.pattern("by").match(folded[end:].lstrip()):
        return False
    begin = max(0, start - _SHARED)
    joined = words.pattern("trigger_cues.joined_perfects").search(folded[begin:start])
    return joined is not None and text[begin + joined.start()] != "à"


def _modality(folded: str, start: int, end: int, floor: int, noun: bool, words: Lexicon) -> str:
    own = _BLANKS.sub(" ", without_days(_own_clause(folded, start, floor, words), words))  # "called on Tuesday for"
    own = words.pattern("harmless").sub("", own)
    near = " ".join(own.split()[-4:])
    if words.pattern("trigger_cues.part_in").search(own) and words.pattern("modality.denied").search(own):
        return "occurred"  # "denies any part in the killings" doesn't deny them
    negated = words.pattern("negation").search(near) and (noun or not _is_whole(folded[:end], own, start, words))
    if negated or is_disowned(folded, start, end, words):
        return "denied"
    if words.pattern("odds").match(folded[end:]):
        return "hypothetical"  # "Mogadishu is besieged (20%)"
    if not noun and words.pattern("ongoing").search(folded[max(0, start - _AUXILIARY) : start]):
        return "ongoing"
    if not noun and (_is_fact(own, words) or words.pattern("fact_before").match(folded, start, end)):
        own = " ".join(own.split()[-_FACT:])  # "had been ambushed" is told as a fact, whatever stands further left
    for modality in _ORDER:
        if words.pattern(f"modality.{modality}").search(own):
            return modality
    after = _CLAUSE.split(folded[end : end + _CUE_WINDOW])[0]
    if words.pattern("modality.foiled").match(" ".join(after[:40].split()[1:3])):
        return "foiled"
    return _noun_modality(folded, start, end, after, words) if noun else "occurred"


def _is_whole(told: str, own: str, start: int, words: Lexicon) -> bool:
    """True for a relative clause that has its verb already: "men [whom nobody has named] kidnapped two"."""
    relative = words.pattern("trigger_cues.relatives").search(told[: start - len(own)])
    before = own + told[start:].rpartition(" ")[0] + " "  # it may begin a trigger: "not [identified killed]"
    return relative is not None and words.pattern("whole_before").search(before) is not None


def _noun_modality(folded: str, start: int, end: int, after: str, words: Lexicon) -> str:
    """A noun of a kind of deed, or one of which the clause says that it is to come or that it is false."""
    if words.pattern("unreal_after").search(after):
        return "denied"
    if words.pattern("attempt_behind").match(after.lstrip()):
        return "attempted"
    before = folded[max(0, start - _ARTICLE) : start]
    if words.pattern("definite").search(before):
        return "occurred"
    if words.pattern("modality.denied").search(folded[max(0, start - _RUMOUR) : start]):
        return "denied"  # "denies the rumour, spread by others, of an attack"
    to_come = words.pattern("to_come_after").search(after)
    if to_come and words.pattern("modality.planned").search(to_come.group() + after[to_come.end() :][:_AUXILIARY]):
        return "planned"
    many = folded[:end].endswith("s") and words.pattern("generic_many").search(before)
    custom = words.pattern("generic_one").search(before) or words.pattern("habit").match(folded.lstrip())
    return "hypothetical" if many or to_come or custom else "occurred"


def _is_fact(own: str, words: Lexicon) -> bool:
    """True when the words right before the verb are the auxiliary of what has happened."""
    tail = own[-_AUXILIARY:].rstrip()
    return any(m.end() == len(tail) for m in words.pattern("fact_before").finditer(tail))


def _own_clause(folded: str, start: int, floor: int, words: Lexicon) -> str:
    """What stands before a trigger in its clause, back to the trigger before it."""
    window = folded[max(floor, start - _CUE_WINDOW) : start]
    doubted = words.pattern("trigger_cues.doubted")  # verbs whose "que" opens what is feared or denied
    ends = (b.end() for b in _CLAUSE.finditer(window) if b.group() != "que" or not doubted.search(window, 0, b.start()))
    return window[max(ends, default=0) :]
