"""The exports by name: what ``tocsin export --as`` writes, in which form, with which losses.

``write`` takes the name, dossiers and a sharing mark, gives bytes and what was left out. Invariant: every form says
what it can't hold; nothing else is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.acled import to_acled
from tocsin.publish.formats.ftm import to_ftm
from tocsin.publish.formats.hxl_rows import to_hxl
from tocsin.publish.formats.plover import to_plover
from tocsin.publish.formats.shapes import to_csv, to_geojson, to_geopackage, to_parquet
from tocsin.publish.formats.stix import to_stix
from tocsin.publish.formats.tables import Written
from tocsin.publish.formats.ucdp import to_ged
from tocsin.publish.marks import USUAL, Mark

__all__ = ["FORMATS", "Format", "write"]

_SPANS = "the words behind each value (offsets and quotations): tocsin trace, or the contract's JSON, has them"
_RUNNERS = "runners-up and reasons of dates and places"
_WEAPONS = "weapons, damage, hedges, people abducted, missing, displaced or arrested"
_SHAPE = "the shape and radius of a place: a point and a precision code stand for them"
_FLAT = (_SPANS, _RUNNERS, _WEAPONS)


@dataclass(frozen=True, slots=True)
class Format:
    """A form: its name, the ending of its files, its media type, how it is written, and what it loses.

    ``marked`` is false where the form has no place for the sharing mark.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Sequence[Dossier], Mark], Written]
    loses: tuple[str, ...]
    marked: bool = False


def _unmarked(writer: Callable[[Sequence[Dossier]], Written]) -> Callable[[Sequence[Dossier], Mark], Written]:
    return lambda dossiers, _mark: writer(dossiers)


_ALL = (
    Format(
        "acled",
        ".csv",
        "text/csv",
        _unmarked(to_acled),
        (
            *_FLAT,
            _SHAPE,
            "an interval of days: its middle and a time precision stand for it",
            "rival tolls: fatalities is the lowest, 0 where no report gives any; notes and tags hold the rest",
            "the wounded, except in notes",
            "region, admin3, source_scale and timestamp are empty",
        ),
    ),
    Format(
        "ucdp-ged",
        ".csv",
        "text/csv",
        _unmarked(to_ged),
        (
            *_FLAT,
            _SHAPE,
            "who claims what and how an incident stands: source_original names who says so, nothing more",
            "rival tolls: low and high span them, best is the lower end; an open high is the low",
            "the wounded; deaths by side, except civilians in one-sided violence",
            "ids of conflicts, dyads and actors, which only UCDP gives, are empty",
        ),
    ),
    Format(
        "plover",
        ".tsv",
        "text/tab-separated-values",
        _unmarked(to_plover),
        (
            *_FLAT,
            _SHAPE,
            "tolls, claims and the standing of an incident",
            "the last day of an interval",
            "intensity, contexts, titles and Wikipedia ids are empty",
        ),
    ),
    Format("geojson", ".geojson", "application/geo+json", _unmarked(to_geojson), _FLAT),
    Format("geopackage", ".gpkg", "application/geopackage+sqlite3", _unmarked(to_geopackage), _FLAT),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", _unmarked(to_parquet), _FLAT),
    Format(
        "hxl",
        ".csv",
        "text/csv",
        _unmarked(to_hxl),
        (*_FLAT, "contradictions, and the ids of records and reports"),
    ),
    Format(
        "stix",
        ".json",
        "application/stix+json;version=2.1",
        to_stix,
        (
            *_FLAT,
            "days and tolls as data: they stand in names and descriptions",
            "the shape of a place: a point with its radius as precision stands for it",
        ),
        marked=True,
    ),
    Format(
        "ftm",
        ".ftm.json",
        "application/json+ftm",
        _unmarked(to_ftm),
        (*_FLAT, "tolls and standing as data: they stand in the summary and keywords", "parties without an id"),
    ),
    Format("csv", ".csv", "text/csv", _unmarked(to_csv), (*_FLAT, "the two ends of an axis")),
)
FORMATS = {form.name: form for form in _ALL}
"""Every form by its name."""


def write(name: str, dossiers: Sequence[Dossier], mark: Mark = USUAL) -> Written:
    """The dossiers in the form asked for.

    Raises:
        KeyError: no form of this name.
        MissingExtraError: the form needs the extra ``exports``.
    """
    return FORMATS[name].write(dossiers, mark)
