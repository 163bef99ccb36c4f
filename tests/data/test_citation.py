"""Citations are read back by the libraries of each format, whatever the title holds."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import bibtexparser
import pytest
import rispy
from hypothesis import given

from data.citation import Citation, apa, bibtex, chicago, csl, ris
from data.parsing.text import clean_text
from tests.data.strategies import texts

CITED = Citation(
    title="12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained (unknown in 1)",
    counts="Participants: unknown; Detained: at least 150",
    publisher="Sheru",
    version="0123456789ab",
    published=date(2026, 11, 1),
    accessed=date(2026, 11, 25),
    link="https://example.org/?country=KZ&q=50%25_a",
)


def test_apa_says_version_day_of_access_and_link() -> None:
    assert apa(CITED) == (
        "Sheru. (2026, November 1). 12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained "
        "(unknown in 1) (Version 0123456789ab) [Data set]. Retrieved November 25, 2026, from "
        "https://example.org/?country=KZ&q=50%25_a"
    )


def test_chicago_says_the_same_in_its_order() -> None:
    assert chicago(CITED) == (
        "Sheru. “12 incidents in Kazakhstan, 28 February 2021; at least 150 people detained (unknown in 1).” "
        "Data set, version 0123456789ab. November 1, 2026. Accessed November 25, 2026. "
        "https://example.org/?country=KZ&q=50%25_a."
    )


def test_a_title_with_quotes_has_single_ones_inside_the_double() -> None:
    assert "“with the words ‘park’.”" in chicago(dataclasses.replace(CITED, title="with the words “park”"))


@pytest.mark.parametrize("written", [apa, chicago])
def test_what_has_no_link_and_no_day_of_access_says_neither(written: object) -> None:
    text = written(dataclasses.replace(CITED, link="", accessed=None))  # type: ignore[operator]
    assert "http" not in text
    assert "Accessed" not in text
    assert "Retrieved" not in text


def test_ris_is_read_by_a_reference_manager() -> None:
    (entry,) = rispy.loads(ris(CITED))
    assert entry["type_of_reference"] == "DATA"
    assert entry["title"] == CITED.title
    assert entry["year"] == "2026"
    assert entry["urls"] == [CITED.link]
    assert entry["edition"] == CITED.version
    assert entry["abstract"] == CITED.counts
    assert entry["access_date"] == "2026/11/25/"


def test_bibtex_is_read_by_its_library() -> None:
    library = bibtexparser.parse_string(bibtex(CITED))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", "sheru-0123456789ab-c15c8d")
    fields = {field.key: field.value for field in entry.fields}
    assert fields["title"] == f"{{{CITED.title}}}"
    assert fields["url"] == CITED.link
    assert (fields["year"], fields["month"], fields["urldate"]) == ("2026", "11", "2026-11-25")


def test_csl_has_the_members_of_its_schema() -> None:
    (item,) = json.loads(csl(CITED))
    assert item == {
        "id": "sheru-0123456789ab-c15c8d",
        "type": "dataset",
        "author": [{"literal": "Sheru"}],
        "title": CITED.title,
        "issued": {"date-parts": [[2026, 11, 1]]},
        "accessed": {"date-parts": [[2026, 11, 25]]},
        "version": CITED.version,
        "abstract": CITED.counts,
        "URL": CITED.link,
    }


HOSTILE = [
    *(
        r"\input{/etc/passwd}",
        r"50% of {all} $x_1$ & #2 ~ ^",
        "}}, url={http://evil.example}",
        "@comment{",
        "a } b { c",
    ),
    *("ER  - \r\nTY  - JOUR\r\nTI  - forged", "x\nUR  - http://evil.example", '","title":"forged', "</script>", "“q”"),
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_a_title_and_nothing_more(title: str) -> None:
    cited = dataclasses.replace(CITED, title=title, counts=title)
    one_line = " ".join(title.split())
    (entry,) = rispy.loads(ris(cited))
    assert (entry["title"], entry["urls"], entry["type_of_reference"]) == (one_line, [CITED.link], "DATA")
    library = bibtexparser.parse_string(bibtex(cited))
    assert library.failed_blocks == []
    assert [entry.entry_type for entry in library.entries] == ["misc"]
    assert {field.key: field.value for field in library.entries[0].fields}["url"] == CITED.link
    assert json.loads(csl(cited))[0]["title"] == one_line


@given(texts)
def test_any_title_is_read_back(title: str) -> None:
    cited = dataclasses.replace(CITED, title=f"x{title}x", counts="")
    (entry,) = rispy.loads(ris(cited))
    assert clean_text(entry["title"]) == clean_text(f"x{title}x")
    library = bibtexparser.parse_string(bibtex(cited))
    assert (library.failed_blocks, len(library.entries)) == ([], 1)
    plain = {field.key: field.value for field in library.entries[0].fields}["title"][1:-1]
    for tex, character in _TEX_BACK:
        plain = plain.replace(tex, character)
    assert plain.replace("\x00", "\\") == f"x{title}x"
    assert json.loads(csl(cited))[0]["title"] == f"x{title}x"


_TEX_BACK = [
    (r"\textbackslash{}", "\x00"),
    (r"\textbraceleft{}", "{"),
    (r"\textbraceright{}", "}"),
    (r"\textasciitilde{}", "~"),
    (r"\textasciicircum{}", "^"),
    *((f"\\{character}", character) for character in "$&#_%"),
]
