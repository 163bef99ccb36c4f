"""The map in one file works from a disk, without a network: filters, playback, incidents, keyboard, three languages."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.importer import seed
from data.store import Store
from tests.browser.onefile import mark, opened, write_map
from tests.browser.reader import PATIENCE, open_page, shot
from tests.browser.test_hostile_record import ALL, PAYLOADS
from tests.data.builders import bring

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
ALMATY = "kz-almaty-2021-02-28"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The bundled incidents."""
    store = Store(tmp_path_factory.mktemp("onefile"))
    seed(store)
    return store


@pytest.fixture(scope="module")
def maps(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("maps")
    return {language: write_map(store, folder / f"{language}.html", language) for language in ("en", "ru", "kk")}


def said(page: Page):
    return page.locator(".sheru-sentence")


def panel(page: Page):
    return page.locator(".st-key-panel")


def test_filters_narrow_every_part(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"]) as page:
        expect(said(page)).to_have_text(
            "131 incidents in 17 countries, 2009–2026; at least 10,758 people detained (unknown in 56)"
        )
        page.get_by_role("checkbox", name="Kazakhstan").check()
        page.get_by_role("textbox", name="From").fill("2021-02-01")
        page.get_by_role("textbox", name="To").fill("2021-02-28")
        expect(said(page)).to_contain_text("incidents in Kazakhstan, February 2021")
        page.get_by_label("Search").fill("ALMATY park")
        expect(said(page)).to_contain_text("with the words “ALMATY park”")
        expect(said(page)).to_contain_text("1 incident in Kazakhstan")
        expect(mark(page, "Almaty: 1 incident")).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".sheru-icon")).to_have_count(1)
        expect(page.locator(".incidents tbody tr").first).to_contain_text("Almaty")
        page.get_by_text("More filters").click()
        page.get_by_label("Detained, at least").fill("51")
        expect(said(page)).to_contain_text("No incidents in Kazakhstan")
        expect(page.get_by_text("Nothing to show here")).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Clear all filters").click()
        expect(said(page)).to_contain_text("131 incidents")
        expect(page.get_by_role("checkbox", name="Kazakhstan")).not_to_be_checked()


def test_an_incident_opens_with_every_report_and_its_links_tell_nobody(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"], "?country=KZ&from=2021-02-28&to=2021-02-28") as page:
        mark(page, "Almaty").press("Enter")
        expect(panel(page)).to_contain_text("Almaty")
        expect(panel(page)).to_contain_text("2 reports")
        expect(panel(page)).to_contain_text("Who says so")
        links = panel(page).locator("a.url")
        assert links.count() >= 2
        for link in links.all():
            assert "noreferrer" in (link.get_attribute("rel") or "")
            assert (link.get_attribute("href") or "").startswith("https://")
        expect(panel(page).locator("h2")).to_be_focused()
        panel(page).get_by_role("button", name="Later").click()
        expect(panel(page).locator("h2")).not_to_contain_text("Almaty")
        page.keyboard.press("Escape")
        expect(panel(page)).to_have_count(0)
        expect(mark(page, "Almaty")).to_be_focused()


def test_the_keyboard_reaches_filters_table_and_incident(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"], "?country=BY") as page:
        page.get_by_role("checkbox", name="Belarus").focus()
        page.keyboard.press("Space")
        expect(said(page)).to_contain_text("17 countries")
        page.get_by_role("searchbox", name="Search").focus()
        page.keyboard.type("Zhanaozen")
        expect(said(page)).to_contain_text("with the words “Zhanaozen”")
        skip = page.get_by_role("button", name="Skip the map, go to the table")
        skip.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#table")).to_be_focused()
        opener = page.locator(".incidents").first.get_by_role("button", name="Zhanaozen").first
        opener.press("Enter")
        expect(panel(page).locator("h2")).to_be_focused()
        expect(panel(page).locator("h2")).to_contain_text("Zhanaozen")
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_the_page_offers_it_in_the_language_of_the_reader(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    open_page(page, f"{address}/?country=KZ&lang=ru")
    wanted = page.locator(".st-key-sentence").inner_text()
    page.locator(".st-key-table-all .downloads summary").click()
    with page.expect_download() as started:
        page.locator('.st-key-table-all a[href*="incidents.html"]').click()
    path = tmp_path / "map.html"
    started.value.save_as(path)
    with opened(browser, path) as offline:
        assert said(offline).inner_text() == wanted
        assert wanted.startswith("Казахстан, 2009–2026")


def test_several_at_one_place_open_as_a_list(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"], "?country=KZ&at=43.25,76.91,12") as page:
        cluster = page.locator('.sheru-icon[aria-label*="incidents"]').first
        cluster.press("Enter")
        entries = page.locator(".sheru-entry")
        expect(entries).to_have_count(20)
        page.get_by_role("button", name="Show more").click()
        expect(entries.nth(20)).to_be_visible()
        entries.first.click()
        expect(panel(page).locator("h2")).to_contain_text("Almaty")


def test_the_brush_chooses_dates_and_playback_moves_over_them(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"]) as page:
        chart = page.locator(".timeline-chart")
        chart.focus()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page.locator(".timeline-list")).to_contain_text("January 2026")
        expect(said(page)).to_contain_text("January 2026")
        expect(page.get_by_role("textbox", name="From")).to_have_value("2026-01-01")
        page.get_by_role("button", name="All dates").click()
        expect(said(page)).to_contain_text("131 incidents")
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.locator(".sheru-map[data-frame]")).to_be_attached(timeout=PATIENCE)
        first = page.locator(".sheru-map").get_attribute("data-frame")
        expect(page.locator(".sheru-map")).not_to_have_attribute("data-frame", str(first), timeout=PATIENCE)
        page.get_by_role("button", name="Pause").click()
        expect(page.locator(".timeline-summary")).to_contain_text("in view")
        page.get_by_role("button", name="End playback").click()


def test_layers_and_sizes_are_drawn_from_the_file(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"]) as page:
        for layer in ("heat", "incidents", "clusters"):
            page.locator("select[name=layer]").select_option(layer)
            expect(page.locator(f".sheru-map[data-layer={layer}]")).to_be_attached(timeout=PATIENCE)
        page.locator("select[name=size]").select_option("detained")
        expect(page.locator('.sheru-icon[aria-label*="Detained"]').first).to_be_visible(timeout=PATIENCE)


def test_a_view_is_there_again_after_a_reload(browser: Browser, maps: dict[str, Path]) -> None:
    with opened(browser, maps["en"], f"?incident={ALMATY}") as page:
        page.get_by_role("checkbox", name="Kazakhstan").check()
        expect(said(page)).to_contain_text("in Kazakhstan")
        expect(page).to_have_url(re.compile("country=KZ"))
        page.reload()
        expect(said(page)).to_contain_text("in Kazakhstan")
        expect(panel(page)).to_contain_text("Almaty")


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [("ru", "131 инцидент в 17 странах", "28 февраля 2021"), ("kk", "131 оқиға", "2021 ж. 28 ақпан")],
)
def test_it_speaks_the_language_it_was_made_in(
    browser: Browser, maps: dict[str, Path], language: str, sentence: str, day: str
) -> None:
    with opened(browser, maps[language], f"?incident={ALMATY}", color_scheme="dark") as page:
        assert (page.locator("html").get_attribute("lang") or "").startswith(language)
        expect(said(page)).to_contain_text(sentence)
        expect(panel(page)).to_contain_text(day)
        words = page.locator("body").inner_text()
        for english in ("Filters", "Country", "Participants", "unknown", "About", "Licence", "Close"):
            assert english not in words.split(), english
        shot(page, f"onefile-{language}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("state", ["", f"?incident={ALMATY}"])
def test_axe_finds_nothing_serious(
    browser: Browser, maps: dict[str, Path], state: str, width: int, scheme: str
) -> None:
    how = {"viewport": {"width": width, "height": 860}, "color_scheme": scheme, "bypass_csp": True}  # to bring axe in
    with opened(browser, maps["en"], state, **how) as page:
        expect(page.locator(".incidents tbody tr").first).to_be_visible(timeout=PATIENCE)
        if width < 640 and not state:
            page.get_by_text("Filters", exact=True).click()
            expect(page.get_by_label("Search")).to_be_visible()
        if not state:  # on a phone the incident lies over it
            page.get_by_text("Data dictionary").click()
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
        serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
        assert [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in serious] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shot(page, f"onefile-{'incident-' if state else ''}{width}-{scheme}")


def test_text_of_a_record_is_text(browser: Browser, tmp_path: Path) -> None:
    store = Store(tmp_path)
    row = {
        "incident_id": "hostile-record", "date": "2021-02-28", "place": ALL, "admin1": ALL, "country": ALL,
        "lat": "43.25", "lon": "76.9", "description": ALL, "participants": ALL, "detained": ALL,
        "source_name": ALL, "tags": ALL,
        "source_url": "javascript:window.hit=1 https://one.example/a http://two.example/b data:text/html,hit",
    }  # fmt: skip
    bring(store, tmp_path / "rows.csv", [row, row | {"incident_id": "", "description": f"second {ALL}"}])
    with opened(browser, write_map(store, tmp_path / "out.html"), "?incident=hostile-record&q=%3Cscript%3E") as page:
        for payload in PAYLOADS:
            expect(panel(page)).to_contain_text(payload)
        expect(panel(page)).to_contain_text("javascript:window.hit=1")
        expect(panel(page).locator("a")).to_have_text(["one.example", "two.example"])
        expect(page.locator(".incidents tbody tr")).to_have_count(2)
        page.locator(".sheru-icon").first.focus()
        page.locator(".sheru-icon").first.press("Enter")
        expect(page.locator(".sheru-entry").first).to_contain_text("<script>")
        assert page.evaluate("window.hit") is None
        assert page.locator("img, iframe, object").count() == 0


def test_its_policy_holds_back_what_would_tell(browser: Browser, maps: dict[str, Path]) -> None:
    """A request is refused by the policy before there is one, and so is a script that was not there from the start."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(maps["en"].as_uri())
    refused = page.evaluate(
        """async () => {
          const refused = [];
          document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
          const asking = new XMLHttpRequest();
          asking.open("GET", "https://evil.example/");
          asking.onerror = () => {};
          asking.send();
          document.body.append(Object.assign(document.createElement("script"), { textContent: "window.hit = 1" }));
          document.body.append(Object.assign(document.createElement("img"), { src: "https://evil.example/x.png" }));
          const until = performance.now() + 5000;
          const picture = () => new Promise(requestAnimationFrame);
          while (refused.length < 3 && performance.now() < until) await picture();
          await picture();
          return [refused.sort(), window.hit];
        }"""
    )
    assert refused == [["connect-src", "img-src", "script-src-elem"], None]
    context.close()


def test_a_browser_that_cannot_unpack_it_says_so(browser: Browser, maps: dict[str, Path]) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(maps["en"].as_uri())
    expect(page.get_by_text("This browser cannot unpack the map.")).to_be_visible(timeout=PATIENCE)
    context.close()


def test_without_scripts_it_says_so(browser: Browser, maps: dict[str, Path]) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(maps["en"].as_uri())
    expect(page.locator("noscript p")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("noscript p")).to_contain_text("scripts are switched off here")
    context.close()
