"""Series follow a residence under its former names, and say which years are of another perimeter."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import func, update

from observatoire.access.audience import Audience
from observatoire.errors import InvalidInputError
from observatoire.exports.levels import SINCE, export_indices, export_series
from observatoire.sources.successions import Event, record_event
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.territories import Commune, CommunePassage
from tests.api.conftest import World
from tests.support.builders import BONNEVILLE, a_parc, a_residence, an_occupation
from tests.support.editions import MARIGNIER, POLYGON, SOUND, TYPES, load_millesime, publish_edition

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


def read_since(world: World, folder: Path, level: str) -> dict[str, tuple[str, str, str]]:
    """What an export of indices says of the series of each territory."""
    path = folder / "i.csv"
    export_indices(world.store, path, level=level, audience=Audience.EPCI, number=None, settings=world.settings)
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, sep=None, engine="python", encoding="utf-8-sig")
    return dict(zip(frame["code"], zip(*(frame[name] for name in SINCE), strict=True), strict=True))


def read_series(world: World, level: str, code: str) -> list[tuple[int, str, str | None]]:
    series = world.read(f"/api/v1/partner/territories/{level}/{code}/series", "commission")["series"]
    return [(each["rpls"], each["code"], each["rupture"] and each["rupture"]["nature"]) for each in series]


def test_series_of_a_renamed_residence_goes_back_under_its_former_code(world: World):
    publish_heir(world, HEIR, Event(SOUND, "renommee", date(2017, 6, 1), (HEIR,)))

    assert read_series(world, "residence", HEIR) == [(2016, SOUND, None), (2018, HEIR, None)]
    (said,) = world.read("/api/v1/partner/ruptures?level=residence", "commission")["ruptures"]
    assert (said["rpls"], said["code"], said["code_publie"], said["rupture"]) == (2016, HEIR, SOUND, None)


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


def add_merger(world: World, day: date | None) -> None:
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        session.add(CommunePassage(ancien_code="74999", ancien_nom="Autre", code_insee=BONNEVILLE, date_effet=day))


def test_merger_that_nobody_dated_leaves_the_years_before_to_be_checked(world: World, tmp_path: Path):
    add_merger(world, None)
    load_millesime(world.store, 2018)
    publish_edition(world.store, world.settings, year=2018)

    address = f"/api/v1/partner/territories/commune/{BONNEVILLE}/series"
    before, last = world.read(address, "commission")["series"]
    assert before["rupture"] == {"nature": "commune absorbée", "depuis": None, "certaine": False}
    assert last["rupture"] is None
    assert read_export(world, tmp_path, "commune", BONNEVILLE) == [
        ("2016", "à vérifier", "commune absorbée"),
        ("2018", "oui", ""),
    ]


def test_perimeter_drawn_again_says_so_whatever_its_code(world: World, tmp_path: Path):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        session.execute(
            update(Commune)
            .where(Commune.code_insee == BONNEVILLE)
            .values(geom=func.ST_Multi(func.ST_Buffer(Commune.geom, 900)))
        )
    load_millesime(world.store, 2018)
    publish_edition(world.store, world.settings, year=2018)

    assert read_series(world, "commune", BONNEVILLE) == [(2016, BONNEVILLE, "perimetre"), (2018, BONNEVILLE, None)]
    (said,) = world.read("/api/v1/partner/ruptures?level=commune", "commission")["ruptures"]
    assert (said["rpls"], said["code"], said["rupture"]["nature"]) == (2016, BONNEVILLE, "perimetre")
    assert read_since(world, tmp_path, "commune") == {
        BONNEVILLE: ("2018", "perimetre", ""),
        MARIGNIER: ("2016", "", ""),
    }
    assert read_export(world, tmp_path, "commune", BONNEVILLE) == [("2016", "non", "perimetre"), ("2018", "oui", "")]
    assert {line[1] for line in read_export(world, tmp_path, "residence", SOUND)} == {"oui"}


def test_public_has_no_series(world: World, tmp_path: Path):
    with pytest.raises(InvalidInputError, match="refusé"):
        export_series(
            world.store,
            tmp_path / "s.csv",
            level="commune",
            audience=Audience.PUBLIC,
            number=None,
            settings=world.settings,
        )


def test_group_has_no_series_for_its_residences_change(world: World, tmp_path: Path):
    with pytest.raises(InvalidInputError, match="refusé") as refused:
        read_export(world, tmp_path, "regroupement", SOUND)

    (problem,) = refused.value.problems
    assert "pas les mêmes résidences" in problem.message
    assert problem.remedy == "Choisissez parmi residence, secteur, commune, epci."


def read_export(world: World, folder: Path, level: str, code: str) -> list[tuple[str, str, str]]:
    path = folder / "series.csv"
    export_series(world.store, path, level=level, audience=Audience.EPCI, number=None, settings=world.settings)
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    rows = frame[(frame["code"] == code) & (frame["index"] == "fragilite")]
    return list(rows[["rpls", "comparable", "changement"]].itertuples(index=False, name=None))
