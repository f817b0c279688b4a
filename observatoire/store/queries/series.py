# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""The indices of every territory of a level through the years, each beside whether it compares with the last one."""

import pandas as pd
from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.store.queries.comparability import BREAK, EDITIONS, IN_SERIES
from observatoire.store.queries.fragments import VALUES_TOLD

SERIES_COLUMNS = (
    *("level", "code", "nom", "ops", "rpls", "publication", "code_publie", "index", "value", "status", "class"),
    *("comparable", "changement", "depuis", "qpv_generation"),
)

_SERIES = f"""
select n.level, n.code, n.nom, nullif(e.ops, 0), e.rpls, e.number, t.code, v.index, v.value, v.status, v.classe,
  case when break.certaine is null then 'oui' when break.certaine then 'non' else 'à vérifier' end,
  break.nature, break.depuis, (
    select max((q.facts ->> 'generation')::int) from partner.territory q
    where q.publication = e.number and q.level = 'qpv'
  )
from partner.territory n
join partner.territory t on t.level = n.level and {IN_SERIES}
join {EDITIONS} e on e.number = t.publication
join {VALUES_TOLD} v on v.publication = t.publication and v.level = t.level and v.code = t.code
{BREAK}
where n.publication = :number and n.level = :level
order by n.code collate "C", e.ops, e.rpls, v.index
"""


def read_level_series(session: Session, number: int, level: str) -> pd.DataFrame:
    """Read one row a territory, pair of millésimes and index, as published; `comparable` is about the last publication."""
    rows = session.execute(text(_SERIES), {"number": number, "level": level}).all()
    frame = pd.DataFrame.from_records(rows, columns=list(SERIES_COLUMNS))
    whole = dict.fromkeys(("ops", "rpls", "publication", "qpv_generation"), "Int64")
    return frame.astype({**whole, "value": "float64"})
