"""``tocsin brief`` and ``tocsin map``: takes what was asked for, gives the page of the store's incidents.

Invariant: a page holds what its circle may see, and its title says what was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.cli.releasing import Circle
from tocsin.cli.shelf import Wish, find_dossiers, instant_of
from tocsin.errors import InputError
from tocsin.model import CodedReport
from tocsin.publish.brief import Last, write_brief
from tocsin.publish.brief_forms import BRIEF_FORMS
from tocsin.publish.dossier import Dossier
from tocsin.publish.map import to_map
from tocsin.publish.tongue import ENGLISH, Tongue, tongue
from tocsin.store import Filters, Store

__all__ = ["Asked", "brief_file", "map_page"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is about: the wish, who may see it, a title of one's own, the day of the last brief, its language."""

    wish: Wish
    circle: Circle
    title: str | None = None
    last: date | None = None
    language: str = "en"


def brief_file(store: Store, asked: Asked, suffix: str) -> bytes:
    """The brief in the form that a file's suffix names.

    Raises:
        InputError: there is no such form.
        MissingExtraError: the form needs the extra ``briefs``.
    """
    ending = suffix.lower().removeprefix(".")
    form = BRIEF_FORMS.get("html" if ending == "htm" else ending)
    if form is None:
        raise InputError(f"a brief is {', '.join(f'.{name}' for name in BRIEF_FORMS)}", suffix or "no suffix")
    found = asked.circle.passing(find_dossiers(store, asked.wish))
    last = None
    if asked.last:
        then = find_dossiers(store, replace(asked.wish, as_of=instant_of(asked.last)))
        last = Last(asked.circle.passing(then, told=False), asked.last)
    say = tongue(asked.language)
    title = asked.title or _title(asked.wish, say)
    return form.write(write_brief(found, _reports(store, asked, found), title, asked.circle.mark, last, say))


def map_page(store: Store, asked: Asked) -> str:
    """The map as one HTML page."""
    found = asked.circle.passing(find_dossiers(store, asked.wish))
    return to_map(found, asked.title or _title(asked.wish, ENGLISH), asked.circle.mark)


def _reports(store: Store, asked: Asked, found: Sequence[Dossier]) -> list[CodedReport]:
    """The reports behind; where the circle is everybody, only as they may be shown."""
    behind = {source.report.id: source.report for one in found for source in one.sources}
    if asked.circle.rules:
        return [CodedReport(report, ()) for report in behind.values()]
    return list(store.reports(Filters(as_of=asked.wish.as_of), behind))


def _title(wish: Wish, say: Tongue) -> str:
    """Where, who and when; "Incidents" when nothing was asked."""
    from tocsin.knowledge import actors

    known = actors.get(wish.actor) if wish.actor else None
    who = known.name if known else wish.actor
    span = say("title.to").join(str(day) for day in (wish.since, wish.until) if day)
    land = say.country(wish.country.upper()) if wish.country else None
    return ", ".join(part for part in (wish.admin1, land, who, span) if part) or say("title.plain")
