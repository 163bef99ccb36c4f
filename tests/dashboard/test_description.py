"""The description of the API: an example for each parameter and answer, and answers that are as they are described."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from dashboard.api import answers
from dashboard.api.requests import EXAMPLES
from data.filters import Filters, read_filters
from tests.browser.conftest import ROOT
from tests.dashboard.test_api import FRAMES, WORLD, client, served


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(tmp_path_factory.mktemp("described")):
        yield client()


def operations(api: TestClient) -> dict[str, dict[str, Any]]:
    return {path: methods["get"] for path, methods in api.get("/openapi.json").json()["paths"].items()}


def test_every_parameter_has_an_example_and_words(api: TestClient) -> None:
    for path, operation in operations(api).items():
        for parameter in operation["parameters"]:
            assert parameter.get("examples") or parameter["schema"].get("examples"), (path, parameter["name"])
            assert parameter.get("description"), (path, parameter["name"])


def test_every_schema_is_one(api: TestClient) -> None:
    for schema in api.get("/openapi.json").json()["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_example_of_each_filter_is_one() -> None:
    assert set(EXAMPLES) == {field.name for field in dataclasses.fields(Filters)}
    params = {field.metadata["param"]: EXAMPLES[field.name] for field in dataclasses.fields(Filters)}
    filters, problems = read_filters(params)
    assert problems == ()
    assert all(getattr(filters, field.name) for field in dataclasses.fields(Filters))


@pytest.mark.parametrize("model", answers._EXAMPLES)
def test_the_example_of_each_answer_is_one(model: Any) -> None:
    TypeAdapter(model).validate_python(answers._EXAMPLES[model], strict=False)


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (f"/clusters?{WORLD}&zoom=3", answers.ClustersAnswer),
        (f"/clusters?{WORLD}&zoom=3&size=detained", answers.ClustersAnswer),
        (f"/points?{WORLD}&zoom=3", answers.PointsAnswer),
        (f"/heat?{WORLD}&zoom=3", answers.HeatAnswer),
        (FRAMES, answers.FramesAnswer),
        ("/countries", answers.CountriesAnswer),
        ("/countries?from=2021-01-01&to=2021-12-31", answers.CountriesAnswer),
        ("/regions?size=detained", answers.RegionsAnswer),
        ("/timeline?bars=detained", answers.TimelineAnswer),
        ("/timeline", answers.TimelineAnswer),
        ("/timeline?country=ZZ", answers.TimelineAnswer),
        ("/summary", answers.SummaryAnswer),
        ("/summary?country=ZZ", answers.SummaryAnswer),
        ("/incidents?limit=2", answers.IncidentsAnswer),
        ("/incidents/kz-almaty", answers.OneIncident),
    ],
)
def test_every_answer_is_as_it_is_described(api: TestClient, path: str, model: Any) -> None:
    answer = api.get(path)
    assert answer.status_code == 200
    TypeAdapter(model).validate_json(answer.content)


def test_made_up_questions_find_no_fault() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.fuzz", "20"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "no fault" in done.stdout
