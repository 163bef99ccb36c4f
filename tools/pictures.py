"""`make pictures`: takes the pictures of the documentation from the real dashboard; or only those of given names."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.conftest import chromium, serve
from tests.browser.reader import PATIENCE, the_map

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
VIEWS = {
    "almaty": (
        "country=KZ&from=2021-02-01&to=2021-02-28&incident=kz-almaty-2021-02-28&at=46.5,69,5",
        (1400, 860),
        "light",
    ),
    "world-dark": ("", (1400, 860), "dark"),
    "russian": ("country=KZ&lang=ru&from=2019-01-01&to=2022-12-31", (1400, 860), "light"),
    "layer-countries": ("layer=countries", (1400, 860), "light"),
    "layer-change": ("layer=countries&shade=change&from=2021-01-01&to=2021-12-31&at=30,40,2", (1400, 860), "light"),
    "layer-heat": ("layer=heat&country=KZ", (1400, 860), "light"),
    "layer-regions-dark": ("layer=regions&lang=kk", (1400, 860), "dark"),
    "layer-incidents-dark": ("layer=incidents&lang=kk", (1400, 860), "dark"),
    "size-detained": ("size=detained&country=KZ&at=46,68,5", (1400, 860), "light"),
    "layer-regions-phone": ("layer=regions&lang=kk", (390, 844), "dark"),
    "phone": ("country=KZ&lang=kk", (390, 844), "light"),
    "phone-incident": ("country=KZ&incident=kz-almaty-2021-02-28", (390, 844), "dark"),
}


def main(names: Collection[str] = ()) -> None:
    """Take the pictures of these names, or every one."""
    with tempfile.TemporaryDirectory() as home, serve(Path(home)) as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        for name, (query, size, scheme) in VIEWS.items():
            if names and name not in names:
                continue
            take(browser, f"{address}/?{query}", IMAGES / f"{name}.png", size, scheme)
        browser.close()


def take(browser: Browser, url: str, to: Path, size: tuple[int, int], scheme: str) -> None:
    """Open `url` in a window of `size` pixels and save a picture of it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    page.goto(url)
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-label-name").first).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".st-key-timeline rect[role=button]").first).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=to)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
