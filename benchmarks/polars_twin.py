"""The indices of residences by Polars expressions: what `indices.compute` is timed beside, and checked against."""

import pandas as pd
import polars as pl

from indices import Method
from indices.recipe import IndexRecipe, SignalRule

OK, PARTIEL, SECRET, NON_TRANSMIS, SANS_OBJET = range(5)
TOLERANCE = 1e-9


def compute_with_polars(counts: pd.DataFrame, method: Method, *, minimum: int) -> pl.DataFrame:
    """Counts, shares, ratios, statuses, weights, contributions of each indicator, and the indices with class and signal.

    One wide row a residence, related to all of them; nothing is checked, nothing pooled to other levels.
    """
    columns = {name: pl.Series(counts[name].to_numpy(), nan_to_null=True) for name in method.count_columns}
    frame = pl.DataFrame(columns).lazy().select(_lay_shares(method, minimum))
    frame = frame.select("size", *(each for code in method.indicators for each in _relate(code)))
    for recipe in (*method.vigilance_indices, *method.composites):
        frame = frame.with_columns(_combine(recipe, method))
    return frame.with_columns(_flag(method.signal).fill_null(value=False).alias("signal")).collect()


def _lay_shares(method: Method, minimum: int) -> list[pl.Expr]:
    size = pl.coalesce("logements", "menages").fill_null(0.0)
    small = {"OPS": (size < minimum) | (pl.col("repondants").fill_null(0.0) < minimum), "RPLS": size < minimum}
    laid = [size.alias("size")]
    for code, indicator in method.indicators.items():
        num, den = pl.col(indicator.numerator), pl.sum_horizontal(*indicator.denominator, ignore_nulls=False)
        known = num.is_not_null() & den.is_not_null()
        laid += [
            pl.when(known).then(num).alias(f"{code}_num"),
            pl.when(known).then(den).alias(f"{code}_den"),
            small[indicator.source].alias(f"{code}_small"),
        ]
    return laid


def _relate(code: str) -> list[pl.Expr]:
    num, den, small = (pl.col(f"{code}_{name}") for name in ("num", "den", "small"))
    reference = num.sum() / den.sum()
    rate = pl.when(den > 0).then(num / den)
    ratio = pl.when(reference > 0).then(100.0 * (rate / reference))
    shown = num.is_not_null() & ~small
    status = (
        pl.when(num.is_null())
        .then(NON_TRANSMIS)
        .when(small)
        .then(SECRET)
        .when(ratio.is_null())
        .then(SANS_OBJET)
        .otherwise(OK)
    )
    return [
        pl.when(shown).then(num.cast(pl.Int64)).alias(f"{code}_num"),
        pl.when(shown).then(den.cast(pl.Int64)).alias(f"{code}_den"),
        pl.when(shown).then(rate).alias(f"{code}_rate"),
        pl.when(shown).then(ratio).alias(f"{code}_ratio"),
        pl.when(shown).then(pl.lit(1.0)).alias(f"{code}_coverage"),
        status.cast(pl.Int8).alias(f"{code}_status"),
    ]


def _combine(recipe: IndexRecipe, method: Method) -> list[pl.Expr]:
    parts = {part: pl.col(part if recipe.composite else f"{part}_ratio") for part in recipe.components}
    used = {part: pl.when(ratio.is_not_null()).then(recipe.weights[part]) for part, ratio in parts.items()}
    enough = pl.sum_horizontal(*(ratio.is_not_null().cast(pl.Int8) for ratio in parts.values())) >= recipe.minimum
    total = pl.sum_horizontal(*used.values())
    weights = {part: pl.when(enough).then(weight / total) for part, weight in used.items()}
    contributions = {part: weights[part] * (ratio - 100.0) for part, ratio in parts.items()}
    value = pl.when(enough).then(100.0 + pl.sum_horizontal(*contributions.values()))
    statuses = [pl.col(f"{part}_status") for part in parts]
    status = (
        pl.when(pl.all_horizontal(*(each == OK for each in statuses)))
        .then(OK)
        .when(enough)
        .then(PARTIEL)
        .when(pl.any_horizontal(*(each == SECRET for each in statuses)))
        .then(SECRET)
        .when(pl.any_horizontal(*(each == NON_TRANSMIS for each in statuses)))
        .then(NON_TRANSMIS)
        .otherwise(SANS_OBJET)
    )
    breaks = (method.classes.intermediaire, method.classes.fragile)
    results = [
        value.alias(recipe.code),
        status.cast(pl.Int8).alias(f"{recipe.code}_status"),
        pl.sum_horizontal(*((value >= each - TOLERANCE).cast(pl.Int8) for each in breaks)).alias(
            f"{recipe.code}_class"
        ),
    ]
    if not recipe.composite:
        results += [each.alias(f"{part}_weight") for part, each in weights.items()]
        results += [each.alias(f"{part}_contribution") for part, each in contributions.items()]
    return results


def _flag(rule: SignalRule) -> pl.Expr:
    alone, *together = (
        pl.col(code) >= limit - TOLERANCE
        for code, limit in (
            ("fragilite", rule.fragilite),
            ("occupation", rule.occupation),
            ("attractivite", rule.attractivite),
        )
    )
    large_enough = pl.col("size") >= rule.minimum_dwellings
    return (alone | (together[0] & together[1])) & (pl.col("fragilite_status") == OK) & large_enough
