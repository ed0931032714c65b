"""What pictures of a brief are made of: a picture with its title and figures, and SVG's texts, bars and frame.

Takes numbers and words, gives SVG. Invariant: words are escaped, and every part stands alone: colours and fonts are
written out, so that a browser, a converter to PNG and a printer show the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["COLOURS", "OTHER", "SOFT", "SVG_SPACE", "WIDE", "Picture", "rect", "svg", "text"]

COLOURS = {
    "confirmed": "#1d7a46",
    "reported": "#1f5fa8",
    "claimed": "#a86400",
    "disputed": "#8a3ea8",
    "denied": "#a32525",
    "refuted": "#6b3a2e",
}
"""The colour of each standing, readable on white (WCAG AA)."""
SVG_SPACE = "http://www.w3.org/2000/svg"
"""The name of SVG's elements; a page that holds a picture inside needs none."""
WIDE = 640
"""Pixels of a picture's width; twice as many when it becomes a PNG."""
OTHER, SOFT, _INK = "#5c6470", "#5c6470", "#1b1e23"
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_FONT = 'font-family="Noto Sans, DejaVu Sans, sans-serif"'


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it shows in a line, its SVG, and its figures as rows for pages without pictures."""

    title: str
    svg: str
    rows: tuple[tuple[str, int], ...] = ()

    @property
    def told(self) -> str:
        """Title and figures in words, for whoever can't see it."""
        figures = "; ".join(f"{label} {count}" for label, count in self.rows)
        return f"{self.title}: {figures}" if figures else self.title

    @property
    def flatness(self) -> float:
        """Height over width."""
        found = _SIZE.search(self.svg)
        return int(found[2]) / int(found[1]) if found else 1.0


def rect(x: float, y: float, wide: float, high: float, status: str) -> str:
    """A bar in the colour of its standing."""
    fill = COLOURS.get(status, OTHER)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"/>'


def text(x: float, y: float, words: str, size: float = 11, fill: str = _INK, anchor: str = "end") -> str:
    """Words at a point; ``anchor`` says which end of them."""
    where = f'x="{x:.4g}" y="{y:.4g}" font-size="{size:.4g}" fill="{fill}" text-anchor="{anchor}"'
    return f"<text {where} {_FONT}>{html.escape(words)}</text>"


def svg(head: str, parts: Iterable[str]) -> str:
    """The frame; ``head`` gives its size and window."""
    return f'<svg xmlns="{SVG_SPACE}" {head}>{"".join(parts)}</svg>'
