"""Who may ask for what: every route × every identity, in one table. A route without a row fails."""

import re
from dataclasses import dataclass

import pytest

from tests.api.conftest import World
from tests.support.every_output import PAGES, STATIC, list_routes

IDENTITIES = ("anonymous", "commune", "bailleur", "reservataire", "commission", "epci", "admin", "revoked")
OPEN = (200,) * 8
PARTNERS = (401, *(200,) * 6, 401)
MANAGER = (401, *(403,) * 4, 200, 403, 401)
KEEPERS = (401, *(403,) * 4, 200, 200, 401)
"""Of the accounts."""
SENDERS = (401, 403, 200, 403, 403, 200, 403, 401)
NO_SUCH_DEPOSIT = (401, 403, 422, 403, 403, 422, 403, 401)
"""Nothing is told of a deposit to whom sends none; to the others, that the file is missing or its number unknown."""


@dataclass(frozen=True)
class Row:
    """A route, an address of it, and the status that each identity gets."""

    route: str
    address: str
    statuses: tuple[int, ...]


UNDOCUMENTED = (401, *(422,) * 6, 401)
"""What a body of another shape gets: who asks is looked at first."""
ABSENT = (401, *(404,) * 6, 401)
NOWHERE = 2_147_483_647
DESIGNATION = "/api/v1/partner/residences/R1/designation?ressources=inf_40&famille=seule&taille=1&activite=un"
MATRIX = (
    Row("GET /api/v1/public/publication", "/api/v1/public/publication", OPEN),
    Row("GET /api/v1/public/territories", "/api/v1/public/territories?level=commune", OPEN),
    Row("GET /api/v1/public/residences", "/api/v1/public/residences", OPEN),
    Row("GET /api/v1/public/guichets", "/api/v1/public/guichets", OPEN),
    Row("GET /api/v1/public/method", "/api/v1/public/method", OPEN),
    Row("GET /api/v1/public/demand", "/api/v1/public/demand", OPEN),
    Row("GET /api/v1/partner/relocation", "/api/v1/partner/relocation", PARTNERS),
    Row("GET /api/v1/partner/supply", "/api/v1/partner/supply", PARTNERS),
    Row("GET /api/v1/partner/demand", "/api/v1/partner/demand", PARTNERS),
    Row("GET /api/v1/partner/balance", "/api/v1/partner/balance", PARTNERS),
    Row("GET /api/v1/partner/flows", "/api/v1/partner/flows", PARTNERS),
    Row("GET /api/v1/partner/flows.csv", "/api/v1/partner/flows.csv?year=2018", PARTNERS),
    Row("GET /api/v1/partner/flows.xlsx", "/api/v1/partner/flows.xlsx?year=2018", PARTNERS),
    Row("GET /api/v1/partner/report", "/api/v1/partner/report?year=2018", (401, *(404,) * 6, 401)),
    Row("GET /api/v1/partner/report.xlsx", "/api/v1/partner/report.xlsx?year=2018", (401, *(404,) * 6, 401)),
    Row("GET /api/v1/partner/objectives", "/api/v1/partner/objectives", PARTNERS),
    Row(
        "GET /api/v1/partner/objectives/effect",
        "/api/v1/partner/objectives/effect?bailleur=325720045&code_insee=74042&qpv=false",
        PARTNERS,
    ),
    Row("GET /api/v1/partner/attributions", "/api/v1/partner/attributions", PARTNERS),
    Row("POST /api/v1/partner/attributions", "/api/v1/partner/attributions", UNDOCUMENTED),
    Row(
        "POST /api/v1/partner/attributions/{number}/correction",
        "/api/v1/partner/attributions/1/correction",
        UNDOCUMENTED,
    ),
    Row("GET /api/v1/partner/publications", "/api/v1/partner/publications", PARTNERS),
    Row(
        "GET /api/v1/partner/publications/{number}/certificate",
        "/api/v1/partner/publications/1/certificate",
        (401, *(404,) * 4, 200, 404, 401),
    ),
    Row("GET /api/v1/partner/method", "/api/v1/partner/method", PARTNERS),
    Row("GET /api/v1/partner/analysis", "/api/v1/partner/analysis", PARTNERS),
    Row("GET /api/v1/partner/territories", "/api/v1/partner/territories?level=secteur", PARTNERS),
    Row("GET /api/v1/partner/residences", "/api/v1/partner/residences", PARTNERS),
    Row("GET /api/v1/partner/values", "/api/v1/partner/values?level=residence", PARTNERS),
    Row("GET /api/v1/partner/residences/{code}/designation", DESIGNATION, PARTNERS),
    Row("GET /api/v1/partner/residences/{code}/neighbours", "/api/v1/partner/residences/R1/neighbours", PARTNERS),
    Row("GET /api/v1/partner/residences/{code}", "/api/v1/partner/residences/R1", PARTNERS),
    Row("GET /api/v1/partner/territories/{level}/{code}", "/api/v1/partner/territories/secteur/S1", PARTNERS),
    Row(
        "GET /api/v1/partner/territories/{level}/{code}/series",
        "/api/v1/partner/territories/residence/R1/series",
        PARTNERS,
    ),
    Row("GET /api/v1/partner/residences/{code}/decisions", "/api/v1/partner/residences/R1/decisions", PARTNERS),
    Row("GET /api/v1/partner/residences/{code}/sheet.pdf", "/api/v1/partner/residences/R1/sheet.pdf", PARTNERS),
    Row("GET /api/v1/partner/map.pdf", "/api/v1/partner/map.pdf", PARTNERS),
    Row("GET /api/v1/partner/level-file", "/api/v1/partner/level-file?level=commune&format=xlsx", PARTNERS),
    Row("GET /api/v1/partner/decisions", "/api/v1/partner/decisions", PARTNERS),
    Row("GET /api/v1/partner/repms", "/api/v1/partner/repms", PARTNERS),
    Row("GET /api/v1/partner/sessions", "/api/v1/partner/sessions", PARTNERS),
    Row("GET /api/v1/partner/scenarios", "/api/v1/partner/scenarios", PARTNERS),
    *(
        Row(f"POST {route}", route.replace("{code}", "R1").replace("{number}", "1"), UNDOCUMENTED)
        for route in (
            "/api/v1/partner/residences/{code}/qualifications",
            "/api/v1/partner/qualifications/{number}/replies",
            "/api/v1/partner/residences/{code}/protocol",
            "/api/v1/partner/protocol/{number}/steps",
            "/api/v1/partner/repms",
            "/api/v1/partner/sessions",
            "/api/v1/partner/sessions/{number}/items",
            "/api/v1/partner/items/{number}/notes",
            "/api/v1/partner/scenarios",
        )
    ),
    *(
        Row(route, route.partition(" ")[2].replace("{number}", str(NOWHERE)), ABSENT)
        for route in (
            "POST /api/v1/partner/qualifications/{number}/signatures",
            "POST /api/v1/partner/repms/{number}/signatures",
            "POST /api/v1/partner/scenarios/{number}/signatures",
            "POST /api/v1/partner/sessions/{number}/seal",
            "GET /api/v1/partner/repms/{number}/annexe.pdf",
            "GET /api/v1/partner/repms/{number}/liste.csv",
            "GET /api/v1/partner/sessions/{number}",
            "GET /api/v1/partner/sessions/{number}/minutes.pdf",
        )
    ),
    Row("GET /api/v1/partner/funnels/{indicator}", "/api/v1/partner/funnels/occ1", PARTNERS),
    Row("GET /api/v1/partner/communes/{code}/parts", "/api/v1/partner/communes/74042/parts", PARTNERS),
    Row("GET /api/v1/partner/ruptures", "/api/v1/partner/ruptures?level=commune", PARTNERS),
    Row("GET /api/v1/partner/evaluations", "/api/v1/partner/evaluations", PARTNERS),
    Row("GET /api/v1/admin/editions", "/api/v1/admin/editions", MANAGER),
    Row("GET /api/v1/admin/comparisons", "/api/v1/admin/comparisons", MANAGER),
    Row("POST /api/v1/admin/comparisons", "/api/v1/admin/comparisons", (401, *(403,) * 4, 202, 403, 401)),
    *(
        Row(f"POST {route}", route, (401, *(403,) * 4, 422, 403, 401))
        for route in (
            "/api/v1/admin/computations",
            "/api/v1/admin/publications",
            "/api/v1/admin/rollbacks",
            "/api/v1/admin/comparisons/explanations",
            "/api/v1/admin/comparisons/totals",
        )
    ),
    Row("GET /api/v1/data/deposits", "/api/v1/data/deposits", SENDERS),
    Row("POST /api/v1/data/deposits", "/api/v1/data/deposits", NO_SUCH_DEPOSIT),
    Row("GET /api/v1/data/calendar", "/api/v1/data/calendar", SENDERS),
    Row("GET /api/v1/data/returns", "/api/v1/data/returns", SENDERS),
    *(
        Row(route, route.partition(" ")[2].replace("{number}", str(NOWHERE)), NO_SUCH_DEPOSIT)
        for route in (
            "GET /api/v1/data/deposits/{number}",
            "GET /api/v1/data/deposits/{number}/annotated",
            "GET /api/v1/data/deposits/{number}/proposal",
            "POST /api/v1/data/deposits/{number}/check",
            "POST /api/v1/data/deposits/{number}/confirm",
            "POST /api/v1/data/deposits/{number}/discard",
        )
    ),
    *(
        Row(route, route.partition(" ")[2].replace("{number}", str(NOWHERE)), (401, 403, 404, 403, 403, 404, 403, 401))
        for route in (
            "GET /api/v1/data/jobs/{number}",
            "POST /api/v1/data/jobs/{number}/retake",
            "GET /api/v1/data/returns/{number}",
            "GET /api/v1/data/returns/{number}/report.pdf",
        )
    ),
    Row("GET /api/v1/admin/journal", "/api/v1/admin/journal", MANAGER),
    Row("GET /api/v1/admin/journal.csv", "/api/v1/admin/journal.csv", MANAGER),
    Row("GET /api/v1/session", "/api/v1/session", PARTNERS),
    Row("POST /api/v1/session", "/api/v1/session", (401, *(204,) * 6, 401)),
    Row("DELETE /api/v1/session", "/api/v1/session", (204,) * 8),
    *(
        Row(f"POST {route}", route, (422,) * 8)
        for route in (
            "/api/v1/session/password",
            "/api/v1/session/invitation",
            "/api/v1/session/invitation/holder",
        )
    ),
    Row("GET /api/v1/session/provider", "/api/v1/session/provider", OPEN),
    Row("GET /connexion", "/connexion", (404,) * 8),
    Row("GET /connexion/retour", "/connexion/retour", (404,) * 8),
    Row("GET /api/v1/account", "/api/v1/account", PARTNERS),
    Row("POST /api/v1/account/password", "/api/v1/account/password", UNDOCUMENTED),
    Row("DELETE /api/v1/account/sessions/{number}", f"/api/v1/account/sessions/{NOWHERE}", ABSENT),
    Row("GET /api/v1/admin/accounts", "/api/v1/admin/accounts", KEEPERS),
    Row("POST /api/v1/admin/accounts", "/api/v1/admin/accounts", (401, *(403,) * 4, 422, 422, 401)),
    *(
        Row(f"POST {route}", route.replace("{number}", str(NOWHERE)), (401, *(403,) * 4, 404, 404, 401))
        for route in ("/api/v1/admin/accounts/{number}/invitation", "/api/v1/admin/accounts/{number}/revocation")
    ),
    *(
        Row(f"GET {door}{route}", f"{door}{address}", statuses)
        for door, statuses in (("/ogc", OPEN), ("/ogc/partner", PARTNERS))
        for route, address in (
            ("", ""),
            ("/conformance", "/conformance"),
            ("/collections", "/collections"),
            ("/collections/{layer}", "/collections/communes"),
            ("/collections/{layer}/items", "/collections/communes/items"),
            ("/collections/{layer}/items/{code}", "/collections/communes/items/74042"),
            ("/collections/{layer}/tiles", "/collections/communes/tiles"),
            ("/collections/{layer}/tiles/WebMercatorQuad", "/collections/communes/tiles/WebMercatorQuad"),
            (
                "/collections/{layer}/tiles/WebMercatorQuad/{z}/{y}/{x}",
                "/collections/communes/tiles/WebMercatorQuad/0/0/0",
            ),
        )
    ),
    Row("GET /api/v1/health", "/api/v1/health", OPEN),
    Row("GET /docs", "/docs", OPEN),
    Row("GET /docs/style.css", "/docs/style.css", OPEN),
    Row("GET /openapi.json", "/openapi.json", OPEN),
    Row("GET /problemes/{slug}", "/problemes/introuvable", OPEN),
    *(Row(f"GET {address}", address, OPEN) for address in (*PAGES, *STATIC)),
)


def test_matrix_of_every_route_is_complete(shared: World):
    assert {row.route for row in MATRIX} == list_routes(shared.app)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.route)
@pytest.mark.parametrize("identity", IDENTITIES)
def test_route_asked_by_identity_answers_as_the_matrix_says(shared: World, row: Row, identity: str):
    verb = row.route.partition(" ")[0]
    key = shared.keys.get(identity, "clé-inconnue")
    headers = {} if identity == "anonymous" else {"authorization": f"Bearer {key}"}
    body = {"key": key} if verb == "POST" else None
    shared.client.cookies.clear()

    response = shared.client.request(verb, row.address, headers=headers, json=body)

    assert response.status_code == row.statuses[IDENTITIES.index(identity)], response.text
    shared.client.cookies.clear()


@pytest.mark.parametrize(
    "row", [row for row in MATRIX if "/partner/" in row.route and row.statuses == PARTNERS], ids=lambda row: row.route
)
def test_partner_route_with_a_valid_cookie_opens(shared: World, row: Row):
    cookie = {"cookie": f"observatoire={shared.keys['commission']}"}

    assert shared.client.get(row.address, headers=cookie).status_code == 200


def test_partner_address_of_no_route_asked_by_nobody_does_not_tell_that_it_is_missing(shared: World):
    assert shared.get("/api/v1/partner/nulle-part").status_code == 401
    assert shared.get("/api/v1/partner/nulle-part", "epci").status_code == 404


def test_matrix_addresses_belong_to_their_route():
    for row in MATRIX:
        pattern = re.sub(r"\{\w+\}", "[^/]+", row.route.partition(" ")[2])

        assert re.fullmatch(pattern, row.address.partition("?")[0])
