"""The names of the territory: words that a free text may hold."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_NAMES = """
select nom from partner.territory where publication = (
  select number from partner.publication_online order by id desc limit 1)
union select facts ->> 'bailleur' from partner.territory where level = 'residence' and publication = (
  select number from partner.publication_online order by id desc limit 1)
"""


def list_names(session: Session) -> list[str]:
    """Names of residences, secteurs, communes, QPV, EPCI and landlords of the publication online."""
    return [name for name in session.execute(text(_NAMES)).scalars() if name]
