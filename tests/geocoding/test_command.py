import csv
import json
from pathlib import Path

import pytest

from geocoding.__main__ import main


def test_a_place_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Алматы", "--country", "Kazakhstan"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["status"] == "found"
    assert shown["location"]["name"] == "Almaty"
    assert "reasons" not in shown


def test_reasons_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Republic Square, Almaty", "--explain"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["status"] == "coarse"
    assert any("Republic Square" in reason for reason in shown["reasons"])


def test_a_table_keeps_its_columns_and_rows_and_gets_locations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(
        '\ufeffid,place,country,note\n1,Алматы,Kazakhstan,"a, b"\n\n2,Xyzzyville,,\n3,Almaty,KZ\n', "utf-8"
    )
    assert main(["--batch", str(source), "--output", str(target)]) == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:4] == ["id", "place", "country", "note"]
    assert list(rows[0])[4:] == ["lat", "lon", "precision", "radius_km", "name", "country_code", "method", "status"]
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["note"] == "a, b"
    assert (rows[0]["name"], rows[0]["precision"], rows[0]["status"]) == ("Almaty", "city", "found")
    assert (rows[1]["lat"], rows[1]["status"]) == ("", "not_found")
    assert "3 rows" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"name,country\nAlmaty,KZ\n", "no column"),
        (b"place,country\nAlmaty,KZ\nOral,KZ,more\n", "line 3 has 3 cells"),
        (b"place\nAlmaty\n\xff\xfe\n", "line 3 is not UTF-8"),
        (b"place,place\nAlmaty,x\n", "more than once"),
        (b"place,lat\nAlmaty,1\n", "is there already"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    assert main(["--batch", str(source), "--output", str(target)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "in.csv" in error
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--batch", "x.csv"],
        ["Almaty", "--output", "x.csv"],
        ["--batch", "/no/such/file.csv", "--output", "/tmp/x.csv"],
        ["Almaty", "--batch", "x.csv", "--output", "y.csv"],
    ],
)
def test_a_wrong_call_is_a_message_and_not_a_traceback(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("geocoding: ")


def test_input_and_output_must_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.csv"
    path.write_text("place\nAlmaty\n")
    assert main(["--batch", str(path), "--output", str(path)]) == 2
    assert path.read_text() == "place\nAlmaty\n"
