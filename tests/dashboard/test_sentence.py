"""What is shown, as a sentence that is right in each language."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.sentence import sentence
from dashboard.translations import words
from data.filters import Filters
from data.summary import Summary, Total

NOBODY = Total(low=0, high=0, known_in=0, low_known_in=0, approximate=False, unknown_in=0)


def shown(incidents: int, detained: Total) -> Summary:
    totals = {"participants": NOBODY, "detained": detained, "injured": NOBODY, "killed": NOBODY}
    return Summary(incidents, incidents, None, None, 0, {}, {}, totals, None)


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
        (Filters(countries=("KZ", "RU")), "12 incidents in Kazakhstan, Russia"),
        (Filters(start=date(2021, 2, 1), end=date(2021, 2, 28)), "12 incidents, February 2021"),
        (Filters(start=date(2021, 2, 1)), "12 incidents, from 1 February 2021 on"),
        (Filters(end=date(2021, 2, 1)), "12 incidents, until 1 February 2021"),
        (Filters(types=("detention", "riot")), "12 incidents; detention, riot"),
        (Filters(text="park"), "12 incidents; with the words “park”"),
        (Filters(detained_min=50), "12 incidents; with at least 50 detained"),
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
