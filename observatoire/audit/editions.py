"""A publication, or the draft that asks to become one, as an attacker reads it: every row, without outlines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

PARTITIONS: Mapping[str, str] = {
    "secteur": "secteur",
    "commune": "code_insee",
    "epci": "epci",
    "qpv": "code_qp",
    "bailleur_commune": "bailleur_commune",
}
"""How a residence belongs to a territory of each level: the column of its row that names it. Nothing is published by QPV,
nor of a landlord in a commune; whoever publishes it finds it attacked."""

GROUPED = "regroupement"
"""Residences of a secteur told together: all those that have a secret, which every reader sees from their statuses."""
SECRET = "secret"  # noqa: S105 - a status, not a password
NOT_TRANSMITTED = "non_transmis"

RULES = (
    ("ress_inf_40", "ress_inf_60"),
    ("ress_inf_60", "menages_ressources_connues"),
    ("menages_ressources_connues", "repondants"),
    ("majeurs_chomage", "majeurs_activite_connue"),
    ("familles_monoparentales", "menages_composition_connue"),
    ("menages_composition_connue", "repondants"),
    ("emmenages", "offerts_un_an"),
)
"""A part and its whole: files that break this are refused, and everyone knows it."""

IN_DWELLINGS = frozenset(
    {
        *("repondants", "menages_ressources_connues", "ress_inf_40", "ress_inf_60"),
        *("menages_composition_connue", "familles_monoparentales"),
        *("offerts_un_an", "emmenages", "loues", "vacants"),
    }
)
"""Counts that the number of dwellings, which is public, bounds."""

PUBLIC_COUNTS = frozenset({"avant_1975", "logements"})
"""Facts of the stock that everyone reads for each residence (dwellings, year it was put in service): no secret."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """The counts behind an indicator."""

    code: str
    numerator: str
    denominator: tuple[str, ...]
    survey: bool
    """from the occupation survey, and not from the stock"""

    @property
    def counts(self) -> tuple[str, ...]:
        """Every count that it uses."""
        return (self.numerator, *(each for each in self.denominator if each != self.numerator))


@dataclass(frozen=True)
class Edition:
    """What is read of a publication; `number` 0 is the draft."""

    number: int
    ops: int
    rpls: int
    reference: str
    method: Mapping[str, Any]
    summary: Mapping[str, Any]
    analysis: Mapping[str, Any]
    territories: pd.DataFrame
    indices: pd.DataFrame
    components: pd.DataFrame
    designated: frozenset[str] = frozenset()
    """residences of which the effect of a designation is published"""

    @property
    def indicators(self) -> list[Indicator]:
        """The indicators of its method."""
        return [
            Indicator(code, said["numerateur"], tuple(said["denominateur"]), said["source"] == "OPS")
            for code, said in self.method["indicateurs"].items()
        ]

    def tells_situations(self) -> bool:
        """Whether anything is said, or kept secret, that is not a public fact: a stock of which only the age is known says nothing."""
        secret = [each.code for each in self.indicators if not PUBLIC_COUNTS.issuperset(each.counts)]
        rows = self.components.loc[self.components["indicator"].isin(secret)]
        none = rows["num"].isna() & rows["den"].isna()
        empty = (rows["num"] == 0) & (rows["den"] == 0)
        silent = (none & (rows["status"] == NOT_TRANSMITTED)) | empty
        return not silent.all() or bool(self.territories["repondants"].notna().any())

    def year_of(self, indicator: Indicator) -> int:
        """The millésime that an indicator describes."""
        return self.ops if indicator.survey else self.rpls

    def residences(self) -> pd.DataFrame:
        """Rows of the residences, by code."""
        rows = self.territories.loc[self.territories["level"] == "residence"]
        return rows.set_index("code")

    def group_secret(self) -> Iterator[tuple[str, str]]:
        """Residences with a secret, each with the line that tells those of its secteur together."""
        lines = self.territories.loc[self.territories["level"] == GROUPED].set_index("secteur")["code"]
        statuses = self.components.loc[self.components["level"] == "residence", ["code", "status"]]
        secret = set(statuses.loc[statuses["status"] == SECRET, "code"].astype("str"))
        for code, secteur in self.residences()["secteur"].dropna().items():
            if str(code) in secret and secteur in lines.index:
                yield str(code), str(lines[secteur])

    def cells(self, indicator: str) -> Iterator[tuple[str, str, str, int | None, int | None]]:
        """Level, code, status, numerator and denominator of an indicator, for each territory."""
        rows = self.components.loc[self.components["indicator"] == indicator]
        columns = (rows[name] for name in ("level", "code", "status", "num", "den"))
        for level, code, status, num, den in zip(*columns, strict=True):
            yield str(level), str(code), str(status), to_count(num), to_count(den)


def read_facts(said: Any) -> Mapping[str, Any]:
    """The facts of a territory, which the store hands over as text: a country has a million."""
    facts: Mapping[str, Any] = json.loads(said) if isinstance(said, str) else said
    return facts


def to_count(value: Any) -> int | None:
    """A whole number as the store holds it, `None` where there is none."""
    return None if pd.isna(value) else int(value)
