"""Whether actors tell what deaths alone don't: takes GED events, gives CRPS by division with and without them.

Usage: ``python -m bench.forecast_actors FILE [--mixture] [--groups GROUP …] [--chosen 2007-2011] [--told 2012-2016]``.
For each group of features the trees are trained anew with them, on what was known in the October before each year, and
forecast it alone or (``--mixture``) beside the other members; a group is chosen where it wins in the first years, and
the second ones tell what that choice was worth. Invariant: a feature of a month is made of events that ended by then.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tocsin.forecast import boosted
from tocsin.forecast.baselines import BASELINES
from tocsin.forecast.features import NAMES, Features, features
from tocsin.forecast.ged import Counting, ged_events, ged_panel
from tocsin.forecast.models import predict
from tocsin.forecast.months import month_id
from tocsin.forecast.numeric import Array, np
from tocsin.forecast.panel import Panel
from tocsin.forecast.scores import crps
from tocsin.forecast.views import challenge_windows

_GROUPS = {
    "dyads": ("active dyads of the last year", "dyads new in the last year", "months since the newest dyad"),
    "shares": ("share of violence without the state", "share of violence against civilians"),
    "actors": ("deaths by its actors anywhere in half a year", "the same in the last three months"),
    "spillover": ("deaths by its actors elsewhere in half a year", "the same beyond the border"),
}
_NOBODY = ("Government of", "Civilians")  # sides that tell nothing of who else acts
_YEAR, _HALF = 12, 6
_NEVER = 240.0  # months since a dyad was new where none ever was
_AHEAD = (3, 6, 9, 12, 14)


def _tables(events: Iterable[Mapping[str, Any]], panel: Panel) -> tuple[Array, Array, list[set[str]]]:
    """Deaths by dyad, unit and month; by kind, unit and month; the sides of each dyad, no state."""
    row = {unit: index for index, unit in enumerate(panel.units)}
    dyads: dict[str, int] = {}
    sides: list[set[str]] = []
    width = panel.deaths.shape[1]
    found: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    kinds = np.zeros((3, len(row), width))
    for event in {str(one["id"]): one for one in events}.values():
        at = row[f"{event['country']}/{event['adm_1'] or 'unknown'}"], month_id(str(event["date_end"])) - panel.first
        dyad = dyads.setdefault(str(event["dyad_new_id"]), len(dyads))
        if dyad == len(sides):
            pairs = [(str(event[f"side_{side}_new_id"]), str(event[f"side_{side}"])) for side in "ab"]
            sides.append({key for key, name in pairs if not name.startswith(_NOBODY)})
        found[dyad, *at] += int(event["best"]) + 0.01  # an event without a death is one all the same
        kinds[int(event["type_of_violence"]) - 1][at] += int(event["best"])
    deaths = np.zeros((len(dyads), len(row), width))
    for key, value in found.items():
        deaths[key] = value
    return deaths, kinds, sides


def _sums(values: Array, months: int) -> Array:
    """Sums over the last ``months`` months, this one included."""
    total = np.cumsum(values, axis=-1)
    total[..., months:] -= total[..., :-months].copy()
    return np.maximum(total, 0)


def _actors(panel: Panel, events: Iterable[Mapping[str, Any]]) -> Array:
    """The features in the order of ``_GROUPS``: (units, months, features)."""
    deaths, kinds, sides = _tables(events, panel)
    active = _sums(deaths, _YEAR) > 0.005
    ever = np.cumsum(deaths, axis=2) > 0.005
    first = np.where(ever.any(axis=2), ever.argmax(axis=2), panel.deaths.shape[1] + 1)  # of each dyad in each unit
    months = np.arange(panel.deaths.shape[1])
    age = np.where(ever, months - first[:, :, None], _NEVER)
    of_kind = np.log1p(_sums(kinds, _YEAR))
    weight = np.maximum(of_kind.sum(axis=0), 1e-9)
    by_actor, here = _by_actor(deaths, sides)
    country = np.array([unit.split("/")[0] for unit in panel.units])
    anywhere, recent = (_reach(by_actor, here, months) for months in (_HALF, 3))
    own = [_within(by_actor, here, np.equal.outer(ids, ids)) for ids in (np.arange(len(country)), country)]
    columns = [
        active.sum(axis=0), (active & (age < _YEAR)).sum(axis=0), np.minimum(age.min(axis=0), _NEVER),
        of_kind[1] / weight, of_kind[2] / weight,
        np.log1p(anywhere), np.log1p(recent),
        *(np.log1p(np.maximum(anywhere - one, 0)) for one in own),
    ]  # fmt: skip
    return np.stack(columns, axis=2).astype(float)


def _by_actor(deaths: Array, sides: Sequence[set[str]]) -> tuple[Array, Array]:
    """Deaths by actor, unit and month; and whether an actor was there in the last year."""
    names = sorted({name for pair in sides for name in pair})
    by_actor = np.zeros((len(names), *deaths.shape[1:]))
    at = {name: index for index, name in enumerate(names)}
    for dyad, pair in enumerate(sides):
        for name in pair & set(at):
            by_actor[at[name]] += deaths[dyad]
    return by_actor, _sums(by_actor, _YEAR) > 0.005


def _reach(by_actor: Array, here: Array, months: int) -> Array:
    """Deaths of the last months anywhere by the actors of each unit."""
    total = _sums(by_actor, months).sum(axis=1)
    found: Array = np.einsum("aum,am->um", here, total)
    return found


def _within(by_actor: Array, here: Array, same: Array) -> Array:
    """The part of them that fell in units that are the ``same``."""
    near = np.einsum("uv,avm->aum", same.astype(float), _sums(by_actor, _HALF))
    found: Array = (here * near).sum(axis=0)
    return found


@contextmanager
def _seeing(panel: Panel, told: Array, names: Sequence[str]) -> Iterator[None]:
    """The trees see these features too, each month those of that month."""

    def more(known: Panel) -> Features:
        plain = features(known)
        return replace(plain, values=np.column_stack([plain.values, told[:, known.last - panel.first]]))

    try:
        boosted.features, boosted.NAMES = more, (*NAMES, *names)
        yield
    finally:
        boosted.features, boosted.NAMES = features, NAMES


def _scores(panel: Panel, year: int, told: Array, names: Sequence[str], mixture: bool) -> tuple[float, float]:
    """CRPS of a year, and that of logs, in means."""
    known = panel.known_on(challenge_windows([year])[0].origin)
    with _seeing(panel, told, names):
        said = predict(known, _AHEAD) if mixture else boosted.train(known, _AHEAD)(known, _AHEAD)
    return _missed(panel, known, said)


def _missed(panel: Panel, known: Panel, said: Array) -> tuple[float, float]:
    outcome = np.stack([panel.month(known.last + ahead) for ahead in _AHEAD], axis=1)
    kept = ~np.isnan(outcome)
    return (
        float(crps(said, outcome)[kept].mean()),
        float(crps(np.log1p(said), np.log1p(outcome))[kept].mean()),
    )


def main() -> None:
    """Print a line a year, and what each group is worth in the years it is chosen on and in those told."""
    parser = argparse.ArgumentParser(prog="bench.forecast_actors", description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path, help="GED events, CSV or Parquet")
    parser.add_argument("--chosen", default="2007-2011")
    parser.add_argument("--told", default="2012-2016")
    parser.add_argument("--mixture", action="store_true", help="forecast by the whole mixture, not by its trees alone")
    parser.add_argument("--groups", nargs="*", default=[*_GROUPS, "all"], metavar="GROUP")
    asked = parser.parse_args()
    events = list(ged_events(asked.file))
    panel = ged_panel(events, Counting("admin1"), str(asked.file))
    told = _actors(panel, events)
    groups = {"none": ()} | _GROUPS | {"all": tuple(name for group in _GROUPS.values() for name in group)}
    names = list(groups["all"])
    groups = {name: group for name, group in groups.items() if name in ("none", *asked.groups)}
    spans = {span: [int(end) for end in getattr(asked, span).split("-")] for span in ("chosen", "told")}
    found: dict[str, dict[int, tuple[float, float]]] = {name: {} for name in ["conflictology", *groups]}
    for year in range(spans["chosen"][0], spans["told"][1] + 1):
        known = panel.known_on(challenge_windows([year])[0].origin)
        rule = np.repeat(BASELINES["conflictology"](known, 0)[:, None], len(_AHEAD), axis=1)
        found["conflictology"][year] = _missed(panel, known, rule)
        for name, group in groups.items():
            columns = [names.index(one) for one in group]
            found[name][year] = _scores(panel, year, told[:, :, columns], group, asked.mixture)
        line = "  ".join(f"{name} {kept[year][0]:.4f}/{kept[year][1]:.4f}" for name, kept in found.items())
        print(year, line, flush=True)
    for span, (start, end) in spans.items():
        for name, kept in found.items():
            pairs = [(kept[year], found["none"][year]) for year in range(start, end + 1)]
            gain = [1 - sum(a[i] for a, _ in pairs) / sum(b[i] for _, b in pairs) for i in (0, 1)]
            print(f"{span} {start}-{end}  {name}: gain {gain[0]:+.4f} CRPS, {gain[1]:+.4f} log-CRPS")


if __name__ == "__main__":
    main()
