"""Questions that nobody would think of: never an error of ours, always an answer of the documented shape."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from api.app import create_app
from api.openapi import CONTRACT_FILE
from tests.api.conftest import World
from tests.support.serving import serve

BOUNDED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


contract = schemathesis.openapi.from_path(CONTRACT_FILE)


@pytest.fixture(scope="module")
def address(shared: World) -> Iterator[str]:
    with serve(create_app(shared.settings)) as served:
        yield served


@contract.parametrize()
@BOUNDED
def test_any_question_has_a_documented_answer(case: Case[Any], address: str, shared: World):
    response = case.call(base_url=address, headers={"authorization": f"Bearer {shared.keys['commission']}"})

    assert response.status_code < 500, response.text
    case.validate_response(response, checks=[status_code_conformance, response_schema_conformance])
