"""What had to go, counted by level from the statuses that every reader sees. Never for which reason, nor which cell."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from observatoire.store.queries.audited import count_secrets

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


def count_withheld(session: Session, number: int) -> tuple[WithheldLevel, ...]:
    """Count what is secret at each level of a publication."""
    counted = {str(row["level"]): row for row in count_secrets(session, number)}
    return tuple(WithheldLevel(**counted[level]) for level in LEVELS if level in counted)
