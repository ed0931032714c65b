"""The map of a brief: takes dossiers, gives a picture in which each incident is as wide as its place is uncertain.

Names of the countries with most incidents come first, and a name that would lie on another is left out. The scale bar
holds for the middle of the map and is left out where the map spans continents. Invariant: no false pin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tocsin.publish.dossier import Dossier
from tocsin.publish.geometry import geometry
from tocsin.publish.map import CROWDED_DEG, drawn, points_of
from tocsin.publish.outlines import Country, Window, outlines, window_of
from tocsin.publish.picture_parts import COLOURS, OTHER, SOFT, WIDE, Picture, svg, text
from tocsin.publish.tongue import Tongue

__all__ = ["picture_of_places"]

_KM_A_DEGREE = 111.2
_SIZE, _LETTER = 12, 6.5
"""Pixels of a name's height and of one of its letters, on average."""
_STEPS_KM = (10, 20, 50, 100, 200, 500, 1000)
_MOST_OF_WIDTH = 0.25
"""The longest scale bar, as a part of the map's width."""


def picture_of_places(dossiers: Sequence[Dossier], say: Tongue) -> Picture | None:
    """The map; None when no place is known."""
    shapes = [(one, shape) for one in dossiers if (shape := geometry(one.incident.place))]
    if not shapes:
        return None
    window = window_of([point for _, shape in shapes for point in points_of(shape)])
    left, top, wide, high = window.view_box
    countries, pen = list(outlines(window)), wide / WIDE
    parts = [f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" fill="#e6edf2"/>']
    parts += [f'<path d="{c.path}" fill="#f7f4ec" stroke="#b9b6ac" stroke-width="{pen:.4g}"/>' for c in countries]
    for dossier, shape in sorted(shapes, key=lambda pair: -(pair[0].incident.place.radius_km or 0)):
        kind, path = drawn(window, countries, dossier, shape)
        parts.append(_mark(kind.split()[0], path, COLOURS.get(dossier.incident.status, OTHER), pen))
    counts = Counter(one.incident.place.country for one, _ in shapes)
    parts += [*_names(window, countries, counts, say), *_scale(window)]
    size = f'width="{WIDE}" height="{WIDE * high / wide:.0f}"'
    return Picture(say("picture.map"), svg(f'{size} viewBox="{left:g} {top:g} {wide:g} {high:g}"', parts))


def _mark(kind: str, path: str, colour: str, pen: float) -> str:
    """A dot, an axis or an area."""
    if kind == "area":
        return f'<path d="{path}" fill="{colour}" fill-opacity=".14" stroke="{colour}" stroke-width="{1.5 * pen:.4g}"/>'
    thick = (11 if kind == "dot" else 5) * pen
    data = path.replace("h0", f"h{pen / 100:.6f}") if kind == "dot" else path  # a line of no length is not drawn by all
    line = f'stroke="{colour}" stroke-width="{thick:.4g}" stroke-linecap="round" stroke-opacity=".75"'
    return f'<path d="{data}" fill="none" {line}/>'


def _names(window: Window, countries: Sequence[Country], counts: Counter[str | None], say: Tongue) -> Iterator[str]:
    """Names that lie on no other; on a map of continents those of countries with incidents alone."""
    pen, crowded = window.view_box[2] / WIDE, window.east - window.west > CROWDED_DEG
    taken: list[tuple[float, float, float]] = []
    for country in sorted(countries, key=lambda one: -counts[one.iso]):
        if country.label and (counts[country.iso] or not crowded):
            words = say.country(country.iso) or country.name
            (x, y), half = country.label, _LETTER * len(words) * pen / 2
            if all(abs(x - ox) > half + other or abs(y - oy) > _SIZE * pen for ox, oy, other in taken):
                taken.append((x, y, half))
                yield text(x, y, words, _SIZE * pen, SOFT, "middle")


def _scale(window: Window) -> Iterator[str]:
    """A bar of a round number of kilometres in the lower left corner."""
    left, top, wide, high = window.view_box
    fitting = [km for km in _STEPS_KM if km / _KM_A_DEGREE <= wide * _MOST_OF_WIDTH]
    if window.east - window.west > CROWDED_DEG or not fitting:
        return
    pen, long = wide / WIDE, fitting[-1] / _KM_A_DEGREE
    x, y, tick = left + 12 * pen, top + high - 12 * pen, 5 * pen
    path = f"M{x:.4g} {y - tick:.4g}V{y:.4g}h{long:.4g}V{y - tick:.4g}"
    yield f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-width="{1.5 * pen:.4g}"/>'
    yield text(x + long / 2, y - 4 * pen, f"{fitting[-1]} km", 10 * pen, SOFT, "middle")
