from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from data.by_country import by_country, period_before
from data.filters import Filters
from data.populations import populations
from data.summary import counts_by, summary
from data.totals import Total


def test_countries_add_up_to_the_summary(connection: Connection) -> None:
    shown = by_country(connection, Filters())
    assert {each.country: each.incidents for each in shown.countries} == counts_by(
        connection, Filters(), "country_code"
    )
    assert sum(each.detained.low for each in shown.countries) == summary(connection, Filters()).totals["detained"].low
    assert [each.incidents for each in shown.countries] == [4, 1, 1, 1, 1]
    assert shown.before is None


def test_people_are_a_range_and_unknown_is_not_0(connection: Connection) -> None:
    found = {each.country: each for each in by_country(connection, Filters()).countries}
    assert found["KZ"].detained == Total(50, None, known_in=2, low_known_in=2, approximate=True, unknown_in=2)
    assert found["KZ"].values == {"incidents": 4, "detained": 50, "per_million": 0.219, "change": None}
    assert found["BY"].values["detained"] is None
    assert found[""].values["per_million"] is None  # where it was is not known
    none = by_country(connection, Filters(types=("march",))).countries
    assert [(each.country, each.values["detained"]) for each in none] == [("KZ", 0)]  # the source says "none"


def test_the_change_is_against_the_period_before_of_the_same_length(connection: Connection) -> None:
    march = Filters(start=date(2021, 3, 1), end=date(2021, 3, 31))
    assert period_before(march) == Filters(start=date(2021, 1, 29), end=date(2021, 2, 28))
    (kazakhstan,) = by_country(connection, march).countries
    assert (kazakhstan.incidents, kazakhstan.before, kazakhstan.values["change"]) == (1, 1, 0)
    quiet = by_country(connection, Filters(start=date(2020, 8, 13), end=date(2020, 8, 20)))
    assert [(each.country, each.incidents, each.values["change"]) for each in quiet.countries] == [
        ("", 0, -1),
        ("BY", 0, -1),
    ]
    assert quiet.countries[1].values["detained"] == 0  # of no incident nobody was detained
    assert quiet.classes["change"] == ((1.0, 1.0),)
    assert quiet.classes["incidents"] == ()


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(start=date(2020, 1, 1)), Filters(end=date(2020, 1, 1)),
     Filters(start=date(1, 1, 1), end=date(2020, 1, 1))],
)  # fmt: skip
def test_without_both_days_or_before_year_1_there_is_no_period_before(filters: Filters) -> None:
    assert period_before(filters) is None


def test_a_number_of_inhabitants_is_never_0() -> None:
    assert populations()["KZ"] == 18_276_499
    assert min(populations().values()) > 0
