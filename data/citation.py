"""How a view or an incident is cited: one value, written in the ways that people and reference managers read.

Sources: APA 7 (10.9, data sets), Chicago 17 (14.257), BibTeX, RIS (Reference Manager, 2011), CSL-JSON 1.0.2.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says."""

    title: str = field(metadata={"doc": "What is shown, as a sentence, or what the incident is."})
    counts: str = field(metadata={"doc": "How many people, as ranges."})
    publisher: str = field(metadata={"doc": "Who publishes the data."})
    version: str = field(metadata={"doc": "The data version, 12 hex digits over the content."})
    published: date = field(metadata={"doc": "Day on which that version was published."})
    accessed: date | None = field(metadata={"doc": "Day on which it was looked at; None in a file, which stays."})
    link: str = field(metadata={"doc": "Where it is seen; empty where no web address is known."})


def apa(citation: Citation) -> str:
    """In the style of the APA."""
    day = f"{citation.published.year}, {_month_day(citation.published)}"
    text = f"{_ended(citation.publisher)} ({day}). {_line(citation.title)} (Version {citation.version}) [Data set]."
    if not citation.link:
        return text
    if citation.accessed is None:
        return f"{text} {citation.link}"
    accessed = f"{_month_day(citation.accessed)}, {citation.accessed.year}"
    return f"{text} Retrieved {accessed}, from {citation.link}"


def chicago(citation: Citation) -> str:
    """In the style of the Chicago Manual, as a bibliography has it."""
    title = _line(citation.title).replace("“", "‘").replace("”", "’")  # quotes within quotes
    parts = [
        _ended(citation.publisher),
        f"“{title}.”",
        f"Data set, version {citation.version}.",
        f"{_month_day(citation.published)}, {citation.published.year}.",
    ]
    if citation.accessed:
        parts.append(f"Accessed {_month_day(citation.accessed)}, {citation.accessed.year}.")
    return " ".join([*parts, *([f"{citation.link}."] if citation.link else [])])


def bibtex(citation: Citation) -> str:
    """As an entry for BibTeX and biblatex."""
    fields = {
        "author": f"{{{_tex(citation.publisher)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        "year": str(citation.published.year),
        "month": str(citation.published.month),
        "howpublished": "Data set",
        "version": citation.version,
        "note": _tex(citation.counts),
        "url": citation.link,
        "urldate": citation.accessed.isoformat() if citation.accessed else "",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{_key(citation)},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """As an entry in RIS: a tag a line."""
    tags = [
        ("TY", "DATA"),
        ("ID", _key(citation)),
        ("AU", f"{_line(citation.publisher)},"),  # the comma: an institution, not a person
        ("TI", _line(citation.title)),
        ("PY", str(citation.published.year)),
        ("DA", f"{citation.published:%Y/%m/%d}/"),
        ("ET", citation.version),
        ("AB", _line(citation.counts)),
        ("UR", citation.link),
        ("Y2", f"{citation.accessed:%Y/%m/%d}/" if citation.accessed else ""),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in tags if text) + "ER  - \r\n"


def csl(citation: Citation) -> str:
    """As CSL-JSON, which Zotero, Mendeley and pandoc read."""
    item: dict[str, Any] = {
        "id": _key(citation),
        "type": "dataset",
        "author": [{"literal": _line(citation.publisher)}],
        "title": _line(citation.title),
        "issued": _date_parts(citation.published),
        "version": citation.version,
        "abstract": _line(citation.counts),
        "URL": citation.link,
    }
    if citation.accessed:
        item["accessed"] = _date_parts(citation.accessed)
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "$&#_%"},
    }
)


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _line(text: str) -> str:
    """On one line: a tag of RIS ends with its line."""
    return " ".join(text.split())


def _ended(name: str) -> str:
    return _line(name).removesuffix(".") + "."


def _month_day(day: date) -> str:
    return str(format_date(day, "MMMM d", locale="en_US"))


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _key(citation: Citation) -> str:
    """A name of its own for each view of each version: a reader may cite several."""
    shown = hashlib.sha256(f"{citation.title}\n{citation.link}".encode()).hexdigest()
    return f"sheru-{citation.version}-{shown[:6]}"
