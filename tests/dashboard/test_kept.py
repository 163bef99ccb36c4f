"""Answers are kept for the next reader: by data version and question, and within bounds."""

from __future__ import annotations

from dashboard.api.kept import Kept


def test_what_is_put_is_there() -> None:
    kept = Kept(100)
    assert kept.get("a") is None
    kept.put("a", b"12345")
    assert kept.get("a") == b"12345"


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(30)
    for name in "abc":
        kept.put(name, b"123")
    kept.get("a")
    for number in range(8):
        kept.put(f"more-{number}", b"123")
    assert kept.get("a") == b"123"
    assert kept.get("b") is None


def test_the_same_answer_counts_once() -> None:
    kept = Kept(30)
    kept.put("a", b"123")
    for _ in range(20):
        kept.put("b", b"123")
    assert kept.get("a") == b"123"


def test_an_answer_that_would_push_out_most_others_is_not_kept() -> None:
    kept = Kept(30)
    kept.put("a", b"1234")
    assert kept.get("a") is None
