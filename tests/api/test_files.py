"""What planners take away: the same rows as on the screen, the same gaps, in three formats."""

from tempfile import NamedTemporaryFile

import geopandas
import pandas as pd
import pytest

from observatoire.exports.taken import Narrowing
from tests.api.conftest import World
from tests.support.editions import PETITE, SOUND

ADDRESS = "/api/v1/partner/level-file?level=residence"
INDICES = ("fragilite", "occupation", "attractivite")


def take(world: World, role: str, query: str) -> bytes:
    return bytes(world.get(f"{ADDRESS}&{query}", role).content)


def read_layer(content: bytes, ending: str) -> pd.DataFrame:
    with NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(content)
        file.flush()
        if ending == "xlsx":
            return pd.read_excel(file.name, dtype={"code_insee": str}, engine="calamine")
        return geopandas.read_parquet(file.name) if ending == "parquet" else geopandas.read_file(file.name)


@pytest.mark.parametrize("ending", ["xlsx", "gpkg", "parquet"])
def test_level_is_taken_with_its_statuses_and_its_gaps(shared: World, ending: str):
    layer = read_layer(take(shared, "epci", f"format={ending}"), ending).set_index("code")
    values = {row["code"]: row for row in shared.read("/api/v1/partner/values?level=residence", "epci")["values"]}

    assert set(layer.index) == set(values)
    assert layer.loc[SOUND, "fragilite"] == pytest.approx(values[SOUND]["indices"]["fragilite"]["value"])
    assert {layer.loc[PETITE, f"{index}_statut"] for index in INDICES} == {"secret"}
    assert layer.loc[PETITE, [*INDICES, "occ1", "occ1_num"]].isna().all()
    if ending == "xlsx":
        assert layer["longitude"].between(5, 8).all()
    else:
        assert layer.crs.to_epsg() == 2154


def test_file_keeps_the_filters_of_the_screen(shared: World):
    narrowed = read_layer(take(shared, "epci", "format=xlsx&plages=fragilite:0-105"), "xlsx")

    assert len(narrowed)
    assert (narrowed["fragilite"] <= 105).all()
    assert read_layer(take(shared, "epci", "format=xlsx&bailleur=Personne"), "xlsx").empty


@pytest.mark.parametrize("ending", ["gpkg", "parquet"])
def test_empty_layer_is_a_layer(shared: World, ending: str):
    assert read_layer(take(shared, "epci", f"format={ending}&bailleur=Personne"), ending).empty


def test_landlord_takes_the_class_of_the_others_and_no_number(shared: World):
    layer = read_layer(take(shared, "bailleur", "format=xlsx"), "xlsx")
    rows = {row["code"]: row for row in shared.read("/api/v1/partner/values?level=residence", "bailleur")["values"]}
    others = layer[layer["code"].map(lambda code: rows[code]["access"] != "full")]

    assert len(others)
    assert others[[*INDICES, *(f"{index}_bas" for index in INDICES)]].isna().all(axis=None)


@pytest.mark.parametrize("query", ["format=exe", "format=xlsx&plages=fragilite:x", "format=xlsx&qpv=peut-etre"])
def test_unknown_format_or_filter_is_refused(shared: World, query: str):
    assert shared.get(f"{ADDRESS}&{query}", "epci").status_code == 422
    assert read_layer(take(shared, "epci", "format=xlsx&rehabilitation=avec"), "xlsx").empty, "nobody said anything"


@pytest.mark.parametrize(("told", "kept"), [("2012", [True, False]), ("aucune", [False, True]), (None, [False, False])])
def test_rehabilitation_is_a_filter_that_silence_does_not_pass(told: str | None, kept: list[bool]):
    facts = {"bailleur": "Halpades", "facts": {} if told is None else {"rehabilitation": told}}

    assert [Narrowing(rehabilitated=wanted).keeps({"indices": {}}, facts) for wanted in (True, False)] == kept
    assert Narrowing(rehabilitated=True).keeps({"indices": {}}, {"nom": "Bonneville"}), "a commune is not narrowed"
