"""Forecasts for programs: deaths by area and month, with what became of the past ones.

Invariant: areas and months only; where nothing can be reckoned the list is empty and ``reason`` says why.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tocsin.serve.api.answers import tagged
from tocsin.serve.expecting import Unit, expecting
from tocsin.serve.people import User, needs, site_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["forecasts"])


@router.get("/forecasts", summary="Deaths to expect, by area and month")
def forecasts(
    request: Request, user: Annotated[User, Depends(needs("viewer"))], unit: Annotated[Unit, Query()] = "country"
) -> Response:
    """`{"data", "past", "skill", "reason", "left_out"}`; `quantiles` are at 5, 25, 50, 75 and 95 %."""
    return tagged(request, lambda: _whole(request, unit))


def _whole(request: Request, unit: Unit) -> str:
    found = expecting(site_of(request), unit)
    return json.dumps(
        {
            "data": [asdict(one) for fan in found.fans for one in fan.ahead],
            "past": [asdict(one) for one in found.past.rows],
            "skill": found.past.skill,
            "reason": found.reason,
            "left_out": found.left_out,
        },
        ensure_ascii=False,
    )
