"""A view as one HTML document: what it holds, that nothing of a record ends a block of it, and what it refuses."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from data.__main__ import main
from data.citation import Citation
from data.errors import TooLargeForFormat
from data.export.about import DICTIONARY, About
from data.export.onefile import LANGUAGES, MOST, document, to_html
from data.export.onefile.scripts import module
from data.filters import Filters
from data.listing import not_on_map
from data.store import Store
from tests.data.builders import bring

HOSTILE = "</script><script>alert(1)</script> <!-- ]]> \u2028 & {{7*7}} ${x} `"
CITED = Citation(HOSTILE, "", "Sheru", "0123456789ab", date(2026, 11, 1), None, "https://example.org/?q=1")
ABOUT = About(CITED, "CC BY 4.0", "ru", date(2026, 11, 26))


@pytest.fixture
def bundled(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty SHERU_HOME that takes the bundled incidents."""
    monkeypatch.setenv("SHERU_BUNDLED", "1")
    return home


class Blocks(HTMLParser):
    """The elements of a document as a parser finds them, and the text of each script by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: dict[str, str] = {}
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.policy = ""
        self.style = ""
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.inside = named.get("id") or tag
        if tag in ("html", "meta", "script"):
            self.attributes[self.inside] = named
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.style += data
        elif self.inside in self.attributes:
            self.scripts[self.inside] = self.scripts.get(self.inside, "") + data


def blocks(connection: Connection, filters: Filters = Filters(), about: About | None = None, **how: Any) -> Blocks:  # noqa: B008
    return Blocks("".join(to_html(connection, filters, about, **how)))


def unpacked(found: Blocks, name: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(found.scripts[name])))


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_it_holds_every_incident_with_its_reports(connection: Connection) -> None:
    held = unpacked(blocks(connection), "data")
    incidents, reports = held["incidents"], held["reports"]
    assert {len(column) for column in incidents.values()} == {8}
    assert {len(column) for column in reports.values()} == {9} == {sum(incidents["reports"])}
    at = incidents["incident_id"].index("kz-almaty")
    assert (incidents["detained_low"][at], incidents["detained_high"][at]) == (50, None)
    assert incidents["detained_claimed"][at] == 70
    first = sum(incidents["reports"][:at])
    assert reports["source_name"][first : first + 2] == ["One", "Two"]
    assert reports["detained"][first : first + 2] == ["about 50", "at least 70"]
    assert reports["links"][first] == [{"link": "https://example.org/1", "host": "example.org", "url_text": ""}]
    assert None in incidents["latitude"]


def test_it_says_what_it_is(connection: Connection) -> None:
    found = blocks(connection, Filters(countries=("KZ",)), ABOUT)
    about = json.loads(found.scripts["about"])
    assert about["filters"] == [["country", "KZ"]]
    assert (about["version"], about["exported"], about["licence"]) == ("0123456789ab", "2026-11-26", "CC BY 4.0")
    assert about["dictionary"] == DICTIONARY
    assert about["title"] == HOSTILE
    assert found.attributes["html"] == {"lang": "ru"}
    assert json.loads(found.scripts["words"])["countries"]["KZ"] == "Казахстан"


def test_it_follows_filters_and_the_part_that_is_asked_for(connection: Connection) -> None:
    held = unpacked(blocks(connection, Filters(countries=("KZ",)), within=not_on_map()), "data")
    assert (held["incidents"]["country_code"], held["incidents"]["precision"]) == (["KZ"], ["country"])
    assert unpacked(blocks(connection, Filters(countries=("ZZ",))), "data") == {"incidents": {}, "reports": {}}


def test_its_policy_allows_its_own_script_and_style_and_nothing_else(connection: Connection) -> None:
    found = blocks(connection)
    rules = dict(rule.split(" ", 1) for rule in found.policy.split("; "))
    assert rules == {
        **dict.fromkeys(("default-src", "connect-src", "base-uri", "form-action"), "'none'"),
        "script-src": digest(found.scripts["script"]),
        "style-src": digest(found.style),
        "img-src": "data:",
    }


def test_no_text_ends_a_block(tmp_path: Path) -> None:
    store = Store(tmp_path)
    row = {"date": "2021", "place": HOSTILE, "description": HOSTILE, "source_name": HOSTILE, "tags": HOSTILE}
    bring(store, tmp_path / "rows.csv", [row])
    with store.snapshot().engine.connect() as connection:
        plain = blocks(connection)
        found = blocks(connection, Filters(text="script"), ABOUT)
    assert found.tags == plain.tags
    assert json.loads(found.scripts["about"])["title"] == HOSTILE
    (description,) = unpacked(found, "data")["incidents"]["description"]
    assert description.startswith("</script><script>alert(1)</script> <!-- ]]>")
    for text in (found.scripts["script"], found.style):
        assert not re.search(r"</(script|style)|<!--|\r", text, re.IGNORECASE)  # a parser of HTML changes nothing of it


def test_the_same_view_is_the_same_file(connection: Connection) -> None:
    assert "".join(to_html(connection, Filters(), ABOUT)) == "".join(to_html(connection, Filters(), ABOUT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_it_in_a_language(bundled: Path, language: str) -> None:
    out = bundled / "out.html"
    assert main(["export", str(out), "--country", "KZ", "--lang", language]) == 0
    found = Blocks(out.read_text("utf-8"))
    assert (found.attributes["html"]["lang"] or "")[:2] == language
    assert set(unpacked(found, "data")["incidents"]["country_code"]) == {"KZ"}
    assert json.loads(found.scripts["about"])["exported"]


def test_what_is_too_much_is_refused_and_the_old_file_stays(
    bundled: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = bundled / "out.html"
    out.write_text("as it was")
    monkeypatch.setattr(document, "MOST", 100)
    assert main(["export", str(out)]) == 2
    assert "holds at most 100 incidents, and these are 131: narrow the filters" in capsys.readouterr().err
    assert out.read_text() == "as it was"


def test_it_holds_up_to_the_most(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 20_000
    monkeypatch.setattr(document, "MOST", 8)
    next(to_html(connection, Filters()))
    monkeypatch.setattr(document, "MOST", 7)
    with pytest.raises(TooLargeForFormat, match="narrow the filters"):
        next(to_html(connection, Filters()))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('import { a, b } from "./x.js";', 'const { a, b } = sheru.modules["x.js"];'),
        ('import { a } from "./deep/x.js"; // why', 'const { a } = sheru.modules["x.js"];'),
        ('import part from "./x.js";', 'const part = sheru.modules["x.js"].default;'),
        ('import "./x.js";', "const exported"),
        ("export const a = 1;", "return Object.assign(exported, { a: a });"),
        ("export async function a() {}\nexport class B {}", "{ a: a, B: B }"),
        ("export default function () {}", "exported.default = function () {}"),
        ("var q=1;export{q as one,q as two};", "{ one: q, two: q }"),
        ("const a = await import(b);", "await sheru.imported(b)"),
    ],
)
def test_a_module_becomes_a_statement(text: str, made: str) -> None:
    statement = module("m.js", text)
    assert made in statement
    assert not re.search(r"^\s*(import|export)\b", statement, re.MULTILINE)


@pytest.mark.parametrize("text", ['import * as a from "./x.js";', 'export * from "./x.js";', "export let a = 1;"])
def test_a_module_of_another_form_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"^m\.js: "):
        module("m.js", text)
