"""``tocsin actors show`` and ``unknown``: takes an actor's id, or the store, writes what the registry knows and lacks.

Invariant: the registry is only read; a name that it lacks is put up for a person to add, never added here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from tocsin.cli.streams import write_rows
from tocsin.errors import InputError
from tocsin.knowledge import actors
from tocsin.model import Actor, CodedReport

__all__ = ["show_actor", "show_unknown"]


def show_actor(key: str, when: date | None = None) -> None:
    """Names, kind, dates, parents, members, renames and codes elsewhere; ``when``: what it was on that day.

    Raises:
        InputError: the registry has no such id.
    """
    found = actors.get(key)
    if found is None:
        raise InputError("the registry has no actor with this id", key)
    write_rows(f"{line}\n" for line in (*_lines(found), *(_then(found, when) if when else ())))


def show_unknown(reports: Iterable[CodedReport]) -> None:
    """Names of organisations in the kept reports that the registry lacks: how often, a guess at the kind, where."""
    found: defaultdict[str, list[tuple[Actor, str]]] = defaultdict(list)
    for coded in reports:
        for actor in (a for event in coded.events for a in event.actors if a.why == actors.UNLISTED):
            found[actor.name].append((actor, coded.report.id))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    write_rows(f"{_suggestion(name, seen)}\n" for name, seen in ranked)


def _suggestion(name: str, seen: list[tuple[Actor, str]]) -> str:
    kinds = sorted({actor.kind for actor, _ in seen})
    where = sorted({actor.country for actor, _ in seen if actor.country})
    reports = sorted({report for _, report in seen})
    return f"{len(seen):>4}  {name}  ({', '.join(kinds)}?)  {' '.join(where) or '-'}  {reports[0]}"


def _then(actor: actors.Organisation, when: date) -> Iterator[str]:
    """What stood under that name on a day: itself, what it had become, or those who were to become it."""
    if actor.at(when):
        yield f"  on {when}  existed under this name"
        return
    later = actors.successor(actor.id, when, None)
    before = actors.forerunners(actor.id, when)
    if later != actor.id and not before:
        yield f"  on {when}  was {later}"
    elif before:
        yield f"  on {when}  not yet; its forerunners: {', '.join(before)}"
    else:
        yield f"  on {when}  is not known to have existed"


def _lines(actor: actors.Organisation) -> Iterator[str]:
    yield f"{actor.id}: {actor.name} ({actor.kind})"
    where = ", ".join(actor.countries) or "no stated country"
    yield f"  active     {actor.start or '…'} to {actor.end or '…'} in {where}"
    rows = {
        "names": actor.names.strong,
        "in context": actor.names.weak,
        "acronyms": actor.names.acronyms,
        "calls itself": actor.names.own,
        "part of": actor.parents,
        "parts": actors.children(actor.id),
        "became": tuple(f"{change.to} on {change.on} {' '.join(change.countries)}".strip() for change in actor.became),
    }
    yield from (f"  {label:<10} {', '.join(values)}" for label, values in rows.items() if values)
    codes = (f"{scheme} {' '.join(values)}" for scheme, values in sorted(actors.codes_of(actor).items()))
    yield f"  codes      {', '.join(codes)}"
    yield f"  source     {actor.source}"
