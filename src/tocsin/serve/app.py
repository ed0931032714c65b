"""The application: takes a ``Site``, gives the ASGI app with its guard, pages, API and static files.

Errors that tocsin raises on purpose become one line for whoever asked, as a page or as JSON under ``/api``; anything
else is a bug, is logged by the server, and shows nothing of its inside. Invariant: a visitor without a right learns
only that the right is missing.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from tocsin import __version__
from tocsin.errors import InputError, MissingExtraError, SettingsError, StoreError, TocsinError
from tocsin.serve.api import ROUTERS as API_ROUTERS
from tocsin.serve.guard import HEADERS, Guard
from tocsin.serve.pages import ROUTERS
from tocsin.serve.people import Forbidden, NeedsLogin
from tocsin.serve.render import page
from tocsin.serve.site import Site
from tocsin.serve.views.refusals import refusal
from tocsin.serve.words import language_of, words

__all__ = ["make_app"]

_STATUS = {
    NeedsLogin: 401,
    Forbidden: 403,
    SettingsError: 403,
    InputError: 422,
    MissingExtraError: 501,
    StoreError: 503,
}


def make_app(site: Site, single_user: str = "you") -> FastAPI:
    """The application over a site; ``single_user`` is the name that goes into the audit in single-user mode."""
    app = FastAPI(
        title="tocsin", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.site = site
    app.state.single_user = single_user
    for router in (*ROUTERS, *API_ROUTERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_exception_handler(TocsinError, _refused)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)
    app.add_middleware(Guard, single_user=site.open_door, refuse=_said)
    return app


def _for_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _said(request: Request, status: int, what: str, where: str | None = None) -> Response:
    """What was refused, in the language asked for, or marked as English."""
    told = refusal(what, language_of(request))
    line = f"{where}: {told or what}" if where else told or what
    if _for_program(request):
        return JSONResponse({"error": line}, status)
    return page(request, "error", status, what=line, english=told is None)


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, NeedsLogin) and not _for_program(request):
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    assert isinstance(error, TocsinError)
    return _said(request, _STATUS.get(type(error), 500), error.what.replace("\n", " "), error.where)


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _said(request, 422, first["msg"], ".".join(map(str, first["loc"][1:])))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and not _for_program(request):
        return page(request, "error", 404, what=words(language_of(request))("error.missing"))
    return _said(request, error.status_code, str(error.detail))


def _bug(request: Request, _error: Exception) -> Response:
    what = words(language_of(request))("error.bug")
    answer = JSONResponse({"error": what}, 500) if _for_program(request) else page(request, "error", 500, what=what)
    answer.headers.update({**HEADERS, "cache-control": "no-store"})  # it is made outside the guard
    return answer
