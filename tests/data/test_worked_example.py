"""The worked example of docs/methode/indices.md is what the calculation says of the demonstration, to its last digit."""

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.data.demo_reader import read_occupation, read_parc, read_residences
from tests.indices.builders import EPCI, run

PAGE = Path(__file__).parents[2] / "docs" / "methode" / "indices.md"
RESIDENCE = "Les Tilleuls"
ROW = re.compile(
    r"^\| `(\w+)` \| (\d+) sur (\d+) \| ([\d,]+) % \| ([\d,]+) % \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE
)


def read_section() -> str:
    """What the page says of the example."""
    return PAGE.read_text(encoding="utf-8").split(f"*{RESIDENCE}*")[1].split("\n## ")[0]


@pytest.fixture(scope="module")
def computed():
    counts = read_parc(2016).join(read_occupation(2016), how="left")
    memberships = {
        "residence": pd.Series(counts.index, index=counts.index, dtype="str"),
        "epci": pd.Series(EPCI, index=counts.index, dtype="str"),
    }
    results = run(counts, memberships)
    residences = read_residences(2016)
    code = residences.index[residences["nom"] == RESIDENCE].item()
    components = results.component.query(f"level == 'residence' and code == '{code}'").set_index("indicator")
    values = results.value.query(f"level == 'residence' and code == '{code}'").set_index("index")
    return components, values, results.reference_rates


def french(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def test_indicators_of_the_example(computed):
    components, _, reference_rates = computed

    said = {code: figures for code, *figures in ROW.findall(read_section())}

    points = components["weight"] * components["ratio"]
    assert said == {
        code: [
            str(row.num),
            str(row.den),
            french(100 * row.rate, 1),
            french(100 * reference_rates[code], 1),
            french(row.ratio, 1),
            french(points[code], 2),
        ]
        for code, row in components.iterrows()
    }


@pytest.mark.parametrize("index", ["occupation", "attractivite", "fragilite"])
def test_indices_of_the_example(computed, index):
    _, values, _ = computed

    assert f"**{french(values.loc[index, 'value'], 2)}**" in read_section()


def test_class_of_the_example(computed):
    _, values, _ = computed

    assert f"*{values.loc['fragilite', 'classe']}*" in read_section()
