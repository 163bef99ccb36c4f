"""How long the server took is said with each answer, apart from the line."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.dashboard.test_api import api  # noqa: F401


@pytest.mark.parametrize("path", ["/clusters?bbox=-180,-85,180,85&zoom=2", "/incidents/no-such-incident"])
def test_every_answer_says_how_long_it_took(api: TestClient, path: str) -> None:  # noqa: F811
    said = api.get(path).headers["server-timing"]
    found = re.fullmatch(r"answer;dur=(\d+\.\d)", said)
    assert found
    assert 0 < float(found[1]) < 60_000
