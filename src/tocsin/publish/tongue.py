"""What briefs say, in English, French or Spanish: takes records, gives phrases fit for a sentence of that language.

``tongue.yaml`` holds a row a phrase in all three; what depends on grammar (months, elision, one or several) is here.
Names of places and outlets stay as the records have them, those of groups where the
register has none in the language. Invariant: nothing is added and no vagueness lost:
every language says of a place, a day or a toll what English says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from tocsin.knowledge.actors.named import key_named
from tocsin.knowledge.actors.registry import ROLE_NAMES, get
from tocsin.knowledge.gazetteer import country_name_in
from tocsin.knowledge.gazetteer.countries import country_named
from tocsin.model import Actor, EventRecord, Place, Report, SourceMention, When
from tocsin.publish.geometry import PIN_KM
from tocsin.publish.speakers import party, report_name, speaker_name, voice_name

__all__ = ["ENGLISH", "TONGUES", "Tongue", "tongue"]

TONGUES = ("en", "fr", "es")
_VOWELS = tuple("aeiouyâàéèêëîïôöûüAEIOUYÂÀÉÈÊËÎÏÔÖÛÜ")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language; call it with a phrase's key, and with values for its braces."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The phrase.

        Raises:
            KeyError: there is no such phrase.
        """
        return self._plain(key).format(**values)

    def _plain(self, key: str) -> str:
        return _table()[key][TONGUES.index(self.language)]

    def of(self, key: str, several: bool, **values: object) -> str:
        """The phrase for one or for several, where the language parts them."""
        one, _, more = self._plain(key).partition("|")
        return (more if several and more else one).format(**values)

    def named(self, prefix: str, value: str) -> str:
        """The phrase for a value of a closed list, the value itself where the list doesn't hold it."""
        return self._plain(f"{prefix}.{value}") if f"{prefix}.{value}" in _table() else value

    def counted(self, n: int, noun: str) -> str:
        """As in "1 report", "3 reports"."""
        return self.of(f"count.{noun}", self.is_several(n), n=n)

    def is_several(self, n: int) -> bool:
        """True for a number that takes the plural: none does in English and Spanish, not in French."""
        return n > 1 if self.language == "fr" else n != 1

    def figure(self, low: int, high: int | None) -> str:
        """A toll in persons: "3", "3 to 12", "101 or more"."""
        if high is None:
            return self("figure.open", low=low)
        return str(low) if low == high else self("figure.range", low=low, high=high)

    def listed(self, unique: list[str], most: int = 3) -> str:
        """As in "A, B and C"; no more than ``most``, then "and others"."""
        if len(unique) > most:
            return f"{', '.join(unique[:most])}{self('list.others')}"
        if len(unique) == 1:
            return unique[0]
        joined = " e " if self.language == "es" and unique[-1][:1] in "IiÍí" else self("list.and")
        return f"{', '.join(unique[:-1])}{joined}{unique[-1]}"

    def day(self, day: date) -> str:
        """A day in words, whatever the locale."""
        number = "1er" if self.language == "fr" and day.day == 1 else day.day
        return self("day", day=number, month=self(f"month.{day.month}"), year=day.year)

    def on_days(self, when: When) -> str:
        """The days as they stand in a sentence: "on 11 June 2024", "in June 2024", "between …"."""
        first, last = when.start, when.end
        if first is None or last is None:
            if last:
                return self("on.until", day=self.day(last))
            return self("on.after", day=self.day(first)) if first else self("on.unknown")
        if first == last:
            return self("on.day", day=self.day(first))
        if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
            if first.month == last.month:
                month = self("month", month=self(f"month.{first.month}"), year=first.year)
                return self("on.month", month=month)
            if (first.month, last.month) == (1, 12):
                return self("on.year", year=first.year)
        return self("on.between", first=self.day(first), last=self.day(last))

    def days(self, when: When) -> str:
        """The days as they stand in a headline."""
        if when.start is None and when.end is None:
            return self("date.unknown")
        if when.start == when.end and when.start:
            return self.day(when.start)
        return self.on_days(when)

    def country(self, code: str | None) -> str | None:
        """The country's name; the code itself when it is unknown."""
        return country_name_in(code, self.language) if code else None

    def at_place(self, place: Place) -> str:
        """The place as it stands in a sentence, with the country's name."""
        land = self.country(place.country)
        if place.name is None:
            return self("at.somewhere", land=land) if land else self("at.unknown")
        if place.precision == "country":
            return self("at.country", name=land or place.name)
        inside = self._inside(replace(place, country=None), place.name)
        return self("at.land", where=inside, land=land) if land and land != place.name else inside

    def _inside(self, place: Place, name: str) -> str:
        if place.shape.kind == "axis" and place.shape.ends:
            return self("at.axis", one=place.shape.ends[0], other=place.shape.ends[1])
        named = {"name": name, "of_name": f"d'{name}" if name.startswith(_VOWELS) else f"de {name}"}
        if place.precision in ("admin1", "admin2"):
            return self("at.area", **named)
        if place.radius_km is not None and place.radius_km <= PIN_KM:
            return self("at.point", **named)
        return self("at.within", km=f"{place.radius_km:g}", **named) if place.radius_km else self("at.near", **named)

    def report(self, report: Report) -> str:
        """What a report is called: its source, else its title in quotation marks."""
        return self._marked(report_name(report, self("name.untitled")))

    def quote(self, words: str) -> str:
        """The words in the language's own quotation marks."""
        return self("quote", words=words)

    def _marked(self, name: str) -> str:
        return name if self.language == "en" else _MARKED.sub(lambda found: self.quote(found[1]), name)

    def described(self, kind: str) -> str:
        """A source of a kind, as a sentence may call it."""
        return self(f"voice.{kind}" if f"voice.{kind}" in _table() else "voice.other")

    def voice(self, voice: SourceMention) -> str:
        """A source as a sentence may call it: its name, or what it is when the text gives none."""
        return self._marked(voice_name(voice, self.described))

    def speaker(self, actor_id: str, records: Iterable[EventRecord]) -> str:
        """The name that the records use for an actor's id, else the registry's; a description where neither has one."""
        return self._marked(self.party(speaker_name(actor_id, records, self.described)))

    def parties(self, actors: Iterable[Actor], *roles: str) -> list[str]:
        """The actors in these roles as a sentence names them, each once."""
        return list(dict.fromkeys(self._in_sentence(actor) for actor in actors if actor.role in roles))

    def _in_sentence(self, actor: Actor) -> str:
        return party(actor) if self.language == "en" else self.party(actor.name, with_land=False)

    def known(self, key: str) -> str:
        """The register's name of an actor, else its key."""
        found = get(key)
        return self.actor(found.name) if found else key

    def actor(self, name: str) -> str:
        """An actor as a list names it: "Forces armées (Mali)" for "Military Forces of Mali"."""
        words = self.party(name)
        if words == name:
            return name
        plain = words[_ARTICLE[self.language].match(words).end() :]  # type: ignore[union-attr]
        return plain[:1].upper() + plain[1:]

    def party(self, name: str, with_land: bool = True) -> str:
        """A name of the records in this language: a noun or a state's force by what it is, a group as it is called.

        Words of a report, which no register holds, stay as they are.
        """
        return name if self.language == "en" else _called(self, name, with_land)


_ARTICLE = {"fr": re.compile(r"(?:(?:des|les|le|la|un|une) |l')?"), "es": re.compile(r"(?:(?:las|los|la|el|un|una) )?")}
_MARKED = re.compile("“([^“”]*)”")
_BEFORE = re.compile("(?<=«) | (?=[:;?!»])")
"""Where French sets a space that no line may break at."""
_LAND = re.compile(r"(.+) \(([^()]+)\)")


@lru_cache(maxsize=4096)
def _called(say: Tongue, name: str, with_land: bool) -> str:
    noun, land = (name, None) if f"who.{name}" in _table() else _noun(name)
    if f"who.{noun}" in _table():
        words = say(f"who.{noun}")
        return f"{words} ({say.country(land)})" if land and with_land else words
    key = _force(name) or key_named(name)
    known = get(key) if key else None
    if not key or known is None or known.name != name:
        return name
    code, _, role = key.partition(":")
    own = say(f"force.{role}", land=say.country(code.upper())) if role else dict(known.called).get(say.language)
    return own or name


def _noun(name: str) -> tuple[str, str | None]:
    """A noun and the code of the country behind it: "Civilians (women) (DR Congo)"."""
    found = _LAND.fullmatch(name)
    country = country_named(found[2]) if found else None
    return (found[1], country.code) if found and country else (name, None)


def _force(name: str) -> str | None:
    """The key of a state's force by its name in the register: "ne:air_force"."""
    for role, pattern in ROLE_NAMES.items():
        head, tail = pattern.split("{}")
        if name.startswith(head) and name.endswith(tail):
            country = country_named(name[len(head) : len(name) - len(tail)])
            if country:
                return f"{country.code.lower()}:{role}"
    return None


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "tongue.yaml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {key: [english, _BEFORE.sub("\u00a0", french), spanish] for key, (english, french, spanish) in rows.items()}


def tongue(language: str) -> Tongue:
    """The tongue of a language, English where none is known."""
    return Tongue(language if language in TONGUES else "en")


ENGLISH = Tongue("en")
