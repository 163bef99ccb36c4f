"""What a reader does while the map still zooms counts."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.reader import PATIENCE, frame_of, open_page, the_map

_LEVELS = """() => {
  window.levels = [];
  map.on("zoomend", () => levels.push(map.getZoom()));
}"""


def test_presses_of_a_zoom_button_count_however_quick_they_are(page: Page, address: str) -> None:
    open_page(page, f"{address}/?at=46,68,3")
    the_map(page).get_by_role("button", name="Zoom in").hover()
    frame_of(page).evaluate(
        """async () => {
          const button = document.querySelector(".leaflet-control-zoom-in");
          for (let press = 0; press < 3; press++) {
            button.click();
            await new Promise((later) => setTimeout(later, 60));
          }
        }"""
    )
    frame_of(page).wait_for_function("() => map.getZoom() === 6 && !map._animatingZoom", timeout=PATIENCE)


_FIT_MEANWHILE = """async () => {
  const picture = () => new Promise(requestAnimationFrame);
  map.setZoom(8);
  while (!map._animatingZoom) await picture();
  sheru.incidents.looking.fit([46.5, 40.6, 87.3, 55.4]);
  while (map._animatingZoom) await picture();
  return [map.getZoom(), map.getBounds().contains([[40.6, 46.5], [55.4, 87.3]])];
}"""


def test_a_fit_that_is_asked_for_during_a_zoom_fits(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,7")
    zoom, all_in_sight = frame_of(page).evaluate(_FIT_MEANWHILE)
    assert zoom < 7
    assert all_in_sight


def test_a_wheel_that_turns_on_zooms_level_by_level(page: Page, address: str) -> None:
    open_page(page, f"{address}/?at=46,68,3")
    frame_of(page).evaluate(_LEVELS)
    frame_of(page).evaluate(
        """async () => {
          const place = map.getContainer();
          const { x, y, width, height } = place.getBoundingClientRect();
          const middle = { clientX: x + width / 2, clientY: y + height / 2 };
          const turn = { ...middle, deltaY: -40, bubbles: true, cancelable: true };
          const until = performance.now() + 900;
          while (performance.now() < until) {
            place.dispatchEvent(new WheelEvent("wheel", turn));
            await new Promise((later) => setTimeout(later, 16));
          }
        }"""
    )
    frame_of(page).wait_for_function("() => !map._animatingZoom", timeout=PATIENCE)
    levels = frame_of(page).evaluate("() => levels")
    assert levels == list(range(4, 4 + len(levels)))
    assert 1 <= len(levels) <= 4
