"""What a shooting's report says in so many words: takes its text, gives figures and cues.

A figure is a number of persons that words put to the killed, to the injured or to both ("hit"), read in the title, in
the lead or in all of it; a cue is a way of telling ("pronounced dead", "grazed", "then himself"). American local news
only. Invariant: the text alone decides; nothing here knows what is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MOST", "Said", "said_in"]

MOST = 60  # persons: a higher number is no toll of such a report, but an age, a year, a house
_BODY, _LEAD, _LEAD_SENTENCES, _AGED = 4000, 900, 4, 30
_TIMES = 4  # a cue counts as often at most
_OFTEN = 3

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBERS = {**_ONES, "eleven": 11, "twelve": 12}
_N = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_PEOPLE = (
    r"(?:people|persons?|men|man|women|woman|teens?|teenagers?|children|kids?|boys?|girls?|victims?|others?|adults?"
    r"|juveniles?|youths?|students?|bystanders?|officers?|deputies|males?|females?|suspects?|brothers|sisters"
    r"|residents|patrons|of them|gunshot victims|family members)"
)
_MORE = r"(?:\s+(?:more|other|additional|young|innocent|adult|teenage|male|female|police))*\s*"
_ARE = r"\s*(?:(?:were|was|are|is|have|has|had|been|left|being|also|critically|seriously|injured|wounded|,)\s+)*"
_NO_PERSONS = r"\b(?!\s*(?:-|year|block|times|shots|hours|minutes|p\.|a\.))"
_OUTCOMES = {
    "killed": (
        r"(?:killed|dead|died|dies|die|slain|murdered|fatally|shot to death|shot and killed|shot dead)",
        r"(?:kill(?:ed|s|ing)|left|claimed the lives of|deaths of|killings? of|murders? of)",
    ),
    "injured": (
        r"(?:wounded|injured|hurt|hospitalized|injuring|wounding|in (?:critical|serious|stable|hospital)|recovering"
        r"|critical|grazed)",
        r"(?:wound(?:ed|s|ing)|injur(?:ed|es|ing)|hurt(?:s|ing)?|hospitaliz\w+)",
    ),
    "hit": (r"(?:shot|struck|hit|shooting victims)", r"(?:shot|shoots|shooting of|struck)"),
}


def _any(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.I) for one in patterns)


_FIGURES = {
    kind: _any(
        rf"{_N}{_MORE}{_PEOPLE}{_ARE}{after}\b",
        rf"\b{_N}{_ARE}{after}\b",
        rf"\b{before}\s+(?:at least\s+)?{_N}{_MORE}\s*(?:{_PEOPLE})?{_NO_PERSONS}",
    )
    for kind, (after, before) in _OUTCOMES.items()
}
_TAKEN = _any(
    rf"{_N}{_MORE}(?:{_PEOPLE})?[^.\d]{{0,25}}\b(?:taken|transported|rushed|flown|airlifted|sent|driven|brought)"
    r" (?:by \w+ )?to",
    rf"\b(?:sends?|sent|lands?|puts?|sending|landing) {_N}{_MORE}\s*(?:{_PEOPLE})?\s*(?:to|in) (?:the |an? )?(?:\w+ )?"
    r"(?:hospital|critical)",
)
_PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_NTH = re.compile(
    rf"\b({'|'.join(_PLACES)})\b[ \w,-]{{0,20}}\b(?:victim|man|woman|person|teen|teenager|boy|girl|male|female"
    r"|individual|of th)",
    re.I,
)
_FOLD = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
_MANIFOLD = re.compile(rf"\b({'|'.join(_FOLD)})\b[- ](fatal\w*|homicide|murder|slaying|killing|shooting)", re.I)
_AGE = re.compile(
    r"\b(\d{1,2})[- ](?:year|month)s?[- ]old|,\s(?:age\s)?(\d{1,2}),|\b(\d{1,2}),\s(?:was|were|is|has|of|died|and"
    r"|suffered|who|had)\b|\baged?\s(\d{1,2})\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:charged|arrested|suspects?|accused|custody|booked|convicted|sentenced|wanted|jail|pleaded|arrest|gunman"
    r"|bond)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?\"”])\s+|\n+")

# --- a list of persons on either side of an outcome: "Toddler, teen hurt", "kills woman, her son, himself" -----------

_ONE = (
    r"(?:man|woman|boy|girl|teen|teenager|child|toddler|baby|infant|mother|father|mom|dad|son|daughter|wife|husband"
    r"|girlfriend|boyfriend|brother|sister|person|officer|deputy|victim|student|juvenile|youth|male|female|himself"
    r"|herself|self|grandmother|grandfather|uncle|aunt|cousin|friend|neighbor|suspect|gunman|clerk|bystander|couple"
    r"|one|stepson|stepdaughter|stepfather|teacher|owner|driver|trooper|guard|\d{1,2}[- ]year[- ]old)"
)
_MANY = (
    r"(?:men|women|boys|girls|teens|teenagers|children|kids|sons|daughters|people|persons|officers|deputies|victims"
    r"|others|students|juveniles|adults|brothers|sisters|relatives|friends|cops)"
)
_LISTED = re.compile(
    rf"\b{_N}\b(?!-year)(?:\s+[\w-]+){{0,2}}?\s+{_MANY}\b"
    rf"|\b{_N}\b(?=\s+(?:dead|killed|shot|hurt|injured|wounded|dies|die|more|others|in|hospital|critical))"
    rf"|\b(?P<one>{_ONE})\b|\b(?P<killed>dead|kill\w*|slain|dies|died|fatal\w*|murder\w*)\b"
    r"|\b(?P<injured>wound\w*|hurt\w*|injur\w*|critical|hospital\w*|graz\w+)\b"
    r"|\b(?P<hit>shot|shoots?|shooting|struck|hit)\b"
    r"|\b(?P<end>by|after|before|police|charged|arrested|in|at|who|when|that|with|near|during)\b",
    re.I,
)
_DOES = frozenset(["kills", "killing", "wounds", "injures", "wounding", "injuring", "shoots", "hurts", "murders"])
_LISTING = re.compile(r"wound|injur|hurt|hospital|dead|die|kill|fatal|shot", re.I)
_LISTING_LENGTH, _LISTED_MOST = 240, 30

# --- cues ------------------------------------------------------------------------------------------------------------

_POLICE = r"(?:police|officers?|deput(?:y|ies)|troopers?)"
_CUES = {
    name: re.compile(pattern, re.I)
    for name, pattern in {
        "death": r"\b(?:dead|died|dies|deaths?|deadly|fatal(?:ly|ities|ity)?|kill(?:ed|s|ing|ings)|deceased|succumbed"
        r"|passed away)\b",
        "homicide": r"\b(?:homicides?|murder\w*|slain|slayings?|manslaughter|medical examiner|coroner|autopsy|funeral"
        r"|vigil|memorial|pronounced)\b",
        "critical": r"\b(?:critical(?:ly)?|life[- ]threatening|life support|serious condition|grave)\b",
        "lives": r"\b(?:non[- ]?life[- ]threatening|not (?:considered |believed to be )?life"
        r"|expected to (?:survive|live|recover|be ok\w*|make a full)|stable|recover(?:ing|ed|y)?|graze[ds]?"
        r"|minor injur\w+|released from|treated and released|(?:good|fair) condition|surviv\w+)\b",
        "nobody": r"\b(?:(?:no|nobody|no one|not|wasn't|weren't|none)\b[^.]{0,40}\b(?:injur\w+|hurt|wounded|hit|struck"
        r"|shot)|unharmed|unhurt|uninjured|missed)\b",
        "wound": r"\b(?:wound(?:ed|s|ing)?|injur(?:ed|ies|ing|y)|hurt|hospitaliz\w+)\b",
        "hospital": r"\b(?:hospital|medical center|trauma|airlifted|flown|surgery|taken to|transported|rushed)\b",
        "suicide": r"\b(?:suicide|self[- ]inflicted|(?:shot|shoots|kill(?:ed|s|ing)|shooting) (?:himself|herself|self"
        r"|themselves)|took (?:his|her) own life|then (?:himself|herself|self))\b",
        "and self": r"\b(?:murder[- ]suicide|(?:kill|shoot|shot|slay|murder)[^.]{3,120}\b(?:before|then|and)\b"
        r"[^.]{0,40}\b(?:himself|herself|self|own life))",
        "shooter dead": r"\b(?:gunman|shooter|suspect)[^.]{0,40}\b(?:dead|killed|dies|died)\b"
        r"|\bfound (?:him|her|the \w+) dead\b",
        "self hurt": r"\b(?:suicide attempt|attempted suicide|tried to (?:kill|shoot|take)|attempt\w* to take"
        r" (?:his|her) own|then wound\w* (?:him|her)self)\b",
        "attempt": r"\b(?:attempted (?:murder|suicide|homicide)|suicide attempt|aggravated (?:assault|battery)"
        r"|assault with)\b",
        "accident": r"\b(?:accident\w*|unintentional\w*|negligen\w+|discharged?|went off|cleaning)\b",
        "police": rf"\b(?:officer[- ]involved|{_POLICE} (?:shot|shoots?|fired|opened fire|killed|fatally)|shot by"
        rf" {_POLICE})\b",
        "robbery": r"\b(?:robb\w+|burglar\w*|home invasion|carjack\w*)\b",
        "round-up": r"\b(?:weekend|shootings across|separate shootings?|series of|since friday|overnight shootings"
        r"|shootings)\b",
        "court": r"\b(?:charged with|arrested|sentenced|pleaded|trial|convicted|indicted|court)\b",
        "more": r"\b(?:another|others?|second|both|two)\b",
        "many": r"\b(?:people|victims|men|teens|children|women|multiple|several|three|four|five)\b",
        "school": r"\b(?:school|campus|student)\b",
        "child": r"\b(?:toddler|child|infant|baby|[1-9]-year-old)\b",
        "gunfire": r"\b(?:shots fired|gunfire|opened fire|fired (?:shots|at|into)|drive-by|bullet holes)\b",
        "head": r"\bin (?:the|his|her) (?:head|face|chest|neck)\b",
        "limb": r"\bin (?:the|his|her|both) (?:\w+ )?(?:legs?|arm|foot|hand|thigh|shoulder|buttocks?|back|ankle|knee"
        r"|hip|calf|finger|wrist|lower body)\b",
        "shot dead": r"\b(?:fatal(?:ly)? sho\w+|shot (?:and killed|dead|to death)|shooting death|deadly shooting|killed"
        r" in (?:an? )?\w* ?shooting|double (?:homicide|murder)|triple)\b",
        "another hurt": r"\b(?:another|others?|second|third|fourth)\b[^.]{0,70}\b(?:wounded|injured|hurt|shot|struck"
        r"|critical|hospital|hit|grazed|wounds?|injur\w+)",
        "another dead": r"\b(?:both|another|second|other)\b[^.]{0,50}\b(?:died|dead|killed|dies)\b",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Said:
    """Of each kind ("killed", "injured", "hit") the figures by where they stand, and the cues by where they stand."""

    figures: dict[str, dict[str, int]]
    cues: frozenset[str]


def said_in(text: str) -> Said:
    """What the words of a report say."""
    sentences = [one for one in _SENTENCE.split(text) if one.strip()]
    title = sentences[0] if sentences else ""
    zones = {"title": title, "lead": " ".join(sentences[:_LEAD_SENTENCES])[:_LEAD], "body": text[:_BODY]}
    figures: dict[str, dict[str, int]] = {kind: dict(_told(kind, zones)) for kind in _FIGURES}
    figures["injured"].update(_first("taken", zones["body"]))
    _add_ages(figures, sentences[:_AGED])
    _add_lists(figures, title, sentences[1:])
    _add_ranks(figures, zones["body"])
    return Said(figures, frozenset(_cues(zones)))


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _told(kind: str, zones: dict[str, str]) -> Iterator[tuple[str, int]]:
    for zone, text in zones.items():
        told = [_number(found[1]) for pattern in _FIGURES[kind] for found in pattern.finditer(text)]
        told = [one for one in told if one <= MOST]
        if told:
            yield zone, told[0]
            if zone == "body":
                yield "most", max(told)


def _first(name: str, text: str) -> dict[str, int]:
    told = [_number(found[1]) for pattern in _TAKEN for found in pattern.finditer(text)]
    return {name: told[0]} if told else {}


def _add_ages(figures: dict[str, dict[str, int]], sentences: list[str]) -> None:
    """As many persons as there are ages, those of suspects aside: one victim goes under many nouns and one age."""
    dead: set[str] = set()
    others: set[str] = set()
    held: set[str] = set()
    for sentence in sentences:
        ages = {next(age for age in found.groups() if age) for found in _AGE.finditer(sentence)}
        died = any(_CUES[name].search(sentence) for name in ("death", "homicide"))
        (held if _HELD.search(sentence) else dead if died else others).update(ages)
    figures["killed"]["ages"] = len(dead)
    figures["injured"]["ages"] = len(others - dead)
    figures["hit"]["ages"] = len(dead | others)
    figures["hit"]["ages, none held"] = len((dead | others) - held)


def _add_lists(figures: dict[str, dict[str, int]], title: str, rest: list[str]) -> None:
    first = next((one for one in rest[:_LEAD_SENTENCES] if _LISTING.search(one)), "")
    for zone, text in (("title", title), ("lead", first[:_LISTING_LENGTH])):
        listed = _listed(text)
        for kind, count in listed.items():
            if count:
                figures[kind][f"{zone}, listed"] = count
        if any(listed.values()):
            figures["hit"][f"{zone}, all listed"] = sum(listed.values())


def _listed(text: str) -> dict[str, int]:
    """How many persons are listed before an outcome, or after one that somebody does to them."""
    sums = dict.fromkeys(_FIGURES, 0)
    waiting, open_kind = 0, ""
    for found in _LISTED.finditer(text):
        kind, number = found.lastgroup or "", found[1] or found[2]
        if number or kind == "one":
            count = _number(number) if number else 2 if found[0].lower() == "couple" else 1
            waiting += count if count <= _LISTED_MOST else 0
            continue
        does = found[0].lower() in _DOES
        if open_kind and waiting and (kind == "end" or (does and kind != open_kind)):
            sums[open_kind] += waiting
            waiting = 0
        if kind == "end":
            open_kind = ""
        elif does or not waiting:
            waiting, open_kind = 0, kind
        else:
            sums[kind] += waiting
            waiting, open_kind = 0, ""
    if open_kind:
        sums[open_kind] += waiting
    return sums


def _add_ranks(figures: dict[str, dict[str, int]], body: str) -> None:
    """A "third victim" makes three, and so does a "triple shooting"."""
    ranks = [_PLACES[found[1].lower()] for found in _NTH.finditer(body)]
    if ranks:
        figures["hit"]["ranks"] = max(ranks)
    manifold = _MANIFOLD.search(body)
    if manifold:
        kind = "hit" if manifold[2].lower() == "shooting" else "killed"
        figures[kind]["manifold"] = _FOLD[manifold[1].lower()]


def _cues(zones: dict[str, str]) -> Iterator[str]:
    for name, pattern in _CUES.items():
        if pattern.search(zones["title"]):
            yield f"{name} in the title"
        if pattern.search(zones["lead"]):
            yield f"{name} in the lead"
        times = min(sum(1 for _ in pattern.finditer(zones["body"])), _TIMES)
        if times:
            yield name
        if times >= _OFTEN:
            yield f"{name} often"
