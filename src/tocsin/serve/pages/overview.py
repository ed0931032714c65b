"""*Overview*: takes filters from the address, shows map, months, counts and the incidents found, newest first.

Everything that can be chosen stands in the address (filters, page, and the map's window after the #), so a view can be
sent to somebody. Counts of the killed go from the lowest figures to the highest and are never one number. Invariant:
map, months, counts and list speak of the same incidents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, Response

from tocsin.errors import InputError
from tocsin.publish.tongue import Tongue
from tocsin.serve.asking import api_link, asked, link
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.site import GLANCE_S, Site
from tocsin.serve.views.parties import parties_of
from tocsin.serve.views.phrases import Phrases
from tocsin.serve.views.shapes import cell_features, features
from tocsin.serve.views.timeline import HEIGHT, WIDTH, Bar, bars, ticks
from tocsin.store import Search

__all__ = ["linked", "prepare", "router"]

router = APIRouter(include_in_schema=False)
PAGE_ROWS = 50
SHAPES = 1500
"""Incidents that a map draws one by one; above it squares with counts, since shapes would cover one another."""
CELL_DEG = 1.0
_ACTORS = 300
Viewer = Annotated[User, Depends(needs("viewer"))]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer, each with how many incidents have it."""

    countries: list[tuple[Any, int]]
    types: list[tuple[Any, int]]
    statuses: list[tuple[Any, int]]
    actors: list[tuple[str, int]]
    sources: list[tuple[str, int]]
    languages: list[tuple[str, int]]


@router.get("/")
def overview(request: Request, user: Viewer) -> Response:
    """The page."""
    site = site_of(request)
    site.refresh(GLANCE_S)
    search = asked(request.query_params)
    entries = site.catalogue.find(search, PAGE_ROWS + 1, request.query_params.get("after"))
    months, say = _months(site, search), phrases_of(request).say
    onward = link("/", search, after=entries[PAGE_ROWS - 1].cursor) if len(entries) > PAGE_ROWS else None
    return page(
        request,
        "overview",
        search=search,
        entries=entries[:PAGE_ROWS],
        onward=onward,
        totals=_totals(site, search),
        parties=parties_of(site.catalogue, entries[:PAGE_ROWS], say),
        bars=linked(months, search),
        ticks=ticks(months),
        strip=(WIDTH, HEIGHT),
        choices=_choices(site),
        actors=_named(_choices(site).actors, say),
        regions=site.remembered(("regions", search.country), lambda: _regions(site, search.country)),
        shapes=link("/map.json", search),
        exports=[(form, api_link(search, form)) for form in ("csv", "geojson", "json")],
        fresh=site.fresh,
    )


def linked(months: Sequence[Bar], search: Search) -> list[tuple[Bar, str]]:
    """Each bar with the address of the overview of its days."""
    return [(bar, link("/", replace(search, first=bar.first, last=bar.last))) for bar in months]


def prepare(site: Site) -> None:
    """Put incidents together and count what the first page shows, before the first visitor waits for it."""
    site.refresh()
    _choices(site)
    _totals(site, Search())
    _months(site, Search())


def _totals(site: Site, search: Search) -> dict[str, int]:
    found: dict[str, int] = site.remembered(("totals", repr(search)), lambda: site.catalogue.totals(search))
    return found


def _months(site: Site, search: Search) -> list[Bar]:
    return bars(site.remembered(("months", repr(search)), lambda: site.catalogue.months(search)))


def _regions(site: Site, country: tuple[str, ...]) -> list[tuple[Any, int]]:
    """The first-level divisions of the countries chosen; none without any."""
    found = site.catalogue.counts(Search(country=country), "admin1") if country else []
    return [pair for pair in found if pair[0]]


def _choices(site: Site) -> Choices:
    chosen: Choices = site.remembered(("choices",), lambda: _counted(site))
    return chosen


def _named(actors: list[tuple[str, int]], say: Tongue) -> list[tuple[str, str, int]]:
    return sorted(((key, say.known(key), number) for key, number in actors), key=lambda row: row[1].casefold())


def _counted(site: Site) -> Choices:
    everything, seek = Search(), site.catalogue
    return Choices(
        countries=[pair for pair in seek.counts(everything, "country") if pair[0]],
        types=sorted(seek.counts(everything, "sub_event_type"), key=lambda pair: str(pair[0])),
        statuses=seek.counts(everything, "status"),
        actors=seek.members("actors")[:_ACTORS],
        sources=sorted(seek.members("sources")[:_ACTORS]),
        languages=seek.members("languages"),
    )


@router.get("/map.json")
def shapes(request: Request, user: Viewer) -> Response:
    """What the map draws for these filters: shapes, or squares with counts where there are very many."""
    site, search, said = site_of(request), asked(request.query_params), phrases_of(request)
    return JSONResponse(site.remembered(("map", said.t.language, repr(search)), lambda: _drawn(site, search, said)))


def _drawn(site: Site, search: Search, said: Phrases) -> dict[str, Any]:
    if site.catalogue.totals(search)["incidents"] > SHAPES:
        cells = site.catalogue.cells(search, CELL_DEG)
        return {"type": "FeatureCollection", "cells": True, "features": cell_features(cells, CELL_DEG)}
    found = site.catalogue.find(search, SHAPES)
    return {"type": "FeatureCollection", "cells": False, "features": features((one.incident for one in found), said)}


@router.get("/map/{incident_id}.json")
def one_shape(request: Request, incident_id: str, user: Viewer) -> Response:
    """The shape of one incident, and those of its records, each report's own reading of the place."""
    dossier = site_of(request).dossier(incident_id)
    own = (replace(dossier.incident, place=record.place) for record in dossier.records)
    rows = {str(feature["geometry"]): feature for feature in features([dossier.incident, *own], phrases_of(request))}
    if not rows:
        raise InputError("the reports give no place that can be drawn", incident_id)
    return JSONResponse({"type": "FeatureCollection", "cells": False, "features": list(rows.values())})
