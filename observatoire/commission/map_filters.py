"""Which residences a printed map holds: the filters of the screen, in the words of its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

INDICES = {"fragilite": "fragilité", "occupation": "occupation", "attractivite": "attractivité"}
RESERVED = "reserve"
"""What the role and the perimeter of the visitor do not open, as the screen calls it."""


@dataclass(frozen=True, slots=True)
class MapFilters:
    """What is kept; nothing asked for keeps all."""

    index: str = "fragilite"
    classes: frozenset[str] = frozenset()
    signal: bool = False
    vigilance: bool = False
    qpv: bool = False
    bailleur: str | None = None
    commune: str | None = None

    def keeps(self, said: Mapping[str, Any], vigilant: frozenset[str], breaks: Sequence[float]) -> bool:
        """Whether the residence of these properties is drawn."""
        return (
            (not self.signal or said["signal"])
            and (not self.vigilance or said["code"] in vigilant)
            and (not self.qpv or said["code_qp"] is not None)
            and self.bailleur in {None, said["bailleur_siren"]}
            and self.commune in {None, said["code_insee"]}
            and (not self.classes or self.categorise(said, breaks) in self.classes)
        )

    def categorise(self, said: Mapping[str, Any], breaks: Sequence[float]) -> str:
        """The key of the class in the legend of the screen (`60-80`, `150-`), or the status of what has no number."""
        index = said["indices"].get(self.index)
        if index is None or (index["value"] is None and index["class"] is not None):
            return RESERVED
        if index["value"] is None:
            return str(index["status"])
        bounds = [0.0, *breaks, float("inf")]
        low, high = next((low, high) for low, high in pairwise(bounds) if index["value"] < high)
        return f"{low:g}-" if high == float("inf") else f"{low:g}-{high:g}"

    def describe(self, residences: Sequence[Mapping[str, Any]]) -> str:
        """The filters in words, for whoever reads the paper alone; empty when there is none."""
        first: Mapping[str, Any] = residences[0] if residences else {}
        parts = [
            "signal « à examiner »" if self.signal else "",
            "vigilance renforcée" if self.vigilance else "",
            "en quartier prioritaire" if self.qpv else "",
            f"bailleur {first.get('bailleur', self.bailleur)}" if self.bailleur else "",
            f"commune {first.get('commune') or self.commune}" if self.commune else "",
            "certaines classes de la légende" if self.classes else "",
        ]
        return ", ".join(part for part in parts if part)
