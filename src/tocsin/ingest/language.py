"""Clean text -> language: takes a text, gives "en", "fr" or "es", the three that can be coded, or refuses.

Function words are counted, as they make up a third of any running text and hardly travel between languages
(Grefenstette 1995). A word that several languages share counts less in each. Neighbouring languages are profiled too,
so that Portuguese isn't taken for Spanish. A few words without grammar are known by the lexicons' words of violence.
Invariant: the answer depends on the text alone; a text in no codable
language is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from tocsin.errors import InputError
from tocsin.knowledge.files import load_yaml
from tocsin.knowledge.lexicon import compile_words, in_any_language, lexicon
from tocsin.text import fold

__all__ = ["LANGUAGES", "check_language", "detect_language"]

LANGUAGES = ("en", "fr", "es")
_SAMPLE_CHARS = 20_000  # ten pages: more changes no answer
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|(?<!\S)\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_SHARE = 0.10  # running text of the three has 0.3 to 0.5, telegraphic logs 0.15
_MIN_LEAD = 1.15  # over languages that can't be coded; mixtures of en, fr and es need none
_FEW_WORDS = 12  # too few to tell, unless the words are clear
_CLEAR, _FAR_LEAD = 0.25, 2.0  # weight from which they are, and their lead over the other two
_HINT = "pass --language to force one"


@dataclass(frozen=True, slots=True)
class _Profiles:
    codes: dict[str, str]  # name -> code, of those that can be coded
    weights: dict[str, tuple[tuple[str, float], ...]]  # word -> (language, weight)
    scripts: dict[str, str]


@lru_cache(maxsize=1)
def _profiles() -> _Profiles:
    data = load_yaml("lexicon/languages.yaml")
    words = {name: set(listed.split()) for name, listed in data["words"].items()}
    shared = Counter(word for own in words.values() for word in own)
    weights = {w: tuple((n, 1 / shared[w]) for n, own in words.items() if w in own) for w in shared}
    return _Profiles({name: code for code, name in data["codable"].items()}, weights, data["scripts"])


def check_language(code: str) -> str:
    """The code of a language that the caller names: "en", "EN", "en-GB".

    Raises:
        InputError: it is none of ``LANGUAGES``.
    """
    short = code.strip().lower().replace("_", "-").split("-")[0]
    if short not in LANGUAGES:
        raise InputError(f"unknown language {code!r}; known are {', '.join(LANGUAGES)}")
    return short


def detect_language(text: str, default: str = "en") -> str:
    """The language of a text; ``default`` for a few known words that tell no language, such as "IED, Gao".

    Raises:
        InputError: the text is in none of ``LANGUAGES``, as far as can be told.
    """
    sample = _NO_WORDS.sub(" ", text[:_SAMPLE_CHARS])
    _check_script(sample)
    words = [word.lower() for word in _WORD.findall(sample)]
    scores, hits = _score(words)
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    codes = _profiles().codes
    if len(words) < _FEW_WORDS and (not ranked or scores[ranked[0]] < 1):
        if not any(hits[name] for name in codes) and not _tells_of_violence(sample):
            return _refuse(next(iter(ranked), None))
        return next((codes[name] for name in codes if _stands_out(name, scores, hits)), default)
    if not ranked:
        return _refuse(None)
    best = next((name for name in ranked if name in codes), None)
    rival = next((name for name in ranked if name not in codes), None)
    if best is None or hits[best] < _MIN_SHARE * len(words):
        return _refuse(rival)
    if rival and scores[best] < _MIN_LEAD * scores[rival] and not _told_apart(words, best, rival):
        return _refuse(rival)
    return codes[best]


def _score(words: list[str]) -> tuple[Counter[str], Counter[str]]:
    """For each language the weight and the number of its function words in the text."""
    weights = _profiles().weights
    scores: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word, count in Counter(words).items():
        for name, weight in weights.get(word, ()):
            scores[name] += count * weight  # type: ignore[assignment]  # Counter of floats
            hits[name] += count
    return scores, hits


def _stands_out(name: str, scores: Counter[str], hits: Counter[str]) -> bool:
    """True for a language that a few words speak for far more than for the other two: "Atacaron el puesto"."""
    others = max(scores[other] for other in _profiles().codes if other != name)
    return hits[name] > 1 and scores[name] >= _CLEAR and scores[name] >= _FAR_LEAD * others  # one may be a name's


def _tells_of_violence(sample: str) -> bool:
    """True when a trigger, a weapon or a word of casualties stands in it; loaded for a few bare words alone."""
    folded = fold(sample)
    if any(pattern.search(folded) for pattern in (in_any_language("weapons"), _casualties())):
        return True
    return any(next(lexicon(code).triggers[0].finditer(folded), None) for code in LANGUAGES)


@lru_cache(maxsize=1)
def _casualties() -> re.Pattern[str]:
    cues = [cue for code in LANGUAGES for cue in load_yaml(f"lexicon/{code}/counts.yaml")["cues"].values()]
    return compile_words(*(words for cue in cues for sort in cue.values() for words in sort))


def _told_apart(words: list[str], one: str, other: str) -> bool:
    """True when the words that only one of two neighbours has speak for ``one``; what they share tells nothing."""
    weights = _profiles().weights
    names = [{name for name, _ in weights.get(word, ())} for word in words]
    ours = sum(one in named and other not in named for named in names)
    theirs = sum(other in named and one not in named for named in names)
    return ours >= _MIN_LEAD * theirs


def _check_script(sample: str) -> None:
    """Refuses a text whose letters are mostly not Latin."""
    letters = [c for c in sample if c > "\u02ff" and c.isalpha()] if not sample.isascii() else []
    if not letters:
        return
    latin = sum(c <= "\u024f" and c.isalpha() for c in sample)
    if len(letters) <= latin:
        return
    script, _ = Counter(unicodedata.name(c, "?").split()[0] for c in letters).most_common(1)[0]
    _refuse(_profiles().scripts.get(script, f"{script.capitalize()} script"))


def _refuse(rival: str | None) -> str:
    seen = f" (rather {rival})" if rival else ""
    raise InputError(f"language looks like none of {', '.join(LANGUAGES)}{seen}; {_HINT}")
