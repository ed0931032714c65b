"""The VIEWS challenge: takes its country-month files, gives the panel and the windows that its protocol scores.

A window is a calendar year, forecast as known in October of the year before: January is three months ahead, December
fourteen (Hegre et al. 2025). The target is deaths in state-based violence; those of all kinds
(``country_month_ged_total``) tell of it. Where the older and the newer file overlap the newer one counts. Invariant:
the file of outcomes is read for its months and areas alone unless asked for outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tocsin.errors import PanelError
from tocsin.forecast.months import month_id, year_of
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.tables import read_columns, read_panel
from tocsin.knowledge.gazetteer.countries import country_named

__all__ = ["Window", "challenge_windows", "read_views"]

_ORIGIN = 10  # October
_SPELLED = {
    "Bosnia and Herz.": "BA", "Bosnia and Herzegovina": "BA", "Central African Rep.": "CF", "Congo, DRC": "CD",
    "Dem. Rep. Congo": "CD", "Dominican Rep.": "DO", "S. Sudan": "SS", "Gambia": "GM", "The Gambia": "GM",
}  # fmt: skip
"""Countries by names that VIEWS and Natural Earth shorten in their own way."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A year to forecast: ``origin`` is the last month known, ``months`` those asked for (month ids)."""

    year: int
    origin: int
    months: tuple[int, ...]

    @property
    def horizons(self) -> tuple[int, ...]:
        """Months from the origin to each month asked for."""
        return tuple(month - self.origin for month in self.months)


def challenge_windows(years: Iterable[int]) -> list[Window]:
    """The windows of calendar years, each as known in the October before."""
    return [_window(year) for year in sorted(set(years))]


def _window(year: int) -> Window:
    january = month_id(f"{year}-01")
    return Window(year, month_id(f"{year - 1}-{_ORIGIN}"), tuple(range(january, january + _MONTHS)))


def read_views(folder: Path) -> Panel:
    """Deaths in state-based violence by VIEWS country id, from ``views_cm_ged_sb*`` and ``views_cm_by_type*``.

    Raises:
        PanelError: the folder holds neither, or a name that ``views_country_key`` doesn't know.
    """
    panels = [read_panel(path, "ged_sb") for path in _files(folder)]
    if not panels:
        raise PanelError("holds no views_cm_ged_sb* or views_cm_by_type*", str(folder))
    living = {unit for panel in panels for unit in panel.units if unit.isdecimal()}
    whole, *newer = [_by_id(panel, folder, living) for panel in panels]
    for panel in newer:
        whole = whole.joined(panel)
    return replace(whole, other=_other(folder, whole))


def _other(folder: Path, whole: Panel) -> Array | None:
    """Deaths in the other kinds of violence in the cells of ``whole``: all less state-based; None without the files.

    UCDP and VIEWS write names differently, so countries meet by ISO code; one without a row never had a death.
    """
    paths = sorted(folder.glob("country_month_ged_total.*"))
    if not paths or not any(folder.glob("views_country_key.*")):
        return None
    total = read_panel(paths[0])
    row = {_code(name): index for index, name in enumerate(total.units)}
    names = {key: name for name, key in _country_ids(folder, set(whole.units)).items()}
    found = np.zeros_like(whole.deaths)
    first, last = max(whole.first, total.first), min(whole.last, total.last)
    for index, unit in enumerate(whole.units):
        at = row.get(_code(names.get(unit, unit)))
        if at is not None:
            known = total.deaths[at, first - total.first : last - total.first + 1]
            found[index, first - whole.first : last - whole.first + 1] = np.nan_to_num(known)
    return np.maximum(found - np.nan_to_num(whole.deaths), 0)


def _code(name: str) -> str:
    """ISO 3166 alpha-2 of a country's name, else the name."""
    known = country_named(name)
    return known.code if known else _SPELLED.get(name, name)


def _files(folder: Path) -> Sequence[Path]:
    """Older vintages first: the long series, then the newer files by type."""
    return [path for stem in ("views_cm_ged_sb", "views_cm_by_type") for path in sorted(folder.glob(f"{stem}*.*"))]


def _by_id(panel: Panel, folder: Path, living: set[str]) -> Panel:
    """The panel with country ids in place of names."""
    if all(unit.isdecimal() for unit in panel.units):
        return panel
    ids = _country_ids(folder, living)
    unknown = [unit for unit in panel.units if unit not in ids]
    if unknown:
        raise PanelError(f"names that views_country_key doesn't hold: {', '.join(unknown[:3])}", panel.where)
    renamed = [ids[unit] for unit in panel.units]
    order = sorted(range(len(renamed)), key=renamed.__getitem__)
    return replace(panel, units=tuple(renamed[i] for i in order), deaths=panel.deaths[order])


def _country_ids(folder: Path, living: set[str]) -> dict[str, str]:
    """Ids by name; VIEWS keeps several for a state whose borders changed, of which the ``living`` one counts."""
    paths = sorted(folder.glob("views_country_key.*"))
    if not paths:
        raise PanelError("needs views_country_key.* to read country names", str(folder))
    columns = read_columns(paths[0])
    pairs = [(name, str(key)) for name, key in zip(columns["name"], columns["id"], strict=True)]
    return dict(sorted(pairs, key=lambda pair: pair[1] in living))


def target_years(months: Iterable[int]) -> list[int]:
    """The calendar years of month ids."""
    return sorted({year_of(month) for month in months})
