"""What partners decide through the API: who may, what is pending, what the landlord answers, what is refused."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from observatoire.cluster import Cluster
from tests.api.conftest import Published, World, open_world
from tests.support.days import TODAY, years_later
from tests.support.editions import FRAGILE, SOBRE, SOUND


@pytest.fixture(scope="module")
def world(memory_cluster: Cluster, published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for the module: each test has its own residence, or looks at what it added."""
    with open_world(memory_cluster, published, tmp_path_factory.mktemp("decisions")) as opened:
        yield opened


def send(world: World, role: str, address: str, body: dict[str, Any] | None = None):
    world.client.cookies.clear()
    headers = {"authorization": f"Bearer {world.keys[role]}"}
    return world.client.post(f"/api/v1/partner/{address}", headers=headers, json=body)


def decide(world: World, role: str, residence: str, **values):
    body = {
        "avis": "confirmée",
        "motifs": ["voisinage"],
        "participants": ["epci", "bailleur"],
        "decided_on": TODAY.isoformat(),
    }
    return send(world, role, f"residences/{residence}/qualifications", body | values)


def history(world: World, residence: str, role: str = "epci") -> Any:
    return world.read(f"/api/v1/partner/residences/{residence}/decisions", role)


def test_decision_is_in_force_once_the_epci_and_the_commune_have_signed(world: World):
    number = decide(world, "epci", SOUND).json()["id"]
    (proposed,) = history(world, SOUND)["qualifications"]
    assert (proposed["state"], proposed["pending"]) == ("proposée", ["local"])
    assert proposed["organisation"] == "Organisation epci"

    assert send(world, "commune", f"qualifications/{number}/signatures").status_code == 204

    (current,) = history(world, SOUND)["qualifications"]
    assert current["state"] == "en vigueur"
    assert current["expires_on"] == years_later(TODAY, 3).isoformat()
    overview = world.read("/api/v1/partner/decisions", "commission")
    assert SOUND in [line["residence"] for line in overview["decisions"] if line["state"] == "en vigueur"]
    assert send(world, "commune", f"qualifications/{number}/signatures").status_code == 409


def test_landlord_replies_and_signs_for_its_own_stock_only(world: World):
    number = decide(world, "epci", SOBRE, avis="écartée", motifs=["travaux"]).json()["id"]
    reply = {"position": "accord", "precision": "Réhabilitation livrée fin 2023."}

    assert send(world, "bailleur", f"qualifications/{number}/replies", reply).status_code == 201
    assert send(world, "bailleur", f"qualifications/{number}/signatures").status_code == 204
    assert send(world, "epci", f"qualifications/{number}/replies", reply).status_code == 403
    assert send(world, "commune", f"qualifications/{number}/signatures").status_code == 404

    (decided,) = history(world, SOBRE, "bailleur")["qualifications"]
    assert decided["replies"][0]["organisation"] == "Organisation bailleur"
    assert decided["state"] == "en vigueur"
    assert history(world, SOBRE, "commune")["qualifications"] == []


def test_new_decision_in_force_replaces_the_former_which_stays(world: World):
    for avis, motifs in (("confirmée", ["bati"]), ("écartée", ["evolution"])):
        number = decide(world, "epci", "R2", avis=avis, motifs=motifs).json()["id"]
        send(world, "commune", f"qualifications/{number}/signatures")

    states = [(each["avis"], each["state"]) for each in history(world, "R2")["qualifications"]]

    assert states == [("écartée", "en vigueur"), ("confirmée", "remplacée")]


def test_decision_older_than_three_years_has_expired(world: World):
    number = decide(world, "epci", "MUETTE", decided_on=(TODAY - timedelta(days=3 * 366)).isoformat()).json()["id"]
    send(world, "bailleur", f"qualifications/{number}/signatures")

    assert history(world, "MUETTE")["qualifications"][0]["state"] == "expirée"


@pytest.mark.parametrize(
    ("role", "values", "status"),
    [
        ("reservataire", {}, 403),
        ("admin", {}, 403),
        ("bailleur", {}, 403),
        ("commission", {}, 201),
        ("epci", {"decided_on": (TODAY + timedelta(days=3)).isoformat()}, 409),
        ("epci", {"motifs": []}, 422),
        ("epci", {"motifs": ["travaux"]}, 422),
        ("epci", {"precision": "Voir Mme Durand au 06 12 34 56 78"}, 422),
        ("epci", {"avis": "peut-être"}, 422),
        ("epci", {"account": 1}, 422),
    ],
)
def test_who_may_decide_and_what_is_refused(world: World, role: str, values: dict[str, Any], status: int):
    before = len(history(world, FRAGILE)["qualifications"])

    response = decide(world, role, FRAGILE, **values)

    assert response.status_code == status, response.text
    assert len(history(world, FRAGILE)["qualifications"]) == before + (status == 201)
    if "precision" in values:
        assert {each["where"] for each in response.json()["errors"]} == {"precision"}


def test_protocol_runs_its_clock_on_a_residence_under_vigilance(world: World):
    opening = {"typologie": "t3", "contingent": "etat", "done_on": (TODAY - timedelta(days=20)).isoformat()}
    assert send(world, "epci", "residences/PETITE/protocol", opening).status_code == 409
    number = decide(world, "epci", "PETITE").json()["id"]
    send(world, "bailleur", f"qualifications/{number}/signatures")

    dossier = send(world, "bailleur", "residences/PETITE/protocol", opening).json()["id"]
    started = {"etape": "vacance", "done_on": (TODAY - timedelta(days=18)).isoformat()}
    assert send(world, "epci", f"protocol/{dossier}/steps", started).status_code == 201
    assert send(world, "epci", f"protocol/{dossier}/steps", started).status_code == 409

    (shown,) = history(world, "PETITE")["protocol"]
    assert shown["vacancy"] == {"started_on": started["done_on"], "ended_on": None, "days": 18}
    for etape, status in (("cas_bloque", 201), ("attribution", 201), ("echange", 409)):
        step = {"etape": etape, "done_on": TODAY.isoformat()}
        assert send(world, "epci", f"protocol/{dossier}/steps", step).status_code == status
    assert history(world, "PETITE")["protocol"][0]["vacancy"]["ended_on"] == TODAY.isoformat()


def test_answer_is_fresh_and_validated_by_its_content(world: World):
    address = "/api/v1/partner/decisions"
    first = world.get(address, "epci")
    assert world.get(address, "epci", if_none_match=first.headers["etag"]).status_code == 304
    decide(world, "commission", FRAGILE)
    assert world.get(address, "epci", if_none_match=first.headers["etag"]).status_code == 200


def test_nobody_and_the_public_read_nothing_of_decisions(world: World):
    assert world.get("/api/v1/partner/decisions").status_code == 401
    assert send(world, "revoked", "qualifications/1/signatures").status_code == 401
