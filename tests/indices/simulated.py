"""Stocks whose true propensities are known: what intervals and signals are judged against."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

RATES = {"occ1": 0.28, "occ2": 0.50, "occ3": 0.12, "occ4": 0.20, "att1": 0.067, "att2": 0.029, "att3": 0.40}


@dataclass(frozen=True)
class Simulated:
    """Counts of residences, and the propensities they were drawn from."""

    counts: pd.DataFrame
    truth: pd.DataFrame


def simulate(sizes: np.ndarray, *, precision: float, seed: int, alike: np.ndarray | None = None) -> Simulated:
    """Draw residences around the shares of the CCFG; an infinite precision makes them all alike.

    `alike` is the group of each, from 0: those of a group have the same propensities.
    """
    rng = np.random.default_rng(seed)
    count = len(sizes)
    groups = np.arange(count) if alike is None else alike

    def propensity(rate: float) -> np.ndarray:
        if np.isinf(precision):
            return np.full(count, rate)
        drawn: np.ndarray = rng.beta(rate * precision, (1 - rate) * precision, groups.max() + 1)
        return drawn[groups]

    truth = pd.DataFrame({code: propensity(rate) for code, rate in RATES.items()})
    within = propensity(RATES["occ1"] / RATES["occ2"])
    truth["occ1"] = truth["occ2"] * within
    vacants = rng.binomial(sizes, truth["att2"])
    loues = sizes - vacants
    households = sizes
    under_60 = rng.binomial(households, truth["occ2"])
    adults = households + rng.binomial(households, 0.5)
    counts = pd.DataFrame(
        {
            "logements": sizes,
            "loues": loues,
            "vacants": vacants,
            "offerts_un_an": sizes,
            "emmenages": rng.binomial(sizes, truth["att1"]),
            "avant_1975": rng.binomial(sizes, truth["att3"]),
            "menages": households,
            "repondants": households,
            "menages_ressources_connues": households,
            "ress_inf_40": rng.binomial(under_60, within),
            "ress_inf_60": under_60,
            "majeurs_activite_connue": adults,
            "majeurs_chomage": rng.binomial(adults, truth["occ3"]),
            "menages_composition_connue": households,
            "familles_monoparentales": rng.binomial(households, truth["occ4"]),
        },
        index=[f"R{position:05d}" for position in range(count)],
        dtype="float64",
    )
    return Simulated(counts, truth.set_axis(counts.index))
