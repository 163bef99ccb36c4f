"""Everyone can read it: axe finds nothing serious or critical in any state of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.browser.conftest import serve
from tests.browser.editor import MESSY, begin, knowing_the_gazetteer, make_map
from tests.browser.reader import PATIENCE, open_page, panel, sentence, shot, the_map, until_still

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STATES = {
    "plain": "",
    "incident": "?country=KZ&incident=kz-almaty-2021-02-28",
    "filters": "?country=KZ&type=detention&q=police&detained_min=5",
    "nothing found": "?q=nothing-has-this-word",
    "bad link": "?from=someday&incident=gone-for-ever",
    "russian": "?lang=ru",
    "kazakh": "?lang=kk&country=KZ&incident=kz-almaty-2021-02-28",
    "timeline list": "?country=KZ",
    "bars of a count": "?country=KZ&bars=detained",
    "playback": "?country=KZ&play=2021-02-28,week",
    "list at one place": "?country=KZ&at=43.25,76.9,11",
    "legend": "",
    "layer of incidents": "?country=KZ&layer=incidents",
    "layer of heat": "?layer=heat",
    "layer of countries": "?layer=countries&shade=per_million",
    "layer of regions": "?layer=regions&size=detained",
    "more filters": "?killed_min=1&source=Deutsche%20Welle&precision=city",
}


def reach(state: str, page: Page) -> None:
    """Do what no link can: press what opens the state."""
    if state == "legend":
        the_map(page).locator(".sheru-legend summary").click()
    elif state == "list at one place":
        the_map(page).locator(".sheru-icon").first.click()
        expect(the_map(page).locator(".sheru-entry").first).to_be_visible(timeout=PATIENCE)
    elif state == "timeline list":
        chart = page.locator(".timeline-chart")
        expect(chart.get_by_role("button").first).to_be_attached(timeout=PATIENCE)
        chart.focus()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page.locator(".timeline-list").get_by_role("listitem").first).to_be_visible(timeout=PATIENCE)


WIDTHS = (1400, 390)
SCHEMES = ("light", "dark")
NOT_OURS = {
    "aria-hidden-focus",  # Streamlit's sidebar while it is closed
}


def serious(frame: Frame) -> list[str]:
    frame.evaluate(AXE)
    found = frame.evaluate("() => axe.run({ iframes: false, resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {violation['help']} {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical") and violation["id"] not in NOT_OURS
    ]


@pytest.fixture(scope="module")
def schemes(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A browser of each colour scheme: light is opened wide, dark as narrow as a phone."""
    opened = {
        scheme: browser.new_context(viewport={"width": width, "height": 860}, color_scheme=scheme, locale="en-GB")
        for scheme, width in zip(SCHEMES, WIDTHS, strict=True)
    }
    yield opened
    for context in opened.values():
        context.close()


def serious_at_each_width(page: Page, name: str) -> list[str]:
    """What axe finds in the page as it was opened, and after its window was made narrow or wide."""
    found = []
    opened = page.viewport_size
    assert opened
    for width in sorted(WIDTHS, key=lambda width: width != opened["width"]):
        page.set_viewport_size({"width": width, "height": 860})
        until_still(page)
        shot(page, f"access-{name}-{width}")
        found += [f"{width} pixels: {each}" for frame in page.frames for each in serious(frame)]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(schemes: dict[str, BrowserContext], address: str, state: str, scheme: str) -> None:
    page = schemes[scheme].new_page()
    open_page(page, f"{address}/{STATES[state]}")
    expect(sentence(page)).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-timeline")).not_to_contain_text("Loading", timeout=PATIENCE)
    reach(state, page)
    assert serious_at_each_width(page, f"{state.replace(' ', '-')}-{scheme}") == []
    page.close()


def test_the_keyboard_alone_opens_and_closes_an_incident(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-02-28")
    mark = the_map(page).locator('[data-incident="kz-almaty-2021-02-28"]')
    expect(mark).to_be_visible(timeout=PATIENCE)
    mark.focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)


def test_a_screen_reader_hears_the_sentence_the_table_and_the_incident(page: Page, address: str) -> None:
    """By roles and names, which is what a screen reader says."""
    open_page(page, f"{address}/?country=KZ&incident=kz-almaty-2021-02-28")
    heard = page.get_by_role("status").filter(has_text="75 incidents in Kazakhstan")
    expect(heard).to_be_visible(timeout=PATIENCE)
    incident = page.get_by_role("article", name=re.compile("Almaty, Kazakhstan"))
    expect(incident).to_contain_text("at least 50", timeout=PATIENCE)
    table = page.get_by_role("table", name=re.compile("Table of incidents"))
    expect(table.get_by_role("rowheader").first).to_be_visible(timeout=PATIENCE)
    expect(table.get_by_role("columnheader", name="Detained")).to_be_visible()
    expect(page.get_by_role("group", name="People in the incidents shown")).to_contain_text("at least 1,419")


@pytest.fixture(scope="module")
def adding(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of the page that makes a map of a table, by how far it is."""
    home = knowing_the_gazetteer(tmp_path_factory.mktemp("adding"))
    file = home / "messy.csv"
    file.write_text(f"{MESSY}06.01.2022;Актау;Казахстан;Митинг;3;A;https://example.org/9;\n", encoding="utf-8")
    with serve(home) as address:
        page = browser.new_page(locale="en-GB")
        found = {"begun": f"{address}/?edit=new&lang=en"}
        begin(page, address, file)
        found["understood"] = page.url
        begin(page, address, file)
        make_map(page)
        found["reviewed"] = page.url
        page.close()
        yield found


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("state", "last"), [("begun", ".choose"), ("understood", "#step-4"), ("reviewed", "#step-7")])
def test_axe_finds_nothing_serious_where_a_table_becomes_a_map(
    schemes: dict[str, BrowserContext], adding: dict[str, str], state: str, last: str, scheme: str
) -> None:
    page = schemes[scheme].new_page()
    page.goto(adding[state])
    expect(page.locator(last)).to_be_visible(timeout=PATIENCE)
    if state == "reviewed":
        expect(page.locator(".review .choice").first).to_be_visible(timeout=PATIENCE)
    assert serious_at_each_width(page, f"adding-{state}-{scheme}") == []
    page.close()


def test_the_keyboard_alone_decides_about_a_place_and_the_focus_stays(page: Page, adding: dict[str, str]) -> None:
    page.goto(adding["reviewed"])
    entry = page.locator(".review .entry").filter(has_text="Несуществующинск")
    expect(entry).to_be_visible(timeout=PATIENCE)
    entry.focus()
    page.keyboard.press("Enter")
    expect(entry).to_have_attribute("aria-current", "true")
    expect(entry).to_be_focused()
    page.get_by_role("button", name="Leave it off the map").focus()
    page.keyboard.press("Enter")
    expect(entry).to_contain_text("left off the map", timeout=PATIENCE)
    expect(page.get_by_role("group", name=re.compile("Springfield"))).to_be_visible()  # the next one that is open
    expect(page.locator(".review .entry[aria-current]")).to_be_focused()
    entry.press("Enter")
    page.get_by_role("button", name="Take the choice back").press("Enter")
    expect(entry).to_contain_text("only what is around it", timeout=PATIENCE)
