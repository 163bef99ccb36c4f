"""How much a foreign file may cost, set by the operator in this one place."""

from __future__ import annotations

import os
from dataclasses import MISSING, dataclass, field, fields

from data.errors import BadSetting

_MIB = 2**20
VARIABLE = "SHERU_MAX_"


class BadLimit(BadSetting):
    """The operator set a limit that is no whole number above 0."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file. Each is the environment variable `SHERU_MAX_` with its name in capitals."""

    bytes: int = field(default=512 * _MIB, metadata={"doc": "Bytes of a file as it comes."})
    unpacked: int = field(default=1000 * _MIB, metadata={"doc": "Bytes of what a gzip, a zip or a workbook holds."})
    ratio: int = field(
        default=200, metadata={"doc": "Times that unpacked content may be larger than packed, from 16 MiB on."}
    )
    rows: int = field(default=2_000_000, metadata={"doc": "Rows of a table."})
    columns: int = field(default=500, metadata={"doc": "Columns of a table."})
    cells: int = field(
        default=6_000_000, metadata={"doc": "Cells of a sheet of a workbook, empty ones between others included."}
    )
    cell: int = field(default=1_000_000, metadata={"doc": "Characters of a cell; a longer one rejects its row."})
    nesting: int = field(
        default=50,
        metadata={"doc": "Levels of lists and objects inside a record, and of collections inside a geometry."},
    )
    vertices: int = field(default=200_000, metadata={"doc": "Vertices of one geometry."})
    rejected: int = field(
        default=100_000, metadata={"doc": "Rows that cannot be read before the file as a whole is refused."}
    )
    seconds: int = field(
        default=120, metadata={"doc": "Seconds that reading may take, by the clock and of the processor."}
    )
    memory: int = field(default=2048 * _MIB, metadata={"doc": "Bytes of address space of the process that reads."})
    fetch_seconds: int = field(default=60, metadata={"doc": "Seconds that fetching a file by its link may take."})


def limits() -> Limits:
    """The limits of this process, read anew at each call. Raises BadLimit."""
    return Limits(**{item.name: _set(VARIABLE + item.name.upper(), item.default) for item in fields(Limits)})


def limit(name: str, text: str) -> int:
    """The limit that `text` sets as the variable `name`. Raises BadLimit."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise BadLimit(f"{name}={text[:40]!r} is not a whole number above 0")
    return value


def _set(name: str, default: object) -> int:
    assert default is not MISSING
    return limit(name, os.environ.get(name, str(default)))


def limits_table() -> str:
    """The limits as the Markdown table of docs/reading.md."""
    rows = [
        f"| `{VARIABLE}{item.name.upper()}` | {item.metadata['doc']} | {item.default:,} |" for item in fields(Limits)
    ]
    return "\n".join(["| variable | what it bounds | default |", "|---|---|---|", *rows])
