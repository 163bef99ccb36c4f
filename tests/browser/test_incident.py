"""The panel of an incident: what is near it, its own link, stepping through time, and where the keyboard goes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.reader import PATIENCE, incident_mark, open_page, panel, shot

ALMATY = "kz-almaty-2021-02-28"
MARCH = "kz-almaty-2021-03-27"
FEBRUARY = f"country=KZ&from=2021-02-28&to=2021-03-31&incident={ALMATY}"


def opened(page: Page, incident_id: str = ALMATY) -> Locator:
    """The panel, once it shows this incident."""
    expect(panel(page).locator(f'article[data-incident="{incident_id}"]')).to_be_visible(timeout=PATIENCE)
    return panel(page)


def test_the_counts_are_a_table_in_which_unknown_is_muted(page: Page, address: str) -> None:
    open_page(page, f"{address}/?incident={ALMATY}")
    counts = opened(page).get_by_role("table", name="How many people")
    expect(counts.get_by_role("row", name="Detained at least 50")).to_be_visible()
    expect(counts.get_by_role("row", name="Killed unknown").locator(".unknown")).to_be_visible()
    expect(counts.get_by_role("rowheader")).to_have_text(["Participants", "Detained", "Injured", "Killed"])
    expect(panel(page).get_by_role("article", name="Almaty, Kazakhstan")).to_be_visible()
    expect(panel(page)).to_contain_text(re.compile(r"Somewhere within about \d+ km"))


def test_where_reports_disagree_it_says_who_says_what(page: Page, address: str) -> None:
    open_page(page, f"{address}/?incident={MARCH}")
    row = opened(page, MARCH).get_by_role("row", name=re.compile("^Detained"))
    expect(row.get_by_role("listitem")).to_have_text(
        ["lowest: at least 7, ecoi.net (RFE/RL)", "highest: at least 8, Vlast.kz"]
    )
    shot(page, "incident-disagree")


def test_an_incident_nearby_opens(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{FEBRUARY}")
    near = opened(page).locator("section", has=page.get_by_role("heading", name="Nearby"))
    expect(near).to_contain_text("Within 100 km, at any date. The other filters hold.")
    expect(near.get_by_role("listitem")).to_have_count(5)
    near.get_by_role("button", name="27 March 2021").click()
    opened(page, MARCH)
    page.wait_for_url(re.compile(f"incident={MARCH}"))
    assert page.locator(".st-key-panel").evaluate("node => node.scrollTop") == 0


def test_the_link_of_an_incident_is_of_it_alone(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{address}/?{FEBRUARY}&at=48,67,4")
    opened(page).get_by_role("button", name="Link to this incident").click()
    expect(panel(page).get_by_text("Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/?incident={ALMATY}"


def test_the_link_of_an_incident_keeps_the_language(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{address}/?{FEBRUARY}&lang=kk")
    opened(page).locator(".copy button").first.click()
    expect(panel(page).locator(".copy [role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/?incident={ALMATY}&lang=kk"


def test_without_a_clipboard_the_link_is_there_to_be_copied(page: Page, address: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))")
    open_page(page, f"{address}/?{FEBRUARY}")
    opened(page).get_by_role("button", name="Link to this incident").click()
    field = panel(page).get_by_label("Copy this link:")
    expect(field).to_have_value(f"{address}/?incident={ALMATY}")
    expect(field).not_to_be_editable()
    expect(field).to_be_focused()
    selected = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert selected == f"{address}/?incident={ALMATY}"


def test_earlier_and_later_stay_where_they_are(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{FEBRUARY}")
    later, earlier, close = (opened(page).get_by_role("button", name=name) for name in ("Later", "Earlier", "Close"))
    places = [button.bounding_box() for button in (earlier, later, close)]
    page.locator(".st-key-panel").evaluate("node => node.scrollTo(0, 400)")
    assert [button.bounding_box() for button in (earlier, later, close)] == places
    for place in ("Aktobe", "Atyrau"):
        later.click()
        expect(panel(page).get_by_role("heading", level=2)).to_contain_text(place, timeout=PATIENCE)
        assert [button.bounding_box() for button in (earlier, later, close)] == places


def test_stepping_by_keyboard_stays_on_the_button_and_says_what_came(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{FEBRUARY}")
    expect(opened(page).get_by_role("heading", level=2)).to_be_focused()
    later = panel(page).get_by_role("button", name="Later")
    later.focus()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("status").first).to_contain_text("Aktobe", timeout=PATIENCE)
    expect(later).to_be_focused()


def test_the_keyboard_comes_back_to_the_row_that_opened_the_incident(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-28&to=2021-02-28")
    row = page.locator(f'.st-key-table-all tr[data-incident="{ALMATY}"]')
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(opened(page).get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    expect(row.get_by_role("button")).to_be_focused()


def test_the_keyboard_comes_back_to_the_mark_that_opened_the_incident(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&from=2021-02-01&to=2021-02-28")
    mark = incident_mark(page, ALMATY)
    expect(mark).to_be_visible(timeout=PATIENCE)
    mark.focus()
    page.keyboard.press("Enter")
    expect(opened(page).get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    expect(mark).to_be_focused()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_on_a_phone_the_incident_is_a_sheet_whose_bar_stays(browser: Browser, address: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    page = phone.new_page()
    open_page(page, f"{address}/?{FEBRUARY}")
    sheet, close = opened(page), panel(page).get_by_role("button", name="Close")
    box, before = sheet.bounding_box(), close.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert min(before["width"], before["height"]) >= 44
    sheet.evaluate("node => node.scrollTo(0, 600)")
    assert close.bounding_box() == before
    assert sheet.evaluate("node => node.scrollWidth") <= 390
    shot(page, "incident-phone")
    close.tap()
    expect(panel(page)).to_have_count(0, timeout=PATIENCE)
    phone.close()
