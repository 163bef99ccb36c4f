"""What is done before the server serves: settings are taken from files, and a wrong one stops the start."""

from __future__ import annotations

import os

import streamlit as st

from data.errors import SheruError
from data.reading.limits import limits
from data.settings import settings
from geocoding.environment import take_settings


def prepare() -> None:
    """Take the operator's settings. Raises SystemExit with a sentence where one cannot be."""
    take_settings()
    set_before = {name: value for name, value in os.environ.items() if name.startswith("SHERU_")}
    st.secrets.load_if_toml_exists()  # puts its values over the environment: ours is the other way round
    os.environ.update(set_before)
    try:
        settings()
        limits()
    except SheruError as error:
        raise SystemExit(f"error: {error} (python -m dashboard check names all that is wrong)") from None
