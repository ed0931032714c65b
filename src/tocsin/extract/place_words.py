"""Words around place names, compiled: takes a language, gives the patterns that say how a name stands in its sentence.

Reads ``gazetteer/place_words.yaml``. All patterns run over folded text; those that stand before a name run over
``unbend`` of it, where elisions and contractions are undone, and are anchored at its end. Invariant: compiled once a
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from tocsin.knowledge.files import load_yaml

__all__ = ["Patterns", "Vocabulary", "bearing_of", "kilometres", "patterns", "unbend", "vocabulary"]

_ARTICLE = "the|a|an|its|their|this|that|un|une|una|le|la|les|el|los|las|ce|cet|cette|esta|este|another|our"
_CALLED = (
    "of|de|called|named|known (?:\\w+ )?as|(?:locals|residents|villagers|they) call|nommee?|denommee?|appelee?|dite?|"
    "connue? sous le nom de|llamad[oa]|denominad[oa]|conocid[oa] como"
)
_BENT = re.compile(r"\bde (?:la |les |las |los |l')|\bd'(?:el |al )?|\b(?:du|des|del) |\b(?:a la |a l'|aux? |al )|\bl'")
_BENT_CUT = re.compile(r"'")
_STEP = "(?:in|at|of|from|to|on|a|en|de|dans|vers|hacia|sur)"
_SOME = "(?:an?|one|two|three|four|five|une?|deux|trois|quatre|cinq|una|dos|tres|cuatro|cinco)"  # of those struck
_TOLD = "declare|dit|confie|indique|affirme|explique|precise|raconte|assure|annonce|parle|appartient|grace|face"
_AT_THE_DOOR = "front of|gates? of|devant|frente a|puertas? de"
_GOES_ON = (
    "in|of|on|near|where|that|which|about|some|north|south|east|west|situe|a|de|d|en|dans|ou|du|del|sur|que|donde"
)
_KIND = "local government|administrative|rural|urban|idp|refugee"
_TOWN = "town|city|ville|ciudad|capital|capitale|localite|village"
_MILE_KM = 1.609


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What all languages share: folded words by use."""

    features: dict[str, str]
    heads: dict[str, str]
    bearings: dict[str, str]
    numbers: dict[str, float]
    institutions: frozenset[str]
    stop: frozenset[str]
    openers: frozenset[str]
    breaks: frozenset[str]
    weak: frozenset[str]
    posts: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    passed: frozenset[str]
    short: dict[str, str]
    feature_pattern: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled patterns of one language; each is anchored where the name begins or ends."""

    feature_before: re.Pattern[str]
    trimmed: re.Pattern[str]
    relations: tuple[tuple[str, re.Pattern[str]], ...]
    open: re.Pattern[str]
    arrives: re.Pattern[str]
    landed: re.Pattern[str]
    struck: re.Pattern[str]
    carried: re.Pattern[str]
    shot: re.Pattern[str]
    care: re.Pattern[str]
    care_struck: re.Pattern[str]
    speaker: re.Pattern[str]
    seat_struck: re.Pattern[str]
    person_struck: re.Pattern[str]
    event_before: re.Pattern[str]
    raid_on: re.Pattern[str]
    title: re.Pattern[str]
    told: re.Pattern[str]
    feature_after: re.Pattern[str]
    described: re.Pattern[str]
    away: re.Pattern[str]
    event_after: re.Pattern[str]
    said: re.Pattern[str]
    voiced: re.Pattern[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shared words."""
    data = load_yaml("gazetteer/place_words.yaml")
    features = {word: feature for feature, words in data["features"].items() for word in words}
    return Vocabulary(
        features,
        data["heads"],
        {word: code for code, words in data["bearings"].items() for word in words},
        data["numbers"],
        frozenset(data["institutions"]),
        frozenset(data["stop"]),
        frozenset(data["openers"]),
        frozenset(data["breaks"]),
        frozenset(data["weak"]),
        frozenset(data["posts"]),
        frozenset(data["offices"]),
        frozenset((*data["bodies"], *data["posts"], *data["offices"], *data["institutions"])),
        frozenset(data["passed"]),
        {short: full for full, forms in data["short"].items() for short in forms},
        _either(features),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def unbend(folded: str) -> str:
    """Folded text with d', du, des, del, de la as "de ", au, aux, al as "a ", l' as "le "; only for matching."""
    return _BENT_CUT.sub(" ", _BENT.sub(_straight, folded))


def _straight(match: re.Match[str]) -> str:
    return "de " if match[0][0] == "d" else "a " if match[0][0] == "a" else "le "


@lru_cache(maxsize=8)
def patterns(language: str) -> Patterns:
    """The patterns of ``language`` (en, fr, es); English for any other."""
    data = load_yaml("gazetteer/place_words.yaml")
    words = data[language if language in ("en", "fr", "es") else "en"]
    return _compiled(words, vocabulary())


def _before(words: dict[str, str], pattern: str) -> re.Pattern[str]:
    """What ends right before a name, or before a word that determines it ("the", "nearby")."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?: (?:{words['det']}))?$")


def _filled(words: dict[str, str], key: str, shared: Vocabulary) -> str:
    """A pattern with its numbers and bearings; "N" is a bearing only where a distance or "of" goes with it."""
    number = rf"(?:~ ?)?(?:{_either(shared.numbers)}|\d+(?:[.,]\d+)?(?: ?(?:to|-|a) ?\d+)?)"
    bearing = _either(b for b in shared.bearings if key in ("distance", "bearing") or len(b) > 2)
    return words[key].replace("NUM", number).replace("BRG", rf"(?:{bearing})\b")


_RELATIONS = {
    "border": "border", "near": "near", "axis": "between", "origin": "frm",
    "destination": "to", "in": "within", "of": "of",
}  # fmt: skip


def _relations(words: dict[str, str], shared: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The relations of a place to an event with the words that say so, the surest first."""
    measured = ((key, _filled(words, key, shared)) for key in ("distance", "inner", "bearing"))
    plain = ((key, words[name]) for key, name in _RELATIONS.items())
    return tuple((key, _before(words, pattern)) for key, pattern in (*measured, *plain))


def _compiled(words: dict[str, str], shared: Vocabulary) -> Patterns:
    before, hits = partial(_before, words), "|".join(words[key] for key in ("event", "fire", "harms"))
    feature, distance = shared.feature_pattern, _filled(words, "distance", shared)
    return Patterns(
        feature_before=re.compile(
            rf"(?<![\w-])(?P<f>{feature})(?:(?: (?!(?:de|of|in|a|en)\b)[\w-]+){{0,2}} (?:{_CALLED}))?"
            r"(?: (?:le|la|el|los|las|les|the))?$"
        ),
        trimmed=re.compile(rf"(?<![\w-])(?:{_ARTICLE})(?: [\w-]+){{0,3}}$"),
        relations=_relations(words, shared),
        open=before(words["open"]),
        arrives=before(words["arrives"]),
        landed=before(words["landed"]),
        struck=re.compile(rf"(?<!\w)(?:{hits})(?: [\w-]+){{0,3}}$"),
        carried=re.compile(rf"(?<!\w)(?:{words['carried']})(?!\w)"),
        shot=re.compile(rf"(?<!\w)(?:{words['shot']})(?: [\w-]+){{0,3}} (?:{words['to']})$"),
        care=before(rf"(?:{words['care']})(?: (?!(?:and|et|y)\b)[\w-]+){{0,2}} {_STEP}"),
        care_struck=re.compile(
            rf"(?<!\w)(?:{hits})(?: [\w-]+){{0,3}} (?:{words['care']})(?: [\w-]+){{0,4}}$"
        ),
        speaker=before(rf"(?:{words['speaker']})(?: [\w-]+){{0,4}} {_STEP}"),
        person_struck=before(
            rf"(?:(?:{hits}) (?:of|de|d)|(?:{words['harms']})(?: al?)? {_SOME}) "
            rf"(?:[\w-]+ ){{0,2}}(?:{words['speaker']})(?: [\w-]+){{0,2}} {_STEP}"
        ),
        seat_struck=before(
            rf"(?:{words['near']}|{words['harms']}|(?:{words['event']}) (?:on|at|against|contre|contra)|{_AT_THE_DOOR})"
            rf"(?: [\w-]+){{0,4}} (?:{words['seats']})(?: [\w-]+){{0,2}} {_STEP}"
        ),
        event_before=before(rf"(?:{words['event']}|{words['folk']})(?: (?!in\b)[\w-]+){{0,2}} (?:contr[ae]|{_STEP})"),
        raid_on=re.compile(rf"(?<![\w-])(?:{words['deed']}) (?:[\w-]+ ){{0,2}}(?:on|sur|sobre)$"),
        title=re.compile(rf"(?<![\w-])(?:{words['titles']})\.?$"),
        told=re.compile(rf"(?:{_TOLD}) a$"),
        feature_after=re.compile(rf"^ (?:(?:{_KIND}) )?(?P<f>{feature})\b"),
        described=re.compile(
            r"^(?:(?:,| -| –|;) (?:is |est |es )?| is | est | es )(?:an?|the|un|une|una|le|la|el) "
            rf"(?:[\w'-]+ ){{0,2}}?(?P<f>{feature})(?=[,.;:)]| (?:{_GOES_ON})\b)"
        ),
        away=re.compile(rf"^[^.;()]{{0,60}}?(?:{distance})(?: (?:the|la|cette|esta|le))? ?(?:{_TOWN})\b"),
        event_after=re.compile(words["event_after"]),
        said=re.compile(words["said"]),
        voiced=re.compile(rf"(?<![\w-])(?:{words['voiced']})$"),
    )  # fmt: skip


def kilometres(match: re.Match[str]) -> float | None:
    """The kilometres of a distance match; None when its figure can't be read."""
    words = match["km"].lstrip("~ ").strip()
    number = vocabulary().numbers.get(words)
    if number is None:
        first = re.match(r"\d+(?:[.,]\d+)?", words)
        number = float(first[0].replace(",", ".")) if first else None
    if number is None:
        return None
    unit = match["unit"]
    return number * _MILE_KM if unit.startswith("mi") else number / 1000 if unit.startswith("m") else float(number)


def bearing_of(match: re.Match[str]) -> str | None:
    """N, NE, … of a match with a group ``brg`` or ``adj``, or None."""
    groups = match.groupdict()
    word = groups.get("brg") or groups.get("adj")
    return vocabulary().bearings.get(word) if word else None
