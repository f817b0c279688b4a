"""Everything that goes wrong has one shape, in French, and tells nothing of the inside."""

import logging

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from api.app import create_app
from api.problem_pages import EXPLANATIONS
from api.problems import REFUSALS, STATUSES, describe_error
from observatoire.errors import InvalidInputError, ObservatoireError, Problem
from observatoire.store.database import Store, Tier
from tests.api.conftest import World


def test_problem_has_the_members_of_rfc_9457(shared: World):
    response = shared.get("/api/v1/public/territories?level=rue")
    problem = response.json()

    assert response.status_code == problem["status"] == 422
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}
    assert problem["type"] == "/problemes/requete-invalide"
    assert problem["instance"].startswith("urn:uuid:")
    assert problem["errors"] == [
        {
            "where": "paramètre « level »",
            "message": "Cette valeur n’existe pas.",
            "remedy": "Choisissez parmi : commune, epci, qpv.",
            "value": "rue",
        }
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "« level » manque."),
        ("level=epci&langue=fr", "« langue » n’existe pas à cette adresse."),
    ],
)
def test_validation_says_what_is_wrong_in_french(shared: World, query: str, message: str):
    problem = shared.get(f"/api/v1/public/territories?{query}").json()

    assert [error["message"] for error in problem["errors"]] == [message]


def test_address_of_nothing_is_a_problem(shared: World):
    problem = shared.get("/api/v1/nulle-part").json()

    assert (problem["status"], problem["title"]) == (404, "Introuvable")


def test_wrong_verb_is_a_problem_that_says_the_right_ones(shared: World):
    response = shared.client.post("/api/v1/public/residences")

    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert response.json()["type"] == "/problemes/methode-non-permise"


def test_problems_are_never_kept_by_caches(shared: World):
    assert shared.get("/api/v1/public/territories?level=rue").headers["cache-control"] == "no-store"
    assert shared.get("/api/v1/partner/residences").headers["cache-control"] == "no-store"


def test_problem_for_a_browser_that_wants_a_page_is_a_page(shared: World):
    response = shared.get("/nulle-part", accept="text/html,*/*")

    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "<h1>Introuvable</h1>" in response.text


@pytest.mark.parametrize("slug", EXPLANATIONS)
def test_every_kind_of_problem_has_its_page(shared: World, slug: str):
    response = shared.get(f"/problemes/{slug}")

    assert response.status_code == 200
    assert '<html lang="fr">' in response.text


def test_every_error_leads_to_a_page_that_exists():
    slugs = {kind.slug for kind, _ in STATUSES} | {slug for slug, _, _ in REFUSALS.values()}
    slugs |= {describe_error(error).slug for error in (ValueError(), ObservatoireError("x"))}

    assert slugs <= set(EXPLANATIONS)


def test_input_refused_lists_every_reason():
    refused = InvalidInputError(
        "Deux erreurs.",
        [
            Problem("Vide.", "Remplissez.", file="parc.csv", line=3, column="loues", value=""),
            Problem("Négatif.", "Corrigez."),
        ],
    )

    trouble = describe_error(refused)

    assert trouble.status == 422
    assert [error["where"] for error in trouble.errors] == ["parc.csv 3 loues", ""]


def test_unexpected_error_is_logged_and_tells_nothing(settings, store: Store, caplog: pytest.LogCaptureFixture):
    """A table that goes missing under a running service, as after a botched restoration."""
    with TestClient(create_app(settings)) as client:
        with store.engine(Tier.OWNER).begin() as connection:
            connection.execute(text("alter table public_view.publication rename to lost"))
        with caplog.at_level(logging.ERROR):
            response = client.get("/api/v1/health")

    assert response.status_code == 500
    assert response.headers["content-security-policy"]
    assert "public_view" not in response.text
    assert "Traceback" not in response.text
    logged = next(record for record in caplog.records if record.name == "api.problems")
    assert logged.__dict__["instance"] == response.json()["instance"]


def test_database_out_of_reach_is_unavailable_not_broken(world: World):
    with world.store.engine(Tier.OWNER).begin() as connection:
        name = connection.execute(text("select current_database()")).scalar_one()
        connection.execute(text(f'revoke connect on database "{name}" from observatoire_partner'))
    world.service.store.engine(Tier.PARTNER).dispose()

    response = world.get("/api/v1/partner/residences", "epci")

    assert response.status_code == 503
    assert response.json()["type"] == "/problemes/indisponible"
