"""A zoom waits for nothing: its answer is asked for when the hand comes to the button, its marks come at once."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import PATIENCE, frame_of, marks, open_page, the_map

_SEEN = """() => {
  window.seen = [];
  const map = document.querySelector("#map_div");
  const marks = () => document.querySelectorAll(".sheru-icon:not(.leaving)").length;
  new MutationObserver(() => seen.push([window.map._animatingZoom, marks()]))
    .observe(map, { attributes: true, attributeFilter: ["data-drawn-at"] });
}"""
"""At each drawing: whether the map still moved, and how many marks there were."""


def at_rest(page: Page) -> None:
    """Until all parts have their place, the map may still get another size."""
    expect(page.locator(".st-key-footer")).to_be_attached(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")


def quick_server(page: Page) -> None:
    """As if the last answer had taken no time: the machine of the tests may be busy."""
    frame_of(page).evaluate("() => Object.defineProperty(sheru.incidents.questions, 'slow', { get: () => false })")


def asked_from_now(page: Page) -> list[str]:
    """Addresses of questions for clusters; filled while the page is used."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/clusters" in request.url else None)
    return asked


def test_the_answer_is_there_before_the_button_is_pressed(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    at_rest(page)
    asked = asked_from_now(page)
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
    quick_server(page)
    the_map(page).get_by_role("region", name=re.compile("Map of incidents")).focus()
    with page.expect_response(re.compile("/api/clusters.*zoom=7")):
        page.keyboard.press("+")
    page.wait_for_url(re.compile(r"at=[\d.,]+,6"))


def test_the_wheel_asks_for_what_it_turns_to(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    asked = asked_from_now(page)
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


def test_a_hand_at_rest_has_a_step_in_and_a_step_out_asked_for(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    at_rest(page)
    quick_server(page)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    step_in, step_out = (re.compile(f"/api/clusters.*zoom={zoom}") for zoom in (6, 4))
    with page.expect_response(step_in), page.expect_response(step_out):
        page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.8 * box["height"], steps=3)


def test_a_hand_at_rest_on_a_mark_has_its_closer_look_asked_for(page: Page, address: str) -> None:
    open_page(page, f"{address}/?at=46,68,3")
    at_rest(page)
    quick_server(page)
    several = marks(page).filter(has=page.locator(".sheru-ring")).first
    with page.expect_response(re.compile("/api/clusters.*zoom=5")) as foreseen:
        several.hover(force=True)
    asked = asked_from_now(page)
    page.mouse.down()
    page.mouse.up()
    frame_of(page).wait_for_function("() => sheru.incidents.answer.wanted.includes('zoom=5') && !map._animatingZoom")
    looked_at = frame_of(page).evaluate("() => JSON.parse(sheru.incidents.answer.wanted)[0]")
    assert looked_at == foreseen.value.url
    assert looked_at not in asked


def test_a_finger_has_nothing_foreseen_and_a_slow_server_is_left_alone(browser: Browser, address: str) -> None:
    for touch in (True, False):
        context = browser.new_context(viewport={"width": 1400, "height": 860}, has_touch=touch, locale="en-GB")
        page = context.new_page()
        open_page(page, f"{address}/?country=KZ&at=46,68,5")
        at_rest(page)
        asked = asked_from_now(page)
        box = page.locator(".st-key-map iframe").bounding_box()
        assert box
        where = (box["x"] + 0.7 * box["width"], box["y"] + 0.8 * box["height"])
        if touch:
            page.touchscreen.tap(*where)
        else:
            frame_of(page).evaluate("() => { sheru.incidents.questions.took = 900; }")
            page.mouse.move(*where)  # at once, past no button
        page.evaluate("() => new Promise((still) => setTimeout(still, 500))")
        assert asked == []
        context.close()
