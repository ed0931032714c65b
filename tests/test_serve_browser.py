"""The workbench in a real browser, with the network cut: one walk from a pasted text to an export, and axe-core on it.

The system's Chromium is driven by Playwright; it may reach this machine alone, and a request to anywhere else, a
message in the console or a serious finding of axe-core (WCAG 2.2 A and AA) fails the test. Without a Chromium the tests
fail with one line that says what to install: they are never passed over in silence.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from tocsin.serve.app import make_app
from workbench import site_with

MISSING = "no Chromium: install Debian's package chromium (apt-get install chromium)"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SERIOUS = ("serious", "critical")
STORY = (
    "Gunmen of JNIM attacked an army post near Niono, Mali, on 11 June 2024. "
    "JNIM says 14 soldiers were killed in the attack near Niono."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = site_with(tmp_path_factory.mktemp("browser"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(site), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    assert path, MISSING
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", accept_downloads=True)
    faults: list[str] = []

    def let_through(route: Route) -> None:
        if route.request.url.startswith((base, "blob:", "data:")):
            route.continue_()
        else:
            faults.append(f"asked for {route.request.url}")
            route.abort()

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "GPU stall due to ReadPixels" not in message.text:
            faults.append(f"console: {message.text}")

    context.route("**/*", let_through)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.on("console", heard)
    opened.on("pageerror", lambda error: faults.append(f"script: {error}"))
    yield opened
    context.close()
    assert faults == []


def drawn(page: Page) -> str:
    page.locator("#map[data-drawn]").wait_for()
    return page.locator("#map").get_attribute("data-drawn") or ""


def test_from_a_text_to_an_export(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(f"{base}/code")
    page.get_by_label("Text", exact=True).fill(STORY)
    page.get_by_label("Day of publication").fill("2024-06-12")
    page.get_by_label("Who published it").fill("Sahel Wire")
    page.get_by_role("button", name="Code it").click()
    page.wait_for_url("**/reports/sha256:*")

    toll = page.locator(".fact.toll").first
    toll.hover()
    assert page.locator("mark.lit").first.inner_text() in STORY
    page.locator(".text mark.where").first.hover()
    assert page.locator(".fact.where.lit").count() >= 1
    page.keyboard.press("j")
    assert page.locator(".fact a:focus").count() == 1

    page.goto(f"{base}/?words=Niono&first=2024-06-01")
    assert int(drawn(page)) >= 1
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#picked a").click()
    page.wait_for_url("**/incidents/*")
    drawn(page)

    page.locator(".sides .fact.toll a").first.click()
    page.wait_for_url("**/reports/*at=*")
    assert "killed" in "".join(page.locator("mark.here").all_inner_texts())


def test_join_and_take_back(page: Page, base: str) -> None:
    page.goto(f"{base}/?words=Mopti")
    page.locator("tbody a").first.click()
    page.locator(".near input[name=why]").first.fill("the same convoy")
    page.locator(".near button").first.click()
    page.wait_for_url("**/incidents/*")
    assert page.locator(".sides article").count() >= 2
    assert "the same convoy" in page.locator(".judged").inner_text()
    page.locator(".judged button").first.click()
    page.get_by_text("taken back").first.wait_for()
    page.goto(f"{base}/?words=Mopti")
    assert page.locator("tbody tr").count() == 1


def test_take_it_with_you(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(base)
    with page.expect_download() as waiting:
        page.locator(".exports a", has_text="csv").click()
    saved = tmp_path / "x.csv"
    waiting.value.save_as(saved)
    assert "Niono" in saved.read_text(encoding="utf-8")


def test_read_the_brief(page: Page, base: str) -> None:
    page.goto(f"{base}/briefs?country=ML")
    page.locator(".brief .lead cite a").first.click()
    page.wait_for_url("**/reports/*at=*")
    assert page.locator("mark.here").count() >= 1


PATHS = (
    "/",
    "/code",
    "/reports/sha256:a",
    "/login",
    "/inbox",
    "/actors",
    "/actors/jnim",
    "/briefs",
    "/forecasts",
    "/data",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, base: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(base)
    incident = page.locator("tbody a").first.get_attribute("href") or ""
    found = []
    for path in (*PATHS, incident):
        page.goto(base + path)
        page.evaluate("document.activeElement?.blur()")
        result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        rows = [row for row in result.response["violations"] if row["impact"] in SERIOUS]
        found += [(path, row["id"], row["nodes"][0]["html"][:200]) for row in rows]
    assert found == []


def test_nothing_runs_over_a_narrow_screen(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    for path in PATHS:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
