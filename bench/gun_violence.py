"""Gun Violence Corpus: takes news articles, gives the incident that each tells of, and which tell of the same one.

The incident is the first violent event of the article, one with a toll before one without, news before background.
The gold is a database's last count, so that an early article may be right and differ. Articles are linked by the
house's own reconciling of their events; the toll of an incident is chosen among those that its articles name
(``gun_violence_tolls.py``), and its place among those that each names (``gun_violence_places.py``). Data: SemEval-2018
Task 5 (Postma et al. 2018); pair F1 and B-cubed as there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.coder import coded, day_of, report_of
from bench.devset_fields import kilometres
from bench.gun_violence_places import place_of, state_of
from bench.gun_violence_tolls import Found, Witnesses, chances, likeliest, witnesses_of
from bench.kinds import Bench, Figure, Predictions, ratio
from bench.linking import linking_figures
from bench.records import Row, files_of, read_rows
from tocsin.assemble.groups import Group
from tocsin.assemble.telling import is_unreal
from tocsin.assemble.tolls import casualties_of
from tocsin.extract.claims import read_all
from tocsin.model import Attribution, Claim, CodedReport, EventRecord, Place, Report, ResolvedClaim, When
from tocsin.publish import to_contract
from tocsin.publish.contract_read import from_contract
from tocsin.reconcile import reconcile_reports
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment
from tocsin.text import fold_key

__all__ = ["BENCH", "read_tolls"]

_FOLDER = "gun-violence"
_HEAD = 400  # characters in which an article repeats its own title
_NEAR_KM = 40  # within a town and its suburbs
_PEACEFUL = ("Strategic developments", "Protests")
_NOWHERE = Place(None)
_TOLL = ("killed", "injured")
_INNER = ("coded", "tolls")  # what the articles' predictions carry for putting them together
_ELSEWHERE = ("unseen: .882", "unseen: .810")  # cross-validated by training/gun_tolls.py
_EXACT = ("killed", "injured", "date", "state", "city")


def _load(data: Path) -> list[Row]:
    incidents = {row["id"]: row for path in files_of(data, _FOLDER, "incidents*") for row in read_rows(path)}
    docs = [row for path in files_of(data, _FOLDER, "docs*") for row in read_rows(path)]
    return [{**row, "gold": incidents.get(row.get("incident_id"))} for row in docs]


def _predict(row: Row) -> Row:
    found, read = _read(row)
    event = _main(found.events)
    tolls = chances(_told(found, read))
    killed, injured = likeliest([tolls])
    contract = to_contract(found)
    rows = [one for one in contract["events"] if event and one["id"] == event.id]
    return {
        "id": row["id"],
        **_incident(row, found, read),
        "killed": killed,
        "injured": injured,
        "tolls": list(tolls.items()),
        "coded": {**contract, "events": rows, "forecasts": []},
    }


def read_tolls(row: Row) -> Witnesses:
    """Who says what about the toll of an article."""
    return _told(*_read(row))


def _read(row: Row) -> tuple[CodedReport, tuple[Claim, ...]]:
    title, text = row.get("title") or "", row["text"]
    told = fold_key(title) in fold_key(text[: len(title) + _HEAD])
    found = coded(row, text if told else f"{title}.\n\n{text}")
    return found, read_all(found.report, segment(found.report))


def _told(found: CodedReport, read: Sequence[Claim]) -> Witnesses:
    event = _main(found.events)
    toll = event.casualties if event and _hurt(event) else casualties_of(Group(_news(found.report, read)), ())
    return witnesses_of(found.report.text, Found(toll, event, found.events, read))


def _main(events: Sequence[EventRecord]) -> EventRecord | None:
    violent = [e for e in events if e.modality == "occurred" and e.event_type not in _PEACEFUL]
    return min(violent, key=lambda e: (e.background, not _hurt(e)), default=None)


def _hurt(event: EventRecord) -> bool:
    return any(row.kind in ("killed", "wounded") for row in event.casualties)


def _incident(row: Row, found: CodedReport, read: Sequence[Claim]) -> Row:
    """The database row that the article gives."""
    event = _main(found.events)
    place = place_of(found.report, event, found.events)
    start = event.when.start if event else None
    day = start or _day(row, found.report, read)
    return {
        "date": day.isoformat() if day else None,
        "city": place.name if place.precision in ("exact", "near") else None,
        "state": state_of(place),
        "lat": place.lat,
        "lon": place.lon,
    }


def _day(row: Row, report: Report, read: Sequence[Claim]) -> date | None:
    """The first day that the news of an article is of, where its event has none, or else that of publication."""
    published = day_of(row)
    days = [c.when.start for c in _news(report, read) if c.when and c.when.start and c.when.start == c.when.end]
    return min((day for day in days if published is None or day <= published), default=published)


def _news(report: Report, read: Sequence[Claim]) -> list[ResolvedClaim]:
    """What is told where no attack is: accidents are no events of the coder's, but of this set."""
    resolved, _ = resolve_claims(report, read)
    return [c for c in resolved if not c.claim.background and not is_unreal(c)]


def _finish(given: Sequence[Row], found: list[Row]) -> list[Row]:
    """Each article with its incident: one record an article, a bare one where the coder saw no violence."""
    coded = [_single(row, prediction) for row, prediction in zip(given, found, strict=True)]
    incidents = reconcile_reports(coded)
    of = {report: incident.id for incident in incidents for report in incident.report_ids}
    clusters = [of[one.report.id] for one in coded]
    articles: defaultdict[str, list[Row]] = defaultdict(list)
    for cluster, row in zip(clusters, found, strict=True):
        articles[cluster].append(row)
    agreed = {cluster: _agreed(rows) for cluster, rows in articles.items()}
    return [
        {**{key: value for key, value in row.items() if key not in _INNER}, **agreed[cluster], "cluster": cluster}
        for row, cluster in zip(found, clusters, strict=True)
    ]


def _agreed(articles: Sequence[Row]) -> Row:
    """What the articles of one incident say together: the toll that is likeliest, the day and place of the most."""
    read = [row for row in articles if "tolls" in row]  # the coder crashed over the others
    if not read:
        return {}
    tolls = [{(killed, injured): chance for (killed, injured), chance in row["tolls"]} for row in read]
    days = Counter(row["date"] for row in read if row["date"])
    day = min(days, key=lambda one: (-days[one], one), default=None)  # of two the earlier: late reports tell their own
    states, towns = (Counter(row[key] for row in read if row[key]) for key in ("state", "city"))
    place = max(read, key=lambda row: (states[row["state"]], towns[row["city"]]))
    return {
        **dict(zip(_TOLL, likeliest(tolls), strict=True)),
        "date": day,
        **{key: place[key] for key in ("city", "state", "lat", "lon")},
    }


def _single(row: Row, prediction: Row) -> CodedReport:
    read = from_contract(prediction["coded"]) if "coded" in prediction else CodedReport(report_of(row), ())
    bare = EventRecord(
        f"bare-{row['id']}", read.report.id, "Violence against civilians", "Attack", "occurred", False,
        When(None, None), _NOWHERE, (), (), (), (), Attribution(), (), 0.0, "bench",
    )  # fmt: skip
    return CodedReport(read.report, read.events or (bare,))


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    pairs = [(row["gold"], predictions.get(row["id"], {})) for row in rows if row["gold"]]
    if not pairs:
        return []
    bars = {
        "killed": f"always 1: .43; goal .85; {_ELSEWHERE[0]}",
        "injured": f"always 0: .32; goal .80; {_ELSEWHERE[1]}",
    }
    right = {name: sum(_same(gold[name], got.get(name)) for gold, got in pairs) for name in _EXACT}
    exact = [ratio(f"{name} exact", hits, len(pairs), bars.get(name, "")) for name, hits in right.items()]
    near = sum(_near(gold, got) for gold, got in pairs)
    gold = {row["id"]: row["incident_id"] for row in rows}
    return [*exact, ratio(f"point within {_NEAR_KM} km", near, len(pairs)), *_linking(gold, predictions)]


def _linking(gold: dict[str, str], predictions: Predictions) -> list[Figure]:
    got = {key: str(predictions.get(key, {}).get("cluster") or f"none-{key}") for key in gold}
    return linking_figures(gold, got, "TF-IDF .496; goal .75", "TF-IDF .847, all alone .747; goal .92")


def _same(gold: object, got: object) -> bool:
    if isinstance(gold, str) and isinstance(got, str):
        return fold_key(gold) == fold_key(got)
    return gold is not None and gold == got


def _near(gold: Row, got: Row) -> bool:
    here, there = ([row[axis] for axis in ("lat", "lon") if row.get(axis) is not None] for row in (gold, got))
    return len(here) == len(there) == 2 and kilometres(here, there) <= _NEAR_KM


BENCH = Bench(_FOLDER, _load, _predict, _score, finish=_finish)
