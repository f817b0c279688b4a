"""Series follow a residence under its former names, and say which years are of another perimeter."""

from datetime import date

from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.territories import CommunePassage
from observatoire.successions import Event, record_event
from tests.api.conftest import World
from tests.support.builders import BONNEVILLE, a_parc, a_residence, an_occupation
from tests.support.editions import POLYGON, SOUND, TYPES, load_millesime, publish_edition

HEIR, MERGED = "R1-BIS", "R12"


def publish_heir(world: World, code: str, *events: Event) -> None:
    """Two years later, another residence stands where others did."""
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        a_residence(session, code, code_insee=BONNEVILLE)
    for event in events:
        record_event(world.store, event)
    load_millesime(world.store, 2018)
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        a_parc(session, code, millesime=2018, logements=40, vacants=2, avant_1975=20, **TYPES)
        an_occupation(session, code, millesime=2018, repondants=40)
    publish_edition(world.store, world.settings, year=2018)


def read_series(world: World, level: str, code: str) -> list[tuple[int, str, str | None]]:
    series = world.read(f"/api/v1/partner/territories/{level}/{code}/series", "commission")["series"]
    return [(each["rpls"], each["code"], each["rupture"] and each["rupture"]["nature"]) for each in series]


def test_series_of_a_renamed_residence_goes_back_under_its_former_code(world: World):
    publish_heir(world, HEIR, Event(SOUND, "renommee", date(2017, 6, 1), (HEIR,)))

    assert read_series(world, "residence", HEIR) == [(2016, SOUND, None), (2018, HEIR, None)]


def test_series_of_merged_residences_begins_with_the_merger(world: World):
    merger = [Event(old, "fusionnee", date(2017, 6, 1), (MERGED,)) for old in (SOUND, POLYGON)]
    publish_heir(world, MERGED, *merger)

    assert read_series(world, "residence", MERGED) == [(2018, MERGED, None)]


def test_commune_says_which_years_were_published_on_another_perimeter(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        session.add(
            CommunePassage(ancien_code="74999", ancien_nom="Autre", code_insee=BONNEVILLE, date_effet=date(2999, 1, 1))
        )
    load_millesime(world.store, 2018)
    publish_edition(world.store, world.settings, year=2018)

    ruptures = {rupture for _, _, rupture in read_series(world, "commune", BONNEVILLE)}
    assert ruptures == {"commune absorbée"}
    assert world.read(f"/api/v1/partner/territories/commune/{BONNEVILLE}", "epci")["territory"]["facts"]["suite"] == [
        {"code": "74999", "nature": "commune absorbée", "depuis": "2999-01-01"}
    ]
