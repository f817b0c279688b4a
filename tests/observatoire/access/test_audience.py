"""The access matrix, cell by cell."""

import pytest

from observatoire.access.audience import (
    Audience,
    may_read_counts,
    may_read_level,
    may_read_respondents,
    may_read_values,
)

LEVELS = ("residence", "regroupement", "secteur", "commune", "epci")


@pytest.mark.parametrize(
    ("audience", "levels"),
    [(Audience.PUBLIC, {"commune", "epci"}), (Audience.PARTNER, set(LEVELS)), (Audience.EPCI, set(LEVELS))],
)
def test_levels_by_audience_are_those_of_the_matrix(audience, levels):
    assert {level for level in LEVELS if may_read_level(audience, level)} == levels


@pytest.mark.parametrize(
    ("audience", "values", "respondents"),
    [(Audience.PUBLIC, False, False), (Audience.PARTNER, True, False), (Audience.EPCI, True, True)],
)
def test_values_and_respondents_of_a_residence_are_for_those_who_may_read_counts(audience, values, respondents):
    assert may_read_values(audience) is values
    assert may_read_respondents(audience, "residence") is respondents


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("indicator", ["occ1", "occ4", "att1", "att3"])
@pytest.mark.parametrize("audience", Audience)
def test_counts_are_hidden_from_the_public_and_those_of_households_from_the_commission(audience, level, indicator):
    of_households = level == "residence" and indicator.startswith("occ")
    expected = {Audience.PUBLIC: False, Audience.PARTNER: not of_households, Audience.EPCI: True}[audience]

    assert may_read_counts(audience, level=level, indicator=indicator) is expected
