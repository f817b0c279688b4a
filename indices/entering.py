"""What the counts of residences become when households of one type enter, one household being one household.

Types of households, never persons: what is looked at is what a designation does to a residence.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.division import divide
from indices.errors import IndexInputError
from indices.inputs import require_counts
from indices.pooling import Pool
from indices.recipe import Indicator, Method

VACANT_DWELLINGS = "vacants"
ADULT_COUNTS = "majeurs_chomage"


class Resources(StrEnum):
    """Resources of a household, in share of the HLM ceilings."""

    UNDER_40 = "inf_40"
    """stands for the first quartile of applicants, which the surveys do not count"""
    FROM_40_TO_60 = "de_40_a_60"
    FROM_60 = "sup_60"


class Entry(StrEnum):
    """Where a household enters."""

    DEPARTURE = "depart"
    """in place of an average household of the residence, which leaves"""
    VACANT = "vacant"
    """in a vacant dwelling"""


@dataclass(frozen=True)
class Household:
    """A type of household. What is None is taken to be like the average household of the residence.

    Attributes
    ----------
    resources : Resources or None
        Bracket of its resources.
    adults, jobseekers : int or None
        Adults whose activity is known, and registered jobseekers among them; both or neither.
    single_parent : bool or None
        Whether it is a single-parent family.

    Raises
    ------
    IndexInputError
        Adults without jobseekers or the reverse, no adult, or more jobseekers than adults.
    """

    resources: Resources | None = None
    adults: int | None = None
    jobseekers: int | None = None
    single_parent: bool | None = None

    def __post_init__(self) -> None:
        if self.adults is None or self.jobseekers is None:
            if self.adults is not self.jobseekers:
                raise IndexInputError("adults and jobseekers go together", column="jobseekers")
        elif not 0 <= self.jobseekers <= self.adults or self.adults == 0:
            raise IndexInputError(f"{self.jobseekers} jobseekers of {self.adults} adults", column="jobseekers")

    def brings(self, indicator: Indicator) -> tuple[float, float] | None:
        """Say what the household adds to an indicator.

        Parameters
        ----------
        indicator : Indicator
            Of the method.

        Returns
        -------
        tuple of two floats, or None
            Numerator and denominator; None where it is like the average household.
        """
        if indicator.numerator == ADULT_COUNTS:
            return None if self.adults is None or self.jobseekers is None else (self.jobseekers, self.adults)
        belongs = {
            "ress_inf_40": None if self.resources is None else self.resources == Resources.UNDER_40,
            "ress_inf_60": None if self.resources is None else self.resources != Resources.FROM_60,
            "familles_monoparentales": self.single_parent,
        }.get(indicator.numerator)
        return None if belongs is None else (float(belongs), 1.0)


@dataclass(frozen=True)
class Occupants:
    """Households of n residences.

    Attributes
    ----------
    households : ndarray of float64, shape (n,)
        All of them; NaN where unknown.
    respondents : ndarray of float64, shape (n,)
        Those that answered; NaN where unknown.
    """

    households: FloatArray
    respondents: FloatArray


def read_occupants(counts: pd.DataFrame, codes: pd.Index) -> Occupants:
    """Read how many households live in residences.

    Parameters
    ----------
    counts : DataFrame, indexed by residence code
        Columns ``menages`` and ``repondants``. Not changed.
    codes : Index
        The residences wanted.

    Returns
    -------
    Occupants
        In the order of `codes`; at least as many households as respondents.

    Raises
    ------
    IndexInputError
        A column is absent or does not hold counts.
    """
    columns = require_counts(counts.loc[codes], ["menages", "repondants"])
    respondents = columns["repondants"]
    return Occupants(np.fmax(columns["menages"], respondents), respondents)


def enter(
    pool: Pool, occupants: Occupants, household: Household, *, entry: Entry, number: FloatArray | float, method: Method
) -> Pool:
    """Let households of one type enter residences.

    Parameters
    ----------
    pool : Pool
        Of n residences. Not changed.
    occupants : Occupants
        Of the same residences.
    household : Household
        Their type.
    entry : Entry
        Where they enter.
    number : float or ndarray of float64, shape (n,)
        How many.
    method : Method
        Says which columns make an indicator.

    Returns
    -------
    Pool
        Counts expected of the same survey, which need not be whole; of no meaning where `can_enter` is false.

    Notes
    -----
    Those who did not answer are taken to be like those who did: of H households, of which n are known, one that enters
    moves a share by 1/H, not 1/n. In known counts, the numerator becomes ``y + n/H (x - y/n)`` in place of a departure
    (the average household takes its share of everything away), and ``y + n/H x`` over ``n + n/H`` in a vacant dwelling.
    Adults go by household: n adults known in R households that answered are n/R a household, known in proportion R/H.
    A vacant dwelling that is entered is let. Mobility is that of the year, which the entry is part of: it stays. So do
    the dwellings before 1975, and the reference.
    """
    num, den = pool.num.copy(), pool.den.copy()
    leaves = 1.0 if entry == Entry.DEPARTURE else 0.0
    for column, indicator in enumerate(method.indicators.values()):
        if indicator.source == "OPS":
            known = occupants.respondents if indicator.numerator == ADULT_COUNTS else pool.den[:, column]
            # zero where nobody is known: a share that nobody makes up does not move
            average = tuple(divide(each[:, column], known, otherwise=0.0) for each in (pool.num, pool.den))
            brought = household.brings(indicator) or average
            scale = number * np.minimum(divide(known, occupants.households, otherwise=0.0), 1.0)
            num[:, column] += scale * (brought[0] - leaves * average[0])
            den[:, column] += scale * (brought[1] - leaves * average[1])
        elif entry == Entry.VACANT and indicator.numerator == VACANT_DWELLINGS:
            num[:, column] -= number
    return replace(pool, num=num, den=den)


def can_enter(
    pool: Pool, occupants: Occupants, *, entry: Entry, number: FloatArray | float, method: Method
) -> BoolArray:
    """Tell where so many households can enter.

    Parameters
    ----------
    pool : Pool
        Of n residences.
    occupants : Occupants
        Of the same residences.
    entry : Entry
        Where they enter.
    number : float or ndarray of float64, shape (n,)
        How many.
    method : Method
        Says which columns make an indicator.

    Returns
    -------
    ndarray of bool, shape (n,)
        Whether so many households live there to leave, or so many dwellings are known to be vacant.

    Raises
    ------
    IndexInputError
        The method has no vacancy.
    """
    if entry == Entry.DEPARTURE:
        room = occupants.households
    else:
        numerators = [indicator.numerator for indicator in method.indicators.values()]
        if VACANT_DWELLINGS not in numerators:
            raise IndexInputError("the method does not count vacant dwellings", column=VACANT_DWELLINGS)
        room = pool.num[:, numerators.index(VACANT_DWELLINGS)]
    there: BoolArray = room >= number
    return there
