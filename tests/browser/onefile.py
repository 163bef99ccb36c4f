"""The map in one file, opened from a disk by a browser that has no network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from dashboard.citing import cited_view
from dashboard.translations import words
from data.export.about import About, licence
from data.export.formats import FORMATS, in_pieces
from data.filters import Filters
from data.store import Store
from data.summary import summary
from tests.browser.reader import PATIENCE


def write_map(store: Store, path: Path, language: str = "en", filters: Filters = Filters()) -> Path:  # noqa: B008
    """Write a view as the API writes it."""
    current = store.snapshot()
    with current.engine.connect() as connection, path.open("wb") as out:
        cited = cited_view(filters, summary(connection, filters), current, words(language), link="https://example.org/")
        about = About(cited, licence("public"), language, date(2026, 11, 26))
        out.writelines(in_pieces(FORMATS["html"].write(connection, filters, about)))
    return path


@dataclass
class Watched:
    """What a page may not do."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, path: Path, query: str = "", **how: object) -> Iterator[Page]:
    """The file in a fresh browser without a network. At the end it has asked for nothing and complained of nothing."""
    context = browser.new_context(**{"viewport": {"width": 1400, "height": 860}, "locale": "en-GB", **how})
    context.set_offline(True)
    seen = Watched()
    page = context.new_page()
    page.on("console", lambda message: message.type in ("error", "warning") and seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    page.on("request", lambda request: seen.asked.append(request.url))
    page.goto(f"{path.as_uri()}{query}")
    page.wait_for_function('() => document.querySelector(".sheru-map[data-drawn]")', polling="raf", timeout=PATIENCE)
    yield page
    assert seen.complaints == []
    assert {url.partition("?")[0] for url in seen.asked} == {path.as_uri()}
    context.close()


def mark(page: Page, name: str):
    """A mark on the map by the beginning of its name."""
    return page.locator(f'.sheru-icon[aria-label^="{name}"]')
