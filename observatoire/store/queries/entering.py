# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What an entry names must exist in the publication online: everything wrong is said at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, Problem
from observatoire.store.queries.online import ONLINE

_NAMED = f"""
select
  exists (select from partner.territory t where t.publication = o.number and t.level = 'residence'
    and t.bailleur_siren = :bailleur_siren) as bailleur,
  exists (select from partner.territory t where t.publication = o.number and t.level = 'commune'
    and t.code = :code_insee) as commune,
  cast(:residence as varchar) is null or exists (select from partner.territory t where t.publication = o.number
    and t.level = 'residence' and t.code = cast(:residence as varchar) and t.bailleur_siren = :bailleur_siren
    and t.code_insee = :code_insee and (t.code_qp is not null) = :qpv) as residence
from {ONLINE} o
"""

_REMEDIES: Mapping[str, tuple[str, str, str]] = {
    "bailleur": ("bailleur_siren", "Ce bailleur n’a pas de résidence publiée.", "Choisissez un bailleur de la liste."),
    "commune": ("code_insee", "Cette commune n’est pas publiée.", "Choisissez une commune de la liste."),
    "residence": (
        "residence",
        "Cette résidence n’est pas celle de ce bailleur, de cette commune et de ce quartier.",
        "Choisissez-la dans la liste, ou laissez vide.",
    ),
}


def check_entry(writing: Session, values: Mapping[str, Any], *, first: date, today: date) -> None:
    """Refuse an entry that names what does not exist, or a day that cannot be.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    problems = []
    if not first <= values["date"] <= today:
        remedy = f"Donnez un jour passé, à partir du {first:%d/%m/%Y}."
        problems.append(Problem("La date est hors de la convention ou à venir.", remedy, column="date"))
    names = ("bailleur_siren", "code_insee", "residence", "qpv")
    found = writing.execute(text(_NAMED), {name: values.get(name) for name in names}).mappings().one_or_none()
    for name, (column, message, remedy) in _REMEDIES.items():
        if found is None or not found[name]:
            problems.append(Problem(message, remedy, column=column))
    if problems:
        raise InvalidInputError("L’attribution n’est pas enregistrée : « errors » dit pourquoi.", problems)
