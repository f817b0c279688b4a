"""What came of a landlord, source by source: nothing here is a figure, so that the manager may read it too."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from observatoire.store.queries import landlord_stock as stock

LISTED = 200
OPTIONAL = {
    "parc": {
        "vacants_3_mois": "vacance de plus de trois mois",
        "loues": "logements loués",
        "vacants": "logements vacants",
        "offerts_un_an": "logements offerts depuis un an ou plus",
        "emmenages": "emménagements de l’année",
        "loyer_total": "loyers",
        "surface_habitable": "surfaces habitables",
        "t1": "répartition par type de logement",
        "plai": "répartition par financement d’origine",
    },
    "occupation": {
        "ress_inf_20": "ménages sous 20 % des plafonds",
        "ress_inf_100": "ménages sous 100 % des plafonds",
        "beneficiaires_apl": "bénéficiaires de l’APL",
        "emmenages_recents": "emménagés récents",
    },
}
"""What a file may leave out, and is worth having: whole columns, never values."""


def describe_content(session: Session, siren: str, residences: pd.DataFrame) -> dict[str, Any]:
    """What the store holds of a landlord: for each source, the year, the residences described and those that are not.

    Args:
        session: sees what was just delivered.
        siren: of the landlord.
        residences: its residences, as `read_landlord_residences` gives them.
    """
    active = residences.loc[residences["statut"] == "active"]
    return {
        "residences": len(active),
        "to_place": _name(active.loc[active["lieu_approche"]]),
        "sources": [_describe_source(session, siren, source, active) for source in stock.TABLES],
    }


def _describe_source(session: Session, siren: str, source: str, active: pd.DataFrame) -> dict[str, Any]:
    years = stock.list_landlord_millesimes(session, siren, source)
    if not years:
        return {
            "source": source,
            "millesime": None,
            "previous": None,
            "described": 0,
            "expected": len(active),
            "missing": _name(active),
            "new": _name(active.iloc[:0]),
            "columns": [],
        }
    counts = stock.read_landlord_counts(session, siren, source, years[0])
    before = stock.read_landlord_counts(session, siren, source, years[1]) if len(years) > 1 else None
    described = active.index.isin(counts.index)
    new = active.loc[described & ~active.index.isin(before.index)] if before is not None else active.iloc[:0]
    return {
        "source": source,
        "millesime": years[0],
        "previous": years[1] if len(years) > 1 else None,
        "described": int(described.sum()),
        "expected": len(active),
        "missing": _name(active.loc[~described]),
        "new": _name(new),
        "columns": _list_columns(counts, OPTIONAL[source]),
    }


def _list_columns(counts: pd.DataFrame, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The optional columns that are not filled everywhere."""
    filled = {name: int(counts[name].notna().sum()) for name in labels}
    return [
        {"label": labels[name], "filled": number, "total": len(counts)}
        for name, number in filled.items()
        if number < len(counts)
    ]


def _name(residences: pd.DataFrame) -> dict[str, Any]:
    shown = residences.iloc[:LISTED]
    return {
        "total": len(residences),
        "residences": [
            {"code": str(code), "nom": str(nom), "commune": str(commune)}
            for code, nom, commune in shown[["nom", "commune"]].itertuples()
        ],
    }
