"""The priors of all the indicators of a territory in a millésime."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from indices.arrays import BoolArray, FloatArray
from indices.errors import IndexInputError
from indices.inputs import first_code
from indices.pooling import Pool
from indices.prior import Prior, fit_prior
from indices.recipe import Method

NESTED = ("occ1", "occ2")
"""Households under 40 % of the ceilings are among those under 60 %: they are drawn together."""


@dataclass(frozen=True)
class Priors:
    """Priors of a territory in a millésime.

    Attributes
    ----------
    shares : dict of str to Prior
        By indicator.
    nested : Prior or None
        Of the households under 40 % among those under 60 %; None where the method has not both, or where some residence
        knows one and not the other: each is then drawn by itself.
    """

    shares: Mapping[str, Prior]
    nested: Prior | None


def fit_priors(pool: Pool, inside: BoolArray, *, method: Method, shown: BoolArray | None = None) -> Priors:
    """Fit the prior of each indicator on the residences of the reference.

    Parameters
    ----------
    pool : Pool
        Of the n residences.
    inside : ndarray of bool, shape (n,)
        Residences of the reference; where they are too few, the prior of all the residences is borrowed.
    method : Method
        Indicators.
    shown : ndarray of bool, shape (n, k), optional
        Indicators that are published: two smoothed shares give a prior away, which must say nothing of secret counts.
        All of them by default.

    Returns
    -------
    Priors
        One by indicator, and that of the nested brackets.

    Raises
    ------
    IndexInputError
        A residence has more households under 40 % than under 60 %.

    Notes
    -----
    See `indices.prior.fit_prior`. The three brackets (under 40 %, 40 to 60 %, above) are not given one Dirichlet prior
    but two beta ones, of those under 60 % and of those under 40 % among them. That is the generalised Dirichlet
    distribution, of which Dirichlet is a particular case: the first always lie among the second, the share under 60 %
    keeps the posterior it has alone, and the two spreads need not be the same. Source: [connor1969]_.
    """
    used: BoolArray = np.ones(pool.num.shape, dtype=np.bool_) if shown is None else shown
    columns = {code: (pool.num[:, k], pool.den[:, k]) for k, code in enumerate(method.indicators)}
    shares = {code: _fit(num, den, inside, used[:, k]) for k, (code, (num, den)) in enumerate(columns.items())}
    if not set(NESTED) <= set(columns):
        return Priors(shares, None)
    within, around = (columns[code][0] for code in NESTED)
    if (within > around).any():
        raise IndexInputError(
            f"a part exceeds the whole, {NESTED[1]}", column=NESTED[0], code=first_code(pool.codes, within > around)
        )
    if not np.array_equal(np.isnan(within), np.isnan(around)):
        return Priors(shares, None)
    both: BoolArray = np.asarray(used[:, [list(columns).index(code) for code in NESTED]].all(axis=1))
    return Priors(shares, _fit(within, around, inside, both))


def _fit(num: FloatArray, den: FloatArray, inside: BoolArray, shown: BoolArray) -> Prior:
    wider = None if inside.all() else fit_prior(num[shown], den[shown])
    unknown = np.isnan(num) | np.isnan(den)
    kept = inside & ~unknown & shown
    return fit_prior(num[kept], den[kept], fallback=wider)
