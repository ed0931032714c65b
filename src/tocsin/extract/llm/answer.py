"""The shape of the model's answer: takes its JSON, gives events made of quotations.

The words are the contract's (ACLED's sub-events, its roles, casualty kinds and modalities), but every value that says
something of the world is a quotation. Invariant: what leaves here fits the schema; a value of another type is an error,
never guessed at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tocsin.errors import LlmError
from tocsin.knowledge.files import load_yaml

__all__ = ["MODALITIES", "EventAnswer", "parse_answer", "schema"]

MODALITIES = ("occurred", "ongoing", "planned", "threatened", "attempted", "foiled", "hypothetical", "denied")
ROLES = ("attacker", "target", "victim", "participant", "arrested", "signatory")
KINDS = ("killed", "wounded", "abducted", "missing", "captured", "displaced", "arrested")
_SHOWN = 60  # characters of a wrong value in a message


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """One event as the model tells it: names from closed lists, and quotations. Pairs are (role or kind, quotation)."""

    trigger: str
    sub_event_type: str
    modality: str
    background: bool
    time: str | None
    place: str | None
    actors: tuple[tuple[str, str], ...]
    casualties: tuple[tuple[str, str], ...]
    claimed_by: str | None

    @property
    def quotes(self) -> tuple[str, ...]:
        """Every quotation but the trigger."""
        single = (self.time, self.place, self.claimed_by)
        return (*(q for q in single if q), *(q for _, q in self.actors), *(q for _, q in self.casualties))


def schema() -> dict[str, Any]:
    """The JSON schema that the server is asked to hold the model to."""
    quote = {"type": "string"}
    event = {
        "trigger": quote,
        "sub_event_type": _one_of(sub_events()),
        "modality": _one_of(MODALITIES),
        "background": {"type": "boolean"},
        "time": {"type": ["string", "null"]},
        "place": {"type": ["string", "null"]},
        "actors": {"type": "array", "items": _object({"role": _one_of(ROLES), "quote": quote})},
        "casualties": {"type": "array", "items": _object({"kind": _one_of(KINDS), "quote": quote})},
        "claimed_by": {"type": ["string", "null"]},
    }
    return _object({"events": {"type": "array", "items": _object(event)}})


def sub_events() -> tuple[str, ...]:
    """ACLED's twenty-five names."""
    return tuple(load_yaml("ontology/events.yaml"))


def _one_of(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def parse_answer(content: str) -> tuple[EventAnswer, ...]:
    """The events of an answer, in its order.

    Raises:
        LlmError: it is no JSON, or not of the schema.
    """
    try:
        data = json.loads(_unfenced(content))
    except (ValueError, RecursionError) as error:
        raise LlmError(f"the answer is no JSON: {_short(content)}") from error
    if not isinstance(data, dict):
        raise _wrong("the answer", data)
    return tuple(_event(row) for row in _rows(data, "events"))


def _unfenced(content: str) -> str:
    """Without the code fence in which some servers wrap JSON."""
    body = content.strip()
    if body.startswith("```") and body.endswith("```"):
        body = body[3:-3].removeprefix("json")
    return body


def _event(row: dict[str, Any]) -> EventAnswer:
    return EventAnswer(
        trigger=_text(row, "trigger"),
        sub_event_type=_named(row, "sub_event_type", sub_events()),
        modality=_named(row, "modality", MODALITIES),
        background=_flag(row, "background"),
        time=_optional(row, "time"),
        place=_optional(row, "place"),
        actors=tuple((_named(a, "role", ROLES), _text(a, "quote")) for a in _rows(row, "actors")),
        casualties=tuple((_named(c, "kind", KINDS), _text(c, "quote")) for c in _rows(row, "casualties")),
        claimed_by=_optional(row, "claimed_by"),
    )


def _rows(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    rows = data.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(key, rows)
    return rows


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(key, value)
    return value


def _optional(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return None if value is None or value == "" else _text(row, key)


def _named(row: dict[str, Any], key: str, names: tuple[str, ...]) -> str:
    value = _text(row, key)
    if value not in names:
        raise _wrong(key, value)
    return value


def _flag(row: dict[str, Any], key: str) -> bool:
    value = row.get(key)
    if not isinstance(value, bool):
        raise _wrong(key, value)
    return value


def _wrong(key: str, value: object) -> LlmError:
    return LlmError(f"the answer doesn't fit the schema: {key} is {_short(json.dumps(value, default=str))}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
