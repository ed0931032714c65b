"""Files that other packages carry: MapLibre GL and the outlines of countries, under ``/lib``.

Nothing is copied into this package: what is served is what the registry package ``maplibre`` holds. Invariant: only the
files named here are reachable.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse

from tocsin.errors import MissingExtraError
from tocsin.knowledge.files import HERE

__all__ = ["maplibre_folder", "router"]

router = APIRouter(include_in_schema=False)
_CACHED = {"cache-control": "public, max-age=86400"}


def maplibre_folder() -> Path:
    """Where the package keeps MapLibre's script; the package itself is not imported.

    Raises:
        MissingExtraError: it isn't installed.
    """
    spec = find_spec("maplibre")
    if spec is None or not spec.submodule_search_locations:
        raise MissingExtraError("the map", "serve")
    return Path(spec.submodule_search_locations[0]) / "srcjs"


@router.get("/lib/maplibre-gl.js")
def script() -> FileResponse:
    """MapLibre GL JS (3-clause BSD)."""
    return FileResponse(maplibre_folder() / "maplibre-gl.js", headers=_CACHED, media_type="text/javascript")


@router.get("/lib/maplibre-gl.css")
def style() -> FileResponse:
    """Its style sheet."""
    return FileResponse(maplibre_folder() / "maplibre-gl.css", headers=_CACHED)


@router.get("/lib/outlines.geojson")
def outlines() -> FileResponse:
    """Countries as Natural Earth draws them (public domain)."""
    return FileResponse(HERE / "boundaries" / "admin0.geojson", headers=_CACHED, media_type="application/geo+json")
