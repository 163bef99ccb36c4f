"""Reading in this process what a child would read: the same code, without the time that a child takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.parsing.text import clean_text
from data.reading.files import left_in
from data.reading.limits import Limits
from data.reading.table import ReadOptions, Table
from data.reading.worker import answer

Read = Callable[..., Table]


def read_within(folder: Path, path: Path, options: ReadOptions = ReadOptions(), limits: Limits = Limits()) -> Table:  # noqa: B008
    """The table of `path`, or FileRejected, as `read_file` has it."""
    name = clean_text(path.name)
    answer(path, name, options, limits, folder)
    return left_in(folder, name, 0, limits)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: str | bytes, name: str = "table.csv", limits: Limits = Limits(), **options: str) -> Table:  # noqa: B008
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_within(tmp_path, path, ReadOptions(**options), limits)

    return read


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    """Line and cells of every row."""
    return [(row.line, row.cells) for row in table.rows()]
