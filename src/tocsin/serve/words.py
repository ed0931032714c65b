"""The words of the interface in English, French and Spanish: takes a key and a language, gives the words.

``words.yaml`` holds one row a key: the English, French and Spanish, in this order. Invariant: every key has all three,
and a template that asks for an unknown key fails its test rather than showing a hole.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from starlette.requests import Request

__all__ = ["LANGUAGES", "Words", "language_of", "words"]

LANGUAGES = ("en", "fr", "es")
LANGUAGE_COOKIE = "tocsin_lang"


class Words:
    """All words of one language; call it with a key, and with values for its braces."""

    def __init__(self, language: str, table: dict[str, str]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key.

        Raises:
            KeyError: there is no such key.
        """
        return self._table[key].format(**values) if values else self._table[key]

    def named(self, prefix: str, value: str) -> str:
        """The words for one value of a closed list, the value itself where the list doesn't hold it."""
        return self._table.get(f"{prefix}.{value}", value)


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language."""
    rows = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    column = LANGUAGES.index(language)
    return Words(language, {key: row[column] for key, row in rows.items()})


def language_of(request: Request) -> str:
    """The language asked for: in the address, by an earlier choice, or by the browser's wishes; else English."""
    wishes = [request.query_params.get("lang", ""), request.cookies.get(LANGUAGE_COOKIE, "")]
    wishes += [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((wish for wish in wishes if wish in LANGUAGES), "en")
