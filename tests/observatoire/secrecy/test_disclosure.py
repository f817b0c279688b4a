"""What the public may know: classes and rounded shares of several residences together, never of one."""

import pytest

from observatoire.secrecy.disclosure import (
    PublishedIndex,
    PublishedIndicator,
    keep_public_indices,
    keep_public_shares,
    read_recipes,
)

RECIPES = {"occupation": ("occ1", "occ2"), "attractivite": ("att1",), "fragilite": ("occupation", "attractivite")}


def indicators(**contributors):
    return {
        code: PublishedIndicator(status="ok", rate=0.123456, contributors=count) for code, count in contributors.items()
    }


def indices(status="ok", classe="fragile"):
    return {code: PublishedIndex(status=status, classe=classe) for code in RECIPES}


def test_share_of_several_residences_is_rounded_to_the_percent():
    assert keep_public_shares(indicators(occ1=2)) == {"occ1": {"share": 0.12, "status": "ok"}}


def test_share_of_one_residence_is_secret():
    assert keep_public_shares(indicators(occ1=1)) == {"occ1": {"share": None, "status": "secret"}}


@pytest.mark.parametrize("status", ["secret", "non_transmis", "sans_objet"])
def test_share_without_a_number_keeps_its_status(status):
    shown = keep_public_shares({"occ1": PublishedIndicator(status=status, rate=0.4, contributors=5)})

    assert shown == {"occ1": {"share": None, "status": status}}


def test_index_of_several_residences_is_a_class_without_value():
    shown = keep_public_indices(indices(), indicators(occ1=2, occ2=2, att1=2), RECIPES)

    assert shown == {index: {"class": "fragile", "status": "ok"} for index in RECIPES}


def test_index_of_one_residence_is_secret_and_so_is_the_composite_made_of_it():
    shown = keep_public_indices(indices(), indicators(occ1=1, occ2=1, att1=9), RECIPES)

    assert shown == {
        "occupation": {"class": None, "status": "secret"},
        "attractivite": {"class": "fragile", "status": "ok"},
        "fragilite": {"class": None, "status": "secret"},
    }


def test_component_that_the_index_does_without_does_not_make_it_secret():
    known = indicators(occ1=3, att1=3) | {"occ2": PublishedIndicator(status="sans_objet", rate=None, contributors=0)}

    shown = keep_public_indices(indices(status="partiel"), known, RECIPES)

    assert shown["occupation"] == {"class": "fragile", "status": "partiel"}


@pytest.mark.parametrize("status", ["secret", "non_transmis", "sans_objet"])
def test_index_without_a_number_keeps_its_status_and_no_class(status):
    shown = keep_public_indices(indices(status, None), indicators(occ1=3, occ2=3, att1=3), RECIPES)

    assert shown["fragilite"] == {"class": None, "status": status}


def test_recipes_are_read_from_the_method_kept_with_the_publication():
    document = {"indices": {"occupation": {"composantes": {"occ1": 1, "occ2": 1}}}}

    assert read_recipes(document) == {"occupation": ("occ1", "occ2")}
