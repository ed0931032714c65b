"""Names that may be places: takes a sentence, gives runs of capitals cut into names, each with what is known of it.

A run is capitalised words joined by a space or by de, del, of, al…; elided and possessive parts are cut off
("d'Ansongo", "Iraq's"). A run becomes a name when the gazetteer knows it whole, or loses the feature word at its end
or head ("Province du Séno", "Borno State"), or is cut where a month, a title or a verb in title case stands.
Invariant: spans lie inside the sentence and never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tocsin.extract.place_words import vocabulary
from tocsin.knowledge.gazetteer import country_named, gazetteer
from tocsin.text import fold

__all__ = ["Name", "Token", "capital_runs", "case_of", "is_main", "knowledge_of", "names_in", "tokens_of"]

_TOKEN = re.compile(r"(?<!\w)U\.[KS]\.(?!\w)|[^\W_]+(?:['’‘ʼ\-‑][^\W_]+)*")
_ELIDED = re.compile(r"^(?:[dDlLsS]|[qQ]u|[jJ]usqu|[jJcCmMnNtT](?=['’][a-zà-ÿ]))['’](?=\w)")
_POSSESSIVE = re.compile(r"['’]s$")
_PREFIX = re.compile(r"^(?:al|el|ar|as|ad|an|at|az|ash|es|ez|ed|er|et)[-‑](?=[^\W\d_])")
_PARTY = re.compile(r"^[A-Z]-(?=[A-Z][a-z])")  # "D-Charleston", a member's party and town
_SUFFIX = re.compile(r"-(?:based|area|born|controlled|held|run|wide)$")  # "Tbilisi-based"
_SHORT = frozenset(["st", "ste", "sto", "sta", "mt", "ft", "pto", "gral"])  # "Sto. Niño", "Mt. Elgon"
_JOINS = frozenset(["de", "du", "des", "del", "of", "al", "el", "da", "do", "dos", "ez", "ech", "ul"])
_VENUES = frozenset(["airport", "hospital", "university", "college", "prison", "stadium", "barracks"])
_NUMBERED = frozenset(
    [
        "kilometre",
        "kilometer",
        "kilometro",
        "km",
        "pk",
        "zone",
        "zona",
        "sector",
        "secteur",
        "mile",
        "camp",
        "tower",
        "hill",
    ]
)
_ARTICLES = frozenset(["la", "las", "los", "le", "les", "l", "el"])
_STRONG_POPULATION = 15_000  # persons; a bare name without a word of place about it counts from this size on
_LONGEST = 5  # words of a name
_WATERS = frozenset(["mer", "mar", "golfe", "golfo", "lac", "lago", "detroit", "estrecho"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the sentence, its elided article and possessive cut off."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: offsets within the sentence; ``level`` is country, strong, known or unknown."""

    start: int
    end: int
    text: str
    level: str
    feature: str | None = None
    full: str | None = None  # the name in full where the text shortens it ("Ky.")


@lru_cache(maxsize=16384)
def knowledge_of(name: str) -> str:
    """How well the gazetteer knows ``name``: country, strong (division, curated, large), known, unknown."""
    if country_named(name):
        return "country"
    matches = gazetteer().exact(name)
    if not matches:
        return "unknown"
    strong = any(
        m.entry.curated or m.entry.feature == "region" or m.entry.population >= _STRONG_POPULATION for m in matches
    )
    return "strong" if strong else "known"


def is_main(name: str) -> bool:
    """True when ``name`` is the first name of some place, not only a further one."""
    return any(m.score == 1.0 for m in gazetteer().exact(name))


def tokens_of(text: str) -> list[Token]:
    """The words of ``text``."""
    found = []
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match[0]
        elided = _ELIDED.match(word)
        if elided:
            start, word = start + elided.end(), word[elided.end() :]
        party = _PARTY.match(word)
        if party:
            start, word = start + 2, word[2:]
        word = _SUFFIX.sub("", _POSSESSIVE.sub("", word))
        prefix = _PREFIX.match(word)
        capital = word[prefix.end() if prefix else 0].isupper()
        found.append(Token(start, start + len(word), word, fold(word), capital))
    return found


def case_of(text: str, tokens: list[Token], language: str) -> str:
    """Plain, title (an English headline) or upper: in the last two a capital says little."""
    words = [t for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    if len(words) > 2 and sum(t.text.isupper() for t in words) > 0.8 * len(words):
        return "upper"
    headline = language not in ("fr", "es") and len(words) > 4 and not text.rstrip().endswith((".", ":"))
    return "title" if headline and sum(t.capital for t in words) > 0.75 * len(words) else "plain"


def names_in(text: str, tokens: list[Token], case: str) -> list[Name]:
    """The candidate names of the sentence, in order."""
    found: list[Name] = []
    for run in capital_runs(text, _with_waters(text, tokens)):
        if case == "plain":
            found.extend(_cut(text, run))
        else:
            found.extend(_known_within(text, run))
    return found


def _with_waters(text: str, tokens: list[Token]) -> list[Token]:
    """Waters are written small in French and Spanish: "en mer Rouge", "el golfo de Adén", "le lac Tchad"."""
    return [
        replace(t, capital=True) if not t.capital and t.folded in _WATERS and _names_water(text, tokens[i:]) else t
        for i, t in enumerate(tokens)
    ]


def _names_water(text: str, tokens: list[Token]) -> bool:
    return any(
        last.capital and knowledge_of(text[tokens[0].start : last.end]) == "strong" for last in tokens[1:_LONGEST]
    )


def capital_runs(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """Capitalised words joined by a space or by "de", "of", "al"."""
    breaks = vocabulary().breaks
    run: list[Token] = []
    held: list[Token] = []
    for token in tokens:
        near = not run or _joined(text, (held or run)[-1], token.start)
        if run and near and not held and token.text.isdigit() and run[-1].folded in _NUMBERED:
            yield [*run, replace(token, capital=True)]
            run = []
        elif token.capital and near and not (run and token.folded in breaks):
            run += [*held, token]
            held = []
        elif run and near and not token.capital and _joins(token, held):
            held.append(token)
        else:
            if run:
                yield run
            held, run = [], [token] if token.capital and token.folded not in breaks else []
    if run:
        yield run


def _joined(text: str, last: Token, start: int) -> bool:
    gap = text[last.end : start]
    if gap in (".", ". "):  # "U.S.", "W. Va.", "St. Louis"
        letter = len(last.text) == 1 and last.text.isupper() and text[start : start + 1].isupper()
        return letter or (last.folded in _SHORT and gap == ". ")
    return gap == " " or gap in (" l'", " l’", " d'", " d’")


def _joins(token: Token, held: list[Token]) -> bool:
    return len(held) < 2 and (token.folded in _JOINS if not held else token.folded in _ARTICLES)


def _name(text: str, run: list[Token], feature: str | None = None) -> Name:
    words = text[run[0].start : run[-1].end]
    return Name(run[0].start, run[-1].end, words, knowledge_of(words), feature)


def _cut(text: str, run: list[Token]) -> list[Name]:
    """The names of one run in running text."""
    run = run if len(run) > 1 and _name(text, run).level in ("country", "strong") else _trim(run)  # "DR Congo"
    if not run:
        return []
    whole = _name(text, run)
    if whole.level != "unknown" and (len(run) > 1 or run[0].folded not in vocabulary().institutions):
        return [whole]
    bare, feature = _without_feature(run)
    if bare and feature:
        return [_name(text, bare, feature)] if not _institution(bare) else _seat(text, run)
    if _institution(run):
        return _seat(text, run)
    return _parts(text, run) or _office(text, run) or ([whole] if len(run) <= _LONGEST else [])


def _seat(text: str, run: list[Token]) -> list[Name]:
    """The place whose name an institution bears ("Ohio Supreme Court", "Policía de Corinto"): its seat, no scene.

    Where the institution is a place itself ("Goma International Airport") the words about it decide.
    """
    shared = vocabulary()
    bearer = "venue" if run[-1].folded in _VENUES else "source"
    for i in range(min(3, len(run) - 1), 0, -1):
        name = _name(text, run[:i], bearer)
        if _institution(run[:i]):
            continue
        if run[i - 1].capital and name.level in ("country", "strong") and not (i == 1 and _worthless(run[0])):
            return [name] if fold(name.text) not in shared.weak else []
    posts = [i for i, t in enumerate(run[:-1]) if t.folded in shared.posts]
    if not posts:
        return []
    town = run[posts[-1] + 1 :]
    while town and not town[0].capital:
        town = town[1:]
    if not town or town[0].folded in shared.stop:
        return []
    name = _name(text, town)
    return [name] if name.level in ("strong", "known") and not _institution(town) else []


def _office(text: str, run: list[Token]) -> list[Name]:
    """The county or town before an office: "Laurel County Clerk Dean", "Dublin Mayor Jane"."""
    shared = vocabulary()
    for i in range(min(3, len(run) - 1), 0, -1):
        name = _name(text, run[:i], "source")
        named = name.level == "strong" and run[i].folded in shared.offices and fold(name.text) not in shared.weak
        if (named and not _worthless(run[0])) or (i > 1 and run[i - 1].folded == "county" and name.level != "unknown"):
            return [name]
    return []


def _trim(run: list[Token]) -> list[Token]:
    """The run without the function words and dates that stand at its ends."""
    shared = vocabulary()
    while len(run) > 2 and run[0].folded in shared.bearings and run[1].folded in _JOINS:
        run = run[2:]
    while len(run) > 1 and (not run[0].capital or (run[0].folded in shared.stop and run[0].folded not in shared.heads)):
        run = run[1:]
    while len(run) > 1 and (not run[-1].capital or run[-1].folded in shared.breaks):
        run = run[:-1]
    return run


def _without_feature(run: list[Token]) -> tuple[list[Token], str | None]:
    features = vocabulary().features
    if len(run) > 1 and run[-1].folded in features:
        return run[:-1], features[run[-1].folded]
    if len(run) > 1 and run[0].folded in features and run[1].folded in _JOINS | _ARTICLES:
        return [t for i, t in enumerate(run) if i > 1 and (i > 2 or t.folded not in _ARTICLES)], features[run[0].folded]
    plain = len(run) > 1 and run[0].folded in features and run[0].folded not in vocabulary().heads
    plain = plain and not run[1].text.isdigit()  # "Zona 18"
    if plain and not _institution(run):
        return run[1:], features[run[0].folded]
    return run, None


def _institution(run: list[Token]) -> bool:
    words = vocabulary().institutions
    pairs = (f"{a.folded} {b.folded}" for a, b in pairwise(run))
    return any(t.folded in words for t in run) or any(p in words for p in pairs)


def _parts(text: str, run: list[Token]) -> list[Name]:
    """The names of "X de Y", or Y alone ("Partie de Gao"), when the gazetteer knows Y and not the whole."""
    for i in range(len(run) - 2, 0, -1):
        if not run[i].capital and run[i + 1].capital:
            left, right = [t for t in run[:i] if t.capital], run[i + 1 :]
            names = [_name(text, run[: run.index(left[-1]) + 1]), _name(text, right)]
            if names[1].level in ("country", "strong"):  # a first half that is no place falls to its context
                return names
    return []


def _known_within(text: str, run: list[Token]) -> list[Name]:
    """In a headline, the longest parts of the run that the gazetteer knows well."""
    found, i = [], 0
    while i < len(run):
        for j in range(min(len(run), i + _LONGEST), i, -1):
            part = run[i:j]
            if part[0].capital and part[-1].capital and not (j - i == 1 and _worthless(part[0])):
                name = _name(text, part)
                if j - i == 1 and name.level != "country" and not is_main(name.text):
                    continue
                if name.level in ("country", "strong") or (name.level == "known" and j - i > 1):
                    found.append(name)
                    i = j - 1
                    break
        i += 1
    return found


def _worthless(token: Token) -> bool:
    shared = vocabulary()
    return len(token.text) < 4 or token.folded in shared.stop or token.folded in shared.institutions
