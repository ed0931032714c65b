"""What is no news of violence: takes sentences, says which of them speak figuratively or of play.

Sport, film, markets and accidents borrow the words of war; exercises and films stage it. A paragraph that is full of such
words is shut out, a whole report when its opening is. Invariant: the gate only closes; it never makes an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Sentence
from tocsin.text import fold

__all__ = ["shut_paragraphs"]

_CLEARLY = 3  # distinct words of a figurative domain that shut a paragraph on their own


def shut_paragraphs(sentences: Sequence[Sentence], words: Lexicon) -> frozenset[int]:
    """The paragraphs from which no event may come."""
    texts: dict[int, str] = {}
    for sentence in sentences:
        texts[sentence.paragraph] = texts.get(sentence.paragraph, "") + " " + fold(sentence.span.text)
    coded = {s.paragraph for s in sentences if s.block in ("headline", "body", "bullet")}
    whole = " ".join(texts[p] for p in sorted(coded))
    if _is_figurative_report(whole, words) or _is_staged(whole, words):
        return frozenset(texts)
    return frozenset(p for p, text in texts.items() if _is_figurative(text, words))


def _distinct(text: str, words: Lexicon, name: str) -> int:
    return len({m.group() for m in words.pattern(name).finditer(text)})


def _is_figurative_report(whole: str, words: Lexicon) -> bool:
    sport = _distinct(whole, words, "figurative.sport")
    return sport >= 7 and sport > 1.2 * _distinct(whole, words, "armed_words")


def _is_staged(whole: str, words: Lexicon) -> bool:
    """An exercise told as if it were real: several words of play near the top."""
    head = whole[: max(900, len(whole) // 2)]
    return len(list(words.pattern("modality.simulated").finditer(head))) >= 4


def _is_figurative(text: str, words: Lexicon) -> bool:
    sport = _distinct(text, words, "figurative.sport")
    return sport >= _CLEARLY and sport >= _distinct(text, words, "armed_words")
