"""What is withheld follows the indicators by name, whatever the order of its columns, and their variants."""

from dataclasses import replace

import pandas as pd
import pytest

from indices import IndexInputError
from indices.pooling import lay_withheld
from tests.indices import builders


@pytest.fixture
def method():
    """The published one."""
    return builders.method()


def frame(method, **hidden: bool) -> pd.DataFrame:
    """One territory whose named indicators are withheld, the columns in the order of the alphabet."""
    return pd.DataFrame([{code: hidden.get(code, False) for code in sorted(method.indicators)}], index=["A"])


def test_columns_are_put_in_the_order_of_the_method(method):
    laid = lay_withheld({"commune": frame(method, att2=True)}, method=method)["commune"]

    assert list(laid.columns) == list(method.indicators)
    assert laid.loc["A"].tolist() == [code == "att2" for code in method.indicators]


def test_nothing_withheld_is_nothing_laid(method):
    assert lay_withheld(None, method=method) == {}


def test_indicator_that_nothing_is_said_of_is_an_error(method):
    with pytest.raises(IndexInputError, match="occ1"):
        lay_withheld({"commune": frame(method).drop(columns="occ1")}, method=method)


def test_variant_is_withheld_with_what_it_stands_for(method):
    variant = replace(method, indicators={**method.indicators, "att2:vacants_3_mois": method.indicators["att2"]})

    laid = lay_withheld({"commune": frame(method, att2=True)}, method=variant)["commune"]

    assert laid.loc["A"].tolist()[-1] is True
    assert laid.shape == (1, 8)
