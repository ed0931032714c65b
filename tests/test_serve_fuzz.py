"""The API under whatever its description allows, and what it doesn't: Schemathesis over the OpenAPI; never a 5xx."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tocsin.serve import guard
from tocsin.serve.app import make_app
from workbench import site_with

EXAMPLES = 20


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for kind in list(guard.LIMITS):
        monkeypatch.setitem(guard.LIMITS, kind, (10**9, 60.0))
    yield


@pytest.mark.slow
def test_never_a_server_error(tmp_path: Path, unlimited: None) -> None:
    app = make_app(site_with(tmp_path))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    faults: list[Any] = []
    tried = 0
    for found, mode in product(list(schema.get_all_operations()), GenerationMode):
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            answer = case.call()
            if answer.status_code >= 500:
                faults.append((case.as_curl_command(), answer.status_code))

        with suppress(Unsatisfiable):  # an operation without parameters can't be asked wrongly
            ask()
            tried += 1
    assert faults == []
    assert tried >= 16
