"""The tables of the convention as counts: what was attributed in 2017, by landlord and by reservation right."""

from pathlib import Path
from typing import Any

from observatoire.convention.gauges import Group
from observatoire.convention.reading import read_convention
from observatoire.convention.reservataires import UNKNOWN

CONVENTION = read_convention(Path(__file__).parents[3] / "data" / "convention" / "ccfg-2019-2025.toml")
BAILLEURS = {"HAL": "Halpades", "HSH": "Haute-Savoie Habitat", "SEM": "Semcoda", "SCI": "Scic Habitat"}

BY_QUARTILE = {"HAL": (39, 6, 13, 10), "HSH": (27, 11, 2, 2), "SEM": (27, 7, 0, 0), "SCI": (4, 1, 0, 0)}
"""Outside the QPV: all, first quartile; inside: all, other quartiles (tables T2 and T4)."""

BY_RESERVATAIRE = {
    "action_logement": {"HAL": (20, 6), "HSH": (5, 0), "SEM": (3, 0), "SCI": (1, 0)},
    "communes": {"HAL": (11, 4), "HSH": (13, 7), "SEM": (4, 2), "SCI": (2, 0)},
    "etat": {"HAL": (6, 6), "HSH": (7, 6), "SEM": (5, 5), "SCI": (1, 1)},
    "departement": {"HAL": (1, 0)},
    "bailleurs": {"HAL": (10, 2), "SEM": (13, 1)},
    UNKNOWN: {"HAL": (4, 0), "HSH": (4, 0), "SEM": (2, 0)},
}
"""All and priority (table T3), and the ten attributions of T2 that T3 lacks."""


def a_group(count: int = 1, **values: Any) -> Group:
    usual: dict[str, Any] = {
        "etape": "attribution", "bailleur": "HAL", "reservataire": "etat", "commune": "74042", "qpv": False,
        "quartile": "2-4", "signed": True,
    }  # fmt: skip
    return Group(**(usual | values), count=count)


def groups_by_quartile():
    for bailleur, (outside, first, inside, others) in BY_QUARTILE.items():
        for qpv, quartile, count in (
            (False, "1", first), (False, "2-4", outside - first), (True, "2-4", others), (True, "1", inside - others),
        ):  # fmt: skip
            if count:
                yield a_group(count, bailleur=bailleur, reservataire="bailleurs", qpv=qpv, quartile=quartile)


def groups_by_reservataire():
    for reservataire, cells in BY_RESERVATAIRE.items():
        for bailleur, (count, prioritaires) in cells.items():
            yield a_group(count, bailleur=bailleur, reservataire=reservataire, prioritaires=prioritaires)
