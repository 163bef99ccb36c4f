"""The layers of the map: each is drawn, explained in a legend, and brought back by its link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import (
    PATIENCE,
    choose,
    choose_country,
    frame_of,
    is_drawn,
    legend,
    marks,
    open_page,
    shot,
    the_map,
)


def test_a_reader_chooses_a_layer_and_the_link_brings_it_back(page: Page, address: str) -> None:
    open_page(page, address)
    assert "layer" not in page.url
    for option, layer in [("Countries", "countries"), ("Heat", "heat"), ("Regions", "regions")]:
        choose(page, "Map", option)
        is_drawn(page, layer)
        page.wait_for_url(re.compile(f"layer={layer}"))
    choose(page, "Size", "People detained")
    page.wait_for_url(re.compile("size=detained"))
    link = page.url
    page.goto("about:blank")
    open_page(page, link)
    is_drawn(page, "regions")
    expect(the_map(page).get_by_role("combobox", name="Size", exact=True)).to_have_value("detained")
    choose(page, "Map", "Incidents in groups")
    is_drawn(page, "clusters")
    page.wait_for_url(lambda url: "layer" not in url and "size=detained" in url)


def test_a_filter_keeps_the_layer(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=regions&size=participants")
    choose_country(page, "Kazakhstan")
    page.wait_for_url(
        lambda url: {"country=KZ", "layer=regions", "size=participants"} <= set(url.split("?")[1].split("&"))
    )
    is_drawn(page, "regions")
    expect(the_map(page).get_by_role("button", name=re.compile("^California"))).to_have_count(0, timeout=PATIENCE)
    expect(
        the_map(page).get_by_role("button", name=re.compile("^Almaty: 3[0-9] incidents; Participants: "))
    ).to_be_attached()


def test_what_no_layer_is_called_is_said_and_left_out(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=%7B%7B7*7%7D%7D&shade=x")
    is_drawn(page, "clusters")
    expect(page.locator(".st-key-notices")).to_contain_text("layer={{7*7}}", timeout=PATIENCE)


def test_heat_is_painted_where_incidents_are(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=heat&country=KZ")
    picture = the_map(page).locator("canvas.sheru-heat")
    expect(picture).to_be_attached(timeout=PATIENCE)
    painted = """canvas => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let shown = 0;
      for (let i = 3; i < data.length; i += 4) shown += data[i] > 100;
      return shown / (data.length / 4);
    }"""
    assert 0.01 < picture.evaluate(painted) < 0.5
    expect(legend(page).locator("summary")).to_have_text("Incidents close together")
    expect(legend(page).locator(".sheru-ends")).to_have_text(re.compile("^15[23][0-9]$"))  # 1, the middle, the most
    shot(page, "layer-heat")
    choose(page, "Map", "Incidents in groups")
    expect(picture).to_have_count(0, timeout=PATIENCE)


def test_incidents_one_by_one_stand_around_their_place_and_open(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=incidents&country=KZ&from=2021-02-01&to=2021-02-28")
    is_drawn(page, "incidents")
    mark = the_map(page).locator('[data-incident="kz-almaty-2021-02-28"]')
    mark.click(timeout=PATIENCE)
    expect(page.locator(".st-key-panel")).to_contain_text("“roughly 50”", timeout=PATIENCE)
    shot(page, "layer-incidents")


def test_regions_are_circles_in_proportion(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=regions&country=KZ")
    is_drawn(page, "regions")
    named = {
        name: marks(page)
        .filter(has=page.locator(".sheru-region"))
        .and_(the_map(page).get_by_role("button", name=re.compile(f"^{name}: ")))
        for name in ("Almaty", "Astana")
    }
    size = {}
    for name, mark in named.items():
        expect(mark).to_have_count(1, timeout=PATIENCE)
        number = int(re.search(r"(\d+) incident", mark.get_attribute("aria-label") or "")[1])
        size[name] = mark.locator(".sheru-region").bounding_box()["width"] ** 2 / number
    assert size["Almaty"] == pytest.approx(size["Astana"], rel=0.05)
    expect(legend(page)).to_contain_text("nearest known place")
    named["Almaty"].focus()
    page.keyboard.press("Enter")
    expect(the_map(page).locator(".sheru-popup")).to_contain_text("Kazakhstan")
    shot(page, "layer-regions")


def test_the_legend_of_regions_lies_beside_what_it_explains(page: Page, address: str) -> None:
    open_page(page, f"{address}/?layer=regions&country=KZ")
    is_drawn(page, "regions")
    expect(legend(page)).to_have_attribute("open", "")
    box = legend(page).bounding_box()
    for region in the_map(page).locator(".sheru-region").locator("visible=true").all():
        mark = region.bounding_box()
        inside = region.evaluate("node => Boolean(node.closest('.sheru-legend'))")
        assert box and mark
        assert inside or mark["x"] + mark["width"] <= box["x"] or mark["y"] + mark["height"] <= box["y"]


def test_the_size_of_a_mark_follows_what_the_reader_chose(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    almaty = the_map(page).get_by_role("button", name=re.compile("^Almaty: "))
    expect(almaty).to_have_text(re.compile("^3[0-9]$"), timeout=PATIENCE)
    choose(page, "Size", "People detained")
    expect(almaty).to_have_text("733", timeout=PATIENCE)
    expect(almaty).to_have_accessible_name(
        re.compile(r"Almaty: 3\d incidents; Detained: at least 733 \(unknown in \d+\)")
    )
    unknown = the_map(page).get_by_role("button", name=re.compile("Semey: 1 incident; Detained: unknown"))
    expect(unknown).to_be_visible()
    assert almaty.bounding_box()["width"] > unknown.bounding_box()["width"] * 1.5
    shot(page, "size-detained")


def test_a_single_incident_says_the_number_that_its_size_shows(page: Page, address: str) -> None:
    open_page(page, f"{address}/?size=detained&at=34,-118,6")
    alone = the_map(page).get_by_role("button", name=re.compile(r": 1 incident; Detained: [a-z ]*533"))
    expect(alone).to_have_text("533", timeout=PATIENCE)


def test_from_the_world_into_a_city_and_its_list(page: Page, address: str) -> None:
    open_page(page, address)
    entries = the_map(page).locator(".sheru-entry")
    pressed: list[str] = []
    while not pressed or not pressed[-1].startswith("Almaty: "):
        assert len(pressed) < 8, pressed
        largest = """() => [...document.querySelectorAll('.sheru-icon:not(.leaving)')]
          .map((node) => node.getAttribute('aria-label'))
          .sort((one, other) => parseInt(other.match(/\\d+/)) - parseInt(one.match(/\\d+/)))[0]"""
        name = frame_of(page).evaluate(largest)
        the_map(page).get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
        pressed.append(name)
        expect(the_map(page).get_by_role("button", name=name, exact=True)).to_have_count(
            1 if name.startswith("Almaty: ") else 0, timeout=PATIENCE
        )
    expect(entries).to_have_count(20, timeout=PATIENCE)
    years = [int(text[-4:]) for text in entries.locator(".sheru-when").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    shot(page, "world-into-city")
    the_map(page).get_by_role("button", name="Show more").click()
    expect(entries).not_to_have_count(20)


def test_a_mark_that_stays_is_the_same_node(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=43.25,76.91,10")
    almaty = the_map(page).get_by_role("button", name=re.compile("^Almaty: "))
    expect(almaty).to_be_visible(timeout=PATIENCE)
    almaty.evaluate("node => (node.dataset.same = 'yes')")
    with page.expect_response(re.compile("zoom=11")):
        the_map(page).get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile(r"at=43.25,76.9\d*,11"))
    expect(almaty).to_have_attribute("data-same", "yes")


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_marks_split_with_motion_unless_the_reader_wants_none(
    browser: Browser, address: str, motion: str, moves: bool
) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 860}, reduced_motion=motion, locale="en-GB")
    page = context.new_page()
    open_page(page, f"{address}/?country=KZ&at=46,68,3")
    counted = """() => {
      window.moved = 0;
      const { glide } = sheru;
      sheru.glide = (moves) => { window.moved += moves.length; glide(moves); };
    }"""
    frame_of(page).evaluate(counted)
    drawn = "() => document.querySelector('#map_div').dataset.drawnAt"
    before = frame_of(page).evaluate(drawn)
    frame_of(page).evaluate("() => window.map.setView([44, 72], 5, { animate: false })")
    frame_of(page).wait_for_function(f"(before) => ({drawn})() !== before", arg=before, timeout=PATIENCE)
    expect(the_map(page).locator(".leaving")).to_have_count(0)
    assert (frame_of(page).evaluate("() => window.moved") > 0) == moves
    context.close()


def test_what_was_answered_is_not_asked_again(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/clusters" in request.url else None)
    box = page.locator(".st-key-map iframe").bounding_box()
    page.mouse.move(box["x"] + 400, box["y"] + 420)
    page.mouse.down()
    page.mouse.move(box["x"] + 408, box["y"] + 420, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "at=46,68,5" not in url)
    assert [url for url in asked if "zoom=5" in url] == []


def test_there_and_back_before_an_answer_has_come_ends_in_what_is_looked_at(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    expect(the_map(page).get_by_role("button", name=re.compile("^Almaty: "))).to_be_visible(timeout=PATIENCE)
    views = [[[43, 76], 8], [[50, 60], 8], [[43, 76], 8]]
    frame_of(page).evaluate(
        "(views) => views.forEach(([at, zoom]) => window.map.setView(at, zoom, { animate: false }))", views
    )
    expect(the_map(page).get_by_role("button", name=re.compile("^Oral: "))).to_have_count(0, timeout=5_000)
    expect(the_map(page).get_by_role("button", name=re.compile("^Almaty: "))).to_be_visible()


def test_the_map_is_moved_and_opened_by_keyboard_and_heard(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    heard = the_map(page).locator(".sheru-heard")
    expect(heard).to_have_attribute("aria-live", "polite")
    expect(heard).to_contain_text(
        re.compile(r"The map shows \d+ incidents\. Incidents in groups\. Most: Almaty: 3\d incidents")
    )
    region = the_map(page).get_by_role("region", name=re.compile("Map of incidents"))
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "at=46,68,5" not in url)
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"at=[\d.,]+,6"))
    page.keyboard.press("-")
    page.wait_for_url(re.compile(r"at=[\d.,]+,5"))
    skip = the_map(page).get_by_role("button", name="Skip the map, go to the table")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#table")).to_be_in_viewport(timeout=PATIENCE)
    assert page.evaluate("() => document.activeElement.id") == "table"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 844)])
@pytest.mark.parametrize("layer", ["clusters&size=participants", "incidents", "heat", "countries", "regions"])
def test_every_layer_on_a_desk_and_a_phone_by_day_and_by_night(
    browser: Browser, address: str, layer: str, width: int, height: int, scheme: str
) -> None:
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="kk-KZ", has_touch=width < 500)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    open_page(page, f"{address}/?layer={layer}")
    is_drawn(page, layer.split("&", maxsplit=1)[0])
    expect(legend(page)).to_be_visible()
    box, room = (
        the_map(page).locator(".sheru-choices").bounding_box(),
        page.locator(".st-key-map iframe").bounding_box(),
    )
    assert room["x"] <= box["x"] and box["x"] + box["width"] <= room["x"] + room["width"]
    shot(page, f"layer-{layer.split('&', maxsplit=1)[0]}-{width}-{scheme}")
    assert problems == []
    context.close()


def test_the_legend_says_what_widths_mean(page: Page, address: str) -> None:
    open_page(page, address)
    legend(page).locator("summary").click()
    samples = legend(page).locator(".sheru-steps .sheru-mark")
    expect(samples).to_have_text(["10"])
    expect(legend(page)).to_contain_text("Incidents. Ten times as many")
    choose(page, "Size", "Participants")
    expect(samples).to_have_text(["10", "1,000", "100k"], timeout=PATIENCE)
    expect(legend(page)).to_contain_text("Participants. Ten times as many")
    widths = samples.evaluate_all("nodes => nodes.map((node) => node.offsetWidth)")
    assert widths == sorted(set(widths))


def test_on_a_phone_the_legend_goes_when_the_reader_turns_to_the_map(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 860})
    open_page(page, address)
    legend(page).locator("summary").click()
    expect(legend(page)).to_have_attribute("open", "")
    shot(page, "legend-phone")
    frame_of(page).evaluate("() => window.map.fire('dragstart')")
    expect(legend(page)).not_to_have_attribute("open", "")
    page.close()


def test_marks_and_names_are_one_layer_of_the_browser(page: Page, address: str) -> None:
    """A transform in three dimensions gives each a layer of its own: hundreds take longer to join than to draw."""
    open_page(page, f"{address}/?country=KZ")
    expect(the_map(page).locator(".sheru-label").first).to_be_attached(timeout=PATIENCE)
    moved = "nodes => nodes.map((node) => node.style.transform).filter((value) => !/^translate\\(/.test(value))"
    for kind in (".sheru-icon", ".sheru-label"):
        assert the_map(page).locator(kind).count() > 0
        assert the_map(page).locator(kind).evaluate_all(moved) == []
