"""Whether the spread of attributions that partners read is that of the attributions recorded."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_FRESHNESS = """
select coalesce(a.id, 0) as entry, coalesce(o.id, 0) as online,
  coalesce(greatest(a.recorded_at, o.since) < (select max(computed_at) from partner.homogeneite), a.id is null) as fresh
from (select max(id) as id, max(recorded_at) as recorded_at from partner.attribution) a,
  (select max(id) as id, max(since) as since from partner.publication_online) o
"""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last entry and the publication online, by number, and whether the spread kept is later than both."""

    stamp: tuple[int, int]
    is_fresh: bool


def read_freshness(session: Session) -> Freshness:
    """Tell how fresh the spread is; without any attribution there is nothing to measure."""
    row = session.execute(text(_FRESHNESS)).one()
    return Freshness((row.entry, row.online), bool(row.fresh))
