"""The pages, a module each: takes requests, gives HTML. A module holds its router and nothing that others need."""

from __future__ import annotations

from tocsin.serve.pages import (
    account,
    actors,
    briefs,
    code,
    data,
    forecasts,
    inbox,
    incident,
    library,
    login,
    overview,
    report,
)

__all__ = ["ROUTERS"]

_PAGES = (overview, incident, report, code, inbox, actors, briefs, forecasts, data, account, login, library)
ROUTERS = tuple(one.router for one in _PAGES)
"""Every page's routes, for ``app``."""
