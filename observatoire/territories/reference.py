"""Which territory is worth 100: the EPCI unless the manager names a commune, or has several EPCI to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from observatoire.errors import InvalidInputError, Problem

WHOLE_CODE = "EPCI"
"""Code of the territory that gathers the communes whose file names no EPCI."""

WHOLE_NAME = "Ensemble du territoire"
REMAINDER_NAME = "Communes sans EPCI déclaré"


@dataclass(frozen=True, slots=True)
class Reference:
    """The territory worth 100."""

    level: str
    code: str
    nom: str


def complete_epcis(communes: pd.DataFrame) -> pd.DataFrame:
    """Give an EPCI to every commune: those that declare none are gathered in one.

    Args:
        communes: as `read_communes` gives them.
    """
    name = WHOLE_NAME if communes["epci"].isna().all() else REMAINDER_NAME
    return communes.fillna({"epci": WHOLE_CODE, "epci_nom": name})


def choose_reference(asked: str | None, *, communes: pd.DataFrame, counted: pd.Series) -> Reference:
    """The reference that was asked for, or the only EPCI.

    Args:
        asked: SIREN of an EPCI, INSEE code of a commune, or nothing.
        communes: every commune, each with its EPCI.
        counted: INSEE code of the commune of each residence that has counts.

    Raises:
        InvalidInputError: no such territory, no residence in it, or several EPCI and none named.
    """
    with_stock = communes.loc[communes.index.isin(counted.unique())]
    epcis = dict(zip(with_stock["epci"], with_stock["epci_nom"], strict=True))
    if asked is None:
        if len(epcis) == 1:
            ((code, name),) = epcis.items()
            return Reference("epci", code, name)
        raise _refusal("Plusieurs EPCI ont des résidences : la référence est à choisir.", None, epcis)
    if asked in epcis:
        return Reference("epci", asked, epcis[asked])
    if asked in with_stock.index:
        return Reference("commune", asked, str(with_stock.loc[asked, "nom"]))
    if asked in communes.index or asked in set(communes["epci"]):
        raise _refusal(f"Aucune résidence n’a de données dans le territoire « {asked} ».", asked, epcis)
    raise _refusal(f"Aucun territoire ne porte le code « {asked} ».", asked, epcis)


def _refusal(message: str, asked: str | None, epcis: Mapping[str, str]) -> InvalidInputError:
    known = ", ".join(f"{code} ({name})" for code, name in sorted(epcis.items()))
    remedy = f"Donnez avec --reference le SIREN d’un EPCI, parmi {known}, ou le code INSEE d’une commune."
    problem = Problem(message, remedy, column="--reference", value=asked)
    return InvalidInputError("La référence du calcul ne peut pas être retenue.", [problem])
