"""Scenarios through the API: proposed, signed by two, refused to whom it is not theirs."""

from tests.api.conftest import World
from tests.api.test_decisions import send

TRIAL = {"nom": "Seuil à 125", "essai": "fragile:125"}


def test_two_people_adopt_a_scenario_and_each_signs_once(world: World):
    number = send(world, "commission", "scenarios", TRIAL).json()["id"]
    assert send(world, "commission", f"scenarios/{number}/signatures").status_code == 204
    assert send(world, "commission", f"scenarios/{number}/signatures").status_code == 409
    (waiting,) = world.read("/api/v1/partner/scenarios", "epci")["scenarios"]
    assert (waiting["state"], waiting["adopted_on"], waiting["may_sign"]) == ("proposé", None, True)

    assert send(world, "epci", f"scenarios/{number}/signatures").status_code == 204

    (adopted,) = world.read("/api/v1/partner/scenarios", "commune")["scenarios"]
    assert (adopted["state"], adopted["may_sign"]) == ("adopté", False)
    assert len(adopted["signatures"]) == 2


def test_landlord_proposes_and_does_not_sign(world: World):
    number = send(world, "bailleur", "scenarios", TRIAL).json()["id"]

    assert send(world, "bailleur", f"scenarios/{number}/signatures").status_code == 403


def test_trial_that_means_nothing_is_refused_in_french(world: World):
    refused = send(world, "epci", "scenarios", {"nom": "x", "essai": "occ1:99"})

    assert refused.status_code == 422
    assert "réglage" in refused.text
    assert world.read("/api/v1/partner/scenarios", "epci")["scenarios"] == []


def test_scenario_that_does_not_exist_is_said(world: World):
    refused = send(world, "epci", "scenarios/99/signatures")

    assert refused.status_code == 404
    assert "Aucun scénario" in refused.json()["detail"]
