from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.incidents import bounds, conflicting_ids, group
from data.model import Count, Report
from tests.data.builders import located, report
from tests.data.strategies import crowded_reports, texts

URL_SAFE = re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*")
some_counts = st.builds(
    lambda low, more, text: Count(low, None if more is None else (low or 0) + more, text),
    st.none() | st.integers(0, 999),
    st.none() | st.integers(0, 999),
    texts,
)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], (None, None)),
        ([Count()], (None, None)),
        ([Count(50, 50), Count(70, 90)], (50, 90)),
        ([Count(50, 50), Count(40, None)], (40, None)),
        ([Count(50, 50), Count(None, 30)], (50, 50)),
        ([Count(50, 50), Count(text="numerous")], (50, 50)),
        ([Count(0, 0), Count(24, 99)], (0, 99)),
        ([Count(None, 100)], (None, 100)),
    ],
)
def test_bounds_are_lowest_low_and_highest_high_and_an_open_high_stays_open(
    counts: Sequence[Count], expected: tuple[int | None, int | None]
) -> None:
    assert (bounds(counts).low, bounds(counts).high) == expected


@given(st.lists(some_counts, max_size=5))
def test_bounds_hold_every_known_count(counts: list[Count]) -> None:
    both = bounds(counts)
    known = [count for count in counts if count.known]
    assert both.low == min((c.low for c in known if c.low is not None), default=None)
    assert all(both.high is None or (c.high is not None and c.high <= both.high) for c in known)
    assert both.known or not any(c.low is not None for c in known)
    assert both.low is None or both.high is None or both.low <= both.high


def test_an_incident_keeps_each_wording_once() -> None:
    (incident,) = group([report(incident_id="a", detained=text) for text in ("about 50", "dozens", "about 50", "")])
    assert incident.detained == Count(24, 99, "about 50; dozens", approximate=True)


def test_reports_are_of_one_incident_only_by_the_id_of_an_editor() -> None:
    same = [report(source_name="One"), report(source_name="Two")]
    assert len(group(same)) == 2
    assert len(group([report(incident_id="a", source_name="One"), report(incident_id="b", source_name="Two")])) == 2
    assert len(group([report(incident_id="a", source_name="One"), report(incident_id="a", source_name="Two")])) == 1


@pytest.mark.parametrize(
    "other",
    [
        report(incident_id="a", date="2021-04-01"),
        report(incident_id="a", country="Belarus", place="Minsk"),
        located(incident_id="a", country_code="BY"),
    ],
)
def test_one_id_for_two_events_makes_two_incidents_and_is_reported(other: Report) -> None:
    incidents = group([report(incident_id="a"), other, report(incident_id="a", source_name="Two")])
    assert [len(incident.reports) for incident in incidents] == [2, 1]
    assert len({incident.incident_id for incident in incidents}) == 2
    assert conflicting_ids(incidents) == ("a",)


@pytest.mark.parametrize(
    "other",
    [
        report(incident_id="a", date="2021-03-31"),
        report(incident_id="a", date="2021"),
        located(incident_id="a"),
        report(incident_id="a", country="Қазақстан"),
        report(incident_id="a", country="", place="Almaty"),
        report(incident_id="a", lat="43.2", lon="76.9", country=""),
    ],
)
def test_a_report_that_can_be_of_the_same_event_joins_it(other: Report) -> None:
    (incident,) = group([report(incident_id="a"), other])
    assert len(incident.reports) == 2
    assert conflicting_ids([incident]) == ()


def test_no_incident_lies_in_two_countries_even_where_its_first_report_names_none() -> None:
    one = report(incident_id="a", country="", place="Square")
    incidents = group([one, report(incident_id="a"), report(incident_id="a", country="Belarus")])
    assert [len(incident.reports) for incident in incidents] == [2, 1]


def test_the_id_of_a_second_event_is_never_that_of_another_editor() -> None:
    rows = [report(incident_id="kz-a"), report(incident_id="kz-a", date="2022"), report(incident_id="kz-a-x2")]
    rows += [report(incident_id="kz-a-2"), report(incident_id="kz-a--2")]
    assert len({incident.incident_id for incident in group(rows)}) == 5


def test_the_most_precise_location_and_date_win() -> None:
    (incident,) = group(
        [
            report(incident_id="a", date="2021-02", event_type="march"),
            located(incident_id="a", precision="admin1", location_name="Region"),
            located(
                incident_id="a", date="2021-03-01", lat="43.2", lon="76.9", precision="exact", location_name="Park"
            ),
        ]
    )
    assert (incident.place_name, incident.country_code) == ("Park", "KZ")
    assert incident.location is not None
    assert incident.location.precision == "exact"
    assert (incident.date.start, incident.date.end) == (date(2021, 2, 28), date(2021, 3, 1))
    assert (incident.date.precision, incident.event_type) == ("week", "march")


@settings(max_examples=50)
@given(st.lists(crowded_reports(), max_size=6))
def test_every_report_is_in_exactly_one_incident_with_an_id_of_its_own(made: list[Report]) -> None:
    incidents = group(made)
    assert sorted(map(repr, made)) == sorted(repr(r) for incident in incidents for r in incident.reports)
    ids = [incident.incident_id for incident in incidents if incident.reports[0].incident_ref]
    assert len(ids) == len(set(ids))
    assert all(URL_SAFE.fullmatch(incident.incident_id) for incident in incidents)


@settings(max_examples=50)
@given(st.lists(crowded_reports(), max_size=6))
def test_grouping_what_is_grouped_changes_nothing(made: list[Report]) -> None:
    incidents = group(made)
    assert group(r for incident in incidents for r in incident.reports) == incidents


def test_ids_are_stable_and_safe_in_an_address_whatever_the_editor_wrote(
    hostile_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    rows = [report(incident_id=row["id"], tags=str(n)) for n, row in enumerate(hostile_rows("path_like_ids.csv"))]
    ids = [incident.incident_id for incident in group(rows)]
    assert ids == [incident.incident_id for incident in group(rows)]
    assert len(set(ids)) == len(rows)
    assert all(re.fullmatch(r"[0-9a-f]{16}", name) for name in ids)


def test_an_id_that_reads_well_is_kept_in_the_address() -> None:
    assert group([report(incident_id="kz-almaty-2021-02-28")])[0].incident_id == "kz-almaty-2021-02-28"
    assert group([report(incident_id="17")])[0].incident_id != "17"
