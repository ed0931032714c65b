"""*Inbox*: incidents that are worth a second look, the worthiest first; accept or reject each record, or mend a field.

Reviews stand beside records and change none; the trace of the machine's reading stays whole.
Invariant: one person counts as one reader of a record, however often they press.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from tocsin.errors import InputError
from tocsin.publish.wording import quoted
from tocsin.serve.people import Form, User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.site import dossiers_of
from tocsin.serve.views.agreement import alpha
from tocsin.serve.views.facts import facts
from tocsin.serve.views.queue import MASS_CASUALTY, queue
from tocsin.store import Review, Search

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_LOOKED_AT = 60
"""Incidents weighed of each kind (newest, and with many killed): some seconds of a first look, not all the past."""
_SHOWN = 12
FIELDS = ("type", "date", "place", "actors", "toll", "source")
Analyst = Annotated[User, Depends(needs("analyst"))]


@router.get("/inbox")
def inbox(request: Request, user: Analyst) -> Response:
    """The queue."""
    site, said = site_of(request), phrases_of(request)
    newest = site.catalogue.find(Search(), _LOOKED_AT)
    deadly = site.catalogue.find(Search(least_killed=MASS_CASUALTY), _LOOKED_AT)
    entries = list({entry.incident.id: entry for entry in (*newest, *deadly)}.values())
    dossiers = dossiers_of(site.store, entries)
    tasks = queue(dossiers, site.reviews.of([record.id for one in dossiers for record in one.records]))
    verdicts = site.reviews.verdicts()
    return page(
        request,
        "inbox",
        tasks=tasks[:_SHOWN],
        waiting=len(tasks),
        rows=lambda task: [
            (source, facts(source.record, said), quoted(source.record)) for source in task.dossier.sources
        ],
        fields=FIELDS,
        alpha=alpha(verdicts.values()),
        doubly=sum(len(own) > 1 for own in verdicts.values()),
        fresh=site.fresh,
    )


@router.post("/reviews")
def add_review(request: Request, user: Analyst, form: Form) -> Response:
    """Keep a review; back to the queue."""
    site = site_of(request)
    said = {key: str(form.get(key) or "") for key in ("record", "verdict", "field", "value")}
    if said["record"] not in site.catalogue.homes([said["record"]]):
        raise InputError("there is no such record", said["record"][:80])
    if said["field"] and said["field"] not in FIELDS:
        raise InputError("there is no such field", said["field"][:80])
    site.reviews.add(Review(said["record"], user.name, said["verdict"], said["field"], said["value"]))
    site.people.note(user.name, f"review {said['verdict']}", said["record"])
    return RedirectResponse("/inbox", 303)
