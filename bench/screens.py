"""Pictures of every page: a running workbench's address and a folder in, PNGs out, light and dark, wide and narrow.

    python bench/screens.py http://127.0.0.1:8765 docs/screens

The pages shown are those of ``tocsin demo``, with one toll mended. Pictures are cut at half a screen below the first
and kept to 96 colours, so that a repository can hold them. The system's Chromium draws them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
COLOURS = 96
SIZES = {"wide": (1280, 860), "narrow": (390, 780)}
THEMES = ("light", "dark")


def addresses(browser: Browser, base: str) -> dict[str, str]:
    """A path for each page; an incident with several speakers, and its first report."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(base)
    found = {"overview": "/"}
    rows = page.locator("tbody tr").all()
    most = max(rows, key=lambda row: int(row.locator("td").last.inner_text()))
    found["incident"] = most.locator("a").first.get_attribute("href") or "/"
    page.goto(base + found["incident"])
    found["report"] = (page.locator(".sides a[href^='/reports/']").first.get_attribute("href") or "/").split("#")[0]
    page.goto(base)
    for one in page.locator("header nav a[href^='/']").all():
        path = one.get_attribute("href") or "/"
        if re.fullmatch(r"/[a-z]+", path):
            found[path[1:]] = path
    page.goto(f"{base}/actors")
    found["actor"] = page.locator("tbody a").first.get_attribute("href") or "/"
    page.close()
    return {**found, "login": "/login", "account": "/account"}


def main(base: str, folder: Path, only: list[str]) -> None:
    """Draw all pages, or those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name, path in addresses(browser, base).items():
            if only and name not in only:
                continue
            for size, (width, height) in SIZES.items():
                for theme in THEMES:
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)  # type: ignore[arg-type]
                    page.goto(base + path)
                    if page.locator("#map").count():
                        page.locator("#map[data-drawn]").wait_for()
                    file = folder / f"{name}-{size}-{theme}.png"
                    clip = {"x": 0.0, "y": 0.0, "width": float(width), "height": height * 1.5}
                    page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]
                    Image.open(file).convert("RGB").quantize(
                        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
                    ).save(file, optimize=True)
                    print(file)
                    page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
