"""The formats of an export by the suffix of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

from sqlalchemy import ColumnElement, Connection

from data.export.about import About
from data.export.onefile import to_html
from data.export.parquet import to_parquet
from data.export.text import to_csv, to_geojson, to_json
from data.export.workbook import to_xlsx
from data.filters import Filters

_PIECE = 2**16


class Write(Protocol):
    """Writes what passes, in chunks."""

    def __call__(
        self,
        connection: Connection,
        filters: Filters,
        about: About | None = None,
        *,
        order: str = "",
        within: ColumnElement[bool] | None = None,
    ) -> Iterator[str] | Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    name: str = field(metadata={"doc": "What people call it."})
    media_type: str
    write: Write


FORMATS: Final = {
    "csv": Format("CSV", "text/csv; charset=utf-8", to_csv),
    "xlsx": Format("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "geojson": Format("GeoJSON", "application/geo+json", to_geojson),
    "json": Format("JSON", "application/json", to_json),
    "parquet": Format("Parquet", "application/vnd.apache.parquet", to_parquet),
    "html": Format("HTML", "text/html; charset=utf-8", to_html),
}


def in_pieces(chunks: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    """The same as bytes, in pieces that are worth sending."""
    held = bytearray()
    for chunk in chunks:
        held += chunk.encode() if isinstance(chunk, str) else chunk
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)
