"""What a measure changed in the residences that it reached: several publications read beside a declared file.

Only published shares are looked at, so nothing secret weighs here; what comes out are means of ten residences or more.
The outcome is an index on a fixed reference, that of the first publication: against the reference of each year, the
treated residences would move what they are compared with.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from indices import Method, TooFewObservationsError, parse_method
from indices.construction import mean_of_ratios, relate
from indices.effects import MIN_CLUSTERS, Effects, estimate_effects
from observatoire.errors import ConflictError
from observatoire.sources.measures import read_measure
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import evaluations
from observatoire.store.queries.evaluations import PastEdition

SEED = 2019
DRAWS = 999
BY_STOCK = "attractivite"
"""This index follows the millésime of the stock, the others that of the survey."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the manager reads."""

    nom: str
    publication: int
    document: dict[str, Any]


def evaluate_measure(store: Store, path: Path, *, nom: str) -> Evaluated:
    """Evaluate the effects of a measure and keep the result for the partners.

    Where residences or years are too few nothing is estimated: what is kept is the reason, and the paths of the means.

    Raises:
        InvalidInputError: the file is refused; every problem is listed.
        ConflictError: nothing was ever published.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        editions = evaluations.list_past_editions(session)
        if not editions:
            raise ConflictError(
                "Rien n’a encore été publié : il n’y a rien à évaluer. Publiez d’abord au moins deux millésimes."
            )
        last = editions[-1]
        dwellings = {each.number: evaluations.read_residence_dwellings(session, each.number) for each in editions}
        known = sorted(set().union(*(set(each.index) for each in dwellings.values())))
        treated_from = read_measure(path, known=known)
        method = parse_method(evaluations.read_method_document(session, last.number))
        outcomes = {each.number: _measure_outcomes(session, each, editions[0], method) for each in editions}
        document = {
            "debut": {str(year): int(count) for year, count in treated_from.value_counts().sort_index().items()},
            "residences": len(treated_from),
            "base": {"ops": editions[0].ops, "rpls": editions[0].rpls},
            "indices": {
                code: _evaluate_index(code, editions, outcomes, dwellings, treated_from) for code in method.indices
            },
        }
        evaluations.add_evaluation(session, nom=nom, publication=last.number, document=document)
    return Evaluated(nom, last.number, document)


def _measure_outcomes(session: Session, edition: PastEdition, base: PastEdition, method: Method) -> pd.DataFrame:
    """Indices of every residence of an edition on the reference of the first one, one column an index."""
    rates = evaluations.read_residence_rates(session, edition.number).pivot_table(
        index="code", columns="indicator", values="rate"
    )
    reference = evaluations.read_reference_rates(session, base)
    ratios = relate(rates.reindex(columns=list(method.indicators)), reference.reindex(list(method.indicators)))
    indices = pd.DataFrame(index=ratios.index)
    for recipe in (*method.vigilance_indices, *method.composites):
        parts = (indices if recipe.composite else ratios)[list(recipe.components)]
        # All the components or none: an index on other components one year than the other would move by itself.
        indices[recipe.code] = mean_of_ratios(parts, weights=recipe.weights, minimum=len(recipe.components))
    return indices


def _evaluate_index(
    index: str,
    editions: list[PastEdition],
    outcomes: dict[int, pd.DataFrame],
    dwellings: dict[int, pd.Series],
    treated_from: pd.Series,
) -> dict[str, Any]:
    years = {each.rpls if index == BY_STOCK else each.ops: each.number for each in editions}
    rows = [
        pd.DataFrame(
            {
                "residence": outcomes[number].index,
                "year": year,
                "outcome": outcomes[number][index].to_numpy(),
                "weight": dwellings[number].reindex(outcomes[number].index).to_numpy(),
            }
        )
        for year, number in years.items()
    ]
    panel = pd.concat(rows, ignore_index=True)
    panel = panel.loc[panel["outcome"].notna() & panel["weight"].gt(0)]
    panel["treated_from"] = panel["residence"].map(treated_from).astype("float64")
    described = {"millesimes": sorted(years), "trajectoires": _trace_means(panel, sorted(years))}
    if len(years) == 1:
        return {**described, "refus": "annees"}
    try:
        effects = estimate_effects(panel, seed=SEED, draws=DRAWS)
    except TooFewObservationsError as error:
        return {**described, "refus": "annees" if error.column == "year" else "residences", "minimum": MIN_CLUSTERS}
    return {**described, **_describe_effects(effects)}


def _trace_means(panel: pd.DataFrame, years: list[int]) -> dict[str, Any]:
    """Mean of those observed every year, treated and not, where they are enough to be a group."""
    always = panel.groupby("residence")["year"].transform("nunique") == len(years)
    groups = {"traitees": panel["treated_from"].notna(), "autres": panel["treated_from"].isna()}
    traced: dict[str, Any] = {}
    for name, of_group in groups.items():
        rows = panel.loc[always & of_group]
        count = int(rows["residence"].nunique())
        enough = count >= MIN_CLUSTERS
        sums = rows.assign(points=rows["outcome"] * rows["weight"]).groupby("year")[["points", "weight"]].sum()
        means = sums["points"] / sums["weight"]
        traced[name] = {
            "residences": count,
            "moyennes": [round(float(means[year]), 1) for year in years] if enough else None,
        }
    return traced


def _describe_effects(effects: Effects) -> dict[str, Any]:
    return {
        "refus": None,
        "niveau": effects.level,
        "effet": {name: round(float(effects.overall[name]), 1) for name in ("effect", "low", "high")},
        "paralleles": effects.parallel_before,
        "ecart_initial": round(effects.baseline_gap, 2),
        "retour_a_la_moyenne": effects.regression_to_the_mean,
        "annees": [
            {"depuis": int(row["event_time"])}
            | {name: round(float(row[name]), 1) for name in ("effect", "low", "high")}
            for row in effects.event_study.reset_index().to_dict("records")
        ],
        "comparaisons": [
            {name: int(row[name]) for name in ("cohort", "year", "base", "treated", "compared")}
            for row in effects.group_time.to_dict("records")
        ],
    }
