from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parsing.formulas import defuse, restore
from data.parsing.text import MAX_TEXT, clean_text, search_key
from tests.data.strategies import any_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Almaty\t\r\n park ", "Almaty park"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("bell\x07", "bell"),
        ("nul\x00l", "nul l"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\u2066b\u2069", "ab"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\udcff", "\ufffd"),
        ("tag\U000e0041", "tag"),
        ("می\u200cروند", "می\u200cروند"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("Жаңаөзен 北京 تهران", "Жаңаөзен 北京 تهران"),
    ],
)
def test_clean_text_keeps_what_is_read_and_drops_what_steers(text: str, kept: str) -> None:
    assert clean_text(text) == kept


@given(st.text(st.characters(), max_size=80))
def test_clean_text_is_safe_to_store_and_cleaning_twice_changes_nothing(text: str) -> None:
    kept = clean_text(text)
    assert clean_text(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == " ".join(kept.split())
    assert not {unicodedata.category(c) for c in kept} & {"Cc", "Cs", "Co", "Zl", "Zp"}
    kept.encode("utf-8")


def test_clean_text_is_bounded() -> None:
    assert clean_text("x" * (MAX_TEXT + 5)) == "x" * MAX_TEXT
    assert clean_text("x" * (MAX_TEXT - 1) + " y") == "x" * (MAX_TEXT - 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Älmaty", "almaty"),
        ("ОЙБОЙ", "ойбой"),
        ("Алматы́", "алматы"),
        ("Straße", "STRASSE"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("İstanbul", "istanbul"),
        ("São Paulo", "sao paulo"),
        ("ＡＬＭＡＴＹ", "almaty"),
        ("ﬁre", "FIRE"),
        ("Ёлка", "елка"),
        ("Zhañaözen", "zhanaozen"),
        ("مُظَاهَرَة", "مظاهرة"),
    ],
)
def test_a_search_is_blind_to_case_and_accents(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("Oral", "Орал"), ("Omsk", "Tomsk"), ("北京", "東京"), ("50", "05")])
def test_a_search_tells_different_words_apart(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


@given(any_text)
def test_a_search_key_is_its_own_search_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "＠x", "+49 30 1", "'=1", "''@x", "-"]
)
def test_a_cell_that_runs_or_looks_defused_gets_an_apostrophe(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Almaty", "-5", "+5.25", "-1e-07", "'quoted'", "5=5", "1-2"])
def test_a_cell_that_does_not_run_stays_as_it_is(cell: str) -> None:
    assert defuse(cell) == cell
    assert restore(cell) == cell


@given(st.text(st.sampled_from("='+-@\t\r＝a5. ") | st.characters(), max_size=10))
def test_every_defused_cell_comes_back(cell: str) -> None:
    assert restore(defuse(cell)) == cell


@given(st.text(st.sampled_from("='+-@\t\r＝a5. ") | st.characters(), max_size=10))
def test_no_defused_cell_starts_a_formula_except_a_plain_number(cell: str) -> None:
    harmless = defuse(cell)
    if harmless[:1] in tuple("=+-@\t\r＝＋－＠"):
        float(harmless)
