"""Rows of a publication written by hand, as the store would give them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from observatoire.audit.editions import Edition
from observatoire.audit.flaws import Flaw
from observatoire.audit.structure import find_flaws

METHOD: dict[str, Any] = {
    "version": "essai",
    "indicateurs": {
        "occ1": {"numerateur": "ress_inf_40", "denominateur": ["menages_ressources_connues"], "source": "OPS"},
        "att2": {"numerateur": "vacants", "denominateur": ["loues", "vacants"], "source": "RPLS"},
    },
    "indices": {"occupation": {"composantes": {"occ1": 1}}, "attractivite": {"composantes": {"att2": 1}}},
}
Shown = tuple[str, int | None, int | None]


def an_edition(
    occ1: Mapping[str, Shown],
    *,
    number: int = 1,
    totals: Mapping[tuple[str, str], Shown] | None = None,
    secteurs: Mapping[str, str] | None = None,
    landlords: Mapping[str, str] | None = None,
    **changes: Any,
) -> Edition:
    """A publication with one indicator of residences in one commune of one EPCI; totals by level and code."""
    placed = {("residence", code): shown for code, shown in occ1.items()} | dict(totals or {})
    components = pd.DataFrame(
        [
            {"level": level, "code": code, "indicator": "occ1", "status": str(status), "num": num, "den": den}
            for (level, code), (status, num, den) in placed.items()
        ]
    ).assign(contribution=None, smoothed=None)
    territories = pd.DataFrame(
        [
            {
                "level": level,
                "code": code,
                "nom": f"{level} {code}",
                "code_insee": "74042" if level == "residence" else None,
                "secteur": (secteurs or {}).get(code),
                "epci": "E" if level == "residence" else None,
                "code_qp": None,
                "bailleur_siren": (landlords or {}).get(code, "B1") if level == "residence" else None,
                "logements": 12 if level == "residence" else 100,
                "repondants": None,
                "facts": {},
                "margin": None,
            }
            for level, code in placed
        ]
    )
    indices = pd.DataFrame(columns=["level", "code", "index", "status", "value", "coverage"])
    return Edition(
        **{
            "number": number,
            "ops": 2016,
            "rpls": 2016,
            "reference": "E",
            "method": METHOD,
            "summary": {},
            "analysis": {},
            "territories": territories,
            "indices": indices,
            "components": components,
            **changes,
        }
    )


def find_shown_flaws(edition: Edition) -> list[Flaw]:
    """What gives a secret away by itself."""
    return find_flaws(edition)
