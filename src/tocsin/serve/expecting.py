"""Forecasts of what is kept: takes a site and a kind of area, gives what models expect, reckoned once a month.

Page and API ask here. The libraries of forecasting load on use. Invariant: a new month or a new state of the catalogue
is a new forecast.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from tocsin.serve.site import Site

if TYPE_CHECKING:
    from tocsin.serve.views.expected import Expected

__all__ = ["Unit", "expecting"]

Unit = Literal["country", "admin1"]


def expecting(site: Site, unit: Unit) -> Expected:
    """Forecasts by country or first-level division, as of the last whole month."""
    from tocsin.serve.views.expected import expected

    today = datetime.now(UTC).date()
    key = ("expected", unit, today.year, today.month)
    found: Expected = site.remembered(key, lambda: expected(site.store.incidents() or (), today, unit))
    return found
