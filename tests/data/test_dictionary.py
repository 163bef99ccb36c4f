"""The data dictionary says what the code does."""

from data.dictionary import DICTIONARY, dictionary


def test_the_written_dictionary_is_the_one_of_the_code() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(), "run `make dictionary`"


def test_every_entry_says_something() -> None:
    rows = [line for line in dictionary().splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert all(len(row.split(" | ", 1)[1]) > 8 for row in rows)
