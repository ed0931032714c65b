"""Incidents as map features: OGC API - Features, Part 1: Core (OGC 17-069r4), GeoJSON only.

QGIS and others read it by its landing page, ``/api/v1/features``. Geometries are as wide as the place is known; an
incident without a place has none. Invariant: every link leads to an answer of this API.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tocsin.errors import InputError
from tocsin.publish.wording import days, where
from tocsin.serve.api.answers import JSON, tagged
from tocsin.serve.asking import asked
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.views.shapes import shape_of
from tocsin.store import Entry, Search

__all__ = ["router"]

BASE = "/api/v1/features"
GEOJSON = "application/geo+json"
router = APIRouter(prefix=BASE, tags=["features"])
_CONFORMS = [f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" for part in ("core", "oas30", "geojson")]
_OF_FEATURES = frozenset({"limit", "cursor", "bbox", "datetime"})
Viewer = Annotated[User, Depends(needs("viewer"))]


def _link(request: Request, rel: str, path: str, media_type: str = JSON) -> dict[str, str]:
    return {"rel": rel, "type": media_type, "href": f"{str(request.base_url).rstrip('/')}{path}"}


@router.get("", summary="Landing page")
def landing(request: Request, user: Viewer) -> dict[str, Any]:
    """What there is, and where."""
    return {
        "title": "tocsin",
        "description": "Incidents of armed conflict, as reports tell them; places as wide as they are known.",
        "links": [
            _link(request, "self", BASE),
            _link(request, "service-desc", "/api/v1/openapi.json", "application/vnd.oai.openapi+json;version=3.0"),
            _link(request, "conformance", f"{BASE}/conformance"),
            _link(request, "data", f"{BASE}/collections"),
        ],
    }


@router.get("/conformance", summary="Conformance classes")
def conformance(user: Viewer) -> dict[str, Any]:
    """The parts of the standard that this follows."""
    return {"conformsTo": _CONFORMS}


@router.get("/collections", summary="Collections")
def collections(request: Request, user: Viewer) -> dict[str, Any]:
    """The one collection."""
    return {"collections": [_collection(request)], "links": [_link(request, "self", f"{BASE}/collections")]}


@router.get("/collections/incidents", summary="The collection of incidents")
def collection(request: Request, user: Viewer) -> dict[str, Any]:
    """What it is, and where its items are."""
    return _collection(request)


def _collection(request: Request) -> dict[str, Any]:
    own = f"{BASE}/collections/incidents"
    return {
        "id": "incidents",
        "title": "Incidents",
        "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "extent": {"spatial": {"bbox": [[-180, -90, 180, 90]]}, "temporal": {"interval": [[None, None]]}},
        "links": [_link(request, "self", own), _link(request, "items", f"{own}/items", GEOJSON)],
    }


@router.get("/collections/incidents/items", summary="Features")
def items(
    request: Request,
    user: Viewer,
    limit: Annotated[int, Query(ge=1, le=5000)] = 100,
    bbox: Annotated[str | None, Query(max_length=100, description="west,south,east,north")] = None,
    datetime: Annotated[str | None, Query(max_length=60, description="a day, or first/last; .. is open")] = None,
    cursor: Annotated[str | None, Query(max_length=120)] = None,
) -> Response:
    """A FeatureCollection, newest first."""
    if unknown := sorted(request.query_params.keys() - _OF_FEATURES):
        raise InputError("no such parameter", unknown[0])
    first, _, last = (datetime or "").partition("/")
    given = {"bbox": bbox or "", "first": _open(first), "last": _open(last if "/" in (datetime or "") else first)}
    search = asked(given)
    return tagged(request, lambda: _collected(request, search, limit, cursor), GEOJSON)


def _open(day: str) -> str:
    """The day of an instant; empty where the interval is open."""
    return "" if day in ("", "..") else day[:10]


def _collected(request: Request, search: Search, limit: int, cursor: str | None) -> str:
    found = site_of(request).catalogue.find(search, limit + 1, cursor)
    rows, path = found[:limit], f"{BASE}/collections/incidents/items"
    links = [_link(request, "self", f"{path}?{request.url.query}", GEOJSON)]
    if len(found) > limit:
        asked_for = [(key, value) for key, value in request.query_params.multi_items() if key != "cursor"]
        query = urlencode([*asked_for, ("cursor", rows[-1].cursor)])
        links.append(_link(request, "next", f"{path}?{query}", GEOJSON))
    features = [_feature(entry) for entry in rows]
    whole = {"type": "FeatureCollection", "numberReturned": len(rows), "links": links, "features": features}
    return json.dumps(whole, ensure_ascii=False)


@router.get("/collections/incidents/items/{incident_id}", summary="One feature")
def item(request: Request, incident_id: str, user: Viewer) -> Response:
    """The feature of one incident."""

    def work() -> str:
        found = site_of(request).catalogue.find(Search(ids=(incident_id,)), 1)
        if not found:
            raise InputError("no incident has this id now", incident_id)
        return json.dumps(_feature(found[0]), ensure_ascii=False)

    return tagged(request, work, GEOJSON)


def _feature(entry: Entry) -> dict[str, Any]:
    one = entry.incident
    killed = one.killed or (None, None)
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": shape_of(one.place),
        "properties": {
            "event_date": _iso(one.when.start),
            "event_date_end": _iso(one.when.end),
            "event_type": one.event_type,
            "sub_event_type": one.sub_event_type,
            "status": one.status,
            "country": one.place.country,
            "admin1": one.place.admin1,
            "location": one.place.name,
            "precision": one.place.precision,
            "radius_km": one.place.radius_km,
            "killed_low": killed[0],
            "killed_high": killed[1],
            "actors": list(entry.actors),
            "sources": list(entry.sources),
            "contradictions": len(one.contradictions),
            "title": f"{days(one.when)}: {one.sub_event_type}, {where(one.place)}",
        },
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
