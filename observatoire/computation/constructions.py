"""The same indices, built otherwise: what every other construction gives each residence, and what makes it up.

One construction is published as the index (the mean of ratios, `docs/decisions/0008`); the others stand beside it, so that
whoever discusses a class sees at once on what it depends. Each rests on the shares that the index uses, or is not there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

import numpy as np
import pandas as pd

from indices import Method
from indices.arrays import BoolArray, FloatArray
from indices.classes import classify, reaches
from indices.construction import ampi, cap_ratios, geometric_mean, mean_of_ratios, ratio_of_sums, relate
from indices.contributions import (
    contribute_arithmetically,
    contribute_geometrically,
    contribute_to_ampi,
    contribute_to_ratio_of_sums,
)
from indices.prior import Prior
from indices.recipe import IndexRecipe
from indices.reference import leave_one_out
from indices.residences import Residences
from indices.shares import take_shares
from indices.stability_inputs import gather_background, lay_rows
from indices.stability_recipes import CAP, Design, Worth100
from indices.stability_relating import refer

COLUMNS = ["code", "index", "construction", "value", "classe", "contributions"]


class Construction(StrEnum):
    """Another way of making the same index."""

    RATIO_OF_SUMS = "rapport_des_sommes"
    GEOMETRIC = "moyenne_geometrique"
    AMPI = "ampi"
    CAPPED = "plafond"
    SMOOTHED = "parts_lissees"
    OTHER_LEVEL = "autre_reference"
    """the commune of the residence, or its EPCI where the reference is a commune"""
    LEFT_OUT = "sans_la_residence"


@dataclass(frozen=True, slots=True)
class _Built:
    """One index under one construction."""

    value: pd.Series
    contributions: pd.DataFrame
    """rows add up to the distance to 100"""

    def only(self, kept: BoolArray) -> "_Built":
        return _Built(self.value.where(kept), self.contributions.where(pd.Series(kept, self.value.index), axis=0))


def compare_constructions(
    residences: Residences,
    memberships: Mapping[str, pd.Series],
    smoothed: pd.DataFrame,
    *,
    method: Method,
    design: Design,
    priors: Mapping[str, Prior],
) -> pd.DataFrame:
    """Build every index of every residence in every other way.

    Args:
        residences: as published, read with the method of `design`.
        memberships: as given to `indices.compute`.
        smoothed: ratios on smoothed shares, one column an indicator.
        method: the recipe.
        design: of the recipes tried, which says what the other reference is.
        priors: of the shares, by indicator.

    Returns:
        A row for each residence, index and construction that can be computed: `value`, `classe`, and `contributions` as
        JSON, which add up exactly to the distance to 100. Classes have the breaks of the method; those of the AMPI, whose
        unit is another, hold as many residences as the published ones.
    """
    shown = _Shown(residences, memberships, method, design, priors)
    built: dict[Construction, dict[str, _Built]] = {
        way: {recipe.code: shown.build(way, recipe, smoothed) for recipe in method.vigilance_indices}
        for way in Construction
    }
    for way, indices in built.items():
        for recipe in method.composites:
            indices[recipe.code] = _compose(way, recipe, indices, residences)
    frames = [
        _frame(way, code, each, residences.level.indices[code].value, method)
        for way, indices in built.items()
        for code, each in indices.items()
    ]
    return pd.concat(frames, ignore_index=True)


class _Shown:
    """The shares that the published indices use, and what they may be related to."""

    def __init__(
        self,
        residences: Residences,
        memberships: Mapping[str, pd.Series],
        method: Method,
        design: Design,
        priors: Mapping[str, Prior],
    ) -> None:
        rows = lay_rows(residences, memberships, design)
        background = gather_background(residences, rows, memberships, design, priors)
        codes = list(method.indicators)
        width = len(codes)
        self._used = pd.DataFrame(rows.used[:, :width], index=residences.codes, columns=codes)
        shares = take_shares(residences.level.pool, method=design.method)
        self._rates = pd.DataFrame(shares.rates[:, :width], index=residences.codes, columns=codes).where(self._used)
        self._reference = pd.Series(background.chosen[:width], index=codes)
        self._half_range = pd.Series(background.half_range[:width], index=codes)
        inside = pd.Series(residences.inside, index=residences.codes)
        self._others = leave_one_out(shares, inside)[codes].where(inside, axis=0)
        local = refer(Worth100.OTHER, rows, background, rows.num.T, rows.den.T)[:width].T
        self._local = pd.DataFrame(local, index=residences.codes, columns=codes)

    def build(self, way: Construction, recipe: IndexRecipe, smoothed: pd.DataFrame) -> _Built:
        columns = list(recipe.components)
        used, rates = self._used[columns], self._rates[columns]
        if way in (Construction.RATIO_OF_SUMS, Construction.AMPI):
            related = relate(rates, self._reference)
            return self._build_on_rates(way, rates, recipe).only(_are_complete(related, used))
        ratios = {
            Construction.SMOOTHED: lambda: smoothed.reindex(index=rates.index, columns=columns).where(used),
            Construction.OTHER_LEVEL: lambda: relate(rates, self._local),
            Construction.LEFT_OUT: lambda: relate(rates, self._others),
            Construction.CAPPED: lambda: cap_ratios(relate(rates, self._reference), cap=CAP),
        }.get(way, lambda: relate(rates, self._reference))()
        if way == Construction.GEOMETRIC:
            ratios = ratios.where(ratios > 0)
        return _average(way, ratios, recipe.weights).only(_are_complete(ratios, used))

    def _build_on_rates(self, way: Construction, rates: pd.DataFrame, recipe: IndexRecipe) -> _Built:
        if way == Construction.AMPI:
            half, weights = self._half_range, recipe.weights
            return _Built(
                ampi(rates, self._reference, half_range=half, weights=weights, minimum=1),
                contribute_to_ampi(rates, self._reference, half_range=half, weights=weights, minimum=1),
            )
        return _Built(
            ratio_of_sums(rates, self._reference, weights=recipe.weights, minimum=1),
            contribute_to_ratio_of_sums(rates, self._reference, weights=recipe.weights, minimum=1),
        )


def _are_complete(ratios: pd.DataFrame, used: pd.DataFrame) -> BoolArray:
    """Whether a residence has every share that its published index uses."""
    complete: BoolArray = (used.any(axis=1) & ~(ratios.isna() & used).any(axis=1)).to_numpy()
    return complete


def _average(way: Construction, ratios: pd.DataFrame, weights: Mapping[str, float]) -> _Built:
    if way == Construction.GEOMETRIC:
        return _Built(
            geometric_mean(ratios, weights=weights, minimum=1),
            contribute_geometrically(ratios, weights=weights, minimum=1),
        )
    return _Built(
        mean_of_ratios(ratios, weights=weights, minimum=1),
        contribute_arithmetically(ratios, weights=weights, minimum=1),
    )


def _compose(way: Construction, recipe: IndexRecipe, indices: Mapping[str, _Built], residences: Residences) -> _Built:
    """A composite of its parts: those that the published one uses, all of them."""
    parts = pd.DataFrame({code: indices[code].value for code in recipe.components})
    used = pd.DataFrame(~np.isnan(residences.level.indices[recipe.code].weight), parts.index, parts.columns)
    return _average(way, parts.where(used), recipe.weights).only(_are_complete(parts, used))


def _frame(way: Construction, index: str, built: _Built, published: FloatArray, method: Method) -> pd.DataFrame:
    there = built.value.notna() & ~np.isnan(published)
    value = built.value[there]
    breaks = method.classes
    if way == Construction.AMPI:
        find = partial(_find_like_break, value.to_numpy(), published[there.to_numpy()])
        breaks = replace(breaks, intermediaire=find(breaks.intermediaire), fragile=find(breaks.fragile))
    contributions = built.contributions.loc[there]
    return pd.DataFrame(
        {
            "code": value.index.astype("str"),
            "index": index,
            "construction": str(way),
            "value": value.to_numpy(),
            "classe": classify(value.to_numpy(), breaks=breaks).astype("str"),
            "contributions": [
                json.dumps({code: points for code, points in row.items() if not np.isnan(points)})
                for row in contributions.to_dict("records")
            ],
        },
        columns=COLUMNS,
    )


def _find_like_break(values: FloatArray, published: FloatArray, limit: float) -> float:
    """The break that as many residences reach as reach `limit` with the published index."""
    reached = int(reaches(published, limit).sum())
    return float(np.sort(values)[len(values) - reached]) if reached else np.inf
