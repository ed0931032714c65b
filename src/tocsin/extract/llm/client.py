"""Asks a model once for each text: takes a stretch of a report, gives the events of the answer and what they took.

Temperature 0 and a seed; an answer that fits the schema is kept under the hash of model, messages and limits in the
cache folder, and is never asked for again. A server that takes no schema or seed is asked without. Invariant: an answer
that is refused, cut off, no JSON or of another shape is an ``LlmError``, never an empty list of events.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.errors import LlmError
from tocsin.extract.llm.answer import EventAnswer, parse_answer
from tocsin.extract.llm.prompt import messages, response_format
from tocsin.extract.llm.settings import LlmSettings
from tocsin.extract.llm.usage import Ledger, LlmUsage
from tocsin.extract.llm.wire import Rejected, Sent, post
from tocsin.knowledge.files import cache_folder, write_atomic
from tocsin.model import Report

__all__ = ["CutOff", "LlmClient"]

_TRIES = 2  # requests for one text when the answer is of no use
_CACHE = "llm"


class CutOff(LlmError):
    """The answer reached the limit of tokens: a shorter text may pass."""


@dataclass(frozen=True, slots=True)
class LlmClient:
    """One model; ``cache`` is a folder, None to keep nothing; ``pause`` waits between attempts."""

    settings: LlmSettings
    cache: Path | None = field(default_factory=lambda: cache_folder() / _CACHE)
    pause: Callable[[float], None] = time.sleep

    def ask(self, report: Report, text: str, ledger: Ledger) -> tuple[EventAnswer, ...]:
        """The events that the model sees in ``text``, a stretch of ``report``; the ledger counts failures too.

        Raises:
            CutOff: the answer is longer than the limit of tokens.
            LlmError: no usable answer.
        """
        body = self._body(report, text)
        kept = self._path(body)
        known = _read(kept)
        if known is not None:
            ledger.add(LlmUsage(cached=1))
            return known
        content, events = self._asked(body, ledger)
        if kept is not None:
            write_atomic(kept, json.dumps({"content": content}).encode())
        return events

    def _body(self, report: Report, text: str) -> dict[str, Any]:
        return {
            "model": self.settings.model,
            "messages": messages(report, text),
            "temperature": 0,
            "seed": self.settings.seed,
            "max_tokens": self.settings.max_tokens,
            "response_format": response_format(),
        }

    def _path(self, body: dict[str, Any]) -> Path | None:
        key = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return self.cache / f"{key}.json" if self.cache else None

    def _asked(self, body: dict[str, Any], ledger: Ledger) -> tuple[str, tuple[EventAnswer, ...]]:
        """Content and events of the first answer that is of use."""
        for attempt in range(_TRIES):
            content = self._content({**body, "seed": body["seed"] + attempt}, ledger)
            try:
                return content, parse_answer(content)
            except LlmError as error:
                error.where = self.settings.host
                if attempt + 1 == _TRIES:
                    raise
        raise AssertionError("unreachable")

    def _content(self, body: dict[str, Any], ledger: Ledger) -> str:
        """The text of one answer; the usage is counted whatever comes."""
        started = time.monotonic()
        try:
            sent = self._sent(body)
        finally:
            ledger.add(LlmUsage(requests=1, seconds=time.monotonic() - started))
        data = _json(sent.data, self.settings.host)
        ledger.add(self._tokens(data.get("usage")) + LlmUsage(retries=sent.retries))
        return _content_of(data, self.settings)

    def _sent(self, body: dict[str, Any]) -> Sent:
        try:
            return post(self.settings, body, self.pause)
        except Rejected:
            plain = {key: value for key, value in body.items() if key not in ("response_format", "seed")}
            return post(self.settings, plain, self.pause)

    def _tokens(self, usage: object) -> LlmUsage:
        counts = usage if isinstance(usage, dict) else {}
        into, out = (_number(counts.get(name)) for name in ("prompt_tokens", "completion_tokens"))
        price = self.settings.price
        cost = (into * price[0] + out * price[1]) / 1e6 if price else None
        return LlmUsage(prompt_tokens=into, answer_tokens=out, cost_usd=cost)


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _read(path: Path | None) -> tuple[EventAnswer, ...] | None:
    """The events of a kept answer; None when there is none that can be read."""
    if path is None:
        return None
    try:
        return parse_answer(json.loads(path.read_bytes())["content"])
    except (OSError, ValueError, KeyError, TypeError, LlmError):
        return None


def _json(data: bytes, host: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LlmError("the server's answer is no JSON", host) from error
    if not isinstance(found, dict):
        raise LlmError("the server's answer is no object", host)
    return found


def _content_of(data: dict[str, Any], settings: LlmSettings) -> str:
    """The words of the model.

    Raises:
        CutOff: they end at the limit.
        LlmError: there are none: a refusal, a filter, another shape.
    """
    try:
        choice = data["choices"][0]
        message = choice["message"]
        refusal, content, end = message.get("refusal"), message.get("content"), choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise LlmError("the server's answer has no message", settings.host) from error
    if refusal or end == "content_filter":
        said = f": {' '.join(str(refusal).split())[:120]}" if refusal else ""
        raise LlmError(f"the model refuses{said}", settings.host)
    if end == "length":
        raise CutOff(f"the answer is cut off at {settings.max_tokens} tokens", settings.host)
    if not isinstance(content, str) or not content.strip():
        raise LlmError("the model's answer is empty", settings.host)
    return content
