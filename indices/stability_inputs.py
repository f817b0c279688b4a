"""What the recipes read: residences by rows, and what they are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.components import compute_rates, find_secret
from indices.division import divide
from indices.inputs import require_groups
from indices.pooling import lay_withheld, pool
from indices.prior import Prior, fit_prior
from indices.residences import Residences
from indices.stability_recipes import Design


@dataclass(frozen=True)
class Rows:
    """Residences, one a row.

    Attributes
    ----------
    num, den : ndarray of float64, shape (n, c)
        Counts of each column; NaN where unknown.
    used : ndarray of bool, shape (n, c)
        Whether the publication uses the indicator that the column stands for.
    value : ndarray of float64, shape (n, i)
        Published indices, in the order of the method; NaN where there is none.
    inside : ndarray of bool, shape (n,)
        Whether the residence belongs to the reference.
    group : ndarray of int64, shape (n,)
        Territory of the other reference; -1 where there is none.
    """

    num: FloatArray
    den: FloatArray
    used: BoolArray
    value: FloatArray
    inside: BoolArray
    group: PositionArray


@dataclass(frozen=True)
class Background:
    """What all residences share; c columns.

    Attributes
    ----------
    chosen : ndarray of float64, shape (c,)
        Shares of the reference; NaN where it has none.
    total_num, total_den : ndarray of float64, shape (c,)
        Counts of the reference.
    other : ndarray of float64, shape (g, c)
        Shares of the g territories of the other reference; NaN where they have none to show.
    other_den : ndarray of float64, shape (g, c)
        Their denominators.
    above, precision : ndarray of float64, shape (c,)
        Prior count of the numerator, and of the denominator.
    half_range : ndarray of float64, shape (c,)
        Half the range of the raw shares that the publication uses: smoothed ones hardly vary in an even stock, and
        their own range would blow chance up.
    """

    chosen: FloatArray
    total_num: FloatArray
    total_den: FloatArray
    other: FloatArray
    other_den: FloatArray
    above: FloatArray
    precision: FloatArray
    half_range: FloatArray


def lay_rows(residences: Residences, memberships: Mapping[str, pd.Series], design: Design) -> Rows:
    """Lay residences in rows.

    Parameters
    ----------
    residences : Residences
        Computed with the method of the design.
    memberships : mapping of level to Series, indexed by residence
        Where the other reference is.
    design : Design
        What is tried.

    Returns
    -------
    Rows
        In the order of `residences`.
    """
    own, indices = residences.level.pool, residences.level.indices
    used = np.zeros(own.num.shape, dtype=np.bool_)
    codes = list(design.columns.indicators)
    for recipe in design.method.vigilance_indices:
        for position, code in enumerate(recipe.components):
            used[:, codes.index(code)] = ~np.isnan(indices[recipe.code].weight[:, position])
    group = np.full(len(own.codes), -1, dtype=np.int64)
    if design.other_level is not None:
        lined_up = require_groups(memberships[design.other_level], own.codes, level=design.other_level)
        group = pd.factorize(lined_up, sort=True)[0].astype(np.int64)
    return Rows(
        num=own.num,
        den=own.den,
        used=used[:, design.columns.base],
        value=np.column_stack([indices[code].value for code in design.method.indices]),
        inside=residences.inside,
        group=group,
    )


def gather_background(
    residences: Residences,
    rows: Rows,
    memberships: Mapping[str, pd.Series],
    design: Design,
    priors: Mapping[str, Prior],
) -> Background:
    """Gather what residences are compared with.

    Parameters
    ----------
    residences : Residences
        Computed with the method of the design.
    rows : Rows
        The same, laid in rows.
    memberships : mapping of level to Series, indexed by residence
        Where the other reference is.
    design : Design
        What is tried.
    priors : mapping of indicator to Prior
        Of shares; those that are not there are fitted on the residences of the reference, or on all where too few.

    Returns
    -------
    Background
        The same for all the residences.
    """
    width = len(design.columns.indicators)
    other, other_den = np.empty((0, width)), np.empty((0, width))
    if design.other_level is not None:
        whole = pool(
            residences.counts,
            memberships[design.other_level],
            level=design.other_level,
            withheld=lay_withheld(residences.withheld, method=design.method).get(design.other_level),
        )
        secret = find_secret(whole, method=design.method, thresholds=residences.thresholds)
        other, other_den = np.where(secret, np.nan, compute_rates(whole)), whole.den
    fitted = [
        priors.get(code) or _fit(rows.num[:, column], rows.den[:, column], rows.inside, rows.used[:, column])
        for column, code in enumerate(design.columns.indicators)
    ]
    above = np.array([prior.alpha for prior in fitted])
    precision = np.array([prior.precision for prior in fitted])
    return Background(
        chosen=np.where(residences.reference.secret, np.nan, residences.reference.rates),
        total_num=np.nansum(rows.num[rows.inside], axis=0),
        total_den=np.nansum(rows.den[rows.inside], axis=0),
        other=other,
        other_den=other_den,
        above=above,
        precision=precision,
        half_range=_find_half_range(rows),
    )


def _fit(num: FloatArray, den: FloatArray, inside: BoolArray, shown: BoolArray) -> Prior:
    """The prior that `indices.priors.fit_priors` gives, of a variant as well."""
    wider = None if inside.all() else fit_prior(num[shown], den[shown])
    kept = inside & shown
    return fit_prior(num[kept], den[kept], fallback=wider)


def _find_half_range(rows: Rows) -> FloatArray:
    rates = np.where(rows.used, divide(rows.num, rows.den), np.nan)
    high = np.where(np.isnan(rates), -np.inf, rates).max(axis=0, initial=-np.inf)
    low = np.where(np.isnan(rates), np.inf, rates).min(axis=0, initial=np.inf)
    half: FloatArray = np.maximum(high - low, 0.0) / 2
    return half
