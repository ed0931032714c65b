"""What is no news of violence: takes sentences, says which of them speak figuratively, of play, or of mishap.

Sport, markets and hackers borrow the words of war, films and exercises stage it; beasts, accidents, epidemics and
floods count dead too. Each domain has words of its own that news of violence seldom needs; a paragraph rich in them is
shut, and the whole report when it is rich in them and poorer in armed men. Invariant: the gate only closes; it never
makes an event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import Sentence
from tocsin.text import fold

__all__ = ["shut_paragraphs"]

_CODED = ("headline", "body", "bullet")


@dataclass(frozen=True, slots=True)
class _Domain:
    """From how many distinct words on a domain shuts a paragraph or a report.

    ``weight`` is what one such word weighs against one distinct word ``against`` it: the words of a film set stand
    beside those of the war that it stages, those of sport seldom do.
    """

    words: str
    paragraph: int
    report: int
    weight: float
    against: str = "armed_words"


_UNOPPOSED = 1  # so many words fewer are enough where no word at all stands against a domain
_DOMAINS = (
    _Domain("gate.sport", 3, 5, 1.0),
    _Domain("gate.stage", 4, 5, 1.2),
    _Domain("gate.market", 3, 5, 1.5),
    _Domain("gate.drill", 3, 4, 2.2),
    _Domain("gate.cyber", 3, 5, 2.0),
    _Domain("gate.accident", 2, 3, 1.0, "gate.intent"),
    _Domain("gate.illness", 3, 4, 0.3, "gate.intent"),
    _Domain("gate.disaster", 3, 4, 0.3, "gate.intent"),
    _Domain("gate.beast", 3, 4, 1.2),
)


_PLAYED = ("gate.sport", "gate.stage", "gate.market", "gate.figure")
_FIGURE = 3  # distinct words of play, stage, market or politics from which a report without a literal word is a figure

_STAGED = 3  # distinct words of drills beside "it was a drill" from which the whole report tells of one


def shut_paragraphs(sentences: Sequence[Sentence], words: Lexicon) -> frozenset[int]:
    """The paragraphs from which no event may come."""
    texts: dict[int, str] = {}
    for sentence in sentences:
        if sentence.block in _CODED:
            texts[sentence.paragraph] = texts.get(sentence.paragraph, "") + " " + fold(sentence.span.text)
    whole = " ".join(texts[p] for p in sorted(texts))
    told = [domain for domain in _DOMAINS if _distinct(whole, words, domain.words) >= domain.paragraph - _UNOPPOSED]
    if any(_fills(whole, domain, domain.report, words) for domain in told) or _mishap(whole, words):
        return frozenset(texts)
    if _is_figure(whole, words) or (_is_staged(whole, words) and _distinct(whole, words, "gate.drill") >= _STAGED):
        return frozenset(texts)
    return frozenset(p for p, text in texts.items() if _is_shut(text, told, words))


def _is_shut(text: str, told: Sequence[_Domain], words: Lexicon) -> bool:
    """True when one of the domains that the whole report has words enough of fills the paragraph."""
    filled = any(_fills(text, domain, domain.paragraph, words) for domain in told)
    return filled or _mishap(text, words) or _is_staged(text, words)


def _is_staged(text: str, words: Lexicon) -> bool:
    """True where the text itself says so: "It was the yearly drill"."""
    return bool(words.pattern("gate.staged").search(text))


def _is_figure(text: str, words: Lexicon) -> bool:
    """True for contests told in the words of war, where nobody bears arms, dies or protests: "raided the board"."""
    own = {m.group() for name in _PLAYED for m in words.pattern(name).finditer(text)}
    return len(own) >= _FIGURE and not words.pattern("gate.literal").search(text)


def _distinct(text: str, words: Lexicon, name: str) -> int:
    return len({m.group() for m in words.pattern(name).finditer(text)})


def _fills(text: str, domain: _Domain, least: int, words: Lexicon) -> bool:
    """True when a domain has enough words of its own, and more weight than those that speak against it."""
    own = _distinct(text, words, domain.words)
    if own < least - _UNOPPOSED:
        return False
    against = _distinct(text, words, domain.against)
    return own >= (least if against else least - _UNOPPOSED) and own * domain.weight > against


def _mishap(text: str, words: Lexicon) -> bool:
    """An accident of which the text says that it was no attack."""
    return bool(words.pattern("gate.ruled_out").search(text)) and bool(words.pattern("gate.accident").search(text))
