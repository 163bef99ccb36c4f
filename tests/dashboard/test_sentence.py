"""What is shown, as a sentence that is right in each language."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.sentence import sentence
from dashboard.translations import words
from data.filters import Filters
from data.summary import Summary
from data.totals import Total

NOBODY = Total(low=0, high=0, known_in=0, low_known_in=0, approximate=False, unknown_in=0)


def shown(incidents: int, detained: Total, years: tuple[date, date] | None = None, countries: int = 0) -> Summary:
    totals = {"participants": NOBODY, "detained": detained, "injured": NOBODY, "killed": NOBODY}
    first, last = years or (None, None)
    codes = dict.fromkeys(("KZ", "KG", "RU")[:countries], 1)
    return Summary(incidents, incidents, first, last, 0, codes, {}, totals, None)


DAY = Filters(countries=("KZ",), start=date(2021, 2, 28), end=date(2021, 2, 28))
OPEN = Total(low=150, high=None, known_in=11, low_known_in=11, approximate=False, unknown_in=1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained (unknown in 1)"),
        (
            "ru",
            "Казахстан, 28 февраля 2021\u202fг.: 12 инцидентов; задержано не менее 150 человек (в 1 случае неизвестно)",
        ),
        ("kk", "Қазақстан, 2021\u202fж. 28 ақпан: 12 оқиға; кемінде 150 адам ұсталды (1 жағдайда белгісіз)"),
    ],
)
def test_country_and_day_and_an_open_total(language: str, said: str) -> None:
    assert sentence(DAY, shown(12, OPEN), words(language)) == said


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), "12 incidents"),
        (Filters(countries=("KZ", "RU")), "12 incidents in Kazakhstan and Russia"),
        (Filters(start=date(2021, 2, 1), end=date(2021, 2, 28)), "12 incidents, February 2021"),
        (Filters(start=date(2021, 2, 1)), "12 incidents, from 1 February 2021 on"),
        (Filters(end=date(2021, 2, 1)), "12 incidents, until 1 February 2021"),
        (Filters(types=("detention", "riot")), "12 incidents; detention, riot"),
        (Filters(text="park"), "12 incidents; with the words “park”"),
        (Filters(detained_min=50), "12 incidents; each with at least 50 detained"),
        (Filters(precisions=("city",)), "12 incidents; place known as: city"),
        (Filters(sources=("RFE/RL",)), "12 incidents; reported by RFE/RL"),
    ],
)
def test_every_filter_is_said(filters: Filters, said: str) -> None:
    assert (
        sentence(filters, shown(12, OPEN), words("en")).removesuffix("; at least 150 people detained (unknown in 1)")
        == said
    )


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (Total(0, 0, 0, 0, False, 12), "number of detained unknown"),
        (Total(50, 50, 12, 12, False, 0), "50 people detained"),
        (Total(1, 1, 12, 12, False, 0), "1 person detained"),
        (Total(50, 60, 10, 10, False, 2), "50 to 60 people detained (unknown in 2)"),
        (Total(1200, None, 12, 12, False, 0), "at least 1,200 people detained"),
        (Total(0, 0, 12, 12, False, 0), "0 people detained"),
        (Total(0, 20, 1, 0, False, 11), "at most 20 people detained (unknown in 11)"),
        (Total(50, 50, 1, 1, True, 11), "about 50 people detained (unknown in 11)"),
    ],
)
def test_unknown_is_said_and_never_shown_as_nobody(total: Total, said: str) -> None:
    assert sentence(Filters(), shown(12, total), words("en")) == f"12 incidents; {said}"


def test_nothing_found_is_said_without_numbers() -> None:
    assert sentence(DAY, shown(0, NOBODY), words("en")) == "No incidents in Kazakhstan, 28 February 2021"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "12 incidents in 3 countries, 2019–2022; 50 people detained"),
        ("ru", "2019–2022: 12 инцидентов в 3 странах; задержано 50 человек"),
        ("kk", "2019–2022: 3 елде 12 оқиға; 50 адам ұсталды"),
    ],
)
def test_where_nothing_is_asked_for_it_says_what_there_is(language: str, said: str) -> None:
    found = shown(12, Total(50, 50, 12, 12, False, 0), (date(2019, 3, 1), date(2022, 1, 5)), 3)
    assert sentence(Filters(), found, words(language)) == said


def test_the_days_of_one_year_are_said() -> None:
    found = shown(12, Total(50, 50, 12, 12, False, 0), (date(2021, 2, 3), date(2021, 2, 28)), 1)
    assert sentence(Filters(), found, words("en")).startswith("12 incidents, 3–28 Feb 2021")


def test_nothing_found_reads_well_wherever_it_stands() -> None:
    assert sentence(Filters(countries=("KZ",)), shown(0, NOBODY), words("ru")) == "Казахстан: инцидентов нет"
    assert sentence(Filters(text="парк"), shown(0, NOBODY), words("ru")) == "Инцидентов нет; со словами «парк»"
