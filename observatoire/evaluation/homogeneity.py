# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""The commitment that first-quartile attributions be spread among residences: measured, and kept for partners to read.

Counts by residence are read here and written nowhere: a residence welcomes few such households in a year. What is kept is
the spread of a whole perimeter, in percents that no count comes back from, and which residences received more than their
share, but those that are small or whose occupation is secret: how many first-quartile households they took in is part of it.
"""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from indices.concentration import Concentration, measure_concentration
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.online import ONLINE
from observatoire.store.tables.following import Homogeneite, HomogeneiteResidence

SEED = 2019
WHOLE = "ensemble"
MINIMUM = 11
"""Attributions under which a perimeter is « sans objet »: chance would say everything, and few households a lot."""

_RECEIVED = f"""
with online as {ONLINE}
select t.code, t.bailleur_siren, t.code_insee, t.logements, coalesce(sum(a.nombre), 0)::int as received,
  min(extract(year from a.date))::int as first, max(extract(year from a.date))::int as last,
  t.logements < :minimum or exists (
    select from partner.component s where s.publication = t.publication and s.level = 'residence' and s.code = t.code
      and s.indicator like 'occ%' and s.status = 'secret'
  ) as hidden
from online
join partner.territory t on t.publication = online.number and t.level = 'residence'
left join partner.attribution a on a.residence = t.code and a.etape = 'attribution' and a.quartile = '1'
  and a.nombre > 0 and not exists (select from partner.attribution x where x.annule = a.id)
where t.code_qp is null and t.logements > 0
group by t.publication, 1, 2, 3, 4 order by 1
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread in a perimeter; empty under the minimum."""

    perimeter: str
    attributions: int
    residences: int
    measured: Concentration | None


def refresh_homogeneity(store: Store) -> list[Spread]:
    """Measure the spread outside the QPV, for the territory and for each commune, and keep it in place of the last."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        frame = _read_received(session)
        spreads = [_measure(WHOLE, frame)]
        spreads += [_measure(str(commune), rows) for commune, rows in frame.groupby("code_insee")]
        _keep(session, spreads, frame)
        return spreads


def _read_received(session: Session) -> pd.DataFrame:
    rows = session.execute(text(_RECEIVED), {"minimum": MINIMUM}).all()
    names = ["code", "bailleur_siren", "code_insee", "logements", "received", "first", "last", "hidden"]
    return pd.DataFrame.from_records([tuple(row) for row in rows], columns=names).set_index("code")


def _measure(perimeter: str, frame: pd.DataFrame) -> Spread:
    total = int(frame["received"].sum())
    measured = None
    if total >= MINIMUM and len(frame) > 1:
        measured = measure_concentration(frame["received"], frame["logements"].astype("float64"), seed=SEED)
    return Spread(perimeter, total, len(frame), measured)


def _keep(session: Session, spreads: list[Spread], frame: pd.DataFrame) -> None:
    session.execute(delete(Homogeneite))
    session.execute(delete(HomogeneiteResidence))
    if frame["received"].sum() == 0:
        return
    first, last = int(frame["first"].min()), int(frame["last"].max())
    session.add_all(_row_of(spread, first, last) for spread in spreads)
    whole = spreads[0].measured
    if whole is not None:
        above = frame[whole.residences["above"] & ~frame["hidden"]]
        session.add_all(
            HomogeneiteResidence(residence=code, bailleur_siren=siren, code_insee=commune)
            for code, siren, commune in above[["bailleur_siren", "code_insee"]].itertuples(name=None)
        )


def _coarsen(figure: float) -> float:
    """To the hundredth: in full, a HHI read before and after an entry would give the count of the residence entered."""
    return round(figure, 2)


def _row_of(spread: Spread, first: int, last: int) -> Homogeneite:
    found = spread.measured
    return Homogeneite(
        perimetre=spread.perimeter,
        annee_debut=first,
        annee_fin=last,
        status="sans_objet" if found is None else "ok",
        attributions=spread.attributions if found is not None else 0,
        residences=spread.residences,
        gini=found and _coarsen(found.gini),
        gini_attendu=found and _coarsen(found.gini_expected),
        gini_bas=found and _coarsen(found.gini_low),
        gini_haut=found and _coarsen(found.gini_high),
        gini_p=found and _coarsen(found.gini_p),
        hhi=found and _coarsen(found.hhi),
        hhi_attendu=found and _coarsen(found.hhi_expected),
    )
