"""``tocsin actors show``: takes an actor's id, writes what the registry knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.cli.streams import write_rows
from tocsin.errors import InputError
from tocsin.knowledge import actors

__all__ = ["show_actor"]


def show_actor(key: str) -> None:
    """Names, kind, dates, parents, members and renames, each with what stands behind it.

    Raises:
        InputError: the registry has no such id.
    """
    found = actors.get(key)
    if found is None:
        raise InputError("the registry has no actor with this id", key)
    write_rows(f"{line}\n" for line in _lines(found))


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
    yield f"  source     {actor.source}"
