"""What the manager reads of a draft before publishing it, and what stays with the publication."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from indices import Method, Results
from indices.status import Status
from observatoire.computation.changes import Changes
from observatoire.computation.transmission import MissingLandlord
from observatoire.computation.withholding import WithholdingSummary
from observatoire.territories.reference import Reference


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """What the manager reads before publishing."""

    ops: int
    rpls: int
    reference: Reference
    fictif: bool
    method_version: str
    territories: dict[str, int]
    """territories with counts, by level"""
    logements: int
    coverage: dict[str, float | None]
    landlords_missing: list[MissingLandlord]
    withheld: dict[str, int]
    """territories with a secret value, by level: for the manager alone, it is not published"""
    withholding: WithholdingSummary
    """which, and at what loss: for the manager alone as well"""
    qpv_generation: int | None
    changes: Changes | None
    """none before the first publication"""

    def as_json(self) -> dict[str, Any]:
        """What stays with the publication, which partners read."""
        return {
            "territories": self.territories,
            "logements": self.logements,
            "coverage": self.coverage,
            "qpv_generation": self.qpv_generation,
            "landlords_missing": [asdict(each) for each in self.landlords_missing],
            "changes": self.changes.as_json() if self.changes else None,
        }


def count_territories(results: Results) -> dict[str, int]:
    """Territories with counts, by level."""
    return _count_levels(results.territories["level"])


def count_withheld(results: Results, method: Method) -> dict[str, int]:
    """Territories with a secret indicator, by level.

    Args:
        results: of the calculation: as many rows a territory as indicators, one after the other.
        method: the indicators.
    """
    each = len(method.indicators)
    status = results.component["status"].eq(Status.SECRET).to_numpy()
    secret = pd.DataFrame(status.reshape(-1, each)).any(axis="columns").to_numpy()
    return _count_levels(results.component["level"].iloc[::each].loc[secret])


def _count_levels(levels: pd.Series) -> dict[str, int]:
    return {str(level): int(count) for level, count in levels.value_counts(sort=False).items() if count}
