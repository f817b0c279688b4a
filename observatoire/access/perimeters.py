"""The perimeter of an account: the communes of a commune, the landlords of a landlord, nothing to say for the others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from observatoire.access.audience import Role
from observatoire.errors import InvalidInputError, Problem
from observatoire.territories.codes import CODE_INSEE, SIREN

EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
SIREN_LENGTH = 9
LONGEST_EMAIL = 254
LONGEST_ORGANISATION = 100


@dataclass(frozen=True, slots=True)
class Perimeter:
    """INSEE codes and SIREN that an account may read as its own."""

    communes: tuple[str, ...] = ()
    bailleurs: tuple[str, ...] = ()


EVERYTHING = Perimeter()
"""Of the roles that no perimeter limits."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be invited."""

    email: str
    organisation: str
    role: Role
    perimeter: Perimeter = EVERYTHING


def describe_person(email: str, organisation: str, role: str, perimeter: Iterable[str]) -> NewPerson:
    """Who is to be invited, checked.

    Args:
        email: their address at work.
        organisation: whom they work for; the domain of the address when empty.
        role: what they read.
        perimeter: INSEE codes of a commune, SIREN of a landlord.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    email, organisation, problems = email.strip().lower(), organisation.strip(), []
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        problems.append(
            Problem(
                f"« {email} » n’est pas une adresse électronique.", "Donnez une adresse comme prenom.nom@organisme.fr."
            )
        )
    organisation = organisation or email.partition("@")[2]
    if len(organisation) > LONGEST_ORGANISATION or not organisation.isprintable():
        problems.append(
            Problem("Le nom de l’organisation est trop long.", f"Donnez {LONGEST_ORGANISATION} caractères au plus.")
        )
    codes = [code.strip() for code in perimeter if code.strip()]
    within = Perimeter(
        tuple(code for code in codes if not (code.isdecimal() and len(code) == SIREN_LENGTH)),
        tuple(code for code in codes if code.isdecimal() and len(code) == SIREN_LENGTH),
    )
    problems += check_role(role, within)
    if problems:
        raise InvalidInputError("Le compte ne peut pas être créé.", problems)
    return NewPerson(email, organisation, Role(role), within)


def check_role(role: str, perimeter: Perimeter) -> list[Problem]:
    """What is wrong in a role and its perimeter, in French."""
    if role not in set(Role):
        known = ", ".join(f"« {each} »" for each in Role)
        return [Problem(f"Le rôle « {role} » n’existe pas.", f"Choisissez parmi {known}.", value=role)]
    return _check_perimeter(Role(role), perimeter)


def _check_perimeter(role: Role, perimeter: Perimeter) -> list[Problem]:
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
