"""HXL (Humanitarian Exchange Language 1.1): takes dossiers, gives a CSV with headers and hashtags, made by libhxl.

One row an incident. Invariant: what leaves has been validated by libhxl against its own schema, offline.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.errors import MissingExtraError, TocsinError
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.rows import incident_row
from tocsin.publish.formats.tables import Written, plain

__all__ = ["TAGS", "to_hxl"]

TAGS = {
    "incident_id": "#event+id",
    "event_date": "#date+start",
    "event_date_end": "#date+end",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "status": "#status",
    "claimant": "#group+claimant",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "iso2": "#country+code+v_iso2",
    "country": "#country+name",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "radius_km": "#geo+radius+km",
    "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max",
    "wounded_low": "#affected+injured+min",
    "wounded_high": "#affected+injured+max",
    "killed_by_source": "#description+killed",
    "sources": "#meta+source",
    "notes": "#description",
}
"""Column and hashtag (hashtag dictionary 1.1)."""


def to_hxl(dossiers: Sequence[Dossier]) -> Written:
    """The rows under their hashtags.

    Raises:
        MissingExtraError: the extra ``exports`` isn't installed.
        TocsinError: libhxl finds the rows invalid.
    """
    try:
        import hxl
    except ImportError as error:
        raise MissingExtraError("this export", "exports") from error
    rows = [[_cell(row[name]) for name in TAGS] for row in map(incident_row, dossiers)]
    sheet = [list(TAGS), list(TAGS.values()), *rows]
    if rows and hxl.validate(hxl.data(sheet))["stats"]["error"]:  # outliers are told too, as information
        raise TocsinError("the rows are no valid HXL; this is a bug in tocsin", "hxl")
    return Written("".join(hxl.data(sheet).gen_csv()).encode())


def _cell(value: object) -> str:
    return "" if value is None else str(plain(value))
