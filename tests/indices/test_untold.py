"""What nobody transmitted is left out of a method only where no index is left."""

import numpy as np
import pandas as pd
import pytest

from indices import compute
from indices.untold import find_untold, leave_untold
from observatoire.method.file import read_method_file
from observatoire.settings import Settings

METHOD = read_method_file(Settings().method_file).method
STOCK = {"logements": 20.0, "avant_1975": 5.0, "loues": 18.0, "vacants": 2.0, "offerts_un_an": 18.0, "emmenages": 2.0}


def stock_of(*known):
    counts = pd.DataFrame(np.nan, index=pd.Index(["A", "B"], name="residence"), columns=list(METHOD.count_columns))
    for name in known:
        counts.loc["A", name] = STOCK[name]
    return counts


@pytest.mark.parametrize("more", [(), ("loues",)], ids=["age alone", "half of a share more"])
def test_age_alone_makes_no_index(more):
    untold = find_untold(stock_of("logements", "avant_1975", *more), method=METHOD)

    assert untold is not None
    assert untold.indicators == ("occ1", "occ2", "occ3", "occ4", "att1", "att2")
    assert untold.indices == {
        "occupation": ("occ1", "occ2", "occ3", "occ4"),
        "attractivite": ("att1", "att2"),
        "fragilite": ("occupation", "attractivite"),
    }


def test_one_index_that_one_residence_can_have_keeps_the_method_whole():
    assert find_untold(stock_of("logements", "avant_1975", "loues", "vacants"), method=METHOD) is None


def test_shares_are_the_same_without_what_nobody_transmitted():
    counts = stock_of("logements", "avant_1975").assign(logements=[20.0, 30.0], avant_1975=[5.0, 30.0])
    untold = find_untold(counts, method=METHOD)
    assert untold is not None
    groups = {"residence": pd.Series(counts.index, counts.index), "epci": pd.Series("E", counts.index)}
    told, whole = (
        compute(counts, groups, method=method, reference=("epci", "E"), min_logements=11, min_repondants=11)
        for method in (leave_untold(METHOD, untold), METHOD)
    )

    of_age = whole.component.loc[whole.component["indicator"] == "att3"].reset_index(drop=True)
    pd.testing.assert_frame_equal(told.component.astype({"indicator": "str"}), of_age.astype({"indicator": "str"}))
    assert told.value.empty
    pd.testing.assert_frame_equal(told.territories, whole.territories)
