"""How long the server took is said with each answer, apart from the line."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from dashboard.api.app import create_api


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("path", ["/health", "/no-such-answer"])
def test_every_answer_says_how_long_it_took(path: str) -> None:
    with TestClient(create_api()) as api:
        said = api.get(path).headers["server-timing"]
    found = re.fullmatch(r"answer;dur=(\d+\.\d)", said)
    assert found
    assert 0 < float(found[1]) < 60_000
