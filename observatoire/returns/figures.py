"""A landlord's own figures, whole, for its own eyes: response, indicators, each residence, and what looks strange."""

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from observatoire.method.file import MethodFile
from observatoire.returns.doubts import list_doubts
from observatoire.store.queries import landlord_stock as stock

SOURCES = {"parc": "RPLS", "occupation": "OPS"}
ANSWERS = {
    "menages_ressources_connues": "ressources connues",
    "majeurs_activite_connue": "majeurs d’activité connue",
    "menages_composition_connue": "composition connue",
}


def describe_figures(
    session: Session, siren: str, residences: pd.DataFrame, method: MethodFile, *, smallest: Mapping[str, int]
) -> dict[str, Any]:
    """The figures of the latest year of each source.

    Args:
        session: sees what was just delivered.
        siren: of the landlord.
        residences: its residences, as `read_landlord_residences` gives them.
        method: what the indicators are made of, and how they are called.
        smallest: number, by source, below which a value is secret for everyone else.
    """
    reference = stock.read_online_reference(session)
    known = reference.rates if reference else {}
    sources = []
    parc: pd.DataFrame | None = None
    for source in stock.TABLES:
        years = stock.list_landlord_millesimes(session, siren, source)
        if not years:
            continue
        counts = stock.read_landlord_counts(session, siren, source, years[0])
        before = stock.read_landlord_counts(session, siren, source, years[1]) if len(years) > 1 else None
        shares = _measure(counts, method, SOURCES[source])
        sources.append(
            {
                "source": source,
                "millesime": years[0],
                "response": _describe_response(counts) if source == "occupation" else None,
                "indicators": [_pool(code, frame, method, known.get(code)) for code, frame in shares.items()],
                "residences": list_residences(residences, counts, shares, source, smallest[source]),
                "doubts": list_doubts(source, counts, before, parc, residences),
            }
        )
        parc = counts if source == "parc" else parc
    return {"reference": reference.nom if reference else None, "sources": sources}


def _measure(counts: pd.DataFrame, method: MethodFile, origin: str) -> dict[str, pd.DataFrame]:
    """Numerator and denominator of each indicator that a source gives, residence by residence."""
    return {
        code: pd.DataFrame(
            {
                "num": counts[each.numerator],
                "den": counts[list(each.denominator)].sum(axis="columns", skipna=False),
            }
        )
        for code, each in method.method.indicators.items()
        if each.source == origin
    }


def _pool(code: str, frame: pd.DataFrame, method: MethodFile, reference: float | None) -> dict[str, Any]:
    """The share of the whole stock: counts added up before they are divided."""
    known = frame.dropna()
    share = _describe_share(float(known["num"].sum()), float(known["den"].sum()))
    rate = share["rate"]
    return {
        "code": code,
        "label": method.document["indicateurs"][code]["libelle"],
        **share,
        "reference": reference,
        "ratio": 100 * rate / reference if rate is not None and reference else None,
    }


def list_residences(
    residences: pd.DataFrame, counts: pd.DataFrame, shares: Mapping[str, pd.DataFrame], source: str, smallest: int
) -> list[dict[str, Any]]:
    """Each residence with its shares, small ones included."""
    size = "logements" if source == "parc" else "repondants"
    known = residences.loc[residences.index.isin(counts.index), ["nom", "commune"]]
    here = counts.loc[known.index]
    # Whole columns, then plain values: a landlord of a department has tens of thousands of residences.
    totals = here["menages"].tolist() if source == "occupation" else [None] * len(here)
    by_residence = {
        name: map(_describe_share, *frame.loc[known.index, ["num", "den"]].astype(float).to_numpy().T.tolist())
        for name, frame in shares.items()
    }
    rows = zip(*by_residence.values(), strict=True)
    return [
        {
            "code": str(code),
            "nom": str(nom),
            "commune": str(commune),
            "size": int(number),
            "total": None if total is None else int(total),
            "small": number < smallest,
            "shares": dict(zip(by_residence, row, strict=True)),
        }
        for (code, nom, commune), number, total, row in zip(
            known.itertuples(), here[size].tolist(), totals, rows, strict=True
        )
    ]


def _describe_share(num: float, den: float) -> dict[str, Any]:
    """A share with its status: a count that was not given is not transmitted, a share of nothing has no object."""
    if isnan(num) or isnan(den):
        return {"num": None, "den": None, "rate": None, "status": "non_transmis"}
    if den == 0:
        return {"num": int(num), "den": 0, "rate": None, "status": "sans_objet"}
    return {"num": int(num), "den": int(den), "rate": num / den, "status": "ok"}


def _describe_response(counts: pd.DataFrame) -> dict[str, Any]:
    households, respondents = int(counts["menages"].sum()), int(counts["repondants"].sum())
    return {
        "menages": households,
        "repondants": respondents,
        "rate": respondents / households if households else None,
        "known": [
            {"label": label, "number": int(counts[name].sum())} for name, label in ANSWERS.items() if name in counts
        ],
    }
