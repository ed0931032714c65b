"""Tags of our own ACLED export: takes a row, gives how its event stands, who claims it, and the voices behind that.

``status=`` is the standing of an incident (``formats.acled`` writes it); a row without one is ACLED's own and is
reported. The columns name nobody who confirms or denies, and a party only as ``claimant=``: such a voice is called by
the tag itself, so that the standing rests on it. Invariant: who did it is never made to claim it.
"""

from __future__ import annotations

import re

from tocsin.knowledge.actors.named import key_named
from tocsin.model import Attribution, SourceMention, Span
from tocsin.publish.imports.records import voices
from tocsin.publish.imports.sheet import Row

__all__ = ["standing_told"]

_TAG = re.compile(r"(?:^|;)\s*(?P<tag>(?P<name>status|claimant)=\s*(?P<value>[^;]*?))\s*(?=;|$)")
_UNNAMED = {
    "claimed": ("party", "reports"),
    "reported": None,
    "disputed": ("unknown", "denies"),
    "confirmed": ("unknown", "confirms"),
}
"""Kind and stance of the voice that a standing rests on; the export holds no other standing."""


def standing_told(row: Row) -> Attribution:
    """Who says so, by the cells ``source`` and ``tags``; the file itself is yet to be added as who carries it."""
    tags = _tags(row)
    if "status" not in tags:
        return Attribution(sources=voices(row, "source"))
    tag, status = tags["status"][0], tags["status"][1].text
    if status not in _UNNAMED:
        row.refuse("tags", f"status {status!r} is none of {', '.join(_UNNAMED)}")
    claim = _claim(tags["claimant"][1]) if "claimant" in tags else None
    outlets = voices(row, "source", "media" if status == "claimed" else "unknown")  # of a claim they only carry it
    said = tuple(filter(None, (claim, _unnamed(status, claim, tag))))
    return Attribution(_of_record(status, claim), (claim.actor or claim.name) if claim else None, (*said, *outlets))


def _tags(row: Row) -> dict[str, tuple[Span, Span]]:
    """Each tag of ours and its value, as they stand in the row's text."""
    cell = row.spans.get("tags")
    found = {match["name"]: match for match in _TAG.finditer(cell.text)} if cell else {}
    for name, match in found.items():
        if not match["value"]:
            row.refuse("tags", f"{name}= is empty")
    return {name: (_part(row, match, "tag"), _part(row, match, "value")) for name, match in found.items()}


def _part(row: Row, match: re.Match[str], group: str) -> Span:
    start = row.spans["tags"].start
    return Span(start + match.start(group), start + match.end(group), match[group])


def _claim(name: Span) -> SourceMention:
    return SourceMention(name.text, "party", "claims", name, key_named(name.text))


def _unnamed(status: str, claim: SourceMention | None, tag: Span) -> SourceMention | None:
    """The voice that the row doesn't name; a claim needs none beside its claimant."""
    voice = _UNNAMED[status]
    return None if voice is None or (claim and status == "claimed") else SourceMention(tag.text, *voice, tag)


def _of_record(status: str, claim: SourceMention | None) -> str:
    """The record's own word for an incident's standing: what a party says that isn't known to claim it is alleged."""
    if status in ("reported", "confirmed"):
        return status
    return "claimed" if claim else {"claimed": "alleged", "disputed": "reported"}[status]
