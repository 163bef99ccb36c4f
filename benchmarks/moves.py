"""Moves of the map, as a hand, a wheel, a keyboard and a script make them: seconds from each to the repainted map.

Nobody has asked for the view before: each move is made with a question that is new to browser and server, but for
what the map itself has foreseen where the hand or the focus was at rest.
"""

from __future__ import annotations

from playwright.sync_api import Page

from benchmarks.page import settled, until_drawn
from tests.browser.reader import frame_of, the_map

VIEWS = [
    (43.2, 76.9),
    (48.8, 2.3),
    (40.7, -74.0),
    (28.6, 77.2),
    (-23.5, -46.6),
    (55.7, 37.6),
    (35.7, 51.4),
    (30.0, 31.2),
]
_NEW_QUESTION = """() => {
  const day = new Date(Date.UTC(2100, 0, 1) + Math.floor(performance.now()) * 86400000).toISOString().slice(0, 10);
  sheru.incidents.options = { ...sheru.incidents.options, query: `to=${day}` };
}"""
"""Dates that leave nothing out and were not asked for before: neither browser nor server has the answer."""

_ACT = "sheru-bench"  # the event at which a move that a script makes begins
_DRAG = (330, 190)  # pixels: about a third of the map


def look_at(page: Page, latitude: float, longitude: float, level: int) -> None:
    """Look there, and be at rest."""
    frame_of(page).wait_for_function("() => !map._animatingZoom")  # which would end where it was going to
    _moved(page, f"map.setView([{latitude}, {longitude}], {level}, {{animate: false}})")
    settled(page)


def _moved(page: Page, script: str) -> float:
    """Seconds from the call of `script` to the repainted map, as if nobody had asked for this view before."""
    frame = frame_of(page)
    frame.evaluate(_NEW_QUESTION)
    act = f"() => {{ window.dispatchEvent(new Event('{_ACT}')); {script}; }}"
    return until_drawn(page, lambda: frame.evaluate(act), "data-drawn-at", _ACT)


def jump(page: Page, number: int) -> float:
    latitude, longitude = VIEWS[number % len(VIEWS)]
    return _moved(page, f"map.setView([{latitude}, {longitude}], {5 + number % 4}, {{animate: false}})")


def zoom(page: Page, number: int) -> float:
    """In and out by turns."""
    look_at(page, *VIEWS[number // 2 % len(VIEWS)], 7 if number % 2 else 4)
    return _moved(page, f"map.setZoom({4 if number % 2 else 7}, {{animate: false}})")


def press_button(page: Page, number: int) -> float:
    """In and out by turns; the hand rests on the button for 100 ms before it presses."""
    _begin(page, number)
    frame_of(page).evaluate(_NEW_QUESTION)
    box = the_map(page).get_by_role("button", name="Zoom out" if number % 2 else "Zoom in").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def press() -> None:
        page.mouse.move(*middle, steps=4)
        _rest(page, 100)
        page.mouse.down()
        page.mouse.up()

    page.mouse.move(middle[0] + 60, middle[1])
    return until_drawn(page, press, "data-drawn-at", "pointerdown")


def turn_wheel(page: Page, number: int, at_rest: bool) -> float:
    """One turn over the middle of the map, in and out by turns: where the hand lay for 300 ms, or as it comes there."""
    _begin(page, number)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(middle[0] + 60, middle[1])
    if not at_rest:
        frame_of(page).evaluate(_NEW_QUESTION)
    page.mouse.move(*middle)
    if at_rest:
        _rest(page, 300)
    return until_drawn(page, lambda: page.mouse.wheel(0, 50 if number % 2 else -50), "data-drawn-at", "wheel")


def press_key(page: Page, number: int, at_rest: bool) -> float:
    """A press of plus or minus by turns: where the map had the focus for 300 ms, or as it gets it."""
    frame_of(page).evaluate("() => document.activeElement.blur()")
    _begin(page, number)
    if not at_rest:
        frame_of(page).evaluate(_NEW_QUESTION)
    frame_of(page).evaluate("() => map.getContainer().focus({ focusVisible: true })")
    if at_rest:
        _rest(page, 300)
    key = "-" if number % 2 else "+"
    return until_drawn(page, lambda: page.keyboard.press(key), "data-drawn-at", "keydown")


def _begin(page: Page, number: int) -> None:
    look_at(page, *VIEWS[number // 2 % len(VIEWS)], 7 if number % 2 else 5)


def _rest(page: Page, milliseconds: int) -> None:
    page.evaluate(f"() => new Promise((still) => setTimeout(still, {milliseconds}))")


def drag(page: Page, number: int) -> float:
    """Seconds from letting go of the mouse at the end of a drag to the repainted map: on new ground each time."""
    frame_of(page).evaluate(_NEW_QUESTION)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    across, down = _DRAG[0], _DRAG[1] * (1 if number % 2 else -1)
    start = (box["x"] + box["width"] / 2 + across / 2, box["y"] + box["height"] / 2 - down / 2)
    end = (start[0] - across, start[1] + down)

    def pull() -> None:
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=12)
        _rest(page, 60)  # else it is a throw, which rolls on
        page.mouse.up()

    return until_drawn(page, pull, "data-drawn-at", "mouseup")
