"""Download of country files: whole ones are added, whatever else comes is one line and changes nothing."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tocsin.cli.places import add_places
from tocsin.errors import InputError
from tocsin.knowledge.gazetteer.download import is_country
from tocsin.knowledge.gazetteer.index import Gazetteer, user_index

ROW = "1\tTin Hama\tTin Hama\t\t15.5\t0.5\tP\tPPL\tML\t\t00\t\t\t\t900\t\t0\tAfrica/Bamako\t2014-01-01\n"


def _zip(name: str, content: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, content)
    return held.getvalue()


@contextmanager
def _server(body: bytes, status: int = 200, announced: int | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(announced or len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_a_country_is_fetched_and_added():
    with _server(_zip("ML.txt", ROW)) as mirror:
        assert add_places(["ml"], mirror) == 1
    assert Gazetteer((user_index(),)).exact("Tin Hama")[0].entry.country == "ML"


@pytest.mark.parametrize(
    ("body", "status", "announced", "reason"),
    [
        (b"", 404, None, "404"),
        (_zip("ML.txt", ROW)[:-30], 200, None, "zip"),
        (_zip("ML.txt", ROW).replace(b"Tin Hama", b"Tin Hawa", 1), 200, None, "damaged"),
        (_zip("ML.txt", ROW), 200, 9999, "of 9999"),
        (_zip("NE.txt", ROW), 200, None, "no ML.txt"),
    ],
)
def test_what_is_not_whole_is_one_line_and_changes_nothing(
    body: bytes, status: int, announced: int | None, reason: str
):
    with _server(body, status, announced) as mirror, pytest.raises(InputError, match=reason) as error:
        add_places(["ML"], mirror)
    assert "\n" not in str(error.value)
    assert not user_index().exists()


def test_without_a_network_the_error_says_what_to_do():
    with pytest.raises(InputError, match="fetch it elsewhere and add the file"):
        add_places(["ML"], "http://127.0.0.1:9")
    with pytest.raises(InputError, match="https"):
        add_places(["ML"], "file:///etc")


def test_a_file_of_the_name_of_a_country_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ML").write_text(ROW)
    assert is_country("ML")
    assert not is_country("ML.txt")
    assert add_places(["ML"], None) == 1
