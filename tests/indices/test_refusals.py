"""Input that cannot be used is refused by its name: the column, and the first code where there is one."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from indices import IndexInputError
from indices.coherence import measure_coherence
from indices.concentration import measure_concentration
from indices.construction import ampi, find_half_range, geometric_mean, mean_of_ratios, ratio_of_sums, relate
from indices.contributions import contribute_arithmetically, contribute_geometrically, weigh_one_more
from indices.designation_table import tabulate_designations
from indices.effects import estimate_effects
from indices.funnel import draw_funnel
from indices.margin import measure_margins
from indices.reconciliation import reconcile
from indices.reference import leave_one_out, share_of_reference
from indices.shares import read_shares
from indices.typology import find_typology, sort_into_families
from indices.weight_order import find_order_flip
from tests.indices.builders import EPCI, counts_of, memberships_of, method, residence
from tests.indices.examples import FAMILY, make_panel

CODES = [f"R{number:02}" for number in range(24)]
RNG = np.random.default_rng(2)
RATIOS = pd.DataFrame(RNG.uniform(50, 200, (24, 2)), CODES, ["x", "y"])
RATES = RATIOS / 1000
BASE = pd.Series({"x": 0.1, "y": 0.1})
WEIGHTS = {"x": 1.0, "y": 1.0}
WEIGHTED: dict[str, Any] = {"weights": WEIGHTS, "minimum": 1}
DEN = pd.DataFrame(100.0, CODES, ["x", "y"])
SHARES = read_shares((100 * RATES).round(), DEN)
EVERYONE = pd.Series(data=True, index=CODES)
COUNTS = counts_of(A=residence(), B=residence())
ASKED: dict[str, Any] = {"method": method(), "reference": ("epci", EPCI), "min_logements": 11, "min_repondants": 11}
TWICE = pd.Series([0.1, 0.1, 0.1], ["A", "B", "B"])


def spoil(frame, column="y", code="R03", value="beaucoup"):
    """The frame with one cell that is no number."""
    spoilt = frame.copy().astype({column: object})
    spoilt.loc[code, column] = value
    return spoilt


def infinite(frame):
    spoilt = frame.copy()
    spoilt.loc["R03", "y"] = np.inf
    return spoilt


CASES = {
    "mean_text": (lambda: mean_of_ratios(spoil(RATIOS), **WEIGHTED), "y", "R00"),
    "mean_infinite": (lambda: mean_of_ratios(infinite(RATIOS), **WEIGHTED), "y", "R03"),
    "geometric": (lambda: geometric_mean(infinite(RATIOS), **WEIGHTED), "y", "R03"),
    "arithmetic_parts": (lambda: contribute_arithmetically(infinite(RATIOS), **WEIGHTED), "y", "R03"),
    "geometric_parts": (lambda: contribute_geometrically(infinite(RATIOS), **WEIGHTED), "y", "R03"),
    "relate": (lambda: relate(infinite(RATES), BASE), "y", "R03"),
    "relate_without_indicator": (lambda: relate(RATES, BASE.drop("y")), "y", None),
    "relate_without_row": (lambda: relate(RATES, (0 * RATES + 0.1).drop("R03")), "x", "R03"),
    "sums": (lambda: ratio_of_sums(RATES, BASE.drop("y"), **WEIGHTED), "y", None),
    "ampi": (lambda: ampi(RATES, BASE, half_range=BASE.drop("x"), **WEIGHTED), "x", None),
    "half_range": (lambda: find_half_range(spoil(RATES)), "y", "R00"),
    "one_more": (lambda: weigh_one_more(DEN, BASE.drop("y"), weights=WEIGHTS), "y", None),
    "one_more_infinite": (lambda: weigh_one_more(infinite(DEN), BASE, weights=WEIGHTS), "y", "R03"),
    "coherence": (lambda: measure_coherence(infinite(RATIOS), weights=WEIGHTS), "y", "R03"),
    "reconcile": (
        lambda: reconcile(SHARES, EVERYONE.astype(str), reference=BASE.drop("y"), weights=WEIGHTS),
        "y",
        None,
    ),
    "reconcile_without_group": (
        lambda: reconcile(SHARES, EVERYONE.astype(str).drop("R03"), reference=BASE, weights=WEIGHTS),
        "groups",
        "R03",
    ),
    "left_out_without_place": (lambda: leave_one_out(SHARES, EVERYONE.drop("R03")), "inside", "R03"),
    "share_without_place": (lambda: share_of_reference(SHARES, EVERYONE.drop("R03")), "inside", "R03"),
    "neither_inside_nor_outside": (
        lambda: leave_one_out(SHARES, EVERYONE.astype("boolean").mask(EVERYONE.index == "R03")),
        "inside",
        "R03",
    ),
    "funnel": (lambda: draw_funnel(SHARES, "z", centre=0.2), "z", None),
    "families": (lambda: find_typology(infinite(RATIOS), RATIOS.mean(axis=1), seed=1), "y", "R03"),
    "families_twice": (
        lambda: find_typology(pd.concat([RATIOS, RATIOS]), RATIOS.mean(axis=1), seed=1),
        "residence",
        "R00",
    ),
    "fragility_twice": (
        lambda: find_typology(RATIOS, pd.concat([RATIOS["x"], RATIOS["x"]]), seed=1),
        "fragility",
        "R00",
    ),
    "later_families": (
        lambda: sort_into_families(RATIOS[["x"]], find_typology(RATIOS, RATIOS["x"], seed=1, bootstraps=1)),
        "y",
        None,
    ),
    "received_not_counted": (lambda: measure_concentration(RATES["x"], DEN["x"], seed=1), "received", "R00"),
    "received_unknown": (
        lambda: measure_concentration(DEN["x"].mask(DEN.index == "R03"), DEN["x"], seed=1),
        "received",
        "R03",
    ),
    "size_of_zero": (
        lambda: measure_concentration(DEN["x"], DEN["x"].mask(DEN.index == "R03", 0), seed=1),
        "size",
        "R03",
    ),
    "size_missing": (lambda: measure_concentration(DEN["x"], DEN["x"].drop("R03"), seed=1), "size", "R03"),
    "order": (
        lambda: find_order_flip(RATIOS.iloc[0], pd.Series([1.0, 2.0], ["x", "x"]), weights=WEIGHTS),
        "second",
        "x",
    ),
    "effects_text": (lambda: estimate_effects(make_panel().assign(outcome="haut"), seed=1), "outcome", "2018.0-0"),
    "effects_half_year": (lambda: estimate_effects(make_panel().assign(year=2016.5), seed=1), "year", "2018.0-0"),
    "margin": (lambda: measure_margins(COUNTS, memberships_of(COUNTS), mobility=TWICE, **ASKED), "mobility", "B"),
    "designations": (
        lambda: tabulate_designations(COUNTS, memberships_of(COUNTS), {"premier": FAMILY}, departures=TWICE, **ASKED),
        "departures",
        "B",
    ),
}


@pytest.mark.parametrize(("act", "column", "code"), CASES.values(), ids=CASES)
def test_input_that_cannot_be_used_is_refused_with_its_column_and_first_code(act, column, code):
    with pytest.raises(IndexInputError) as caught:
        act()

    assert (caught.value.column, caught.value.code) == (column, code)
