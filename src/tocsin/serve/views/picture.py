"""Incidents as a still map: takes incidents, gives one SVG over the outlines of countries, without script or style.

For notebooks and print, where MapLibre can't run. Shapes are those of ``shapes``. Invariant: all text is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.model import Incident
from tocsin.publish.outlines import Window, outlines, window_of
from tocsin.serve.views.phrases import Phrases
from tocsin.serve.views.shapes import features
from tocsin.serve.words import words

__all__ = ["picture"]

_COLOURS = {
    "confirmed": "#17693b",
    "reported": "#1f5fa8",
    "claimed": "#8a5200",
    "disputed": "#7d3596",
    "denied": "#a32525",
    "refuted": "#6b3a2e",
}


def picture(incidents: Sequence[Incident]) -> str:
    """The map as SVG text."""
    shapes = [one for one in features(incidents, Phrases(words("en"))) if "ring" not in one["properties"]]
    window = window_of([point for one in shapes for ring in _rings(one["geometry"]) for point in ring])
    box = " ".join(f"{value:g}" for value in window.view_box)
    land = "".join(f'<path d="{country.path}"/>' for country in outlines(window))
    unit = window.view_box[2] / 800
    drawn = "".join(_drawn(window, shapes, unit))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="800" role="img" aria-label="Incidents">'
        f'<g fill="#e9e6dc" stroke="#a9a493" stroke-width="{unit:.3g}">{land}</g>{drawn}</svg>'
    )


def _rings(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "Point":
        return [[geometry["coordinates"]]]
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["coordinates"] for ring in polygon]
    return list(geometry["coordinates"])


def _drawn(window: Window, shapes: Sequence[dict[str, Any]], unit: float) -> Iterator[str]:
    for one in shapes:
        colour, label = _COLOURS[one["properties"]["status"]], html.escape(one["properties"]["label"])
        for ring in _rings(one["geometry"]):
            if len(ring) == 1:
                x, y = window.project(ring[0])
                yield f'<circle cx="{x}" cy="{y}" r="{4 * unit:.3g}" fill="{colour}"><title>{label}</title></circle>'
            else:
                yield (
                    f'<path d="{window.path(ring, closed=True)}" fill="{colour}" fill-opacity=".2" stroke="{colour}" '
                    f'stroke-width="{unit:.3g}"><title>{label}</title></path>'
                )
