"""The map: takes dossiers, gives one HTML page that works offline, from a file, without JavaScript too.

Each incident is drawn as wide as it is known: a circle to scale, a line for an axis, a dot only for a place known to
within 10 km; those without a place stand in the list alone. Choosing a shape or a row shows the words, who claims it
and how it stands. Everything from a report is escaped. Invariant: no request leaves the page (its
Content-Security-Policy forbids any).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.geometry import geometry
from tocsin.publish.map_page import SCRIPT, STYLE
from tocsin.publish.outlines import Country, Window, outlines, window_of
from tocsin.publish.speakers import report_name, speaker_name
from tocsin.publish.statements import state
from tocsin.publish.wording import BRIEFLY, days, figure, links_defanged, quoted, where

__all__ = ["CROWDED_DEG", "drawn", "points_of", "to_map"]

_HEADINGS = (
    ("Confirmed and reported", ("confirmed", "reported")),
    ("Claims", ("claimed",)),
    ("Disputed, denied and refuted", ("disputed", "denied", "refuted")),
)
CROWDED_DEG = 45.0
"""Degrees of longitude from which the names of all countries would lie on one another."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def to_map(dossiers: Sequence[Dossier], title: str, mark: str = "TLP:AMBER") -> str:
    """The page as text; ``mark`` is the sharing mark that stands on it.

    Raises:
        TocsinError: a sentence about an incident doesn't pass the lint.
        KnowledgeError: the outlines can't be read.
    """
    return "\n".join(_page(dossiers, title, mark)) + "\n"


def _escape(text: str) -> str:
    return html.escape(links_defanged(text))


def _page(dossiers: Sequence[Dossier], title: str, mark: str) -> Iterator[str]:
    shapes = [(dossier, geometry(dossier.incident.place)) for dossier in dossiers]
    window = window_of([point for _, shape in shapes if shape for point in points_of(shape)])
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{_escape(title)}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>'
    yield f"<header><h1>{_escape(title)}</h1><p><strong>{_escape(mark)}</strong> {_LEGEND}</p></header><main>"
    yield from _svg(window, shapes)
    yield '<nav aria-label="Incidents">'
    for heading, statuses in _HEADINGS:
        own = sorted(((one, shape) for one, shape in shapes if one.incident.status in statuses), key=_newest)
        yield f"<h2>{heading} ({len(own)})</h2>"
        yield from (_details(dossier, shape is not None) for dossier, shape in own)
    yield f"</nav></main><script>{SCRIPT}</script></body></html>"


def _newest(row: tuple[Dossier, dict[str, Any] | None]) -> tuple[int, str]:
    incident = row[0].incident
    return -(incident.when.end.toordinal() if incident.when.end else 0), incident.id


_LEGEND = (
    "A circle is as wide as the place is uncertain, a line is an axis between two places, a dot lies within 10 km, a "
    "tinted country is all that the reports give. "
    "Outlines: Natural Earth, de facto; no position on any border is meant."
)


def points_of(shape: dict[str, Any]) -> list[Sequence[float]]:
    """Every corner of a geometry, longitude first."""
    coordinates = shape["coordinates"]
    if shape["type"] == "Point":
        return [coordinates]
    if shape["type"] == "LineString":
        return list(coordinates)
    rings = coordinates if shape["type"] == "Polygon" else [ring for polygon in coordinates for ring in polygon]
    return [point for ring in rings for point in ring]


def _svg(window: Window, shapes: Sequence[tuple[Dossier, dict[str, Any] | None]]) -> Iterator[str]:
    box = " ".join(f"{value:g}" for value in window.view_box)
    yield '<div class="map"><p class="zoom"><button id="in" aria-label="Zoom in">+</button>'
    yield '<button id="out" aria-label="Zoom out">−</button><button id="all" aria-label="Show all">⤢</button></p>'
    yield f'<svg viewBox="{box}" role="group" aria-label="Map of incidents"><g class="land">'
    countries = list(outlines(window))
    yield from (f'<path d="{country.path}"><title>{html.escape(country.name)}</title></path>' for country in countries)
    yield f'</g><g class="names" font-size="{window.view_box[2] / 55:.3g}">'
    placed = [(dossier, shape) for dossier, shape in shapes if shape]
    touched = {dossier.incident.place.country for dossier, _ in placed}
    wide = bool(placed) and window.east - window.west > CROWDED_DEG
    yield from (_name(country) for country in countries if country.label and (not wide or country.iso in touched))
    yield "</g>"
    for dossier, shape in sorted(placed, key=lambda pair: -(pair[0].incident.place.radius_km or 0)):
        yield _mark(drawn(window, countries, dossier, shape), dossier)
    yield "</svg></div>"


def _name(country: Country) -> str:
    x, y = country.label or (0, 0)
    return f'<text x="{x:g}" y="{y:g}">{html.escape(country.name)}</text>'


def _mark(drawn: tuple[str, str], dossier: Dossier) -> str:
    """The incident's shape as a link to its row; wide shapes are drawn first so that none hides another."""
    incident = dossier.incident
    label = _escape(f"{incident.status}: {incident.sub_event_type}, {where(incident.place)}, {days(incident.when)}")
    kind, data = drawn
    path = f'<path class="{kind} {incident.status}" d="{data}"><title>{label}</title></path>'
    return f'<a href="#{_escape(incident.id)}" aria-label="{label}">{path}</a>'


def drawn(window: Window, countries: list[Country], dossier: Dossier, shape: dict[str, Any]) -> tuple[str, str]:
    """CSS class and path data: a country's own outline where no more is known, else the shape.

    A dot is a line of no length with a round end, the same size at every zoom.
    """
    place = dossier.incident.place
    own = next((c.path for c in countries if c.iso and c.iso == place.country), None)
    if place.precision == "country" and own:
        return "area country", own
    if shape["type"] == "Point":
        x, y = window.project(shape["coordinates"])
        return "dot", f"M{x:g} {y:g}h0"
    if shape["type"] == "LineString":
        return "axis", window.path(shape["coordinates"])
    rings = [shape["coordinates"][0]] if shape["type"] == "Polygon" else [poly[0] for poly in shape["coordinates"]]
    return "area", "".join(window.path(ring, closed=True) for ring in rings)


_TOLL = {one: one for one in ("claimed", "disputed", "denied", "refuted")}


def _details(dossier: Dossier, placed: bool) -> str:
    incident = dossier.incident
    toll = f"; dead, as {_TOLL.get(incident.status, 'reported')}: {figure(*incident.killed)}" if incident.killed else ""
    kind = BRIEFLY.get(incident.sub_event_type, incident.sub_event_type)
    summary = f"{days(incident.when)}: {kind}, {where(incident.place)}{toll}"
    said = " ".join(statement.text for statement in state(dossier))
    lines = "".join(f"<li>{_escape(one.statement.text)}</li>" for one in disagreements(dossier))
    sources = "".join(_source(dossier, source) for source in dossier.sources)
    vague = "" if placed else '<p class="soft">No place on the map: the reports give none.</p>'
    return (
        f'<details id="{_escape(incident.id)}"><summary><span class="tag {incident.status}">{incident.status}</span> '
        f"{_escape(summary)}</summary><p>{_escape(said)}</p>{vague}<ul>{lines}{sources}</ul></details>"
    )


def _source(dossier: Dossier, source: Source) -> str:
    claimant = source.record.attribution.claimant
    status = source.record.attribution.status
    by = f"claimed by {speaker_name(claimant, dossier.records)}" if claimant else ""
    title = f", “{source.report.title}”" if source.report.source and source.report.title else ""
    origin = f"{report_name(source.report)}{title}, {source.report.published or 'undated'}"
    standing = ", ".join(word for word in ("" if by and status == "claimed" else status, by) if word)
    return (
        f"<li><q>{_escape(quoted(source.record))}</q> "
        f'<span class="soft">{_escape(f"{standing} — {origin}")}</span></li>'
    )
