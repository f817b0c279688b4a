"""Stored residences follow the outlines: when secteurs or priority neighbourhoods change, they are placed again."""

import pandas as pd
from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.sources.placing.territories import Outlines, locate_points, represent_places
from observatoire.sources.report import NoticeList
from observatoire.sources.storing.known import read_places
from observatoire.sources.wording import counted, french

_ATTACH = text(
    "UPDATE source.residence SET secteur = place.secteur, code_qp = place.code_qp"
    " FROM unnest(CAST(:codes AS text[]), CAST(:secteurs AS text[]), CAST(:qpv AS text[]))"
    " AS place (code, secteur, code_qp) WHERE residence.code = place.code"
)


def find_moves(session: Session, notices: NoticeList, *, secteurs: Outlines, qpv: Outlines) -> pd.DataFrame:
    """List the stored residences whose secteur or priority neighbourhood changes under new outlines."""
    residences, places = read_places(session)
    points = represent_places(places)
    points[residences["lieu_approche"].to_numpy(dtype=bool)] = None
    communes = residences["code_insee"].to_numpy(dtype=object)
    placed = pd.DataFrame(
        {"secteur": locate_points(points, secteurs, communes), "code_qp": locate_points(points, qpv)},
        index=residences.index,
        dtype=object,
    )
    before = residences[["secteur", "code_qp"]].astype(object)
    differs = (placed.fillna("") != before.fillna("")).any(axis="columns")
    moves = placed.loc[differs]
    if len(moves):
        notices.add(
            french(
                "{count} : secteur ou quartier prioritaire changé par les nouveaux contours.",
                count=counted(len(moves), "résidence enregistrée", "résidences enregistrées"),
            )
        )
    return moves


def write_moves(session: Session, moves: pd.DataFrame) -> None:
    """Attach the residences anew."""
    if moves.empty:
        return
    session.execute(
        _ATTACH,
        {
            "codes": list(moves.index),
            "secteurs": [value if isinstance(value, str) else None for value in moves["secteur"]],
            "qpv": [value if isinstance(value, str) else None for value in moves["code_qp"]],
        },
    )
