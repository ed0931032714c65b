"""*Data and health*: how much is kept, how fresh it is, whether the log is whole, and who changed what.

Invariant: the log is verified when somebody asks, never taken on trust; the audit is for admins alone.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from tocsin import __version__
from tocsin.knowledge.files import knowledge_hash
from tocsin.publish.formats.catalogue import FORMATS
from tocsin.serve.people import Form, User, needs, site_of
from tocsin.serve.render import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_AUDIT_ROWS = 100
Viewer = Annotated[User, Depends(needs("viewer"))]


@router.get("/data")
def data(request: Request, user: Viewer) -> Response:
    """The page."""
    return _page(request, user, None)


@router.post("/data/verify")
def verify(request: Request, user: Annotated[User, Depends(needs("analyst"))], form: Form) -> Response:
    """Recompute the hash chain over everything kept."""
    return _page(request, user, site_of(request).store.verify_log())


def _page(request: Request, user: User, faults: list[str] | None) -> Response:
    site = site_of(request)
    rows, head = site.store.log_head()
    return page(
        request,
        "data",
        sizes=site.catalogue.sizes(),
        log_rows=rows,
        head=head,
        state=site.catalogue.state(),
        faults=faults,
        version=__version__,
        knowledge=knowledge_hash(),
        sources=site.catalogue.members("sources")[:50],
        forms=list(FORMATS.values()),
        audit=site.people.changes(_AUDIT_ROWS) if user.may("admin") else [],
        fresh=site.fresh,
    )


@router.get("/health")
def health(request: Request) -> JSONResponse:
    """For whoever watches the server: 200 while the database answers; says nothing of what is kept."""
    return JSONResponse({"status": "ok", "fresh": site_of(request).fresh})
