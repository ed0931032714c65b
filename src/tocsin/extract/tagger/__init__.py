"""The learned tagger: takes English sentences, gives the words that fill a role in an incident, with probabilities.

A small encoder (all-MiniLM-L6-v2, Apache-2.0) tuned on MUC-4's ``train`` reports; ``training/`` holds how. It knows
persons and bodies that did it, things and persons struck, and weapons. Invariant: every span repeats the words of the
text; nothing heavy is loaded before the first call.

    windows    sentences -> what the network reads at once     session    the network itself (onnxruntime)
    decode     probabilities -> spans
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.extract.tagger.decode import KINDS, ROLES, Tagged, spans
from tocsin.extract.tagger.session import probabilities, tokenizer
from tocsin.extract.tagger.windows import windows
from tocsin.model import Sentence

__all__ = ["KINDS", "ROLES", "Tagged", "tag"]


def tag(text: str, sentences: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The fillers in ``sentences`` of ``text``, in text order.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    runs = probabilities(windows(sentences, tokenizer()))
    found = (one for window, labels, kinds in runs for one in spans(text, window, labels, kinds))
    return tuple(sorted(found, key=lambda one: (one.span, one.role)))
