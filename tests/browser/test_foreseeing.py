"""A zoom waits for nothing: its answer is asked for when the hand comes to the button, its marks come at once."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.reader import PATIENCE, frame_of, open_page, the_map

_SEEN = """() => {
  window.seen = [];
  const map = document.querySelector("#map_div");
  const marks = () => document.querySelectorAll(".sheru-icon:not(.leaving)").length;
  new MutationObserver(() => seen.push([window.map._animatingZoom, marks()]))
    .observe(map, { attributes: true, attributeFilter: ["data-drawn-at"] });
}"""
"""At each drawing: whether the map still moved, and how many marks there were."""


def test_the_answer_is_there_before_the_button_is_pressed(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    expect(page.locator(".st-key-footer")).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")  # until all parts have their place, the map may still get another size
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/clusters" in request.url else None)
    button = the_map(page).get_by_role("button", name="Zoom in")
    with page.expect_response(re.compile("/api/clusters.*zoom=6")):
        button.hover()
    frame_of(page).evaluate(_SEEN)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile(r"at=[\d.,]+,6"))
    frame_of(page).wait_for_function("() => window.seen.length > 0", timeout=PATIENCE)
    seen = frame_of(page).evaluate("() => window.seen")
    assert seen[0][0] is True, "no mark was drawn before the map stood still"
    assert seen[0][1] > 0
    assert sum("zoom=6" in url for url in asked) == 1


def test_a_step_of_the_keyboard_foresees_the_next(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    the_map(page).get_by_role("region", name=re.compile("Map of incidents")).focus()
    with page.expect_response(re.compile("/api/clusters.*zoom=7")):
        page.keyboard.press("+")
    page.wait_for_url(re.compile(r"at=[\d.,]+,6"))


def test_the_wheel_asks_for_what_it_turns_to(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/clusters" in request.url else None)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.3 * box["height"])
    page.mouse.wheel(0, -50)
    page.wait_for_url(re.compile(r"at=[\d.,]+,6"))
    frame_of(page).wait_for_function("() => sheru.incidents.answer.wanted.includes('zoom=6') && !map._animatingZoom")
    assert len({url for url in asked if "zoom=6" in url}) == 1, "it was asked for another view than the one that came"


def test_what_is_foreseen_does_not_push_out_what_is_looked_at(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    drawn = frame_of(page).evaluate(
        """async () => {
          const layer = sheru.incidents;
          const { dataset } = document.querySelector("#map_div");
          const before = dataset.drawnAt;
          map.setView([50, 60], 6, { animate: false });
          layer.foresee({ zoom: 7, center: map.getCenter() });
          while (dataset.drawnAt === before) await new Promise(requestAnimationFrame);
          return layer.answer.wanted;
        }"""
    )
    assert "zoom=6" in drawn
