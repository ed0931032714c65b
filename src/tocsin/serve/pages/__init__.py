"""The pages, a module each: takes requests, gives HTML. A module holds its router and nothing that others need."""

from __future__ import annotations

from tocsin.serve.pages import code, incident, library, login, overview, report

__all__ = ["ROUTERS"]

ROUTERS = (overview.router, incident.router, report.router, code.router, login.router, library.router)
"""Every page's routes, for ``app``."""
