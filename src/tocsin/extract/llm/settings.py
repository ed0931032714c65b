"""Which language model is asked: takes the environment, gives one frozen ``LlmSettings``.

    TOCSIN_LLM_URL     base address of the server, such as http://localhost:8000/v1
    TOCSIN_LLM_MODEL   the model's name there
    TOCSIN_LLM_KEY     its key, if the server wants one; never logged, cached or part of an error
    TOCSIN_LLM_PRICE   "in,out": dollars a million tokens of prompt and of answer, for the count of costs

Invariant: the key stays out of ``repr``, so that it can't slip into a log.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tocsin.errors import SettingsError

__all__ = ["LlmSettings", "llm_settings"]

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The server, the model, and how patient we are; ``price`` is dollars a million tokens in and out."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    price: tuple[float, float] | None = None
    timeout_s: float = 120.0  # for one attempt, from the first byte sent to the last one read
    attempts: int = 4  # of one request, the first included
    backoff_s: float = 1.0  # before the second attempt, doubled for each one after it
    max_tokens: int = 8192  # of one answer; a page of twenty events takes about 3,000
    seed: int = 7

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise SettingsError("must be an http or https address without user and password", "TOCSIN_LLM_URL")
        if not self.model:
            raise SettingsError("names no model", "TOCSIN_LLM_MODEL")

    @property
    def endpoint(self) -> str:
        """The full address of chat completions."""
        base = self.url.rstrip("/")
        if base.endswith(_PATH):
            return base
        return base + _PATH if base.endswith("/v1") else f"{base}/v1{_PATH}"

    @property
    def host(self) -> str:
        """The server's name, for messages."""
        return urlsplit(self.url).netloc


def llm_settings(environ: Mapping[str, str] = os.environ) -> LlmSettings:
    """The settings that the environment holds; an empty variable counts as not set.

    Raises:
        SettingsError: no address or model, or a value that can't be one.
    """
    missing = [name for name in ("TOCSIN_LLM_URL", "TOCSIN_LLM_MODEL") if not environ.get(name)]
    if missing:
        raise SettingsError("is needed to ask a language model", missing[0])
    return LlmSettings(
        url=environ["TOCSIN_LLM_URL"],
        model=environ["TOCSIN_LLM_MODEL"],
        key=environ.get("TOCSIN_LLM_KEY") or None,
        price=_price(environ.get("TOCSIN_LLM_PRICE")),
    )


def _price(text: str | None) -> tuple[float, float] | None:
    if not text:
        return None
    try:
        into, out = (float(part) for part in text.split(","))
    except ValueError as error:
        raise SettingsError('must be two numbers such as "0.15,0.60"', "TOCSIN_LLM_PRICE") from error
    return into, out
