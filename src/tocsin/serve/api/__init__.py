"""The HTTP API, version 1: programs ask, it gives the contract's JSON and every form that ``publish`` writes.

Described by OpenAPI at ``/api/v1/openapi.json``. Reading needs a viewer, writing an analyst; a program shows its token
as ``Authorization: Bearer``. Invariant: an answer that hasn't changed is a 304 to whoever sends its ETag back.
"""

from __future__ import annotations

from tocsin.serve.api import features, forecasts, incidents, writing

__all__ = ["ROUTERS"]

ROUTERS = (incidents.router, features.router, forecasts.router, writing.router)
"""Every route of the API, for ``app``."""
