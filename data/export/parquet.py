"""Our own table as Parquet: numbers and days with their types, in groups of rows that are sent as they are made."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection

from data.export.about import DICTIONARY, About
from data.export.table import BOUNDS, DAYS, DEGREES_AND_KM, TABLE_COLUMNS, table_rows
from data.filters import Filters

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 20_000  # of a group
KEY = "sheru"
"""Name of the metadata that hold `about`, as JSON."""


def to_parquet(
    connection: Connection,
    filters: Filters,
    about: About | None = None,
    *,
    order: str = "",
    within: ColumnElement[bool] | None = None,
) -> Iterator[bytes]:
    """A Parquet file in chunks, one report a row; unknown numbers are null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = _Sink()
    schema = _schema(about)
    rows = table_rows(connection, filters, order=order, within=within)
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for block in iter(lambda: list(itertools.islice(rows, _ROWS)), []):
            writer.write_table(_table(block, schema))
            yield sink.taken()
    yield sink.taken()


def _schema(about: About | None) -> pa.Schema:
    import pyarrow as pa

    types = dict.fromkeys(DEGREES_AND_KM, pa.float64()) | dict.fromkeys(BOUNDS, pa.int64())
    types |= dict.fromkeys(DAYS, pa.date32())
    fields = [
        pa.field(name, types.get(name, pa.string()), metadata={"description": DICTIONARY[name]})
        for name in TABLE_COLUMNS
    ]
    said = {} if about is None else {KEY: json.dumps(about.json(), ensure_ascii=False), **about.members()}
    return pa.schema(fields, metadata=said)


def _table(rows: list[dict[str, object]], schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    arrays = [pa.array([_value(row[field.name], field.name) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _value(cell: Any, name: str) -> object:
    if name in DEGREES_AND_KM:
        return float(cell) if cell else None
    if name in DAYS:
        return date.fromisoformat(cell)
    return None if name in BOUNDS and cell == "" else cell


class _Sink(io.RawIOBase):
    """Where the writer writes; what was written is taken away again and again."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._held += piece
        self._written += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """What was written since."""
        held = bytes(self._held)
        self._held.clear()
        return held
