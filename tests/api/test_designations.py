"""What a designation would change, asked by type of household."""

import pytest

from tests.api.conftest import World
from tests.support.editions import FRAGILE, PETITE, POLYGON, SOUND

TYPE = "ressources=inf_40&famille=monoparentale&taille=3_4&activite=un"


def ask(world: World, code: str, role: str = "epci", menage: str = TYPE):
    return world.read(f"/api/v1/partner/residences/{code}/designation?{menage}", role)


def test_effect_says_counts_shares_indices_and_margin_before_and_after(shared: World):
    effect = ask(shared, SOUND)["effect"]

    assert effect["fragilite"]["after"] > effect["fragilite"]["before"]
    assert effect["components"]["occ1"]["num_after"] > effect["components"]["occ1"]["num_before"] == 10
    assert effect["components"]["occ4"]["rate_after"] > effect["components"]["occ4"]["rate_before"]
    assert effect["margin_after"] <= effect["margin_before"]
    assert set(effect["components"]) == {"occ1", "occ2", "occ3", "occ4"}


def test_commission_reads_whole_points_and_percents_that_do_not_tell_how_many_households(shared: World):
    effect = ask(shared, SOUND, "commission")["effect"]

    assert effect["fragilite"]["after"] == round(effect["fragilite"]["after"])
    for component in effect["components"].values():
        assert component["num_before"] is component["den_after"] is None
        assert component["rate_after"] == round(component["rate_after"], 2)


def test_residence_under_secrecy_has_no_effect(shared: World):
    assert ask(shared, PETITE)["effect"] is None


def test_nearby_are_residences_that_stay_lower_with_dwellings_that_suit(shared: World):
    here = ask(shared, SOUND)
    assert here["nearby"] == []  # the other one is its twin: it would do no better
    nearby = ask(shared, POLYGON, menage="ressources=sup_60&famille=couple&taille=2&activite=aucun")["nearby"]
    assert nearby == []
    assert ask(shared, FRAGILE)["nearby"] == []  # nothing within 5 km shows dwellings of a known type


@pytest.mark.parametrize(
    ("menage", "column"),
    [
        ("ressources=inf_40&famille=seule&taille=5&activite=un", "taille"),
        ("ressources=inf_40&famille=seule&taille=1&activite=deux", "activite"),
    ],
)
def test_type_that_contradicts_itself_is_refused_with_the_way_out(shared: World, menage: str, column: str):
    response = shared.get(f"/api/v1/partner/residences/{SOUND}/designation?{menage}", "epci")

    assert response.status_code == 422
    assert response.json()["errors"][0]["where"] == column
    assert "Choisissez" in response.json()["errors"][0]["remedy"]


def test_unknown_trait_is_refused(shared: World):
    response = shared.get(f"/api/v1/partner/residences/{SOUND}/designation?nom=Durand&{TYPE}", "epci")

    assert response.status_code == 422


def test_unknown_residence_is_not_found(shared: World):
    assert shared.get(f"/api/v1/partner/residences/NULLE-PART/designation?{TYPE}", "epci").status_code == 404
