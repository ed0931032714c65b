"""Made-up coded reports by the hundred thousand: takes how many records and a seed, gives reports of made-up incidents.

What counts for linking is drawn as in real collections: towns and armed groups of very unequal weight (Zipf), one to
twenty reports an incident (half of them alone), a fifth of them reprints, days and places exact, off, wide or missing,
tolls that differ, recaps months later, texts of common words (``word_counts.tsv``, as often as counted there) with the
names of the place, the region, the group and a few persons, most with an age and an hour. Fifty records a day: more
records are a longer archive.
Invariant: the same seed gives the same reports; no name of a town or person is a real one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from tocsin.knowledge.actors import organisations
from tocsin.knowledge.files import load_counts
from tocsin.model import (
    Actor,
    Attribution,
    Casualty,
    CodedReport,
    EventRecord,
    Place,
    Report,
    SourceMention,
    Span,
    When,
)

__all__ = ["made_reports"]

_BEGIN = date(2000, 1, 1)
_A_DAY = 50
"""Records a day, of the whole world."""
_REPORTS = (1,) * 10 + (2,) * 4 + (3,) * 3 + (5, 8, 20)
_COUNTRIES = (("ML", 15, -4), ("NG", 11, 9), ("CO", 4, -74), ("SO", 4, 44), ("SD", 14, 28), ("UA", 49, 34))
_TOWNS = 200
"""Towns a country."""
_KINDS = (
    ("Battles", "Armed clash"),
    ("Violence against civilians", "Attack"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Abduction/forced disappearance"),
)
_SYLLABLES = ("ba", "ko", "di", "ma", "ra", "ti", "so", "le", "ngu", "fa", "wo", "sse", "bou", "ka", "ni", "tou", "go")
_WORDS = 220  # a text of some 1,400 characters


@dataclass(frozen=True, slots=True)
class _Deed:
    """What really happened."""

    day: date
    place: Place
    kind: tuple[str, str]
    group: str
    killed: int
    names: tuple[str, ...]
    ages: tuple[int, ...]
    hour: str


def made_reports(records: int, seed: int = 7) -> Iterator[CodedReport]:
    """At least so many records, in the order of their incidents."""
    dice, made = random.Random(seed), 0
    words, world = _Words(dice), _World(dice)
    while made < records:
        deed = world.deed(dice, _BEGIN + timedelta(made // _A_DAY))
        first: Report | None = None
        for _ in range(dice.choice(_REPORTS)):
            first = text = _report(dice, deed, words, f"sha256:{made:07}", first)
            yield CodedReport(text, (_record(dice, deed, text),))
            made += 1


class _World:
    """Towns and groups of unequal weight."""

    def __init__(self, dice: random.Random) -> None:
        self.towns = [_town(dice, *country) for country in _COUNTRIES for _ in range(_TOWNS)]
        dice.shuffle(self.towns)
        self.groups = dice.sample(sorted(organisations()), 80)
        self.weights = list(accumulate(1 / rank for rank in range(10, len(self.towns) + 10)))
        self.shares = list(accumulate(1 / rank for rank in range(3, len(self.groups) + 3)))

    def deed(self, dice: random.Random, day: date) -> _Deed:
        (place,) = dice.choices(self.towns, cum_weights=self.weights)
        (group,) = dice.choices(self.groups, cum_weights=self.shares)
        names = tuple(_name(dice) for _ in range(4))
        ages, hour = (
            tuple(dice.randrange(8, 80) for _ in range(2)),
            f"{dice.randrange(1, 13)}:{dice.randrange(60):02} p.m.",
        )
        return _Deed(day, place, dice.choice(_KINDS), group, int(dice.paretovariate(1.2)), names, ages, hour)


class _Words:
    """Common words, each as often as it was counted, and one in eight that no table holds."""

    def __init__(self, dice: random.Random) -> None:
        counts, _ = load_counts()
        self._words = sorted(counts)
        self._weights = list(accumulate(counts[word] for word in self._words))
        self._rare = [_name(dice).lower() for _ in range(20_000)]
        self._dice = dice

    def some(self, number: int) -> list[str]:
        told = self._dice.choices(self._words, cum_weights=self._weights, k=number - number // 8)
        return [*told, *self._dice.choices(self._rare, k=number // 8)]


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))).capitalize()


def _town(dice: random.Random, country: str, lat: float, lon: float) -> Place:
    return Place(
        _name(dice), country, f"{_name(dice)} {dice.randrange(9)}", None,
        round(lat + dice.gauss(0, 3), 3), round(lon + dice.gauss(0, 3), 3), dice.choice((3.0, 8.0, 15.0)),
        precision="exact",
    )  # fmt: skip


def _report(dice: random.Random, deed: _Deed, words: _Words, key: str, other: Report | None) -> Report:
    """A text of its own, or with little changed that of the report before."""
    late = dice.randrange(30, 180) if dice.random() < 0.05 else dice.choice((0, 1, 1, 2, 3))
    outlet = f"Outlet {dice.randrange(60)}"
    published = deed.day + timedelta(late)
    if other and dice.random() < 0.2:
        return replace(other, id=key, source=outlet, title=" ".join(words.some(6)), published=published)
    told = words.some(_WORDS)
    place = deed.place
    for name in (place.name, place.name, place.admin1, deed.group.upper(), *dice.sample(deed.names, 3)):
        told[dice.randrange(_WORDS)] = str(name)
    text = f"Gunmen attacked {place.name}{_details(dice, deed)}. {' '.join(told)}"
    return Report(key, text, "en", outlet, "media", None, " ".join(words.some(6)), (), published, "option")


def _details(dice: random.Random, deed: _Deed) -> str:
    """Mostly an hour and one of two persons with an age."""
    which = dice.randrange(2)
    hour = f" at {deed.hour}" if dice.random() < 0.6 else ""
    return f"{hour} and hit Ba {deed.names[which]}, {deed.ages[which]}," if dice.random() < 0.6 else hour


def _record(dice: random.Random, deed: _Deed, report: Report) -> EventRecord:
    span = Span(0, 6, report.text[:6])
    killed = deed.killed if dice.random() < 0.7 else max(0, deed.killed + dice.randint(-2, 2))
    kind = deed.kind if dice.random() < 0.9 else dice.choice(_KINDS)
    known = dice.random() < 0.7
    attacker = Actor("attacker", deed.group if known else None, "Somebody", "rebel" if known else "unidentified", span)
    return EventRecord(
        id=f"{report.id[7:]}-1", report_id=report.id, event_type=kind[0], sub_event_type=kind[1], modality="occurred",
        background=False, when=_when(dice, deed.day, span), place=_place(dice, deed.place),
        actors=(attacker,), weapons=(), casualties=(Casualty("killed", killed, killed, span),), damage=(),
        attribution=Attribution("reported", None, (SourceMention(report.source or "", "media", "reports"),)),
        evidence=(("trigger", span),), score=0.8, coder="bench",
    )  # fmt: skip


def _when(dice: random.Random, day: date, span: Span) -> When:
    chance = dice.random()
    if chance < 0.07:
        return When(None, None)
    if chance < 0.15:
        return When(day - timedelta(dice.randrange(5)), day + timedelta(dice.randrange(1, 3)), "week", span)
    told = day + timedelta(dice.choice((-1, 1))) if chance < 0.23 else day
    return When(told, told, "day", span)


def _place(dice: random.Random, place: Place) -> Place:
    chance = dice.random()
    if chance < 0.12:
        return Place(None, place.country, precision="country")
    if chance < 0.22:
        return replace(place, name=place.admin1, radius_km=60.0, precision="admin1")
    return replace(place, radius_km=20.0, precision="near") if chance < 0.3 else place
