"""*Briefs*: an area, a period and an actor in, a brief out, to read here or take along.

The sentences, their lint and their citations are ``publish``'s; here each citation leads to the words it rests on, lit
in the report. With the day of the last brief it begins with what has changed. Invariant: nothing is worded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tocsin.errors import InputError
from tocsin.publish.brief import Brief, Last, write_brief
from tocsin.publish.brief_forms import BRIEF_FORMS
from tocsin.publish.dossier import Dossier, dossiers
from tocsin.publish.statements import Citation
from tocsin.publish.tongue import Tongue, tongue
from tocsin.serve.asking import asked, day_of, link
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page
from tocsin.serve.site import Site, dossiers_of
from tocsin.serve.words import language_of
from tocsin.store import Filters, Search

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
MOST = 300
"""Incidents of one brief: more than anybody reads; the newest are taken, and the page says so."""
Viewer = Annotated[User, Depends(needs("viewer"))]


@router.get("/briefs")
def briefs(request: Request, user: Viewer) -> Response:
    """The form, and the brief under it when there is something to tell."""
    site, search, last = site_of(request), asked(request.query_params), day_of(request.query_params, "since")
    total = site.catalogue.totals(search)["incidents"]
    since = {**({"since": str(last)} if last else {}), "lang": language_of(request)}
    brief = _brief(site, search, last, tongue(language_of(request))) if total else None
    return page(
        request,
        "briefs",
        search=search,
        brief=brief,
        in_order=lambda cites: _in_order(brief, cites) if brief else [],
        last=last,
        total=total,
        most=MOST,
        countries=site.catalogue.counts(Search(), "country"),
        actors=site.catalogue.members("actors"),
        forms=[(form, link(f"/briefs.{form}", search, **since)) for form in BRIEF_FORMS],
        fresh=site.fresh,
    )


def _in_order(brief: Brief, cites: Sequence[Citation]) -> list[Citation]:
    """The first citation of each report, by the report's number."""
    firsts = {cite.report_id: cite for cite in reversed(cites)}
    return sorted(firsts.values(), key=lambda cite: brief.number(cite.report_id))


@router.get("/briefs.{form}")
def brief_file(request: Request, form: str, user: Viewer) -> Response:
    """The brief as a file."""
    if form not in BRIEF_FORMS:
        raise InputError(f"no such form; known are {', '.join(BRIEF_FORMS)}", form[:20])
    wanted = BRIEF_FORMS[form]
    query = request.query_params
    say = tongue(language_of(request))
    data = wanted.write(_brief(site_of(request), asked(query), day_of(query, "since"), say))
    return Response(
        data, media_type=wanted.media_type, headers={"content-disposition": f'attachment; filename="brief.{form}"'}
    )


def _brief(site: Site, search: Search, last: date | None, say: Tongue) -> Brief:
    found = dossiers_of(site.store, site.catalogue.find(search, MOST))
    reports = dict.fromkeys(report_id for one in found for report_id in one.incident.report_ids)
    then = Last(_known_on(site, search, last), last) if last else None
    return write_brief(
        found, [site.report(report_id) for report_id in reports], _title(search, say), last=then, say=say
    )


def _known_on(site: Site, search: Search, day: date) -> list[Dossier]:
    """The incidents that pass, as they were known at the end of that day (UTC)."""
    from tocsin.reconcile import reconcile_reports  # loads the gazetteer

    as_of = f"{day}T23:59:59.999999Z"
    narrow = Filters(since=search.first, until=search.last, as_of=as_of)
    if len(search.country) == 1:
        narrow = replace(narrow, country=search.country[0])
    if len(search.actor) == 1:
        narrow = replace(narrow, actor=search.actor[0])
    coded = list(site.store.reports(narrow))
    incidents = reconcile_reports(coded, site.store.judgements(as_of))
    return dossiers(incidents, coded)


def _title(search: Search, say: Tongue) -> str:
    """Where, who and when; "Incidents" when nothing was asked."""
    names = [*(say.country(code) or code for code in search.country), *map(say.known, search.actor)]
    span = say("title.to").join(str(day) for day in (search.first, search.last) if day)
    return ", ".join(part for part in (*names, span) if part) or say("title.plain")
