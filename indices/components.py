"""Components of an index: rate, ratio to the reference, and what each is worth.

The order of the statuses decides what a territory may say: nothing transmitted, then secret, then meaningless.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indices.arrays import BoolArray, FloatArray, StatusArray
from indices.division import divide
from indices.errors import IndexInputError
from indices.pooling import Pool
from indices.recipe import Method
from indices.status import NON_TRANSMIS, OK, PARTIEL, SANS_OBJET, SECRET


@dataclass(frozen=True)
class Thresholds:
    """Primary secrecy: below either, a value is secret.

    Attributes
    ----------
    logements : int
        Dwellings below which every value of a territory is secret.
    repondants : int
        Respondents below which every value of its occupation is secret.
    """

    logements: int
    repondants: int

    def __post_init__(self) -> None:
        for name, value in (("min_logements", self.logements), ("min_repondants", self.repondants)):
            if value < 0:
                raise IndexInputError(f"threshold must not be negative, got {value}", column=name)


@dataclass(frozen=True)
class Components:
    """Indicators of the territories of one level; shape (t, k), in the order of the method.

    What a status hides is blanked each time that it is asked for: the counts themselves are held once, in the pool.

    Attributes
    ----------
    pool : Pool
        Counts of the t territories.
    rate : ndarray of float64, from 0 on
        Share; NaN where the status is ``secret`` or ``non_transmis``, and for 0/0.
    ratio : ndarray of float64
        100 * share / share of the reference; NaN where the status is ``secret``, ``non_transmis`` or ``sans_objet``.
    status : ndarray of int8
        Positions in `indices.status.STATUSES`.
    """

    pool: Pool
    rate: FloatArray
    ratio: FloatArray
    status: StatusArray

    @property
    def num(self) -> FloatArray:
        """Give the numerators.

        Returns
        -------
        ndarray of float64, shape (t, k)
            NaN where the status carries none.
        """
        return self._show(self.pool.num)

    @property
    def den(self) -> FloatArray:
        """Give the denominators.

        Returns
        -------
        ndarray of float64, shape (t, k)
            NaN where the status carries none.
        """
        return self._show(self.pool.den)

    @property
    def coverage(self) -> FloatArray:
        """Give the coverage.

        Returns
        -------
        ndarray of float64, shape (t, k), 0 to 1
            NaN where the status carries none.
        """
        return self._show(self.pool.coverage)

    @cached_property
    def silent(self) -> BoolArray:
        """Say where the status carries no count.

        Returns
        -------
        ndarray of bool, shape (t, k)
            True where secret or not transmitted.
        """
        silent: BoolArray = (self.status == SECRET) | (self.status == NON_TRANSMIS)
        return silent

    def _show(self, values: FloatArray) -> FloatArray:
        return np.where(self.silent, np.nan, values)


def find_secret(pool: Pool, *, method: Method, thresholds: Thresholds) -> BoolArray:
    """Find the components that primary secrecy hides.

    Parameters
    ----------
    pool : Pool
        Counts of t territories.
    method : Method
        Says which indicators come from the occupation survey.
    thresholds : Thresholds
        Dwellings and respondents below which a value is secret.

    Returns
    -------
    ndarray of bool, shape (t, k)
        True where the territory is too small, whether or not it transmitted.

    Notes
    -----
    A territory of unknown size is held to be too small. What the pool withholds is secret as well. Source: CCFG, convention intercommunale d'attribution
    2019-2025 (thresholds of 11).
    """
    from_survey = np.array([indicator.source == "OPS" for indicator in method.indicators.values()])
    too_few_dwellings = pool.size < thresholds.logements
    too_few_respondents = np.nan_to_num(pool.repondants) < thresholds.repondants
    secret: BoolArray = too_few_dwellings[:, None] | (too_few_respondents[:, None] & from_survey) | pool.withheld
    return secret


def compute_rates(pool: Pool) -> FloatArray:
    """Divide pooled numerators by pooled denominators.

    Parameters
    ----------
    pool : Pool
        Counts of t territories.

    Returns
    -------
    ndarray of float64, shape (t, k), from 0 on
        NaN where nothing was transmitted, and for 0/0.
    """
    return divide(pool.num, pool.den)


def compute_components(
    pool: Pool, *, reference_rates: FloatArray, reference_secret: BoolArray, secret: BoolArray
) -> Components:
    """Relate each share to that of the reference, and give each its status.

    Parameters
    ----------
    pool : Pool
        Counts of t territories.
    reference_rates : ndarray of float64, shape (k,)
        Shares of the reference; NaN where it has none.
    reference_secret : ndarray of bool, shape (k,)
        Indicators that are secret in the reference: they are secret for all, since a share and its ratio would give
        the reference away.
    secret : ndarray of bool, shape (t, k)
        See `find_secret`.

    Returns
    -------
    Components
        Of the t territories.

    Notes
    -----
    ``ratio = 100 * (x / x_ref)``: the reference divided by itself is 1 exactly, so its ratio is 100 exactly.

    Statuses, the first that holds: ``non_transmis`` (no residence has the indicator), ``secret``, ``sans_objet`` (0/0,
    or a reference of zero or without value), ``partiel`` (coverage below 1), ``ok``. A share of zero against a
    positive reference is a valid ratio of 0.
    Source: CCFG, convention intercommunale d'attribution 2019-2025 (base 100); [oecd2008]_ (distance to a reference).
    """
    rates = compute_rates(pool)
    usable_reference = np.nan_to_num(reference_rates) > 0
    divisor = np.where(usable_reference, reference_rates, np.nan)
    ratio = 100.0 * (rates / divisor)
    status = np.where(pool.coverage < 1, PARTIEL, OK)
    np.copyto(status, SANS_OBJET, where=np.isnan(ratio))
    np.copyto(status, SECRET, where=secret | reference_secret)
    np.copyto(status, NON_TRANSMIS, where=np.isnan(pool.num))
    components = Components(pool, rates, ratio, status)
    np.copyto(rates, np.nan, where=components.silent)
    np.copyto(ratio, np.nan, where=components.silent)
    return components
