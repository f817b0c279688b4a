"""The examples that are made of arrays and of what stability lays out."""

from typing import Any

import numpy as np
import pandas as pd

from indices import (
    classes,
    distinct,
    division,
    draw_tables,
    funnel,
    labels,
    margin,
    marginal_likelihood,
    multiple,
    posterior,
    prior,
    prior_doubt,
    priors,
    reliability,
    residences,
    shares,
    stability_choices,
    stability_inputs,
    stability_ranks,
    stability_recipes,
    stability_relating,
    status,
    vigilance,
    weight_moves,
    weighting,
)
from indices.compute import Level
from tests.indices.builders import EPCI
from tests.indices.builders import method as read_method

Example = tuple[Any, tuple[Any, ...], dict[str, Any]]
METHOD = read_method()


def examples_of_stability(
    found: residences.Residences, counts: pd.DataFrame, memberships: dict[str, pd.Series]
) -> list[Example]:
    design = stability_recipes.design_recipes(counts, memberships, method=METHOD, reference=("epci", EPCI))
    own = residences.read_residences(
        counts, memberships, method=design.method, reference=("epci", EPCI), min_logements=11, min_repondants=11
    )
    rows = stability_inputs.lay_rows(own, memberships, design)
    background = stability_inputs.gather_background(own, rows, memberships, design, {})
    recipe = METHOD.indices["occupation"]
    bins = np.zeros((2, stability_ranks.BINS + 1), dtype=np.int32)
    bins[:, 1000:1010] = 3
    return [
        (stability_inputs.lay_rows, (own, memberships, design), {}),
        (stability_inputs.gather_background, (own, rows, memberships, design, {}), {}),
        (stability_relating.relate_block, (rows, background, design), {}),
        (stability_relating.refer, (stability_recipes.Worth100.OTHER, rows, background, rows.num.T, rows.den.T), {}),
        (division.divide, (found.level.pool.num, found.level.pool.den), {}),
        (stability_choices.choose_weights, (recipe, design.columns), {}),
        (stability_choices.list_labels, (recipe,), {}),
        (stability_choices.mix_choices, (METHOD.indices["fragilite"], METHOD, design.choices), {}),
        (stability_ranks.bin_values, (found.level.indices["fragilite"].value,), {}),
        (stability_ranks.rank_bins, (bins,), {"ranked": 30}),
        (stability_ranks.match_breaks, (bins, bins), {"limits": (105.0, 120.0)}),
    ]


def examples_of_arrays(level: Level, fitted: priors.Priors) -> list[Example]:
    num, den, one = level.pool.num[:, 1], level.pool.den[:, 1], fitted.shares["occ2"]
    index, parts = level.indices["occupation"], level.components
    likelihood = marginal_likelihood.MarginalLikelihood(num, den)
    values, weights = np.array([[90.0, 100.0, 130.0]]), np.full((1, 3), 1 / 3)
    return [
        (classes.reaches, (index.value, 120.0), {}),
        (classes.classify, (index.value,), {"breaks": METHOD.classes}),
        (classes.number_classes, (index.value,), {"breaks": METHOD.classes}),
        (classes.frame_classes, (classes.number_classes(index.value, breaks=METHOD.classes),), {}),
        (status.name_statuses, (index.status,), {}),
        (
            vigilance.combine,
            (parts.ratio[:, :4], parts.status[:, :4], parts.coverage[:, :4]),
            {"weights": [0.25] * 4, "minimum": 3},
        ),
        (weighting.renormalise, (np.full(4, 0.25), parts.ratio[:, :4]), {"minimum": 3}),
        (distinct.find_distinct, (level.pool.den,), {}),
        (distinct.tally, (den,), {}),
        (labels.pair_labels, (level.pool.codes, list(METHOD.indices)), {"names": ("code", "index")}),
        (shares.refuse_excess, (level.pool,), {"method": METHOD}),
        (prior.fit_prior, (num, den), {}),
        (prior_doubt.doubt_prior, (likelihood,), {"smallest": 0.01, "largest": 1e6}),
        (posterior.smooth_rates, (num, den), {"prior": one}),
        (posterior.match_posterior, (num, den), {"prior": one}),
        (posterior.find_interval, (num, den), {"prior": one}),
        (posterior.find_exceedance, (num, den), {"prior": one, "rate": 0.6}),
        (funnel.find_limits, (den,), {"centre": 0.3}),
        (margin.find_capacity, (index.value, np.full(len(index.value), 2.0), 120.0), {}),
        (reliability.word_reliability, (np.array([0.95, np.nan, 0.5]),), {}),
        (multiple.list_by_probability, (np.array([0.99, np.nan, 0.4]),), {"rate": 0.1}),
        (multiple.list_by_p_value, (np.array([0.01, np.nan, 0.6]),), {"rate": 0.1}),
        (multiple.find_p_values, (num, den), {"rate": 0.3}),
        (weight_moves.measure_least_move, (values, weights, np.array([5.0])), {}),
        (weight_moves.move_least, (values[0], weights[0], 120.0), {}),
        (weight_moves.move_shortest, (values[0], weights[0], 120.0), {}),
        (draw_tables.DrawOrder, (100,), {"seed": 1}),
    ]
