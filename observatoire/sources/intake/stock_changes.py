"""What a file means for the stock as people know it: whose it is, which residences come, change name, are not there."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.sources.intake.plan import Intake
from observatoire.sources.report import LandlordRows, StockChanges
from observatoire.sources.storing.known import read_bailleurs
from observatoire.store.tables.housing import Occupation, Parc, Residence
from observatoire.territories.residences import NamedResidence, Renamed

LISTED = 100
_COUNTS: dict[str, type[Parc] | type[Occupation]] = {"parc": Parc, "occupation": Occupation}


def describe_stock_changes(intake: Intake) -> StockChanges | None:
    """Compare a file of residences or of counts with the known stock of its landlords; nothing for other kinds."""
    frame = intake.parsed.frame
    if "residence" not in frame or intake.kind.name not in {"residences", *_COUNTS}:
        return None
    known = _read_stock(intake.session)
    given = pd.Index(frame["residence"].dropna())
    owners = frame.set_index("residence").get("bailleur_siren", known["bailleur_siren"].reindex(frame["residence"]))
    sirens = owners.dropna().value_counts()
    is_absent = (known["statut"] == "active") & known["bailleur_siren"].isin(sirens.index) & ~known.index.isin(given)
    is_absent &= ~known.index.isin(_list_counted(intake))
    new = frame.loc[~frame["residence"].isin(known.index)] if "nom" in frame else frame.iloc[:0]
    renamed = _list_renamed(frame, known)
    absent = known.loc[is_absent, "nom"]
    names = read_bailleurs(intake.session) | _name_landlords(frame)
    return StockChanges(
        landlords=tuple(
            LandlordRows(str(siren), names.get(str(siren), ""), int(rows)) for siren, rows in sirens.items()
        ),
        new=tuple(NamedResidence(code, nom) for code, nom in new[["residence", "nom"]].itertuples(index=False))[:LISTED]
        if "nom" in frame
        else (),
        new_total=len(new),
        renamed=tuple(renamed[:LISTED]),
        renamed_total=len(renamed),
        absent=tuple(NamedResidence(str(code), str(nom)) for code, nom in absent.items())[:LISTED],
        absent_total=len(absent),
    )


def _read_stock(session: Session) -> pd.DataFrame:
    columns = (Residence.code, Residence.nom, Residence.bailleur_siren, Residence.statut)
    rows = [tuple(row) for row in session.execute(select(*columns).order_by(Residence.code))]
    return pd.DataFrame.from_records(rows, columns=["code", "nom", "bailleur_siren", "statut"]).set_index("code")


def _list_counted(intake: Intake) -> list[str]:
    """Residences that already have counts of this millésime: a file without them takes nothing away."""
    model = _COUNTS.get(intake.kind.name)
    if model is None:
        return []
    return list(intake.session.scalars(select(model.residence).where(model.millesime == intake.millesime)))


def _list_renamed(frame: pd.DataFrame, known: pd.DataFrame) -> list[Renamed]:
    if "nom" not in frame:
        return []
    before = frame["residence"].map(known["nom"].to_dict())
    changed = frame.loc[before.notna() & frame["nom"].notna() & (before != frame["nom"])]
    return [
        Renamed(str(code), str(before[index]), str(nom))
        for index, code, nom in changed[["residence", "nom"]].itertuples()
    ]


def _name_landlords(frame: pd.DataFrame) -> dict[str, str]:
    if "bailleur" not in frame or "bailleur_siren" not in frame:
        return {}
    return {str(siren): str(nom) for siren, nom in frame[["bailleur_siren", "bailleur"]].itertuples(index=False)}
