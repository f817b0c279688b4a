"""What documents and records say of quantities that are also loaded: the convention, the attributions."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from observatoire.convention.rules import Convention
from observatoire.store.queries import reconciliations
from observatoire.store.queries.reconciliations import Quantity

ATTRIBUTIONS = "attributions"
BY_LANDLORD, BY_RIGHT = "attributions enregistrées, par bailleur", "attributions enregistrées, par réservataire"


def read_declared(
    session: Session, convention: Convention | None, epcis: Collection[str]
) -> dict[Quantity, dict[str, float]]:
    """Read what is announced of the stock, and the yearly attributions counted in two ways, by quantity then by source.

    They are about the whole territory: nothing is read where the store holds the stock of several EPCI.
    """
    if len(epcis) != 1:
        return {}
    (code,) = epcis
    declared: dict[Quantity, dict[str, float]] = {}
    for announced in convention.announced if convention else ():
        if announced.logements is not None and announced.millesime is not None:
            quantity = Quantity(announced.millesime, code, "logements")
            declared.setdefault(quantity, {})[f"convention : {announced.label}"] = announced.logements
    for year, whole, with_right in reconciliations.count_attributions(session):
        declared[Quantity(year, code, ATTRIBUTIONS)] = {BY_LANDLORD: whole, BY_RIGHT: with_right}
    return declared
