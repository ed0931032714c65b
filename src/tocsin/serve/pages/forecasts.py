"""*Forecasts*: what models expect of the incidents kept, by area and month, and what reports expect, quoted.

Never a place and a day: areas and months only. Invariant: a forecast of a report stays its speaker's, in its own words.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tocsin.model import Forecast, Report
from tocsin.serve.expecting import Unit, expecting
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page
from tocsin.serve.site import Site
from tocsin.serve.views.fans import HEIGHT, WIDTH

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_SHOWN = 100


@router.get("/forecasts")
def forecasts(
    request: Request, user: Annotated[User, Depends(needs("viewer"))], unit: Annotated[Unit, Query()] = "country"
) -> Response:
    """Those of models, then those of the reports."""
    site = site_of(request)
    return page(
        request,
        "forecasts",
        models=expecting(site, unit),
        unit=unit,
        size=(WIDTH, HEIGHT),
        said=site.remembered(("forecasts",), lambda: _said(site)),
        fresh=site.fresh,
    )


def _said(site: Site) -> list[tuple[Report, Forecast]]:
    """The forecasts of the newest reports that make any."""
    coded = [one for one in site.store.reports() if one.forecasts]
    coded.sort(key=lambda one: str(one.report.published or ""), reverse=True)
    return [(one.report, forecast) for one in coded[:_SHOWN] for forecast in one.forecasts]
