"""Fetching: servers that misbehave cost one line, and nothing that isn't public is reached, by whatever detour."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import date
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

import web_server
from tocsin.errors import FetchError, InputError, SettingsError
from tocsin.watch import Fetcher, Limits, Snapshots, load_watchlist
from tocsin.watch.feeds import MOST, Entry, plain, read_feed
from tocsin.watch.guard import is_public
from tocsin.watch.robots import Robots
from web_server import Answer, Site

HERE = (ip_network("127.0.0.1/32"),)
SHORT = Limits(max_bytes=1_000_000, total_s=1, step_s=0.5)


@pytest.fixture
def site() -> Iterator[Site]:
    with web_server.running() as own:
        yield own


def refused(url: str, limits: Limits = SHORT, fetcher: Fetcher | None = None) -> FetchError:
    began = time.monotonic()
    with pytest.raises(FetchError) as caught:
        (fetcher or Fetcher(HERE, limits)).get(url)
    assert time.monotonic() - began < limits.total_s + 2
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_whole_packed_or_not_and_through_a_redirect(site: Site) -> None:
    site.pages = {
        "/a": Answer(status=301, headers={"Location": "b?q=é x"}),
        "/b?q=%C3%A9%20x": web_server.packed(b"words" * 1000),
        "/c": Answer(b"plain", headers={"ETag": '"1"'}),
    }
    got = Fetcher(HERE).get(f"{site.url}/a")
    assert (got.body, got.status) == (b"words" * 1000, 200)
    assert Fetcher(HERE).get(f"{site.url}/c", {"If-None-Match": '"1"'}).status == 304
    assert "Cookie" not in site.asked[0][1]


@pytest.mark.parametrize(
    ("answer", "words", "again"),
    [
        (Answer(b"x", drip_s=0.1), "time", True),
        (Answer(b"x", drip_s=5), "Timeout", True),
        (Answer(b"x" * 65536, endless=True), "larger than 1 MB", False),
        (Answer(status=302, headers={"Location": "/x"}), "redirects more than 5", False),
        (Answer(b"short", cut=True), "ProtocolError", True),
        (web_server.packed(b"\0" * 50_000_000), "larger than 1 MB", False),
        (Answer(web_server.packed(b"words" * 99).body[:-9], headers={"Content-Encoding": "gzip"}), "cut short", True),
        (Answer(b"not packed", headers={"Content-Encoding": "gzip"}), "broken", True),
        (Answer(b"x", headers={"Content-Encoding": "br"}), "wasn't asked for", False),
        (Answer(status=404), "answers 404", False),
        (Answer(status=503), "answers 503", True),
        (Answer(status=302, headers={"Location": "http://["}), "redirects to what is no address", False),
        (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "only http and https", False),
        (Answer(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "only http and https", False),
        (Answer(status=302, headers={"Location": "http://127.0.0.2/"}), "isn't public", False),
        (Answer(status=302, headers={"Location": "http://169.254.169.254/latest"}), "isn't public", False),
        (Answer(status=302, headers={"Location": "http://[::1]/"}), "isn't public", False),
        (Answer(status=302, headers={"Location": "http://a:b@127.0.0.1/"}), "name or password", False),
    ],
)
def test_what_misbehaves_costs_one_line(site: Site, answer: Answer, words: str, again: bool) -> None:
    site.pages["/x"] = answer
    error = refused(f"{site.url}/x")
    assert words in str(error)
    assert error.again is again


def test_a_server_that_asks_to_wait_is_heard(site: Site) -> None:
    site.pages["/x"] = Answer(status=429, headers={"Retry-After": "120"})
    site.pages["/y"] = Answer(status=503, headers={"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"})
    assert (refused(f"{site.url}/x").after_s, refused(f"{site.url}/x").again) == (120, True)
    assert refused(f"{site.url}/y").after_s == 86_400


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::]"],
)  # fmt: skip
def test_no_name_of_this_machine_is_reached(site: Site, host: str) -> None:
    port = site.url.rpartition(":")[2]
    assert "isn't public" in str(refused(f"http://{host}:{port}/", fetcher=Fetcher((), SHORT)))
    assert not site.asked


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.url.rpartition(":")[2])
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    def resolves(_host: str, _port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answers.pop(0)]

    monkeypatch.setattr("tocsin.watch.guard.getaddrinfo", resolves)
    site.pages["/"] = Answer(b"words")
    assert Fetcher(HERE, SHORT).get(f"http://rebinds.example:{port}/").body == b"words"
    assert len(answers) == 1  # resolved once: what was checked is what was connected to
    assert "10.0.0.1, which isn't public" in str(refused(f"http://rebinds.example:{port}/"))


def test_one_private_address_among_public_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.216.34", "192.168.0.1")]
    monkeypatch.setattr("tocsin.watch.guard.getaddrinfo", lambda *_, **__: found)
    assert "192.168.0.1" in str(refused("http://both.example/"))


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x/", "http://", "http:///x", "javascript:alert(1)", "http://[x", "", "http://a:99999/"]
)  # fmt: skip
def test_no_other_scheme(url: str) -> None:
    refused(url)


def test_robots(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n")
    robots = Robots(Fetcher(HERE, SHORT))
    robots.check(f"{site.url}/a")
    assert robots.delay_s(f"{site.url}/a") == 3
    with pytest.raises(FetchError, match=r"robots\.txt forbids"):
        robots.check(f"{site.url}/private/b")
    assert site.count("/robots.txt") == 1


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_fail(site: Site, status: int, open_: bool) -> None:
    site.pages["/robots.txt"] = Answer(status=status)
    robots = Robots(Fetcher(HERE, SHORT))
    if open_:
        robots.check(f"{site.url}/a")
    else:
        with pytest.raises(FetchError):
            robots.check(f"{site.url}/a")


RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><link>/a?utm_source=x&amp;id=1#top</link><pubDate>Wed, 12 Jun 2024 08:00:00 GMT</pubDate></item>
<item><link>https://example.org/b</link></item><item><link>javascript:x</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><link href="/c"/>
<published>2024-06-12T23:30:00-02:00</published></entry></feed>"""
TORN = ATOM.replace(b"<entry>", b"<entry><link href='http://['/></entry><entry>")
JSON_FEED = b'{"version": "1.1", "items": [{"url": "/d", "date_published": "2024-06-12T01:00:00Z"}]}'
MAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/old</loc>
<lastmod>2020-01-01</lastmod></url><url><loc>https://example.org/new</loc><lastmod>2024-01-01</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/1.xml.gz</loc></sitemap>
</sitemapindex>"""
BASE = "https://example.org/feed"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS, [Entry("https://example.org/a?id=1", date(2024, 6, 12)), Entry("https://example.org/b")]),
        (ATOM, [Entry("https://example.org/c", date(2024, 6, 13))]),
        (JSON_FEED, [Entry("https://example.org/d", date(2024, 6, 12))]),
        (MAP, [Entry("https://example.org/new"), Entry("https://example.org/old")]),
        (web_server.packed(MAP).body, [Entry("https://example.org/new"), Entry("https://example.org/old")]),
        (INDEX, [Entry("https://example.org/1.xml.gz", is_map=True)]),
        (TORN, [Entry("https://example.org/c", date(2024, 6, 13))]),
    ],
)  # fmt: skip
def test_feeds_and_sitemaps(data: bytes, expected: list[Entry]) -> None:
    assert read_feed(data, BASE) == expected


LAUGHS = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12)
)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html><body>a page</body></html>", b"{}", b'{"items": 3}', b"[" * 100_000, b"{" * 100_000, b"\0\xff" * 9,
        b"<urlset><url>", LAUGHS + b"]><urlset><url><loc>&l9;</loc></url></urlset>", web_server.packed(MAP).body[:-9],
        web_server.packed(b"\0" * 60_000_000).body,
        b"<rss version='2.0'><channel><item><link>https://a.example\xf9\x8dxrlink></item></chan\0</rss>/1</link></rss>",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(FetchError):
        read_feed(data, BASE)


def test_entities_of_a_feed_stay_unexpanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("/secret-words")
    head = LAUGHS + f'<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    began = time.process_time()
    try:
        found = read_feed(head + RSS.partition(b"?>")[2].replace(b"/a?", b"/&x;&l9;?"), BASE)
    except FetchError:
        found = []
    assert time.process_time() - began < 2
    assert "secret-words" not in str(found) and len(str(found)) < 10_000


def test_a_long_feed_is_cut() -> None:
    items = b"".join(b"<url><loc>https://example.org/%d</loc></url>" % n for n in range(MOST + 5))
    assert len(read_feed(b"<urlset>" + items + b"</urlset>", BASE)) == MOST


def test_an_address_is_plain() -> None:
    assert plain("HTTP://Example.org/A?b=1&utm_medium=x&fbclid=y#z") == "http://example.org/A?b=1"


def test_snapshots_are_checked(tmp_path: Path) -> None:
    kept = Snapshots(tmp_path)
    digest = kept.keep(b"words", {"url": BASE})
    assert kept.keep(b"words", {}) == digest
    assert kept.read(digest) == b"words"
    assert BASE in (tmp_path / digest[:2] / f"{digest}.json").read_text()
    (tmp_path / digest[:2] / digest).write_bytes(b"other words")
    with pytest.raises(InputError, match="changed since"):
        kept.read(digest)
    with pytest.raises(InputError, match="can't be read"):
        kept.read("0" * 64)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names nothing to follow"),
        ("[[feed]]\nname = 'x'", "lacks its url"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "no address of http or https"),
        ("[[feed]]\nurl = 'http://['", "no address of http or https"),
        ("[[feed]]\nurl = 3", "url can't be 3"),
        ("[[feed]]\nurl = 'http://a/'\ncolour = 'red'", "unknown setting colour"),
        ("evry_minutes = 3\n[[folder]]\npath = 'in'", "unknown setting evry_minutes"),
        ("every_minutes = 0\n[[folder]]\npath = 'in'", "above nought"),
        ("allow_networks = ['all']\n[[folder]]\npath = 'in'", "allow_networks"),
        ("feed = 3", "double brackets"),
        ("[[feed", "not valid TOML"),
    ],
)
def test_a_watchlist_with_a_slip_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=words):
        load_watchlist(path)
