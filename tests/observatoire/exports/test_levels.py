"""Exports: the columns of the format, and what each audience may see in them."""

import math

import geopandas
import pandas as pd
import pytest

from observatoire.access.audience import Audience
from observatoire.audit.pdf_text import read_pdf_text
from observatoire.computation import compute_draft
from observatoire.errors import InvalidInputError, NotFoundError
from observatoire.exports.layers import export_communes, export_residences
from observatoire.exports.levels import export_indices
from observatoire.publication import publish
from observatoire.store.database import Tier, unit_of_work
from tests.conftest import begin_with
from tests.support import builders
from tests.support.builders import BONNEVILLE, FAUCIGNY_GLIERES

MARIGNIER = "74164"
HEADER = (
    "level,code,nom,index,value,status,reference,class,"
    "occ1_num,occ1_den,occ1_status,occ2_num,occ2_den,occ2_status,occ3_num,occ3_den,occ3_status,"
    "occ4_num,occ4_den,occ4_status,att1_num,att1_den,att1_status,att2_num,att2_den,att2_status,"
    "att3_num,att3_den,att3_status,interval_low,interval_high,p_fragile,stability,logements,repondants,publication,"
    "occ1_bound,occ2_bound,occ3_bound,occ4_bound,comparable_depuis,rupture,rupture_le"
)


def publish_residences(store, settings):
    """Publication 1: in Bonneville two residences and a small one; one alone in Marignier."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for code, code_insee, logements in (("A", BONNEVILLE, 40), ("B", BONNEVILLE, 30), ("C", MARIGNIER, 37)):
            nom = "=Les Îles" if code == "A" else f"Résidence {code}"
            builders.a_residence(session, code, nom=nom, code_insee=code_insee, mise_en_service=1988)
            builders.a_parc(session, code, logements=logements, vacants=2, avant_1975=logements // 2)
            builders.an_occupation(session, code, repondants=logements - 3)
        builders.a_residence(session, "petite")
        builders.a_parc(session, "petite", logements=8)
        builders.an_occupation(session, "petite", repondants=8)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    publish(store, settings=settings)


starting_point = begin_with(publish_residences)


@pytest.fixture
def published(starting_point, store):
    del starting_point  # what the store is a copy of
    return store


@pytest.fixture
def export(published, settings, tmp_path):
    def write(level, audience=Audience.EPCI, number=None, **changed):
        path = tmp_path / "f.csv"
        changed_settings = settings.model_copy(update=changed)
        export_indices(published, path, level=level, audience=audience, number=number, settings=changed_settings)
        return pd.read_csv(path, dtype="str", keep_default_na=False)

    return write


def test_columns_are_those_of_the_format(export):
    frame = export("residence")

    assert ",".join(frame.columns) == HEADER
    assert len(frame) == 12
    assert set(frame["level"]) == {"residence"}
    assert set(frame["reference"]) == {FAUCIGNY_GLIERES}
    assert set(frame["publication"]) == {"1"}


def test_values_keep_their_full_precision(export):
    frame = export("residence")

    exact = frame.loc[(frame["code"] == "A") & (frame["index"] == "fragilite"), "value"].item()
    assert repr(float(exact)) == exact
    assert len(exact) > 12


def test_every_row_of_a_territory_has_all_its_components(export):
    frame = export("residence")

    rows = frame.loc[frame["code"] == "A", ["occ1_num", "occ1_den", "att3_num", "att3_den", "att3_status"]]
    assert rows.drop_duplicates().to_numpy().tolist() == [["9", "37", "20", "40", "ok"]]


def test_residence_that_would_give_a_secret_one_away_is_secret_too(export):
    """In Bonneville, what A and B leave of the commune is the small one."""
    frame = export("residence").set_index("code")

    assert set(frame.loc["B", "status"]) == {"secret"}
    assert set(frame.loc["A", "status"]) == {"ok"}


@pytest.mark.parametrize("audience", [Audience.EPCI, Audience.PARTNER])
def test_secret_residence_has_empty_cells_for_everyone(export, audience):
    frame = export("residence", audience)

    secret = frame[frame["code"] == "petite"]
    assert set(secret["status"]) == {"secret"}
    shown = secret.drop(
        columns=[
            "level",
            "code",
            "nom",
            "index",
            "status",
            "reference",
            "logements",
            "publication",
            "comparable_depuis",
        ]
    )
    assert {cell for name in shown if not name.endswith("_status") for cell in shown[name]} == {""}


def test_partner_does_not_read_the_counts_of_households_of_a_residence(export):
    frame = export("residence", Audience.PARTNER)

    row = frame[frame["code"] == "A"].iloc[0]
    assert (row["occ1_num"], row["occ1_den"], row["occ1_status"]) == ("", "", "ok")
    assert (row["att1_num"], row["att1_den"]) == ("4", "40")
    assert row["value"]


def test_partner_reads_the_counts_of_a_commune(export):
    assert export("commune", Audience.PARTNER).iloc[0]["occ1_num"] == "17"


@pytest.mark.parametrize("level", ["residence", "secteur"])
def test_public_is_refused_the_levels_that_are_never_public(export, level):
    with pytest.raises(InvalidInputError) as refusal:
        export(level, Audience.PUBLIC)

    assert "jamais" in refusal.value.problems[0].message


def test_public_is_refused_indices_that_the_epci_does_not_open(export):
    with pytest.raises(InvalidInputError) as refusal:
        export("commune", Audience.PUBLIC, public_indices=False)

    assert "n’ouvre pas" in refusal.value.problems[0].message


def test_public_reads_classes_and_statuses_without_values_counts_or_respondents(export):
    frame = export("commune", Audience.PUBLIC)

    bonneville = frame[(frame["code"] == BONNEVILLE) & (frame["index"] == "occupation")].iloc[0]
    assert (bonneville["class"], bonneville["status"], bonneville["occ1_status"]) == ("équilibré", "ok", "ok")
    assert (bonneville["logements"], bonneville["repondants"]) == ("78", "")
    numbers = [name for name in frame if name.endswith(("_num", "_den")) or name == "value"]
    assert {cell for name in numbers for cell in frame[name]} == {""}


def test_public_does_not_read_the_class_of_a_commune_that_has_one_residence(export):
    frame = export("commune", Audience.PUBLIC)

    assert frame.loc[frame["code"] == MARIGNIER, ["class", "status"]].to_numpy().tolist() == [["", "secret"]] * 3


def test_text_that_a_spreadsheet_would_run_is_neutralised(export):
    assert export("residence").loc[0, "nom"] == "'=Les Îles"


@pytest.mark.parametrize(("number", "message"), [(7, "La publication 7 n’existe pas"), (None, "Rien n’a encore été")])
def test_publication_that_does_not_exist_is_not_exported(store, settings, tmp_path, number, message):
    with pytest.raises(NotFoundError, match=message):
        export_indices(
            store, tmp_path / "f.csv", level="commune", audience=Audience.EPCI, number=number, settings=settings
        )


def test_indices_are_printed_too(published, settings, tmp_path):
    printed = tmp_path / "f.pdf"

    assert export_indices(published, printed, level="commune", audience=Audience.PUBLIC, number=None, settings=settings)
    assert {"Bonneville", "équilibré"} <= set(read_pdf_text(printed.read_bytes()).split())


def test_unknown_level_is_refused(export):
    with pytest.raises(InvalidInputError):
        export("quartier")


def test_public_layer_of_residences_has_facts_and_no_index(published, tmp_path):
    export_residences(published, tmp_path / "r.gpkg", audience=Audience.PUBLIC, number=None)

    layer = geopandas.read_file(tmp_path / "r.gpkg")
    assert layer.columns.tolist() == [
        *("code", "nom", "bailleur", "code_insee", "adresse", "logements", "mise_en_service"),
        *("t1", "t2", "t3", "t4", "t5", "geometry"),
    ]
    assert layer["mise_en_service"].tolist()[:3] == [1988, 1988, 1988]


def test_layer_of_residences_has_their_indices_and_signal_for_those_who_decide(published, tmp_path):
    export_residences(published, tmp_path / "r.gpkg", audience=Audience.PARTNER, number=None)

    rows = geopandas.read_file(tmp_path / "r.gpkg").set_index("code").to_dict("index")
    assert (rows["A"]["fragilite_class"], rows["A"]["signal"]) == ("équilibré", False)
    assert rows["petite"]["fragilite_status"] == "secret"
    assert math.isnan(rows["petite"]["fragilite_value"])


@pytest.mark.parametrize(("opened", "shown"), [(True, "équilibré"), (False, None)])
def test_public_layer_of_communes_has_classes_if_the_epci_opens_them(published, settings, tmp_path, opened, shown):
    chosen = settings.model_copy(update={"public_indices": opened})

    export_communes(published, tmp_path / "c.geojson", audience=Audience.PUBLIC, number=None, settings=chosen)

    layer = geopandas.read_file(tmp_path / "c.geojson").set_index("code")
    assert layer.get("occupation_class", pd.Series({BONNEVILLE: None}))[BONNEVILLE] == shown
    assert layer.filter(like="_value").empty


def test_layer_of_communes_has_values_for_those_who_decide(published, settings, tmp_path):
    export_communes(published, tmp_path / "c.csv", audience=Audience.EPCI, number=1, settings=settings)

    rows = pd.read_csv(tmp_path / "c.csv", dtype={"code": "str"}).set_index("code").to_dict("index")
    assert rows[BONNEVILLE]["occupation_value"] > 0
    assert not math.isnan(rows[BONNEVILLE]["longitude"])
