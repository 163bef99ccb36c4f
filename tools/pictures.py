"""`make pictures`: takes the pictures of the documentation from the real dashboard."""

from __future__ import annotations

import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data.importer import seed
from data.store import Store
from tests.browser.conftest import chromium, serve
from tests.browser.editor import MESSY, begin, knowing_the_gazetteer, make_map
from tests.browser.onefile import opened, write_map
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
    "layer-change-dark": ("layer=countries&shade=change&from=2021-01-01&to=2021-12-31", (1400, 860), "dark"),
    "size-detained": ("size=detained&country=KZ", (1400, 860), "light"),
    "playback": (
        "country=KZ&from=2019-01-01&to=2022-12-31&bin=month&play=2022-01-15,month&at=48,66,5",
        (1400, 860),
        "light",
    ),
    "embedded": ("country=KZ&from=2021-01-01&to=2021-12-31&at=48,68,5&embed=1", (900, 480), "light"),
    "phone": ("country=KZ&lang=kk", (390, 844), "light"),
    "phone-incident": ("country=KZ&incident=kz-almaty-2021-02-28", (390, 844), "dark"),
}
LAYERS = {
    "clusters": "country=KZ",
    "incidents": "layer=incidents&country=KZ",
    "heat": "layer=heat&country=KZ",
    "countries": "layer=countries&shade=detained&at=35,60,2",
    "regions": "layer=regions&size=detained&country=KZ",
}
SIDES = {"": ((1400, 860), "light"), "-dark": ((1400, 860), "dark"), "-phone": ((390, 844), "dark")}
VIEWS |= {f"layer-{layer}{side}": (query, *how) for layer, query in LAYERS.items() for side, how in SIDES.items()}


def main() -> None:
    """Take every picture, or those that are named."""
    named = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = knowing_the_gazetteer(Path(folder) / "home")
        with serve(home) as address:
            browser = chromium(playwright)
            for name, (query, size, scheme) in VIEWS.items():
                if not named or name in named:
                    take(browser, f"{address}/?{query}", IMAGES / f"{name}.png", size, scheme)
            if not named or "picture" in named:
                take_what_the_server_draws(address)
            if not named or "importing" in named:
                take_the_way_of_an_editor(browser, address, Path(folder))
            if not named or "one-file" in named:
                take_the_map_in_one_file(browser, Path(folder))
            browser.close()


def take_what_the_server_draws(address: str) -> None:
    """A picture of a view as anyone may download it, by the name that a server has."""
    query = "country=KZ&from=2019-01-01&to=2022-12-31&lang=en"
    asked = urllib.request.Request(f"{address}/api/picture.png?{query}", headers={"Host": "sheru.example.org"})  # noqa: S310 - ours
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        (IMAGES / "picture.png").write_bytes(answer.read())


def take_the_map_in_one_file(browser: Browser, folder: Path) -> None:
    """The document from a disk, without a network, with an incident of several reports."""
    store = Store(folder / "one-file")
    seed(store)
    path = write_map(store, folder / "one-file.html")
    query = "?country=KZ&from=2021-02-01&to=2021-02-28&incident=kz-almaty-2021-02-28&at=46.5,69,5"
    with opened(browser, path, query) as page:
        expect(page.locator(".sheru-label-name").first).to_be_attached(timeout=PATIENCE)
        page.screenshot(path=IMAGES / "one-file.png")


def take_the_way_of_an_editor(browser: Browser, address: str, folder: Path) -> None:
    """The page on which a table becomes a map, step by step."""
    file = folder / "protests.csv"
    file.write_bytes(MESSY.encode("cp1251"))
    page = browser.new_page(viewport={"width": 1100, "height": 820}, color_scheme="light", locale="en-GB")
    begin(page, address, file)
    expect(page.locator("#step-4")).to_be_visible(timeout=PATIENCE)
    page.screenshot(path=IMAGES / "importing-recognised.png")
    show(page, "#step-4", "importing-understood")
    make_map(page)
    page.locator(".review .entry").first.click()
    expect(page.locator(".review .pin").first).to_be_visible(timeout=PATIENCE)
    show(page, "#step-5", "importing-places")
    page.get_by_role("button", name="This is one event").click()
    expect(page.locator(".doubles")).to_contain_text("Merged", timeout=PATIENCE)
    show(page, "#step-6", "importing-map")
    page.close()


def show(page: Page, heading: str, name: str) -> None:
    """Save a picture that begins with `heading`."""
    page.locator(heading).evaluate("heading => heading.scrollIntoView()")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")


def take(browser: Browser, url: str, to: Path, size: tuple[int, int], scheme: str) -> None:
    """Open `url` in a window of `size` pixels and save a picture of it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="en-GB")
    page = context.new_page()
    page.goto(url)
    expect(the_map(page).locator("#map_div[data-drawn]")).to_be_attached(timeout=PATIENCE)
    expect(the_map(page).locator(".sheru-label-name").first).to_be_attached(timeout=PATIENCE)
    if "embed=1" not in url:
        expect(page.locator(".st-key-timeline rect[role=button]").first).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=to)
    context.close()


if __name__ == "__main__":
    main()
