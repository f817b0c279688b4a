"""Figures made of others: a composite that holds a hidden index, a rank that counts residences which are not shown."""

from collections.abc import Iterator, Mapping
from typing import cast

import pandas as pd

from observatoire.audit.editions import SECRET, Edition
from observatoire.audit.flaws import Flaw

REST = 1e-6
"""Points that rounding of the calculation may explain."""


def find_derived_flaws(edition: Edition) -> list[Flaw]:
    """Everything that a figure shown tells of another that is hidden, because it is made of it."""
    return [*_find_composites(edition), *_find_ranks(edition)]


def _find_composites(edition: Edition) -> Iterator[Flaw]:
    """A composite shown beside one hidden index gives it by subtraction, unless it is made of the shown ones alone."""
    recipes: Mapping[str, Mapping[str, object]] = edition.method["indices"]
    wide = edition.indices.pivot_table(
        index=["level", "code"], columns="index", values=["value", "status"], aggfunc="first", dropna=False
    )
    for name, recipe in recipes.items():
        parts = recipe["composantes"]
        if not isinstance(parts, Mapping) or not set(parts) <= set(recipes) or ("value", name) not in wide.columns:
            continue
        # Most rows are not concerned: thousands of residences are looked at all at once.
        hides = (wide.reindex(columns=[("status", part) for part in parts]) == SECRET).any(axis="columns")
        for key, row in wide.loc[hides & wide["value", name].notna()].iterrows():
            level, code = cast("tuple[str, str]", key)
            value = row["value"].get(name)
            secret = [part for part in parts if row["status"].get(part) == SECRET]
            shown = {part: weight for part, weight in parts.items() if pd.notna(row["value"].get(part))}
            whole = sum(shown.values())
            alone = sum(weight * row["value"][part] for part, weight in shown.items()) / whole if whole else None
            if alone is None or abs(alone - value) > REST:
                yield Flaw(level, code, f"{{nom}} : « {name} » est montré et contient « {secret[0]} », qui est secret.")


def _find_ranks(edition: Edition) -> Iterator[Flaw]:
    """A rank beyond the number of those that are shown says how many are hidden, and on which side they are."""
    if "rank_high" not in edition.indices:
        return
    for _, rows in edition.indices.groupby(["level", "index"]):
        shown = int(rows["value"].notna().sum())
        for row in rows.loc[pd.to_numeric(rows["rank_high"]) > shown].to_dict("records"):
            yield Flaw(
                row["level"], row["code"], "{nom} : son rang compte des territoires dont l’indice n’est pas montré."
            )
