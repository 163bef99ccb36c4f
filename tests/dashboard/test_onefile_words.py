"""The words of the one-file map are those of the page."""

from __future__ import annotations

import json

import pytest

from dashboard.onefile_words import path_of, written
from dashboard.translations import LANGUAGES
from data.export import onefile


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_page(language: str) -> None:
    assert path_of(language).read_text("utf-8") == written(language), "please run `make catalogues`"


def test_there_are_words_in_every_language_of_the_page() -> None:
    assert tuple(LANGUAGES) == onefile.LANGUAGES


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_part_is_left_in_english(language: str) -> None:
    english, other = (json.loads(written(code)) for code in ("en", language))
    for part in ("sentence", "story", "filters", "page", "about"):
        same = [name for name, text in english[part].items() if text == other[part][name] and str(text).strip(" {}n")]
        assert set(same) <= {"incidents", "quoted"}, part
