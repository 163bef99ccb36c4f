from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parsing.any_date import DateReading
from data.parsing.event_words import event_type, state_responses
from data.sources.mapped import FIELDS, fits, mapped
from data.sources.own import COLUMNS, BadCell
from data.vocabulary import EVENT_TYPES, STATE_RESPONSES
from tests.data.strategies import texts

READING = DateReading(order="dmy", today=date(2026, 11, 25))


def read(columns: dict[str, str], **cells: str) -> dict[str, str]:
    own = mapped(columns).to_own(cells, READING)
    assert own.keys() <= COLUMNS.keys()
    return {column: text for column, text in own.items() if text}


def test_a_row_reads_by_the_columns_that_the_editor_chose() -> None:
    columns = {
        "date": "когда", "place": "район + город", "country": "страна", "coordinates": "точка", "event_type": "вид",
        "participants": "сколько", "state_response": "реакция", "source_name": "источник", "tags": "метки",
    }  # fmt: skip
    cells = {
        "когда": "3/4/2021", "район": "Медеу", "город": "Алматы", "страна": "Казахстан", "точка": "43.25° N, 76.95° E",
        "вид": "Мирный митинг", "сколько": "около 50", "реакция": "задержания, предупреждение",
        "источник": "Азаттык https://example.org/a", "метки": "выборы",
    }  # fmt: skip
    assert read(columns, **cells) == {
        "date": "2021-04-03",
        "place": "Медеу, Алматы",
        "country": "Казахстан",
        "lat": "43.25",
        "lon": "76.95",
        "event_type": "demonstration",
        "participants": "около 50",
        "state_response": "arrests",
        "source_name": "Азаттык",
        "source_url": "https://example.org/a",
        "tags": "выборы; предупреждение",
    }


@pytest.mark.parametrize(
    ("cells", "iso"),
    [
        ({"year": "2021", "month": "5", "day": "3"}, "2021-05-03"),
        ({"year": "2021", "month": "May", "day": "3"}, "2021-05-03"),
        ({"year": "2021", "month": "май", "day": ""}, "2021-05"),
        ({"year": "2021", "month": "5", "day": "."}, "2021-05"),
        ({"year": "2021.0", "month": "5.0", "day": "3.0"}, "2021-05-03"),
        ({"year": "2021", "month": "0", "day": "0"}, "2021"),
        ({"year": "2021", "month": "", "day": "3"}, "2021"),
        ({"date": "3 May 2021", "date_end": "5 May 2021"}, "2021-05-03/2021-05-05"),
        ({"date": "3 May 2021", "date_end": "3 May 2021"}, "2021-05-03"),
        ({"date": "3 May 2021", "date_end": ""}, "2021-05-03"),
    ],
)
def test_dates_in_several_columns_are_one_date(cells: dict[str, str], iso: str) -> None:
    assert read({part: part for part in cells}, **cells)["date"] == iso


@pytest.mark.parametrize(
    ("ours", "cell", "column"),
    [
        ("date", "32 May 2021", "theirs"),
        ("date_end", "1 May 2020", "theirs"),
        ("lat", "91", "theirs"),
        ("coordinates", "52,13", "theirs"),
    ],
)
def test_a_cell_that_cannot_be_read_names_the_column_of_the_editor(ours: str, cell: str, column: str) -> None:
    columns = {"date": "when", "lon": "lon", ours: "theirs"}
    if ours == "coordinates":
        del columns["lon"]
    with pytest.raises(BadCell) as bad:
        read(columns, when="2021-05-03", lon="13", theirs=cell)
    assert bad.value.column == column
    assert str(bad.value)


@pytest.mark.parametrize(
    ("name", "url", "names", "links"),
    [
        ("https://a.org/1", "", "", "https://a.org/1"),
        ("Reuters", "https://a.org/1, http://b.org/2.", "Reuters", "https://a.org/1 http://b.org/2"),
        ("Reuters; BBC (http://b.org)", "", "Reuters; BBC", "http://b.org"),
        ("", "https://en.wikipedia.org/wiki/March_(protest)", "", "https://en.wikipedia.org/wiki/March_(protest)"),
        ("", "local paper", "local paper", ""),
        ("", "javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_links_and_names_each_go_where_they_belong(name: str, url: str, names: str, links: str) -> None:
    own = read({"date": "d", "source_name": "n", "source_url": "u"}, d="2021", n=name, u=url)
    assert (own.get("source_name", ""), own.get("source_url", "")) == (names, links)


def test_words_that_are_answers_are_not_taken_for_nothing() -> None:
    own = read(
        {"date": "d", "detained": "n", "country": "c", "state_response": "r"}, d="2021", n="none", c="NA", r="none"
    )
    assert (own["detained"], own["country"], own["state_response"]) == ("none", "NA", "none")


WORDS = [
    ("Protest", "demonstration"), ("Rally", "demonstration"), ("picket", "demonstration"),
    ("митинг", "demonstration"),
    ("одиночный пикет", "demonstration"), ("шествие", "march"), ("забастовка", "strike"),
    ("наразылық", "demonstration"),
    ("ереуіл", "strike"), ("шеру", "march"), ("Kundgebung/Demo", "demonstration"), ("Streik", "strike"),
    ("manifestación", "demonstration"), ("huelga", "strike"), ("grève", "strike"), ("manifestation", "demonstration"),
    ("Émeute", "riot"), ("احتجاج", "demonstration"), ("إضراب", "strike"),
    ("抗议活动", "demonstration"), ("罢工", "strike"),
    ("protest march", "march"), ("Road blockade", "blockade"), ("sit-in", "occupation"), ("hunger strike", ""),
    ("earthquake", ""), ("", ""), ("other", "other"), ("разгон митинга", "crackdown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), WORDS)
def test_words_for_events_in_many_languages_are_known(text: str, kind: str) -> None:
    assert event_type(text) == kind


@pytest.mark.parametrize("word", EVENT_TYPES)
def test_our_own_words_for_events_mean_themselves(word: str) -> None:
    assert event_type(word) == word


@pytest.mark.parametrize("word", STATE_RESPONSES)
def test_our_own_words_for_responses_mean_themselves(word: str) -> None:
    assert state_responses(word) == ([word], [])


def test_a_word_that_is_not_known_is_kept_as_a_tag() -> None:
    own = read({"date": "d", "event_type": "k", "tags": "t"}, d="2021", k="Poetry reading", t="a;b")
    assert (own["event_type"], own["tags"]) == ("other", "a; b; Poetry reading")


@pytest.mark.parametrize(
    ("table", "same"),
    [
        (["when", "city", "district", "more"], True),
        (["city", "district", "when"], True),
        (["when", "city"], False),
        ([], False),
    ],
)
def test_a_saved_mapping_fits_a_table_with_all_its_columns(table: list[str], same: bool) -> None:
    columns = {"date": "when", "place": "district + city"}
    assert fits(columns, table) == same
    assert mapped(columns).recognises(table) == same


def test_a_column_whose_name_holds_the_joint_is_itself() -> None:
    assert read({"date": "d", "place": "a + b"}, **{"d": "2021", "a + b": "Almaty"})["place"] == "Almaty"


def test_the_columns_that_decide_the_order_are_named() -> None:
    assert mapped({"date": "from", "date_end": "to", "place": "p"}).dates == ("from", "to")


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), texts))
def test_any_cells_are_read_or_refused_by_column(cells: dict[str, str]) -> None:
    try:
        own = mapped({ours: ours for ours in FIELDS}).to_own(cells, READING)
    except BadCell as bad:
        assert bad.column in FIELDS
    else:
        assert own.keys() <= COLUMNS.keys()
