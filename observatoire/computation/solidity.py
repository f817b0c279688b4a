"""How solid each published figure is, of a residence above all: what `indices` says of it, laid beside the results.

Everything here follows from the counts by a fixed seed, so that a publication can be computed again to the last digit.
Nothing is said of a residence whose value is secret, and the priors are fitted on those that are shown: whoever reads two
smoothed shares can compute the prior.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indices import Method, Results
from indices.margin import measure_margins
from indices.priors import fit_priors
from indices.reliability import assess_components, assess_reliability
from indices.residences import read_residences
from indices.stability import measure_stability
from indices.stability_recipes import CAP, design_recipes, list_recipes
from indices.weight_flip import measure_weight_flips
from indices.year_changes import compare_years
from observatoire.computation.constructions import COLUMNS, compare_constructions
from observatoire.computation.families import SEED, Families, FormerFamilies, describe_features, make_families
from observatoire.computation.leaving_out import compare_with_others
from observatoire.computation.solidity_described import describe_coherence, describe_listing, describe_recipes
from observatoire.computation.wider_solidity import bound_wider_territories, compare_wider_territories
from observatoire.territories.residences import RESIDENCE

DRAWS = 2000
MOST_DRAWN = 20_000
"""Residences above which the closed form stands for the draws: a region, a country."""
LEVEL = 0.90
MOBILITY = "att1"


@dataclass(frozen=True, slots=True)
class Solidity:
    """What stands beside the results of residences, ready to be merged with them."""

    values: pd.DataFrame
    """keys `level`, `code`, `index`; the columns of `partner.value` on solidity"""
    components: pd.DataFrame
    """keys `level`, `code`, `indicator`; `smoothed`, `low`, `high`, `alone`"""
    territories: pd.DataFrame
    """keys `level`, `code`; `margin`, `departures`, `family`, `family_before`"""
    constructions: pd.DataFrame
    """keys `code`, `index`, `construction`; nothing above `MOST_DRAWN` residences"""
    analysis: dict[str, Any]
    """what is said once for the publication: rules, recipes, families, coherence"""
    typology: dict[str, Any] | None
    """centres and scaling of the families, kept for the next publications"""


def assess_solidity(
    counts: pd.DataFrame,
    memberships: Mapping[str, pd.Series],
    results: Results,
    *,
    method: Method,
    reference: tuple[str, str],
    min_logements: int,
    min_repondants: int,
    withheld: Mapping[str, pd.DataFrame],
    before: tuple[pd.DataFrame, Mapping[str, pd.Series], Mapping[str, pd.DataFrame]] | None,
    families: FormerFamilies | None,
) -> Solidity:
    """Assess every residence of a computation.

    Args:
        counts: as given to `indices.compute`.
        memberships: as given to `indices.compute`.
        results: what it returned.
        method: the recipe.
        reference: level and code of the territory worth 100.
        min_logements: dwellings below which values are secret.
        min_repondants: respondents below which the occupation is.
        withheld: what is secret beyond the thresholds, by level.
        before: counts, memberships and withheld figures of the millésimes published before, if any: what changed
            since is told apart from chance.
        families: those of earlier publications, which are kept; none finds new ones.
    """
    read = partial(
        read_residences,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
    )
    residences = read(counts, memberships, withheld=withheld)
    priors = fit_priors(residences.level.pool, residences.inside, method=method, shown=residences.level.shown)
    components = assess_components(residences, method=method, priors=priors, threshold=method.classes.fragile)
    shares = _frame_components(components, results.reference_rates).merge(
        compare_with_others(residences, method=method), on=["level", "code", "indicator"], how="left"
    )
    said = {
        "graine": SEED,
        "niveau": LEVEL,
        "a_priori": {code: str(prior.kind) for code, prior in priors.shares.items()},
    }
    if not method.indices:
        return _keep_shares(shares, said)
    draws = DRAWS if len(counts) <= MOST_DRAWN else None
    reliability = assess_reliability(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        withheld=withheld,
        draws=draws,
        seed=SEED,
    )
    stability = measure_stability(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        priors=priors.shares,
        withheld=withheld,
    )
    values = _add_flips(_frame_values(reliability, stability), measure_weight_flips(results, method=method))
    earlier = None if before is None else read(before[0], before[1], withheld=before[2])
    if earlier is not None:
        changes = compare_years(earlier, residences, method=method, draws=DRAWS, seed=SEED)
        values = _add_changes(values, changes)
    margins = measure_margins(
        counts,
        memberships,
        method=method,
        reference=reference,
        min_logements=min_logements,
        min_repondants=min_repondants,
        mobility=_smooth_mobility(components, results.reference_rates),
        withheld=withheld,
    )
    wider = bound_wider_territories(
        residences,
        memberships,
        method=method,
        reference=reference,
        priors=priors,
        draws=draws,
        seed=SEED,
    )
    if before is not None and earlier is not None:
        groups = (before[1], memberships)
        moved = compare_wider_territories(
            earlier, residences, groups, method=method, reference=reference, draws=DRAWS, seed=SEED
        )
        wider = wider.merge(moved, on=["level", "code", "index"], how="left")
    profiles = components["smoothed"].unstack("indicator")  # noqa: PD010 - keys are unique
    constructions = pd.DataFrame(columns=COLUMNS)
    if draws is not None:
        plain = counts[list(method.count_columns)]
        design = design_recipes(plain, memberships, method=method, reference=reference)
        constructions = compare_constructions(
            residences, memberships, profiles, method=method, design=design, priors=priors.shares
        )
    sorted_into = make_families(
        profiles,
        results,
        features=describe_features(method, reference[1]),
        former=families,
    )
    return Solidity(
        values=pd.concat([values, wider], ignore_index=True),
        components=shares,
        territories=_frame_territories(sorted_into, margins),
        constructions=constructions,
        analysis={
            **said,
            "tirages": DRAWS,
            "liste": describe_listing(reliability),
            "recettes": describe_recipes(list_recipes(counts, memberships, method=method, reference=reference)),
            "constructions": {"plafond": CAP},
            "familles": sorted_into.described,
            "typologie": sorted_into.origin,
            "coherence": describe_coherence(results, method),
        },
        typology=sorted_into.document,
    )


def _keep_shares(shares: pd.DataFrame, said: dict[str, Any]) -> Solidity:
    """Where no index can be made, how solid each share is: there is nothing to draw, to sort or to build otherwise."""
    none = pd.DataFrame(columns=["level", "code"], dtype="str")
    return Solidity(
        values=none.assign(index=none["code"]),
        components=shares,
        territories=none,
        constructions=pd.DataFrame(columns=COLUMNS),
        analysis=said,
        typology=None,
    )


def measure_unit_points(components: pd.DataFrame, reference_rates: pd.Series) -> pd.Series:
    """Points of its index that one more dwelling or household in the numerator would add, for every territory.

    Args:
        components: `Results.component`.
        reference_rates: shares of the reference, by indicator.

    Returns:
        Indexed as `components`; missing where the indicator is not used.
    """
    indicators = components["indicator"].astype("category").cat
    rates = pd.Series(
        reference_rates.reindex(indicators.categories).to_numpy(dtype=np.float64)[indicators.codes], components.index
    )
    den = components["den"].astype("float64")
    return 100.0 * components["weight"] / (den.where(den > 0) * rates.where(rates > 0))


def _frame_values(reliability: pd.DataFrame, stability: pd.DataFrame) -> pd.DataFrame:
    known = reliability["smoothed"].notna()
    frame = reliability.drop(columns=["p_intermediaire", "p_signal"]).rename(
        columns={"reliability": "solidite", "signal_reliability": "signal_solidite"}
    )
    chosen = stability[["stability", "recipes", "rank_low", "rank_high", "other_class"]]
    joined = frame.join(chosen).loc[known]
    return joined.reset_index().assign(level=RESIDENCE).astype({"recipes": "Int64"})


def _add_flips(values: pd.DataFrame, flips: pd.DataFrame) -> pd.DataFrame:
    of_residences = flips.loc[flips["level"] == RESIDENCE, ["code", "index", "flip"]].astype(
        {"code": "str", "index": "str"}
    )
    return values.merge(of_residences, on=["code", "index"], how="left")


def _add_changes(values: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    said = changes[["evolution", "verdict"]].rename(columns={"verdict": "change"})
    return values.merge(said, left_on=["code", "index"], right_index=True, how="left")


def _frame_components(components: pd.DataFrame, reference_rates: pd.Series) -> pd.DataFrame:
    """From base 100 to shares, which is what a sheet shows."""
    rates = reference_rates.reindex(components.index.get_level_values("indicator")).to_numpy(dtype=np.float64)
    figures = {"smoothed": "smoothed", "low": "interval_low", "high": "interval_high"}
    shares = pd.DataFrame({name: components[column] * rates / 100.0 for name, column in figures.items()})
    return shares.dropna().reset_index().assign(level=RESIDENCE)


def _smooth_mobility(components: pd.DataFrame, reference_rates: pd.Series) -> pd.Series:
    """Mobility drawn towards that of the others: a small residence that nobody left this year will be left one day."""
    ratios = components["smoothed"].xs(MOBILITY, level="indicator")
    mobility: pd.Series = (ratios * float(reference_rates[MOBILITY]) / 100.0).clip(upper=1.0)
    return mobility


def _frame_territories(families: Families, margins: pd.DataFrame) -> pd.DataFrame:
    """Margins are those that the fragility leaves; departures are whole, since margins are."""
    room = margins.xs("fragilite", level="index")[["margin", "departures"]].astype("Int64")
    frame = room.rename_axis("code").reset_index().assign(level=RESIDENCE)
    return frame.join(families.frame, on="code")
