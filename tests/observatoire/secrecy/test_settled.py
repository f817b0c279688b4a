"""Communes settled at once get the very pattern that solving them gives."""

import numpy as np
import pandas as pd
import pytest

from observatoire.secrecy import protection
from observatoire.secrecy.settled import settle
from tests.support.drawn_publications import TREE, draw_counts, protect_drawn

BY_COMMUNE = ("residence", "commune", "epci")
STOCK = ["logements", "avant_1975"]


def draw_stock(residences, *, seed):
    """What the open file knows: dwellings, and those from before 1975; the year of half of the residences."""
    counts = draw_counts(residences, seed=seed)
    drawn = np.random.default_rng(seed)
    counts["avant_1975"] = drawn.binomial(counts["logements"].astype(int), 0.5).astype(float)
    counts["mise_en_service"] = np.where(drawn.random(residences) < 0.5, counts["mise_en_service"], np.nan)
    unknown = counts.columns.difference(
        [*STOCK, "code_insee", "secteur", "bailleur_siren", "code_qp", "mise_en_service"]
    )
    counts[unknown] = np.nan
    return counts


def _fill(kept, found):
    kept |= found
    return found


@pytest.mark.parametrize(
    ("levels", "landlords"), [(TREE, 4), (BY_COMMUNE, 4), (BY_COMMUNE, 1)], ids=["secteurs", "communes", "one landlord"]
)
def test_settled_communes_have_the_pattern_that_solving_finds(levels, landlords, monkeypatch):
    counts = draw_stock(300, seed=3)
    if landlords == 1:
        counts["bailleur_siren"] = "900000001"
    settled: dict[int, float] = {}
    monkeypatch.setattr(protection, "settle", lambda *args: _fill(settled, settle(*args)))
    at_once = protect_drawn(counts, levels=levels)
    monkeypatch.setattr(protection, "settle", lambda *_: {})

    solved = protect_drawn(counts, levels=levels)

    assert 0 < len(settled) < counts["code_insee"].nunique() or landlords == 1
    for level in levels:
        pd.testing.assert_frame_equal(at_once.withheld[level], solved.withheld[level])
    assert (at_once.cost, at_once.unmet) == (solved.cost, solved.unmet)
    assert at_once.bound == pytest.approx(solved.bound)


@pytest.mark.parametrize("landlords", [1, 2])
def test_secret_that_a_landlord_would_find_alone_takes_one_residence_more(landlords):
    """Three small residences hide one another from anybody; a landlord that owns two of them would know the third."""
    counts = draw_stock(60, seed=1).iloc[:4].assign(code_insee="74001", secteur=None, mise_en_service=np.nan)
    counts["bailleur_siren"] = ["900000001", "900000001", f"90000000{landlords}", "900000003"]
    counts["logements"], counts["avant_1975"] = [6.0, 6.0, 6.0, 100.0], [3.0, 3.0, 3.0, 50.0]

    withheld = protect_drawn(counts, levels=BY_COMMUNE).withheld["residence"]["att3"]

    assert list(withheld) == [True, True, True, landlords == 2]
