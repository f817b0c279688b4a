"""Pooling of the counts of residences to a level. A share is always taken on pooled counts, never averaged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.adding import Adder
from indices.arrays import BoolArray, FloatArray, PositionArray
from indices.errors import IndexInputError
from indices.inputs import require_counts, require_groups, require_unique_index
from indices.recipe import Method


@dataclass(frozen=True)
class Pool:
    """Counts of the territories of one level.

    Attributes
    ----------
    codes : Index, length t
        Territory codes, sorted.
    num, den : ndarray of float64, shape (t, k)
        Pooled numerator and denominator of each indicator, in the order of the method; NaN where no residence of the
        territory has both.
    coverage : ndarray of float64, shape (t, k)
        Dwellings of the residences that have the indicator over dwellings of all the residences, 0 to 1.
    logements : ndarray of float64, shape (t,)
        Dwellings by the stock; NaN where no residence has a stock row.
    repondants : ndarray of float64, shape (t,)
        Respondents to the occupation survey; NaN where no residence has a survey row.
    size : ndarray of float64, shape (t,)
        Dwellings by the stock, households by the survey for the residences without a stock row: what the threshold on
        dwellings looks at, and the weight of the coverage.
    withheld : ndarray of bool, shape (t, k)
        Indicators that are secret whatever the thresholds say: those whose count others would give away.
    """

    codes: pd.Index
    num: FloatArray
    den: FloatArray
    coverage: FloatArray
    logements: FloatArray
    repondants: FloatArray
    size: FloatArray
    withheld: BoolArray

    def position(self, code: str) -> int:
        """Find the row of a territory.

        Parameters
        ----------
        code : str
            Territory.

        Returns
        -------
        int
            Its position, or -1 when the level does not hold it.
        """
        return int(self.codes.get_indexer(pd.Index([code]))[0])


@dataclass(frozen=True)
class Counts:
    """Counts of residences, checked, as arrays ready to be pooled any number of times.

    Attributes
    ----------
    codes : Index, length n
        Residences, in the order of the input.
    num, den : ndarray of float64, shape (n, k)
        Numerator and denominator of each indicator; both NaN where one is unknown.
    known : ndarray of bool, shape (n, p)
        The p distinct patterns of knowledge: whether both counts are known (usually one pattern a source).
    pattern : tuple of k int
        Which of them each indicator follows.
    logements, repondants, size : ndarray of float64, shape (n,)
        As in `Pool`, for one residence; `size` is 0 where unknown.
    """

    codes: pd.Index
    num: FloatArray
    den: FloatArray
    known: BoolArray
    pattern: tuple[int, ...]
    logements: FloatArray
    repondants: FloatArray
    size: FloatArray


def read_counts(counts: pd.DataFrame, *, method: Method) -> Counts:
    """Check a frame of counts and line up numerators and denominators.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        Count columns of the stock and of the occupation survey, see `Method.count_columns`; NaN where the source has
        no row for the residence. Not changed.
    method : Method
        Says which columns make an indicator.

    Returns
    -------
    Counts
        A numerator or a denominator that is unknown makes both unknown: the residence then counts on neither side,
        in the reference as well.

    Raises
    ------
    IndexInputError
        A column is absent or does not hold counts, or a residence is there twice.

    Notes
    -----
    Source: CCFG, convention intercommunale d'attribution 2019-2025, for the seven shares; [oecd2008]_ for the pairing
    of missing numerators and denominators.
    """
    require_unique_index(counts, name="residence")
    columns = require_counts(counts, method.count_columns)
    shape = (len(counts), len(method.indicators))
    num, den = np.empty(shape, order="F"), np.empty(shape, order="F")
    patterns: list[BoolArray] = []
    pattern: list[int] = []
    for position, indicator in enumerate(method.indicators.values()):
        num[:, position] = columns[indicator.numerator]
        den[:, position] = sum(columns[name] for name in indicator.denominator)
        known = ~np.isnan(num[:, position] + den[:, position])
        num[~known, position] = den[~known, position] = np.nan
        pattern.append(_find_pattern(known, patterns))
    logements, menages = columns["logements"], columns["menages"]
    size = np.nan_to_num(np.where(np.isnan(logements), menages, logements))
    return Counts(
        codes=counts.index,
        num=num,
        den=den,
        known=np.column_stack(patterns),
        pattern=tuple(pattern),
        logements=logements,
        repondants=columns["repondants"],
        size=size,
    )


def lay_withheld(withheld: Mapping[str, pd.DataFrame] | None, *, method: Method) -> dict[str, pd.DataFrame]:
    """Put what is withheld in the order of the indicators of a method.

    Parameters
    ----------
    withheld : mapping of level to DataFrame of bool, territories by indicators in any order, or None
        True where secret. Not changed.
    method : Method
        The recipe; a variant (``att2:vacants_3_mois``) is withheld with the indicator that it stands for.

    Returns
    -------
    dict of level to DataFrame of bool, territories by indicators in the order of the method
        Empty when nothing is withheld.

    Raises
    ------
    IndexInputError
        Where an indicator has no column.
    """
    laid = {}
    for level, frame in (withheld or {}).items():
        wanted = [code.partition(":")[0] for code in method.indicators]
        lacking = next((code for code in wanted if code not in frame), None)
        if lacking is not None:
            raise IndexInputError("what is withheld does not say it of this indicator", column=lacking)
        laid[level] = frame[wanted]
    return laid


def pool(counts: Counts, groups: pd.Series, *, level: str, withheld: pd.DataFrame | None = None) -> Pool:
    """Add up the counts of residences by territory.

    Parameters
    ----------
    counts : Counts
        Of n residences.
    groups : Series of str, indexed by residence
        Territory of each residence; NaN where it lies outside the level. Not changed.
    level : str
        Name of the level, for the errors.
    withheld : DataFrame of bool, territories by indicators in the order of the method, optional
        True where secret whatever the thresholds say; a territory without a row is not. Not changed.

    Returns
    -------
    Pool
        One row a territory, sorted by code. NaN where nobody transmitted, never 0.

    Raises
    ------
    IndexInputError
        A residence is there twice in `groups`, or has no row.

    Notes
    -----
    Sums of whole numbers are exact in float64 up to 2**53, so the order of the rows changes nothing. Coverage is
    weighted by dwellings (households where the stock is unknown); a residence whose size is unknown or zero weighs
    nothing in it.
    """
    lined_up = require_groups(groups, counts.codes, level=level)
    positions, codes = _number_territories(lined_up)
    add = Adder(positions, len(codes))
    size, pattern = add(counts.size), list(counts.pattern)
    known = add(counts.known.astype(np.float64)) > 0
    if add.alone:
        coverage = known.astype(np.float64)
    else:
        covered = add(np.where(counts.known, counts.size[:, None], 0.0))
        # a territory whose dwellings are all unknown or zero is covered as soon as something is known of it
        coverage = np.where(size[:, None] > 0, covered / np.where(size > 0, size, 1.0)[:, None], known)
    labels = codes.rename("code")
    hidden = np.zeros((len(labels), counts.num.shape[1]), dtype=np.bool_)
    if withheld is not None:
        hidden = withheld.reindex(labels, fill_value=False).to_numpy(dtype=np.bool_)
    return Pool(
        codes=labels,
        num=_add_known(add, counts.num, known[:, pattern]),
        den=_add_known(add, counts.den, known[:, pattern]),
        coverage=np.asfortranarray(coverage[:, pattern]),
        logements=add.only_known(counts.logements),
        repondants=add.only_known(counts.repondants),
        size=size,
        withheld=hidden,
    )


def _number_territories(groups: pd.Series) -> tuple[PositionArray, pd.Index]:
    """Give each residence the position of its territory among the codes, sorted; -1 outside the level."""
    if groups.index.is_monotonic_increasing and groups.index.dtype == groups.dtype:
        own = pd.Index(groups, copy=False)
        if own.equals(groups.index):  # residences by themselves, in order: nothing to look up
            return np.arange(len(groups)), own
    if isinstance(groups.dtype, pd.CategoricalDtype):
        named = groups.cat.remove_unused_categories()
        codes = named.cat.categories.sort_values()
        return named.cat.set_categories(codes).cat.codes.to_numpy().astype(np.int64), codes
    positions, codes = pd.factorize(groups, sort=True)
    return np.asarray(positions, dtype=np.int64), pd.Index(codes)


def _add_known(add: Adder, values: FloatArray, known: BoolArray) -> FloatArray:
    if add.alone:
        return add(values)
    sums = add(np.where(np.isnan(values), 0.0, values))
    sums[~known] = np.nan
    return sums


def _find_pattern(known: BoolArray, patterns: list[BoolArray]) -> int:
    for position, pattern in enumerate(patterns):
        if np.array_equal(known, pattern):
            return position
    patterns.append(known)
    return len(patterns) - 1
