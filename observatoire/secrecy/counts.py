"""The counts of residences that the rules of secrecy look at, and the territories in which they are added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from observatoire.secrecy.members import Members, lay_groups
from observatoire.secrecy.table import BoolArray, FloatArray, PositionArray

RESIDENCE = "residence"
SURVEY = "OPS"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A published share, by the columns that it is made of."""

    code: str
    source: str
    numerator: str
    denominator: tuple[str, ...]

    @property
    def is_survey(self) -> bool:
        """Whether it comes from the survey of households."""
        return self.source == SURVEY


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of n residences and k indicators; both counts of an indicator are 0 where either is unknown."""

    codes: pd.Index
    owner_numbers: PositionArray
    """landlord of each residence"""
    sizes: FloatArray
    """dwellings, or households where the stock is unknown"""
    respondents: FloatArray
    indicators: tuple[Indicator, ...]
    num: FloatArray
    den: FloatArray
    present: BoolArray
    public: BoolArray
    """counts that follow from a public fact: dwellings from before 1975, where the year says that all or none are"""


BEFORE = "avant_1975"
BEFORE_YEAR = 1975


def read_counts(observed: pd.DataFrame, indicators: Sequence[Indicator]) -> Counts:
    """Line up the counts of residences.

    Args:
        observed: one row a residence, as `read_observations` gives them.
        indicators: what is published.
    """
    num = np.column_stack([observed[each.numerator].to_numpy(dtype=np.float64) for each in indicators])
    den = np.column_stack([observed[list(each.denominator)].sum(axis=1, skipna=False) for each in indicators])
    present = ~np.isnan(num + den)
    # Counts that contradict each other are refused by the calculation, in its own words: here they must only not break.
    den = np.maximum(np.where(present, den, 0.0), 0.0)
    num = np.clip(np.where(present, num, 0.0), 0.0, den)
    sizes = observed["logements"].fillna(observed["menages"]).fillna(0).to_numpy(dtype=np.float64)
    return Counts(
        codes=observed.index,
        owner_numbers=np.asarray(pd.factorize(observed["bailleur_siren"])[0], dtype=np.int64),
        sizes=sizes,
        respondents=observed["repondants"].fillna(0).to_numpy(dtype=np.float64),
        indicators=tuple(indicators),
        num=num,
        den=den,
        present=present,
        public=np.column_stack([_follows_from_year(observed, each) for each in indicators]),
    )


def _follows_from_year(observed: pd.DataFrame, indicator: Indicator) -> BoolArray:
    if indicator.numerator != BEFORE:
        return np.zeros(len(observed), dtype=np.bool_)
    expected = observed["logements"].where(observed["mise_en_service"] < BEFORE_YEAR, 0.0)
    follows: BoolArray = (observed["mise_en_service"].notna() & (observed[BEFORE] == expected)).to_numpy()
    return follows


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one level: a code, and the residences behind it."""

    level: str
    codes: pd.Index
    members: Members


def list_cells(memberships: Mapping[str, pd.Series], codes: pd.Index) -> dict[str, Cells]:
    """The cells of every level but the residences', by level."""
    found = {}
    for level, groups in memberships.items():
        if level != RESIDENCE:
            positions, labels = pd.factorize(groups.reindex(codes), sort=True)
            members = lay_groups(np.asarray(positions, dtype=np.int64), len(labels))
            found[level] = Cells(level, pd.Index(labels).astype("str"), members)
    return found
