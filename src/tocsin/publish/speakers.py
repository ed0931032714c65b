"""Who says it, in a few plain words: takes reports, sources and actor ids, gives names fit for a sentence.

A report without a known source goes by its title; a speaker that the text only describes ("responsable") by what it is,
with the word in quotation marks. Invariant: no hash ever stands for a name, and no name is made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tocsin.model import Actor, EventRecord, Report, SourceMention

__all__ = ["listed", "opened", "party", "report_name", "short_name", "speaker_name", "voice_name"]

_TITLE_CHARS = 44
"""Characters of a title that name a report: half a line of a table or brief."""
_NOTE = re.compile(r" ?\([^()]*\)")
_COMMON = frozenset({"civilians", "protesters", "rioters", "unidentified"})
_LONG_CHARS = 24
"""Characters from which a name is too long for a column of a list."""
_KINDS = {
    "party": "a party",
    "media": "a news outlet",
    "government": "an official source",
    "igo": "an international body",
    "ngo": "an aid group",
    "witness": "a witness",
    "official": "an official",
    "medical": "a medical source",
}


def _described_in_english(kind: str) -> str:
    return _KINDS.get(kind, "a source")


def report_name(report: Report, untitled: str = "a report without a title") -> str:
    """Its source; else its title in quotation marks."""
    if report.source:
        return report.source
    title = " ".join((report.title or "").split())
    if not title:
        return untitled
    return f"“{title}”" if len(title) <= _TITLE_CHARS else f"“{title[: _TITLE_CHARS - 1].rstrip()}…”"


def voice_name(voice: SourceMention, described: Callable[[str], str] = _described_in_english) -> str:
    """A source as a sentence may call it: its name, or what it is when the text gives none."""
    return _described(voice.name, described(voice.kind))


def _described(name: str, kind: str) -> str:
    named = name.startswith("the ") or any(letter.isupper() or letter in "“@" for letter in name)
    return name if named else f"{kind} (“{name}”)"


def speaker_name(
    actor_id: str, records: Iterable[EventRecord], described: Callable[[str], str] = _described_in_english
) -> str:
    """The name that the records use for an actor's id, else the registry's; a description where there is neither."""
    from tocsin.knowledge import actors

    rows = list(records)
    for record in rows:
        for actor in record.actors:
            if actor_id in (actor.id, actor.name):
                return actor.name
        for voice in record.attribution.sources:
            if voice.actor == actor_id:
                return voice_name(voice, described)
    known = actors.get(actor_id)
    if known:
        return known.name
    spoken = [voice for record in rows for voice in record.attribution.sources if voice.name == actor_id]
    return voice_name(spoken[0], described) if spoken else _described(actor_id, described("other"))


def short_name(actor_id: str, name: str) -> str:
    """The name without what stands in parentheses; a long one by its acronym, where the registry has one."""
    from tocsin.knowledge import actors

    plain = name.partition(" (")[0]
    known = actors.get(actor_id)
    return known.names.acronyms[0] if len(plain) > _LONG_CHARS and known and known.names.acronyms else plain


def party(actor: Actor) -> str:
    """An actor as a sentence names it: no notes in parentheses, common nouns small."""
    plain = _NOTE.sub("", actor.name).strip() or actor.name
    common = actor.kind in _COMMON or plain.startswith("Unidentified ")
    return plain[:1].lower() + plain[1:] if common else plain


def listed(unique: list[str], most: int = 3) -> str:
    """As in "A, B and C"; no more than ``most``, then "and others"."""
    if len(unique) > most:
        return f"{', '.join(unique[:most])} and others"
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"


def opened(words: str) -> str:
    """The words as they stand at the head of a sentence."""
    return words[:1].upper() + words[1:]
