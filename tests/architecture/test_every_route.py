"""Nothing that can be asked is forgotten by what looks for leaks: access matrix, oracle, journal, questions at random."""

import re

import pytest

from api.app import create_app
from api.journal_lines import describe_request
from tests.api.test_access_matrix import MATRIX
from tests.support.every_output import PAGES, STATIC, UNTOLD, describe_everything, list_questions, list_routes

APP = create_app()
ROUTES = sorted(list_routes(APP))
SILENT = {
    "what everybody reads": r"GET /(api/v1/public/.*|ogc|ogc/(?!partner).*|docs.*|openapi\.json|problemes/.*|api/v1/health)",
    "pages and files, the same for everybody": "GET (" + "|".join(map(re.escape, (*PAGES, *STATIC))) + ")",
    "what describes layers": r"GET /ogc/partner(/conformance|/collections(/{layer})?(/tiles(/WebMercatorQuad)?)?)?",
    "entering and leaving, which the database notes itself": r"\w+ /(api/v1/session.*|connexion.*)",
    "one's own account, and accounts, which the database notes itself": r"\w+ /api/v1/(account|admin/accounts).*",
    "what the worker notes when it is done": r"POST /api/v1/(admin/(computations|publications|rollbacks|comparisons)|data/deposits/{number}/check)",
    "editions, comparisons, files sent and the journal itself, on the screen": r"GET /api/v1/(admin/(editions|comparisons|journal)|data/(?!returns/).*)",
    "totals of territories, method and lists: no residence": (
        r"GET /api/v1/partner/(publications(/{number}/certificate)?|ruptures|method|analysis|evaluations|scenarios|sessions|repms"
        r"|territories(/{level}/{code}(/series)?)?|supply|demand|balance|flows|objectives(/effect)?)"
    ),
}
"""Where the journal says nothing, and why."""


@pytest.mark.parametrize("covered", ["matrix", "oracle", "random"])
def test_every_route_is_covered(covered: str):
    codes = dict.fromkeys(("residence", "secteur", "commune", "epci"), ("X",))
    readings = [
        each.partition("?")[0] for each in (*list_questions(APP.openapi(), codes, {}), *PAGES, *STATIC, *UNTOLD)
    ]
    described = describe_everything(APP.openapi())["paths"]
    asked = {
        "matrix": {f"{row.route.partition(' ')[0]} {row.address.partition('?')[0]}" for row in MATRIX},
        "oracle": {f"GET {address}" for address in readings},
        "random": {f"{verb.upper()} {path}" for path, operations in described.items() for verb in operations},
    }[covered]

    missing = {route for route in ROUTES if not any(re.fullmatch(_to_pattern(route), each) for each in asked)}
    assert {route for route in missing if covered != "oracle" or route.startswith("GET ")} == set()


def test_journal_says_a_line_of_every_route_or_why_it_says_none():
    told = {route for route in ROUTES if _is_told(route)}
    silent = {route for route in ROUTES if any(re.fullmatch(pattern, route) for pattern in SILENT.values())}

    assert set(ROUTES) - told - silent == set()
    assert {
        why for why, pattern in SILENT.items() if not any(re.fullmatch(pattern, route) for route in ROUTES)
    } == set()


def _is_told(route: str) -> bool:
    verb, _, path = route.partition(" ")
    address = re.sub(r"{[zxy]}|{number}", "1", path).replace("{level}", "residence")
    query = b"level=residence" if path.endswith("/values") else b""
    return (
        describe_request({"method": verb, "path": re.sub(r"{\w+}", "R1", address), "query_string": query}) is not None
    )


def _to_pattern(route: str) -> str:
    return re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route))
