"""Arbitrary small stocks: sources missing, zeros, tiny residences, one to three communes."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.indices.builders import STOCK, SURVEY

RARELY = 0.1


def try_examples(number: int) -> settings:
    """So many examples, always the same ones, whatever the speed of the machine."""
    return settings(max_examples=number, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


property_settings = try_examples(40)
"""Enough examples to find what small stocks show."""


@st.composite
def residence_counts(draw: st.DrawFn) -> dict[str, int | None]:
    """One residence whose counts are consistent; either source may be missing, and single counts too.

    One number is drawn, which all the counts come from: drawing each of them took longer than what is tested.
    """
    rng = np.random.default_rng(draw(st.integers(0, 2**20)))

    def up_to(limit: int) -> int:
        """Nothing and everything more often than chance would have them."""
        return int(rng.choice(np.array([0, limit, rng.integers(0, limit + 1)]), p=[0.15, 0.15, 0.7]))

    row: dict[str, int | None] = {}
    logements = up_to(40)
    loues = up_to(logements)
    offerts = up_to(logements)
    stock = (logements, loues, up_to(logements - loues), offerts, up_to(offerts), up_to(logements))
    row |= dict(zip(STOCK, stock, strict=True))
    menages = up_to(40)
    repondants = up_to(menages)
    known, adults, composition = up_to(repondants), up_to(60), up_to(repondants)
    under_60 = up_to(known)
    survey = (menages, repondants, known, up_to(under_60), under_60, adults, up_to(adults), composition)
    row |= dict(zip(SURVEY, (*survey, up_to(composition)), strict=True))
    for source in (STOCK, SURVEY):
        if rng.random() < RARELY:
            row |= dict.fromkeys(source)
    if rng.random() < RARELY:
        row[str(rng.choice(STOCK[1:] + SURVEY[2:]))] = None
    return row


@st.composite
def stocks(draw: st.DrawFn) -> tuple[pd.DataFrame, list[str]]:
    """Counts of one to twelve residences, and the commune of each."""
    rows = draw(st.lists(residence_counts(), min_size=1, max_size=12))
    codes = [f"R{position:02d}" for position in range(len(rows))]
    communes = draw(st.lists(st.sampled_from(["74042", "74090", "74164"]), min_size=len(rows), max_size=len(rows)))
    return pd.DataFrame(rows, index=codes, dtype="float64"), communes
