"""Where each published share stands in its funnel: how far from the reference chance alone takes a residence of its size.

Nothing but published counts enters here: a secret residence has no point, and moves no limit.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indices import Method, TooFewObservationsError
from indices.funnel import LIMITS, draw_funnel, find_limits
from indices.shares import Shares, read_shares
from observatoire.territories.residences import RESIDENCE

ZONES = ("bien au-dessous", "au-dessous", "dedans", "au-dessus", "bien au-dessus")
"""From below the limit of 1 in 1,000 to above that of 999 in 1,000."""
NOT_BY_CHANCE = "avant_1975"
"""The year of a building is what it is: chance does not spread it, and a funnel would say nothing."""
SMALLEST = 11
STEP = 50
"""The plot ends at a round number, which is not the size of any residence."""
CURVE_POINTS = 24


@dataclass(frozen=True, slots=True)
class Funnels:
    """The funnels of a computation."""

    zones: pd.DataFrame
    """keys `level`, `code`, `indicator`; `funnel`"""
    described: dict[str, Any]
    """by indicator: centre, overdispersion, limits"""


def place_in_funnels(components: pd.DataFrame, reference_rates: pd.Series, *, method: Method) -> Funnels:
    """Place every residence in the funnel of each indicator.

    Args:
        components: indicators as they will be published, `level`, `code`, `indicator`, `num`, `den`, `rate`.
        reference_rates: shares of the reference, by indicator.
        method: what each indicator counts.
    """
    spread = [code for code, indicator in method.indicators.items() if indicator.numerator != NOT_BY_CHANCE]
    shown = components.loc[
        (components["level"] == RESIDENCE) & components["rate"].notna() & components["indicator"].isin(spread)
    ]
    zones, described = [], {}
    for indicator, rows in shown.groupby("indicator", sort=True):
        code, centre = str(indicator), float(reference_rates[str(indicator)])
        shares = _pair(rows, code)
        try:
            funnel = draw_funnel(shares, code, centre=centre)
        except TooFewObservationsError:
            continue
        points = funnel.points
        limits = points[list(LIMITS)].to_numpy(dtype=np.float64)
        rates = points["rate"].to_numpy(dtype=np.float64)[:, None]
        # On a limit is still inside: counts are whole, and the limits are counts.
        passed = (rates[:, 0] >= limits[:, 0] - 1e-12).astype(int) + (rates[:, 0] >= limits[:, 1] - 1e-12)
        passed += (rates > limits[:, 2:] + 1e-12).sum(axis=1)
        zones.append(
            pd.DataFrame(
                {
                    "level": RESIDENCE,
                    "code": points.index.astype("str"),
                    "indicator": code,
                    "funnel": [ZONES[each] for each in passed],
                }
            )
        )
        described[code] = {
            "centre": centre,
            "surdispersion": round(funnel.overdispersion, 2),
            "ecart_type": round(funnel.spread, 4),
            "residences": len(points),
            "limites": _trace_limits(float(points["den"].max()), centre),
        }
    columns = ["level", "code", "indicator", "funnel"]
    return Funnels(pd.concat(zones) if zones else pd.DataFrame(columns=columns, dtype="str"), described)


def _pair(rows: pd.DataFrame, indicator: str) -> Shares:
    counts = rows.set_index("code")[["num", "den"]].astype("float64")
    return read_shares(counts[["num"]].set_axis([indicator], axis=1), counts[["den"]].set_axis([indicator], axis=1))


def _trace_limits(largest: float, centre: float) -> list[dict[str, float]]:
    end = STEP * (int(largest) // STEP + 1)
    sizes = np.unique(np.geomspace(SMALLEST, end, CURVE_POINTS).round())
    limits = find_limits(sizes, centre=centre)
    return [
        {"den": float(size)} | {name: round(float(curve[row]), 4) for name, curve in limits.items()}
        for row, size in enumerate(sizes)
    ]
