"""*Briefs*: an area, a period and an actor in, a brief out, to read here or take along.

The sentences, their lint and their citations are ``publish``'s; here each citation leads to the words it rests on, lit
in the report. Invariant: nothing is worded here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tocsin.errors import InputError
from tocsin.publish.brief import Brief, write_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.wording import country_name
from tocsin.serve.asking import asked, link
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page
from tocsin.serve.site import Site, dossiers_of
from tocsin.store import Search

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
MOST = 300
"""Incidents of one brief: more than anybody reads; the newest are taken, and the page says so."""
_FORMS: dict[str, tuple[Callable[[Brief], str | bytes], str]] = {
    "html": (to_html, "text/html; charset=utf-8"),
    "md": (to_markdown, "text/markdown; charset=utf-8"),
}
Viewer = Annotated[User, Depends(needs("viewer"))]


@router.get("/briefs")
def briefs(request: Request, user: Viewer) -> Response:
    """The form, and the brief under it when there is something to tell."""
    site, search = site_of(request), asked(request.query_params)
    total = site.catalogue.totals(search)["incidents"]
    return page(
        request,
        "briefs",
        search=search,
        brief=_brief(site, search) if total else None,
        total=total,
        most=MOST,
        countries=site.catalogue.counts(Search(), "country"),
        actors=site.catalogue.members("actors"),
        forms=[(form, link(f"/briefs.{form}", search)) for form in _FORMS],
        fresh=site.fresh,
    )


@router.get("/briefs.{form}")
def brief_file(request: Request, form: str, user: Viewer) -> Response:
    """The brief as a file."""
    if form not in _FORMS:
        raise InputError(f"no such form; known are {', '.join(_FORMS)}", form[:20])
    write, media_type = _FORMS[form]
    data = write(_brief(site_of(request), asked(request.query_params)))
    return Response(
        data, media_type=media_type, headers={"content-disposition": f'attachment; filename="brief.{form}"'}
    )


def _brief(site: Site, search: Search) -> Brief:
    found = dossiers_of(site.store, site.catalogue.find(search, MOST))
    reports = dict.fromkeys(report_id for one in found for report_id in one.incident.report_ids)
    span = " to ".join(str(day) for day in (search.first, search.last) if day)
    place = ", ".join(name for code in search.country if (name := country_name(code)))
    title = ", ".join(part for part in ("Incidents", place, span) if part)
    return write_brief(found, [site.report(report_id) for report_id in reports], title)
