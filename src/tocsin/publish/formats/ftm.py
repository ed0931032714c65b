"""FollowTheMoney entities, as Aleph and OpenSanctions read them: takes dossiers, gives JSON Lines.

An incident is an ``Event`` whose summary names its speakers, a report an ``Article`` that proves it, an actor of the
register an ``Organization`` that is involved, a place an ``Address`` with its point. Invariant: an actor is only ever
``involved``; the register of an ``organizer`` would state a claim as a fact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.model import Report
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.rows import said, sides
from tocsin.publish.formats.tables import Written
from tocsin.publish.speakers import report_name
from tocsin.publish.wording import BRIEFLY, days, where

__all__ = ["to_ftm"]


def to_ftm(dossiers: Sequence[Dossier]) -> Written:
    """One entity a line, each once.

    Raises:
        MissingExtraError: the extra ``exports`` isn't installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise MissingExtraError("this export", "exports") from error
    found = {one.id: one for dossier in dossiers for one in _entities(model, dossier)}
    lines = (json.dumps(_plain(one), ensure_ascii=False, sort_keys=True) + "\n" for one in found.values())
    return Written("".join(lines).encode())


def _plain(entity: Any) -> dict[str, Any]:
    """The entity as data; values in order, as the library keeps them in sets."""
    row: dict[str, Any] = entity.to_dict()
    return {**row, "properties": {name: sorted(values) for name, values in row["properties"].items()}}


def _entity(model: Any, schema: str, key: str, **values: Any) -> Any:
    """An entity; the library drops a value that its property can't hold."""
    entity = model.make_entity(schema)
    entity.id = f"tocsin-{hashlib.sha256(f'{schema} {key}'.encode()).hexdigest()[:32]}"
    for name, value in values.items():
        entity.add(name, value)
    return entity


def _entities(model: Any, dossier: Dossier) -> Iterator[Any]:
    incident = dossier.incident
    articles = [_article(model, source.report) for source in dossier.sources]
    actors = [actor for side in sides(dossier) for actor in side if actor.id]
    parties = [_entity(model, "Organization", str(actor.id), name=actor.name) for actor in actors]
    place = _address(model, dossier)
    kind = BRIEFLY.get(incident.sub_event_type, incident.sub_event_type)
    yield from (*articles, *parties, *place)
    yield _entity(
        model,
        "Event",
        incident.id,
        name=f"{incident.status}: {kind}, {where(incident.place)}, {days(incident.when)}",
        summary=said(dossier),
        startDate=incident.when.start,
        endDate=incident.when.end,
        country=incident.place.country,
        location=where(incident.place),
        addressEntity=[one.id for one in place],
        involved=[one.id for one in parties],
        proof=[one.id for one in articles],
        recordId=incident.id,
        keywords=[incident.status, incident.event_type, incident.sub_event_type],
    )


def _article(model: Any, report: Report) -> Any:
    return _entity(
        model,
        "Article",
        report.id,
        title=report.title or report_name(report),
        publisher=report.source,
        publishedAt=report.published,
        language=report.language,
        sourceUrl=report.url if report.source_kind != "party" else None,
    )


def _address(model: Any, dossier: Dossier) -> list[Any]:
    place = dossier.incident.place
    if place.lat is None:
        return []
    values = {"full": where(place), "country": place.country, "state": place.admin1}
    point = {"latitude": place.lat, "longitude": place.lon}
    return [_entity(model, "Address", f"{where(place)} {place.lat} {place.lon}", **values, **point)]
