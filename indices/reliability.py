"""How solid an index is: smoothed value, 90 % interval, probability of reaching the threshold, and the word for it."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.classes import reaches
from indices.composite_draws import Drawn, draw_indices
from indices.composite_moments import sum_up_indices
from indices.compute import Level, Reference
from indices.labels import pair_labels
from indices.posterior import find_exceedance, find_interval, smooth_rates
from indices.priors import Priors, fit_priors
from indices.recipe import Method, SignalRule
from indices.residences import Residences, read_residences

ESTABLISHED = 0.90
TO_CONFIRM = 0.50


class Reliability(StrEnum):
    """The word that stands beside a threshold."""

    ESTABLISHED = "avéré"
    TO_CONFIRM = "à confirmer"
    INCONCLUSIVE = "non conclusif"


def word_reliability(probability: FloatArray) -> "pd.Categorical[str]":
    """Put a probability of reaching a threshold in words.

    Parameters
    ----------
    probability : ndarray of float64, shape (n,), 0 to 1
        NaN where there is no index.

    Returns
    -------
    Categorical of str, length n
        ``avéré`` from 0.90, ``à confirmer`` from 0.50, ``non conclusif`` below; NaN where `probability` is.
    """
    words = np.full(probability.shape, 2, dtype=np.int8)
    words -= probability >= TO_CONFIRM
    words -= probability >= ESTABLISHED
    words[np.isnan(probability)] = -1
    return pd.Categorical.from_codes(words, categories=pd.Index([str(word) for word in Reliability]))


def assess_reliability(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    draws: int | None,
    seed: int,
    withheld: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Say how solid every index of every residence is.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        As given to `indices.compute.compute`. Not changed.
    memberships : mapping of level to Series, indexed by residence
        At least ``residence`` and the level of the reference. Not changed.
    method : Method
        As published.
    reference : tuple of str
        Level and code of the territory worth 100.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret: a secret residence has no reliability either.
    draws : int or None
        Number of draws, 1,000 or more for two safe decimals; None for the closed form of
        `indices.composite_moments`, a hundred times faster, within the error of a thousand independent draws.
    seed : int
        Same seed, same result, whatever the order of the residences.
    withheld : mapping of level to DataFrame of bool, territories by indicators, optional
        What is secret beyond the thresholds. Not changed.

    Returns
    -------
    DataFrame, indexed by (code, index), 3 n rows sorted by code, indices in the order of the method
        ``smoothed``: the index on smoothed rates. ``interval_low``, ``interval_high``: 90 % interval, base 100.
        ``p_intermediaire``, ``p_fragile``: probabilities of reaching the class breaks. ``reliability``: the word for
        `p_fragile`. On rows ``fragilite`` only, ``p_signal``: probability that the rule of the signal holds, and
        ``signal_reliability``: its word, see Notes. All NaN where the index has no value.

    Raises
    ------
    IndexInputError
        As `indices.compute.compute`; a numerator exceeds its denominator; too few draws.

    Notes
    -----
    Beta-binomial shrinkage towards the residences of the reference; see `indices.prior` and `indices.posterior`. The
    reference is held to be known.

    A signal is ``avéré`` only if its probability is at least 0.90 **and** no interval that it rests on straddles its
    threshold: otherwise it is at most ``à confirmer``. Source: docs/methode; methods in [gelman2013]_.
    """
    residences = read_residences(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        withheld=withheld,
    )
    level, worth_100 = residences.level, residences.reference
    inside = residences.inside
    del residences  # the counts as they were read are as large as the level
    priors = fit_priors(level.pool, inside, method=method, shown=level.shown)
    drawn = spread_indices(level, method=method, reference=worth_100, priors=priors, draws=draws, seed=seed)
    smoothed = smooth_indices(level, method=method, reference=worth_100, priors=priors)
    signal = _word_signal(drawn, method.signal)
    return _frame_indices(level.pool.codes, smoothed, drawn, signal)


def assess_components(residences: Residences, *, method: Method, priors: Priors, threshold: float) -> pd.DataFrame:
    """Say how solid every indicator of every residence is, in base 100.

    Parameters
    ----------
    residences : Residences
        See `indices.residences.read_residences`.
    method : Method
        As published.
    priors : Priors
        See `indices.priors.fit_priors`.
    threshold : float
        Base 100, whose exceedance is looked at.

    Returns
    -------
    DataFrame, indexed by (code, indicator), k n rows sorted by code, indicators in the order of the method
        ``smoothed``, ``interval_low``, ``interval_high``: ratios to the reference, base 100; ``p_above``: probability
        of exceeding the threshold. NaN where the component has no ratio.

    Notes
    -----
    Exact beta quantiles, no draws.
    """
    level, rates = residences.level, residences.reference.rates
    tables: dict[str, list[FloatArray]] = {
        name: [] for name in ("smoothed", "interval_low", "interval_high", "p_above")
    }
    for column, code in enumerate(method.indicators):
        shown = ~np.isnan(level.components.ratio[:, column])
        num = np.where(shown, level.pool.num[:, column], np.nan)
        den = np.where(shown, level.pool.den[:, column], np.nan)
        rate, prior = float(rates[column]), priors.shares[code]
        scale = 100.0 / rate if rate > 0 else np.nan
        low, high = find_interval(num, den, prior=prior)
        above = find_exceedance(num, den, prior=prior, rate=rate * threshold / 100.0 if rate > 0 else 1.0)
        figures = (scale * smooth_rates(num, den, prior=prior), scale * low, scale * high, above)
        for name, values in zip(tables, figures, strict=True):
            tables[name].append(values)
    labels = pair_labels(residences.codes, method.indicators, names=("code", "indicator"))
    return pd.DataFrame({name: np.stack(values, axis=1).ravel() for name, values in tables.items()}, index=labels)


def spread_indices(
    level: Level, *, method: Method, reference: Reference, priors: Priors, draws: int | None, seed: int
) -> Drawn:
    """Say what the counts leave open of every index, by draws or by their closed form.

    Parameters
    ----------
    level : Level
        Pooled counts and indices of n territories.
    method : Method
        As published.
    reference : Reference
        What is worth 100, held to be known.
    priors : Priors
        See `indices.priors.fit_priors`.
    draws : int or None
        As for `assess_reliability`.
    seed : int
        Same seed, same result.

    Returns
    -------
    Drawn
        Of the n territories, in the order of the level.

    Raises
    ------
    IndexInputError
        Too few draws.
    """
    if draws is None:
        return sum_up_indices(level, method=method, reference=reference, priors=priors)
    return draw_indices(level, method=method, reference=reference, priors=priors, draws=draws, seed=seed)


def smooth_indices(level: Level, *, method: Method, reference: Reference, priors: Priors) -> dict[str, FloatArray]:
    """Compute every index on smoothed rates, with the weights of the published one.

    Parameters
    ----------
    level : Level
        Of n residences.
    method : Method
        Recipes.
    reference : Reference
        What is worth 100.
    priors : Priors
        Of the indicators.

    Returns
    -------
    dict of str to ndarray of float64, shape (n,)
        Base 100; NaN where the index has no value.
    """
    codes = list(method.indicators)
    smoothed: dict[str, FloatArray] = {}
    for recipe in method.indices.values():
        index = level.indices[recipe.code]
        total = np.where(np.isnan(index.value), np.nan, 100.0)
        for position, code in enumerate(recipe.components):
            if recipe.composite:
                ratio = smoothed[code]
            else:
                column = codes.index(code)
                share = float(reference.rates[column])
                rate = smooth_rates(level.pool.num[:, column], level.pool.den[:, column], prior=priors.shares[code])
                ratio = 100.0 * rate / share if share > 0 else rate
            weight = index.weight[:, position]
            np.add(total, weight * (ratio - 100.0), out=total, where=weight > 0)
        smoothed[recipe.code] = total
    return smoothed


def _word_signal(drawn: Drawn, rule: SignalRule) -> "pd.Categorical[str]":
    lows = {code: index.low for code, index in drawn.indices.items()}
    clear: BoolArray = reaches(lows["fragilite"], rule.fragilite) | (
        reaches(lows["occupation"], rule.occupation) & reaches(lows["attractivite"], rule.attractivite)
    )
    probability = np.where((drawn.signal >= ESTABLISHED) & ~clear, TO_CONFIRM, drawn.signal)
    return word_reliability(probability)


def _frame_indices(
    codes: pd.Index, smoothed: Mapping[str, FloatArray], drawn: Drawn, signal_word: "pd.Categorical[str]"
) -> pd.DataFrame:
    """Lay the indices side by side before the rows: the labels, most of the cost, are made once."""
    of_signal = drawn.codes.index("fragilite")
    probability = np.full(drawn.low.shape, np.nan)
    probability[:, of_signal] = drawn.signal
    words = np.full(probability.shape, -1, dtype=np.int8)
    words[:, of_signal] = signal_word.codes
    return pd.DataFrame(
        {
            "smoothed": np.stack([smoothed[code] for code in drawn.codes], axis=1).ravel(),
            "interval_low": drawn.low.ravel(),
            "interval_high": drawn.high.ravel(),
            "p_intermediaire": drawn.above_intermediaire.ravel(),
            "p_fragile": drawn.above_fragile.ravel(),
            "reliability": word_reliability(drawn.above_fragile.ravel()),
            "p_signal": probability.ravel(),
            "signal_reliability": pd.Categorical.from_codes(words.ravel(), dtype=signal_word.dtype),
        },
        index=pair_labels(codes, drawn.codes, names=("code", "index")),
        copy=False,
    )
