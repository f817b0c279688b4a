"""The pattern that protection finds, given to the attacker that shares nothing with it: nothing is deduced."""

import pytest

from observatoire.audit.attack import attack
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import gather
from observatoire.computation.withholding import frame_bounds
from tests.support.drawn_publications import (
    CROSSED,
    TREE,
    draw_counts,
    list_own_counts,
    protect_drawn,
    publish_naively,
    publish_with,
)


def find_leaks(counts, edition):
    knowledge, own = gather([], edition), list_own_counts(counts)
    found = [attack(knowledge.system)]
    found += [attack_as(knowledge, landlord, own) for landlord in list_landlords(knowledge.system)]
    assert sum(len(each.findings) for each in found) > 50
    return [(each.cell, each.verdict) for part in found for each in part.failures]


@pytest.mark.parametrize(
    ("seed", "levels", "time_limit"),
    [(7, TREE, 60.0), (8, TREE, 60.0), (7, (*TREE, *CROSSED), 2.0), (7, TREE, 0.0)],
    ids=["nested", "nested again", "with QPV and landlords", "out of time"],
)
def test_nobody_deduces_anything_from_the_protected_pattern(seed, levels, time_limit):
    counts = draw_counts(60, seed=seed)

    protection = protect_drawn(counts, levels=levels, time_limit=time_limit)

    assert find_leaks(counts, publish_naively(counts, levels=levels))
    assert find_leaks(counts, publish_with(counts, protection.withheld, levels=levels)) == []
    assert not any(protection.withheld[level].to_numpy().any() for level in ("commune", "epci"))
    assert protection.bound <= protection.cost + 1e-6


def test_answers_that_another_indicator_shows_are_no_secret_when_one_share_is_withheld():
    """Nearly all are under 60 % of the ceilings: that share is a bound, and the one under 40 % stands beside it."""
    counts = draw_counts(60, seed=7)
    large = counts["repondants"].between(45, 80).idxmax()
    counts.loc[large, "ress_inf_60"] = counts.loc[large, "menages_ressources_connues"]

    protection = protect_drawn(counts)

    withheld = protection.withheld["residence"].loc[large]
    assert withheld["occ2"]
    assert not withheld["occ1"]
    assert protection.at_least["residence"].loc[large, "occ2"]
    assert find_leaks(counts, publish_with(counts, protection.withheld, bounds=frame_bounds(protection))) == []
