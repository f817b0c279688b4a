"""What had to go, counted by level from the statuses that every reader sees. Never for which reason, nor which cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from observatoire.audit.editions import NOT_TRANSMITTED, SECRET, Edition

LEVELS = ("residence", "secteur", "commune", "epci")


@dataclass(frozen=True, slots=True)
class WithheldLevel:
    """How much of a level is withheld."""

    level: str
    territories: int
    """of which something was transmitted"""
    whole: int
    """territories of which nothing that was transmitted is shown"""
    part: int
    """territories of which a part is shown"""
    cells: int
    """indicators of territories that are secret"""
    dwellings: int
    dwellings_whole: int
    """dwellings of the territories of which nothing is shown"""

    def as_json(self) -> dict[str, int | str]:
        """The form of the certificate."""
        return {
            "niveau": self.level,
            "territoires": self.territories,
            "retenus": self.whole,
            "retenus_en_partie": self.part,
            "cases": self.cells,
            "logements": self.dwellings,
            "logements_retenus": self.dwellings_whole,
        }


def count_withheld(edition: Edition) -> tuple[WithheldLevel, ...]:
    """Count what is secret at each level."""
    return tuple(_count_levels(edition))


def _count_levels(edition: Edition) -> Iterator[WithheldLevel]:
    rows = edition.components.loc[edition.components["status"] != NOT_TRANSMITTED]
    territories = edition.territories
    for level in LEVELS:
        of_level = rows.loc[rows["level"] == level]
        secret = (of_level["status"] == SECRET).groupby(of_level["code"]).agg(["sum", "all"])
        if secret.empty:
            continue
        sizes = (
            territories.loc[territories["level"] == level].set_index("code")["logements"].astype("float64").fillna(0)
        )
        sizes = sizes.reindex(secret.index, fill_value=0.0)
        whole = secret["all"].astype("bool")
        yield WithheldLevel(
            level=level,
            territories=len(secret),
            whole=int(whole.sum()),
            part=int(((secret["sum"] > 0) & ~whole).sum()),
            cells=int(secret["sum"].sum()),
            dwellings=int(sizes.sum()),
            dwellings_whole=int(sizes[whole].sum()),
        )
