"""Primary secrecy: what is withheld for what it says by itself, whatever else is published."""

from dataclasses import dataclass

import numpy as np

from observatoire.secrecy.counts import Counts
from observatoire.secrecy.members import Members
from observatoire.secrecy.table import BoolArray, FloatArray

CANDIDATES = 3
"""Whole values that must remain possible of a secret count."""
BOUND = 0.05
"""A share this close to none or to all is shown as a bound in a small group."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds of primary secrecy."""

    logements: int
    repondants: int
    homogeneity: int
    """answers below which a share close to none or to all would say too much of everyone"""


@dataclass(frozen=True, slots=True)
class Primary:
    """What the rules withhold of c cells and k indicators."""

    withheld: BoolArray
    bounded: BoolArray
    """withheld, but shown as a bound: at most 5 %, or at least 95 %"""
    share: FloatArray
    """the exact share, to say on which side the bound is; never published where `withheld`"""


def find_primary(counts: Counts, members: Members, rules: Rules) -> Primary:
    """Apply the rules to cells.

    Args:
        counts: of the residences.
        members: residences of each cell.
        rules: thresholds.
    """
    sizes = members.add(counts.sizes)
    respondents = members.add(counts.respondents)
    num, den = members.add(counts.num), members.add(counts.den)
    survey = np.array([each.is_survey for each in counts.indicators])
    floor = np.where(survey, rules.repondants, rules.logements)
    few = (sizes < rules.logements)[:, None] | ((respondents < rules.repondants)[:, None] & survey)
    few |= (den > 0) & (den < floor)
    few &= members.add(counts.present) > 0
    share = np.divide(num, den, out=np.full_like(num, 0.5), where=den > 0)
    small = (den > 0) & (den < rules.homogeneity) & survey
    # Three counts at least must fit under the bound; below that size a bound would give the count away.
    honest = den * BOUND >= CANDIDATES - 1
    bounded = small & honest & ((share <= BOUND) | (share >= 1.0 - BOUND)) & ~few
    alike = small & ~honest & ((num == 0) | (num == den)) & ~few
    # A residence that loses one share for being alike would be known to be so: its whole occupation is withheld.
    withheld = few | bounded | (alike.any(axis=1)[:, None] & survey)
    return Primary(withheld, bounded & ~(few | (alike.any(axis=1)[:, None] & survey)), share)
