"""What a draft would change for those who read the publication online. Pure: two editions in, differences out."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from observatoire.territories.residences import RESIDENCE, NamedResidence, Renamed

LISTED = 50
"""Residences named in each list; the totals are always whole."""

MOVERS = 10
KEYS = ["level", "code", "index"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is compared."""

    territories: pd.DataFrame
    """`level`, `code`, `nom`"""
    indices: pd.DataFrame
    """`level`, `code`, `index`, `value`, `classe`"""


@dataclass(frozen=True, slots=True)
class Move:
    """An index that moves."""

    level: str
    code: str
    nom: str
    index: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class ClassMove:
    """A class that changes."""

    level: str
    code: str
    nom: str
    index: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences with the publication online; `against` is its number, nothing when there is none yet."""

    against: int | None
    residences_new: list[NamedResidence]
    residences_new_total: int
    residences_gone: list[NamedResidence]
    residences_gone_total: int
    residences_renamed: list[Renamed]
    residences_renamed_total: int
    indices_moved_total: int
    indices_shown_total: int
    """indices that had no value and have one"""
    indices_lost_total: int
    """indices that had a value and no longer have one"""
    moves: list[Move]
    """the largest, first"""
    classes: list[ClassMove]
    classes_total: int

    def as_json(self) -> dict[str, Any]:
        """The form kept with the draft."""
        return asdict(self)


def compare_editions(against: int | None, before: Edition, after: Edition) -> Changes:
    """List the differences between two editions."""
    pair = _join_values(before, after)
    was, will = pair["value_before"], pair["value_after"]
    moved = pair.loc[was.notna() & will.notna() & (was != will)]
    size = (moved["value_after"] - moved["value_before"]).abs()
    largest = moved.assign(size=size).sort_values(["size", *KEYS], ascending=[False, True, True, True]).head(MOVERS)
    crossed = moved.loc[moved["classe_before"] != moved["classe_after"]]
    names = _join_names(before, after)
    new, gone = (names.loc[names["side"] == side] for side in ("right_only", "left_only"))
    renamed = names.loc[(names["side"] == "both") & (names["nom_before"] != names["nom_after"])]
    return Changes(
        against=against,
        residences_new=_name_residences(new, "nom_after"),
        residences_new_total=len(new),
        residences_gone=_name_residences(gone, "nom_before"),
        residences_gone_total=len(gone),
        residences_renamed=[Renamed(*row) for row in _list_first(renamed, ["code", "nom_before", "nom_after"])],
        residences_renamed_total=len(renamed),
        indices_moved_total=len(moved),
        indices_shown_total=int(was.isna().sum()),
        indices_lost_total=int(will.isna().sum()),
        moves=[Move(*row) for row in _name_rows(largest, ["value_before", "value_after"], before, after)],
        classes=[
            ClassMove(*row)
            for row in _name_rows(crossed.head(LISTED), ["classe_before", "classe_after"], before, after)
        ],
        classes_total=len(crossed),
    )


def _join_values(before: Edition, after: Edition) -> pd.DataFrame:
    """Join the indices that have a value in one of the two at least: in a large stock most have none."""
    texts = dict.fromkeys((*KEYS, "classe"), "str")
    columns = [*KEYS, "value", "classe"]
    told = [each.indices.loc[each.indices["value"].notna(), columns].astype(texts) for each in (before, after)]
    return told[0].merge(told[1], on=KEYS, how="outer", suffixes=("_before", "_after"))


def _join_names(before: Edition, after: Edition) -> pd.DataFrame:
    """Join the residences of both by their code: `code`, `nom_before`, `nom_after`, `side`."""
    residences = [
        each.territories.loc[each.territories["level"] == RESIDENCE, ["code", "nom"]].astype("str")
        for each in (before, after)
    ]
    return residences[0].merge(residences[1], on="code", how="outer", suffixes=("_before", "_after"), indicator="side")


def _name_residences(rows: pd.DataFrame, name: str) -> list[NamedResidence]:
    return [NamedResidence(*row) for row in _list_first(rows, ["code", name])]


def _list_first(rows: pd.DataFrame, columns: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the first rows in the order of their codes."""
    return rows[columns].sort_values("code").head(LISTED).itertuples(index=False, name=None)


def _name_rows(rows: pd.DataFrame, columns: list[str], before: Edition, after: Edition) -> Iterator[tuple[Any, ...]]:
    """Give rows with the name of their territory, the latest that it has: `level`, `code`, `nom`, `index`, `columns`."""
    names = pd.concat([each.territories.loc[each.territories["code"].isin(rows["code"])] for each in (after, before)])
    names = names[["level", "code", "nom"]].astype("str").drop_duplicates(["level", "code"])
    named = rows.merge(names, on=["level", "code"], how="left")
    return named[["level", "code", "nom", "index", *columns]].itertuples(index=False, name=None)
