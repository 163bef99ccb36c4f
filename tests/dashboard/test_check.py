"""What `python -m dashboard check` tells an operator, and how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.check.streamlit_options import streamlit_findings, variable_of
from data.importer import seed
from data.store import Store

ROOT = Path(__file__).resolve().parents[2]


def check(folder: Path, **environment: str) -> tuple[int, str]:
    """The check with a home and settings of its own; its exit code and what it printed."""
    usual = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "SHERU_HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "check"],
        cwd=ROOT,
        env={**usual, "SHERU_SETTINGS": str(folder), **environment},
        capture_output=True,
        check=False,
        text=True,
    )
    assert not done.stderr
    return done.returncode, done.stdout


def test_a_plain_set_up_is_right(tmp_path: Path) -> None:
    code, text = check(tmp_path)
    assert code == 0
    assert "Nothing is wrong." in text
    assert f"SHERU_HOME = '{tmp_path / 'home'}'  (from environment)" in text
    assert "SHERU_UPLOADS is 1 by default" in text
    assert "the gazetteer is not built" in text


def test_what_files_set_is_named_and_a_secret_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SHERU_GEOCODER=opencage\nSHERU_GEOCODER_KEY=hunter2\n")
    code, text = check(tmp_path)
    assert code == 1
    assert "hunter2" not in text
    assert f"SHERU_GEOCODER_KEY = (set, not shown)  (from {tmp_path / '.env'})" in text
    assert "sends names of places to https://api.opencagedata.com" in text
    assert "chmod o-r, for it holds a secret" in text
    (tmp_path / ".env").chmod(0o640)
    assert check(tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"SHERU_MAX_ROWS": "many"}, "SHERU_MAX_ROWS='many' is not a whole number"),
        ({"SHERU_PRIVATE_DAYS": "-3"}, "SHERU_PRIVATE_DAYS='-3' is not a number from 0 on"),
        ({"SHERU_UPLOAD": "0"}, "SHERU_UPLOADS may be meant"),
        ({"SHERU_GEOCODER": "nominatim"}, "set SHERU_GEOCODER_EMAIL"),
        ({"SHERU_CONTACT": "javascript:alert(1)"}, "neither a mail address nor a link"),
        ({"SHERU_PLACES": "/nowhere.csv"}, "there is no file /nowhere.csv"),
        ({"SHERU_GEONAMES": "/nowhere.txt"}, "there is no file /nowhere.txt"),
        ({"SHERU_GAZETTEER": "/nowhere"}, "SHERU_GAZETTEER: /nowhere holds no gazetteer-"),
        ({"SHERU_HOME": "/proc/sheru"}, "/proc/sheru cannot be written"),
        ({"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true"}, "Streamlit sends telemetry"),
        ({"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}, "readers may see tracebacks"),
        ({"STREAMLIT_SERVER_ENABLE_CORS": "false"}, "pages of other sites may open a session"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    code, text = check(tmp_path, **environment)
    assert code == 1
    assert said in text.split("\nWrong\n")[1].split("\n\n")[0]


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    _, text = check(tmp_path, SHERU_UPLOADS="maybe", SHERU_MAX_CELL="0", SHERU_FEWEST="x")
    assert all(name in text for name in ("SHERU_UPLOADS='maybe'", "SHERU_MAX_CELL='0'", "SHERU_FEWEST='x'"))


def test_an_open_address_without_tls_is_told(tmp_path: Path) -> None:
    assert "tables of readers come here in the clear" in check(tmp_path, HOST="0.0.0.0")[1]
    assert "in the clear" not in check(tmp_path, HOST="0.0.0.0", SHERU_UPLOADS="0")[1]
    assert "without TLS" not in check(tmp_path, HOST="::1")[1]


def test_the_version_of_the_store_is_told_and_a_broken_one_is_wrong(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    seed(store)
    code, text = check(tmp_path)
    assert code == 0
    assert f"data version {store.snapshot().version}" in text
    folder = tmp_path / "home" / "store"
    (folder / folder.joinpath("current").read_text()).write_bytes(b"no database")
    code, text = check(tmp_path)
    assert code == 1
    assert "the store cannot be opened" in text


def test_nothing_heavy_is_loaded() -> None:
    heavy = "{'pandas', 'numpy', 'pyarrow', 'streamlit', 'folium', 'duckdb', 'sqlalchemy', 'geopy', 'babel'}"
    code = f"import sys, dashboard.check.report; print({{name.split('.')[0] for name in sys.modules}} & {heavy})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_checkout_wins_over_the_user_and_the_environment_over_both(tmp_path: Path) -> None:
    for folder, value in (("checkout", "false"), ("user", "true")):
        (tmp_path / folder / ".streamlit").mkdir(parents=True)
        text = (
            f'[browser]\ngatherUsageStats = {value}\nserverAddress = "localhost"\n[client]\nshowErrorDetails = "none"\n'
        )
        (tmp_path / folder / ".streamlit" / "config.toml").write_text(text)
    user = {"HOME": str(tmp_path / "user")}
    assert list(streamlit_findings(user, tmp_path / "checkout")) == []
    moved = {**user, "STREAMLIT_BROWSER_SERVER_ADDRESS": "sheru.example.org"}
    (overridden,) = streamlit_findings(moved, tmp_path / "checkout")
    assert overridden.kind == "note" and "overrides browser.serverAddress" in overridden.text
    (tmp_path / "checkout" / ".streamlit" / "config.toml").unlink()
    found = [finding.text for finding in streamlit_findings(user, tmp_path / "checkout")]
    assert any("telemetry from every reader" in text for text in found)


@pytest.mark.parametrize("option", ["server.baseUrlPath", "browser.gatherUsageStats", "server.sslCertFile"])
def test_options_are_called_as_streamlit_calls_them(option: str) -> None:
    from streamlit import config

    assert variable_of(option) == config._config_options_template[option].env_var
