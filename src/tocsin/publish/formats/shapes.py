"""Incidents with their shapes: takes dossiers, gives GeoJSON, GeoPackage (pyogrio) or GeoParquet (pyarrow) bytes.

The columns are those of ``rows``. A place is as wide as it is known (see ``geometry``): never a pin for a district.
GeoJSON is RFC 7946, GeoPackage OGC 12-128 (one layer, ``incidents``), Parquet carries GeoParquet 1.1 metadata with
geometries as WKB. Invariant: an incident without a place keeps its row, with an empty geometry.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tocsin.errors import MissingExtraError
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.rows import COLUMNS, incident_row
from tocsin.publish.formats.tables import Written, delimited
from tocsin.publish.geometry import geometry

__all__ = ["to_csv", "to_geojson", "to_geopackage", "to_parquet"]

_WHOLE = frozenset(["priogrid_gid", "killed_low", "killed_high", "wounded_low", "wounded_high", "reports"])
_REAL = frozenset(["latitude", "longitude", "radius_km"])
_DATES = frozenset(["event_date", "event_date_end"])
_CLOCK = "OGR_CURRENT_DATE"
"""GDAL's option for the instant that a GeoPackage notes as its last change: fixed, so that the bytes are."""
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}
"""GeoParquet's file metadata; without a ``crs`` it is OGC:CRS84, longitude first."""


def to_csv(dossiers: Sequence[Dossier]) -> Written:
    """One line an incident, the columns of ``rows.COLUMNS``."""
    return Written(delimited(COLUMNS, [incident_row(one) for one in dossiers]))


def to_geojson(dossiers: Sequence[Dossier]) -> Written:
    """A FeatureCollection, one feature an incident."""
    page = {"type": "FeatureCollection", "features": [_feature(one) for one in dossiers]}
    return Written((json.dumps(page, ensure_ascii=False, default=str) + "\n").encode())


def _feature(dossier: Dossier) -> dict[str, Any]:
    shape = geometry(dossier.incident.place)
    return {"type": "Feature", "id": dossier.incident.id, "geometry": shape, "properties": incident_row(dossier)}


def to_parquet(dossiers: Sequence[Dossier]) -> Written:
    """A GeoParquet file.

    Raises:
        MissingExtraError: the extra ``exports`` isn't installed.
    """
    table = _table(dossiers)
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({"geo": json.dumps(_GEO)}), out)
    return Written(out.getvalue())


def to_geopackage(dossiers: Sequence[Dossier]) -> Written:
    """A GeoPackage with the layer ``incidents``.

    Raises:
        MissingExtraError: the extra ``exports`` isn't installed.
    """
    table = _table(dossiers)
    import pyogrio

    pyogrio.set_gdal_config_options({_CLOCK: "1970-01-01T00:00:00.000Z"})
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "incidents.gpkg"
            pyogrio.write_arrow(
                table, path, layer="incidents", geometry_name="geometry", geometry_type="Unknown", crs="EPSG:4326"
            )
            return Written(path.read_bytes())
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: None})


def _table(dossiers: Sequence[Dossier]) -> Any:
    """An Arrow table: dates, 64-bit numbers and text, and the geometry as WKB."""
    try:
        import pyarrow as pa
        import shapely
    except ImportError as error:
        raise MissingExtraError("this export", "exports") from error
    rows = [incident_row(one) for one in dossiers]
    kinds = {name: pa.string() for name in COLUMNS}
    kinds |= dict.fromkeys(_WHOLE, pa.int64()) | dict.fromkeys(_REAL, pa.float64()) | dict.fromkeys(_DATES, pa.date32())
    columns = {name: pa.array([row[name] for row in rows], kinds[name]) for name in COLUMNS}
    shapes = [geometry(one.incident.place) for one in dossiers]
    wkb = [shapely.to_wkb(shapely.geometry.shape(shape)) if shape else None for shape in shapes]
    return pa.table({**columns, "geometry": pa.array(wkb, pa.binary())})
