"""JSON, JSON Lines and GeoJSON to rows: a record is a row, its keys are the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from data.errors import FileRejected
from data.parsing.text import clean_text
from data.reading.collecting import Collector
from data.reading.encodings import find_encoding
from data.reading.geojson import BadGeometry, is_feature, point_of
from data.reading.headers import MAX_NAME
from data.reading.incidents import reports_in
from data.reading.json_stream import DECODER, Stream

_LONGEST_LINE = 2**26
_SHAPE = "bring a list of records, [{…}, {…}], or one record a line"

Record = tuple[int, Any]


def read_json(path: Path, into: Collector, suffix: str = "") -> None:
    """Read the JSON file at `path` twice: for its columns, and for its rows. Raises FileRejected."""
    encoding = find_encoding(into.name, path, into.options.encoding)
    into.read_as = replace(into.options, encoding=encoding.name)
    by_line = suffix in (".jsonl", ".ndjson") or _is_by_line(path, encoding.name, encoding.errors)

    def each(told: Collector | None = None) -> Iterator[Record]:
        codec = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
        with path.open(encoding=codec, errors=encoding.errors, newline="\n") as text:
            found = _lines(text, told) if by_line else _records(into.name, Stream(into.name, text))
            yield from ((line, each) for line, record in found for each in reports_in(record))

    columns = _Columns(into)
    for _, record in each():
        columns.look(record)
    into.kind = "geojson" if columns.features else "jsonl" if by_line else "json"
    into.begin(columns.names())
    for line, reason in encoding.doubts:
        into.notice(line, "", reason, kind="encoding")
    for line, record in each(into):
        _add(line, record, columns, into)


def _is_by_line(path: Path, codec: str, errors: str) -> bool:
    """Whether the first line is a whole record and another follows."""
    with path.open(encoding="utf-8-sig" if codec == "utf-8" else codec, errors=errors, newline="\n") as text:
        first, second = "", ""
        for line in iter(lambda: text.readline(_LONGEST_LINE), ""):
            if not first:
                first = line.strip()
            elif second := line.strip():
                break
    try:
        return second[:1] in ("{", "[") and first[:1] == "{" and isinstance(DECODER.decode(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: TextIO, told: Collector | None) -> Iterator[Record]:
    """The record of each line; a line that is none is rejected, where it is `told`."""
    for number, line in enumerate(iter(lambda: text.readline(_LONGEST_LINE), ""), start=1):
        if not line.strip():
            continue
        try:
            record = DECODER.decode(line.strip().lstrip("\ufeff"))
        except RecursionError:
            record, why = None, "nested too deeply"
        except ValueError as error:
            record, why = None, f"this line is not JSON ({getattr(error, 'msg', error)})"
        else:
            why = f"a {_kind(record)} and not a record"
        if isinstance(record, dict):
            yield number, record
        elif told:
            told.reject(number, why)


def _records(file: str, stream: Stream) -> Iterator[Record]:
    """The records of a list, or of the one list of records in an object, numbered from 1."""
    first = stream.peek()
    if first == "[":
        yield from enumerate(stream.items(), start=1)
    elif first == "{":
        yield from _inside(file, stream)
    else:
        raise FileRejected(f"{file}: this JSON is a single value and no table; {_SHAPE}")
    if stream.peek():
        raise FileRejected(f"{file}: something follows after the end of the JSON; {_SHAPE}")


def _inside(file: str, stream: Stream) -> Iterator[Record]:
    lists: list[str] = []
    whole: dict[str, Any] = {}
    for key in stream.each_key():
        stream.take(":")
        if stream.next_two() == "[{" or (key == "features" and stream.peek() == "["):
            lists.append(clean_text(key)[:60])
            if len(lists) > 1:
                raise FileRejected(
                    f"{file}: there are several lists of records ({', '.join(lists)}); bring one of them"
                )
            yield from enumerate(stream.items(), start=1)
        else:
            whole[key] = stream.value()
    if not lists:
        if not is_feature(whole):
            raise FileRejected(f"{file}: there is no list of records in this JSON; {_SHAPE}")
        yield 1, whole


class _Columns:
    """The keys of all records, in the order in which they come, and whether they are features of a map."""

    def __init__(self, into: Collector) -> None:
        self._into = into
        self.keys: dict[str, str] = {}
        """Key as it is written to the name of its column."""
        self.features = 0
        self.records = 0

    def look(self, record: Any) -> None:
        """Take the keys of one record."""
        self.records += 1
        if self.records > self._into.limits.rows:
            raise FileRejected(
                f"{self._into.name}: there are more than {self._into.limits.rows:,} rows; split the file"
            )
        if is_feature(record):
            self.features += 1
            record = record.get("properties")
        if isinstance(record, dict) and not record.keys() <= self.keys.keys():
            self.keys |= {key: clean_text(key)[:MAX_NAME] for key in record if key not in self.keys}
            if len(self.keys) > self._into.limits.columns:
                raise FileRejected(
                    f"{self._into.name}: more than {self._into.limits.columns:,} different keys; "
                    "leave out what you do not need"
                )

    def names(self) -> list[str]:
        """The header. Raises FileRejected where nothing is a record."""
        if not self.keys and not self.features:
            if self.records:
                raise FileRejected(f"{self._into.name}: this JSON holds no records; {_SHAPE}")
            raise FileRejected(f"{self._into.name}: there are no records in it")
        return [*self.keys, *(self.geometry() if self.features else ())]

    def geometry(self) -> tuple[str, str]:
        """The names of the columns that hold the geometry."""
        taken = {name.casefold() for name in self.keys.values()}
        return ("lat", "lon") if not taken & {"lat", "lon"} else ("geometry lat", "geometry lon")


def _add(line: int, record: Any, columns: _Columns, into: Collector) -> None:
    place: tuple[str, ...] = ()
    values = record
    try:
        if columns.features:
            if not is_feature(record):
                return into.reject(line, "this is not a feature as the others are")
            values = record.get("properties") or {}
            place = _place(line, record.get("geometry"), into)
        if not isinstance(values, dict):
            return into.reject(line, f"a {_kind(values)} and not a record")
        cells = [_text(values.get(key), into.limits.nesting) for key in columns.keys]
    except BadGeometry as error:
        return into.reject(line, str(error), "geometry")
    except _TooDeep:
        return into.reject(line, f"nested more than {into.limits.nesting} levels deep")
    if any(len(cell) > into.limits.cell for cell in cells):
        return into.reject(line, f"a value is longer than {into.limits.cell:,} characters")
    return into.add(line, [*cells, *place])


def _place(line: int, geometry: Any, into: Collector) -> tuple[str, str]:
    if geometry is None:
        into.notice(line, "geometry", "no geometry; the row is kept without coordinates", kind="no geometry")
        return "", ""
    longitude, latitude, exact = point_of(geometry, into.limits)
    if not exact:
        reason = (
            f"a {clean_text(str(geometry.get('type')))[:40]} stands for its middle: {latitude:.5f}, {longitude:.5f}"
        )
        into.notice(line, "geometry", reason, kind="representative point")
    return _text(latitude, 1), _text(longitude, 1)


class _TooDeep(ValueError):
    """A value is nested deeper than the limit."""


def _text(value: Any, nesting: int) -> str:
    """A value as the text of a cell; what is nested stays JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        _check_depth(value, nesting)
        return json.dumps(value, ensure_ascii=False)
    return repr(value)


def _check_depth(value: Any, most: int) -> None:
    level = [value]
    for _ in range(most):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, Mapping) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _TooDeep


def _kind(value: Any) -> str:
    return {dict: "record", list: "list", str: "text", type(None): "null"}.get(type(value), "number")
