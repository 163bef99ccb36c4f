"""A reader with a phone and a finger finds the Almaty detentions, reads them and closes them again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import PATIENCE, incident_mark, open_page, panel, sentence, shot, the_map

ALMATY = "kz-almaty-2021-02-28"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def test_find_and_read_an_incident_with_a_finger(phone: Page, address: str) -> None:
    open_page(phone, f"{address}/?from=2021-02-01&to=2021-02-28")
    shot(phone, "phone-first")
    phone.get_by_test_id("stExpandSidebarButton").tap()
    drawer = phone.get_by_test_id("stSidebar")
    expect(drawer.get_by_text("Filters", exact=True)).to_be_visible()
    drawer.get_by_role("combobox", name="Country").fill("Kazakhstan")
    phone.get_by_role("option", name="Kazakhstan").tap()
    shot(phone, "phone-drawer")
    drawer.get_by_text("Filters", exact=True).tap()  # the list closes
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(sentence(phone)).to_contain_text("6 incidents in Kazakhstan, February 2021", timeout=PATIENCE)
    the_map(phone).get_by_role("button", name="Fit to what is shown").tap()
    incident_mark(phone, ALMATY).tap(timeout=PATIENCE)
    expect(panel(phone)).to_contain_text("“roughly 50”", timeout=PATIENCE)
    shot(phone, "phone-incident")
    sheet = panel(phone).bounding_box()
    assert sheet
    assert (round(sheet["x"]), round(sheet["width"])) == (0, 390)
    panel(phone).get_by_role("button", name="Close").tap()
    expect(panel(phone)).to_have_count(0, timeout=PATIENCE)


def test_what_a_finger_presses_is_large_enough(phone: Page, address: str) -> None:
    """44 pixels, as the platforms' guidelines ask for the controls of a map."""
    open_page(phone, address)
    for name in ("Zoom in", "Zoom out", "Fit to what is shown", "Show the whole map", "Fill the window"):
        box = the_map(phone).get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, name


def test_nothing_is_wider_than_the_phone(phone: Page, address: str) -> None:
    open_page(phone, f"{address}/?country=KZ&incident={ALMATY}&lang=ru")
    expect(panel(phone)).to_contain_text("roughly 50", timeout=PATIENCE)
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= 390
