"""Events as MUC-4 templates: takes the coder's records of one report, gives templates in the terms of the task.

Left out, as the task's documentation has it: fights between armed forces and guerrillas, arrests, politics. Invariant:
string slots hold words of the text; a template has one of the task's six incident types.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.muc4_perpetrators import individuals, named_nearby, organisation, suspects
from bench.muc4_persons import full_name, names_in, victims
from bench.muc4_phrases import complement, heads, phrase, words
from bench.muc4_scorer import ROLES
from bench.records import Row
from tocsin.knowledge.gazetteer import countries
from tocsin.model import EventRecord, Sentence

__all__ = ["slots_of", "templates_of"]

_KIDNAPPING, _BOMBING, _ARSON, _ROBBERY, _ATTACK = "kidnapping", "bombing", "arson", "robbery", "attack"
_TYPES = {
    "Abduction/forced disappearance": _KIDNAPPING,
    "Remote explosive/landmine/IED": _BOMBING,
    "Suicide bomb": _BOMBING,
    "Grenade": _BOMBING,
    "Shelling/artillery/missile attack": _ATTACK,
    "Air/drone strike": _ATTACK,
    "Chemical weapon": _ATTACK,
    "Attack": _ATTACK,
    "Sexual violence": _ATTACK,
    "Mob violence": _ATTACK,
    "Armed clash": _ATTACK,
    "Looting/property destruction": _ATTACK,
    "Excessive force against protesters": _ATTACK,
}
_EXPLOSIVE = re.compile(r"\b(?:bomb\w*|dynamit\w*|explo\w+|blew up|blown up|blast\w*)\b", re.IGNORECASE)
_FIRE = re.compile(r"\b(?:set\s+(?:\w+\s+){0,6}?(?:on fire|fire to|ablaze)|burn(?:ed|t|ing)|arson)\b", re.IGNORECASE)
_THEFT = re.compile(r"\b(?:robbe\w*|stole|stolen|looted|loot|assault and robbery|holdup)\b", re.IGNORECASE)
_HIT = re.compile(
    r"\b(?:attack\w*|bomb\w*|destroy\w*|damag\w*|blew up|blown up|burn\w*|set fire|explo\w+|dynamit\w*|against|rob\w*|"
    r"stole|storm\w*|seiz\w+|strafed|fired at|shell\w*)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?:murder\w*|kill\w*|assassinat\w*|slain|shot\s+dead|deaths?|executed|died|dead|massacre\w*)\b", re.IGNORECASE
)
_REACH, _BACK = 70, 30  # characters from a deed to the thing struck, and from a subject to its passive
_ARMED = frozenset(("state", "external"))
_STAGES = {"attempted": "attempted", "foiled": "attempted", "threatened": "threatened", "planned": "threatened"}
_CONFIDENCE = {
    "claimed": "claimed", "confirmed": "confirmed", "alleged": "accused", "denied": "denied", "reported": "reported"
}  # fmt: skip
_MOST = {"Victim": 8, "Target": 3, "Weapon": 2, "PerpInd": 1, "PerpOrg": 1}


def templates_of(events: Sequence[EventRecord], sentences: Sequence[Sentence], text: str) -> list[Row]:
    """The templates of one report whose text has its case restored."""
    known = _known(events)
    counted = [(event, _told(event, sentences)) for event in events if event.sub_event_type in _TYPES]
    counted = [(event, told) for event, told in counted if _counts(event, told)]
    alone = len({_TYPES[event.sub_event_type] for event, _ in counted}) == 1
    teller = _Teller(text, known, names_in(text, known))
    return _distinct(
        teller.template(event, kind, own, sentences if alone else own)
        for event, told in counted
        for kind, own in _kinds(event, told)
    )


def _counts(event: EventRecord, told: Sequence[Sentence]) -> bool:
    """True for what the task counts as an incident: a fight between armed sides only where a bomb goes off."""
    if event.modality not in ("occurred", *_STAGES):
        return False
    if event.sub_event_type != "Armed clash":
        return True
    sides = {a.kind for a in event.actors if a.role in ("attacker", "target")}
    return not sides & _ARMED or any(_EXPLOSIVE.search(s.span.text) for s in told)


def _known(events: Iterable[EventRecord]) -> frozenset[str]:
    names = [event.place.name for event in events] + [a.name for event in events for a in event.actors]
    return frozenset(name.lower() for name in names if name)


def _told(event: EventRecord, sentences: Sequence[Sentence]) -> list[Sentence]:
    starts = [span.start for name, span in event.evidence if name == "trigger"]
    return [s for s in sentences if any(s.span.start <= start < s.span.end for start in starts)]


def _kinds(event: EventRecord, told: Sequence[Sentence]) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """The incidents that one event stands for, with their sentences: an attack in which houses were burnt is two."""
    kind = _type(event, told)
    yield kind, told
    for extra, pattern in ((_ARSON, _FIRE), (_ROBBERY, _THEFT)):
        own = [s for s in told if pattern.search(s.span.text)]
        if own and kind in (_ATTACK, _KIDNAPPING):
            yield extra, own


def _type(event: EventRecord, told: Sequence[Sentence]) -> str:
    kind = _TYPES[event.sub_event_type]
    words_told = " ".join(s.span.text for s in told)
    if kind == _ATTACK and _EXPLOSIVE.search(words_told):
        return _BOMBING
    if event.sub_event_type == "Looting/property destruction":
        return _ARSON if _FIRE.search(words_told) else _ROBBERY if _THEFT.search(words_told) else _ATTACK
    return kind


@dataclass(frozen=True, slots=True)
class _Teller:
    """A report's text in mixed case, the lower-case names of its places and actors, and its persons."""

    text: str
    known: frozenset[str]
    names: list[str]

    def template(self, event: EventRecord, kind: str, told: Sequence[Sentence], near: Sequence[Sentence]) -> Row:
        """One template; ``told`` are its own sentences, ``near`` those that may name its people too."""
        fillers = {
            "PerpInd": _commonest([*self._persons(event), *(p for s in near for p in suspects(self.text, *_ends(s)))]),
            "PerpOrg": self._orgs(event) or [one for s in near for one in named_nearby(self.text, *_ends(s))],
            "Target": [one for s in told for one in _targets(s, self.text)] if kind != _KIDNAPPING else [],
            "Victim": [*self._victims(told), *self._victims(near)],
            "Weapon": [one for s in told for one in _weapons(s, self.text)],
        }
        strings = {role: _entities(fillers[role], _MOST[role]) for role in ROLES}
        slots = slots_of(event)
        if slots["killed"] is None and any(_DEATH.search(s.span.text) for s in told):
            slots["killed"] = max(1, len(strings["Victim"]))  # "the murder of X", without a figure
        return {"incident_type": kind, **strings, **slots}

    def _victims(self, sentences: Sequence[Sentence]) -> list[str]:
        return [full_name(one, self.names) for s in sentences for one in victims(s.span.text, self.known)]

    def _persons(self, event: EventRecord) -> list[str]:
        return [one for a in event.actors if a.role == "attacker" and (one := individuals(a, self.text))]

    def _orgs(self, event: EventRecord) -> list[str]:
        return [one for a in event.actors if a.role == "attacker" and (one := organisation(a))]


def _commonest(fillers: Iterable[str]) -> list[str]:
    """The fillers, those said most often first."""
    return [one for one, _ in Counter(filler.lower() for filler in fillers).most_common()]


def _ends(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _targets(sentence: Sentence, text: str) -> list[str]:
    """Physical things of a sentence to which something is done: after a deed or before one in the passive."""
    start, end = _ends(sentence)
    deeds = list(_HIT.finditer(text, start, end))
    found = [m for m in _heads("targets", sentence, text) if any(_struck(m, deed) for deed in deeds)]
    return [phrase(text, m.start(), m.end()) + _whose(text, m) for m in found]


def _whose(text: str, thing: re.Match[str]) -> str:
    return complement(text, thing.end()) if thing.group().lower() in words("owned") else ""


def _struck(thing: re.Match[str], deed: re.Match[str]) -> bool:
    return 0 < thing.start() - deed.end() < _REACH or 0 < deed.start() - thing.end() < _BACK


def _weapons(sentence: Sentence, text: str) -> list[str]:
    return [_uncounted(phrase(text, m.start(), m.end())) for m in _heads("instruments", sentence, text)]


def _uncounted(weapon: str) -> str:
    """The weapon without "first", "another", "strong": its other mentions have none."""
    tokens = weapon.split()
    while len(tokens) > 1 and tokens[0].lower() in words("counting"):
        tokens = tokens[1:]
    return " ".join(tokens)


def _heads(name: str, sentence: Sentence, text: str) -> list[re.Match[str]]:
    """The words of a list that end their phrase."""
    lowered = text.lower()
    found = heads(name).finditer(lowered, *_ends(sentence))
    return [match for match in found if not _compound(lowered, match.end(), name)]


def _compound(lowered: str, end: int, name: str) -> bool:
    """True where the next word goes on with the phrase ("car bomb", "bank branch")."""
    following = re.match(r"\s+([\w-]+)", lowered[end : end + 30])
    after = following.group(1) if following else ""
    return after in words(name) or after in words("instruments") or after in ("attack", "attacks", "explosion", "blast")


def _entities(fillers: Iterable[str], most: int) -> list[list[str]]:
    return [[one] for one in dict.fromkeys(filler.lower() for filler in fillers if filler)][:most]


def slots_of(event: EventRecord) -> Row:
    """The slots that GTT leaves out."""
    start, end = event.when.start, event.when.end
    country = countries().get(event.place.country or "")
    days = [start.isoformat(), (end or start).isoformat()] if start else None
    return {
        "date": days[0] if days and days[0] == days[1] else days,
        "country": country.name if country else None,
        "killed": _persons(event, "killed"),
        "injured": _persons(event, "wounded"),
        "stage": _STAGES.get(event.modality, "accomplished"),
        "confidence": _CONFIDENCE.get(event.attribution.status, "reported"),
    }


def _persons(event: EventRecord, kind: str) -> int | None:
    rows = [row for row in event.casualties if row.kind == kind and not row.rival]
    return sum(row.low for row in rows) if rows else None


def _distinct(templates: Iterable[Row]) -> list[Row]:
    """Templates whose string slots differ."""
    kept: dict[str, Row] = {}
    for row in templates:
        kept.setdefault(repr([row["incident_type"], *(row[role] for role in ROLES)]), row)
    return list(kept.values())
