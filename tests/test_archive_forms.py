"""Web archives, mailboxes, chat exports and auto-archiver's records: a report a row, whatever is damaged among them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import mailbox
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cli_runner import Result, invoke
from tocsin.cli.streams import watched
from web_server import story

WORDS = "Gunmen attacked a village near Niono on 11 June 2024. The mayor says {} people were killed in the attack."


def code(*words: str | Path) -> Result:
    return invoke("code", *map(str, words), "--format", "json", "--no-store")


def reports(found: Result) -> list[dict[str, Any]]:
    return [json.loads(line)["document"] for line in found.stdout.splitlines()]


def record(kind: str, body: bytes, url: str = "https://news.example.org/a") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-12T00:00:00Z\r\n"
    form = "application/http; msgtype=response" if kind == "response" else "text/plain"
    rest = f"WARC-Record-ID: <urn:uuid:{hashlib.md5(body).hexdigest()}>\r\nContent-Type: {form}\r\n"
    return f"{head}{rest}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes, kind: str = "text/html", status: str = "200 OK", also: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{also}Content-Length: {len(body)}\r\n\r\n".encode() + body


WARC = [
    record("warcinfo", b"software: ours"),
    record("response", answer(story(1)), "https://news.example.org/1"),
    record("response", answer(b"gone", status="404 Not Found")),
    record("response", answer(b"\x89PNG", kind="image/png")),
    record(
        "response", answer(gzip.compress(story(2)), also="Content-Encoding: gzip\r\n"), "https://news.example.org/2"
    ),
    record("response", answer(b"")),
]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(map(gzip.compress, WARC)) if packed else b"".join(WARC))
    found = code(path)
    assert [one["url"] for one in reports(found)] == ["https://news.example.org/1", "https://news.example.org/2"]
    assert [line.split(": ")[1:] for line in found.stderr.splitlines()] == [[f"{path}#3", "the file is empty"]]


def test_a_bomb_in_a_web_archive_costs_one_line(tmp_path: Path) -> None:
    bomb = record("response", answer(gzip.compress(b" " * 60_000_000), also="Content-Encoding: gzip\r\n"))
    (tmp_path / "a.warc").write_bytes(bomb + WARC[1])
    found = code(tmp_path / "a.warc")
    assert len(reports(found)) == 1
    assert "a.warc#1: larger than 20 MB" in found.stderr


def test_a_web_archive_that_is_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    whole = b"".join(map(gzip.compress, WARC))
    (tmp_path / "a.warc.gz").write_bytes(whole[: whole.index(gzip.compress(WARC[4])) + 60])
    found = code(tmp_path / "a.warc.gz")
    assert len(reports(found)) == 1 and found.exit_code == 1 and found.stderr.count("\n") == 1
    (tmp_path / "b.warc.gz").write_bytes(b"no archive")
    assert code(tmp_path / "b.warc.gz").stderr.count("\n") == 1


def test_wet(tmp_path: Path) -> None:
    (tmp_path / "a.wet").write_bytes(record("conversion", WORDS.format(3).encode(), "https://news.example.org/3"))
    assert [one["url"] for one in reports(code(tmp_path / "a.wet"))] == ["https://news.example.org/3"]


def test_without_the_reader_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(WARC[1])
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    assert "pip install 'tocsin[archives]'" in code(tmp_path / "a.warc").stderr


def test_a_mailbox(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "desk.mbox")
    for number, body in enumerate([WORDS.format(3), "", WORDS.format(4) + "\nFrom here on it is quiet."]):
        head = (
            f"Subject: Attack {number}\nFrom: Sahel Wire <desk@wire.example>\nDate: Wed, 12 Jun 2024 08:00:00 +0000\n\n"
        )
        box.add(head + body)
    box.close()
    found = code(tmp_path / "desk.mbox")
    assert [(one["published"], one["source"]) for one in reports(found)] == [("2024-06-12", "Sahel Wire")] * 2
    assert "desk.mbox#2" in found.stderr and found.stderr.count("\n") == 1
    (tmp_path / "no.mbox").write_text("words")
    assert "no mailbox" in code(tmp_path / "no.mbox").stderr


POSTS = [
    {"id": 1, "type": "service", "date": "2024-06-12T07:00:00", "action": "create_channel"},
    {"id": 2, "type": "message", "date": "2024-06-12T08:00:00", "text": WORDS.format(3)},
    {"id": 3, "type": "message", "date": "2024-06-13T08:00:00", "text": "", "photo": "photos/1.jpg"},
    {"id": 4, "type": "message", "date": "2024-06-14T08:00:00", "text": [{"text": "Niono: "}, WORDS.format(4)]},
    {"id": 5, "type": "message", "date": "soon", "text": WORDS.format(5)},
]  # fmt: skip
CHAT = {"name": "Channel of the Delta", "type": "public_channel", "id": 7, "messages": POSTS}


@pytest.mark.parametrize("export", [CHAT, {"about": "…", "chats": {"list": [CHAT]}}])
def test_a_chat_export(tmp_path: Path, export: dict[str, Any]) -> None:
    (tmp_path / "result.json").write_text(json.dumps(export))
    found = code(tmp_path / "result.json")
    assert [(one["published"], one["source"]) for one in reports(found)] == [
        ("2024-06-12", "Channel of the Delta"),
        ("2024-06-14", "Channel of the Delta"),
    ]
    assert "result.json#5: 'soon' is no day" in found.stderr


def archived(number: int, digest: str, filename: str = "media/shot.png") -> dict[str, Any]:
    said = {"url": f"https://social.example/{number}", "content": WORDS.format(number)}
    said["timestamp"] = "2024-06-12T08:00:00+00:00"
    media = [{"filename": filename, "key": "k", "urls": [], "properties": {"hash": f"SHA-256:{digest}"}}]
    return {"status": "telegram: success", "metadata": said, "media": media}


def as_row(one: dict[str, Any]) -> dict[str, str]:
    """How its CSV writes a record: cells in Python's own words, instants among them."""
    said = {
        **one["metadata"],
        "timestamp": datetime(2024, 6, 12, 8, tzinfo=UTC),
        "_processed_at": datetime(2024, 6, 13),
    }
    return {"status": one["status"], "metadata": str(said), "media": str(one["media"])}


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_what_auto_archiver_kept_is_held_against_its_hashes(tmp_path: Path, form: str) -> None:
    (tmp_path / "shot.png").write_bytes(b"a picture")
    good = hashlib.sha256(b"a picture").hexdigest()
    records = [archived(3, good), archived(4, "0" * 64), archived(5, "0" * 64, "elsewhere.png"), archived(6, good)]
    records[3]["metadata"]["content"] = ""
    path = tmp_path / f"archive.{form}"
    if form == "csv":
        with path.open("w", newline="") as out:
            table = csv.DictWriter(out, ["status", "metadata", "media"])
            table.writeheader()
            table.writerows(map(as_row, records))
    else:
        lines = [json.dumps(one) for one in records]
        path.write_text("\n".join(lines) if form == "jsonl" else f"[{','.join(lines)}]")
    found = code(path)
    assert [(one["url"], one["published"]) for one in reports(found)] == [
        ("https://social.example/3", "2024-06-12"),
        ("https://social.example/5", "2024-06-12"),
    ]
    assert f"archive.{form}#2: media/shot.png isn't what was archived" in found.stderr
    assert f"archive.{form}#4: archived without words" in found.stderr


@pytest.mark.parametrize(
    "text", ["[", '{"a": 1}', "[]", "3", '{"messages": 3}', "[" * 99_999, '{"chats": {"list": [3]}}']
)
def test_other_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    found = code(tmp_path / "x.json")
    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (1, "", 1)


def test_failures_are_kept_in_a_table_and_tried_again(tmp_path: Path) -> None:
    path, table = tmp_path / "r.jsonl", tmp_path / "failed.csv"
    rows = [{"text": WORDS.format(n + 2), "published": "2024-06-12"} for n in range(3)]
    path.write_text("\n".join(["broken", *map(json.dumps, rows), "broken"]))
    missing = tmp_path / "later.txt"
    first = code(path, missing, "--failures", table)
    assert len(reports(first)) == 3
    assert [row["input"] for row in csv.DictReader(io.StringIO(table.read_text()))] == [
        str(missing),
        f"{path}#1",
        f"{path}#5",
    ]
    path.write_text("\n".join(json.dumps({**rows[0], "text": WORDS.format(n + 20)}) for n in range(5)))
    missing.write_text(WORDS.format(9))
    again = code("--retry-failed", table, "--failures", table)
    assert (again.exit_code, len(reports(again)), table.read_text()) == (0, 3, "input,reason\n")
    assert "no table of failures" in code("--retry-failed", path).stderr
    assert "name files" in code().stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_someone_who_watches_sees_how_fast_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert list(watched(range(300), "coding", 300)) == list(range(300))
    assert list(watched(range(3), "coding", None)) == [0, 1, 2]
    assert "/s" in sys.stderr.getvalue() and "left" in sys.stderr.getvalue()  # type: ignore[attr-defined]
