"""Pictures of a brief as SVG: takes dossiers, gives a map and small charts of how many incidents there are.

Every picture stands alone (colours and fonts written out), so that a browser, a converter to PNG and a printer show the
same. Charts count the brief's own incidents, by standing; tolls, which are somebody's word, are never added or drawn.
Invariant: the same dossiers give the same text; nothing from a report stands in it unescaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from tocsin.publish.dossier import Dossier
from tocsin.publish.picture_map import picture_of_places
from tocsin.publish.picture_parts import COLOURS, WIDE, Picture, rect, svg, text
from tocsin.publish.tongue import ENGLISH, Tongue

__all__ = ["pictures"]

_LINE = "#d9dce1"
_LETTER = 6.0
"""Pixels of a letter of the legend, on average."""
_HIGH = 200
"""Pixels of a chart."""
_BARS = 8
"""Areas shown at most: what fits without turning the words."""
_WEEKS, _MONTHS = 26, 36
"""Weeks up to which weeks are drawn, and months up to which months are: as many bars as the width holds."""


def pictures(dossiers: Sequence[Dossier], say: Tongue = ENGLISH) -> tuple[Picture, ...]:
    """A map where a place is known, and charts by time and area where there are two bars to compare."""
    found = [picture_of_places(dossiers, say), _by_time(dossiers, say), _by_area(dossiers, say)]
    return tuple(picture for picture in found if picture)


def _by_time(dossiers: Sequence[Dossier], say: Tongue) -> Picture | None:
    """Incidents a week, month or year; those whose days no single one holds are left out and counted in the title."""
    days = [one.incident.when for one in dossiers]
    known = [day for when in days for day in (when.start, when.end) if day]
    if not known:
        return None
    unit, floor = _unit((max(known) - min(known)).days)
    held = [(step, one.incident.status) for one in dossiers if (step := _holding(one, floor))]
    counts = Counter(held)
    steps = _steps([day for day, _ in held], floor)
    if len(steps) < 2:
        return None
    left = len(dossiers) - len(held)
    bars = [(_named(step, unit, say), _stack(counts, step)) for step in steps]
    note = say(f"picture.left.{unit}", n=left) if left else ""
    rows = tuple((words, sum(stack.values())) for words, stack in bars if stack)
    return Picture(f"{say(f'picture.when.{unit}')}{note}", _columns(bars, say), rows)


Floor = Callable[[date], date]


def _unit(days: int) -> tuple[str, Floor]:
    """The unit for a stretch: its name, and the first day of the one that holds a day."""
    if days <= 7 * _WEEKS:
        return "week", lambda day: day - timedelta(days=day.weekday())
    if days <= 31 * _MONTHS:
        return "month", lambda day: day.replace(day=1)
    return "year", lambda day: day.replace(month=1, day=1)


def _named(step: date, unit: str, say: Tongue) -> str:
    """A week by its Monday, a month or a year in figures."""
    if unit == "week":
        return f"{step:%d} {say(f'month.{step.month}')[:3]} {step.year}"
    return f"{step:%Y-%m}" if unit == "month" else f"{step.year}"


def _holding(dossier: Dossier, floor: Floor) -> date | None:
    """The first day of the one unit that holds the incident; None when none does."""
    when = dossier.incident.when
    if not when.start or not when.end or floor(when.start) != floor(when.end):
        return None
    return floor(when.start)


def _steps(days: Sequence[date], floor: Floor) -> list[date]:
    """Every unit from the first to the last that holds an incident, empty ones too."""
    if not days:
        return []
    every = (min(days) + timedelta(days=step) for step in range((max(days) - min(days)).days + 1))
    return list(dict.fromkeys(map(floor, every)))


def _stack(counts: Counter[tuple[date, str]], step: date) -> dict[str, int]:
    return {status: number for (day, status), number in sorted(counts.items()) if day == step}


Bars = Sequence[tuple[str, dict[str, int]]]


def _rows(bars: Bars) -> tuple[tuple[str, int], ...]:
    return tuple((label, sum(stack.values())) for label, stack in bars)


def _by_area(dossiers: Sequence[Dossier], say: Tongue) -> Picture | None:
    """Incidents by first-level division, else country; the fullest ones."""
    counts = Counter((_area(one, say), one.incident.status) for one in dossiers)
    totals: Counter[str] = Counter()
    for (area, _), number in counts.items():
        totals[area] += number
    order = sorted(totals, key=lambda area: (-totals[area], area))
    if len(order) < 2:
        return None
    bars = [(area, {s: n for (name, s), n in sorted(counts.items()) if name == area}) for area in order[:_BARS]]
    more = say("picture.more", n=len(order) - _BARS) if len(order) > _BARS else ""
    return Picture(f"{say('picture.where')}{more}", _lines(bars, say), _rows(bars))


def _area(dossier: Dossier, say: Tongue) -> str:
    place = dossier.incident.place
    land = say.country(place.country) or say("picture.unknown")
    return f"{place.admin1} ({land})" if place.admin1 else land


def _columns(bars: Bars, say: Tongue) -> str:
    """Upright bars over a line of days; every second or third day is named when they would touch."""
    most, foot, top = max(sum(stack.values()) for _, stack in bars) or 1, _HIGH - 50, 16
    step = (WIDE - 40) / len(bars)
    every = 1 + int(56 / step)
    parts = [
        f'<line x1="30" y1="{foot}" x2="{WIDE - 10}" y2="{foot}" stroke="{_LINE}"/>',
        text(24, top + 4, str(most)),
    ]
    for number, (label, stack) in enumerate(bars):
        x, y = 30 + number * step, float(foot)
        for status, count in stack.items():
            high = (foot - top) * count / most
            y -= high
            parts.append(rect(x + step * 0.15, y, step * 0.7, high, status))
        if number % every == 0:
            middle = x + step / 2
            parts.append(text(min(middle, WIDE - _LETTER * len(label) / 2), foot + 15, label, anchor="middle"))
    return svg(
        f'width="{WIDE}" height="{_HIGH}" viewBox="0 0 {WIDE} {_HIGH}"', [*parts, *_legend(bars, _HIGH - 10, say)]
    )


def _lines(bars: Bars, say: Tongue) -> str:
    """Lying bars, one an area, with its count behind."""
    most, high, names = max(sum(stack.values()) for _, stack in bars), 24 * len(bars) + 40, 210
    parts = []
    for number, (label, stack) in enumerate(bars):
        x, y = float(names), 8 + 24 * number
        parts.append(text(names - 8, y + 13, label if len(label) < 34 else label[:32] + "…"))
        for status, count in stack.items():
            wide = (WIDE - names - 50) * count / most
            parts.append(rect(x, y, wide, 16, status))
            x += wide
        parts.append(text(x + 6, y + 13, str(sum(stack.values())), anchor="start"))
    return svg(f'width="{WIDE}" height="{high}" viewBox="0 0 {WIDE} {high}"', [*parts, *_legend(bars, high - 10, say)])


def _legend(bars: Bars, y: float, say: Tongue) -> Iterator[str]:
    """The colours of the standings that are drawn."""
    seen = {status for _, stack in bars for status in stack}
    order = [*(status for status in COLOURS if status in seen), *sorted(seen - COLOURS.keys())]
    x = 30.0
    for status in order:
        words = say.named("status", status)
        yield rect(x, y - 9, 10, 10, status)
        yield text(x + 15, y, words, anchor="start")
        x += max(100, 40 + _LETTER * len(words))
