"""Who acts in armed conflict: a dated register of organisations, the forces of every state, and the nouns for the
rest.

Takes the YAML files beside it, gives look-ups: ``get``, ``active``, ``children``, ``related``, ``successor`` for the
register, ``lexicon`` and ``head`` for the words. Invariant: pure data, read once. Kinds follow the ACLED codebook
(2024); every organisation names the public source of its dates.
"""

from __future__ import annotations

from tocsin.knowledge.actors.crosswalks import codes_of
from tocsin.knowledge.actors.demonyms import country_name
from tocsin.knowledge.actors.lexicon import Head, Joins, Lexicon, Phrase, head, lexicon
from tocsin.knowledge.actors.lineage import children, forerunners, is_jihadist, related, successor
from tocsin.knowledge.actors.registry import (
    UNLISTED,
    Change,
    Names,
    Organisation,
    active,
    get,
    organisations,
)

__all__ = [
    "UNLISTED",
    "Change",
    "Head",
    "Joins",
    "Lexicon",
    "Names",
    "Organisation",
    "Phrase",
    "active",
    "children",
    "codes_of",
    "country_name",
    "forerunners",
    "get",
    "head",
    "is_jihadist",
    "lexicon",
    "organisations",
    "related",
    "successor",
]
