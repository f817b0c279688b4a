"""The evaluation of effects finds the effect that was put in, and refuses when it cannot tell."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given
from hypothesis import strategies as st

from indices import IndexInputError, TooFewObservationsError
from indices.effects import estimate_effects
from tests.indices.properties.strategies import try_examples

YEARS = (2014, 2016, 2018, 2020)


def panel_of(*, cohorts, effect, noise=0.0, seed=1, each=12):
    """A panel of `each` residences a cohort, with their own level, a common trend, and an effect from their year on."""
    rng = np.random.default_rng(seed)
    rows = []
    for cohort in cohorts:
        for number in range(each):
            level = 0.3 + 0.01 * number
            for year in YEARS:
                outcome = level + 0.02 * (year - 2014) + rng.normal(0, noise)
                if not np.isnan(cohort) and year >= cohort:
                    outcome += effect
                rows.append(
                    {"residence": f"{cohort}-{number:02}", "year": year, "outcome": outcome, "treated_from": cohort}
                )
    return pd.DataFrame(rows)


def test_effect_by_hand_is_the_change_of_the_treated_minus_that_of_the_others():
    """Treated go from 0.30 to 0.36, the others from 0.20 to 0.30: the effect is 0.06 - 0.10 = -0.04."""
    rows = []
    for number in range(10):
        for name, before, after, start in (("t", 0.30, 0.36, 2016.0), ("c", 0.20, 0.30, np.nan)):
            rows += [
                {"residence": f"{name}{number}", "year": 2014, "outcome": before, "treated_from": start},
                {"residence": f"{name}{number}", "year": 2016, "outcome": after, "treated_from": start},
            ]

    effects = estimate_effects(pd.DataFrame(rows), seed=1, draws=50)

    assert effects.overall["effect"] == pytest.approx(-0.04, abs=1e-12)
    assert effects.parallel_before is None
    assert effects.group_time[["treated", "compared"]].to_numpy().tolist() == [[10, 10]]


def test_two_cohorts_without_noise_give_back_the_effect_and_flat_placebos():
    """Residences of 2018 serve as comparison for those of 2016 until 2018, and never after."""
    effects = estimate_effects(panel_of(cohorts=(2016.0, 2018.0, np.nan), effect=-0.1), seed=1, draws=200)

    assert effects.overall["effect"] == pytest.approx(-0.1, abs=1e-12)
    assert effects.event_study.loc[effects.event_study.index >= 0, "effect"].to_numpy() == pytest.approx(-0.1)
    assert effects.event_study.loc[effects.event_study.index < 0, "effect"].to_numpy() == pytest.approx(0, abs=1e-12)
    late = effects.group_time.query("cohort == 2016 and year >= 2018")
    assert late["compared"].tolist() == [12, 12]
    assert effects.group_time.query("cohort == 2016 and year == 2016")["compared"].tolist() == [24]


def test_one_cohort_and_two_years_agree_with_a_saturated_regression():
    panel = panel_of(cohorts=(2018.0, np.nan), effect=0.05, noise=0.03)
    panel = panel.loc[panel["year"].isin([2016, 2018])].assign(
        treated=lambda frame: frame["treated_from"].notna().astype(int), after=lambda frame: (frame["year"] == 2018) * 1
    )

    effects = estimate_effects(panel, seed=1, draws=50)

    oracle = smf.ols("outcome ~ treated * after", data=panel).fit().params["treated:after"]
    assert effects.overall["effect"] == pytest.approx(oracle, abs=1e-12)


def test_intervals_hold_the_true_effect_about_as_often_as_they_say():
    inside = 0
    for seed in range(60):
        panel = panel_of(cohorts=(2018.0, np.nan), effect=0.05, noise=0.05, seed=seed, each=25)
        overall = estimate_effects(panel, seed=seed, draws=200).overall
        inside += int(overall["low"] <= 0.05 <= overall["high"])

    assert 46 <= inside <= 60  # 54 expected at 90 %


def test_treated_chosen_because_high_are_said_to_regress_to_the_mean():
    panel = panel_of(cohorts=(2018.0, np.nan), effect=0.0)
    panel.loc[panel["treated_from"].notna(), "outcome"] += 0.2

    effects = estimate_effects(panel, seed=1, draws=50)

    assert effects.baseline_gap > 0.5
    assert effects.regression_to_the_mean
    assert not estimate_effects(panel_of(cohorts=(2018.0, np.nan), effect=0.0), seed=1, draws=50).regression_to_the_mean


def test_residence_demolished_in_between_does_not_count():
    panel = panel_of(cohorts=(2018.0, np.nan), effect=0.0)
    gone = panel["residence"].eq("2018.0-11") & panel["year"].ge(2018)
    panel.loc[panel["residence"].eq("2018.0-11"), "outcome"] = 0.9

    effects = estimate_effects(panel.loc[~gone], seed=1, draws=50)

    assert effects.overall["effect"] == pytest.approx(0, abs=1e-12)
    assert effects.group_time.query("year == 2018")["treated"].tolist() == [11]


def test_too_few_treated_or_years_are_refused():
    few = panel_of(cohorts=(2018.0, np.nan), effect=0.0, each=9)
    with pytest.raises(TooFewObservationsError, match="9 treated clusters"):
        estimate_effects(few, seed=1)
    always = panel_of(cohorts=(2014.0, np.nan), effect=0.0)
    with pytest.raises(TooFewObservationsError, match="before and after"):
        estimate_effects(always, seed=1)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda panel: panel.drop(columns="outcome"), "outcome"),
        (lambda panel: pd.concat([panel, panel.iloc[[0]]]), "year"),
        (lambda panel: panel.assign(treated_from=panel["year"].astype(float)), "treated_from"),
        (lambda panel: panel.assign(weight=0.0), "weight"),
        (lambda panel: panel.iloc[:0], "residence"),
    ],
    ids=["no_outcome", "twice", "changing", "weight", "empty"],
)
def test_panel_that_cannot_be_read_is_refused_with_its_column(change, column):
    with pytest.raises(IndexInputError) as caught:
        estimate_effects(change(panel_of(cohorts=(2018.0, np.nan), effect=0.0)), seed=1)

    assert caught.value.column == column


@try_examples(15)
@given(shift=st.floats(-1, 1), order=st.randoms(use_true_random=False))
def test_common_shift_and_order_of_rows_change_nothing(shift, order):
    panel = panel_of(cohorts=(2016.0, 2018.0, np.nan), effect=0.03, noise=0.02)
    rows = list(range(len(panel)))
    order.shuffle(rows)
    before = panel.copy()

    moved = estimate_effects(panel.iloc[rows].assign(outcome=lambda f: f["outcome"] + shift), seed=3, draws=50)

    assert moved.overall["effect"] == pytest.approx(estimate_effects(panel, seed=3, draws=50).overall["effect"])
    pd.testing.assert_frame_equal(panel, before)


def test_treated_residence_seen_once_is_not_one_of_the_ten():
    """It has not changed, as far as anyone saw."""
    panel = panel_of(cohorts=(2016.0, np.nan), effect=-0.1, each=10)
    gone = (panel["residence"] == "2016.0-00") & (panel["year"] >= 2016)

    with pytest.raises(TooFewObservationsError, match="9 treated clusters"):
        estimate_effects(panel.assign(outcome=panel["outcome"].mask(gone)), seed=1, draws=50)


def test_effect_that_grows_is_found_where_two_way_fixed_effects_are_wrong():
    """Cohorts of 2016, 2018 and 2020, all treated in the end, effects of -2, -4 and -6 with time, without noise.

    On average over the treated years that can be compared: cohort 2016 in 2016 and 2018, cohort 2018 in 2018, so
    (-2 - 4 - 2) / 3. The regression with fixed effects says something else.
    """
    panel = panel_of(cohorts=(2016.0, 2018.0, 2020.0), effect=0.0)
    since = (panel["year"] - panel["treated_from"]).clip(lower=-2)
    panel["outcome"] -= since + 2

    effects = estimate_effects(panel, seed=1, draws=20)
    treated = panel.assign(treated=(panel["year"] >= panel["treated_from"]).astype(int))
    two_way = smf.ols("outcome ~ treated + C(residence) + C(year)", data=treated).fit().params["treated"]

    assert effects.overall["effect"] == pytest.approx(-8 / 3, abs=1e-9)
    assert effects.event_study["effect"].to_dict() == pytest.approx({-2: 0, 0: -2, 2: -4}, abs=1e-9)
    assert abs(two_way + 8 / 3) > 0.5


def test_residences_weigh_their_dwellings():
    """One residence of 90 dwellings rises by 0.10, nine of 10 by nothing; the others do not move: 90 of 180 of 0.10."""
    panel = panel_of(cohorts=(2018.0, np.nan), effect=0.0, each=10)
    large = panel["residence"].eq("2018.0-00")
    panel["outcome"] += 0.1 * (large & panel["year"].ge(2018))

    weighted = estimate_effects(panel.assign(weight=np.where(large, 90.0, 10.0)), seed=1, draws=20)

    assert weighted.overall["effect"] == pytest.approx(0.05, abs=1e-12)


def test_treatment_decided_for_a_commune_is_judged_by_communes():
    """Twelve residences of one commune are one decision."""
    panel = panel_of(cohorts=(2018.0, np.nan), effect=-0.1)
    by_commune = panel.assign(cluster=panel["residence"].where(panel["treated_from"].isna(), "74042"))

    with pytest.raises(TooFewObservationsError, match="1 treated clusters"):
        estimate_effects(by_commune, seed=1)
