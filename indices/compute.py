"""The one call: counts of residences in, indices of every level out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.blocks import RowStack, split_rows
from indices.components import Components, Thresholds, compute_components, compute_rates, find_secret
from indices.errors import IndexInputError
from indices.fragilite import compute_indices
from indices.pooling import Pool, lay_withheld, pool, read_counts
from indices.recipe import Method
from indices.result_columns import ResultColumns
from indices.results import Results
from indices.status import SANS_OBJET, SECRET
from indices.vigilance import IndexValues

RESIDENCE = "residence"


@dataclass(frozen=True)
class Reference:
    """The territory worth 100.

    Attributes
    ----------
    rates : ndarray of float64, shape (k,)
        Its share for each indicator, in the order of the method; NaN where it has none.
    secret : ndarray of bool, shape (k,)
        Whether primary secrecy hides that share.
    """

    rates: FloatArray
    secret: BoolArray


@dataclass(frozen=True)
class Level:
    """Everything computed at one level, as arrays.

    Attributes
    ----------
    pool : Pool
        Pooled counts of t territories.
    components : Components
        Indicators, shape (t, k).
    indices : dict of str to IndexValues
        Every index of the method.
    """

    pool: Pool
    components: Components
    indices: dict[str, IndexValues]

    @property
    def shown(self) -> BoolArray:
        """Say which indicators are published.

        Returns
        -------
        ndarray of bool, shape (t, k)
            False where secret or not transmitted.
        """
        status = self.components.status
        shown: BoolArray = (status < SECRET) | (status == SANS_OBJET)
        return shown


def compute(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    withheld: Mapping[str, pd.DataFrame] | None = None,
) -> Results:
    """Compute indicators and indices at every level, with statuses, classes, signals and primary secrecy.

    Parameters
    ----------
    counts : DataFrame, shape (n, any), indexed by residence code
        Counts of the stock and of the occupation survey, columns `Method.count_columns`; NaN where the source has no
        row for the residence. Not changed.
    memberships : mapping of level to Series, indexed by residence
        Territory of each residence at each level (``residence`` maps to itself); NaN where it lies outside. Not
        changed.
    method : Method
        See `indices.method.parse_method`.
    reference : tuple of str
        Level and code of the territory worth 100, one of `memberships`.
    min_logements, min_repondants : int
        Dwellings and respondents below which values are secret.
    withheld : mapping of level to DataFrame of bool, territories by indicators, optional
        What is secret beyond the thresholds, see `indices.pooling.pool`. Not changed.

    Returns
    -------
    Results
        Long frames, levels in the order of `memberships`, codes sorted, indices and indicators in the order of the
        method. Numbers are NaN (counts NA) wherever the status carries none.

    Raises
    ------
    IndexInputError
        A column is absent or does not hold counts, a residence is there twice or has no row in a membership, the
        reference does not exist, a threshold is negative. Column or level and first code are named.

    Notes
    -----
    ``I(t) = 100 sum_k w_k x_k(t) / x_k(r)`` on pooled counts, whatever the level: the index of a commune is not the
    mean of those of its residences. The order of the rows changes nothing.
    Source: CCFG, convention intercommunale d'attribution 2019-2025; [oecd2008]_.
    """
    thresholds = Thresholds(min_logements, min_repondants)
    read = read_counts(counts, method=method)
    hidden = lay_withheld(withheld, method=method)
    pools = {
        level: pool(read, groups, level=level, withheld=hidden.get(level)) for level, groups in memberships.items()
    }
    worth_100 = find_reference(pools, reference=reference, method=method, thresholds=thresholds)
    del read  # pooled by now, and as large as a level
    columns = ResultColumns(pools, method=method)
    for name, pooled in pools.items():
        for block, components, indices in _compute_blocks(
            pooled, method=method, reference=worth_100, thresholds=thresholds
        ):
            columns.add(block, components, indices, are_residences=name == RESIDENCE)
    return columns.frame(
        pd.Series(
            np.where(worth_100.secret, np.nan, worth_100.rates),
            index=pd.Index(list(method.indicators), name="indicator"),
            name="rate",
        )
    )


def find_reference(
    pools: Mapping[str, Pool], *, reference: tuple[str, str], method: Method, thresholds: Thresholds
) -> Reference:
    """Take the shares of the territory worth 100.

    Parameters
    ----------
    pools : mapping of level to Pool
        Pooled counts.
    reference : tuple of str
        Level and code.
    method : Method
        Says which indicators come from the occupation survey.
    thresholds : Thresholds
        Primary secrecy, which the reference is under as well.

    Returns
    -------
    Reference
        Its shares, and which of them are secret.

    Raises
    ------
    IndexInputError
        The level or the code does not exist.
    """
    level, code = reference
    position = pools[level].position(code) if level in pools else -1
    if position < 0:
        raise IndexInputError("no residence belongs to the reference", column=level, code=code)
    secret = find_secret(pools[level], method=method, thresholds=thresholds)
    return Reference(compute_rates(pools[level])[position], secret[position])


def compute_level(pooled: Pool, *, method: Method, reference: Reference, thresholds: Thresholds) -> Level:
    """Compute the indicators and the indices of one level.

    Parameters
    ----------
    pooled : Pool
        Counts of t territories.
    method : Method
        Recipes.
    reference : Reference
        What is worth 100.
    thresholds : Thresholds
        Primary secrecy.

    Returns
    -------
    Level
        Everything computed on the way.
    """
    rows = len(pooled.codes)
    rate, ratio = (np.empty(pooled.num.shape, order="F") for _ in range(2))
    status = np.empty(pooled.num.shape, dtype=np.int8, order="F")
    indices = {code: RowStack[IndexValues](rows) for code in method.indices}
    filled = 0
    for _, part, values in _compute_blocks(pooled, method=method, reference=reference, thresholds=thresholds):
        block = slice(filled, filled + len(part.status))
        rate[block], ratio[block], status[block], filled = part.rate, part.ratio, part.status, block.stop
        for code, index in values.items():
            indices[code].add(index)
    return Level(
        pooled, Components(pooled, rate, ratio, status), {code: stack.whole for code, stack in indices.items()}
    )


def _compute_blocks(
    pooled: Pool, *, method: Method, reference: Reference, thresholds: Thresholds
) -> Iterator[tuple[Pool, Components, dict[str, IndexValues]]]:
    for block in split_rows(pooled, len(pooled.codes)):
        part = compute_components(
            block,
            reference_rates=reference.rates,
            reference_secret=reference.secret,
            secret=find_secret(block, method=method, thresholds=thresholds),
        )
        yield block, part, compute_indices(part, method=method)
