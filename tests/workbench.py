"""A workbench for tests: a store with a few incidents of two towns, and clients of single users and accounts.

``kept(store)`` puts in three reports of one attack near Niono (two of them joined) and one of an attack elsewhere;
``Visitor`` is a browser without a screen that sends forms as a page would.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from builders import TEXT, event, killed, place, report, when
from tocsin.cli.shelf import CODEC
from tocsin.model import CodedReport
from tocsin.serve.app import make_app
from tocsin.serve.passwords import hashed
from tocsin.serve.people import COOKIE, digest
from tocsin.serve.site import Site
from tocsin.store import People, Store
from tocsin.store.people import Account

PASSWORD = "correct horse battery"  # of every account here
HASHED = hashed(PASSWORD)

OWN_NAMES = " ".join(
    f"{first}{last}"
    for first in ("Zanv", "Ordul", "Pimt", "Quass", "Varn")
    for last in ("ek", "osa", "ibu", "anto", "eril", "uma", "ixa", "olen")
)
"""Words that no other report has."""


def open_store(folder: Path) -> Store:
    return Store.open(str(folder / "t.sqlite"), CODEC)


def kept(store: Store) -> None:
    for name, changes in {
        "a": {},
        "b": {"casualties": (killed(3, said_by=None),)},
        "c": {"place": place(14.4, -4.2, name="Mopti", gazetteer_id="geonames:2453348"), "when": when("2024-06-13")},
        "d": {"place": place(None, None, None, name=None, gazetteer_id=None, span=None), "when": when(None)},
    }.items():
        own = f"{TEXT} {OWN_NAMES}" if name == "d" else TEXT  # else it would be a reprint of the others
        store.save(CodedReport(report(name, own), (event(name, **changes),)))  # type: ignore[arg-type]


def site_with(folder: Path, *, accounts: bool = False, full: bool = True) -> Site:
    store = open_store(folder)
    if full:
        kept(store)
    site = Site(store, open_door=not accounts)
    if accounts:
        for role in ("viewer", "analyst", "editor", "admin"):
            People(store).add(Account(role, role, HASHED))
    site.refresh(60)
    return site


class Visitor:
    """A browser without a screen; ``site`` is the workbench it looks at."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.client = TestClient(make_app(site), raise_server_exceptions=False, follow_redirects=True)

    def get(self, path: str, **given: Any) -> Any:
        return self.client.get(path, **given)

    def csrf(self, path: str = "/login") -> str:
        found = re.search(r'name="csrf" content="(\w+)"', self.get(path).text)
        assert found, path
        return found[1]

    def post(self, path: str, data: dict[str, Any], **given: Any) -> Any:
        return self.client.post(path, data={"csrf": self.csrf(), **data}, **given)

    def log_in(self, name: str) -> Visitor:
        self.client.cookies.clear()
        self.csrf()
        cookie = f"session-of-{name}"
        self.site.people.begin(digest(cookie), name, 1)
        self.client.cookies.clear()
        self.client.cookies.set(COOKIE, cookie)
        return self

    def token(self, name: str) -> dict[str, str]:
        self.site.people.give_token(digest(f"token-of-{name}"), name, "tests")
        return {"Authorization": f"Bearer token-of-{name}"}


__all__ = ["HASHED", "PASSWORD", "TEXT", "Visitor", "kept", "open_store", "site_with"]
