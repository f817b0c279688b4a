"""The report of a landlord as things stand in a transaction, loaded or only tried."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from observatoire.method.file import read_method_file
from observatoire.returns.content import describe_content
from observatoire.returns.figures import describe_figures
from observatoire.settings import Settings
from observatoire.store.queries.landlord_stock import read_landlord_name, read_landlord_residences


@dataclass(frozen=True, slots=True)
class Return:
    """What is given back to a landlord."""

    siren: str
    nom: str
    content: dict[str, Any]
    """for the landlord and the manager"""
    figures: dict[str, Any]
    """for the landlord alone"""


def make_return(session: Session, siren: str, settings: Settings) -> Return | None:
    """Make the report of a landlord; nothing when the store knows none under this SIREN."""
    nom = read_landlord_name(session, siren)
    if nom is None:
        return None
    residences = read_landlord_residences(session, siren)
    smallest = {"parc": settings.secrecy_min_logements, "occupation": settings.secrecy_min_repondants}
    return Return(
        siren=siren,
        nom=nom,
        content=describe_content(session, siren, residences),
        figures=describe_figures(session, siren, residences, read_method_file(settings.method_file), smallest=smallest),
    )
