"""The indices of a level on paper: one line a territory, what an elected official reads without a spreadsheet."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from observatoire.commission.documents import INDICES, STATUSES
from observatoire.printing import render_pdf
from observatoire.store.tables.results import Publication

TITLES = {
    "residence": "Indices des résidences",
    "regroupement": "Indices des résidences regroupées",
    "secteur": "Indices des secteurs",
    "commune": "Indices des communes",
    "epci": "Indices de l’intercommunalité",
}


def print_indices(frame: pd.DataFrame, path: Path, *, level: str, publication: Publication) -> None:
    """Write the rows of `export_indices` as a tagged PDF, on A4.

    Args:
        frame: one row a territory and index, holding only what the audience may read.
        path: file to write.
        level: one of `audience.LEVELS`.
        publication: the edition that the rows are of.
    """
    document = render_pdf(
        "indices.html",
        title=TITLES[level],
        publication=publication,
        breaks=publication.method["classes"],
        fictif=publication.fictif,
        names=INDICES,
        statuses=STATUSES,
        rows=list(_gather(frame)),
        valued=bool(frame["value"].notna().any()),
    )
    path.write_bytes(document)


def _gather(frame: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """One row a territory, in the order of names."""
    known = frame.astype("object").where(frame.notna(), None)
    for _, rows in sorted(known.groupby("code"), key=lambda each: (each[1]["nom"].iloc[0], each[0])):
        first = rows.iloc[0]
        indices = {row["index"]: row for row in rows.to_dict("records")}
        yield {"nom": first["nom"], "logements": first["logements"], "indices": indices}
