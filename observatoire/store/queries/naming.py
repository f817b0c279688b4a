# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""The names of the territory: words that a free text may hold."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.store.queries.online import ONLINE_NUMBER

_NAMES = f"""
select nom from partner.territory where publication = {ONLINE_NUMBER}
union select facts ->> 'bailleur' from partner.territory where level = 'residence' and publication = {ONLINE_NUMBER}
"""


def list_names(session: Session) -> list[str]:
    """Names of residences, secteurs, communes, QPV, EPCI and landlords of the publication online."""
    return [name for name in session.execute(text(_NAMES)).scalars() if name]
