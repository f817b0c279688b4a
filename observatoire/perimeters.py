"""The perimeter of an account: the communes of a commune, the landlords of a landlord, nothing to say for the others."""

import re
from dataclasses import dataclass

from observatoire.audience import Role
from observatoire.errors import Problem

CODE_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
SIREN = re.compile(r"[0-9]{9}")


@dataclass(frozen=True, slots=True)
class Perimeter:
    """INSEE codes and SIREN that an account may read as its own."""

    communes: tuple[str, ...] = ()
    bailleurs: tuple[str, ...] = ()


EVERYTHING = Perimeter()
"""Of the roles that no perimeter limits."""


def check_perimeter(role: Role, perimeter: Perimeter) -> list[Problem]:
    """What is missing, superfluous or misspelt in a perimeter, in French."""
    problems = [
        Problem(f"« {code} » n’est pas un code INSEE de commune.", "Donnez cinq caractères, comme 74042.", value=code)
        for code in perimeter.communes
        if not CODE_INSEE.fullmatch(code)
    ]
    problems += [
        Problem(f"« {siren} » n’est pas un SIREN.", "Donnez neuf chiffres, sans espace, comme 325720045.", value=siren)
        for siren in perimeter.bailleurs
        if not SIREN.fullmatch(siren)
    ]
    for given, wanted, name, option in (
        (perimeter.communes, Role.COMMUNE, "communes", "--commune"),
        (perimeter.bailleurs, Role.BAILLEUR, "SIREN", "--siren"),
    ):
        if role is wanted and not given:
            problems.append(
                Problem(f"Le rôle « {role} » demande un périmètre.", f"Ajoutez « {option} ».", column=option)
            )
        if role is not wanted and given:
            problems.append(
                Problem(f"Le rôle « {role} » ne se limite pas à des {name}.", f"Retirez « {option} ».", column=option)
            )
    return problems
