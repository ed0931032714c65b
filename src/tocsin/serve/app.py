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
    app.add_middleware(Guard, single_user=site.open_door)
    return app


def _for_program(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _said(request: Request, status: int, what: str) -> Response:
    if _for_program(request):
        return JSONResponse({"error": what}, status)
    return page(request, "error", status, what=what)


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, NeedsLogin) and not _for_program(request):
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    return _said(request, _STATUS.get(type(error), 500), str(error))


def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _said(request, 422, f"{'.'.join(map(str, first['loc'][1:]))}: {first['msg']}")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    missing = error.status_code == 404 and not _for_program(request)
    what = words(language_of(request))("error.missing") if missing else str(error.detail)
    return _said(request, error.status_code, what)


def _bug(request: Request, _error: Exception) -> Response:
    answer = _said(request, 500, words(language_of(request))("error.bug"))
    answer.headers.update({**HEADERS, "cache-control": "no-store"})  # it is made outside the guard
    return answer
