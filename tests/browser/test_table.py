"""The table of what is shown: sorted and paged by the server, each row a way to the incident."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import ROOT, serve
from tests.browser.editor import knowing_the_gazetteer
from tests.browser.reader import PATIENCE, open_page, panel, shot, the_map
from tests.environment import with_home

HOSTILE = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>{{7*7}}${window.hit=1}"


def table(page: Page) -> Locator:
    """The table of all incidents, once it shows rows."""
    found = page.locator(".st-key-table-all")
    expect(found.locator("tbody tr").first).to_be_visible(timeout=PATIENCE)
    return found


def rows(page: Page) -> Locator:
    return table(page).locator("tbody tr")


def heading(page: Page, name: str) -> Locator:
    return table(page).get_by_role("columnheader", name=name)


def download(found: Locator, name: str) -> Locator:
    """The link of a format, in the menu of downloads, which it opens."""
    found.get_by_text("Download", exact=True).click()
    link = found.get_by_role("link", name=re.compile(f"^{name} "))
    expect(link).to_be_visible()
    return link


def sort_by(page: Page, name: str) -> None:
    heading(page, name).get_by_role("button").click()


def test_the_table_lists_what_is_shown_the_newest_first(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-28&to=2021-02-28")
    expect(table(page).get_by_role("table", name="Table of incidents")).to_be_visible()
    expect(heading(page, "Date")).to_have_attribute("aria-sort", "descending")
    almaty = table(page).locator('[data-incident="kz-almaty-2021-02-28"]')
    for words in ("28 February 2021", "Almaty", "Kazakhstan", "at least 50", "unknown"):
        expect(almaty).to_contain_text(words)
    table(page).scroll_into_view_if_needed()
    shot(page, "table")


def test_sorting_by_detained_puts_the_largest_claim_first(page: Page, address: str) -> None:
    open_page(page, address)
    sort_by(page, "Detained")
    expect(heading(page, "Detained")).to_have_attribute("aria-sort", "descending")
    expect(heading(page, "Date")).not_to_have_attribute("aria-sort", re.compile("."))
    expect(rows(page).first.locator("td.detained")).to_have_text("1,259", timeout=PATIENCE)
    sort_by(page, "Detained")
    expect(heading(page, "Date")).to_have_attribute("aria-sort", "descending")
    sort_by(page, "Date")
    expect(heading(page, "Date")).to_have_attribute("aria-sort", "ascending")
    expect(rows(page).first.locator("td.date")).to_contain_text("16 December 2009", timeout=PATIENCE)


def test_turning_pages_shows_every_incident_once(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    expect(table(page).get_by_role("status").first).to_have_text("1–25 of 75")
    following = table(page).get_by_role("button", name="Next")
    seen = rows(page).evaluate_all("rows => rows.map((row) => row.dataset.incident)")
    for said in ("26–50 of 75", "51–75 of 75"):
        following.click()
        expect(table(page).get_by_role("status").first).to_have_text(said, timeout=PATIENCE)
        seen += rows(page).evaluate_all("rows => rows.map((row) => row.dataset.incident)")
    assert len(seen) == len(set(seen)) == 75
    expect(following).to_have_attribute("aria-disabled", "true")
    following.click(force=True)
    expect(table(page).get_by_role("status").first).to_have_text("51–75 of 75")


def test_a_row_opens_its_incident_by_keyboard_and_by_mouse(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-28&to=2021-02-28")
    table(page).get_by_role("button", name="Almaty, 28 February 2021").focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    page.wait_for_url(re.compile("incident=kz-almaty-2021-02-28"))
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    table(page).locator('[data-incident="kz-almaty-2021-02-28"] td.what').click()
    expect(panel(page)).to_contain_text("“roughly 50”", timeout=PATIENCE)


def test_opening_an_incident_asks_for_no_rows_again(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ")
    table(page)
    asked: list[str] = []
    page.on("request", lambda request: "api/incidents?" in request.url and asked.append(request.url))
    rows(page).nth(1).get_by_role("button").click()
    expect(panel(page)).to_contain_text("Kazakhstan", timeout=PATIENCE)
    page.wait_for_timeout(1000)  # a question would have been asked by now
    assert [url for url in asked if "limit=25" in url] == []


def test_the_downloads_are_of_what_is_shown(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=BY")
    table(page)
    with page.expect_download() as started:
        download(table(page), "CSV").click()
    with started.value.path().open(encoding="utf-8", newline="") as file:
        downloaded = {row["incident"] for row in csv.DictReader(file)}
    assert downloaded == set(rows(page).evaluate_all("rows => rows.map((row) => row.dataset.incident)"))
    for name in ("XLSX", "GeoJSON", "JSON", "Parquet"):
        href = f"{address}/api/incidents.{name.lower()}?country=BY&order=newest"
        expect(download(table(page), name)).to_have_attribute("href", href)
        page.keyboard.press("Escape")


def test_the_map_is_taken_along_as_it_looks_now(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&lang=kk&layer=countries&at=45,70,4")
    found = table(page)
    found.get_by_text("Жүктеп алу", exact=True).click()
    link = found.get_by_role("link", name=re.compile("^PNG "))
    expect(link).to_have_attribute("href", re.compile(r"/api/picture\.png\?country=KZ&at=45%2C70%2C4&layer=countries"))
    page.keyboard.press("Escape")
    the_map(page).get_by_role("combobox", name="Карта").select_option("regions")
    page.wait_for_url(lambda url: "layer=regions" in url)
    found.get_by_text("Жүктеп алу", exact=True).click()
    expect(link).to_have_attribute("href", re.compile("layer=regions&lang=kk&theme=light&width=2400&height=1500$"))
    with page.expect_download() as started:
        link.click()
    assert started.value.suggested_filename.startswith("sheru-")
    assert started.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    not_on_map = page.locator(".st-key-table-not_on_map")
    not_on_map.get_by_text("Жүктеп алу", exact=True).click()
    expect(not_on_map.get_by_role("link", name=re.compile("^CSV "))).to_be_visible()
    expect(not_on_map.get_by_role("link", name=re.compile("^PNG "))).to_have_count(0)


def test_a_download_is_in_the_order_of_the_table(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2022-01-01")
    sort_by(page, "Participants")
    expect(heading(page, "Participants")).to_have_attribute("aria-sort", "descending")
    expect(rows(page).first.locator("td.participants")).to_have_text("3,000 to 5,000", timeout=PATIENCE)
    with page.expect_download() as started:
        download(table(page), "CSV").click()
    with started.value.path().open(encoding="utf-8", newline="") as file:
        downloaded = list(dict.fromkeys(row["incident"] for row in csv.DictReader(file)))
    shown = rows(page).evaluate_all("rows => rows.map((row) => row.dataset.incident)")
    assert len(shown) > 10
    assert downloaded[: len(shown)] == shown


def test_what_is_not_on_the_map_is_downloaded_alone(page: Page, address: str) -> None:
    open_page(page, address)
    found = page.locator(".st-key-table-not_on_map")
    expect(found.locator("tbody tr")).to_have_count(3, timeout=PATIENCE)
    with page.expect_download() as started:
        download(found, "CSV").click()
    with started.value.path().open(encoding="utf-8", newline="") as file:
        downloaded = list(dict.fromkeys(row["incident"] for row in csv.DictReader(file)))
    assert downloaded == found.locator("tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.incident)")


def test_the_row_of_the_open_incident_is_marked(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-28&to=2021-02-28&incident=kz-almaty-2021-02-28")
    marked = table(page).locator("tr[aria-current]")
    expect(marked).to_have_attribute("data-incident", "kz-almaty-2021-02-28")
    rows(page).filter(has_text="Aktobe").locator("td.what").click()
    expect(marked).to_contain_text("Aktobe", timeout=PATIENCE)
    expect(marked).to_have_count(1)


def test_nothing_moves_when_the_rows_come(page: Page, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    rows = re.compile(r"api/incidents\?.*limit=25")
    page.route(rows, hold)
    open_page(page, f"{address}/?country=KZ&from=2022-01-01&to=2023-01-01")
    section = page.locator(".st-key-table-all section")
    expect(section).to_contain_text("Loading the table", timeout=PATIENCE)
    waiting = section.bounding_box()["height"]
    page.route(rows, lambda route: route.continue_())  # what is asked for from now on is not held
    for route in held:
        route.continue_()
    table(page)
    assert section.bounding_box()["height"] == pytest.approx(waiting, abs=40)


def test_what_is_not_on_the_map_has_a_table_of_its_own(page: Page, address: str) -> None:
    open_page(page, address)
    found = page.locator(".st-key-table-not_on_map")
    expect(found.locator("tbody tr")).to_have_count(3, timeout=PATIENCE)
    expect(found.get_by_role("table", name="Incidents that are not on the map")).to_be_visible()
    found.get_by_role("button", name=re.compile("Kazakhstan, 21 May 2016")).click()
    expect(panel(page)).to_contain_text("21 May 2016", timeout=PATIENCE)


def test_a_table_that_cannot_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str) -> None:
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    page.route(re.compile(r"api/incidents\?.*limit=25"), refuse)
    open_page(page, f"{address}/?country=KZ")
    found = page.locator(".st-key-table-all")
    expect(found).to_contain_text("The table could not be loaded.", timeout=PATIENCE)
    assert refused
    page.unroute_all()
    found.get_by_role("button", name="Try again").click()
    expect(rows(page)).to_have_count(25, timeout=PATIENCE)


def test_where_nothing_fits_the_table_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/?country=KZ&from=1900-01-01&to=1900-12-31")
    found = page.locator(".st-key-table-all")
    expect(found).to_contain_text("No incident fits these filters.", timeout=PATIENCE)
    expect(found.get_by_role("link")).to_have_count(0)


def test_on_a_phone_rows_are_cards_and_nothing_scrolls_sideways(browser: Browser, address: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="kk-KZ")
    page = phone.new_page()
    open_page(page, address)
    table(page)
    first = rows(page).first
    place, what = (first.locator(part).bounding_box() for part in (".place", ".what"))
    assert what["y"] > place["y"] + place["height"]  # a card
    for number in first.locator("td[data-label]:not(.sources)").all():
        expect(number).to_be_visible(visible="nobody-says" not in number.get_attribute("class"))
    expect(table(page).get_by_role("table")).to_be_visible()
    expect(table(page).get_by_role("columnheader").first).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    assert table(page).locator("section").evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    phone.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose only incident has such text in every field that the table shows."""
    home = knowing_the_gazetteer(tmp_path_factory.mktemp("hostile-table"))
    source = home / "hostile.csv"
    names = ["incident_id", "date", "place", "country", "description", "detained", "source_name"]
    with source.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(names)
        writer.writerow(["hostile", "2021-02-28", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE])
    environment = {"SHERU_BUNDLED": "0"}
    command = [sys.executable, "-m", "data", "import", str(source)]
    subprocess.run(command, cwd=ROOT, env=with_home(home, **environment), check=True, capture_output=True)
    with serve(home, **environment) as address:
        yield address


def test_hostile_text_stays_text(page: Page, hostile: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_page(page, f"{hostile}/?q=%3Cscript%3Ewindow.hit=1%3C/script%3E")
    (row,) = rows(page).all()
    expect(row.locator("th.place")).to_contain_text(HOSTILE)
    expect(row.locator("td.what")).to_contain_text(HOSTILE)
    expect(row.locator("img, script")).to_have_count(0)
    assert [frame.evaluate("window.hit") for frame in page.frames] == [None] * len(page.frames)
    assert errors == []
