"""What an audit found, as it is written on the certificate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from observatoire.audit.attack import Finding, Verdict
from observatoire.audit.coalitions import Coalitions
from observatoire.audit.ledger import Already
from observatoire.audit.outputs import Outputs
from observatoire.audit.withheld import WithheldLevel

WIDTHS = (("1 valeur", 1, 1), ("2 valeurs", 2, 2), ("3 à 5", 3, 5), ("6 à 10", 6, 10), ("plus de 10", 11, None))

ADDS_NOTHING = (
    "Une commune, la commission ou l’intercommunalité n’ajoutent rien à ce que sait un bailleur : tout ce qu’elles lisent est "
    "déjà supposé lu par lui."
)
NOT_ATTACKED = (
    "Ne sont pas attaqués : {coalition}, ce qu’un voisin sait par ailleurs, et les faits publics du parc (logements, année de "
    "construction)."
)
TWO, THREE = (f"{number} bailleurs ou plus qui se montreraient leurs fichiers" for number in ("deux", "trois"))
PROTECTS = (
    "Chaque bailleur est protégé de chacun des autres, et non de plusieurs qui se montreraient leurs fichiers entiers : ils n’ont pas "
    "le droit de le faire, et rien d’autre ne l’empêche."
)


@dataclass(frozen=True, slots=True)
class Attacker:
    """One attacker, and how the secret cells stood up to it."""

    who: str
    reads: str
    findings: list[Finding]

    def as_json(self) -> dict[str, Any]:
        """Figures only: no cell is named."""
        counted = [each for each in self.findings if not each.cell.exact_only]
        widths = [each.width for each in counted if each.width is not None and each.cell.needed > 1]
        return {
            "qui": self.who,
            "lit": self.reads,
            "cellules": len(self.findings),
            "resistent": _count(self.findings, Verdict.RESISTS),
            "exactes": _count(self.findings, Verdict.EXACT),
            "etroites": _count(self.findings, Verdict.NARROW),
            "non_verifiees": _count(self.findings, Verdict.UNVERIFIED),
            "plus_petit_intervalle": min(widths, default=None),
            "repartition": {
                name: sum(low <= width and (high is None or width <= high) for width in widths)
                for name, low, high in WIDTHS
            },
        }


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit, with what it leaves to be verified later."""

    publication: int
    """0 for a draft"""
    made_at: datetime
    fictif: bool
    method: str
    code: str
    fingerprint: str
    ledger: tuple[int, ...]
    attackers: tuple[Attacker, ...]
    deductions: tuple[str, ...]
    """each leak in words"""
    already: Already = field(default_factory=Already)
    """what other publications give away by themselves, whatever this one says"""
    seconds: float = 0.0
    notes: tuple[str, ...] = field(default=())
    withheld: tuple[WithheldLevel, ...] = ()
    """how much of each level is secret"""
    coalitions: Coalitions | None = None
    """what two landlords would know together, when it was looked for"""
    outputs: Outputs | None = None
    """what each role is really answered, when it was read"""

    @property
    def passed(self) -> bool:
        """Whether it gives nothing away that others do not show already, in its rows and in what it really answers."""
        return self.publishable and not (self.outputs and self.outputs.faults)

    @property
    def whole(self) -> bool:
        """Whether nothing that it withholds can be known at all, from itself or from any other."""
        return self.passed and not self.already.numbers

    @property
    def publishable(self) -> bool:
        """Whether this publication gives nothing away that was not given away already."""
        return not self.deductions

    def as_json(self, *, named: bool) -> dict[str, Any]:
        """The certificate; `named` adds the deductions, which say what is secret: for the manager alone."""
        document: dict[str, Any] = {
            "publication": self.publication or None,
            "date": self.made_at.isoformat(timespec="seconds"),
            "fictif": self.fictif,
            "methode": self.method,
            "code": self.code,
            "empreinte": self.fingerprint,
            "reussi": self.passed,
            "registre": list(self.ledger),
            "retenu": [each.as_json() for each in self.withheld],
            "attaquants": [each.as_json() for each in self.attackers],
            "deductions": len(self.deductions),
            "duree_s": round(self.seconds, 1),
            "remarques": [
                *self.notes,
                ADDS_NOTHING,
                *((PROTECTS,) if self.coalitions is None else ()),
                NOT_ATTACKED.format(coalition=TWO if self.coalitions is None else THREE),
            ],
        }
        if self.already.numbers:
            document["deja_publies"] = self.already.as_json()
        if self.coalitions is not None:
            document["coalitions"] = self.coalitions.as_json()
        if self.outputs is not None:
            document["sorties"] = {
                "lues": self.outputs.read,
                "par_genre": dict(self.outputs.kinds),
                "chiffres": self.outputs.figures,
                "ecarts": len(self.outputs.faults),
            }
        if named:
            document["details"] = [*self.deductions, *(self.outputs.faults if self.outputs else ())]
            document["details_deja_publies"] = list(self.already.told)
            document["details_coalitions"] = list(self.coalitions.told if self.coalitions else ())
        return document


def _count(findings: Iterable[Finding], verdict: Verdict) -> int:
    return sum(each.verdict is verdict for each in findings)
