"""The seventeen publications that look safe and are not: what protection withholds of each leaves nothing to deduce.

Those that are sums are given to the optimisation, and its pattern to the attacker that shares nothing with it. The others
are figures that follow from a count: of what is withheld, none is computed.
"""

from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest

from indices import compute
from observatoire.audit.priors import find_prior_leaks
from observatoire.audit.structure import find_flaws
from observatoire.computation.draft_summary import DraftSummary
from observatoire.computation.solidity import assess_solidity
from observatoire.computation.withholding import WithholdingSummary
from observatoire.method.file import read_method_file
from observatoire.secrecy.suppression import suppress
from observatoire.settings import Settings
from observatoire.territories.reference import Reference
from tests.observatoire.audit.cases import Case
from tests.observatoire.secrecy.tables import a_table
from tests.support.drawn_publications import EPCI, draw_counts, locate, protect_drawn, publish_with

NAMES = "abcdefghijkl"


@dataclass(frozen=True)
class Publication:
    """Counts of residences, their dwellings, the totals, and what the naive pattern hides: residences, then totals."""

    values: list[int]
    sizes: list[int]
    groups: list[list[int]]
    hidden: set[int]
    kept: list[int] = field(default_factory=lambda: [0])
    owners: list[int] | None = None
    known: list[int] = field(default_factory=list)
    insider: int | None = None

    def find_leaks(self, hidden: set[int], insider: int | None = None) -> set[str]:
        """Residences that an attacker deduces."""
        units = range(len(self.values))
        free = [
            unit
            for unit in units
            if unit in hidden
            and unit not in self.known
            and not (insider is not None and self.owners and self.owners[unit] == insider)
        ]
        case = Case({NAMES[unit]: self.sizes[unit] for unit in free})
        for number, group in enumerate(self.groups):
            inside = [unit for unit in group if unit in free]
            if inside and len(units) + number not in hidden:
                case.total([NAMES[unit] for unit in inside], sum(self.values[unit] for unit in inside))
        return case.leaks()


SUMS = {
    "01 one masked residence below a total": Publication([6, 7, 9], [9, 14, 30], [[0, 1, 2]], {0}),
    "02 two small ones that fill their bounds": Publication(
        [10, 10, 11, 12], [10, 10, 30, 30], [[0, 1, 2, 3], [0, 1]], {0, 1}
    ),
    "03 each level masks its own": Publication([9, 20, 20], [10, 30, 30], [[0, 1, 2], [0], [1, 2]], {0, 4}),
    "04 the only residence of a landlord whose total is shown": Publication(
        [5, 12, 9], [9, 20, 30], [[0, 1, 2], [1]], {0, 1}
    ),
    "05 a bridge with two masked by line and column": Publication(
        [6, 9, 13, 9, 10, 11, 12, 12, 3],
        [30, 30, 30, 30, 30, 30, 30, 30, 9],
        [list(range(9)), [0, 1, 8], [2, 3], [4, 5], [6, 7], [0, 2], [1, 3], [4, 5, 6, 7, 8]],
        set(range(9)),
    ),
    "08 shown before and unchanged": Publication([7, 20, 9], [9, 25, 30], [[0, 1, 2]], {0, 1}, known=[1]),
    "12 two masked of two landlords": Publication(
        [6, 2, 9], [8, 12, 30], [[0, 1, 2]], {0, 1}, owners=[0, 1, 2], insider=1
    ),
    "13 a total that one contributor dominates": Publication(
        [55, 5, 20], [100, 9, 40], [[0, 1, 2], [0, 1]], {0, 1}, owners=[0, 1, 2], insider=1
    ),
    "16 secteur, quarter and their union": Publication(
        [9, 3, 6, 12], [20, 9, 20, 30], [[0, 1, 2, 3], [0, 1], [1, 2], [0, 1, 2]], {0, 1, 2}
    ),
    "17 the second masked one is a public zero": Publication([7, 0, 9], [9, 0, 30], [[0, 1, 2]], {0, 1}),
}


@pytest.mark.parametrize("naive", SUMS.values(), ids=SUMS)
def test_sum_that_gives_a_residence_away_is_withheld_until_it_does_not(naive: Publication):
    table = a_table(naive.values, naive.sizes, naive.groups, owners=naive.owners, kept=naive.kept, known=naive.known)

    found = suppress(table, time_limit=30.0)

    hidden = set(np.flatnonzero(found.pattern[:, 0]).tolist())
    assert naive.find_leaks(naive.hidden, naive.insider)
    for attacker in (None, *set(naive.owners or ())):
        assert naive.find_leaks(hidden, attacker) == set()
    assert not found.unmet
    assert len(naive.values) not in hidden, "the commune stays published"


@cache
def publish_drawn():
    """A territory with a residence of which one share is withheld, protected, computed, with how solid it all is."""
    counts = draw_counts(60, seed=7)
    large = counts["repondants"].between(45, 80).idxmax()
    counts.loc[large, "ress_inf_60"] = counts.loc[large, "menages_ressources_connues"]
    protection = protect_drawn(counts)
    edition = publish_with(counts, protection.withheld)
    return counts, protection, edition, large


def list_hidden(protection, indicators):
    """Residences that show none of these."""
    frame = protection.withheld["residence"]
    return set(frame.index[frame[list(indicators)].all(axis="columns")])


@pytest.mark.parametrize("figure", ["num", "den", "rate", "ratio", "contribution"])
def test_06_07_no_share_nor_index_of_what_is_withheld(figure: str):
    _, protection, edition, _ = publish_drawn()
    rows = edition.components.loc[edition.components["level"] == "residence"]
    hidden = protection.withheld["residence"].stack()
    secret = rows.loc[[bool(hidden[row.code, row.indicator]) for row in rows.itertuples()]]

    assert len(secret) > 50
    assert secret[figure].isna().all()


def test_09_no_composite_holds_a_component_that_is_withheld():
    _, protection, edition, large = publish_drawn()
    silent = list_hidden(protection, ["occ1", "occ2", "occ3", "occ4"])
    shown = edition.indices.loc[(edition.indices["level"] == "residence") & edition.indices["value"].notna()]

    assert silent.isdisjoint(shown.loc[shown["index"].isin(["occupation", "fragilite"]), "code"])
    partial = edition.indices.set_index(["code", "index"]).loc[(large, "occupation")]
    assert (partial["status"], list(partial["missing"])) == ("partiel", ["occ2"])
    assert [each for each in find_flaws(edition) if each.level == "residence"] == []


def test_10_11_no_smoothed_share_rank_nor_class_of_what_is_withheld():
    counts, protection, edition, _ = publish_drawn()
    how = {
        "method": read_method_file(Settings().method_file).method,
        "reference": ("epci", EPCI),
        "min_logements": 11,
        "min_repondants": 11,
        "withheld": protection.withheld,
    }
    results = compute(counts, locate(counts), **how)
    solidity = assess_solidity(counts, locate(counts), results, before=None, families=None, **how)

    hidden = protection.withheld["residence"]
    smoothed = solidity.components[["level", "code", "indicator", "smoothed"]].dropna()
    assert len(smoothed)
    assert not any(hidden.loc[row.code, row.indicator] for row in smoothed.itertuples())
    silent = list_hidden(protection, hidden.columns)
    assert silent.isdisjoint(solidity.values.loc[solidity.values["rank_low"].notna(), "code"])
    assert edition.indices.loc[edition.indices["code"].isin(silent), "classe"].isna().all()
    told = edition.components.drop(columns="smoothed").merge(smoothed, on=["level", "code", "indicator"], how="left")
    assert find_prior_leaks(replace(edition, components=told, analysis=solidity.analysis)) == []


def test_14_everybody_in_the_same_situation_is_a_bound_or_nothing():
    _, protection, _, large = publish_drawn()

    assert protection.withheld["residence"].loc[large, "occ2"]
    assert protection.at_least["residence"].loc[large, "occ2"]
    assert not protection.at_most["residence"].loc[large].any()


def test_15_nobody_but_the_manager_is_told_how_many_are_masked():
    told = WithholdingSummary([], residences=3, complementary=1, logements_share=0.1, gap=0.0, unmet=0)
    summary = DraftSummary(
        ops=2016,
        rpls=2016,
        reference=Reference("epci", EPCI, "EPCI"),
        fictif=True,
        method_version="1",
        qpv_generation=None,
        territories={"residence": 60},
        logements=1500,
        coverage={},
        landlords_missing=[],
        withheld={"residence": 3},
        withholding=told,
        changes=None,
    )

    assert not {"withheld", "withholding"} & summary.as_json().keys()
