"""Were a statement ever made of foreign text: the engine of a snapshot reads and writes no other file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from data.store import Store


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "COPY incidents TO '{out}'",
        "COPY (SELECT 1) TO '{out}' (FORMAT csv)",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}'",
        "ATTACH '/etc/passwd' AS x",
        "INSTALL httpfs",
        "LOAD '{out}'",
        "SET enable_external_access = true",
        "SET python_enable_replacements = true",
        "SET lock_configuration = false",
        "SET memory_limit = '1GB'",
        "RESET lock_configuration",
        "SELECT * FROM frame",
        "CREATE TABLE mine (a INTEGER)",
        "DELETE FROM incidents",
        "UPDATE reports SET place = 'x'",
        "DROP TABLE incidents",
    ],
)
def test_a_snapshot_refuses(store: Store, tmp_path: Path, statement: str) -> None:
    frame = [1, 2, 3]
    out = tmp_path / "out"
    with store.snapshot().engine.connect() as connection, pytest.raises(SQLAlchemyError):
        connection.exec_driver_sql(statement.format(out=out)).all()
    assert frame
    assert not list(tmp_path.iterdir())


def test_a_connection_that_is_not_locked_down_would_have_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    with duckdb.connect() as plain:
        assert plain.execute(f"SELECT content FROM read_text('{tmp_path}/secret')").fetchall() == [("secret",)]
        plain.execute(f"COPY (SELECT 1) TO '{tmp_path}/out'")
    assert (tmp_path / "out").exists()


def test_a_snapshot_still_answers(store: Store) -> None:
    with store.snapshot().engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reports")).scalar_one() == 9
