"""*Inbox*: incidents that are worth a second look, the worthiest first; accept or reject each record, or mend a field.

What a reader says holds at once, beside the machine's reading, and can be taken back; what was taken out stands below.
Invariant: one person counts as one reader of a record, however often they press.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from tocsin.model import EventRecord, Report
from tocsin.publish.dossier import Dossier
from tocsin.publish.wording import quoted
from tocsin.serve.pages.incident import near
from tocsin.serve.people import Form, User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.reviewing import keep_review, sent_by
from tocsin.serve.site import Site, dossiers_of
from tocsin.serve.views.agreement import alpha, verdicts
from tocsin.serve.views.facts import facts
from tocsin.serve.views.queue import MASS_CASUALTY, queue
from tocsin.store import Entry, Search
from tocsin.tolls import voiced

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_LOOKED_AT = 60
"""Incidents weighed of each kind (newest, and with many killed): some seconds of a first look, not all the past."""
_SHOWN = 12
_NEAR_SHOWN = 2
Analyst = Annotated[User, Depends(needs("analyst"))]


@router.get("/inbox")
def inbox(request: Request, user: Analyst) -> Response:
    """The queue."""
    site, said = site_of(request), phrases_of(request)
    newest = site.catalogue.find(Search(), _LOOKED_AT)
    deadly = site.catalogue.find(Search(least_killed=MASS_CASUALTY), _LOOKED_AT)
    entries = list({entry.incident.id: entry for entry in (*newest, *deadly)}.values())
    dossiers = dossiers_of(site.store, entries)
    tasks = queue(dossiers)
    said_so = verdicts(site.reviews.all())
    return page(
        request,
        "inbox",
        tasks=[(task, _alike(site, task.dossier)) for task in tasks[:_SHOWN]],
        waiting=len(tasks),
        rows=lambda task: [
            (source, facts(source.record, said), quoted(source.record)) for source in task.dossier.sources
        ],
        taken_out=_taken_out(site),
        lone=_lone,
        alpha=alpha(said_so),
        doubly=sum(len(own) > 1 for own in said_so),
        fresh=site.fresh,
    )


def _alike(site: Site, dossier: Dossier) -> list[Entry]:
    """Near incidents of the same type: those that a reader may want to join."""
    kind = dossier.incident.event_type
    return [entry for entry in near(site, dossier) if entry.incident.event_type == kind][:_NEAR_SHOWN]


def _taken_out(site: Site) -> list[tuple[Report, EventRecord]]:
    """The last records that readers took out; those that many died in and one reader saw come first."""
    reports = dict.fromkeys(one.report for one in reversed(site.reviews.all()) if one.verdict == "reject")
    found = [
        (coded.report, record)
        for key in list(reports)[:_SHOWN]
        if (coded := site.store.report(key))
        for record in coded.rejected
    ]
    return sorted(found, key=lambda pair: not _lone(pair[1]))


def _lone(record: EventRecord) -> bool:
    """True when a mass-casualty event was taken out by one reader alone."""
    dead = [row for row in record.casualties if row.kind == "killed"]
    killed = max((one.toll[0] for one in voiced(record, dead)), default=0)
    return killed >= MASS_CASUALTY and len({one.by for one in record.reviews}) < 2


@router.post("/reviews")
def add_review(request: Request, user: Analyst, form: Form) -> Response:
    """Keep a review; back to where it was given."""
    sent = sent_by(form)
    keep_review(site_of(request), user, sent)
    here = form.get("back") == "report"
    return RedirectResponse(f"/reports/{sent.report}#{sent.record}" if here else "/inbox", 303)
