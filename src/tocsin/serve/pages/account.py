"""*Account*: a user's API tokens, and for admins everybody's account. A token is shown once, when it is made.

Invariant: nobody sees or stops a token of somebody else; the last open admin can't shut their own account.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from tocsin.errors import InputError
from tocsin.serve.passwords import hashed
from tocsin.serve.people import Form, User, digest, needs, new_cookie, site_of
from tocsin.serve.render import page
from tocsin.store.people import ROLES, Account

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Viewer = Annotated[User, Depends(needs("viewer"))]
Admin = Annotated[User, Depends(needs("admin"))]


@router.get("/account")
def account(request: Request, user: Viewer) -> Response:
    """The page."""
    return _page(request, user, "")


def _page(request: Request, user: User, made: str) -> Response:
    people = site_of(request).people
    own = people.tokens(user.name)
    everybody = people.all() if user.may("admin") else []
    return page(request, "account", tokens=own, made=made, accounts=everybody, roles=ROLES)


@router.post("/account/tokens")
def new_token(request: Request, user: Viewer, form: Form) -> Response:
    """Make a token and show it."""
    site, token = site_of(request), new_cookie()
    if site.people.get(user.name) is None:
        raise InputError("tokens belong to accounts; make one first: tocsin users add NAME --role admin", user.name)
    site.people.give_token(digest(token), user.name, str(form.get("label") or "token")[:80])
    site.people.note(user.name, "token", str(form.get("label") or "")[:80])
    return _page(request, user, token)


@router.post("/account/tokens/revoke")
def revoke(request: Request, user: Viewer, form: Form) -> Response:
    """Stop one of the user's own tokens."""
    site, key = site_of(request), str(form.get("id") or "")
    if not site.people.revoke(key, user.name):
        raise InputError("you have no such token", key[:12])
    site.people.note(user.name, "token revoked", key[:12])
    return RedirectResponse("/account", 303)


@router.post("/account/people")
def add_account(request: Request, user: Admin, form: Form) -> Response:
    """Make an account, or change its role and password."""
    site, name = site_of(request), str(form.get("name") or "").strip()
    site.people.add(Account(name, str(form.get("role") or ""), hashed(str(form.get("password") or ""))))
    site.people.note(user.name, "account", name)
    return RedirectResponse("/account", 303)


@router.post("/account/people/close")
def close_account(request: Request, user: Admin, form: Form) -> Response:
    """Shut somebody's account."""
    site, name = site_of(request), str(form.get("name") or "")
    if name == user.name:
        raise InputError("another admin must shut your account", name)
    site.people.close(name)
    site.people.note(user.name, "account closed", name)
    return RedirectResponse("/account", 303)
