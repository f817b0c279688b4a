"""One call of every public function of the calculation, on one small stock: what all of them must hold is tested on it."""

from typing import Any

import numpy as np
import pandas as pd

from indices import (
    coherence,
    components,
    composite_draws,
    composite_moments,
    concentration,
    construction,
    contributions,
    designation,
    designation_table,
    effects,
    effects_panel,
    entering,
    fragilite,
    funnel,
    inputs,
    margin,
    method,
    pooling,
    priors,
    reconciliation,
    reference,
    reliability,
    residences,
    shares,
    signal,
    stability,
    stability_recipes,
    typology,
    untold,
    weight_flip,
    weight_order,
    weighting,
    year_changes,
    years,
)
from indices.blocks import split_rows
from indices.compute import compute, compute_level, find_reference
from indices.pooled_reliability import assess_pooled
from tests.indices.builders import EPCI, memberships_of, method_mapping
from tests.indices.examples_of_arrays import METHOD, Example, examples_of_arrays, examples_of_stability
from tests.indices.simulated import simulate

THRESHOLDS = components.Thresholds(11, 11)
OCC = dict.fromkeys(METHOD.indices["occupation"].components, 1.0)
FAMILY = entering.Household(resources=entering.Resources.UNDER_40)


def make_stock() -> pd.DataFrame:
    """Forty residences, one secret and one without survey."""
    return simulate(np.array([8, 13, 24, 60] * 10), precision=20.0, seed=3).counts.assign(vacants_3_mois=0.0)


def make_panel() -> pd.DataFrame:
    """Ten residences treated from 2018 on, ten never, in two years."""
    rows = [
        {"residence": f"{start}-{number}", "year": year, "outcome": 0.2 + number / 100, "treated_from": start}
        for start in (2018.0, np.nan)
        for number in range(10)
        for year in (2016, 2018)
    ]
    return pd.DataFrame(rows)


def list_examples() -> list[Example]:
    """Function, positional and named arguments."""
    counts = make_stock()
    memberships = memberships_of(counts, **dict.fromkeys(counts.index[:20], "74090"))
    asked: dict[str, Any] = {
        "method": METHOD,
        "reference": ("epci", EPCI),
        "min_logements": 11,
        "min_repondants": 11,
    }
    found = residences.read_residences(counts, memberships, **asked)
    level = found.level
    fitted = priors.fit_priors(level.pool, found.inside, method=METHOD)
    own = shares.take_shares(level.pool, method=METHOD)
    rates = pd.DataFrame(level.components.rate[:, :4], level.pool.codes, list(OCC))
    base = pd.Series(found.reference.rates[:4], list(OCC))
    return [
        *_examples_of_counts(counts, memberships, asked),
        *_examples_of_levels(found, fitted, memberships),
        *_examples_of_shares(own, rates, base),
        *examples_of_stability(found, counts, memberships),
        *examples_of_arrays(level, fitted),
    ]


def _examples_of_counts(
    counts: pd.DataFrame, memberships: dict[str, pd.Series], asked: dict[str, Any]
) -> list[Example]:
    departures = pd.Series(1.0, counts.index)
    withheld = {"commune": pd.DataFrame(data=True, index=["74090"], columns=list(METHOD.indicators))}
    results = compute(counts, memberships, **asked)
    return [
        (compute, (counts, memberships), asked | {"withheld": withheld}),
        (untold.find_untold, (counts.assign(loues=np.nan, repondants=np.nan),), {"method": METHOD}),
        (untold.leave_untold, (METHOD, untold.Untold(("occ1",), {})), {}),
        (residences.read_residences, (counts, memberships), asked),
        (reliability.assess_reliability, (counts, memberships), asked | {"draws": 100, "seed": 1}),
        (stability.measure_stability, (counts, memberships), asked),
        (margin.measure_margins, (counts, memberships), asked | {"mobility": departures / 10}),
        (designation.simulate_designation, (counts, memberships, FAMILY), asked),
        (
            designation_table.tabulate_designations,
            (counts, memberships, {"premier": FAMILY}),
            asked | {"departures": departures},
        ),
        (pooling.read_counts, (counts,), {"method": METHOD}),
        (pooling.lay_withheld, (withheld,), {"method": METHOD}),
        (inputs.require_columns, (counts, ["loues"]), {}),
        (inputs.require_counts, (counts, ["loues"]), {}),
        (inputs.require_numbers, (counts, ["loues"]), {}),
        (inputs.require_unique_index, (counts,), {"name": "residence"}),
        (inputs.require_groups, (memberships["commune"][::-1], counts.index), {"level": "commune"}),
        (inputs.line_up, (counts["loues"][::-1], counts.index), {"name": "loues"}),
        (inputs.first_code, (counts.index, counts["loues"].to_numpy() > 20), {}),
        (entering.read_occupants, (counts, counts.index), {}),
        (weight_flip.measure_weight_flips, (results,), {"method": METHOD}),
        (years.evolve, (results, results.reference_rates), {"method": METHOD}),
        (concentration.measure_concentration, (counts["emmenages"], counts["logements"]), {"seed": 1}),
        (effects.estimate_effects, (make_panel(),), {"seed": 1, "draws": 20}),
        (effects_panel.read_panel, (make_panel(),), {}),
        (method.parse_method, (method_mapping(),), {}),
        (stability_recipes.design_recipes, (counts, memberships), {"method": METHOD, "reference": ("epci", EPCI)}),
        (stability_recipes.list_recipes, (counts, memberships), {"method": METHOD, "reference": ("epci", EPCI)}),
    ]


def _examples_of_levels(
    found: residences.Residences, fitted: priors.Priors, memberships: dict[str, pd.Series]
) -> list[Example]:
    level, worth_100 = found.level, found.reference
    asked = {"method": METHOD, "reference": worth_100}
    occupants = entering.Occupants(level.pool.size, level.pool.repondants)
    pool = pooling.pool(found.counts, memberships["epci"], level="epci")
    entry = {"entry": entering.Entry.DEPARTURE, "number": 1.0, "method": METHOD}
    secret = components.find_secret(level.pool, method=METHOD, thresholds=THRESHOLDS)
    published = {code: index.value for code, index in level.indices.items()}
    return [
        (pooling.pool, (found.counts, memberships["commune"]), {"level": "commune"}),
        (components.find_secret, (level.pool,), {"method": METHOD, "thresholds": THRESHOLDS}),
        (components.compute_rates, (level.pool,), {}),
        (
            components.compute_components,
            (level.pool,),
            {"reference_rates": worth_100.rates, "reference_secret": worth_100.secret, "secret": secret},
        ),
        (
            find_reference,
            ({"epci": pool},),
            {"reference": ("epci", EPCI), "method": METHOD, "thresholds": THRESHOLDS},
        ),
        (compute_level, (level.pool,), asked | {"thresholds": THRESHOLDS}),
        (fragilite.compute_indices, (level.components,), {"method": METHOD}),
        (priors.fit_priors, (level.pool, found.inside), {"method": METHOD}),
        (composite_draws.draw_indices, (level,), asked | {"priors": fitted, "draws": 100, "seed": 1}),
        (composite_moments.sum_up_indices, (level,), asked | {"priors": fitted}),
        (reliability.spread_indices, (level,), asked | {"priors": fitted, "draws": None, "seed": 1}),
        (reliability.smooth_indices, (level,), asked | {"priors": fitted}),
        (reliability.assess_components, (found,), {"method": METHOD, "priors": fitted, "threshold": 120.0}),
        (
            assess_pooled,
            (found, memberships["commune"]),
            {"level": "commune", "method": METHOD, "priors": fitted, "draws": 100, "seed": 1},
        ),
        (shares.take_shares, (level.pool,), {"method": METHOD}),
        (entering.enter, (level.pool, occupants, FAMILY), entry),
        (entering.can_enter, (level.pool, occupants), entry),
        (residences.compute_wider, (found, memberships["commune"]), {"level": "commune", "method": METHOD}),
        (designation.let_enter, (found, occupants, FAMILY), entry),
        (year_changes.compare_years, (found, found), {"method": METHOD, "draws": 100, "seed": 1}),
        (
            signal.flag_residences,
            (published,),
            {"status": level.indices["fragilite"].status, "dwellings": level.pool.size, "rule": METHOD.signal},
        ),
        (split_rows, (level.pool, len(level.pool.codes)), {"size": 7}),
    ]


def _examples_of_shares(own: shares.Shares, rates: pd.DataFrame, base: pd.Series) -> list[Example]:
    inside = pd.Series(data=True, index=own.codes)
    ratios = construction.relate(rates, base).dropna()
    weighted = {"weights": OCC, "minimum": 3}
    fragility = ratios.mean(axis=1)
    frames = [pd.DataFrame(values[:, :4], own.codes, list(OCC)) for values in (own.num, own.den)]
    occupation = shares.read_shares(*frames)
    families = typology.find_typology(ratios, fragility, seed=1, bootstraps=2)
    first, second = ratios.iloc[0], ratios.iloc[1]
    return [
        (shares.read_shares, tuple(frames), {}),
        (inputs.require_shares, (base, list(OCC)), {}),
        (construction.relate, (rates, base), {}),
        (construction.cap_ratios, (ratios,), {"cap": 300.0}),
        (construction.mean_of_ratios, (ratios,), weighted),
        (construction.geometric_mean, (ratios,), weighted),
        (construction.ratio_of_sums, (rates, base), weighted),
        (construction.ampi, (rates, base), weighted | {"half_range": construction.find_half_range(rates)}),
        (construction.find_half_range, (rates, rates), {}),
        (construction.take_related, (rates, base), {}),
        (construction.scale_to_range, (rates, base, construction.find_half_range(rates)), {}),
        (contributions.contribute_arithmetically, (ratios,), weighted),
        (contributions.contribute_geometrically, (ratios,), weighted),
        (contributions.contribute_to_ratio_of_sums, (rates, base), weighted),
        (
            contributions.contribute_to_ampi,
            (rates, base),
            weighted | {"half_range": construction.find_half_range(rates)},
        ),
        (contributions.weigh_one_more, (frames[1], base), {"weights": OCC}),
        (reconciliation.reconcile, (occupation, pd.Series("C", own.codes)), {"reference": base, "weights": OCC}),
        (reference.leave_one_out, (own, inside), {}),
        (reference.share_of_reference, (own, inside), {}),
        (funnel.draw_funnel, (own, "occ1"), {"centre": 0.28}),
        (coherence.measure_coherence, (ratios,), {"weights": OCC}),
        (coherence.find_effective_weights, (OCC,), {"themes": dict.fromkeys(OCC, "menages")}),
        (typology.find_typology, (ratios, fragility), {"seed": 1, "bootstraps": 2}),
        (typology.sort_into_families, (ratios, families), {}),
        (weight_flip.find_weight_flip, (first,), {"weights": OCC, "breaks": METHOD.classes}),
        (weight_order.find_order_flip, (first, second), {"weights": OCC}),
        (weighting.read_weights, (OCC, list(OCC)), {}),
    ]
