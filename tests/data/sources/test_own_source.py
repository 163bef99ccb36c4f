from __future__ import annotations

import pytest

from data.sources.ours import OWN
from data.sources.own import BadCell, to_cells
from tests.data.builders import report
from tests.data.sources.reading import read


def test_our_own_cells_stay_as_they_are() -> None:
    made = report(participants="about 50", source_name="A; B", source_url="https://a.example https://b.example")
    assert read(OWN, to_cells(made)) == made


@pytest.mark.parametrize("date", ["2021-02-28", "2021-W08", "2021-02", "2021", "2021-02-28/2021-03-02"])
def test_iso_dates_stay_as_they_are(date: str) -> None:
    assert read(OWN, {"date": date, "place": "Almaty"}) == report(date=date, country="")


def test_another_date_is_read_as_the_column_is() -> None:
    assert read(OWN, {"date": "28 February 2021", "place": "Almaty"}).date == report(date="2021-02-28").date
    with pytest.raises(BadCell) as error:
        read(OWN, {"date": "soon", "place": "Almaty"})
    assert error.value.column == "date"
