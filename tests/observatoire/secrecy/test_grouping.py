"""Residences that have a secret, told together: nothing more is deduced, whatever enters the group or leaves it."""

import pandas as pd
import pytest

from observatoire.audit.attack import attack
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import gather
from observatoire.secrecy.grouping import MIN_MEMBERS
from tests.support.drawn_publications import (
    THRESHOLD,
    TREE,
    draw_counts,
    group_drawn,
    list_own_counts,
    protect_drawn,
    publish_with,
)


def find_leaks(counts, edition):
    knowledge, own = gather([], edition), list_own_counts(counts)
    found = [attack(knowledge.system)]
    found += [attack_as(knowledge, landlord, own) for landlord in list_landlords(knowledge.system)]
    return [each for part in found for each in part.failures]


@pytest.fixture(scope="module", params=[7, 9])
def drawn(request):
    counts = draw_counts(60, seed=request.param)
    withheld = protect_drawn(counts).withheld
    return counts, withheld, group_drawn(counts, withheld)


def test_groups_are_told_and_nobody_deduces_anything_from_them(drawn):
    counts, withheld, groups = drawn

    edition = publish_with(counts, withheld, groups=groups)

    shown = edition.components.loc[(edition.components["level"] == "regroupement") & edition.components["num"].notna()]
    assert len(shown) > 10
    assert find_leaks(counts, edition) == []


def test_a_group_is_what_the_secteur_leaves_and_passes_the_rules(drawn):
    counts, withheld, groups = drawn
    edition = publish_with(counts, withheld, groups=groups)
    rows = edition.components.set_index(["level", "indicator", "code"])
    secteurs = counts["secteur"]

    for code in groups.withheld.index:
        members = groups.members[groups.members == code].index
        assert len(members) >= MIN_MEMBERS
        assert counts.loc[members, "logements"].sum() >= THRESHOLD
        for indicator in groups.withheld.columns:
            row = rows.loc[("regroupement", indicator, code)]
            if row["status"] == "secret":
                assert rows.loc[("secteur", indicator, code), "status"] == "secret"
                continue
            others = [each for each in secteurs.index[secteurs == code] if each not in set(members)]
            left = rows.loc[("secteur", indicator, code), ["num", "den"]] - sum(
                rows.loc[("residence", indicator, each), ["num", "den"]] for each in others
            )
            assert (row["num"], row["den"]) == (left["num"], left["den"])
            assert row["den"] >= THRESHOLD


def test_telling_the_small_ones_alone_gives_the_others_away(drawn):
    """What a regrouping must not be: the total of a part of what is hidden, beside the secteur."""
    counts, withheld, _ = drawn
    small = counts["secteur"].where(counts["logements"] < THRESHOLD)
    told = counts.assign(code_qp=small)
    nothing = pd.DataFrame(data=False, index=small.dropna().unique(), columns=withheld["secteur"].columns)

    edition = publish_with(told, {**withheld, "qpv": nothing}, levels=(*TREE, "qpv"))

    assert attack(gather([], edition).system).failures


def test_a_member_that_leaves_the_group_is_not_given_away_by_its_two_totals(drawn):
    """The same millésimes published again, with another pattern: the lines add nothing to what both leave to be computed."""
    counts, withheld, groups = drawn
    first = publish_with(counts, withheld, groups=groups)
    large = groups.members.notna() & (counts["logements"] >= THRESHOLD)
    shown = {level: frame.copy() for level, frame in withheld.items()}
    shown["residence"].loc[counts.loc[large, "logements"].idxmax()] = False

    with_lines = attack(
        gather([first], publish_with(counts, shown, number=2, groups=group_drawn(counts, shown))).system
    )
    without = attack(gather([publish_with(counts, withheld)], publish_with(counts, shown, number=2)).system)

    assert _list_failures(with_lines) == _list_failures(without)


def _list_failures(found):
    return {(each.cell.code, each.cell.count) for each in found.failures if each.cell.level == "residence"}
