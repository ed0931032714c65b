"""What an ambiguous trigger means in its sentence: takes a sentence's triggers, actors and places, gives them settled.

"Taken" is a seizure beside ground ("the base was taken") and a capture beside persons ("two men were taken"); a verb of
taking right before a named place is a seizure though the lexicon can't know the name. Invariant: spans never change; a
trigger that fits nothing is only weakened, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.extract.denials import is_disowned
from tocsin.extract.grammar import ARMED
from tocsin.extract.triggers import without_days
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Count, PlaceMention, Span, Trigger

__all__ = ["settle_triggers"]

_NEAR = 60  # characters between a verb of taking and what is taken
_OBJECT = re.compile(
    r"\s(?:(?:the|an?|at|least|more|than|some|about|up|to|over|nearly|almost|another|its|their|his|her|\w+)\s){0,3}$"
)
_PLACE_OF = re.compile(
    r" (?:the |la |le |el |l'|los |las |les )?(?:[\w'-]+ ){1,3}(?:of |de |d'|del |du )(?:la |los |las )?"
)
_WITHIN = re.compile(r" ?(?:in|inside|near|around|dans|pres|autour|sur|cerca|dentro|alrededor)\b")
_BLANKS = re.compile(r"\s+")
_STOPS = re.compile(
    r"(?<!\w)(?:in|on|by|near|after|when|during|and|as|who|while|since|from|inside|outside|for|with)(?!\w)"
)
_TOLL_CODES = {"killed": ("killing", 2), "abducted": ("Abduction/forced disappearance", 2), "wounded": ("wounding", 1)}
_TAKING = frozenset(("capture", "Arrests"))
_UNNAMED = frozenset(("assault", "storming"))  # deeds that don't say how they were done
_MEANS = {
    "shelling": "Shelling/artillery/missile attack",
    "air": "Air/drone strike",
    "planted": "Remote explosive/landmine/IED",
    "grenade": "Grenade",
}
_PERSON = re.compile(  # a first name and a last one, or somebody with an article: "shot dead a local administrator"
    r" (?:(?!\w+day\b)[A-Z][\w'\u2019-]+ (?:[a-z]{2,3} )?[A-Z][\w'\u2019-]+"
    r"|(?:an?|his|her|their|its) (?!day|week|month|year|hour|night|few|clash|raid|gun|shoot|fight|bomb|blast|attack))"
)
_STOP_MARKS = re.compile(r"[,;:.()]")
# What stands before a place that says where, not which.
_INSIDE = re.compile(r"(?<!\w)(?:in|at|from|near|around|en|a|dans|pres de|de|of|d')\s?$")
_ASIDE = re.compile(r"(?:,[^,;:.]{1,40},)?\s+")
_ARMED_OR_NOT = frozenset(("abducted", "captured", "arrested"))


def settle_triggers(
    text: str,
    folded: str,
    offset: int,
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    counts: Sequence[Count],
    words: Lexicon,
) -> tuple[Trigger, ...]:
    """The triggers with their senses settled, and those that a place name makes, in text order."""
    of_persons = (t for t in triggers if not _is_of_arms(t, folded, offset, words))
    voiced = [_voiced(t, text, folded, offset, actors, words) for t in of_persons]
    settled = [_settled(t, folded, offset, actors, places, counts, words) for t in voiced]
    made = [*_takings(text, folded, offset, places, actors, words), *_tolls(counts, folded, offset, words)]
    made += _shots(counts, actors, folded, offset, words)
    taken = [t.span for t in made if t.code == "seizure"]
    kept = [t for t in settled if t.code != "capture" or not any(t.span.overlaps(span) for span in taken)]
    new = [t for t in made if not any(t.span.overlaps(o.span) for o in kept)]
    return tuple(sorted([*kept, *new], key=lambda t: t.span))


def _tolls(counts: Sequence[Count], folded: str, offset: int, words: Lexicon) -> Iterator[Trigger]:
    """A toll is an event too where no verb tells of it: "the bodies of five men", "Two dead, one missing"."""
    for count in counts:
        start, end = count.span.start - offset, count.span.end - offset
        told_before = count.known and words.pattern("dead_one").fullmatch(folded, start, end)
        if count.kind in _TOLL_CODES and count.low > 0 and not (count.part or told_before):
            code, strength = _TOLL_CODES[count.kind]
            takes = words.pattern("taking_lives").match(folded, start) and not _is_passive(folded, start, words)
            takes = takes or bool(words.pattern("object_clitic").search(folded[start:end]))  # "los mató"
            yield Trigger(count.span, code, strength, passive=not takes)


def _shots(
    counts: Sequence[Count], actors: Sequence[ActorMention], folded: str, offset: int, words: Lexicon
) -> Iterator[Trigger]:
    """As in "the fighters came down on the mill, [shot the cashier] and made off": armed men hit somebody."""
    armed = min((a.span.end for a in actors if a.kind in ARMED), default=None)
    for count in counts:
        hit = count.kind == "shot" and words.pattern("hit").match(folded, count.span.start - offset)
        if hit and armed is not None and armed <= count.span.start:
            yield Trigger(count.span, "assault", 1)


def _is_passive(folded: str, start: int, words: Lexicon) -> bool:
    """True when an auxiliary of the passive stands right before."""
    return bool(words.pattern("passive_auxiliaries").search(" ".join(folded[max(0, start - 20) : start].split()[-2:])))


def _voiced(
    trigger: Trigger, text: str, folded: str, offset: int, actors: Sequence[ActorMention], words: Lexicon
) -> Trigger:
    """The voice that its neighbours show: "gunmen killed ten soldiers", "were exchanging fire" are active.

    A participle of English is active when the actor after it is its object, with no preposition between the two, or
    when the name of a person is: "shot dead Rolando Abila".
    """
    start, end = trigger.span.start - offset, trigger.span.end - offset
    if trigger.noun or not trigger.passive:
        return trigger
    if words.pattern("object_before").search(folded[max(0, start - _NEAR // 2) : start]):
        return replace(trigger, passive=False)
    if words.language != "en":
        return trigger
    own = folded[start:end]
    if own.split()[0].endswith("ing"):
        return replace(trigger, passive=False)
    if words.pattern("passive_auxiliaries").search(own) or _is_passive(folded, start, words):
        return trigger
    after = min((a.span.start - offset for a in actors if a.span.start - offset >= end), default=end)
    between = folded[end:after]
    takes = (
        bool(words.pattern("taking_lives").search(own))
        and bool(_OBJECT.fullmatch(between))
        and not _STOPS.search(between)
    )
    takes = takes or (text[start:end].split()[-1].islower() and bool(_PERSON.match(text, end)))
    return replace(trigger, passive=False) if takes and not own.endswith(" by") else trigger


def _settled(
    trigger: Trigger,
    folded: str,
    offset: int,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    counts: Sequence[Count],
    words: Lexicon,
) -> Trigger:
    start, end = trigger.span.start - offset, trigger.span.end - offset
    if words.pattern("suffered_verbs").match(folded, start):
        return replace(trigger, passive=True)  # whoever strikes a mine suffers it
    if trigger.code in _UNNAMED and (code := _by_means(folded[end : end + _NEAR], words)):
        return replace(trigger, code=code, strength=3)
    if trigger.code == "Disrupted weapons use" and words.pattern("interception").search(folded, start, end):
        return replace(trigger, code="interception")
    if (
        trigger.code == "assault"
        and not trigger.passive
        and words.pattern("garrisons").search(folded, end, end + _NEAR)
    ):
        return replace(trigger, code="storming")
    if trigger.code != "seizure" or words.pattern("ground").search(_around(folded, offset, trigger)):
        return trigger
    if any(_gap(p.span, trigger.span) <= _NEAR // 2 and p.feature != "country" for p in places):
        return trigger
    persons = [c.span for c in counts if c.kind in _ARMED_OR_NOT] + [a.span for a in actors]
    spoils = not trigger.passive and words.pattern("spoils").match(folded[end : end + _NEAR])
    if not spoils and any(_gap(span, trigger.span) <= _NEAR for span in persons):
        return replace(trigger, code="capture", strength=2)
    return replace(trigger, strength=1)


def _is_of_arms(trigger: Trigger, folded: str, offset: int, words: Lexicon) -> bool:
    """As in "a film of captured rifles", "fusiles capturados": what a party shows as taken is no person."""
    if trigger.code not in _TAKING or trigger.noun:
        return False
    start, end = trigger.span.start - offset, trigger.span.end - offset
    spoils, before = words.pattern("spoils"), folded[max(0, start - _NEAR) : start].rstrip()
    behind = any(found.end() == len(before) for found in spoils.finditer(before))
    return behind or bool(spoils.match(folded[end : end + _NEAR]))


def _by_means(after: str, words: Lexicon) -> str | None:
    """The sub-event that the weapon behind a verb names: "fired upon with a cannon", "atacaron con explosivos"."""
    clause = _STOP_MARKS.split(after)[0]
    return next((code for key, code in _MEANS.items() if words.pattern(f"means.{key}").search(clause)), None)


def _around(folded: str, offset: int, trigger: Trigger) -> str:
    start, end = trigger.span.start - offset, trigger.span.end - offset
    return folded[max(0, start - (_NEAR if trigger.passive else 0)) : end + (0 if trigger.passive else _NEAR)]


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _takings(
    text: str,
    folded: str,
    offset: int,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    words: Lexicon,
) -> Iterator[Trigger]:
    """Verbs of taking or losing a place by name: "took Bria", "a repris Kidal", "entró en Mitú", "Kunduz fell"."""
    plain = without_days(folded, words)
    armed = [a.span.start - offset for a in actors if a.kind in ARMED]
    for place in places:
        if place.feature == "country":
            continue
        start, end = place.span.start - offset, place.span.end - offset
        for name, code in (("takes_place", "seizure"), ("leaves_place", "Non-violent transfer of territory")):
            taken = words.pattern(name).finditer(plain, max(0, start - _NEAR), start)
            match = max(taken, key=lambda found: found.start(), default=None)
            if match and _takes(plain[match.end() : start], words) and not _travels(plain, match, armed, words):
                said = "denied" if is_disowned(folded, *match.span(), words) else "occurred"
                yield Trigger(_spanned(text, offset, match), code, 2, modality=said)
        if fallen := _falls(plain, start, end, words):
            yield Trigger(_spanned(text, offset, fallen), "seizure", 2, passive=True)


def _travels(plain: str, match: re.Match[str], armed: Sequence[int], words: Lexicon) -> bool:
    """True where who comes or goes bears no arms: "she walked into Bria", "a convoy that had left Gao"."""
    low = max((m.end() for m in _STOP_MARKS.finditer(plain, 0, match.start()) if m.group() != ","), default=0)
    if words.pattern("travels").match(match.group()) is None or any(low <= at < match.start() for at in armed):
        return False
    return words.pattern("travellers").search(plain, low, match.start()) is not None


def _spanned(text: str, offset: int, match: re.Match[str]) -> Span:
    return Span(offset + match.start(), offset + match.end(), text[match.start() : match.end()])


def _falls(plain: str, start: int, end: int, words: Lexicon) -> re.Match[str] | None:
    """The verb of falling right behind a place, or behind what says where it lies ("Herat, in the west, fell")."""
    if _INSIDE.search(plain[max(0, start - _NEAR) : start]):
        return None
    aside = _ASIDE.match(plain, end)
    return words.pattern("place_falls").match(plain, aside.end() if aside else end)


def _takes(between: str, words: Lexicon) -> bool:
    """True when nothing but an article and a kind of ground stands before the place: "took [the town of] Sake"."""
    between = _BLANKS.sub(" ", between)
    if between.strip(" '") in ("", "the", "la", "le", "el", "l"):
        return True
    if _WITHIN.match(between):
        return False  # "fighting resumed in the town of X", "ont repris dans la zone de X"
    return bool(_PLACE_OF.fullmatch(between)) and bool(words.pattern("ground").search(between))
