"""Another engine, which shares nothing but the method file, says the same of residences: statuses, values, signals."""

import numpy as np
import pytest

from benchmarks.polars_twin import compute_with_polars
from tests.indices.builders import STOCK, SURVEY, method, run
from tests.indices.simulated import simulate


@pytest.fixture(scope="module")
def stock():
    """Three hundred residences: secret ones, a source missing, nothing offered for a year, no survey at all."""
    counts = simulate(np.arange(5, 305) // 3 + 4, precision=12.0, seed=6).counts
    counts.iloc[30:50, [counts.columns.get_loc(column) for column in STOCK]] = np.nan
    counts.iloc[45:90, [counts.columns.get_loc(column) for column in SURVEY]] = np.nan
    counts.loc[counts.index[100:120], ["offerts_un_an", "emmenages"]] = 0
    counts.loc[counts.index[115:125], "loues"] = np.nan
    return counts


def test_residences_are_those_of_polars(stock):
    results, twin = run(stock), compute_with_polars(stock, method(), minimum=11)

    of_residences = results.value[results.value["level"] == "residence"]
    for code in method().indices:
        rows = of_residences[of_residences["index"] == code]
        assert rows["status"].cat.codes.tolist() == twin[f"{code}_status"].to_list()
        assert rows["value"].to_numpy() == pytest.approx(twin[code].to_numpy(), abs=1e-9, nan_ok=True)
        if code == "fragilite":
            assert rows["signal"].tolist() == twin["signal"].to_list()
    components = results.component[results.component["level"] == "residence"]
    for code in method().indicators:
        rows = components[components["indicator"] == code]
        assert rows["status"].cat.codes.tolist() == twin[f"{code}_status"].to_list()
        for name in ("num", "den", "rate", "ratio", "weight", "contribution"):
            own = rows[name].to_numpy(dtype="float64", na_value=np.nan)
            assert own == pytest.approx(twin[f"{code}_{name}"].cast(float).to_numpy(), abs=1e-9, nan_ok=True)
    assert {0, 1, 2, 3} <= set(of_residences["status"].cat.codes)
