"""Any text, any report, any Filters: what the properties of the tests are held against."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import strategies as st

from data.filters import Filters
from data.model import DateRange, Report
from data.parsing.counts import parse_count
from data.parsing.dates import parse_date, span_precision
from data.parsing.text import clean_text
from data.vocabulary import EVENT_TYPES, LOCATION_PRECISIONS, PLACING, STATE_RESPONSES
from geocoding import Location, Place

any_text = st.text(st.characters(), max_size=40)
"""Control characters, unassigned code points and lone surrogates included."""

texts = any_text.map(clean_text)
some_texts = texts.filter(bool)

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
months = st.builds("{:04d}-{:02d}".format, st.integers(1000, 2999), st.integers(1, 12)).map(parse_date)
years = st.integers(1000, 2999).map(lambda year: parse_date(str(year)))
weeks = st.builds("{:04d}-W{:02d}".format, st.integers(1001, 2998), st.integers(1, 52)).map(parse_date)


@st.composite
def spans(draw: st.DrawFn) -> DateRange:
    """Any two days, in order, with the precision that follows from their distance."""
    start, end = sorted((draw(days), draw(days)))
    return DateRange(start, end, span_precision(start, end))


date_ranges = st.one_of(spans(), months, years, weeks, days.map(lambda day: DateRange(day, day, "day")))

locations = st.builds(
    Location,
    latitude=st.floats(-90, 90, allow_nan=False).filter(bool),
    longitude=st.floats(-180, 180, allow_nan=False).filter(bool),
    precision=st.sampled_from(list(LOCATION_PRECISIONS)),
    radius_km=st.floats(0, 10_000, allow_nan=False),
    name=some_texts,
    country_code=st.sampled_from(["", "KZ", "XK", "BY"]),
    method=some_texts,
)

counts = st.one_of(texts, st.sampled_from(["about 50", "at least 50", "20-30", "dozens", "около ста", "none"])).map(
    parse_count
)
word_lists = st.lists(texts.map(lambda text: text.replace(";", " ").strip()).filter(bool), max_size=3).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report that a row of our own table can state."""
    location = draw(st.none() | locations)
    placing = draw(st.sampled_from(list(PLACING)))
    place = draw(st.builds(Place, some_texts, admin1=texts, country=texts))
    return Report(
        date=draw(date_ranges),
        place=place,
        location=location,
        placing=placing,
        event_type=draw(st.sampled_from(list(EVENT_TYPES))),
        description=draw(texts),
        participants=draw(counts),
        detained=draw(counts),
        injured=draw(counts),
        killed=draw(counts),
        state_response=draw(st.lists(st.sampled_from(list(STATE_RESPONSES)), max_size=3).map(tuple)),
        source_name=draw(texts),
        source_url=draw(texts),
        source_published=draw(st.just("") | st.dates().map(date.isoformat)),
        incident_ref=draw(texts),
        tags=draw(word_lists),
    )


@st.composite
def crowded_reports(draw: st.DrawFn) -> Report:
    """Reports of few ids, days and countries, so that many of them meet."""
    return dataclasses.replace(
        draw(reports()),
        date=draw(st.sampled_from(["2021-02-28", "2021-03", "2021-05-01", "2022"]).map(parse_date)),
        place=Place("Square", country=draw(st.sampled_from(["", "Kazakhstan", "Belarus"]))),
        incident_ref=draw(st.sampled_from(["", "a", "kz-a", "kz-a--2"])),
    )


minimums = st.none() | st.integers(0, 999_999_999)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Any Filters that a URL can state."""
    start, end = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if start and end and start > end:
        start, end = end, start
    code = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
    return Filters(
        countries=tuple(draw(st.lists(code, unique=True, max_size=3))),
        start=start,
        end=end,
        types=tuple(draw(st.lists(st.sampled_from(list(EVENT_TYPES)), unique=True, max_size=3))),
        text=draw(texts),
        participants_min=draw(minimums),
        detained_min=draw(minimums),
        injured_min=draw(minimums),
        killed_min=draw(minimums),
        precisions=tuple(draw(st.lists(st.sampled_from(list(LOCATION_PRECISIONS)), unique=True, max_size=3))),
        sources=tuple(draw(st.lists(some_texts, unique=True, max_size=3))),
        dataset=draw(st.sampled_from(["public", "a1_-b2", "x" * 64])),
    )
