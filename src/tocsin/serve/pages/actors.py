"""*Actors*: those of the register that incidents name, and one of them with its dated names, kin, company and activity.

The network shows who is named with whom, and how often: company in reports, not alliance. Invariant: names and dates
are the register's, each with its source; counts are of incidents that are kept.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tocsin.errors import InputError
from tocsin.knowledge import actors
from tocsin.publish.tongue import Tongue
from tocsin.serve.asking import link
from tocsin.serve.pages.overview import linked
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.views.parties import parties_of
from tocsin.serve.views.timeline import HEIGHT, WIDTH, bars, ticks
from tocsin.store import Search

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_COMPANY = 12
"""Others on the network: as many as fit around a circle with their names."""
_RECENT = 10
SIZE = 420
Viewer = Annotated[User, Depends(needs("viewer"))]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another actor on the network: where it stands, and in how many incidents both are named."""

    id: str
    name: str
    count: int
    x: float
    y: float


@router.get("/actors")
def actors_page(request: Request, user: Viewer) -> Response:
    """All that incidents name, most first."""
    site = site_of(request)
    rows = [(key, actors.get(key), number) for key, number in site.catalogue.members("actors")]
    most = max((number for _, _, number in rows), default=1)
    return page(request, "actors", rows=rows, most=most, fresh=site.fresh)


@router.get("/actors/{key}")
def actor_page(request: Request, key: str, user: Viewer) -> Response:
    """One actor."""
    site, known = site_of(request), actors.get(key)
    search = Search(actor=(key,))
    total = site.catalogue.totals(search)["incidents"]
    if known is None and not total:
        raise InputError("neither the register nor an incident knows this actor", key)
    months, recent = bars(site.catalogue.months(search)), site.catalogue.find(search, _RECENT)
    return page(
        request,
        "actor",
        key=key,
        actor=known,
        total=total,
        became=[(change, actors.get(change.to)) for change in known.became] if known else [],
        before=[one for one in actors.organisations().values() if any(change.to == key for change in one.became)],
        parents=[(parent, actors.get(parent)) for parent in known.parents] if known else [],
        parts=[(part, actors.get(part)) for part in actors.children(key)],
        company=_company(site.catalogue.members("actors", search), key, phrases_of(request).say),
        bars=linked(months, search),
        ticks=ticks(months),
        strip=(WIDTH, HEIGHT),
        size=SIZE,
        recent=recent,
        judged=[one for one in site.sources() if one.source == key],
        parties=parties_of(site.catalogue, recent, phrases_of(request).say),
        onward=link("/", search),
        fresh=site.fresh,
    )


def _company(counts: list[tuple[str, int]], key: str, say: Tongue) -> list[Neighbour]:
    """The others around a circle, the most frequent at the top, then clockwise."""
    others = [(other, number) for other, number in counts if other != key][:_COMPANY]
    middle, reach = SIZE / 2, SIZE * 0.34
    found = []
    for n, (other, number) in enumerate(others):
        angle = 2 * math.pi * n / len(others) - math.pi / 2
        at = round(middle + reach * math.cos(angle), 1), round(middle + reach * math.sin(angle), 1)
        found.append(Neighbour(other, say.known(other), number, *at))
    return found
