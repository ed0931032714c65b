"""Who may do what, route by route: every address of the workbench stands in one table, and each role is tried on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from tocsin.serve.api import ROUTERS as API_ROUTERS
from tocsin.serve.pages import ROUTERS
from workbench import Visitor, site_with

ROLES = ("viewer", "analyst", "editor", "admin")
OPEN = {"/login", "/health", "/lib/maplibre-gl.js", "/lib/maplibre-gl.css", "/lib/outlines.geojson"}
"""What a stranger may ask for: the way in, whether it runs, and what holds no data."""
OWN = {"/logout", "/account/tokens", "/account/tokens/revoke"}
"""What everybody who is logged in may change: their own session and tokens."""
LEAST = {
    "/code": "analyst", "/inbox": "analyst", "/judge": "analyst", "/reviews": "analyst", "/data/verify": "analyst",
    "/account/people": "admin", "/account/people/close": "admin",
    "POST /api/v1/reports": "analyst", "POST /api/v1/judgements": "analyst", "POST /api/v1/reviews": "analyst",
}  # fmt: skip
"""The least role of what a viewer may not do; all other addresses are for viewers to read."""


def routes() -> Iterator[tuple[str, str]]:
    for router in (*ROUTERS, *API_ROUTERS):
        for one in router.routes:
            assert isinstance(one, APIRoute)
            yield from ((method, one.path) for method in sorted(one.methods - {"HEAD"}))


def least(method: str, path: str) -> str:
    return LEAST.get(f"{method} {path}", LEAST.get(path, "viewer"))


def filled(visitor: Visitor, path: str) -> str:
    home = visitor.site.catalogue.homes(["a-1"])["a-1"]
    return path.format(
        incident_id=home, report_id="sha256:a", key="jnim", form="md", feature_id=home, collection_id="incidents"
    )


def state(visitor: Visitor) -> tuple[object, ...]:
    return visitor.site.store.log_head(), visitor.site.people.all(), visitor.site.people.tokens("viewer")


def ask(visitor: Visitor, method: str, path: str, headers: dict[str, str]) -> int:
    if path.startswith("/api/"):
        body = {} if method == "GET" else {"json": {}}
        return int(visitor.client.request(method, path, headers=headers, **body).status_code)
    data = {"csrf": visitor.csrf(), "name": "viewer", "role": "admin", "password": "p" * 20, "record": "a-1"}
    form = {"data": data} if method == "POST" else {}
    return int(visitor.client.request(method, path, follow_redirects=False, **form).status_code)


def test_every_change_is_in_the_table() -> None:
    changes = {(method, path) for method, path in routes() if method != "GET"} - {("POST", "/login")}
    assert {path for method, path in changes if least(method, path) == "viewer"} == OWN
    known = {path for _, path in routes()}
    assert {name.split()[-1] for name in LEAST} | OPEN | OWN <= known


def test_a_stranger_opens_nothing_that_holds_data(tmp_path: Path) -> None:
    guarded = Visitor(site_with(tmp_path, accounts=True))
    before = state(guarded)
    for method, path in routes():
        guarded.client.cookies.clear()
        status = ask(guarded, method, filled(guarded, path), {})
        assert (status < 300) == (path in OPEN and method == "GET"), (method, path, status)
        assert status < 500, (method, path)
    assert state(guarded) == before


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_what_is_its_own_and_changes_nothing_above_it(tmp_path: Path, role: str) -> None:
    guarded = Visitor(site_with(tmp_path, accounts=True)).log_in(role)
    headers = guarded.token(role)
    before = state(guarded)
    for method, path in routes():
        allowed = ROLES.index(role) >= ROLES.index(least(method, path))
        if path in OPEN | OWN or (allowed and method != "GET"):
            continue  # what a role may change is tested where it is changed
        status = ask(guarded, method, filled(guarded, path), headers)
        assert (status == 403) != allowed, (method, path, status)
        assert status < 500, (method, path)
    assert state(guarded) == before


def test_a_shut_account_and_its_tokens_open_nothing(tmp_path: Path) -> None:
    guarded = Visitor(site_with(tmp_path, accounts=True))
    token = guarded.token("analyst")
    guarded.log_in("admin").post("/account/people/close", {"name": "analyst"})
    assert guarded.client.get("/api/v1/incidents", headers=token).status_code == 401
    assert guarded.log_in("analyst").get("/code", follow_redirects=False).status_code == 303
