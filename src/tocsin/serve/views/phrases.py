"""Records in a few plain words of the reader's language: what ``publish.wording`` says in English, in all three.

Takes the interface's words, gives short strings. Invariant: nothing is added and no vagueness lost; in English the
words are those of ``publish.wording``, which a test holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model import Place, When
from tocsin.publish.geometry import PIN_KM
from tocsin.publish.tongue import Tongue, tongue
from tocsin.serve.views.notes import note
from tocsin.serve.words import Words

__all__ = ["Phrases"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a record says, in the language of ``t``."""

    t: Words

    @property
    def say(self) -> Tongue:
        """The language of sentences."""
        return tongue(self.t.language)

    def note(self, text: str) -> str:
        """Why the machine chose as it did."""
        return note(text, self.t.language)

    def kind(self, sub_event_type: str) -> str:
        """The kind of event."""
        return self.say.named("brief", sub_event_type)

    def days(self, when: When) -> str:
        """The days in ISO 8601."""
        if when.start is None and when.end is None:
            return self.t("days.unknown")
        if when.start == when.end:
            return str(when.start)
        return self.t("range.best", low=when.start or "…", high=when.end or "…")

    def figure(self, low: int, high: int | None) -> str:
        """A toll in persons."""
        if high is None:
            return self.t("figure.open", low=low)
        return str(low) if low == high else self.t("range.best", low=low, high=high)

    def where(self, place: Place) -> str:
        """The place with its vagueness and country."""
        if place.name is None:
            return self.t("place.somewhere", country=place.country) if place.country else self.t("place.unknown")
        return f"{self._named(place, place.name)}{f' ({place.country})' if place.country else ''}"

    def _named(self, place: Place, name: str) -> str:
        if place.shape.kind == "axis" and place.shape.ends:
            return self.t("place.between", one=place.shape.ends[0], other=place.shape.ends[1])
        if place.precision in ("admin1", "admin2", "country"):
            return self.t("place.in", name=name)
        if place.radius_km is not None and place.radius_km <= PIN_KM:
            return name
        km = f"{place.radius_km:g}" if place.radius_km else ""
        return self.t("place.within", km=km, name=name) if km else self.t("place.near", name=name)
