"""gzip, zip and Parquet."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileRejected
from data.reading.limits import Limits
from tests.data.reading.conftest import Read, cells, read_within

CONTENT = b"a,b\n1,2\n"


def gzipped(content: bytes) -> bytes:
    """Without the time, which would give a test another name in each process of pytest."""
    return gzip.compress(content, mtime=0)


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Likewise."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("t.csv.gz", gzipped(CONTENT), "csv"),
        ("t.gz", gzipped(b"a\tb\n1\t2\n"), "csv"),
        ("t.zip", zipped(("in/t.csv", CONTENT)), "csv"),
        ("t.zip", zipped(("t.csv", CONTENT), ("__MACOSX/._t.csv", b"x"), ("folder/", b"")), "csv"),
        ("t.zip", zipped(("../../t.jsonl", b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n')), "jsonl"),
        ("t.csv", gzipped(CONTENT), "csv"),
    ],
)
def test_one_table_inside_an_archive_is_read(read: Read, name: str, content: bytes, kind: str) -> None:
    table = read(content, name)
    assert (table.kind, table.name) == (kind, name)
    assert cells(table)[0][1] == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.zip", zipped(("a.csv", CONTENT), ("b.csv", CONTENT)), "a.csv, b.csv"),
        ("t.zip", zipped(), "holds nothing"),
        ("t.zip", zipped(("a.zip", zipped(("b.csv", CONTENT)))), "inside an archive"),
        ("t.zip", zipped(("t.csv", CONTENT))[:60], "damaged"),
        ("t.csv.gz", gzipped(CONTENT)[:15], "damaged or cut off"),
        ("t.csv.gz", gzipped(CONTENT)[:-8] + b"12345678", "damaged or cut off"),
        ("t.csv.gz", gzipped(bytes(20 * 2**20)), "times its size"),
        ("t.zip", zipped(("t.csv", bytes(20 * 2**20))), "times its size"),
        ("t.gz", gzipped(b"x" * 2**20 + bytes(2**21)), "unpacks to more than"),
        ("t.zip", zipped(("t.csv", b"x" * 2**20 + bytes(2**21))), "more than"),
        ("t.gz", b"not packed", "not gz, or it is damaged"),
    ],
)
def test_another_archive_is_rejected_with_the_reason(read: Read, name: str, content: bytes, reason: str) -> None:
    limits = Limits(unpacked=2**20) if "more than" in reason else Limits()
    with pytest.raises(FileRejected, match=reason):
        read(content, name, limits)


def test_a_zip_that_lies_about_its_size_is_damaged(read: Read) -> None:
    content = zipped(("t.csv", b"a,b\n" + b"1,2\n" * 10_000)).replace((40_004).to_bytes(4, "little"), b"\x04\0\0\0")
    with pytest.raises(FileRejected, match="damaged"):
        read(content, "t.zip")


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array(["x", None]), ["x", ""]),
        (pa.array(["x", "y"]).dictionary_encode(), ["x", "y"]),
        (pa.array([1, None]), ["1", ""]),
        (pa.array([43.25, float("nan")]), ["43.25", ""]),
        (pa.array([7.0, float("inf")]), ["7", ""]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([dt.date(2021, 2, 28), None]), ["2021-02-28", ""]),
        (pa.array([dt.datetime(2021, 2, 28), dt.datetime(2021, 2, 28, 9, 30)]), ["2021-02-28", "2021-02-28 09:30:00"]),
        (pa.array([[1, 2], None]), ["[1, 2]", ""]),
        (pa.array([{"a": "ж"}, None]), ['{"a": "ж"}', ""]),
        (pa.array([b"x", b"\xff"]), ["x", "\ufffd"]),
        (pa.nulls(2), ["", ""]),
    ],
    ids=lambda value: str(getattr(value, "type", ""))[:20],
)
def test_every_type_of_parquet_is_text(read: Read, column: pa.Array, text: list[str]) -> None:
    table = read(parquet(pa.table({"a": column, "b": pa.array([1, 2])})), "t.parquet")
    assert table.cells.column("a").to_pylist() == text
    assert [row.line for row in table.rows()] == [1, 2]


def test_midnight_in_a_zone_of_its_own_is_a_day_and_other_times_keep_the_zone_out(read: Read) -> None:
    column = pa.array([0, 1], pa.timestamp("s", "UTC"))
    assert read(parquet(pa.table({"a": column})), "t.parquet").cells.column("a").to_pylist() == [
        "1970-01-01",
        "1970-01-01 00:00:01",
    ]


def test_parquet_that_says_it_is_too_large_is_refused_before_it_is_read(read: Read) -> None:
    content = parquet(pa.table({"a": pa.nulls(1_000, pa.string())}))
    for limits, reason in ((Limits(rows=999), "rows are more"), (Limits(unpacked=10), "bytes, more than")):
        with pytest.raises(FileRejected, match=reason):
            read(content, "t.parquet", limits)


plain = st.text(st.characters(codec="utf-8"), max_size=9)


@settings(max_examples=50)
@given(st.lists(st.tuples(plain, st.integers(-(2**63), 2**63 - 1)), max_size=5))
def test_text_and_numbers_come_back_from_parquet(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "t.parquet"
    columns: dict[str, Any] = {
        "a": pa.array([r[0] for r in rows], pa.string()),
        "b": pa.array([r[1] for r in rows], pa.int64()),
    }
    path.write_bytes(parquet(pa.table(columns)))
    table = read_within(path.parent, path)
    assert table.cells.to_pydict() == {"a": [r[0] for r in rows], "b": [str(r[1]) for r in rows]}


@settings(max_examples=50)
@given(
    st.sampled_from(["t.parquet", "t.csv.gz", "t.zip", "t.json", "t.xls"]),
    st.binary(min_size=1, max_size=60),
    st.integers(0, 500),
)
def test_any_damage_is_a_table_or_a_rejected_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, damage: bytes, at: int
) -> None:
    whole = {
        "t.parquet": parquet(pa.table({"a": ["x"], "b": [1]})),
        "t.csv.gz": gzipped(CONTENT),
        "t.zip": zipped(("t.csv", CONTENT)),
        "t.json": b'[{"a": 1}]',
        "t.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    }[name]
    if name == "t.parquet":
        at = at % max(1, len(whole) - 300)  # damage to the footer is for a child: Thrift may ask for much memory
    content = bytearray(whole)
    content[at : at + len(damage)] = damage
    path: Path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    try:
        read_within(path.parent, path)
    except FileRejected as refused:
        assert str(refused).startswith(name)
