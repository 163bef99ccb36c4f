from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import Count
from data.parsing import count_words as words
from data.parsing.counts import MAX_PEOPLE, parse_count

AGREED = [
    ("50", 50, 50, False),
    ("about 50", 50, 50, True),
    ("at least 50", 50, None, False),
    ("more than 300", 300, None, False),
    ("up to 100", None, 100, False),
    ("20-30", 20, 30, False),
    ("several dozen", 24, 99, False),
    ("dozens", 24, 99, False),
    ("hundreds", 200, 999, False),
    ("1 500", 1500, 1500, False),
    ("около ста", 100, 100, True),
    ("100-ге жуық", 100, 100, True),
    ("none", 0, 0, False),
    ("0", 0, 0, False),
    ("", None, None, False),
]

FURTHER = [
    ("约200人", 200, 200, True),
    ("約200人", 200, 200, True),
    ("約2,000名", 2000, 2000, True),
    ("近百人", 100, 100, True),
    ("上百人", 100, None, False),
    ("200余名学生", 200, None, False),
    ("200多人", 200, None, False),
    ("至少200人", 200, None, False),
    ("200人以上", 200, None, False),
    ("200人左右", 200, 200, True),
    ("200人近く", 200, 200, True),
    ("不到200人", None, 200, False),
    ("200人以下", None, 200, False),
    ("200至300人", 200, 300, False),
    ("数百人", 200, 999, False),
    ("幾千人", 2000, 9999, False),
    ("三百人", 300, 300, False),
    ("一千二百五十人", 1250, 1250, False),
    ("两万人", 20_000, 20_000, False),
    ("一亿二千万人", 120_000_000, 120_000_000, False),
    ("约2.5万人", 25_000, 25_000, True),
    ("200 адамға жуық", 200, 200, True),
    ("200-ге жуық адам", 200, 200, True),
    ("200ге жуық адам", 200, 200, True),
    ("200 адамнан астам", 200, None, False),
    ("200-ден астам адам", 200, None, False),
    ("200 адамнан кем емес", 200, None, False),
    ("екі жүзден астам адам", 200, None, False),
    ("2 мыңға жуық адам", 2000, 2000, True),
    ("бірнеше жүз адам", 200, 999, False),
    ("200гө жакын киши", 200, 200, True),
    ("около 200 человек", 200, 200, True),
    ("человек 200", 200, 200, True),
    ("около 2-х тысяч человек", 2000, 2000, True),
    ("не меньше 200 человек", 200, None, False),
    ("200 с лишним человек", 200, None, False),
    ("200 протестующих", 200, 200, False),
    ("between 20 and 30 people", 20, 30, False),
    ("about 20–30", 20, 30, True),
    ("three to five thousand", 3000, 5000, False),
    ("500 thousand to 2 million", 500_000, 2_000_000, False),
    ("0 to 2 thousand", 0, 2000, False),
    ("1.5 thousand", 1500, 1500, False),
    ("1,5 тыс.", 1500, 1500, False),
    ("2-3 тысячи", 2000, 3000, False),
    ("50k", 50_000, 50_000, False),
    ("50+", 50, None, False),
    ("50 or more", 50, None, False),
    ("dozens of people", 24, 99, False),
    ("hundreds of protesters", 200, 999, False),
    ("tens of thousands of people", 20_000, 99_999, False),
    ("over a hundred", 100, None, False),
    ("fewer than 20", None, 20, False),
    ("≥ 12", 12, None, False),
    ("１００", 100, 100, False),
    ("٥٠", 50, 50, False),
    ("a dozen or more", 12, None, False),
    ("ABOUT 50 PEOPLE", 50, 50, True),
    ("none reported", 0, 0, False),
]

SEPARATORS = [
    ("1.200", 1200, 1200, False),  # people are whole
    ("12’000", 12_000, 12_000, False),
    ("1,5 thousand", 1500, 1500, False),
    ("2 тыс.", 2000, 2000, False),
    ("2,5 млн", 2_500_000, 2_500_000, False),
    ("50.0", 50, 50, False),
    ("1200,00", 1200, 1200, False),
    ("1,234.0", 1234, 1234, False),
    ("1.5 millones", 1_500_000, 1_500_000, False),
    ("2.0 thousand", 2000, 2000, False),
]

NOT_A_COUNT = [
    "1.250 thousand",  # 1,250 or 1,250,000
    "1,200 тыс.",
    "1,200.50",
    "1,2",
    "50.5",
    "numerous",
    "all",
    "multiple people",
    "detentions reported",
    "10 (one source); more than 20 (another)",
    "51 protesters and 14 police officers",
    "4,033 in 125 cities",
    "-5",
    "5-3",
    "1.5",
    "1,2345",
    "12,34,567",
    "50%",
    "½",
    "=1+1",
    "NaN",
    "1e9",
    "9" * 13,
    f"{MAX_PEOPLE + 1}",
    "about",
    "at least",
    "about at least up to one",
    "x" * 500,
    "50 " * 60,
]


def read(text: str) -> tuple[int | None, int | None, bool]:
    count = parse_count(text)
    return count.low, count.high, count.approximate


@pytest.mark.parametrize(("text", "low", "high", "approximate"), AGREED + FURTHER + SEPARATORS)
def test_a_wording_reads_as_agreed(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    assert read(text) == (low, high, approximate)


@pytest.mark.parametrize("text", NOT_A_COUNT)
def test_what_states_no_single_count_stays_wording(text: str) -> None:
    assert parse_count(text) == Count(text=text.strip())


@given(st.one_of(st.text(st.characters()), st.lists(st.sampled_from(
    [*words.NUMBERS, *words.ABOUT, *words.AT_LEAST, *words.AT_MOST, *words.SAME_AS, *words.MULTIPLIERS, "-", "to", "7"]
)).map(" ".join)))  # fmt: skip
def test_any_text_is_read_or_kept_and_never_raises(text: str) -> None:
    count = parse_count(text)
    assert count.text == text.strip()
    assert count.low is None or count.high is None or count.low <= count.high
    assert all(bound is None or 0 <= bound <= MAX_PEOPLE for bound in (count.low, count.high))
    assert count.known or not count.approximate


@pytest.mark.parametrize("separator", [" ", "\u00a0", "\u202f", "\u2009", ",", ".", "'", "’", ""])
@given(st.integers(1000, MAX_PEOPLE))
def test_a_number_reads_the_same_with_any_thousands_separator(separator: str, number: int) -> None:
    assert read(f"{number:,}".replace(",", separator)) == (number, number, False)


@given(st.integers(0, MAX_PEOPLE), st.integers(0, MAX_PEOPLE), st.sampled_from(["-", " - ", "–", "—", " to ", " bis "]))
def test_two_numbers_are_a_range_where_they_rise(low: int, high: int, dash: str) -> None:
    assert read(f"{low}{dash}{high}") == ((low, high, False) if low <= high else (None, None, False))


@pytest.mark.parametrize(("word", "number"), words.NUMBERS.items())
def test_each_number_word_is_its_number(word: str, number: int) -> None:
    assert read(word) == (number, number, False)


@pytest.mark.parametrize(("word", "unit"), words.MULTIPLIERS.items())
def test_each_multiplier_multiplies(word: str, unit: int) -> None:
    assert read(f"3 {word}") == (3 * unit, 3 * unit, False)


@pytest.mark.parametrize(("word", "rule"), words.VAGUE.items())
def test_each_vague_word_is_its_range(word: str, rule: tuple[int, int | None, str]) -> None:
    low, high, reason = rule
    assert read(word) == (low, high, False)
    assert reason


@pytest.mark.parametrize(("wording", "word"), words.SAME_AS.items())
def test_each_other_wording_reads_as_its_word(wording: str, word: str) -> None:
    assert read(wording) == (*words.VAGUE[word][:2], False)


@pytest.mark.parametrize(
    "phrase", [f"{w} 50" for w in words.ABOUT] + [f"50{'' if w[0] == '-' else ' '}{w}" for w in words.ABOUT_AFTER]
)
def test_each_word_for_about_marks_the_number_approximate(phrase: str) -> None:
    assert read(phrase) == (50, 50, True)


@pytest.mark.parametrize(
    "phrase",
    [f"{w} 50" for w in words.AT_LEAST] + [f"50{'' if w[0] in '-+' else ' '}{w}" for w in words.AT_LEAST_AFTER],
)
def test_each_word_for_at_least_leaves_the_high_open(phrase: str) -> None:
    assert read(phrase) == (50, None, False)


@pytest.mark.parametrize("word", words.AT_MOST)
def test_each_word_for_at_most_leaves_the_low_open(word: str) -> None:
    assert read(f"{word} 50") == (None, 50, False)


@pytest.mark.parametrize("word", words.NONE)
def test_each_word_for_nobody_is_zero(word: str) -> None:
    assert read(word) == (0, 0, False)


@pytest.mark.parametrize("noun", words.PEOPLE)
def test_each_noun_for_people_says_nothing_more_than_the_number(noun: str) -> None:
    assert read(f"50 {noun}") == (50, 50, False)
    assert read(f"dozens of {noun}") == (24, 99, False)


@pytest.mark.parametrize("aside", words.ASIDES)
def test_each_aside_is_left_out_of_the_reading_and_kept_in_the_wording(aside: str) -> None:
    text = f"33, {aside} 13"
    assert parse_count(text) == Count(33, 33, text)
