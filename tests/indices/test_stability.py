"""Stability against a plain loop over residences and recipes, hand cases, and what must hold for any stock."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from indices import IndexInputError, parse_method
from indices.prior import fit_prior
from indices.stability import measure_stability
from indices.stability_recipes import list_recipes
from tests.indices.builders import (
    EPCI,
    SURVEY,
    counts_of,
    memberships_of,
    method,
    method_mapping,
    residence,
    run,
    without,
)
from tests.indices.properties.strategies import stocks, try_examples
from tests.indices.stability_oracle import RecipeOracle, judge

INDICES = ["occupation", "attractivite", "fragilite"]
CLASSES = ["équilibré", "intermédiaire", "fragile"]
SETTINGS: dict[str, Any] = {"reference": ("epci", EPCI), "min_logements": 0, "min_repondants": 0}


def measure(counts, communes=None, **options):
    memberships = memberships_of(counts, **dict(zip(counts.index, communes or [], strict=False)))
    return measure_stability(counts, memberships, **({"method": method()} | SETTINGS | options))


def recipes_of(counts, communes=None, **options):
    memberships = memberships_of(counts, **dict(zip(counts.index, communes or [], strict=False)))
    chosen: dict[str, Any] = {"method": method(), "reference": ("epci", EPCI)} | options
    return list_recipes(counts, memberships, **chosen)


def check_against_loop(counts, communes):
    published = run(counts, memberships_of(counts, **dict(zip(counts.index, communes, strict=True))), **SETTINGS).value
    published = published[published["level"] == "residence"]
    by_index = {code: published.loc[published["index"] == code, "value"].to_numpy() for code in INDICES}
    oracle = RecipeOracle(counts, communes, by_index)
    recipes = recipes_of(counts, communes)
    stability = measure(counts, communes)
    for code in INDICES:
        tried = recipes[recipes["index"] == code].fillna("").to_dict("records")
        values = np.array([[oracle.index(row, code, recipe) for row in range(len(counts))] for recipe in tried])
        classes, ranks = judge(values, by_index[code], tried)
        for row, residence_code in enumerate(counts.index):
            found = stability.loc[(residence_code, code)]
            check_residence(found, ~np.isnan(values[:, row]), classes[:, row], ranks[:, row], by_index[code][row])


def check_residence(found, tried, classes, ranks, value):
    if math.isnan(value):
        assert found["recipes"] == 0
        assert found.drop("recipes").isna().all()
        return
    own = sum(value >= limit - 1e-9 for limit in (105, 120))
    assert found["recipes"] == tried.sum()
    assert found["stability"] == pytest.approx((classes[tried] == own).mean())
    counted = [(classes[tried] == other).sum() if other != own else 0 for other in range(3)]
    assert (found["other_class"] == CLASSES[int(np.argmax(counted))]) if max(counted) else pd.isna(found["other_class"])
    expected = np.quantile(ranks[tried], [0, 0.05, 0.5, 0.95, 1], method="inverted_cdf")
    assert found[["rank_min", "rank_low", "rank_median", "rank_high", "rank_max"]].tolist() == expected.tolist()


@pytest.fixture
def stock():
    """Twelve residences of two communes, with zeros, a source missing, and a variant unknown."""
    rng = np.random.default_rng(11)
    rows = {}
    for number in range(12):
        size = int(rng.integers(12, 90))
        poor, vacant = int(rng.binomial(size, 0.3)), int(rng.binomial(size, 0.06))
        rows[f"R{number:02}"] = residence(
            logements=size,
            loues=size - vacant,
            vacants=vacant,
            vacants_3_mois=vacant // 2,
            offerts_un_an=size,
            emmenages=int(rng.binomial(size, 0.1)),
            avant_1975=size * (number % 2),
            menages=size - vacant,
            repondants=size,
            menages_ressources_connues=size,
            ress_inf_40=poor,
            ress_inf_60=poor + int(rng.binomial(size - poor, 0.3)),
            majeurs_activite_connue=size,
            majeurs_chomage=int(rng.binomial(size, 0.15)),
            menages_composition_connue=size,
            familles_monoparentales=int(rng.binomial(size, 0.3)),
        )
    rows["R03"] |= dict.fromkeys(SURVEY)
    rows["R05"]["vacants_3_mois"] = None
    rows["R07"]["majeurs_chomage"] = 0
    rows["R08"]["majeurs_activite_connue"] = None
    return counts_of(**rows), ["74042", "74042", "74164"] * 4


def test_stability_is_that_of_a_plain_loop_over_all_recipes(stock):
    check_against_loop(*stock)


@try_examples(5)
@given(stocks())
def test_stability_of_any_stock_is_that_of_a_plain_loop(drawn):
    check_against_loop(*drawn)


def test_recipes_are_all_combinations_each_once(stock):
    """6 forms, 2 smoothings, 3 references; 5 weights for occupation; 7 weights and vacancies for attractivité; 15."""
    recipes = recipes_of(*stock)

    assert recipes.groupby("index").size().to_dict() == {"occupation": 180, "attractivite": 252, "fragilite": 540}
    assert not recipes.duplicated().any()
    published = recipes[recipes["published"]]
    assert published["index"].tolist() == INDICES
    assert published.iloc[2].to_dict() == {
        "index": "fragilite",
        "smoothing": "brut",
        "reference": "reference",
        "normalisation": "base_100",
        "aggregation": "moyenne_des_rapports",
        "weights": "methode",
        "vacancy": "vacants",
        "published": True,
    }


def test_what_the_data_lack_is_not_tried(stock):
    """No long vacancy, one commune: 5, 4 and 8 weights, 12 forms and smoothings, 2 references."""
    recipes = recipes_of(stock[0].drop(columns="vacants_3_mois"))

    assert recipes.groupby("index").size().to_dict() == {"occupation": 120, "attractivite": 96, "fragilite": 192}
    assert set(recipes["reference"]) == {"reference", "sans_la_residence"}
    assert set(recipes["vacancy"].dropna()) == {"vacants"}


def test_equal_weights_are_tried_when_the_method_has_others(stock):
    mapping = method_mapping()
    mapping["indices"]["fragilite"]["composantes"] = {"occupation": 2, "attractivite": 1}
    recipes = recipes_of(*stock, method=parse_method(mapping))

    assert set(recipes.loc[recipes["index"] == "fragilite", "weights"]) >= {"methode", "egaux", "sans_occ1"}
    assert "egaux" not in set(recipes.loc[recipes["index"] == "occupation", "weights"])
    assert (recipes["index"] == "fragilite").sum() == 540 + 72


def test_reference_that_is_a_commune_is_tried_against_the_epci(stock):
    recipes = recipes_of(*stock, reference=("commune", "74042"))

    assert set(recipes["reference"]) == {"reference", "sans_la_residence", "epci"}


def test_identical_residences_keep_their_class_under_every_recipe_but_the_ampi():
    """All ratios are 100 whatever the recipe; the AMPI has no range to scale by, and is not tried."""
    stability = measure(counts_of(**{f"R{number:02}": residence() for number in range(12)}))

    assert (stability["stability"] == 1).all()
    assert stability["other_class"].isna().all()
    assert (stability[["rank", "rank_min", "rank_max"]] == 1).all(axis=None)
    assert stability["recipes"].groupby("index").first().to_dict() == {
        "occupation": 5 * 10 * 2,
        "attractivite": 4 * 10 * 2,
        "fragilite": 8 * 10 * 2,
    }


def test_residence_whose_class_hangs_on_one_component_is_unstable():
    """Four times the unemployment, all else average: 175 with it, 100 without."""
    rows = {f"R{number:02}": residence() for number in range(30)}
    rows["R00"] = residence(majeurs_chomage=40)
    found = measure(counts_of(**rows)).loc[("R00", "occupation")]

    assert found["stability"] < 0.9
    assert found["other_class"] == "équilibré"
    assert found["rank"] == 1


def test_composite_without_one_part_is_tried_with_the_other_alone(stock):
    """A method that makes do with one part: without any survey, the fragility is the attractivité under all its recipes."""
    mapping = method_mapping()
    mapping["indices"]["fragilite"]["composantes_minimales"] = 1
    counts = stock[0].copy()
    counts[list(SURVEY)] = np.nan

    found = measure(counts, stock[1], method=parse_method(mapping))

    assert (found.xs("occupation", level="index")["recipes"] == 0).all()
    pd.testing.assert_frame_equal(found.xs("fragilite", level="index"), found.xs("attractivite", level="index"))


def test_secret_and_silent_residences_have_no_stability():
    counts = counts_of(
        A=residence(),
        B=residence(emmenages=30),
        SECRET=residence(logements=8, avant_1975=2),
        SILENT=without(SURVEY, emmenages=5),
    )
    stability = measure(counts, min_logements=11, min_repondants=11)

    for code, index in [("SECRET", "occupation"), ("SECRET", "attractivite"), ("SILENT", "fragilite")]:
        assert stability.loc[(code, index), "recipes"] == 0
        assert stability.loc[(code, index)].drop("recipes").isna().all()
    assert stability.loc[("SILENT", "attractivite"), "recipes"] > 0
    assert stability["rank_max"].max() == 3


def test_order_of_rows_changes_nothing_and_inputs_stay_as_they_were(stock):
    counts, communes = stock
    before = counts.copy()
    shuffled = counts.sample(frac=1, random_state=2)

    first = measure(counts, communes)
    second = measure_stability(
        shuffled, memberships_of(counts, **dict(zip(counts.index, communes, strict=True))), method=method(), **SETTINGS
    )

    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(counts, before)


def test_priors_that_are_given_are_the_ones_used(stock):
    """A prior worth a million observations draws every smoothed share to one third, whoever it is."""
    fitted = fit_prior(np.full(20, 3.0), np.full(20, 9.0))
    heavy = replace(fitted, alpha=1e6, beta=2e6)
    priors = dict.fromkeys([*method().indicators, "att2:vacants_3_mois"], heavy)

    given = measure(*stock, priors=priors)

    assert not given.equals(measure(*stock))


def test_numerator_above_its_denominator_is_refused(stock):
    counts = stock[0].copy()
    counts.loc["R04", "vacants_3_mois"] = 500.0

    with pytest.raises(IndexInputError) as caught:
        measure(counts, stock[1])
    assert (caught.value.column, caught.value.code) == ("att2:vacants_3_mois", "R04")


def test_level_of_the_residences_is_needed(stock):
    with pytest.raises(IndexInputError) as caught:
        measure_stability(stock[0], {"epci": memberships_of(stock[0])["epci"]}, method=method(), **SETTINGS)
    assert caught.value.column == "residence"
