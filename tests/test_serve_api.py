"""The API: what ACLED's users ask for, features for maps, what changed, every export, and the client on a real port."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from tocsin.errors import InputError
from tocsin.publish.formats.catalogue import FORMATS
from tocsin.serve.app import make_app
from tocsin.serve.client import Client
from workbench import Visitor, site_with

API = "/api/v1"


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(site_with(tmp_path))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("country=Mali", 3),
        ("country=ML|NE&event_type=Battles", 3),
        ("country=Tchad", 0),
        ("event_date=2024-06-11", 1),
        ("event_date=2024-06-11|2024-06-13&event_date_where=BETWEEN", 2),
        ("event_date=2024-06-11&event_date_where=>", 1),
        ("event_date=2024-06-13&event_date_where=<", 1),
        ("year=2024", 2),
        ("sub_event_type=Armed clash&actor=jnim", 3),
        ("event_type=battles", 3),
        ("fatalities=4", 2),
        ("location=mopti", 1),
        ("bbox=-6.5,14,-5.5,15", 1),
        ("source=Outlet a|Outlet c", 2),
        ("limit=2&page=2", 1),
    ],
)
def test_filters_read_as_acleds(visitor: Visitor, query: str, found: int) -> None:
    answer = visitor.get(f"{API}/incidents?{query}").json()
    assert answer["count"] == len(answer["data"]) == found


@pytest.mark.parametrize(
    ("query", "told"),
    [("contry=ML", "contry"), ("country=Atlantis", "Atlantis"), ("country=ZZ", "ZZ"), ("event_date=soon", "soon"),
     ("event_date=2024-W25-3", "W25"), ("event_type=Wars", "Wars"),
     ("limit=0", "limit"), ("event_date=2024-01-01&event_date_where=BETWEEN", "BETWEEN"),
     ("bbox=1", "bbox"), ("source=a%00b", "null")],
)  # fmt: skip
def test_a_slip_is_refused_by_name(visitor: Visitor, query: str, told: str) -> None:
    answer = visitor.get(f"{API}/incidents?{query}")
    assert answer.status_code == 422
    assert told in answer.json()["error"]


def test_next_leads_through_all(visitor: Visitor) -> None:
    seen, path = [], f"{API}/incidents?limit=1&country=ML"
    while path:
        answer = visitor.get(path).json()
        seen += [row["id"] for row in answer["data"]]
        path = answer["next"]
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_export_is_a_format(visitor: Visitor, form: str) -> None:
    answer = visitor.get(f"{API}/incidents?format={form}")
    assert answer.status_code == 200
    assert len(answer.content) > 100
    assert FORMATS[form].suffix in answer.headers["content-disposition"]


def test_public_release_is_denied_until_it_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    visitor = Visitor(site_with(tmp_path, accounts=True))
    analyst, editor = visitor.token("analyst"), visitor.token("editor")
    path = f"{API}/incidents?format=csv&public=true"
    assert visitor.get(path, headers=analyst).status_code == 403
    assert "denied" in visitor.get(path, headers=editor).json()["error"]
    (tmp_path / "tocsin.toml").write_text("[release]\nallow = true\n")
    answer = visitor.get(path, headers=editor)
    assert answer.status_code == 200
    assert "2024-06-11" not in answer.text, "days are made coarse"
    assert [change.what for change in visitor.site.people.changes(9)] == ["release"]
    assert visitor.get(f"{API}/incidents?public=true", headers=editor).status_code == 422


def test_an_answer_that_stands_is_not_sent_twice(visitor: Visitor) -> None:
    first = visitor.get(f"{API}/incidents")
    again = {"if-none-match": first.headers["etag"]}
    assert visitor.get(f"{API}/incidents", headers=again).status_code == 304
    assert visitor.get(f"{API}/incidents?limit=1", headers=again).status_code == 200
    visitor.post("/judge", {"left": "a-1", "right": "b-1", "why": "x", "verdict": "different"})
    assert visitor.get(f"{API}/incidents", headers=again).status_code == 200


def test_one_incident_holds_its_records_and_a_report_its_text(visitor: Visitor) -> None:
    key = visitor.site.catalogue.homes(["a-1"])["a-1"]
    whole = visitor.get(f"{API}/incidents/{key}").json()
    assert [event["id"] for event in whole["events"]] == ["a-1", "b-1"]
    assert "text" not in whole["documents"][0]
    assert "Niono" in visitor.get(f"{API}/reports/sha256:a").json()["document"]["text"]


def test_the_feed_goes_on_from_its_mark(visitor: Visitor) -> None:
    first = visitor.get(f"{API}/changes").json()
    assert len(first["data"]) == 3
    mark = {"since": first["since"]}
    assert visitor.get(f"{API}/changes", params=mark).json() == {"data": [], "since": first["since"]}
    visitor.post("/judge", {"left": "a-1", "right": "c-1", "why": "x", "verdict": "same"})
    later = visitor.get(f"{API}/changes", params=mark).json()["data"]
    assert {row["gone"] for row in later} == {True, False}


def test_features_follow_the_core(visitor: Visitor) -> None:
    landing = visitor.get(f"{API}/features").json()
    for link in landing["links"]:
        assert visitor.get(link["href"]).status_code == 200, link
    found = visitor.get(f"{API}/features/collections/incidents/items?limit=1&datetime=2024-06-01/..").json()
    assert found["type"] == "FeatureCollection"
    assert found["numberReturned"] == 1
    assert [link["rel"] for link in found["links"]] == ["self", "next"]
    one = found["features"][0]
    assert one["geometry"]["type"] == "Polygon"
    assert visitor.get(f"{API}/features/collections/incidents/items/{one['id']}").json() == one
    assert visitor.get(f"{API}/features/collections/incidents/items?color=red").status_code == 422


def test_a_program_needs_its_token_and_its_role(tmp_path: Path) -> None:
    visitor = Visitor(site_with(tmp_path, accounts=True))
    assert visitor.get(f"{API}/incidents").status_code == 401
    viewer, analyst = visitor.token("viewer"), visitor.token("analyst")
    assert visitor.get(f"{API}/incidents", headers=viewer).json()["count"] == 3
    said = {"verdict": "same", "left": "a-1", "right": "c-1", "why": "one convoy"}
    assert visitor.client.post(f"{API}/judgements", json=said, headers=viewer).status_code == 403
    kept = visitor.client.post(f"{API}/judgements", json=said, headers=analyst)
    assert kept.status_code == 201
    assert kept.json()["left"] == kept.json()["right"]
    assert visitor.get(f"{API}/judgements", headers=viewer).json()["data"][0]["by"] == "analyst"


@pytest.mark.parametrize(
    "headers", [{"content-type": "text/plain"}, {"content-type": "application/json", "sec-fetch-site": "cross-site"}]
)
def test_another_sites_page_can_not_write(visitor: Visitor, headers: dict[str, str]) -> None:
    said = json.dumps({"verdict": "same", "left": "a-1", "right": "c-1", "why": "x"})
    assert visitor.client.post(f"{API}/judgements", content=said, headers=headers).status_code in (403, 422)
    assert visitor.site.store.judgements() == []


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(site_with(tmp_path)), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Client(f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join()


def test_the_client_codes_finds_judges_and_draws(client: Client) -> None:
    rows = client.rows(country="Mali", limit=1)
    assert len(rows) == 3
    assert {row["killed_low"] for row in rows} == {3, 12}
    assert len(list(client.changes())) == 3
    coded = client.code("Gunmen killed 5 people in Gao, Mali, on 3 June 2024.", published="2024-06-04")
    assert coded["events"]
    assert client.judge("same", "a-1", "c-1", "one convoy")["left"]
    assert len(client.frame(limit=2)) == len(client.polars()) == 3, "b-1 tells in the same words what a-1 does"
    drawn = client.map()._repr_html_()
    assert drawn.count("<path") > 2
    assert client.incident(client.rows(location="Gao")[0]["id"])["documents"]
    with pytest.raises(InputError, match="contry"):
        client.rows(contry="ML")


def test_the_client_says_when_nobody_answers() -> None:
    with pytest.raises(InputError, match="no workbench answers"):
        Client("http://127.0.0.1:9").rows()
