"""``tocsin watch``: feeds, sitemaps and folders coded and kept, each page once, through refusals, waits and kills."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

import web_server
from cli_runner import Result, invoke
from tocsin.cli import desk
from tocsin.cli.shelf import open_store
from tocsin.errors import FetchError
from tocsin.watch import Ledger
from tocsin.watch.folders import file_at, new_files
from tocsin.watch.health import Health
from tocsin.watch.watcher import _back_off
from web_server import Answer, Site, packed, story

SHA = hashlib.sha256(b"a picture").hexdigest()
WEDNESDAY = "Wed, 12 Jun 2024 08:00:00 GMT"


@pytest.fixture
def site() -> Iterator[Site]:
    with web_server.running() as own:
        yield own


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    before = [(one, signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM)]
    yield
    for one, handler in before:
        signal.signal(one, handler)


def rss(paths: list[str]) -> bytes:
    items = "".join(f"<item><link>{path}</link><pubDate>{WEDNESDAY}</pubDate></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def watchlist(folder: Path, *parts: str) -> Path:
    path = folder / "feeds.toml"
    head = 'allow_networks = ["127.0.0.1/32"]\nper_host_seconds = 0.001\nretry_seconds = 0.01\nevery_minutes = 0.0001\n'
    path.write_text(head + "\n".join(parts))
    return path


def feed(url: str, name: str = "Sahel Wire") -> str:
    return f'[[feed]]\nurl = "{url}"\nname = "{name}"\nevery_minutes = 60'


def watch(path: Path) -> Result:
    return invoke("watch", str(path), "--once", "--database", str(path.parent / "kept.sqlite"))


def states(folder: Path) -> dict[str, tuple[str, str | None]]:
    Ledger(folder / "watch.sqlite").close()  # makes the tables where a kill came before them
    with sqlite3.connect(folder / "watch.sqlite") as db:
        found = {url: (state, why) for url, state, why in db.execute("SELECT url, state, why FROM page")}
    db.close()
    return found


def texts(folder: Path) -> list[str]:
    return [one.report.text for one in open_store(str(folder / "kept.sqlite")).reports()]


def test_a_feed_is_coded_and_a_second_look_brings_nothing(site: Site, tmp_path: Path) -> None:
    site.pages = {f"/{n}": Answer(story(n)) for n in range(3)}
    site.pages["/feed"] = Answer(rss([f"/{n}" for n in range(3)]), headers={"ETag": '"1"', "Last-Modified": WEDNESDAY})
    path = watchlist(tmp_path, feed(f"{site.url}/feed"))
    first = watch(path)
    assert first.exit_code == 0
    assert "1 feeds, 0 failing; pages: 0 queued, 0 fetched, 3 kept, 0 doubled, 0 refused, 0 failed" in first.stderr
    reports = list(open_store(str(tmp_path / "kept.sqlite")).reports())
    assert {one.report.url for one in reports} == {f"{site.url}/{n}" for n in range(3)}
    assert {(one.report.source, str(one.report.published)) for one in reports} == {("Sahel Wire", "2024-06-12")}
    assert all(one.events for one in reports)
    with sqlite3.connect(tmp_path / "watch.sqlite") as db:
        db.execute("UPDATE source SET next_at = 0")
    db.close()
    asked = len(site.asked)
    assert "3 kept" in watch(path).stderr
    assert [where for where, _ in site.asked[asked:]] == ["/feed"]
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert site.asked[-1][1]["If-Modified-Since"] == WEDNESDAY


def test_each_text_of_an_outlet_once(site: Site, tmp_path: Path) -> None:
    other = story(1).replace(b"<body>", b"<body class='print'>")
    site.pages = {"/1": Answer(story(1)), "/same-bytes": Answer(story(1)), "/same-text": Answer(other)}
    site.pages["/feed"] = Answer(rss(["/1", "/same-bytes", "/same-text", "/1#top", "/1?utm_source=x"]))
    assert "1 kept, 2 doubled" in watch(watchlist(tmp_path, feed(f"{site.url}/feed"))).stderr
    assert len(texts(tmp_path)) == 1


def test_a_sitemap_index_is_followed_one_level(site: Site, tmp_path: Path) -> None:
    def index(kind: str, inner: str, path: str) -> bytes:
        return f"<{kind}><{inner}><loc>{site.url}{path}</loc></{inner}></{kind}>".encode()

    site.pages = {
        "/index.xml": Answer(index("sitemapindex", "sitemap", "/map.xml.gz")),
        "/map.xml.gz": Answer(packed(index("urlset", "url", "/1")).body),
        "/1": Answer(story(1)),
    }
    assert "1 kept" in watch(watchlist(tmp_path, feed(f"{site.url}/index.xml"))).stderr


def test_pages_that_fail_are_told_and_tried_again(site: Site, tmp_path: Path) -> None:
    utf8 = {"Content-Type": "text/html; charset=utf-8"}  # which it isn't
    german = "Die Regierung hat gestern nicht mit der Partei über das neue Gesetz gesprochen. " * 5
    late = Answer(status=503, then=Answer(status=429, headers={"Retry-After": "0"}, then=Answer(story(1))))
    site.pages = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private"),
        "/late": late,
        "/cut": Answer(packed(story(2)).body[:-9], headers={"Content-Encoding": "gzip"}, then=packed(story(2))),
        "/latin": Answer(story(3).replace(b"people", "blessés".encode("latin-1")), headers=utf8),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/inside": Answer(status=302, headers={"Location": "http://127.0.0.2:1/"}),
        "/empty": Answer(b"<html></html>"),
        "/german": Answer(f"<html><body><p>{german}</p></body></html>".encode()),
    }  # fmt: skip
    paths = [path for path in site.pages if path != "/robots.txt"] + ["/gone", "/private"]
    site.pages["/feed"] = Answer(rss(paths))
    path = watchlist(tmp_path, feed(f"{site.url}/feed"), feed(f"{site.url}/nothing"))
    said = [watch(path).stderr for _ in range(6) if not time.sleep(0.1)]
    found = {url.removeprefix(site.url): state for url, state in states(tmp_path).items()}
    assert {url for url, (state, _) in found.items() if state == "kept"} == {"/late", "/cut", "/latin"}
    assert {url: why for url, (state, why) in found.items() if state == "failed"} == {
        "/loop": "redirects more than 5 times",
        "/inside": "is at 127.0.0.2, which isn't public; allow_networks permits it",
        "/gone": "answers 404",
        "/private": "robots.txt forbids it",
    }
    assert {url for url, (state, _) in found.items() if state == "refused"} == {"/empty", "/german"}
    assert "2 feeds, 1 failing" in said[-1]
    assert site.count("/private") == 0
    assert any("blessés" in text for text in texts(tmp_path))


def test_a_folder(tmp_path: Path) -> None:
    inbox, secret = tmp_path / "in", tmp_path / "secret.txt"
    inbox.mkdir()
    secret.write_bytes(story(9))
    (inbox / "a.html").write_bytes(story(1))
    (inbox / "b.txt").write_text("Gunmen killed four people in Bamako on 3 May 2024, the army said.")
    (inbox / ".hidden.txt").write_bytes(story(2))
    (inbox / "link.txt").symlink_to(secret)
    (inbox / "noise.txt").write_bytes(b"\0\xff" * 100)
    path = watchlist(tmp_path, "[[folder]]\npath = 'in'")
    assert "2 kept, 0 doubled, 1 refused" in watch(path).stderr
    (inbox / "a.html").write_bytes(story(3))
    assert "3 kept" in watch(path).stderr


def test_a_folder_of_archives(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    posts = [{"id": n, "type": "message", "date": "2024-06-12T08:00:00", "text": told(n)} for n in range(3)]
    posts.append({**posts[0], "id": 9})
    (inbox / "result.json").write_text(json.dumps({"name": "Delta", "id": 7, "messages": posts}))
    (inbox / "photo.jpg").write_bytes(b"a picture")
    media = [{"filename": "m/photo.jpg", "properties": {"hash": f"SHA-256:{sha}"}} for sha in (SHA, "0" * 64)]
    said = [{"url": f"https://social.example/{n}", "content": told(n)} for n in (10, 11)]
    records = [{"status": "ok", "metadata": s, "media": [m]} for s, m in zip(said, media, strict=True)]
    (inbox / "archived.json").write_text(json.dumps(records))
    (inbox / "rows.csv").write_text(f"body\n{told(20)}\n")
    (inbox / "desk.mbox").write_text(f"From a@b.example\nFrom: Wire <a@b.example>\n\n{told(30)}\n")
    found = watch(watchlist(tmp_path, "[[folder]]\npath = 'in'\ncolumns = 'text=body'"))
    assert "4 kept, 0 doubled, 0 refused" in found.stderr.splitlines()[-1]
    assert f"{inbox}/result.json: 3 kept, 1 doubled, 0 refused" in found.stderr
    assert f"{inbox}/archived.json: 1 kept, 0 doubled, 1 refused" in found.stderr
    assert "m/photo.jpg isn't what was archived" in found.stderr
    assert sorted(texts(tmp_path)) == sorted(told(n) for n in (0, 1, 2, 10, 20, 30))
    digest = hashlib.sha256((inbox / "result.json").read_bytes()).hexdigest()
    assert (tmp_path / "snapshots" / digest[:2] / digest).read_bytes() == (inbox / "result.json").read_bytes()


def told(number: int) -> str:
    return f"Gunmen attacked a village near Niono on 11 June 2024. The mayor says {number + 2} people were killed."


def rows(folder: Path, count: int) -> Path:
    (folder / "in").mkdir()
    path = folder / "in" / "rows.jsonl"
    path.write_text("".join(json.dumps({"text": told(n)}) + "\n" for n in range(count)))
    return path


def test_feeds_are_followed_while_an_archive_is_read(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(tmp_path, 100)
    site.pages = {"/1": Answer(story(1)), "/feed": Answer(rss(["/1"]))}
    monkeypatch.setattr(desk, "_AT_ONCE_S", 0)
    path = watchlist(tmp_path, "[[folder]]\npath = 'in'", feed(f"{site.url}/feed"))
    assert "2 kept" in watch(path).stderr.splitlines()[-1]
    urls = [one.report.url for one in open_store(str(tmp_path / "kept.sqlite")).reports()]
    assert len(urls) == 101
    with sqlite3.connect(tmp_path / "kept.sqlite") as db:
        order = [key for (key,) in db.execute("SELECT subject FROM log ORDER BY seq")]
        (page,) = db.execute("SELECT id FROM report WHERE payload LIKE '%127.0.0.1%'").fetchone()
    db.close()
    assert order.index(page) < 100


def test_an_archive_that_changes_while_it_is_read_is_read_anew(tmp_path: Path) -> None:
    path = rows(tmp_path, 1)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    ((_, url),) = new_files(path.parent, lambda _: False)
    assert url is not None and file_at(url) == path
    path.write_text("more")
    assert file_at(url) is None


def test_a_killed_archive_is_gone_on_with(tmp_path: Path) -> None:
    rows(tmp_path, 60)
    path, pick = watchlist(tmp_path, "[[folder]]\npath = 'in'"), random.Random(5)
    for _ in range(4):
        with start(path, "--once") as watcher:
            time.sleep(pick.uniform(1, 3))
            watcher.kill()
    found = watch(path)
    assert found.exit_code == 0
    assert sorted(texts(tmp_path)) == sorted(told(n) for n in range(60))
    assert "whole: 60 rows" in invoke("log", "verify", "--database", str(tmp_path / "kept.sqlite")).stderr


def test_a_host_is_asked_no_faster_than_it_likes(site: Site, tmp_path: Path) -> None:
    site.pages = {f"/{n}": Answer(story(n)) for n in range(3)}
    site.pages["/feed"] = Answer(rss([f"/{n}" for n in range(3)]))
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.5")
    assert "3 kept" in watch(watchlist(tmp_path, feed(f"{site.url}/feed"))).stderr
    at = [when for when, (where, _) in zip(site.asked_at, site.asked, strict=True) if where[1:].isdecimal()]
    assert all(later - sooner >= 0.5 for sooner, later in pairwise(at))


def test_it_says_how_it_stands_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, said = [0.0], list[str]()
    monkeypatch.setattr("tocsin.watch.health.time.monotonic", lambda: clock[0])
    health = Health(3, said.append, CollectorRegistry())
    for second in range(0, 200, 2):
        clock[0] = second
        health.tell({"kept": second, "failing": 1})
    assert [line.split(" ", 1)[1].split(";")[0] for line in said] == ["3 feeds, 1 failing"] * 3
    assert ["60 kept" in said[0], "120 kept" in said[1], "180 kept" in said[2]] == [True] * 3


def test_waits_double_and_heed_the_server() -> None:
    failed = FetchError("answers 503", "u", again=True)
    assert [_back_off(60, failures, failed) for failures in (0, 1, 2, 30)] == [60, 120, 240, 86_400]
    assert _back_off(60, 0, FetchError("answers 429", "u", again=True, after_s=600)) == 600


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    assert "pip install 'tocsin[watch]'" in watch(watchlist(tmp_path, "[[folder]]\npath = 'in'")).stderr


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(path: Path, *words: str) -> subprocess.Popen[str]:
    args = [sys.executable, "-m", "tocsin.cli", "watch", str(path), "--database", str(path.parent / "kept.sqlite")]
    return subprocess.Popen([*args, *words], stderr=subprocess.PIPE, text=True)


def test_metrics_are_served_and_a_term_signal_ends_it_well(site: Site, tmp_path: Path) -> None:
    site.pages = {"/1": Answer(story(1)), "/feed": Answer(rss(["/1"]))}
    port = free_port()
    with start(watchlist(tmp_path, feed(f"{site.url}/feed")), "--metrics", str(port)) as watcher:
        assert watcher.stderr is not None
        for _ in range(100):
            time.sleep(0.2)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as got:
                    metrics = got.read().decode()
            except OSError:
                continue
            if 'tocsin_watch_pages{state="kept"} 1.0' in metrics:
                break
        else:
            pytest.fail("never kept a page")
        assert "tocsin_watch_feeds_failing 0.0" in metrics and "process_resident_memory_bytes" in metrics
        watcher.send_signal(signal.SIGTERM)
        said = watcher.stderr.read()
    assert watcher.returncode == 0
    assert "1 kept" in said.splitlines()[-1]


def kill_and_finish(site: Site, folder: Path, pages: int, kills: int, seed: int) -> None:
    """Kill a watch at random moments, let it finish, and find every page kept once in a whole store."""
    site.pages = {f"/{n}": Answer(story(n)) for n in range(pages)}
    site.pages["/feed"] = Answer(rss([f"/{n}" for n in range(pages)]))
    path, pick = watchlist(folder, feed(f"{site.url}/feed")), random.Random(seed)
    for _ in range(kills):
        acknowledged = {url for url, (state, _) in states(folder).items() if state == "kept"}
        with start(path, "--once") as watcher:
            time.sleep(pick.uniform(0.3, 3))
            watcher.kill()
        kept = {one.report.url for one in open_store(str(folder / "kept.sqlite"), new=True).reports()}
        assert acknowledged <= kept
    assert watch(path).exit_code == 0
    reports = list(open_store(str(folder / "kept.sqlite")).reports())
    assert sorted(str(one.report.url) for one in reports) == sorted(f"{site.url}/{n}" for n in range(pages))
    assert f"whole: {pages} rows" in invoke("log", "verify", "--database", str(folder / "kept.sqlite")).stderr


def test_kills_lose_and_double_nothing(site: Site, tmp_path: Path) -> None:
    kill_and_finish(site, tmp_path, pages=60, kills=4, seed=3)
