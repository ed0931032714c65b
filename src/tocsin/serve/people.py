"""Who asks: takes a request, gives the user, or says that nobody may. Roles, sessions, tokens and CSRF stand here.

A browser holds a random cookie; the database holds only its hash, and logging in always makes a new one (OWASP Session
Management: no fixation). A program holds a token. Every form carries a value derived from the cookie by HMAC, so that
another site can't post in a user's name. Invariants: an unknown visitor of a guarded site sees the login page alone;
in single-user mode the one user is an admin, and the site answers to loopback names only (see ``guard``).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from tocsin.errors import TocsinError
from tocsin.serve.site import Site
from tocsin.store.people import ROLES

__all__ = ["COOKIE", "Forbidden", "Form", "NeedsLogin", "User", "csrf_of", "digest", "gives", "needs", "site_of"]

COOKIE = "tocsin"
SESSION_HOURS = 12.0
"""A working day: long enough not to lose a review, short enough for a lent laptop."""
_FORM_BYTES = 6 * 2**20


class NeedsLogin(TocsinError):
    """Nobody is logged in."""


class Forbidden(TocsinError):
    """Somebody is logged in who may not do this, or the request didn't come from our own page."""


@dataclass(frozen=True, slots=True)
class User:
    """Who asks, what they may do, and by which key the request came."""

    name: str
    role: str
    by_token: bool = False

    def may(self, role: str) -> bool:
        """True when the user's role is that one or a greater one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def site_of(request: Request) -> Site:
    """The workbench that answers this request."""
    site: Site = request.app.state.site
    return site


def digest(secret: str) -> str:
    """What the database keeps of a cookie or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf_of(request: Request) -> str:
    """What a form of this browser must carry."""
    cookie = request.cookies.get(COOKIE) or request.state.new_cookie
    return hmac.new(site_of(request).secret, cookie.encode(), hashlib.sha256).hexdigest()


def gives(response: Response, request: Request, cookie: str) -> None:
    """Hand the browser its cookie."""
    response.set_cookie(
        COOKIE, cookie, max_age=int(SESSION_HOURS * 3600), httponly=True, samesite="lax", secure=site_of(request).https
    )


def new_cookie() -> str:
    """A value that nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def _asker(request: Request) -> User | None:
    site = site_of(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        own = site.people.of_token(digest(token.strip()))
        return User(own.name, own.role, by_token=True) if own else None
    if site.open_door:
        return User(request.app.state.single_user, "admin")
    cookie = request.cookies.get(COOKIE)
    own = site.people.of_session(digest(cookie)) if cookie else None
    return User(own.name, own.role) if own else None


def needs(role: str) -> Callable[[Request], User]:
    """A dependency: the user, who must have at least this role."""

    def check(request: Request) -> User:
        user = _asker(request)
        if user is None:
            raise NeedsLogin("log in first")
        if not user.may(role):
            raise Forbidden(f"this needs the role {role}; yours is {user.role}", user.name)
        request.state.user = user
        return user

    return check


def came_from_us(request: Request, carried: str | None) -> None:
    """Refuse a change that another site's page may have sent.

    Raises:
        Forbidden: the value that our own forms carry is missing or wrong.
    """
    if not carried or not request.cookies.get(COOKIE) or not hmac.compare_digest(carried, csrf_of(request)):
        raise Forbidden("this form is out of date; reload the page and send it again")


async def _form(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_files=1, max_fields=60, max_part_size=_FORM_BYTES) as form:
        carried = form.get("csrf")
        came_from_us(request, carried if isinstance(carried, str) else None)
        yield form


Form = Annotated[FormData, Depends(_form)]
"""A form that came from one of our own pages."""
