"""Other constructions of the published indices: by hand on the example of the method, exact in their parts."""

import json
import re
from math import exp, log
from pathlib import Path

import pandas as pd
import pytest

from indices.priors import fit_priors
from indices.reliability import assess_components
from indices.residences import read_residences as read_published
from indices.stability_recipes import design_recipes
from observatoire.computation.constructions import Construction, compare_constructions
from tests.data.demo_reader import read_occupation, read_parc, read_residences
from tests.indices.builders import EPCI, SURVEY, counts_of, memberships_of, method, residence, without

PAGE = Path(__file__).parents[3] / "docs" / "methode" / "constructions.md"
SCREEN = Path(__file__).parents[3] / "web" / "methode.html"
TILLEULS = "Les Tilleuls"
ROW = re.compile(r"^\| [^|]+ \(`(\w+)`\) \| [^|]+ \| ([\d,]+) \| ([\wéè]+) \|$", re.MULTILINE)


def build(counts, memberships):
    published = read_published(
        counts, memberships, method=method(), reference=("epci", EPCI), min_logements=11, min_repondants=11
    )
    level = published.level
    priors = fit_priors(level.pool, published.inside, method=method(), shown=level.shown)
    components = assess_components(published, method=method(), priors=priors, threshold=120.0)
    plain = counts[list(method().count_columns)]
    return compare_constructions(
        published,
        memberships,
        components["smoothed"].unstack("indicator"),  # noqa: PD010 -- keys are unique
        method=method(),
        design=design_recipes(plain, memberships, method=method(), reference=("epci", EPCI)),
        priors=priors.shares,
    )


@pytest.fixture(scope="module")
def demo():
    counts = read_parc(2016).join(read_occupation(2016), how="left")
    places = read_residences(2016)
    memberships = {
        "residence": pd.Series(counts.index, index=counts.index, dtype="str"),
        "commune": places["code_insee"].reindex(counts.index),
        "epci": pd.Series(EPCI, index=counts.index, dtype="str"),
    }
    built = build(counts, memberships)
    return built, places.index[places["nom"] == TILLEULS].item()


def test_example_of_the_method_is_what_is_published(demo):
    built, code = demo
    rows = built[(built["code"] == code) & (built["index"] == "occupation")].set_index("construction")

    said = {name: (value, classe) for name, value, classe in ROW.findall(PAGE.read_text(encoding="utf-8"))}

    assert set(said) == {str(each) for each in Construction}
    screen = SCREEN.read_text(encoding="utf-8")
    for value, classe in said.values():
        assert f'<td>{value}</td><td class="told">{classe}</td>' in screen
    assert said == {name: (f"{row['value']:.2f}".replace(".", ","), row["classe"]) for name, row in rows.iterrows()}


def test_contributions_add_up_to_the_distance_to_100_whatever_the_construction(demo):
    built, _ = demo
    sums = [sum(json.loads(each).values()) for each in built["contributions"]]

    assert built["construction"].nunique() == len(Construction)
    assert sums == pytest.approx((built["value"] - 100).tolist(), abs=1e-9)


@pytest.fixture(scope="module")
def two():
    """A weighs 100 of 200 dwellings of the EPCI, its shares: 20 % vacant, 20 % moved, 60 % old."""
    counts = counts_of(A=residence(vacants=20, loues=80, emmenages=20, avant_1975=60), B=residence(avant_1975=20))
    built = build(counts, memberships_of(counts))
    return built[built["code"] == "A"].set_index(["construction", "index"])["value"]


def test_constructions_by_hand(two):
    """Reference: mobility 15 %, vacancy 15 %, before 1975 40 %; ratios of A 133.3, 133.3, 150."""
    third, ratios = 1 / 3, (20 / 15, 20 / 15, 60 / 40)

    assert two["rapport_des_sommes", "attractivite"] == pytest.approx(100 * (20 + 20 + 60) / (15 + 15 + 40))
    assert two["moyenne_geometrique", "attractivite"] == pytest.approx(100 * exp(third * sum(map(log, ratios))))
    assert two["plafond", "attractivite"] == pytest.approx(100 * sum(ratios) / 3)
    # Without A, the reference is B: 10 %, 10 %, 20 %.
    assert two["sans_la_residence", "attractivite"] == pytest.approx(100 * (2 + 2 + 3) / 3)
    # AMPI: half ranges 5, 5 and 20 points: 100 + 30 x 5/5, 130, 100 + 30 x 20/20, even profile, no imbalance.
    assert two["ampi", "attractivite"] == pytest.approx(130.0)
    # Composites are put together as their parts are.
    assert two["moyenne_geometrique", "fragilite"] == pytest.approx(
        (two["moyenne_geometrique", "attractivite"] * two["moyenne_geometrique", "occupation"]) ** 0.5
    )


def test_what_cannot_be_built_is_not_there_and_what_is_not_published_neither():
    """A has no old dwelling, so no geometric mean; B did not transmit its survey; C is too small to be shown."""
    counts = counts_of(
        A=residence(avant_1975=0),
        B=without(SURVEY),
        C=residence(logements=10, avant_1975=4),
        D=residence(avant_1975=50),
    )
    built = build(counts, memberships_of(counts)).set_index(["code", "index", "construction"]).index

    assert ("A", "attractivite", "moyenne_geometrique") not in built
    assert ("A", "fragilite", "moyenne_geometrique") not in built
    assert ("A", "occupation", "moyenne_geometrique") in built
    assert {index for code, index, _ in built if code == "B"} == {"attractivite"}
    assert not [each for each in built if each[0] == "C"]
