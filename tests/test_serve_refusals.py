"""Refusals in the reader's language: every error that a page can meet has its French and Spanish."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tocsin
from tocsin.serve.guard import LIMITS
from tocsin.serve.views.refusals import refusal
from workbench import PASSWORD, Visitor, site_with

SOURCE = Path(tocsin.__file__).parent
ROOMS = [*SOURCE.glob("serve/**/*.py"), *SOURCE.glob("review/*.py"), *SOURCE.glob("ingest/*.py")]
OF_COMMANDS = {"client.py", "exports.py", "mailbox.py", "files.py", "archive.py", "warc.py"}
"""Modules that no page calls: they read folders, archives and feeds."""


RAISED = ("InputError", "Forbidden", "NeedsLogin")


def messages() -> Iterator[tuple[str, str]]:
    """Module and words of every error that is raised there with words of its own; each value is an x."""
    for path in (path for path in ROOMS if path.name not in OF_COMMANDS):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in RAISED and (what := _words(call.args[0])):
                yield path.name, what


def _words(what: ast.expr) -> str:
    """The words of a string; empty for what is put together elsewhere."""
    if isinstance(what, ast.JoinedStr):
        return "".join(_words(part) or "x" for part in what.values)
    return str(what.value) if isinstance(what, ast.Constant) else ""


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_refusal_that_a_page_can_meet_is_known_in_every_language(language: str) -> None:
    found = list(messages())
    assert len(found) > 50
    left = {(name, what) for name, what in found if refusal(re.sub(r"\\?{.*?}", "x", what), language) in (None, what)}
    assert left == set()


@pytest.mark.parametrize(
    ("language", "path", "said"),
    [
        ("fr", "/?first=hier", "first: 'hier' n'est pas un jour ; écrivez AAAA-MM-JJ"),
        ("es", "/incidents/x", "x: ningún incidente tiene ahora esa clave; quizá se unió a otro"),
        ("fr", "/forecasts?unit=x", "unit: valeurs possibles : 'country' or 'admin1'"),
        ("fr", "/api/v1/incidents?event_date=hier", "n'est pas un jour"),
    ],
)
def test_a_refusal_speaks_the_readers_language(tmp_path: Path, language: str, path: str, said: str) -> None:
    page = Visitor(site_with(tmp_path)).get(path, headers={"accept-language": language})
    assert page.status_code == 422
    assert said in page.text.replace("&#39;", "'")
    assert 'role="alert" lang="en"' not in page.text


def test_what_has_no_translation_is_marked_as_english(tmp_path: Path) -> None:
    page = Visitor(site_with(tmp_path)).get("/nowhere", headers={"accept-language": "fr"})
    assert "Cette page n" in page.text
    page = Visitor(site_with(tmp_path)).client.put("/", headers={"accept-language": "fr"})
    assert '<p role="alert" lang="en">Method Not Allowed</p>' in page.text


def test_a_role_is_named_in_the_readers_language(tmp_path: Path) -> None:
    guarded = Visitor(site_with(tmp_path, accounts=True)).log_in("viewer")
    page = guarded.get("/inbox?lang=fr")
    assert "viewer: il faut le rôle analyste ; le vôtre est lecteur" in page.text


def test_whoever_asks_too_much_gets_a_page_and_a_program_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(site_with(tmp_path, accounts=True))
    monkeypatch.setitem(LIMITS, "login", (0, 60.0))
    page = visitor.client.post("/login?lang=fr", data={"name": "viewer", "password": PASSWORD})
    assert page.status_code == 429
    assert "trop de demandes" in page.text
    assert 0 < int(page.headers["retry-after"]) <= 61
    assert "default-src 'none'" in page.headers["content-security-policy"]
    monkeypatch.setitem(LIMITS, "read", (0, 60.0))
    stranger = Visitor(visitor.site)
    assert stranger.get("/api/v1/incidents").json() == {"error": "too many requests; try again in a minute"}
    assert visitor.client.post("/code?lang=es", content=b"a" * (7 * 2**20)).text.count("como máximo 6 MB a la vez") == 1
