"""Evaluation of effects: did what was decided change the residences it touched, compared with those it did not?

Group-time differences in differences, with the residences not yet or never treated as comparison. The outcome must be a
share or an index on a fixed base year: in an index relative to the reference of the year, the reference moves with the
treated residences.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indices.arrays import BoolArray, FloatArray
from indices.division import divide
from indices.effects_panel import Panel, read_panel
from indices.errors import TooFewObservationsError

MIN_CLUSTERS = 10
"""Treated, and compared, below which the spread between them cannot be estimated."""
REGRESSION_TO_THE_MEAN = 0.5
"""Standard deviations between treated and compared before the treatment, from which a fall is expected anyway."""


@dataclass(frozen=True)
class Effects:
    """What the treatment changed, as far as the comparison tells.

    Attributes
    ----------
    group_time : DataFrame
        One row a cohort and a year: ``cohort``, ``year``, ``base`` (year compared with), ``event_time`` (years since
        the treatment, negative before), ``treated`` and ``compared`` (residences), ``effect``, ``low``, ``high``.
        Rows before the treatment are placebos: they should be near zero.
    event_study : DataFrame, indexed by event time
        ``effect``, ``low``, ``high``: cohorts weighted by their number of treated residences.
    overall : Series
        ``effect``, ``low``, ``high``: all years from the treatment on, weighted in the same way.
    level : float
        Of the intervals, 0 to 1.
    parallel_before : bool or None
        Whether every placebo interval contains zero; None when there is no year to look at.
    baseline_gap : float
        Mean outcome of the treated minus that of the compared in the base year, in standard deviations of the
        compared.
    regression_to_the_mean : bool
        Whether `baseline_gap` is such that part of the effect is expected without any treatment.
    """

    group_time: pd.DataFrame
    event_study: pd.DataFrame
    overall: pd.Series
    level: float
    parallel_before: bool | None
    baseline_gap: float
    regression_to_the_mean: bool


@dataclass(frozen=True)
class _Comparison:
    """One cohort in one year: its effect, and the same effect in each bootstrap draw."""

    cohort: int
    year: int
    base: int
    treated: int
    compared: int
    effect: float
    draws: FloatArray


def estimate_effects(panel: pd.DataFrame, *, seed: int, draws: int = 999, level: float = 0.90) -> Effects:
    """Estimate the effect of a treatment that reached residences in different years.

    Parameters
    ----------
    panel : DataFrame
        One row a residence and a year: ``residence``, ``year`` (whole number), ``outcome`` (NaN where secret or not
        transmitted), ``treated_from`` (first year of the treatment, NaN if never), and if wanted ``weight`` (dwellings,
        positive, 1 by default) and ``cluster`` (what the treatment was decided for: the residence by default, a commune
        when a whole commune was treated). Not changed.
    seed : int
        Of the bootstrap: same seed, same intervals.
    draws : int
        Bootstrap draws.
    level : float, 0 to 1
        Of the intervals.

    Returns
    -------
    Effects

    Raises
    ------
    IndexInputError
        A column is missing or does not hold numbers, a residence has two rows for a year, or changes its treatment.
    TooFewObservationsError
        Fewer than `MIN_CLUSTERS` treated or compared clusters, or no year before and after the treatment: showing the
        trajectories is then all that can be done honestly.

    Notes
    -----
    ``ATT(g, t) = (Y_g,t - Y_g,b) - (Y_C,t - Y_C,b)`` where g is the first year of the treatment, b the last year
    observed before it (before the treatment, the year observed before t: a placebo), and C the residences not treated
    by the later of t and b. Only residences observed in both years count, so that a demolition or a sale is no effect.
    Two-way fixed effects are not used: with cohorts treated in different years they weigh some effects negatively.
    Intervals are percentiles of a bootstrap of whole clusters. Source: [callaway2021]_.
    """
    read = read_panel(panel)
    _require_enough(read)
    multiplicities = _draw_clusters(read, seed=seed, draws=draws)
    comparisons = _compare_cohorts(read, multiplicities)
    if not any(each.year >= each.cohort for each in comparisons):
        raise TooFewObservationsError(
            "no cohort is observed before and after its treatment beside residences not yet treated", column="year"
        )
    after = [each for each in comparisons if each.year >= each.cohort]
    study = _study_events(comparisons, level)
    before = study.loc[study.index < 0]
    gap = _measure_baseline_gap(read, after)
    return Effects(
        group_time=_frame_comparisons(comparisons, level),
        event_study=study,
        overall=pd.Series(_summarise(after, level), name="overall"),
        level=level,
        parallel_before=bool(((before["low"] <= 0) & (before["high"] >= 0)).all()) if len(before) else None,
        baseline_gap=gap,
        regression_to_the_mean=abs(gap) >= REGRESSION_TO_THE_MEAN,
    )


def _require_enough(panel: Panel) -> None:
    """Only residences seen twice can have changed: the treated ones before and after, the others whenever."""
    seen, since = ~np.isnan(panel.outcome), panel.treated_from[:, None]
    treated = ~np.isnan(panel.treated_from)
    twice: BoolArray = np.greater(seen.sum(axis=1), 1)
    before, after = seen & (panel.years < since), seen & (panel.years >= since)
    straddling: BoolArray = np.logical_and(before.any(axis=1), after.any(axis=1))
    if treated.any() and not straddling.any():
        raise TooFewObservationsError("no residence is observed before and after its treatment", column="year")
    for name, mask in (("treated", straddling), ("compared", twice & (~treated | _is_treated_late(panel)))):
        found = len(np.unique(panel.clusters[mask]))
        if found < MIN_CLUSTERS:
            raise TooFewObservationsError(
                f"{found} {name} clusters, at least {MIN_CLUSTERS} are needed", column="treated_from"
            )


def _is_treated_late(panel: Panel) -> BoolArray:
    """Treated after the first cohort: they serve as comparison until their turn comes."""
    late: BoolArray = panel.treated_from > np.nanmin(panel.treated_from)
    return late


def _draw_clusters(panel: Panel, *, seed: int, draws: int) -> FloatArray:
    """How many times each residence is in each draw, shape (draws, n): whole clusters are drawn with replacement."""
    count = int(panel.clusters.max()) + 1
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=draws).astype(np.float64)
    multiplicities: FloatArray = drawn[:, panel.clusters]
    return multiplicities


def _compare_cohorts(panel: Panel, multiplicities: FloatArray) -> list[_Comparison]:
    comparisons = []
    cohorts = np.unique(panel.treated_from[~np.isnan(panel.treated_from)]).astype(int)
    for cohort in cohorts:
        earlier = panel.years[panel.years < cohort]
        if len(earlier) == 0:
            continue
        for position, year in enumerate(panel.years):
            if year < cohort and position == 0:
                continue
            base = int(earlier[-1] if year >= cohort else panel.years[position - 1])
            compared = _compare(panel, multiplicities, int(cohort), int(year), base)
            if compared is not None:
                comparisons.append(compared)
    return comparisons


def _compare(panel: Panel, multiplicities: FloatArray, cohort: int, year: int, base: int) -> _Comparison | None:
    change = panel.outcome[:, panel.position(year)] - panel.outcome[:, panel.position(base)]
    observed = ~np.isnan(change)
    treated = observed & (panel.treated_from == cohort)
    untreated = observed & ~(panel.treated_from <= max(year, base, cohort - 1)) & (panel.treated_from != cohort)
    if not treated.any() or not untreated.any():
        return None
    weight = panel.weights[:, panel.position(base)]
    return _Comparison(
        cohort=cohort,
        year=year,
        base=base,
        treated=int(treated.sum()),
        compared=int(untreated.sum()),
        effect=float(
            np.average(change[treated], weights=weight[treated])
            - np.average(change[untreated], weights=weight[untreated])
        ),
        draws=_average_draws(change, weight, treated, multiplicities)
        - _average_draws(change, weight, untreated, multiplicities),
    )


def _average_draws(change: FloatArray, weight: FloatArray, mask: BoolArray, multiplicities: FloatArray) -> FloatArray:
    drawn = multiplicities[:, mask] * weight[mask]
    total = drawn.sum(axis=1)
    return divide(drawn @ change[mask], total)


def _summarise(comparisons: list[_Comparison], level: float) -> dict[str, float]:
    """Weighted mean of effects, with the percentiles of the same mean over the draws."""
    sizes = np.array([each.treated for each in comparisons], dtype=np.float64)
    effect = float(np.average([each.effect for each in comparisons], weights=sizes))
    drawn = np.column_stack([each.draws for each in comparisons]) @ (sizes / sizes.sum())
    low, high = np.nanquantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return {"effect": effect, "low": float(low), "high": float(high)}


def _study_events(comparisons: list[_Comparison], level: float) -> pd.DataFrame:
    times = sorted({each.year - each.cohort for each in comparisons})
    rows = [_summarise([each for each in comparisons if each.year - each.cohort == time], level) for time in times]
    return pd.DataFrame(rows, index=pd.Index(times, name="event_time"))


def _frame_comparisons(comparisons: list[_Comparison], level: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "cohort": each.cohort,
                "year": each.year,
                "base": each.base,
                "event_time": each.year - each.cohort,
                "treated": each.treated,
                "compared": each.compared,
                **_summarise([each], level),
            }
            for each in comparisons
        ]
    )


def _measure_baseline_gap(panel: Panel, after: list[_Comparison]) -> float:
    gaps = []
    for cohort, base in sorted({(each.cohort, each.base) for each in after}):
        outcome = panel.outcome[:, panel.position(base)]
        others = outcome[~(panel.treated_from <= cohort) & ~np.isnan(outcome)]
        treated = outcome[(panel.treated_from == cohort) & ~np.isnan(outcome)]
        spread = float(others.std(ddof=1)) if len(others) > 1 else 0.0
        if spread > 0:
            gaps.append((float(treated.mean() - others.mean()) / spread, len(treated)))
    if not gaps:
        return 0.0
    return float(np.average([gap for gap, _ in gaps], weights=[size for _, size in gaps]))
