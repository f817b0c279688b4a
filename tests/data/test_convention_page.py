"""The examples of the method of the convention, in docs and on the screen, are what the calculation says."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil
from pathlib import Path

import pandas as pd
import pytest

from indices.concentration import measure_concentration
from observatoire.convention.gauges import Tally, gauge, project
from observatoire.report.wording import say_share
from tests.observatoire.convention.seeds import CONVENTION

ROOT = Path(__file__).parents[2]
QUARTER = Fraction(1, 4)


def read_plain(path: Path) -> str:
    """The words of a page, without its marks."""
    text = path.read_text(encoding="utf-8").replace("&#8239;", " ").replace("&nbsp;", " ")
    return " ".join(re.sub(r"<[^>]+>|\*\*|`", "", text).split())


@pytest.fixture(scope="module")
def page() -> str:
    return read_plain(ROOT / "docs" / "methode" / "convention.md")


def french(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def list_sentences() -> Iterator[str]:
    """What the page must say, made by the functions that make it on the screen."""
    halpades = gauge(Tally(39, 6), QUARTER)
    assert halpades.share is not None
    yield f"6 ÷ 39 = {french(100 * float(halpades.share), 1)} %. Objectif : 25 % × 39 = 9,75, soit {halpades.wanted}."
    yield f"10 − 6 = {halpades.missing}."
    yield f"l’objectif est {gauge(Tally(4, 1), QUARTER).wanted}, pas 2"
    rate = CONVENTION.objective("autres_quartiles_qpv").find_rate(2017)
    assert rate is not None
    yield f"{rate.numerator} ÷ {rate.denominator}, soit {french(100 * float(rate), 2)} %"
    yield f"10 attributions sur 14 le tiennent donc : 5 ÷ 7 × 14 = {ceil(rate * 14)}."
    yield f"31 sur 80 est {say_share(gauge(Tally(80, 31), Fraction(39, 100)))},".replace("\u202f", " ")
    after, other = gauge(Tally(40, 7), QUARTER), gauge(Tally(40, 6), QUARTER)
    yield f"7 sur 40, il manque {after.missing} ; une autre, 6 sur 40, il manque toujours {other.missing}"
    ahead = project(Tally(66, 17), QUARTER, Fraction(271, 365))
    yield f"66 × 365 ÷ 271 = {ahead.base} dans l’année, objectif {ahead.wanted}."
    yield f"il reste {ahead.missing} à faire parmi les {ahead.remaining} logements à venir"
    received, size = (pd.Series(values, index=["grande", "petite"]) for values in ([2, 2], [75.0, 25.0]))
    spread = measure_concentration(received, size, seed=1)
    yield f"l’indice vaut {french(spread.gini, 2)}"
    yield f"½² + ½² = {french(spread.hhi, 1)}"
    yield f"= {french(spread.hhi_expected, 2)} en moyenne"
    remainder = 260 - 32.61 + 60 - 106
    yield f"= {french(remainder, 2)} € ; taux d’effort : 181,39 ÷ 810 = {french(100 * remainder / 810, 1)} %"
    threshold = CONVENTION.find_threshold(date(2018, 12, 31))
    assert threshold is not None
    yield f"{threshold.yearly:,}".replace(",", " ") + f" € par an, soit {threshold.yearly // 12} € par mois"
    derivation = CONVENTION.objective("prioritaires_ensemble").derivation
    assert derivation is not None
    yield f"81,33 % × 25 % = {round(100 * derivation.rate())} %"


def test_page_says_what_the_calculation_says(page: str):
    assert [sentence for sentence in list_sentences() if sentence not in page] == []


def test_objectives_of_the_table_are_those_of_the_convention(page: str):
    rates = CONVENTION.relocation.targets
    assert [round(100 * rate) for rate in rates.values()] == [80, 60, 90, 10, 80, 75]
    for said in (
        "80 % des ménages",
        "60 % dans le neuf",
        "90 % avec un reste",
        "10 % en accession",
        "75 % hors Bellerive",
    ):
        assert said in page
    assert "80 % de satisfaits" in page


def test_screen_says_the_same_example():
    screen = read_plain(ROOT / "web" / "methode.html")

    for said in (
        "part de 15,4 %",
        "font 9,75, donc un objectif de 10",
        "il en manque 4",
        "font 22,4 %",
        "9 720 € par an",
    ):
        assert said in screen
