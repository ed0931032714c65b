"""The workbench in a real browser, with the network cut: one walk from a pasted text to an export, and axe-core on it.

The system's Chromium is driven by Playwright; it may reach this machine alone, and a request to anywhere else, a
message in the console or a serious finding of axe-core (WCAG 2.2 A and AA) fails the test. Without a Chromium they
are not run, and the last line of the run says so, how many they are and what to install; where CI is set they fail.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import which

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from builders import event, place, report, when
from test_forecast_panel import PLAIN
from tocsin.model import CodedReport
from tocsin.serve.app import make_app
from tocsin.serve.site import Site
from tocsin.serve.views.expected import expected
from tocsin.serve.words import words
from workbench import TEXT, site_with

MISSING = "Chromium isn't installed: apt-get install chromium"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SERIOUS = ("serious", "critical")
STORY = (
    "Gunmen of JNIM attacked an army post near Niono, Mali, on 11 June 2024. "
    "JNIM says 14 soldiers were killed in the attack near Niono."
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(site_with(tmp_path_factory.mktemp("browser"))) as address:
        yield address


@contextmanager
def served(site: Site) -> Iterator[str]:
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
    if path is None:
        pytest.fail(MISSING, pytrace=False) if os.environ.get("CI") else pytest.skip(MISSING)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    with opened_on(browser, base) as opened:
        yield opened


@contextmanager
def opened_on(browser: Browser, base: str) -> Iterator[Page]:
    """A page that may ask this workbench alone; whatever else it asks for, says or runs into fails the test."""
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
    opened.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    yield opened
    context.close()
    assert faults == []


def drawn(page: Page) -> str:
    page.locator("#map[data-drawn]").wait_for()
    return page.locator("#map").get_attribute("data-drawn") or ""


def test_from_a_text_to_an_export_and_the_brief(page: Page, base: str, tmp_path: Path) -> None:
    """The whole walk: code, map, incident, words, merge, undo, export, brief."""
    page.goto(f"{base}/code")
    page.get_by_label("Text", exact=True).fill(STORY)
    page.get_by_label("Day of publication").fill("2024-06-12")
    page.get_by_label("Who published it").fill("Sahel Wire")
    page.get_by_role("button", name="Code it").click()
    page.wait_for_url("**/reports/sha256:*")
    report = page.url

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

    page.goto(report)
    page.locator(".card a", has_text="Incident").first.click()
    page.wait_for_url("**/incidents/*")
    sides = page.locator(".sides article").count()
    page.locator(".near input[name=why]").first.fill("one attack, told twice")
    page.locator(".near button").first.click()
    page.get_by_text("one attack, told twice").first.wait_for()
    assert page.locator(".sides article").count() > sides
    page.locator(".judged button").first.click()
    page.get_by_text("taken back").first.wait_for()
    page.goto(report)
    page.locator(".card a", has_text="Incident").first.click()
    page.wait_for_url("**/incidents/*")
    assert page.locator(".sides article").count() == sides

    page.goto(f"{base}/?words=Niono")
    with page.expect_download() as waiting:
        page.locator(".exports a", has_text="csv").click()
    saved = tmp_path / "x.csv"
    waiting.value.save_as(saved)
    assert "Niono" in saved.read_text(encoding="utf-8")

    page.goto(f"{base}/briefs?country=ML")
    page.get_by_role("heading", name="What you need to know").wait_for()
    page.locator(".brief .lead cite a").first.click()
    page.wait_for_url("**/reports/*at=*")
    assert page.locator("mark.here").count() >= 1


def test_a_value_and_its_words_light_each_other(page: Page, base: str) -> None:
    page.goto(f"{base}/reports/sha256:a")
    page.locator(".fact.toll").first.hover()
    assert page.locator("mark.lit").first.inner_text() in TEXT
    page.locator(".text mark.where").first.hover()
    assert page.locator(".fact.where.lit").count() >= 1
    page.keyboard.press("j")
    assert page.locator(".fact a:focus").count() == 1


def test_mend_a_field_with_the_words_selected_and_take_it_back(page: Page, base: str) -> None:
    page.goto(f"{base}/reports/sha256:b")
    card = page.locator(".card").first
    card.locator("summary", has_text="Mend a field").click()
    card.locator("select[name=field]").select_option("killed")
    card.locator("input[name=value]").fill("12")
    page.locator(".text mark.toll").first.evaluate("words => getSelection().selectAllChildren(words)")
    expect(card.locator("input[name=words]")).not_to_have_value("")
    assert card.locator("input[name=words]").input_value() in TEXT
    card.locator(".mending input[name=why]").fill("the group's own figure")
    card.locator(".mending button").click()
    page.locator(".reviews ins").wait_for()
    assert page.locator(".reviews").inner_text().startswith("Mended Killed: 3")
    page.locator(".reviews button").click()
    page.locator(".reviews").wait_for(state="detached")


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


def test_map_and_fans_are_fit_for_all_and_for_a_narrow_screen(
    page: Page, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"{year}-{month:02}-11" for year in (2022, 2023, 2024) for month in range(1, 8)]
    found = expected([replace(PLAIN, id=day, when=when(day)) for day in days], date(2024, 8, 2), "admin1")
    monkeypatch.setattr("tocsin.serve.pages.forecasts.expecting", lambda *_: found)
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(f"{base}/forecasts?unit=admin1")
    assert page.locator("svg.fan").count() == len(found.fans) == 1
    assert page.locator(".risk .areas path").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [row["id"] for row in Axe().run(page).response["violations"] if row["impact"] in SERIOUS] == []


def test_nothing_runs_over_a_narrow_screen(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    for path in PATHS:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        here = page.locator(".top > nav [aria-current=page]")
        assert (
            path.count("/") > 1 or not here.count() or here.evaluate("one => one.getBoundingClientRect().right") <= 390
        )


def test_the_map_names_countries_and_has_a_scale(page: Page, base: str) -> None:
    page.goto(f"{base}/?lang=fr")
    drawn(page)
    page.locator("#map .land", has_text="Mali").wait_for()
    assert re.fullmatch(r"\d+\skm", page.locator(".maplibregl-ctrl-scale").inner_text())
    for _ in range(8):
        page.locator(".maplibregl-ctrl-zoom-out").click()
    page.locator("#map.afar").wait_for()
    assert not page.locator(".maplibregl-ctrl-scale").is_visible()


def test_keys_step_through_a_page_and_lead_to_its_first_field(page: Page, base: str) -> None:
    for path in ("/", "/inbox", "/briefs", "/actors"):
        page.goto(base + path)
        page.keyboard.press("j")
        first = page.locator("main a:focus").get_attribute("href")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.locator("main a:focus").get_attribute("href") == first, path
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("name") == "first"
    page.keyboard.press("j")
    assert page.locator(":focus").get_attribute("name") == "first", "typing in a field is no key"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_gets_dark_ink_whole_tables_and_no_buttons(page: Page, base: str, theme: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # an A4 sheet between its margins
    page.emulate_media(media="print", color_scheme="dark" if theme == "dark" else "light")
    page.goto(base)
    incident = page.locator("tbody a").first.get_attribute("href") or ""
    for path in (*PATHS, incident):
        page.goto(base + path)
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert page.evaluate("document.documentElement.scrollWidth") <= 680, path
        for hidden in ("button", "nav", ".filters", ".maplibregl-ctrl-top-right"):
            assert not any(one.is_visible() for one in page.locator(hidden).all()), (path, hidden)
        for one in page.locator(".scroll").all():
            assert one.evaluate("box => box.scrollWidth <= box.clientWidth + 1"), path


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_hostile_report_is_shown_harmless(browser: Browser, tmp_path: Path, width: int) -> None:
    """Scripts, links, letters that turn the line, and a word of a megabyte: nothing runs, loads or breaks the page."""
    site = site_with(tmp_path)
    text = f"{TEXT} {EVIL} \u202egpj.exe \u2066x\u2069 javascript:alert(1) " + "a" * 1_000_000
    turned = place(14.4, -5.0, name=EVIL, admin1=f"{EVIL}\u202e")
    record = event("evil", when=when("2024-08-01"), place=turned)
    site.store.save(CodedReport(report("evil", text, title=EVIL, source=EVIL, url="javascript:alert(1)"), (record,)))
    site.refresh(60)
    home = site.catalogue.homes(["evil-1"])["evil-1"]
    with served(site) as base, opened_on(browser, base) as page:
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/", f"/incidents/{home}", "/reports/sha256:evil", "/inbox", "/briefs", "/data", "/actors/jnim"):
            page.goto(base + path)
            if page.locator("#map").count():
                assert int(drawn(page)) >= 1
            assert page.locator("main script, main img, [onload], [onerror], a[href^='javascript:']").count() == 0
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert not set(page.locator("main").inner_text()) & set("\u202e\u2066\u2069"), path


SHOWN_WORDS = """language => {
  const foreign = `[lang]:not(html):not([lang=${language}])`;
  const ours = `[translate=no], ${foreign}, script, style, code, bdi, q, blockquote, noscript`;
  const found = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const near = walk.currentNode.parentElement;
    if (near && !near.closest(ours)) found.push(walk.currentNode.textContent.trim());
  }
  const names = ["aria-label", "placeholder", "title", "data-none"];
  for (const one of document.querySelectorAll(names.map(name => `[${name}]`).join()))
    if (!one.closest(ours)) for (const name of names) found.push(one.getAttribute(name) ?? "");
  return found.filter(Boolean);
}"""
"""Every word that a page shows in its own name: names, quotations and the machine's notes are marked as such."""
ENGLISH = re.compile(
    r"\b(the|of|and|with|from|by|this|that|which|is|are|was|not|all|each|what|who|where|how|why|killed|wounded|reports?|"
    r"clash|attack|attacker|unknown|official|near|within|between|claims?|says|denied)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_no_page_shows_an_untranslated_word(page: Page, base: str, language: str) -> None:
    page.goto(base)
    incidents = {one.get_attribute("href") or "" for one in page.locator("tbody a").all()}
    english, own = words("en")._table, words(language)._table
    untold = {english[key] for key in english if english[key] != own[key] and "{" not in english[key]}
    untold -= set(own.values())
    found = []
    for path in (*PATHS, *incidents, "/account", "/?country=ML"):
        page.goto(f"{base}{path}{'&' if '?' in path else '?'}lang={language}", wait_until="domcontentloaded")
        shown = page.evaluate(SHOWN_WORDS, language)
        found += [(path, text) for text in shown if text in untold or ENGLISH.search(text)]
    assert found == []
