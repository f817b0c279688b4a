"""Classes by fixed breaks, and the rule of the signal."""

import numpy as np
import pandas as pd
import pytest

from indices.classes import classify
from indices.signal import flag_residences
from indices.status import OK, PARTIEL
from tests.indices.builders import method


@pytest.mark.parametrize(
    ("value", "classe"),
    [
        (0.0, "équilibré"),
        (104.999, "équilibré"),
        (105.0, "intermédiaire"),
        (119.999, "intermédiaire"),
        (120.0, "fragile"),
        (120.0 - 1e-12, "fragile"),
        (900.0, "fragile"),
    ],
)
def test_break_belongs_to_the_class_above_it(value, classe):
    assert classify(np.array([value]), breaks=method().classes)[0] == classe


def test_no_value_has_no_class():
    assert pd.isna(classify(np.array([np.nan]), breaks=method().classes)[0])


@pytest.mark.parametrize(
    ("fragilite", "occupation", "attractivite", "dwellings", "flagged"),
    [
        (120.0, 100.0, 140.0, 11, True),
        (119.0, 100.0, 138.0, 11, False),
        (110.0, 120.0, 100.0, 11, True),
        (109.0, 120.0, 98.0, 11, False),
        (110.0, 119.0, 101.0, 11, False),
        (150.0, 150.0, 150.0, 10, False),
        (np.nan, 150.0, 150.0, 50, False),
    ],
)
def test_signal_needs_fragility_or_occupation_with_attractivite(
    fragilite, occupation, attractivite, dwellings, flagged
):
    values = {
        "fragilite": np.array([fragilite, fragilite]),
        "occupation": np.array([occupation, occupation]),
        "attractivite": np.array([attractivite, attractivite]),
    }
    status = np.array([PARTIEL if np.isnan(fragilite) else OK, PARTIEL])

    actual = flag_residences(values, status=status, dwellings=np.full(2, float(dwellings)), rule=method().signal)

    assert actual.tolist() == [flagged, False]
