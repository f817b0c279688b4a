"""A share is placed among those that chance alone would give, from published counts only."""

import pandas as pd
import pytest
from scipy.stats import binom

from observatoire.computation.funnels import ZONES, place_in_funnels
from tests.indices.builders import method

METHOD = method()
RATES = pd.Series({"occ1": 0.3})


def frame_of(numerators, *, den=100, indicator="occ1"):
    """Residences of the same size."""
    rows = [
        {"level": "residence", "code": f"R{row:02}", "indicator": indicator, "num": num, "den": den, "rate": num / den}
        for row, num in enumerate(numerators)
    ]
    return pd.DataFrame(rows).astype({"num": "Int64", "den": "Int64"})


def zones_of(numerators):
    funnels = place_in_funnels(frame_of(numerators), RATES, method=METHOD)
    return funnels.zones.sort_values("code")["funnel"].tolist()


def test_zones_by_hand_at_the_limits_of_the_binomial():
    """For 100 households at 30 %, the limits are the quantiles of the binomial law; on a limit is still inside."""
    lowest, low, high, highest = (int(binom.ppf(each, 100, 0.3)) for each in (0.001, 0.025, 0.975, 0.999))
    inner = [lowest - 1, lowest, low - 1, low, 30, high, high + 1, highest, highest + 1, 30, 30]

    assert zones_of(inner) == [
        ZONES[0],
        *[ZONES[1]] * 2,
        *[ZONES[2]] * 3,
        *[ZONES[3]] * 2,
        ZONES[4],
        *[ZONES[2]] * 2,
    ]


def test_withheld_residences_move_nothing():
    shown = frame_of([20, 25, 28, 30, 31, 33, 35, 40, 45, 50])
    withheld = frame_of([99]).assign(code="PETITE", num=pd.NA, den=pd.NA, rate=float("nan"))

    alone = place_in_funnels(shown, RATES, method=METHOD)
    beside = place_in_funnels(pd.concat([shown, withheld]), RATES, method=METHOD)

    assert beside.described == alone.described
    assert "PETITE" not in set(beside.zones["code"])


def test_too_few_residences_have_no_funnel():
    funnels = place_in_funnels(frame_of([20, 30, 40]), RATES, method=METHOD)

    assert funnels.zones.empty
    assert funnels.described == {}


def test_the_year_of_buildings_is_not_left_to_chance():
    frame = frame_of([0, 100] * 6, indicator="att3")

    assert place_in_funnels(frame, pd.Series({"att3": 0.5}), method=METHOD).described == {}


def test_limits_end_at_a_round_number_and_close_on_the_centre():
    [described] = place_in_funnels(frame_of([30] * 10, den=87), RATES, method=METHOD).described.values()
    last = described["limites"][-1]

    assert last["den"] == 100
    assert described["centre"] == pytest.approx(0.3)
    assert last["low_975"] < described["centre"] < last["high_975"]
    assert described["limites"][0]["den"] == 11
