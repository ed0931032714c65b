"""Incidents and reports for programs: lists by cursor or page, one with all behind it, what changed, and every export.

The list sends the stored JSON on as it is, unread, so a page costs one query. Invariant: following ``next`` gives every
incident once, whatever is added meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tocsin.errors import InputError
from tocsin.publish import to_contract
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.catalogue import FORMATS, write
from tocsin.publish.incidents import incident_to_contract
from tocsin.publish.marks import CLEAR
from tocsin.publish.release import release
from tocsin.serve.api.answers import tagged
from tocsin.serve.api.wanted import Wanted, WantedQuery, search_of
from tocsin.serve.people import Forbidden, User, needs, site_of
from tocsin.serve.site import dossiers_of
from tocsin.settings import load_release

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["incidents"])
Viewer = Annotated[User, Depends(needs("viewer"))]


@router.get("/incidents", summary="Incidents, newest first")
def incidents(request: Request, user: Viewer, wanted: WantedQuery) -> Response:
    """`{"count", "data", "next"}`; or one of the export forms, with `format`."""
    search = search_of(wanted)
    if wanted.public and wanted.format == "json":
        raise InputError("a public release is an export; name its format", "format")
    if wanted.format != "json":
        form = FORMATS[wanted.format]
        if wanted.public:
            return _release(request, user, wanted)
        return tagged(request, lambda: _export(request, wanted), form.media_type, f"incidents{form.suffix}")
    return tagged(request, lambda: _page(request, wanted, search))


def _page(request: Request, wanted: Wanted, search: Any) -> str:
    skip = 0 if wanted.cursor else (wanted.page - 1) * wanted.limit
    found = site_of(request).catalogue.find(search, wanted.limit + 1, wanted.cursor, skip)
    rows = found[: wanted.limit]
    onward = None
    if len(found) > wanted.limit:
        asked = [(key, value) for key, value in request.query_params.multi_items() if key not in ("cursor", "page")]
        onward = f"{request.url.path}?{urlencode([*asked, ('cursor', rows[-1].cursor)])}"
    data = ",".join(entry.payload for entry in rows)
    return f'{{"count":{len(rows)},"data":[{data}],"next":{json.dumps(onward)}}}'


def _found(request: Request, wanted: Wanted) -> list[Dossier]:
    site = site_of(request)
    skip = 0 if wanted.cursor else (wanted.page - 1) * wanted.limit
    return dossiers_of(site.store, site.catalogue.find(search_of(wanted), wanted.limit, wanted.cursor, skip))


def _export(request: Request, wanted: Wanted) -> bytes:
    return write(wanted.format, _found(request, wanted), wanted.tlp).data


def _release(request: Request, user: User, wanted: Wanted) -> Response:
    """What everybody may see, as they may see it; denied unless the settings allow it."""
    if not user.may("editor"):
        raise Forbidden(f"a public release needs the role editor; yours is {user.role}", user.name)
    released = release(_found(request, wanted), load_release(), datetime.now(UTC).date())
    site_of(request).people.note(user.name, "release", request.url.query)
    form = FORMATS[wanted.format]
    headers = {
        "content-disposition": f'attachment; filename="public{form.suffix}"',
        "x-withheld": str(len(released.withheld)),
    }
    return Response(write(wanted.format, released.dossiers, CLEAR).data, headers=headers, media_type=form.media_type)


@router.get("/incidents/{incident_id}", summary="One incident with its records and where they differ")
def incident(request: Request, incident_id: str, user: Viewer) -> Response:
    """The contract's incident, with `events` and `documents` (without their texts) behind it."""
    site = site_of(request)

    def work() -> str:
        dossier = site.dossier(incident_id)
        whole = [to_contract(site.report(report_id)) for report_id in dossier.incident.report_ids]
        own = set(dossier.incident.record_ids)
        events = [event for one in whole for event in one["events"] if event["id"] in own]
        documents = [{key: value for key, value in one["document"].items() if key != "text"} for one in whole]
        row = {**incident_to_contract(dossier.incident, dossier.reliability), "events": events, "documents": documents}
        return json.dumps(row, ensure_ascii=False)

    return tagged(request, work)


@router.get("/sources", summary="How reliable each source is, by what became of its word")
def sources(request: Request, user: Viewer) -> Response:
    """`{"count", "data"}`, the most tested first; the contract's `reliability`, over all incidents."""

    def work() -> str:
        rows = [asdict(one) for one in site_of(request).sources()]
        return json.dumps({"count": len(rows), "data": rows}, ensure_ascii=False)

    return tagged(request, work)


@router.get("/reports/{report_id}", summary="One report as coded")
def report(request: Request, report_id: str, user: Viewer) -> Response:
    """The contract's object: document with text, events, forecasts, issues."""
    return tagged(request, lambda: json.dumps(to_contract(site_of(request).report(report_id)), ensure_ascii=False))


@router.get("/changes", summary="What changed since a mark")
def changes(
    request: Request,
    user: Viewer,
    since: Annotated[str | None, Query(max_length=120, description="`since` of the answer before")] = None,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> Response:
    """`{"data": [{"id", "changed", "gone", "incident"}], "since"}`: ask again with `since` until `data` is empty."""
    if since and "\0" in since:
        raise InputError("a null character stands in it", "since")

    def work() -> str:
        rows = site_of(request).catalogue.changes(since, limit)
        data = [
            {"id": key, "changed": at, "gone": gone, "incident": incident_to_contract(one) if one else None}
            for key, at, gone, one in rows
        ]
        mark = f"{rows[-1][1]}~{rows[-1][0]}" if rows else since
        return json.dumps({"data": data, "since": mark}, ensure_ascii=False)

    return tagged(request, work)
