"""The workbench from Python: takes its address, gives rows, pandas or polars frames, and maps that a notebook shows.

    from tocsin.serve.client import Client
    client = Client("http://127.0.0.1:8765")
    client.frame(country="Mali", event_date="2024-01-01|2024-12-31", event_date_where="BETWEEN")

Filters are those of ``GET /api/v1/incidents``. Only the standard library is needed, pandas or polars for frames.
Invariant: every page of an answer is followed, so what you get is all there is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from tocsin.errors import InputError

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Client", "MapView"]

_TIMEOUT_S = 60.0
_PAGE_ROWS = 1000


class Client:
    """One workbench; ``token`` is what ``tocsin users token`` printed, None for a single-user one."""

    def __init__(self, url: str = "http://127.0.0.1:8765", token: str | None = None) -> None:
        if not url.startswith(("http://", "https://")):
            raise InputError("the address must begin with http:// or https://", url)
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def incidents(self, **filters: Any) -> Iterator[dict[str, Any]]:
        """Every incident that passes, newest first, as the contract has it.

        Raises:
            InputError: a filter is refused, or nobody answers.
        """
        path: str | None = f"/api/v1/incidents?{urlencode({'limit': _PAGE_ROWS, **filters})}"
        while path:
            answer = self._ask(path)
            yield from answer["data"]
            path = answer["next"]

    def incident(self, incident_id: str) -> dict[str, Any]:
        """One incident with its records."""
        found: dict[str, Any] = self._ask(f"/api/v1/incidents/{quote(incident_id, safe='')}")
        return found

    def sources(self) -> list[dict[str, Any]]:
        """How reliable each source is by what became of its word, the most tested first."""
        found: list[dict[str, Any]] = self._ask("/api/v1/sources")["data"]
        return found

    def changes(self, since: str | None = None) -> Iterator[dict[str, Any]]:
        """What changed after a mark, oldest first; each row's ``changed~id`` is a mark to go on from."""
        while True:
            query = urlencode({"since": since} if since else {})
            answer = self._ask(f"/api/v1/changes?{query}")
            if not answer["data"]:
                return
            yield from answer["data"]
            since = answer["since"]

    def code(self, text: str, **given: Any) -> dict[str, Any]:
        """Code a text; ``published`` (ISO day), ``source``, ``language`` and ``keep`` as in the API."""
        coded: dict[str, Any] = self._ask("/api/v1/reports", {"text": text, **given})
        return coded

    def judge(self, verdict: str, left: str, right: str, why: str) -> dict[str, Any]:
        """Say that two records tell of the ``same`` event, of ``different`` ones, or take it back (``unsure``)."""
        kept: dict[str, Any] = self._ask(
            "/api/v1/judgements", {"verdict": verdict, "left": left, "right": right, "why": why}
        )
        return kept

    def review(self, verdict: str, report: str, record: str, **given: Any) -> dict[str, Any]:
        """Accept or reject a record, or edit a field of it; ``field``, ``value``, ``why``, ``words`` as in the API."""
        sent = {"verdict": verdict, "report": report, "record": record, **given}
        now: dict[str, Any] = self._ask("/api/v1/reviews", sent)
        return now

    def rows(self, **filters: Any) -> list[dict[str, Any]]:
        """Incidents as flat rows, a column a value."""
        return [_flat(one) for one in self.incidents(**filters)]

    def frame(self, **filters: Any) -> pandas.DataFrame:
        """Incidents as a pandas frame."""
        import pandas

        return pandas.DataFrame(self.rows(**filters), columns=list(_COLUMNS))

    def polars(self, **filters: Any) -> polars.DataFrame:
        """Incidents as a polars frame."""
        import polars

        return polars.DataFrame(self.rows(**filters), infer_schema_length=None)

    def map(self, **filters: Any) -> MapView:
        """Incidents as a map that a notebook shows."""
        return MapView(list(self.incidents(**filters)))

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        headers = {**self._headers, **({"Content-Type": "application/json"} if data else {})}
        request = Request(self._url + path, data, headers)
        try:
            with urlopen(request, timeout=_TIMEOUT_S) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise InputError(_reason(error), self._url) from error
        except (URLError, TimeoutError, ValueError) as error:
            raise InputError(f"no workbench answers: {getattr(error, 'reason', error)}", self._url) from error


def _reason(error: HTTPError) -> str:
    try:
        return str(json.load(error)["error"])
    except (ValueError, KeyError):
        return f"HTTP status {error.code}"


_COLUMNS = (
    "id", "event_date", "event_date_end", "event_type", "sub_event_type", "status", "country", "admin1", "location",
    "latitude", "longitude", "radius_km", "precision", "killed_low", "killed_high", "reports", "contradictions",
)  # fmt: skip


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    when, place, killed = one["date"], one["location"], one["killed"] or [None, None]
    values = (
        one["id"], when["start"], when["end"], one["event_type"], one["sub_event_type"], one["status"],
        place["country"], place["admin1"], place["name"], place["lat"], place["lon"], place["radius_km"],
        place["precision"], killed[0], killed[1], len(one["reports"]), len(one["contradictions"]),
    )  # fmt: skip
    return dict(zip(_COLUMNS, values, strict=True))


class MapView:
    """A map of incidents, each as wide as its place is known; a notebook draws it by itself."""

    def __init__(self, incidents: list[dict[str, Any]]) -> None:
        self.incidents = incidents

    def _repr_html_(self) -> str:
        """The map as a picture in the page (SVG), without scripts."""
        from tocsin.publish.incidents import incident_from_contract
        from tocsin.serve.views.picture import picture

        return picture([incident_from_contract(one) for one in self.incidents])
