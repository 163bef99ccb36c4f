"""What a file is, by its first bytes; its name only decides between kinds of text."""

from __future__ import annotations

from data.errors import FileRejected

TEXT = ("csv", "json")
"""Kinds that are text; `json` stands for JSON, JSON Lines and GeoJSON."""

_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"PAR1", "parquet"),
)
_OTHERS = (
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x80\x02c", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04\x95", "a Python pickle"),
    (b"\x80\x05\x95", "a Python pickle"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"ARROW1", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"\x89HDF", "an HDF file"),
)
_READ = "CSV, TSV, XLSX, XLS, ODS, JSON, JSON Lines, GeoJSON, Parquet, and gzip or zip of one of these are read"
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".geojson")


def sniff(file: str, start: bytes, suffix: str) -> str:
    """csv, json, xls, parquet, gzip or zip (which a workbook is too), by the first bytes of the file.

    Raises FileRejected where it is something else.
    """
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    other = next((what for magic, what in _OTHERS if start.startswith(magic)), "")
    if start[8:12] == b"DUCK":
        other = "a DuckDB database"
    if other:
        raise FileRejected(f"{file}: this is {other} and no table; {_READ}")
    if suffix in (".parquet", ".xlsx", ".xls", ".ods", ".gz", ".zip"):
        if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            raise FileRejected(f"{file}: this is a web page or XML named {suffix}; save the table as CSV (UTF-8)")
        if suffix != ".xls":  # many a site offers text as .xls
            raise FileRejected(f"{file}: the content is not {suffix[1:]}, or it is damaged; {_READ}")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    looks = text[:1] in (b"{", b"[") or (suffix in _JSON_SUFFIXES and b"\0" not in start)
    return "json" if looks else "csv"
