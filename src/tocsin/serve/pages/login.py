"""Logging in and out. Takes a name and password, gives a new cookie; every failure looks and lasts the same.

Invariant: the cookie after logging in is never the one before it, so a planted one is worth nothing.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from tocsin.serve.passwords import check
from tocsin.serve.people import COOKIE, SESSION_HOURS, Form, digest, gives, new_cookie, site_of
from tocsin.serve.render import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login_page(request: Request) -> Response:
    """The form."""
    return page(request, "login", wrong=False, onward=_own(request.query_params.get("next", "/")))


@router.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """Check, begin a session, go where the visitor wanted to."""
    site, onward = site_of(request), _own(str(form.get("next") or "/"))
    name = str(form.get("name") or "")[:80]
    account = site.people.get(name)
    if not check(account.password if account else None, str(form.get("password") or "")) or account is None:
        site.people.note(name or "nobody", "login refused", request.client.host if request.client else "")
        return page(request, "login", 401, wrong=True, onward=onward)
    cookie = new_cookie()
    site.people.begin(digest(cookie), account.name, SESSION_HOURS)
    site.people.note(account.name, "login", request.client.host if request.client else "")
    response = RedirectResponse(onward, 303)
    gives(response, request, cookie)
    return response


@router.post("/logout")
def log_out(request: Request, form: Form) -> Response:
    """End the session here and in the database."""
    site_of(request).people.end(digest(request.cookies.get(COOKIE, "")))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE)
    return response


def _own(path: str) -> str:
    """A path of ours, or the first page: never another site's address."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and "\n" not in path else "/"
