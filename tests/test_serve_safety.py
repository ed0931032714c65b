"""Hostile reports and hostile visitors: what they try is shown harmless, or refused."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from builders import event, report
from tocsin.attempt import Outcome
from tocsin.errors import InputError
from tocsin.ingest import Options, Row
from tocsin.limits import within_seconds
from tocsin.model import CodedReport
from tocsin.serve import coder
from tocsin.serve.guard import LIMITS
from tocsin.serve.people import COOKIE
from workbench import PASSWORD, TEXT, Visitor, site_with

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>{{7*7}}"


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(site_with(tmp_path))


@pytest.fixture
def guarded(tmp_path: Path) -> Visitor:
    return Visitor(site_with(tmp_path, accounts=True))


def keep(visitor: Visitor, **changes: object) -> None:
    visitor.site.store.save(CodedReport(report("evil", **changes), (event("evil"),)))
    visitor.site.refresh(60)


def pages_of(visitor: Visitor) -> list[str]:
    key = visitor.site.catalogue.homes(["evil-1"])["evil-1"]
    return [
        "/",
        "/reports/sha256:evil",
        f"/incidents/{key}",
        "/inbox",
        "/briefs",
        "/data",
        "/forecasts",
        "/actors/jnim",
    ]


@pytest.mark.parametrize("field", ["title", "source", "url"])
def test_markup_in_a_report_stays_text(visitor: Visitor, field: str) -> None:
    keep(visitor, **{field: EVIL})
    for path in pages_of(visitor):
        text = visitor.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert "<svg onload" not in text, path
        assert "49" not in re.findall(r"onload=alert\(1\)&gt;(\S*)", text), path


def test_a_link_of_a_report_can_not_be_clicked(visitor: Visitor) -> None:
    keep(visitor, url="javascript:alert(1)", title="see https://party.example/video now")
    for path in pages_of(visitor):
        text = visitor.get(path).text
        assert not re.search(r'href="(javascript|https?):', text), path
        assert "https://party.example" not in text, path


def test_letters_that_turn_the_line_are_written_out(visitor: Visitor) -> None:
    keep(visitor, title="photo\u202egpj.exe", text=TEXT + " \u2066hidden\u2069")
    for path in pages_of(visitor):
        assert not set(visitor.get(path).text) & set("\u202e\u2066\u2069"), path
    assert "U+2066" in visitor.get("/reports/sha256:evil").text


def test_a_word_of_a_megabyte_is_shown(visitor: Visitor) -> None:
    answer = visitor.post("/code", {"text": TEXT + " " + "a" * 1_000_000, "published": "2024-06-12"})
    assert answer.status_code == 200
    assert "a" * 1000 in answer.text


def test_a_body_beyond_the_bound_is_refused_unread(visitor: Visitor) -> None:
    answer = visitor.client.post("/code", content=b"a" * (7 * 2**20))
    assert answer.status_code == 413


def test_a_body_that_hides_its_length_is_cut_off(visitor: Visitor) -> None:
    pieces = (b"text=" + b"a" * 2**20 for _ in range(8))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert visitor.client.post("/code", content=pieces, headers=form).status_code == 413


def test_a_zip_bomb_in_a_docx_is_refused(visitor: Visitor) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w>" + b"0" * 70_000_000)
    answer = visitor.post("/code", {}, files={"file": ("report.docx", bomb.getvalue())})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_picture_with_a_script_is_shown_as_text_or_refused(visitor: Visitor) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><text>' + TEXT.encode()
    answer = visitor.post("/code", {"published": "2024-06-12"}, files={"file": ("picture.svg", svg + b"</text></svg>")})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.text
    assert "<svg xmlns" not in answer.text


def test_a_file_that_lies_about_its_name_stays_here(visitor: Visitor) -> None:
    answer = visitor.post("/code", {}, files={"file": ("../../etc/passwd.txt", TEXT.encode())})
    assert answer.status_code == 200
    assert "etc" not in answer.url.path


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/lib/../../settings.py", "/lib/x.js",
             "/static//etc/passwd", "/briefs.../etc/passwd", "/reports/..%2f..%2fetc%2fpasswd"]
)  # fmt: skip
def test_no_path_leads_out(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.text
    assert "def make_app" not in answer.text


@pytest.mark.parametrize(
    "value", ["' OR '1'='1", "x'; DROP TABLE report; --", '" OR 1=1', "%' UNION SELECT password--", "\\", "|"]
)
def test_sql_in_a_value_is_a_value(visitor: Visitor, value: str) -> None:
    for name in ("country", "actor", "source", "words", "status", "admin1", "event_type", "language"):
        answer = visitor.get("/", params={name: value})
        assert answer.status_code == 200, name
        assert '<strong id="count">3</strong>' not in answer.text or name in ("country",), name
    assert visitor.get("/api/v1/changes", params={"since": value}).status_code == 200
    assert visitor.get("/api/v1/incidents", params={"cursor": value}).status_code == 200
    assert visitor.get(f"/incidents/{value}").status_code in (404, 422)
    assert visitor.site.store.report("sha256:a")


@pytest.mark.parametrize(
    "value", ["' OR '1'='1", "x'; DROP TABLE report; --", "%' UNION SELECT password FROM account--"]
)
def test_sql_in_the_api_and_in_forms_is_a_value(guarded: Visitor, value: str) -> None:
    guarded.log_in("analyst")
    for name in (
        "admin1",
        "location",
        "event_type",
        "sub_event_type",
        "source",
        "actor",
        "status",
        "language",
        "country",
    ):
        answer = guarded.get("/api/v1/incidents", params={name: value})
        assert answer.status_code == 422 or answer.json()["count"] == 0, name
    for form, path in ((FORMS["/judge"], "/judge"), (FORMS["/reviews"], "/reviews")):
        assert guarded.post(path, dict.fromkeys(form, value)).status_code == 422
    before = guarded.site.people.all()
    answer = guarded.post("/login", {"name": value, "password": value}, follow_redirects=False)
    assert answer.status_code == 401
    assert guarded.site.people.all() == before
    assert guarded.site.store.report("sha256:a")


def test_every_answer_bears_the_policy(visitor: Visitor) -> None:
    for path in ("/", "/static/base.css", "/nowhere", "/api/v1/incidents"):
        policy = visitor.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_no_page_holds_a_script_or_style_of_its_own(visitor: Visitor) -> None:
    keep(visitor)
    for path in [*pages_of(visitor), "/code", "/login"]:
        text = visitor.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), path


def test_nothing_is_loaded_from_elsewhere(visitor: Visitor) -> None:
    keep(visitor)
    for path in [*pages_of(visitor), "/code"]:
        for address in re.findall(r'(?:src|href|action)="([^"]*)"', visitor.get(path).text):
            assert address.startswith(("/", "#", "?")), (path, address)
            assert not address.startswith("//"), (path, address)


FORMS = {
    "/judge": {"left": "a-1", "right": "c-1", "why": "x", "verdict": "same"},
    "/code": {"text": TEXT},
    "/reviews": {"report": "sha256:a", "record": "a-1", "verdict": "accept"},
    "/data/verify": {},
    "/account/tokens": {"label": "x"},
    "/account/people": {"name": "eve", "role": "admin", "password": PASSWORD},
    "/account/people/close": {"name": "viewer"},
    "/logout": {},
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_our_mark_changes_nothing(guarded: Visitor, path: str) -> None:
    guarded.log_in("admin")
    before = guarded.site.store.log_head(), guarded.site.people.changes(99)
    for csrf in (None, "", "0" * 64):
        data = {**FORMS[path], **({"csrf": csrf} if csrf is not None else {})}
        assert guarded.client.post(path, data=data).status_code == 403
    assert (guarded.site.store.log_head(), guarded.site.people.changes(99)) == before


def test_a_mark_of_another_browser_is_worth_nothing(guarded: Visitor) -> None:
    theirs = Visitor(guarded.site).csrf()
    guarded.log_in("admin")
    answer = guarded.client.post("/judge", data={**FORMS["/judge"], "csrf": theirs})
    assert answer.status_code == 403


GUARDED = (
    "/",
    "/code",
    "/inbox",
    "/actors",
    "/briefs",
    "/forecasts",
    "/data",
    "/account",
    "/reports/sha256:a",
    "/map.json",
)


@pytest.mark.parametrize("path", GUARDED)
def test_a_stranger_sees_the_login_page_alone(guarded: Visitor, path: str) -> None:
    answer = guarded.get(path, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=/")
    assert "Niono" not in guarded.get(path).text


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("viewer", "/code", 403), ("viewer", "/inbox", 403), ("viewer", "/", 200), ("viewer", "/data", 200),
        ("analyst", "/code", 200), ("analyst", "/inbox", 200), ("editor", "/inbox", 200), ("admin", "/account", 200),
    ],
)  # fmt: skip
def test_a_role_opens_its_own_pages(guarded: Visitor, role: str, path: str, status: int) -> None:
    assert guarded.log_in(role).get(path).status_code == status


@pytest.mark.parametrize(
    "path", ["/judge", "/code", "/reviews", "/data/verify", "/account/people", "/account/people/close"]
)
def test_a_viewer_changes_nothing(guarded: Visitor, path: str) -> None:
    assert guarded.log_in("viewer").post(path, FORMS[path]).status_code == 403
    assert guarded.site.people.get("eve") is None
    assert guarded.site.people.get("viewer")


@pytest.mark.parametrize("role", ["analyst", "editor"])
def test_only_an_admin_makes_accounts_and_reads_the_audit(guarded: Visitor, role: str) -> None:
    guarded.log_in(role)
    assert guarded.post("/account/people", FORMS["/account/people"]).status_code == 403
    assert "Who changed what" not in guarded.get("/data").text
    guarded.site.people.note("x", "y", "z")
    assert "Who changed what" in guarded.log_in("admin").get("/data").text


def test_nobody_stops_anothers_token(guarded: Visitor) -> None:
    header = guarded.token("analyst")
    key = guarded.site.people.tokens("analyst")[0].id
    guarded.log_in("viewer")
    assert guarded.post("/account/tokens/revoke", {"id": key}).status_code == 422
    assert guarded.client.get("/api/v1/incidents", headers=header).status_code == 200


def test_a_token_is_shown_once_and_works(guarded: Visitor) -> None:
    guarded.log_in("viewer")
    found = re.search(r"<code>([\w-]{40,})</code>", guarded.post("/account/tokens", {"label": "x"}).text)
    assert found
    assert found[1] not in guarded.get("/account").text
    guarded.client.cookies.clear()
    assert guarded.get("/api/v1/incidents", headers={"Authorization": f"Bearer {found[1]}"}).status_code == 200
    assert guarded.get("/api/v1/incidents", headers={"Authorization": "Bearer guess"}).status_code == 401


def log_in(guarded: Visitor, password: str = PASSWORD) -> object:
    return guarded.post("/login", {"name": "analyst", "password": password, "next": "/code"}, follow_redirects=False)


def test_logging_in_gives_a_new_cookie(guarded: Visitor) -> None:
    guarded.csrf()
    planted = guarded.client.cookies[COOKIE]
    answer = log_in(guarded)
    fresh = answer.cookies[COOKIE]  # type: ignore[attr-defined]
    assert fresh != planted
    guarded.client.cookies.clear()
    guarded.client.cookies.set(COOKIE, planted)
    assert "Log in" in guarded.get("/").text, "the planted cookie opens nothing"
    guarded.client.cookies.clear()
    guarded.client.cookies.set(COOKIE, fresh)
    assert guarded.get("/code").url.path == "/code"
    guarded.post("/logout", {})
    guarded.client.cookies.set(COOKIE, fresh)
    assert guarded.get("/code").url.path == "/login", "logged out on the server too"


def test_a_wrong_password_is_told_as_an_unknown_name_is(guarded: Visitor) -> None:
    wrong = guarded.post("/login", {"name": "analyst", "password": "wrong password"})
    unknown = guarded.post("/login", {"name": "nobody", "password": "wrong password"})
    assert wrong.status_code == unknown.status_code == 401
    assert "No account has this name and password" in wrong.text
    assert "No account has this name and password" in unknown.text


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_logging_in_leads_nowhere_else(guarded: Visitor, onward: str) -> None:
    answer = guarded.post("/login", {"name": "viewer", "password": PASSWORD, "next": onward}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_guesses_are_slowed(guarded: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "login", (3, 60.0))
    data = {"csrf": guarded.csrf(), "name": "analyst", "password": "wrong password"}
    answers = [guarded.client.post("/login", data=data).status_code for _ in range(4)]
    assert answers == [401] * 3 + [429]


def test_a_single_user_answers_to_this_machine_alone(visitor: Visitor) -> None:
    assert visitor.get("/", headers={"host": "evil.example"}).status_code == 421
    assert visitor.get("/", headers={"host": "localhost:8765"}).status_code == 200
    assert visitor.get("/", headers={"host": "[::1]:8765"}).status_code == 200


def test_a_bug_shows_nothing_of_the_inside(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(visitor.site.catalogue), "find", lambda *_: 1 / 0)
    for path in ("/", "/api/v1/incidents"):
        answer = visitor.get(path)
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def spins(row: Row, _: Options) -> Outcome:
    """Stands in for ``code_one`` in the workbench's own processes, which import it from here by name."""
    try:
        with within_seconds(row.name, 0.3):
            re.fullmatch("(a+)+b", "a" * 60)
    except InputError as error:
        return Outcome(row.name, cause=error.what)
    os._exit(1)


def dies(row: Row, _: Options) -> Outcome:
    os._exit(9)


def test_a_text_beyond_the_limits_costs_one_line(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    for stand_in, said in ((spins, "takes more than 0.3 s to read"), (dies, "may be too large for the memory")):
        monkeypatch.setattr(coder, "code_one", stand_in)
        found = visitor.post("/code", {"text": "Gunmen killed five people."})
        assert found.status_code == 422
        assert said in found.text
    monkeypatch.undo()
    assert coder.code_apart(b"Gunmen killed 5 people in Gao on 3 June 2024.", "x.txt", Options()).events
