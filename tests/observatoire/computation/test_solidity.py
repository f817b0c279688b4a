"""What is published of how solid each figure is: beside every value, nowhere without one, and the same each time."""

import pandas as pd
import pytest
from sqlalchemy import text

from observatoire.computation import compute_draft
from observatoire.computation.solidity import measure_unit_points
from observatoire.errors import InvalidInputError
from observatoire.store.database import Tier, unit_of_work
from tests.conftest import begin_with
from tests.support.editions import (
    FRAGILE,
    MUETTE,
    PETITE,
    SOUND,
    load_millesime,
    publish_edition,
    publish_territory,
)

SAID = "smoothed, interval_low, interval_high, p_fragile, solidite, stability, recipes, rank_low, rank_high"


starting_point = begin_with(publish_territory)


@pytest.fixture
def published(starting_point, store):
    del starting_point  # what the store is a copy of
    return store


def read(store, statement, **values):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return [dict(row) for row in session.execute(text(statement), values).mappings()]


def read_solidity(store, number=1):
    return read(
        store,
        f"select code, index, value, status, {SAID}, signal_solidite, flip, evolution, change from partner.value "
        "where level = 'residence' and publication = :number order by code, index",
        number=number,
    )


def test_every_value_of_a_residence_says_how_solid_it_is(published):
    rows = [row for row in read_solidity(published) if row["value"] is not None]

    assert {row["code"] for row in rows} >= {SOUND, FRAGILE}
    for row in rows:
        assert all(row[name.strip()] is not None for name in SAID.split(","))
        assert row["interval_low"] <= row["smoothed"] <= row["interval_high"]
        assert 0 <= row["p_fragile"] <= 1
        assert 0 <= row["stability"] <= 1
        assert 1 <= row["rank_low"] <= row["rank_high"]
        assert row["flip"] is None or 0 <= row["flip"] <= 2


def test_communes_and_secteurs_have_an_interval_where_they_have_a_value_and_the_reference_has_none(published):
    rows = read(
        published,
        "select level, code, index, value, smoothed, interval_low, interval_high, solidite from partner.value "
        "where level <> 'residence' and publication = 1",
    )
    bounded = {row["level"] for row in rows if row["interval_low"] is not None}

    assert bounded == {"secteur", "commune"}
    for row in rows:
        assert (row["interval_low"] is None) == (row["value"] is None or row["level"] == "epci")
        assert row["solidite"] is None
        if row["interval_low"] is not None:
            assert row["interval_low"] <= row["smoothed"] <= row["interval_high"]


def test_residence_without_value_says_nothing_of_it(published):
    silent = [row for row in read_solidity(published) if row["value"] is None]

    assert {(row["code"], row["status"]) for row in silent} >= {(PETITE, "secret"), (MUETTE, "non_transmis")}
    said = [*(name.strip() for name in SAID.split(",")), "signal_solidite", "flip", "evolution", "change"]
    assert {row[name] for row in silent for name in said} == {None}
    rows = read(published, "select margin, family from partner.residence_profile where code = :code", code=PETITE)
    assert rows == [{"margin": None, "family": None}]


def test_same_counts_give_the_same_figures_to_the_last_digit(published, settings):
    publish_edition(published, settings)

    assert read_solidity(published, 2) == read_solidity(published, 1)


def test_same_counts_two_years_running_are_no_change(published, settings):
    load_millesime(published, 2018)
    number = publish_edition(published, settings, year=2018)

    later = [row for row in read_solidity(published, number) if row["value"] is not None]
    assert {row["change"] for row in later} == {"non conclusif"}
    assert [row["evolution"] for row in later] == pytest.approx([row["value"] for row in later])


def test_evolution_stays_on_the_reference_of_the_first_publication_and_changes_are_said_of_communes(
    published, settings
):
    """More vacant dwellings everywhere: positions hardly move, evolutions rise; the base is publication 1 throughout."""
    load_millesime(published, 2018)
    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        session.execute(
            text("update source.parc set vacants = vacants * 3, loues = loues - 2 * vacants where millesime = 2018")
        )
    number = publish_edition(published, settings, year=2018)

    rows = read(
        published,
        "select publication, level, code, value, fixed, change from partner.value "
        "where index = 'attractivite' and value is not null and level in ('residence', 'commune', 'epci')",
    )
    first = [row for row in rows if row["publication"] == 1]
    later = [row for row in rows if row["publication"] == number]
    assert [row["fixed"] for row in first] == [row["value"] for row in first]
    [epci] = [row for row in later if row["level"] == "epci"]
    assert epci["value"] == 100
    assert epci["fixed"] == pytest.approx(100 * (1 + 1 + 3) / 3)
    assert all(row["fixed"] > row["value"] for row in later)
    assert {row["change"] for row in later if row["level"] == "commune"} <= {"hausse avérée", "non conclusif"}
    assert None not in {row["change"] for row in later if row["level"] == "commune"}
    assert read(published, "select number, base from partner.publication order by number") == [
        {"number": 1, "base": None},
        {"number": number, "base": 1},
    ]
    with pytest.raises(InvalidInputError) as refusal:
        compute_draft(published, ops=2018, rpls=2018, base=9, settings=settings)
    assert "1, 2" in refusal.value.problems[0].remedy


def test_margin_is_bounded_by_the_departures_and_none_is_left_above_the_threshold(published):
    """The fragile residence is past 120 already; the others free less than a dwelling in ten: 40 // 10 = 4."""
    rows = read(published, "select code, margin, departures from partner.residence_profile")
    margins = {row["code"]: (row["margin"], row["departures"]) for row in rows}

    assert margins[FRAGILE][0] == 0
    assert margins[SOUND][1] == 4
    assert 0 <= margins[SOUND][0] <= 4


def test_priors_are_named_and_never_given(published):
    [row] = read(published, "select analysis from partner.publication_report")
    analysis = row["analysis"]

    assert set(analysis["a_priori"]) == {"occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3"}
    assert all(isinstance(kind, str) for kind in analysis["a_priori"].values())
    assert analysis["coherence"]["occupation"]["poids_effectifs"] == {
        "ressources": 0.5,
        "emploi": 0.25,
        "famille": 0.25,
    }


def test_one_more_dwelling_weighs_its_share_of_the_index():
    """With a weight of 1/3, 12 dwellings and a reference of 2.7 %: 100 x 1/3 / (12 x 0.027) = 102.9 points."""
    components = pd.DataFrame(
        {"indicator": ["att2", "att2", "occ1"], "den": [12, 0, None], "weight": [1 / 3, None, None]}
    )

    points = measure_unit_points(components, pd.Series({"att2": 0.027, "occ1": 0.28}))

    assert points[0] == pytest.approx(102.88, abs=0.01)
    assert points[1:].isna().all()
