"""The machine's reasons in the reader's language: takes a note as the corridor wrote it, gives it in words.

``notes.yaml`` holds every form of a reason with its slots; what a slot holds (a country's code, an actor's id, another
reason) is put into words too. Invariant: what no form fits, such as a reader's own words, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tocsin.publish.tongue import Tongue, tongue
from tocsin.serve.words import LANGUAGES, words

__all__ = ["note"]

_SLOT = re.compile(r"{(\w+)}")
_NEXT = re.compile(r"; (?![^(]*\))")
"""Between reasons, outside parentheses."""
_VOICE = re.compile(r" \([^\s()]+\)(?:, |$)")
"""Behind a voice of a step: the id of its record."""
_LEVEL = re.compile(r"([^+]+?) ([+-]\d[\d.]*)(?:, |$)")
_NUMBER = re.compile(r"\d+")
_KEPT = 20_000
"""Notes kept in words: those of a few thousand records."""


@dataclass(frozen=True, slots=True)
class _Form:
    written: re.Pattern[str]
    said: tuple[str, ...]


@lru_cache(maxsize=1)
def _forms() -> list[_Form]:
    text = (Path(__file__).parents[1] / "notes.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [_Form(_pattern(row[0]), tuple(row[1:])) for row in rows]


def _pattern(written: str) -> re.Pattern[str]:
    """Only a slot for another reason takes what stands between reasons."""
    pieces = _SLOT.split(written)
    slots = (_taking(piece) if number % 2 else re.escape(piece) for number, piece in enumerate(pieces))
    return re.compile("".join(slots))


def _taking(slot: str) -> str:
    return f"(?P<{slot}>{'.+?' if slot in ('why', 'reason') else '[^;]+?'})"


@lru_cache(maxsize=_KEPT)
def note(text: str, language: str) -> str:
    """The note in a language of the interface."""
    reasons = _NEXT.split(text)
    sizes = range(1, len(reasons) + 1)  # a form may hold a semicolon of its own
    size, said = next(((n, one) for n in sizes if (one := _one("; ".join(reasons[:n]), language))), (1, reasons[0]))
    rest = "; ".join(reasons[size:])
    return f"{said}{tongue(language)('semicolon')}{note(rest, language)}" if rest else said


def _one(reason: str, language: str) -> str | None:
    for form in _forms():
        found = form.written.fullmatch(reason)
        if found:
            say = tongue(language)
            slots = {name: _slot(name, value, say) for name, value in found.groupdict().items()}
            return form.said[LANGUAGES.index(language)].format(**slots)
    return None


def _slot(name: str, value: str, say: Tongue) -> str:
    match name:
        case "country":
            return say.country(value) or value
        case "actor" | "other_actor":
            return say.known(value)
        case "actors":
            return ", ".join(map(say.known, value.split(", ")))
        case "why" | "reason":
            return note(value, say.language)
        case "status":
            return words(say.language).named("status", value)
        case "who":
            return ", ".join(say.actor(one) for one in _VOICE.split(value) if one)
        case "dead" | "range":
            low, *rest = map(int, _NUMBER.findall(value))
            return say.figure(low, None if value.endswith("more") else rest[0] if rest else low)
        case "levels":
            return ", ".join(f"{note(level, say.language)} {points}" for level, points in _LEVEL.findall(value))
        case "bearing":
            return value if say.language == "en" else value.replace("W", "O")
        case _:
            return value
