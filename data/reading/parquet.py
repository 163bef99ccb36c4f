"""Parquet to rows: a batch at a time, every column as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.arrow import ArrowCollector

_ROWS = 20_000  # of a batch
_YEAR_1, _YEAR_10000 = -62_135_596_800, 253_402_300_800  # seconds from 1970


def read_parquet(path: Path, into: ArrowCollector) -> None:
    """Read the Parquet file at `path`. Raises FileRejected."""
    into.kind = "parquet"
    try:
        with pq.ParquetFile(path, memory_map=False, pre_buffer=False, page_checksum_verification=True) as file:
            _check(file, into)
            into.begin(file.schema_arrow.names)
            first = 1
            for batch in file.iter_batches(_ROWS, use_threads=False):
                _add(first, batch, into)
                first += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, MemoryError):
            raise MemoryError from error
        why = clean_text(str(error))[:100]
        raise FileRejected(f"{into.name}: this is no Parquet file, or it is damaged ({why})") from error


def _check(file: pq.ParquetFile, into: ArrowCollector) -> None:
    """Refuse by what the file says of itself what would cost more than the limits."""
    limits, about = into.limits, file.metadata
    if about.num_rows > limits.rows:
        raise FileRejected(f"{into.name}: {about.num_rows:,} rows are more than {limits.rows:,}; split the file")
    if about.num_columns > limits.columns:
        raise FileRejected(f"{into.name}: {about.num_columns:,} columns are more than {limits.columns:,}")
    unpacked = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
    if unpacked > limits.unpacked:
        raise FileRejected(f"{into.name}: holds {unpacked:,} bytes, more than {limits.unpacked:,}; split the file")


def _add(first: int, batch: pa.RecordBatch, into: ArrowCollector) -> None:
    lines = pa.array(range(first, first + batch.num_rows), pa.int64())
    kept = None
    for name, column in zip(into.columns, batch.columns, strict=True):
        impossible = _out_of_range(column)
        if impossible is None or not pc.any(impossible).as_py():
            continue
        for row in pc.indices_nonzero(impossible).to_pylist():
            if kept is None or kept[row].as_py():
                into.reject(lines[row].as_py(), "the time is outside the years 1 to 9999", name)
        kept = pc.invert(impossible) if kept is None else pc.and_(kept, pc.invert(impossible))
    if kept is not None:
        batch, lines = batch.filter(kept), lines.filter(kept)
    into.add_columns(lines, [_text(column) for column in batch.columns])


def _storage(column: pa.Array) -> pa.Array:
    """The column without what only programs of its writer know: types of their own, dictionaries."""
    if isinstance(column.type, pa.BaseExtensionType):
        return _storage(column.storage)
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _out_of_range(column: pa.Array) -> pa.BooleanArray | None:
    """For each time whether no calendar of ours has it."""
    column = _storage(column)
    if pa.types.is_timestamp(column.type):
        per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[column.type.unit]
        value = column.cast(pa.int64())
        low, high = _YEAR_1 * per_second, _YEAR_10000 * per_second
        if column.type.unit == "ns":
            return None  # 64 bits of nanoseconds reach from 1677 to 2262
    elif pa.types.is_date(column.type):
        value = column.cast(pa.int32() if column.type == pa.date32() else pa.int64())
        day = 1 if column.type == pa.date32() else 86_400_000
        low, high = _YEAR_1 // 86_400 * day, _YEAR_10000 // 86_400 * day
    else:
        return None
    outside = pc.or_(pc.less(value, pa.scalar(low, value.type)), pc.greater_equal(value, pa.scalar(high, value.type)))
    return outside.fill_null(False)


def _text(column: pa.Array) -> pa.Array:
    column = _storage(column)
    kind = column.type
    if pa.types.is_string(kind):
        text = column
    elif pa.types.is_floating(kind):
        finite = pc.if_else(pc.is_finite(column), column, None)
        text = finite.cast(pa.string())
    elif pa.types.is_timestamp(kind):
        text = _time_text(column)
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        text = pa.array([_decoded(value) for value in column.to_pylist()], pa.string())
    elif pa.types.is_nested(kind):
        text = pa.array([_json(value) for value in column.to_pylist()], pa.string())
    elif pa.types.is_null(kind):
        text = pa.nulls(len(column), pa.string())
    else:
        text = column.cast(pa.string())
    return text.fill_null("")


def _time_text(column: pa.Array) -> pa.Array:
    """ISO 8601; midnight is the day alone."""
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, r"(?: 00:00:00)?(?:\.0+)?Z?$", "")


def _decoded(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)
