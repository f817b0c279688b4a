"""Each figure of the product has its formula, an example and what it does not say: on the page and on the screen alike."""

import html
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indices.coherence import measure_coherence
from indices.multiple import list_by_probability
from indices.posterior import smooth_rates
from indices.prior import Prior, PriorKind
from indices.prior_doubt import PriorDoubt
from indices.recipe import ClassBreaks
from indices.weight_flip import find_weight_flip

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "methode" / "chiffres.md").read_text(encoding="utf-8")
SCREEN = (ROOT / "web" / "methode.html").read_text(encoding="utf-8")
WIDTH = 4


def read_page():
    rows = [line.strip("| \n").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    return [[cell.replace("`", "") for cell in row] for row in rows[1:] if not row[0].startswith("---")]


def read_screen():
    table = SCREEN.split('<table class="figures">')[1].split("</table>")[0]
    cells = re.findall(r"<t[hd] (?:scope=\"row\"|data-quoi)[^>]*>(.*?)</t[hd]>", table)
    texts = [html.unescape(cell) for cell in cells]
    return [texts[start : start + WIDTH] for start in range(0, len(texts), WIDTH)]


def test_screen_says_of_each_figure_what_the_page_says():
    page = read_page()

    assert read_screen() == page
    assert all(len(row) == WIDTH and all(row) for row in page)


@pytest.mark.parametrize(
    "name",
    [
        *("Part d’un", "Indice d’occ", "Fragilité", "Contribution", "Classe", "Signal", "Couverture", "Part lissée"),
        *("Intervalle", "Avéré", "Liste des", "Stabilité", "Plus petit", "Un logement", "Entonnoir", "Sans elle"),
        *("Marge", "Effet d’une dés", "Commune", "Autres const", "Évolution", "Hausse", "Famille", "Corrélation"),
        "Effet d’une mes",
    ],
)
def test_no_figure_is_forgotten(name):
    assert [row for row in read_page() if row[0].startswith(name)]


def test_examples_are_what_the_calculation_says():
    prior = Prior(2.0, 18.0, PriorKind.FITTED, 50, PriorDoubt.certain(2.0, 18.0))
    assert smooth_rates(np.array([3.0]), np.array([12.0]), prior=prior)[0] == pytest.approx(5 / 32)
    listed = list_by_probability(np.array([0.98, 0.95, 0.90, 0.80, 0.70]), rate=0.10).listed
    assert listed.tolist() == [True, True, True, True, False]
    flip = find_weight_flip(
        pd.Series({"x": 90.0, "y": 130.0}), weights={"x": 1.0, "y": 1.0}, breaks=ClassBreaks(105.0, 120.0, (60.0,))
    )
    assert next(each for each in flip.changes if each.reached == "fragile").l1 / 2 == pytest.approx(0.25)
    # Two indicators of variance 100 and covariance 50: their sum has a variance of 300.
    rows = np.random.default_rng(1).standard_normal((400, 2))
    rows = (rows - rows.mean(axis=0)) @ np.linalg.inv(np.linalg.cholesky(np.cov(rows.T))).T
    drawn = pd.DataFrame(100 + rows @ np.linalg.cholesky([[100, 50], [50, 100]]).T, columns=["x", "y"])
    assert measure_coherence(drawn, weights={"x": 1.0, "y": 1.0}).alpha == pytest.approx(2 / 3)
