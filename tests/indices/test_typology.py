"""Families of residences: found when they are there, said unstable when they are not, frozen for later years."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from indices import IndexInputError, TooFewObservationsError
from indices import typology as typology_module
from indices.typology import STABLE, FrozenCentres, find_typology, sort_into_families

COLUMNS = ["occ1", "occ2", "att2"]


def stock_of(*centres, each=12, spread=4.0, seed=1):
    """`each` residences around every centre, with the family that they were drawn from."""
    rng = np.random.default_rng(seed)
    values = np.vstack([rng.normal(centre, spread, size=(each, len(COLUMNS))) for centre in centres])
    codes = [f"R{number:03}" for number in range(len(values))]
    return pd.DataFrame(values, index=codes, columns=COLUMNS), np.repeat(np.arange(len(centres)), each)


CENTRES = ([150, 140, 160], [60, 70, 50], [100, 100, 100])


def test_families_that_are_apart_are_found_ordered_and_stable():
    """Three clouds far apart: three families, the least fragile first, whatever the order of the clouds."""
    profiles, drawn = stock_of(*CENTRES)

    typology = find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=20)

    assert typology.sizes.tolist() == [12, 12, 12]
    assert adjusted_rand_score(drawn, typology.families) == 1.0
    assert typology.profiles["occ1"].tolist() == pytest.approx([60, 100, 150], abs=4)
    assert (typology.stability >= STABLE).all()
    assert typology.silhouettes.idxmax() == 3


def test_profile_of_a_family_is_the_mean_of_its_residences_and_its_medoid_the_nearest_to_it():
    profiles, _ = stock_of(*CENTRES)

    typology = find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=2)

    assert typology.scale.tolist() == pytest.approx(profiles.std(ddof=1).tolist())
    members = profiles.loc[typology.families == 1]
    assert typology.profiles.loc[1].to_numpy() == pytest.approx(members.mean().to_numpy())
    distance = (((members - members.mean()) / typology.scale) ** 2).sum(axis=1)
    assert typology.medoids[1] == distance.idxmin()


def test_even_cloud_has_unstable_families():
    rng = np.random.default_rng(3)
    profiles = pd.DataFrame(rng.uniform(80, 120, (60, 3)), index=[f"R{n:02}" for n in range(60)], columns=COLUMNS)

    typology = find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=20)

    assert (typology.stability < STABLE).any()


def test_later_millesime_is_sorted_into_the_same_families():
    profiles, _ = stock_of(*CENTRES)
    typology = find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=2)
    later = profiles.iloc[[0, 12, 24]] + 1.0
    later.loc["secret"] = np.nan

    families = sort_into_families(later, typology)["family"]

    assert families.iloc[:3].tolist() == typology.families.loc[later.index[:3]].tolist()
    assert pd.isna(families["secret"])


def test_nearest_centre_is_found_on_the_scale_that_was_kept():
    """By hand: 20/40 and 10/25 away from the first centre, 60/40 and 40/25 away from the second: 0.64 and 2.19."""
    frozen = FrozenCentres(
        ("att2", "att1"), np.array([100.0, 100.0]), np.array([40.0, 25.0]), np.array([[2.0, 2.0], [0.0, 0.0]])
    )

    found = sort_into_families(pd.DataFrame({"att1": [140.0], "att2": [160.0]}, index=["R"]), frozen)

    assert found.loc["R", "family"] == 1
    assert found.loc["R", "distance"] == pytest.approx(np.hypot(0.5, 0.4))
    far = sort_into_families(
        pd.DataFrame({"att1": [140.0], "att2": [160.0]}, index=["R"]), replace(frozen, centres=frozen.centres[1:])
    )
    assert far.loc["R", "distance"] == pytest.approx(np.hypot(1.5, 1.6))


def test_order_of_rows_and_incomplete_profiles_change_nothing():
    profiles, _ = stock_of(*CENTRES)
    shuffled = profiles.sample(frac=1, random_state=4)
    shuffled.loc["secret"] = [np.nan, 100, 100]
    before = shuffled.copy()

    first = find_typology(profiles, profiles.mean(axis=1), seed=5, bootstraps=5)
    second = find_typology(shuffled, shuffled.mean(axis=1), seed=5, bootstraps=5)

    pd.testing.assert_series_equal(first.families, second.families)
    pd.testing.assert_series_equal(first.stability, second.stability)
    pd.testing.assert_frame_equal(shuffled, before)


def test_families_of_a_large_stock_are_found_on_part_of_it_and_hold_for_all(monkeypatch):
    """A hundred profiles make the hierarchy of three hundred, and bootstraps draw fifty."""
    monkeypatch.setattr(typology_module, "HIERARCHY_UNITS", 100)
    monkeypatch.setattr(typology_module, "BOOTSTRAP_UNITS", 50)
    profiles, drawn = stock_of(*CENTRES, each=100)

    typology = find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=5)

    lined_up = pd.Series(drawn, index=profiles.index)[typology.families.index]
    assert adjusted_rand_score(lined_up, typology.families) == 1.0
    assert typology.sizes.tolist() == [100, 100, 100]
    assert (typology.stability >= STABLE).all()


def test_indicator_that_does_not_vary_is_left_out_whatever_little_it_varies():
    """Shares of a homogeneous indicator differ by thousandths: they may not be blown up to the scale of the others."""
    profiles, _ = stock_of(*CENTRES)
    noise = np.random.default_rng(5).normal(0, 0.0016, len(profiles))
    flat = profiles.assign(att1=92.0 + noise)

    found = find_typology(flat, profiles.mean(axis=1), seed=1, bootstraps=5)

    assert found.columns == tuple(COLUMNS)
    assert found.families.equals(find_typology(profiles, profiles.mean(axis=1), seed=1, bootstraps=5).families)
    moved = sort_into_families(flat.assign(att1=89.0), found)["family"]
    assert moved.astype("int64").tolist() == found.families.reindex(moved.index).tolist()


def test_what_varies_by_less_than_two_points_sorts_no_later_residence():
    """Scaled by less than a point, five points of a year that is smoothed less would outweigh everything else."""
    profiles, _ = stock_of(*CENTRES)
    even = profiles.assign(att1=109.0 + np.random.default_rng(5).normal(0, 0.8, len(profiles)))

    found = find_typology(even, profiles.mean(axis=1), seed=1, bootstraps=5)

    assert found.columns == tuple(COLUMNS)
    later = sort_into_families(even.assign(att1=115.0), found)["family"]
    assert later.astype("int64").tolist() == found.families.reindex(later.index).tolist()


def test_profiles_that_cannot_make_families_are_refused():
    profiles, _ = stock_of(*CENTRES, each=6)
    with pytest.raises(TooFewObservationsError, match="18 complete"):
        find_typology(profiles, profiles.mean(axis=1), seed=1)
    profiles, _ = stock_of(*CENTRES)
    with pytest.raises(IndexInputError, match="no indicator varies"):
        find_typology(profiles * 0.0 + 100.0, profiles.mean(axis=1), seed=1)
    with pytest.raises(IndexInputError, match="no value") as caught:
        find_typology(profiles, profiles.mean(axis=1).drop("R003"), seed=1)
    assert (caught.value.column, caught.value.code) == ("fragility", "R003")
