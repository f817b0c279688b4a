"""What a draft would change for those who read the publication online. Pure: two editions in, differences out."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from observatoire.territories.residences import NamedResidence, Renamed

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
    both = pair["value_before"].notna() & pair["value_after"].notna()
    moved = pair.loc[both & (pair["value_before"] != pair["value_after"])]
    size = (moved["value_after"] - moved["value_before"]).abs()
    largest = moved.assign(size=size).sort_values(["size", *KEYS], ascending=[False, True, True, True]).head(MOVERS)
    crossed = moved.loc[moved["classe_before"] != moved["classe_after"]]
    new, gone = _list_missing(after, before), _list_missing(before, after)
    renamed = _list_renamed(before, after)
    return Changes(
        against=against,
        residences_new=new[:LISTED],
        residences_new_total=len(new),
        residences_gone=gone[:LISTED],
        residences_gone_total=len(gone),
        residences_renamed=renamed[:LISTED],
        residences_renamed_total=len(renamed),
        indices_moved_total=len(moved),
        indices_shown_total=int((pair["value_before"].isna() & pair["value_after"].notna()).sum()),
        indices_lost_total=int((pair["value_before"].notna() & pair["value_after"].isna()).sum()),
        moves=[
            Move(row.level, row.code, row.nom, row.index, row.value_before, row.value_after)
            for row in _select_rows(largest, ["value_before", "value_after"])
        ],
        classes=[
            ClassMove(row.level, row.code, row.nom, row.index, row.classe_before, row.classe_after)
            for row in _select_rows(crossed.head(LISTED), ["classe_before", "classe_after"])
        ],
        classes_total=len(crossed),
    )


def _join_values(before: Edition, after: Edition) -> pd.DataFrame:
    columns = [*KEYS, "value", "classe"]
    texts = dict.fromkeys((*KEYS, "classe"), "str")
    indices = [edition.indices[columns].astype(texts) for edition in (before, after)]
    pair = indices[0].merge(indices[1], on=KEYS, how="outer", suffixes=("_before", "_after"))
    names = pd.concat([after.territories, before.territories])[["level", "code", "nom"]].astype("str")
    return pair.merge(names.drop_duplicates(["level", "code"]), on=["level", "code"], how="left")


def _list_missing(present: Edition, other: Edition) -> list[NamedResidence]:
    """Residences of an edition that the other does not have, by code."""
    residences, others = _list_residences(present), _list_residences(other)
    missing = residences.loc[~residences["code"].isin(others["code"])].sort_values("code")
    return [NamedResidence(str(code), str(nom)) for code, nom in zip(missing["code"], missing["nom"], strict=True)]


def _list_renamed(before: Edition, after: Edition) -> list[Renamed]:
    """Residences of both editions that have another name, by code."""
    columns = ["code", "nom"]
    pair = _list_residences(before)[columns].merge(_list_residences(after)[columns], on="code", suffixes=("", "_after"))
    changed = pair.loc[pair["nom"] != pair["nom_after"]].sort_values("code")
    return [Renamed(*(str(each) for each in row)) for row in changed.itertuples(index=False)]


def _list_residences(edition: Edition) -> pd.DataFrame:
    return edition.territories.loc[edition.territories["level"].astype("str") == "residence"]


def _select_rows(frame: pd.DataFrame, columns: list[str]) -> Any:
    return frame[[*KEYS, "nom", *columns]].itertuples(index=False)
