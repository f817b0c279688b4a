"""Questions that nobody would think of: never an error of ours, always an answer of the documented shape, in French.

A few each time, each operation as one role; `make fuzz` asks ten thousand as every role.
"""

import json
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from api.app import create_app
from api.openapi import CONTRACT_FILE
from observatoire.access.audience import Role
from observatoire.cluster import Cluster
from tests.api.conftest import Published, open_world
from tests.support.every_output import describe_everything
from tests.support.judging import Answer, judge_problem
from tests.support.serving import serve

BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

ROLES = tuple(str(role) for role in Role)

contract = schemathesis.openapi.from_dict(describe_everything(json.loads(CONTRACT_FILE.read_text())))


@pytest.fixture(scope="module")
def address(memory_cluster: Cluster, published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A world of its own: questions write too."""
    with (
        open_world(memory_cluster, published, tmp_path_factory.mktemp("fuzz")) as world,
        serve(create_app(world.settings)) as served,
    ):
        yield served


@contract.parametrize()
@BOUNDED
def test_any_question_has_a_documented_answer(case: Case[Any], address: str, published: Published):
    role = ROLES[crc32(case.operation.label.encode()) % len(ROLES)]

    response = case.call(base_url=address, headers={"authorization": f"Bearer {published.keys[role]}"}, timeout=60)

    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        media_type = response.headers["content-type"][0].partition(";")[0]
        assert list(judge_problem(Answer(response.status_code, media_type, response.text))) == []
    case.validate_response(response, checks=[status_code_conformance, response_schema_conformance])
