"""The learned tagger: takes English sentences, gives the words that fill a role in an incident, and who says what.

A small encoder (all-MiniLM-L6-v2, Apache-2.0) with a head for the roles of MUC-4 and one for attributions;
``training/`` holds how. It knows persons and bodies that did it, things and persons struck, and weapons; sources, cues
and contents. Invariant: every span repeats the words of the text; nothing heavy is loaded before the first call.

    windows    sentences -> what the network reads at once     session    the network itself (onnxruntime)
    decode     probabilities -> spans                          sayings    cues with their sources and contents
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.tagger.decode import KINDS, ROLES, Tagged, tagged
from tocsin.extract.tagger.sayings import Saying, sayings
from tocsin.extract.tagger.session import probabilities, tokenizer
from tocsin.extract.tagger.windows import windows
from tocsin.model import Sentence

__all__ = ["KINDS", "ROLES", "Saying", "Tagged", "attributions", "tag"]


def tag(text: str, sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The fillers in ``sentences`` of ``text``, in text order.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    runs = probabilities(windows(sentences, tokenizer()))
    found = (one for window, roles, kinds, _ in runs for one in tagged(text, window, roles, kinds))
    return tuple(sorted(found, key=lambda one: (one.span, one.role)))


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Saying, ...]:
    """Who says what in ``sentences`` of ``text``, in the order of the words of saying.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    runs = probabilities(windows(sentences, tokenizer()))
    found = (one for window, _, _, said in runs for one in sayings(text, window, said))
    return tuple(sorted(found, key=lambda one: one.cue))
