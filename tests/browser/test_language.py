"""The page is in the reader's language as a whole: what Streamlit says by itself too, and to screen readers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import PATIENCE, open_page, shot, the_map

VIEW = "country=KZ&from=2020-01-01&detained_min=2&q=a"

ENGLISH_LEFT = """() => {
  const found = new Set();
  const english = (text) => /[A-Za-z]{2,}/.test(text ?? "") && !/[Ѐ-ӿ]/.test(text);
  const unheard = "script, style, noscript, [aria-hidden=true], [aria-hidden=true] *";
  for (const node of document.querySelectorAll(`body *:not(${unheard})`)) {
    if (!node.checkVisibility()) continue;
    for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) {
      if (english(node.getAttribute(name))) found.add(node.getAttribute(name));
    }
    for (const { nodeType, data } of node.childNodes) if (nodeType === Node.TEXT_NODE && english(data)) found.add(data);
  }
  return [...found].sort();
}"""
NAMES = {"CC BY 4.0", "GeoNames", "Natural Earth", "Sheru"}
# Streamlit's, in the language of the browser or beyond reach: said to screen readers alone
KNOWN = {"01 – January", "Selected Date: January 01, 2020"}


@pytest.mark.parametrize(("language", "nothing"), [("ru", "Ничего не найдено"), ("kk", "Ештеңе табылмады")])
def test_no_word_of_the_page_stays_english(page: Page, address: str, language: str, nothing: str) -> None:
    open_page(page, f"{address}/?{VIEW}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    assert set(page.evaluate(ENGLISH_LEFT)) - NAMES - KNOWN == set()
    page.locator(".st-key-countries").get_by_role("combobox").fill("no such country")
    expect(page.get_by_text(nothing)).to_be_visible()
    expect(page.get_by_text("No results")).to_have_count(0)
    shot(page, f"language-{language}")


def test_another_language_takes_the_map_along(page: Page, address: str) -> None:
    open_page(page, f"{address}/?country=KZ&at=46,68,5")
    names = the_map(page).locator(".sheru-label-country")
    expect(names.filter(has_text="Mongolia").or_(names.filter(has_text="Uzbekistan")).first).to_be_attached(
        timeout=PATIENCE
    )
    page.locator(".st-key-language button").or_(page.get_by_role("combobox", name="English")).last.click()
    page.get_by_role("option", name="Русский").click()
    expect(the_map(page).get_by_role("button", name="Показать всю карту")).to_be_visible(timeout=PATIENCE)
    expect(names.filter(has_text="Узбекистан")).to_be_attached(timeout=PATIENCE)
    assert not [text for text in names.all_inner_texts() if text.isascii()]


def test_another_language_takes_the_words_and_the_dates_along(page: Page, address: str) -> None:
    open_page(page, f"{address}/?{VIEW}&lang=ru")
    clear = page.locator(".st-key-countries").get_by_role("button", name="Очистить")
    expect(clear).to_be_visible(timeout=PATIENCE)
    page.get_by_role("combobox", name="Русский").or_(page.locator(".st-key-language button")).last.click()
    page.get_by_role("option", name="English").click()
    expect(page.locator(".st-key-countries").get_by_role("button", name="Clear")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page.get_by_role("spinbutton", name="year, From")).to_have_text("2020")
    page.wait_for_url(lambda url: "from=2020-01-01" in url and "lang=" not in url)
