"""Residences of a secteur that have a secret, told together: what a reader finds by taking from the secteur what is shown.

A line more never lets anything else be shown: whatever pattern is safe with it is safe without it. So the pattern is
chosen first, and a group is exactly what that pattern leaves to be subtracted: it says nothing that was not said, in this
publication and in every other, whatever enters the group or leaves it. What it saves is the figure itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from observatoire.secrecy.counts import RESIDENCE, Counts
from observatoire.secrecy.disclosure import MIN_CONTRIBUTORS
from observatoire.secrecy.members import lay
from observatoire.secrecy.primary import Rules, find_primary

SECTEUR = "secteur"
MIN_MEMBERS = 3


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of residences, each under the code of its secteur."""

    members: pd.Series
    """group of each residence; missing where it is in none"""
    withheld: pd.DataFrame
    """true where a group must not show an indicator: groups by indicators"""


def form_groups(
    counts: Counts, memberships: Mapping[str, pd.Series], withheld: Mapping[str, pd.DataFrame], rules: Rules
) -> Groups:
    """Group the residences of each secteur that have a secret, where the group passes the rules itself.

    Args:
        counts: of the residences.
        memberships: territory of each residence at each level.
        withheld: what the chosen pattern withholds, by level: true where secret.
        rules: thresholds of primary secrecy, which a group must pass like any other cell.
    """
    names = [each.code for each in counts.indicators]
    secret = withheld[RESIDENCE].reindex(index=counts.codes, columns=names).to_numpy(dtype=np.bool_) & counts.present
    secteurs = memberships[SECTEUR].reindex(counts.codes)
    candidates = secteurs.where(pd.Series(secret.any(axis=1), index=counts.codes))
    members = pd.Series(None, index=counts.codes, dtype="object")
    # A territory may have no secteur at all.
    of_secteurs = withheld.get(SECTEUR, pd.DataFrame()).reindex(columns=names)
    rows: dict[str, np.ndarray] = {}
    for code, indices in candidates.groupby(candidates).indices.items():
        places = np.asarray(indices, dtype=np.int64)
        hidden = of_secteurs.loc[str(code)].to_numpy(dtype=np.bool_)
        if _may_be_told(counts, places, hidden, rules):
            members.iloc[places] = str(code)
            rows[str(code)] = hidden
    table = np.array(list(rows.values()), dtype=np.bool_).reshape(len(rows), len(names))
    return Groups(members, pd.DataFrame(table, index=pd.Index(list(rows), dtype="object"), columns=names))


def _may_be_told(counts: Counts, places: np.ndarray, hidden: np.ndarray, rules: Rules) -> bool:
    """Whether every figure that the secteur leaves to be subtracted is one that the rules let show."""
    contributors = counts.present[places].sum(axis=0)
    told = ~hidden & (contributors > 0)
    ruled = find_primary(counts, lay([places]), rules).withheld[0]
    return bool(
        len(places) >= MIN_MEMBERS
        and counts.sizes[places].sum() >= rules.logements
        and told.any()
        and (contributors[told] >= MIN_CONTRIBUTORS).all()
        and not ruled[told].any()
    )
