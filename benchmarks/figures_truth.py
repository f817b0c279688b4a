"""Reliability judged on stocks whose propensities are known: coverage of the intervals, and signals given by chance."""

import numpy as np
import pandas as pd

from benchmarks.measuring import Line
from indices.reliability import TO_CONFIRM, assess_reliability
from tests.indices.builders import EPCI, memberships_of, method, run
from tests.indices.simulated import simulate

TERRITORIES = 6
COVERED, RESIDENCES = 60, 150
DRAWS = 500
SMALL = 20
PARTS = {"occupation": ["occ1", "occ2", "occ3", "occ4"], "attractivite": ["att1", "att2", "att3"]}


def judge_reliability() -> list[Line]:
    """Two lines on coverage, one on false signals; the same for the same seeds."""
    lines = [
        Line(
            f"coverage of the 90% intervals, spread of {precision:.0f} dwellings",
            f"{100 * np.mean([_cover(seed, precision) for seed in range(TERRITORIES)]):.1f}%",
            beside=f"{TERRITORIES} territories of {COVERED} residences of 11 to 250, three indices",
        )
        for precision in (15.0, 60.0)
    ]
    false = np.mean([_signal_by_chance(seed) for seed in range(TERRITORIES)], axis=0)
    raw, to_confirm, certain = (f"{100 * share:.1f}%" for share in false)
    return [
        *lines,
        Line(
            f"even stock, signals at 11 to {SMALL} dwellings",
            f"{certain} avérés",
            beside=f"raw rule {raw}; « à confirmer » or better {to_confirm}; {TERRITORIES} territories",
        ),
    ]


def _assess(counts: pd.DataFrame) -> pd.DataFrame:
    return assess_reliability(
        counts,
        memberships_of(counts),
        method=method(),
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
        draws=DRAWS,
        seed=1,
    )


def _cover(seed: int, precision: float) -> float:
    """Share of the true indices inside their interval, in one territory."""
    sizes = np.exp(np.random.default_rng(seed).normal(3.4, 0.7, COVERED)).clip(11, 250).astype(int)
    simulated = simulate(sizes, precision=precision, seed=1000 + seed)
    ratios = 100 * simulated.truth / run(simulated.counts).reference_rates
    truth = pd.DataFrame({index: ratios[codes].mean(axis=1) for index, codes in PARTS.items()})
    truth["fragilite"] = truth.mean(axis=1)
    assessed = _assess(simulated.counts)
    held = [
        truth[index].between(rows["interval_low"], rows["interval_high"]).mean()
        for index in truth
        for rows in [assessed.xs(index, level="index")]
    ]
    return float(np.mean(held))


def _signal_by_chance(seed: int) -> tuple[float, float, float]:
    """Share of the small residences of an even stock with a raw signal, one to confirm or better, one that is certain."""
    rng = np.random.default_rng(seed)
    sizes = np.concatenate([rng.integers(11, SMALL + 1, 2 * RESIDENCES // 3), rng.integers(21, 120, RESIDENCES // 3)])
    counts = simulate(sizes, precision=np.inf, seed=1000 + seed).counts
    small = counts["logements"] <= SMALL
    value = run(counts).value
    raw = value[(value["level"] == "residence") & (value["index"] == "fragilite")].set_index("code")["signal"]
    rows = _assess(counts).xs("fragilite", level="index")
    to_confirm, certain = rows["p_signal"] >= TO_CONFIRM, rows["signal_reliability"] == "avéré"
    return float(raw[small].mean()), float(to_confirm[small].mean()), float(certain[small].mean())
