from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from babel.dates import format_date as babel_date
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from data.model import DateRange
from data.parsing.any_date import DateReading, date_doubt, parse_any_date, read_order
from data.parsing.any_date.words import LANGUAGES, month_numbers, plain
from data.parsing.dates import format_date, span_precision
from tests.data.strategies import any_text

TODAY = date(2026, 11, 25)
OPEN = DateReading(today=TODAY)

DAYS = [
    # as known formats and spreadsheets write them
    ("2020-12-03", "2020-12-03"),
    ("03 December 2020", "2020-12-03"),
    ("9-May-20", "2020-05-09"),
    ("31.12.2019", "2019-12-31"),
    ("31-12-19", "2019-12-31"),
    ("01-January-2015", "2015-01-01"),
    ("28-Jan-90", "1990-01-28"),
    ("2020-05-01 00:00:00", "2020-05-01"),
    ("2020-05-01 00:00:00.000", "2020-05-01"),
    ("5/13/2021 3:45 PM", "2021-05-13"),
    ("20191024", "2019-10-24"),
    ("20191024143000", "2019-10-24"),
    ("20191024T143000Z", "2019-10-24"),
    # the local date as it was written
    ("2024-05-01T23:30:00+14:00", "2024-05-01"),
    ("2024-05-01T00:30:00Z", "2024-05-01"),
    ("2024-03-31T02:30:00 Europe/Berlin", "2024-03-31"),
    ("2016-12-31T23:59:60Z", "2016-12-31"),
    ("2024-05-01T24:00:00", "2024-05-01"),
    ("Sat May 01 2021 00:00:00 GMT+0200 (CEST)", "2021-05-01"),
    ("5 May 2021 10:00-12:00", "2021-05-05"),
    # numbers
    ("2021/5/3", "2021-05-03"),
    ("2021.05.03", "2021-05-03"),
    ("31. 12. 2019", "2019-12-31"),
    ("03.04.2021", "2021-04-03"),
    ("5.5.21", "2021-05-05"),
    ("05/05/2021", "2021-05-05"),
    ("25/12/2021", "2021-12-25"),
    ("12/25/2021", "2021-12-25"),
    ("2024-W18-3", "2024-05-01"),
    # words around and within
    ("(Believed to be) 2020-05-30", "2020-05-30"),
    ("2020-05-30 (Believed to be)", "2020-05-30"),
    ("on the 5th of May, 2021", "2021-05-05"),
    ("May 5th, 2021", "2021-05-05"),
    ("May 5 2021", "2021-05-05"),
    ("9may20", "2020-05-09"),
    ("May-10-12", "2012-05-10"),
    ("5 May '21", "2021-05-05"),
    ("Saturday, 1 May 2021", "2021-05-01"),
    # languages and digits
    ("5 мая 2021 г.", "2021-05-05"),
    ("5-го мая 2021 года", "2021-05-05"),
    ("ср, 5 мая 2021", "2021-05-05"),
    ("5 сент. 2021", "2021-09-05"),
    ("5 мамыр 2021", "2021-05-05"),
    ("2021 жылғы 5 мамыр", "2021-05-05"),
    ("2021 жылдың 5 мамырында", "2021-05-05"),
    ("5-мамыр 2021", "2021-05-05"),
    ("2021年5月3日星期一", "2021-05-03"),
    ("2021年2月28日(日)", "2021-02-28"),
    ("2021年3月1日（月）", "2021-03-01"),
    ("2021年3月2日 火曜日 14:00", "2021-03-02"),
    ("2021年2月28日周日", "2021-02-28"),
    ("2021-03-02 (火)", "2021-03-02"),
    ("5 травня 2021 р.", "2021-05-05"),
    ("5. Mai 2021", "2021-05-05"),
    ("am 5. März 2021", "2021-03-05"),
    ("1er mai 2021", "2021-05-01"),
    ("5 août 2021", "2021-08-05"),
    ("5 aout 2021", "2021-08-05"),
    ("5 de mayo de 2021", "2021-05-05"),
    ("٥ مايو ٢٠٢١", "2021-05-05"),
    ("٥ تشرين الأول ٢٠٢١", "2021-10-05"),
    ("٢٠٢٤-٠٥-٠١", "2024-05-01"),
    ("2021年5月3日", "2021-05-03"),
    ("二〇二一年十二月三十一日", "2021-12-31"),
    ("２０２１-０５-０３", "2021-05-03"),
]

LONGER = [
    ("2021", "2021"),
    ("2021-05", "2021-05"),
    ("2021-W18", "2021-05-03/2021-05-09"),
    ("2021-05-01/2021-05-03", "2021-05-01/2021-05-03"),
    ("2021-5", "2021-05"),
    ("May 2021", "2021-05"),
    ("May-2021", "2021-05"),
    ("05/2021", "2021-05"),
    ("2021/05", "2021-05"),
    ("май 2021", "2021-05"),
    ("в мае 2021 года", "2021-05"),
    ("мамыр 2021", "2021-05"),
    ("травень 2021", "2021-05"),
    ("janvier 2021", "2021-01"),
    ("２０２１年５月", "2021-05"),
    ("2021 год", "2021"),
    ("2019-2021", "2019-01-01/2021-12-31"),
    ("circa 2021", "2021"),
    ("mid-May 2021", "2021-05"),
    ("1-3 March 2021", "2021-03-01/2021-03-03"),
    ("10–12 May 2021", "2021-05-10/2021-05-12"),
    ("May 1-3, 2021", "2021-05-01/2021-05-03"),
    ("28 Feb - 2 Mar 2021", "2021-02-28/2021-03-02"),
    ("2021年3月1日(月)～3日(水)", "2021-03-01/2021-03-03"),
    ("28 February 2021 to 2 March 2021", "2021-02-28/2021-03-02"),
    ("May 10 – June 2, 2021", "2021-05-10/2021-06-02"),
    ("30 Dec - 2 Jan 2021", "2020-12-30/2021-01-02"),
    ("Dec 2020 - Jan 2021", "2020-12-01/2021-01-31"),
    ("March-April 2021", "2021-03-01/2021-04-30"),
    ("5 or 6 May 2021", "2021-05-05/2021-05-06"),
    ("between 5 and 7 May 2021", "2021-05-05/2021-05-07"),
    ("01.05-03.05.2021", "2021-05-01/2021-05-03"),
    ("1.-3.5.2021", "2021-05-01/2021-05-03"),
    ("01.05.2021-03.05.2021", "2021-05-01/2021-05-03"),
    ("2021-05-01 10:00 - 2021-05-02 12:00", "2021-05-01/2021-05-02"),
    ("с 5 по 7 мая 2021", "2021-05-05/2021-05-07"),
    ("vom 5. bis 7. Mai 2021", "2021-05-05/2021-05-07"),
    ("5 et 6 mai 2021", "2021-05-05/2021-05-06"),
    ("1-3 de mayo de 2021", "2021-05-01/2021-05-03"),
    ("2021年5月3日至5日", "2021-05-03/2021-05-05"),
]

REFUSED = [
    ("", "empty"),
    ("NaT", "empty"),
    ("unknown", "empty"),
    ("today", "“today” is no word"),
    ("May Day march", "“march” is no word|not a date|no word"),
    ("0", "not a date"),
    ("1e18", "not a date"),
    ("12,5", "not a date"),
    ("1-2-3", "not a date"),
    ("-0044-03-15", "not a date"),
    ("10000-01-01", "not a date"),
    ("0001-01-01", "between 1000 and 2999"),
    ("9999-12-31", "between 1000 and 2999"),
    ("2024-02-30", "no such day"),
    ("31.02.2024", "no such day"),
    ("29/02/2023", "no such day"),
    ("1900-02-29", "no such day"),
    ("13/13/2021", "no such day"),
    ("2021-13-01", "no such day"),
    ("2021-05-01 25:00", "no time of day"),
    ("1714521600", "since 1970"),
    ("1714521600000", "since 1970"),
    ("45413", "2024-05-01"),
    ("2567-05-01", "Buddhist calendar (2024)"),
    ("1403/02/12", "Solar Hijri"),
    ("03/04/05", "choose the order"),
    ("3/4/2021", "choose the order"),
    ("19-Jun", "the year is missing"),
    ("May 5", "the year is missing"),
    ("May", "the year is missing"),
    ("May 10-12", "not a date"),
    ("3 May 27", "1927 or 2027"),
    ("3 May 45", "1945 or 2045"),
    ("Monday, 1 May 2021", "weekday"),
    ("2021年2月28日(月)", "weekday"),
    ("2021年2月28日星期一", "weekday"),
    ("21/03/15", "two ways"),
    ("3-1 May 2021", "ends before it starts"),
    ("x" * 500, "too long"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_in_every_form(text: str, day: str) -> None:
    expected = date.fromisoformat(day)
    assert parse_any_date(text, OPEN) == DateRange(expected, expected, "day")


@pytest.mark.parametrize(("text", "iso"), LONGER)
def test_longer_times_stay_as_long_as_they_are(text: str, iso: str) -> None:
    assert format_date(parse_any_date(text, OPEN)) == iso


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_date_or_open_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_any_date(text, OPEN)
    assert any(part in str(refused.value) for part in reason.split("|"))


@pytest.mark.parametrize(
    ("values", "order", "is_open"),
    [
        (["3/4/2021", "25/12/2021"], "dmy", False),
        (["3/4/2021", "12/25/2021"], "mdy", False),
        (["3/4/2021", "4/3/2021"], "", True),
        (["3/4/2021", "25/12/2021", "12/25/2021"], "", True),
        (["25/12/2021", "12/25/2021"], "", False),  # contradicting, but each can be read in one way only
        (["3/4/2021", "29/02/2023"], "", True),  # what is no day shows nothing
        (["3/4/2021", "31.12.2019"], "", True),  # dots are day first everywhere and say nothing of slashes
        (["05/05/2021", "2021-05-03", "May 2021"], "", False),
        (["3/4/2021 00:00", "25/12/2021 00:00"], "dmy", False),
        (["1/2/2021 - 14/2/2021"], "dmy", False),
        (["٢٥/١٢/٢٠٢١"], "dmy", False),
        (["", "unknown"], "", False),
        (["04.13.2024", "04.05.2024"], "mdy", False),
        (["21/03/15", "21/03/28"], "ymd", False),  # no table of 2026 tells of 2028
        (["21-03-15", "20-12-31"], "ymd", False),
        (["21/03/15", "99/12/31"], "ymd", False),
        (["21/03/15", "28/03/21"], "dmy", False),
        (["3/4/21", "25/12/21"], "dmy", False),  # together: the first begins with no year, the second with no month
        (["03/04/05", "12/25/21"], "mdy", False),
        (["21/03/15", "22/04/16"], "", True),
        (["21/03/15", "12/25/21"], "", True),
        (["28/12/21", "21/12/28"], "", False),
        (["21.03.15"], "", False),  # dots are day first
    ],
)
def test_the_order_is_decided_for_the_column(values: list[str], order: str, is_open: bool) -> None:
    reading = read_order(values, TODAY)
    assert (reading.order, reading.is_open) == (order, is_open)
    assert bool(reading.reasons) == (bool(order) or is_open or (len(values) == 2 and values[0].endswith("21")))


@pytest.mark.parametrize(
    ("values", "choices"),
    [
        (["3/4/2021"], ("dmy", "mdy")),
        (["21/03/15"], ("dmy", "ymd")),
        (["03/04/05"], ("dmy", "mdy", "ymd")),
        (["21/03/15", "12/25/21"], ("dmy", "ymd")),
    ],
)
def test_the_editor_chooses_among_the_orders_that_fit(values: list[str], choices: tuple[str, ...]) -> None:
    assert read_order(values, TODAY).choices == choices


def test_the_order_reads_what_depends_on_it_and_the_editor_may_choose_it() -> None:
    assert parse_any_date("3/4/21", replace(OPEN, order="dmy")).start == date(2021, 4, 3)
    assert parse_any_date("3/4/21", replace(OPEN, order="mdy")).start == date(2021, 3, 4)
    assert parse_any_date("21/03/15", replace(OPEN, order="ymd")).start == date(2021, 3, 15)
    assert parse_any_date("21/03/15", replace(OPEN, order="dmy")).start == date(2015, 3, 21)
    assert parse_any_date("3.4.21", replace(OPEN, order="mdy")).start == date(2021, 4, 3)
    assert parse_any_date("3.4.21", replace(OPEN, order="mdy", dots_too=True)).start == date(2021, 3, 4)


def test_contradicting_orders_are_read_one_by_one_where_they_can_be(
    hostile_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    values = [row["date"] for row in hostile_rows("date_mixed_order.csv")]
    reading = read_order(values, TODAY)
    assert "contradicts itself" in reading.reasons[0]
    assert [parse_any_date(value, reading).start for value in values] == [date(2024, 4, 13)] * 2


def test_every_hostile_date_is_a_likely_day_or_has_its_own_reason(
    hostile_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    values = [row["date"] for row in hostile_rows("date_edge_cases.csv")]
    reading = read_order(values, TODAY)
    read, flagged = {}, {}
    for value in values:
        try:
            found = parse_any_date(value, reading)
        except ValueError as error:
            flagged[value] = str(error)
            continue
        if doubt := date_doubt(value, found, reading):
            flagged[value] = doubt
        else:
            read[value] = found
            assert date(1900, 1, 1) <= found.start <= TODAY + timedelta(days=366)
    assert list(read) == [
        "2024-05-01T23:30:00+14:00",
        "2024-03-31T02:30:00 Europe/Berlin",
        "٢٠٢٤-٠٥-٠١",
        "2024-W18-3",
        "2024-05",
        "2024",
        "2024-05-01T24:00:00",
        "2016-12-31T23:59:60Z",
    ]
    assert len(set(flagged.values())) == len(flagged) == 20


def test_serials_are_read_only_where_the_whole_column_is_such() -> None:
    serials = read_order(["45413", "45414.5", ""], TODAY)
    assert parse_any_date("45413", serials).start == date(2024, 5, 1)
    assert parse_any_date("45414.5", serials).start == date(2024, 5, 2)
    assert not read_order(["45413", "2024-05-02"], TODAY).serials


CLOSE = ["19-Jun", "18-May", "17-Jan", "19-Aug", "20-Feb", "16-Apr", "19-Mar", "18-Dec"]


@pytest.mark.parametrize(
    ("values", "text", "iso"),
    [
        (["19-Jun", "35-Jul", "98-May"], "19-Jun", "2019-06"),
        (["19-Jun", "31-Jun"], "19-Jun", "2019-06"),
        (["Jun-19", "Jul-00"], "Jul-00", "2000-07"),
        (CLOSE, "19-Jun", "2019-06"),
    ],
)
def test_a_number_beside_a_month_is_a_year_where_the_column_shows_it(values: list[str], text: str, iso: str) -> None:
    assert format_date(parse_any_date(text, read_order(values, TODAY))) == iso


@pytest.mark.parametrize("values", [["19-Jun"], CLOSE[:7], [*CLOSE, "1-Jul"]])
def test_a_number_beside_a_month_is_refused_where_nothing_shows_what_it_is(values: list[str]) -> None:
    with pytest.raises(ValueError, match="year is missing"):
        parse_any_date(values[0], read_order(values, TODAY))


@pytest.mark.parametrize(
    ("text", "order", "doubt"),
    [
        ("2021-05-03", "", ""),
        ("3 May 2021", "", ""),
        ("(Believed to be) 2020-05-30", "", "not sure"),
        ("5 or 6 May 2021", "", "not sure"),
        ("около 5 мая 2021", "", "not sure"),
        ("1899-12-31", "", "before 1900"),
        ("2027-11-25", "", ""),
        ("2099-01-01", "", "in the future"),
        ("12/25/2021", "dmy", "order of day and month"),
        ("25/12/2021", "dmy", ""),
        ("21/12/28", "dmy", "order of day and month"),
    ],
)
def test_what_is_doubtful_is_said(text: str, order: str, doubt: str) -> None:
    reading = replace(OPEN, order=order)
    said = date_doubt(text, parse_any_date(text, reading), reading)
    assert bool(said) == bool(doubt)
    assert doubt in said


def test_no_month_name_means_two_months() -> None:
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(plain(name).strip("."), set()).add(number)
    assert {name: numbers for name, numbers in found.items() if len(numbers) > 1} == {}
    assert all(month_numbers()[name.replace(" ", "_")] == min(numbers) for name, numbers in found.items())


recent = st.dates(date(1950, 1, 1), TODAY)
FORMS = ["%d %B %Y", "%d-%b-%y", "%B %d, %Y", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d", "%d %b %Y %H:%M", "%Y-%m-%dT%H:%M:%S"]


@given(recent, st.sampled_from(FORMS))
def test_a_day_written_in_any_form_reads_as_the_same_day(day: date, form: str) -> None:
    assert parse_any_date(day.strftime(form), OPEN) == DateRange(day, day, "day")


@given(recent, st.sampled_from(["dmy", "mdy"]), st.sampled_from("/-"), st.booleans())
def test_a_day_in_numbers_reads_by_the_order_of_its_column(day: date, order: str, separator: str, short: bool) -> None:
    parts = ["%d", "%m"] if order == "dmy" else ["%m", "%d"]
    text = day.strftime(separator.join([*parts, "%y" if short else "%Y"]))
    assert parse_any_date(text, replace(OPEN, order=order)).start == day


@given(recent, st.sampled_from(LANGUAGES), st.sampled_from(["long", "medium", "full"]))
def test_a_day_as_babel_writes_it_reads_as_the_same_day(day: date, language: str, length: str) -> None:
    assert parse_any_date(babel_date(day, length, language), replace(OPEN, order="dmy")).start == day


@given(recent, st.integers(0, 400))
def test_a_range_in_words_reads_as_its_days(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    expected = DateRange(start, end, span_precision(start, end))
    for text in (f"{start:%d %B %Y} to {end:%d %B %Y}", f"{start:%d.%m.%Y} - {end:%d.%m.%Y}", f"{start}/{end}"):
        assert parse_any_date(text, OPEN) == expected
    if start.year == end.year and start != end:
        assert parse_any_date(f"{start:%d %b} - {end:%d %b %Y}", OPEN) == expected


@given(st.integers(1500, 2399), st.integers(1, 12), st.sampled_from(["en", "ru", "kk", "uk", "de", "fr", "es", "ar"]))
def test_a_month_in_words_is_the_whole_month(year: int, month: int, language: str) -> None:
    name = get_month_names("wide", "stand-alone", language)[month]
    last = calendar.monthrange(year, month)[1]
    assert parse_any_date(f"{name} {year}", OPEN) == DateRange(date(year, month, 1), date(year, month, last), "month")


date_like = st.text("0123456789/-. ,:TZ月日年@~'", max_size=20) | any_text


@given(st.lists(date_like, max_size=4))
def test_any_text_is_read_or_refused_in_a_sentence(values: list[str]) -> None:
    reading = read_order(values, TODAY)
    for value in values:
        try:
            found = parse_any_date(value, reading)
        except ValueError as error:
            assert str(error)
        else:
            assert 1000 <= found.start.year <= found.end.year <= 2999
            date_doubt(value, found, reading)
