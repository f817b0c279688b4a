"""Publications that follow one another: pinned reads, the list, and series through the millésimes."""

import pytest

from observatoire.publication import rollback
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.housing import Parc
from tests.api.conftest import World
from tests.support.editions import SOUND, load_millesime, publish_edition

SERIES = f"/api/v1/partner/territories/residence/{SOUND}/series"


@pytest.fixture
def followed(world: World) -> World:
    """Three publications: 2016, 2018, then 2016 again after a correction."""
    load_millesime(world.store, 2018)
    publish_edition(world.store, world.settings, year=2018)
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        parc = session.get_one(Parc, {"residence": SOUND, "millesime": 2016})
        parc.vacants, parc.loues = 10, 30
    publish_edition(world.store, world.settings, year=2016, note="corrigée")
    return world


def test_series_have_the_latest_publication_of_each_couple_oldest_millesime_first(followed: World):
    series = followed.read(SERIES, "commission")["series"]

    assert [(entry["number"], entry["ops"], entry["rpls"]) for entry in series] == [(3, 2016, 2016), (2, 2018, 2018)]
    assert set(series[0]["indices"]) == {"occupation", "attractivite", "fragilite"}


def test_series_tell_the_evolution_apart_from_the_position_with_its_base(followed: World):
    series = followed.read(SERIES, "commission")["series"]

    assert [entry["base"]["number"] for entry in series] == [1, 1]
    for entry in series:
        assert set(entry["evolution"]) == {"occupation", "attractivite", "fragilite"}
    assert series[0]["evolution"]["attractivite"]["change"] is None
    assert series[1]["evolution"]["attractivite"]["change"] is not None
    values = followed.read("/api/v1/partner/values?level=commune", "commission")
    assert values["base"] == {"number": 1, "ops": 2016, "rpls": 2016}
    assert {name for row in values["values"] for name in row["evolution"]} == {
        "occupation",
        "attractivite",
        "fragilite",
    }


def test_series_after_a_rollback_forget_what_was_withdrawn(followed: World):
    rollback(followed.store, 1, settings=followed.settings)

    series = followed.read(SERIES, "commission")["series"]

    assert [entry["number"] for entry in series] == [1]


def test_publication_asked_by_number_reads_as_it_was(followed: World):
    first = followed.read(f"/api/v1/partner/residences/{SOUND}?publication=1", "epci")
    last = followed.read(f"/api/v1/partner/residences/{SOUND}", "epci")

    assert first["publication"]["number"] == 1
    assert last["publication"]["number"] == 3
    assert first["components"]["att2"]["num"] == 2
    assert last["components"]["att2"]["num"] == 10


def test_publications_are_listed_newest_first_with_the_one_online(followed: World):
    rollback(followed.store, 2, settings=followed.settings)

    lines = followed.read("/api/v1/partner/publications", "commission")["publications"]

    assert [(line["number"], line["online"]) for line in lines] == [(3, False), (2, True), (1, False)]
    assert lines[0]["note"] == "corrigée"
