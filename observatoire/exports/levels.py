"""The indices of a level, and its series through the years, as files for an audience."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
from sqlalchemy.orm import Session

from observatoire.access.audience import (
    LEVELS,
    OCCUPATION_PREFIX,
    PUBLIC_LEVELS,
    SERIES_LEVELS,
    Audience,
    may_read_counts,
    may_read_level,
    may_read_respondents,
    may_read_values,
)
from observatoire.errors import InvalidInputError, Problem
from observatoire.exports.printed import print_indices
from observatoire.files.tables import write_table
from observatoire.method.trial import INDICATORS
from observatoire.secrecy.disclosure import keep_public_indices, keep_public_shares, read_recipes
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import aggregates, exports
from observatoire.store.queries.ruptures import read_comparable_since
from observatoire.store.queries.series import read_level_series
from observatoire.store.tables.results import Publication

INDICES = ("occupation", "attractivite", "fragilite")
SURVEYED = tuple(each for each in INDICATORS if each.startswith(OCCUPATION_PREFIX))
"""Indicators whose secret share may be said to be at most 5 %, or at least 95 %."""
SINCE = ("comparable_depuis", "rupture", "rupture_le")
"""The oldest millésime that compares with this one, and what ended the series before it."""
COLUMNS = (
    *("level", "code", "nom", "index", "value", "status", "reference", "class"),
    *(f"{indicator}_{part}" for indicator in INDICATORS for part in ("num", "den", "status")),
    *("interval_low", "interval_high", "p_fragile", "stability"),
    *("logements", "repondants", "publication"),
    *(f"{indicator}_bound" for indicator in SURVEYED),
    *SINCE,
)


def export_indices(
    store: Store, path: Path, *, level: str, audience: Audience, number: int | None, settings: Settings
) -> int:
    """Write one row a territory and index, with what the audience may see; return the number of rows.

    Args:
        store: where the publications are.
        path: file to write; its ending chooses the format.
        level: one of `LEVELS`.
        audience: who will read the file.
        number: publication; the one online by default.
        settings: whether the EPCI opens the indices of communes.

    Raises:
        InvalidInputError: the audience does not read this level, or the file cannot be written.
        NotFoundError: no such publication, or none online.
    """
    _refuse_level(level, audience, settings)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publication = exports.get_publication(session, number)
        frame = _frame_indices(session, publication, level, audience)
    write_table(frame, path, more={".pdf": partial(print_indices, level=level, publication=publication)})
    return len(frame)


def export_series(
    store: Store, path: Path, *, level: str, audience: Audience, number: int | None, settings: Settings
) -> int:
    """Write the indices of a level through the years, each with whether it compares; return the number of rows.

    Raises:
        InvalidInputError: the audience reads no value, the level has no series, or the file cannot be written.
        NotFoundError: no such publication, or none online.
    """
    if not may_read_values(audience):
        problem = Problem(
            "Le public ne lit que les classes de la publication en ligne : il n’a pas de série.",
            f"Choisissez une autre audience que « {audience} ».",
            column="--audience",
        )
        raise InvalidInputError("L’export est refusé.", [problem])
    _refuse_level(level, audience, settings, among=SERIES_LEVELS)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        frame = read_level_series(session, exports.get_publication(session, number).number, level)
    write_table(frame, path)
    return len(frame)


def spread_rows(frame: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """One row a territory: a column `occ1_num` for the row `occ1` and its column `num`. Index `code`."""
    # Not pivot_table, which would quietly aggregate rows that are there twice.
    wide = frame.pivot(index="code", columns=by)  # noqa: PD010
    return wide.set_axis(["_".join(reversed(pair)) for pair in wide.columns], axis="columns")


def _refuse_level(level: str, audience: Audience, settings: Settings, *, among: Sequence[str] = LEVELS) -> None:
    problem = None
    if level not in among:
        why = "n’a pas de série : il ne réunit pas les mêmes résidences d’une année à l’autre"
        problem = Problem(
            f"Le niveau « {level} » {why if level in LEVELS else 'n’existe pas'}.",
            f"Choisissez parmi {', '.join(among)}.",
            column="--level",
        )
    elif not may_read_level(audience, level):
        problem = Problem(
            f"Le public ne lit jamais les indices du niveau « {level} » : une résidence n’est pas jugée en public.",
            f"Choisissez un niveau parmi {', '.join(PUBLIC_LEVELS)}, ou une autre audience.",
            column="--level",
        )
    elif audience is Audience.PUBLIC and not settings.public_indices:
        problem = Problem(
            "L’EPCI n’ouvre pas les indices des communes au public.",
            "Changez le réglage OBSERVATOIRE_PUBLIC_INDICES, ou choisissez une autre audience.",
            column="--audience",
        )
    if problem:
        raise InvalidInputError("L’export est refusé.", [problem])


def _frame_indices(session: Session, publication: Publication, level: str, audience: Audience) -> pd.DataFrame:
    number = publication.number
    territories = exports.read_level_territories(session, number, level)
    if may_read_values(audience):
        values = exports.read_level_values(session, number, level)
        components = exports.read_level_components(session, number, level)
    else:
        values, components = _read_public(session, publication, level)
    for indicator in INDICATORS:
        if not may_read_counts(audience, level=level, indicator=indicator):
            components.loc[components["indicator"] == indicator, ["num", "den"]] = pd.NA
    if not may_read_respondents(audience, level):
        territories["repondants"] = pd.NA
    wide = spread_rows(components, by="indicator")
    frame = values.merge(territories, on="code").merge(wide.reset_index(), on="code")
    frame = frame.merge(read_comparable_since(session, number, level), on="code", how="left")
    frame = frame.assign(level=level, reference=publication.reference, publication=number)
    frame["rank"] = frame["index"].map({index: rank for rank, index in enumerate(INDICES)})
    return frame.sort_values(["code", "rank"], ignore_index=True).reindex(columns=list(COLUMNS))


def _read_public(session: Session, publication: Publication, level: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Indices and indicators as the public view shows them: classes and statuses."""
    indicators = aggregates.read_published_indicators(session, publication.number)
    indices = aggregates.read_published_indices(session, publication.number)
    recipes = read_recipes(publication.method)
    values, components = [], []
    for key, known in indicators.items():
        if key[0] == level:
            shown = keep_public_indices(indices[key], known, recipes)
            values += [(key[1], index, each["status"], each["class"]) for index, each in shown.items()]
            shares = keep_public_shares(known)
            components += [(key[1], indicator, each["status"]) for indicator, each in shares.items()]
    return (
        pd.DataFrame(values, columns=["code", "index", "status", "class"], dtype="str"),
        pd.DataFrame(components, columns=["code", "indicator", "status"], dtype="str").assign(num=None, den=None),
    )
